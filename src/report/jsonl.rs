//! The JSON object of one document: the contract that other programs read.

use std::borrow::Cow;

use crate::model::json::{self, Name, Object, Put, key};
use crate::model::{End, FieldPlaces, Relation, written};
use crate::text::CharPlaces;
use crate::{Annotated, Block, Document, Span, Text};

/// What is written of a document beside what always is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The normalised text, its blocks, and the mentions' places in the normalised field.
    pub text: bool,
    /// The mentions of the title and the lead, before those of the text.
    pub all_fields: bool,
    /// What the document says that regulations do to each other.
    pub relations: bool,
}

/// Appends one document as one line. Keys that do not apply or are unknown are null; lead, author,
/// section, tags, the regulation that the document is, and what follows a choice of the user are
/// left out then; `near_duplicate_of` names the document that it is like.
pub fn write_jsonl(
    annotated: &Annotated,
    shown: Shown,
    near_duplicate_of: Option<&str>,
    out: &mut String,
) {
    let document = &annotated.document;
    let meta = &document.meta;
    let text = document.text.as_str();
    let mut object = Object::new(out);
    object.field(key!("id"), document.id.as_str());
    object.field(key!("source_id"), document.source_id.as_str());
    object.field(key!("origin"), written(&document.origin).as_str());
    object.field(key!("title"), meta.title.as_deref());
    object.field(key!("published"), meta.published.map(json::Shown));
    object.field(key!("day"), meta.published.map(|published| json::Shown(published.day)));
    object.field_if_any(key!("published_from"), meta.published_from.name().map(Name));
    object.field(key!("url"), meta.url.as_deref());
    object.field_if_any(key!("lead"), meta.lead.as_deref());
    object.field_if_any(key!("author"), meta.author.as_deref());
    object.field_if_any(key!("section"), meta.section.as_deref());
    if !meta.tags.is_empty() {
        object.list(key!("tags"), &meta.tags, |tag, out| tag.as_str().put(out));
    }
    object.field_if_any(key!("near_duplicate_of"), near_duplicate_of);
    object.field_if_any(key!("regulation"), document.regulation.as_deref());
    let with_text = shown.text;
    if with_text {
        object.field(key!("text"), text);
        let mut chars = CharPlaces::new(text);
        object.list(key!("blocks"), all_blocks(document).iter(), |block, out| {
            write_block(block, chars.span(block.span), document.article_number(block), out);
        });
    }
    let mut places = FieldPlaces::new(|field| document.field(field).map_or("", Text::as_str));
    let apart = if shown.all_fields { annotated.apart.as_slice() } else { &[] };
    object.list(key!("mentions"), apart.iter().chain(&annotated.mentions), |mention, out| {
        mention.write_json(
            document.is_addressable(mention.field),
            with_text.then(|| places.span(mention.field, mention.span)),
            out,
        );
    });
    if shown.relations {
        object.list(key!("relations"), &annotated.relations, |relation, out| {
            write_relation(relation, &mut places, out)
        });
    }
    object.end();
    out.push('\n');
}

/// Appends a relation; the evidence in Unicode scalars of the normalised text of its field.
fn write_relation(relation: &Relation, places: &mut FieldPlaces<'_>, out: &mut String) {
    let mut object = Object::new(out);
    object.field(key!("kind"), Name(relation.kind.name()));
    write_end(key!("from"), relation.from.as_ref(), &mut object);
    write_end(key!("to"), Some(&relation.to), &mut object);
    object.field_if_any(key!("status"), relation.is_planned.then_some(Name("planned")));
    let place = places.span(relation.field, relation.evidence);
    object.field(key!("evidence_field"), Name(relation.field.name()));
    object.field(key!("evidence_start"), place.start);
    object.field(key!("evidence_end"), place.end);
    object.end();
}

fn write_end(key: &'static str, end: Option<&End>, object: &mut Object<'_>) {
    match end {
        Some(End::Mention(at)) => object.field(key, *at),
        Some(End::Name(name)) => object.field(key, name.as_str()),
        None => object.field(key, None::<usize>),
    }
}

/// The blocks of a document and the lines beside them, in text order.
fn all_blocks(document: &Document) -> Cow<'_, [Block]> {
    if document.asides.is_empty() {
        return Cow::Borrowed(&document.blocks);
    }
    let mut all = [&document.blocks[..], &document.asides].concat();
    all.sort_by_key(|block| block.span);
    Cow::Owned(all)
}

/// Appends a block; `place` is in Unicode scalars, and `number` that of an article.
fn write_block(block: &Block, place: Span, number: Option<&str>, out: &mut String) {
    let mut object = Object::new(out);
    object.field(key!("kind"), Name(block.kind.name()));
    object.field(key!("start"), place.start);
    object.field(key!("end"), place.end);
    object.field_if_any(key!("number"), number);
    object.end();
}
