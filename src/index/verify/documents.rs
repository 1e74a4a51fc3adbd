//! What the files of sound segments say, against each other: counts, columns, stored documents,
//! lists.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::columnar::StrColumn;
use tantivy::fastfield::Column;
use tantivy::postings::Postings as _;
use tantivy::schema::{IndexRecordOption, TantivyDocument, Value as _};
use tantivy::store::StoreReader;
use tantivy::{DocSet, SegmentMeta, SegmentReader, TERMINATED};

use super::items::of_column;
use crate::index::guard::read;
use crate::index::store::directory::Access;
use crate::index::store::files::{Broken, ListedSegment};
use crate::index::store::opening::open;
use crate::index::store::schema::Fields;
use crate::index::store::stored;
use crate::{Error, MentionField, Result};

/// Blocks of stored documents that are held while they are read in their order.
const BLOCKS: usize = 2;

/// What all segments say together: each document of an item has a number of its own, and the
/// documents of an item have one file and content. In a merged index, items that came from
/// different ones may share numbers.
#[derive(Default)]
struct Whole {
    /// With the keys of items.
    numbers: FxHashSet<(u64, u64)>,
    items: FxHashMap<u64, (u64, u64)>,
}

/// Holds the segments at these places of the list against themselves and each other.
pub(super) fn check(dir: &Path, segments: &[ListedSegment], sound: &[usize]) -> Vec<Broken> {
    let mut whole = Whole::default();
    let opened = read(|| {
        Some(
            open(dir, Access::Read)
                .and_then(|(index, fields)| Ok((index.searchable_segment_metas()?, index, fields))),
        )
    });
    let (metas, index, fields) = match opened {
        Some(Ok(opened)) => opened,
        Some(Err(error)) => {
            return vec![Broken {
                file: "meta.json".into(),
                what: error.to_string(),
                segment: None,
            }];
        }
        None => {
            return vec![Broken {
                file: "meta.json".into(),
                what: "it cannot be read".into(),
                segment: None,
            }];
        }
    };
    let wrong = |&place: &usize| {
        let listed = segments.get(place)?;
        let meta: &SegmentMeta =
            metas.iter().find(|meta| listed.file("store").starts_with(&meta.id().uuid_string()))?;
        let checked = read(|| {
            let segment = SegmentReader::open(&index.segment(meta.clone())).map_err(Error::from);
            Some(
                segment.and_then(|segment| {
                    Sound { segment: &segment, fields, listed }.check(&mut whole)
                }),
            )
        });
        let (part, what) = match checked {
            Some(Ok(None)) => return None,
            Some(Ok(Some((part, what)))) => (part, what),
            Some(Err(error)) => ("store", error.to_string()),
            None => ("store", "its documents cannot be read".to_string()),
        };
        Some(Broken { file: listed.file(part), what, segment: Some(place) })
    };
    sound.iter().filter_map(wrong).collect()
}

/// A segment whose files are as they were written.
struct Sound<'a> {
    segment: &'a SegmentReader,
    fields: Fields,
    listed: &'a ListedSegment,
}

