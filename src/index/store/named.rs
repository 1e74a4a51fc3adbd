//! Names that a newspaper gives an article: its author, section and tags, and under which keys they
//! are found.

use tantivy::schema::{Field, STORED, STRING, SchemaBuilder, TantivyDocument, TextOptions};

use crate::Meta;
use crate::model::name_key;

/// What a newspaper names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Named {
    Author,
    Section,
    Tag,
}

/// The fields of one of them.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct NamedFields {
    /// The names: fast, stored.
    pub name: Field,
    /// Their keys, and those of neighbouring words in them: exact.
    pub key: Field,
}

/// The longest run of words of a name under which it is found. The longest names of offices have
/// more.
const LONGEST_RUN: usize = 6;

impl Named {
    pub const ALL: [Named; 3] = [Named::Author, Named::Section, Named::Tag];

    /// That of this name in a query.
    pub fn of(name: &str) -> Option<Named> {
        Named::ALL.into_iter().find(|named| named.name() == name)
    }

    /// Its name in a query, and that of its field.
    pub const fn name(self) -> &'static str {
        match self {
            Named::Author => "author",
            Named::Section => "section",
            Named::Tag => "tag",
        }
    }

    /// What a facet of it counts.
    pub const fn help(self) -> &'static str {
        match self {
            Named::Author => "The authors",
            Named::Section => "The sections of the newspapers",
            Named::Tag => "The tags",
        }
    }

    /// Adds its fields to a schema.
    pub fn add_fields(self, schema: &mut SchemaBuilder) -> NamedFields {
        let name = schema.add_text_field(self.name(), TextOptions::from(STORED).set_fast("raw"));
        NamedFields { name, key: schema.add_text_field(&format!("{}_key", self.name()), STRING) }
    }

    /// Adds the names of a document.
    pub fn add(self, fields: NamedFields, meta: &Meta, out: &mut TantivyDocument) {
        let names: Vec<&str> = match self {
            Named::Author => meta.author.as_deref().into_iter().collect(),
            Named::Section => meta.section.as_deref().into_iter().collect(),
            Named::Tag => meta.tags.iter().map(String::as_str).collect(),
        };
        let mut keys = Vec::new();
        for name in names {
            out.add_text(fields.name, name);
            let key = name_key(name);
            let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
            for length in 1..=LONGEST_RUN.min(words.len()) {
                keys.extend(words.windows(length).map(|run| run.join(" ")));
            }
            keys.push(key);
        }
        keys.sort_unstable();
        keys.dedup();
        keys.iter().filter(|key| !key.is_empty()).for_each(|key| out.add_text(fields.key, key));
    }
}
