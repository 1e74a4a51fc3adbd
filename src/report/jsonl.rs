//! The JSON object of one document: the contract that other programs read.

use std::borrow::Cow;

use crate::model::json::{Name, Object, Put, Shown, key};
use crate::text::CharPlaces;
use crate::{Annotated, Block, Document, Span};

/// Appends one document as one line. Keys that do not apply or are unknown are null; author, section, tags and what follows a choice of the user
/// are left out then: `with_text` adds the normalised text, its blocks, and the mentions' places in it; `near_duplicate_of` names the document
/// that it is like.
pub fn write_jsonl(annotated: &Annotated, with_text: bool, near_duplicate_of: Option<&str>, out: &mut String) {
    let document = &annotated.document;
    let meta = &document.meta;
    let text = document.text.as_str();
    let mut object = Object::new(out);
    object.field(key!("id"), document.id.as_str());
    object.field(key!("source_id"), document.source_id.as_str());
    object.field(key!("title"), meta.title.as_deref());
    object.field(key!("published"), meta.published.map(Shown));
    object.field(key!("url"), meta.url.as_deref());
    object.field_if_any(key!("author"), meta.author.as_deref());
    object.field_if_any(key!("section"), meta.section.as_deref());
    if !meta.tags.is_empty() {
        object.list(key!("tags"), &meta.tags, |tag, out| tag.as_str().put(out));
    }
    object.field_if_any(key!("near_duplicate_of"), near_duplicate_of);
    if with_text {
        object.field(key!("text"), text);
        let mut chars = CharPlaces::new(text);
        object.list(key!("blocks"), all_blocks(document).iter(), |block, out| write_block(block, chars.span(block.span), out));
    }
    let mut chars = CharPlaces::new(text);
    object.list(key!("mentions"), &annotated.mentions, |mention, out| {
        mention.write_json(document.addressable, with_text.then(|| chars.span(mention.span)), out);
    });
    object.end();
    out.push('\n');
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

/// Appends a block; `place` is in Unicode scalars.
fn write_block(block: &Block, place: Span, out: &mut String) {
    let mut object = Object::new(out);
    object.field(key!("kind"), Name(block.kind.name()));
    object.field(key!("start"), place.start);
    object.field(key!("end"), place.end);
    object.end();
}
