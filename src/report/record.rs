//! The JSON object of one document: the contract that other programs read.

use crate::json::{Object, key, string};
use crate::text::CharPlaces;
use crate::{Annotated, Block, Span};

/// Appends one document as one line. Keys that do not apply or are unknown are null; author, section, tags and what follows a choice of the user
/// are left out then: `with_text` adds the normalised text, its blocks, and the mentions' places in it; `near_duplicate_of` names the document
/// that it is like.
pub fn write_jsonl(annotated: &Annotated, with_text: bool, near_duplicate_of: Option<&str>, out: &mut Vec<u8>) {
    let document = &annotated.document;
    let meta = &document.meta;
    let text = document.text.as_str();
    let mut object = Object::new(out);
    object.text(key!("id"), &document.id);
    object.text(key!("source_id"), &document.source_id);
    object.text_or_null(key!("title"), meta.title.as_deref());
    object.text_or_null(key!("published"), meta.published.map(|published| published.to_string()).as_deref());
    object.text_or_null(key!("url"), meta.url.as_deref());
    object.text_if_any(key!("author"), meta.author.as_deref());
    object.text_if_any(key!("section"), meta.section.as_deref());
    if !meta.tags.is_empty() {
        object.list(key!("tags"), &meta.tags, |tag, out| string(tag, out));
    }
    object.text_if_any(key!("near_duplicate_of"), near_duplicate_of);
    if with_text {
        object.text(key!("text"), text);
        let mut chars = CharPlaces::new(text);
        object.list(key!("blocks"), &document.blocks, |block, out| write_block(block, chars.span(block.span), out));
    }
    let mut chars = CharPlaces::new(text);
    object.list(key!("mentions"), &annotated.mentions, |mention, out| {
        mention.write_json(document.addressable, with_text.then(|| chars.span(mention.span)), out);
    });
    object.end();
    out.push(b'\n');
}

/// Appends a block; `place` is in Unicode scalars.
fn write_block(block: &Block, place: Span, out: &mut Vec<u8>) {
    let mut object = Object::new(out);
    object.name(key!("kind"), block.kind.name());
    object.whole_or_null(key!("start"), Some(place.start));
    object.whole_or_null(key!("end"), Some(place.end));
    object.end();
}