/// The part of a segment at odds with another, and how.
type Odds = Option<(&'static str, String)>;

/// The columns that each document has.
struct Columns {
    ids: StrColumn,
    origins: StrColumn,
    numbers: Column,
    files: Column,
    keys: Column,
    contents: Column,
}

impl Sound<'_> {
    fn check(&self, whole: &mut Whole) -> Result<Odds> {
        let (max, alive) =
            (self.listed.max_doc, self.listed.max_doc.saturating_sub(self.listed.deleted()));
        let found = (self.segment.max_doc(), self.segment.doc_ids_alive().count());
        if found != (max, alive as usize) {
            return Ok(Some((
                "store",
                format!(
                    "expected `{alive}` of `{max}` documents, but found `{}` of `{}`",
                    found.1, found.0
                ),
            )));
        }
        let columns = self.segment.fast_fields();
        let (ids, origins) = (columns.str("id")?, columns.str("origin")?);
        let [numbers, files, keys, contents] =
            ["sequence", "item_file", "item_key", "item_content"].map(|name| columns.u64(name));
        let (Some(ids), Some(origins)) = (ids, origins) else {
            return Ok(Some(("fast", "no document has an id or origin".to_string())));
        };
        let columns = Columns {
            ids,
            origins,
            numbers: numbers?,
            files: files?,
            keys: keys?,
            contents: contents?,
        };
        let store = self.segment.get_store_reader(BLOCKS)?;
        for document in self.segment.doc_ids_alive() {
            let odds = match self.document(document, &store, &columns) {
                Ok(odds) => odds.or_else(|| whole.take(document, &columns)),
                Err(error) => Some(("store", error.to_string())),
            };
            if let Some((part, what)) = odds {
                return Ok(Some((part, format!("document `{document}`: {what}"))));
            }
        }
        self.lists(&columns.keys)
    }

    /// A document as it is stored, against its columns.
    fn document(&self, document: u32, store: &StoreReader, columns: &Columns) -> Result<Odds> {
        let stored: TantivyDocument = store.get(document)?;
        let text = |field| stored.get_first(field).and_then(|value| value.as_str());
        let [id, origin, body, mentions] =
            [self.fields.id, self.fields.origin, self.fields.text, self.fields.mentions].map(text);
        let (Some(id), Some(origin), Some(body), Some(mentions)) = (id, origin, body, mentions)
        else {
            return Ok(Some((
                "store",
                "its id, origin, text or mentions are not stored".to_string(),
            )));
        };
        let of_field = |field| match field {
            MentionField::Title => text(self.fields.title).unwrap_or_default(),
            MentionField::Lead => text(self.fields.lead).unwrap_or_default(),
            MentionField::Text => body,
        };
        stored::decode(mentions, of_field)?;
        let is_the_same = |column: &StrColumn, stored: &str| {
            of_column(column, document).as_deref() == Some(stored)
        };
        let are_the_same = is_the_same(&columns.ids, id) && is_the_same(&columns.origins, origin);
        Ok((!are_the_same)
            .then(|| ("fast", "its id or origin is another than the stored one".to_string())))
    }

    /// The lists by which items are found again, against the column of their keys.
    fn lists(&self, keys: &Column) -> Result<Odds> {
        let lists = self.segment.inverted_index(self.fields.item_key)?;
        let mut terms = lists.terms().stream().map_err(tantivy::TantivyError::from)?;
        let mut listed = 0;
        while terms.advance() {
            let key = terms.key().try_into().map(u64::from_be_bytes).ok();
            let mut postings = lists
                .read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)
                .map_err(tantivy::TantivyError::from)?;
            while postings.doc() != TERMINATED {
                if keys.first(postings.doc()) != key {
                    return Ok(Some((
                        "idx",
                        format!("document `{}` is listed under another item", postings.doc()),
                    )));
                }
                listed += postings.term_freq().min(1);
                postings.advance();
            }
        }
        let all = self.listed.max_doc;
        Ok((listed != all).then(|| {
            (
                "idx",
                format!("expected `{all}` documents in the list of items, but found `{listed}`"),
            )
        }))
    }
}

impl Whole {
    /// Takes a document in; what it has that another has, or has otherwise.
    fn take(&mut self, document: u32, columns: &Columns) -> Odds {
        let found = [&columns.numbers, &columns.files, &columns.keys, &columns.contents]
            .map(|column| column.first(document));
        let [Some(number), Some(file), Some(key), Some(content)] = found else {
            return Some(("fast", "its number or the stamp of its item is missing".to_string()));
        };
        if !self.numbers.insert((key, number)) {
            return Some(("fast", format!("another document has its number `{number}`")));
        }
        let known = *self.items.entry(key).or_insert((file, content));
        (known != (file, content)).then(|| {
            ("fast", "another document of its item has another file or content".to_string())
        })
    }
}
