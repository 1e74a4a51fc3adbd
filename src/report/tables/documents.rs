//! The row of a document.

use super::schema::{Cell, Row};
use crate::Annotated;
use crate::report::Shown;

/// The row of a document in [`Table::Documents`](super::Table::Documents). `shown` tells whether it
/// has the normalised text, and which mentions are counted; `near_duplicate_of` names the document
/// that it is like.
pub fn document_row<'a>(
    annotated: &'a Annotated,
    shown: Shown,
    near_duplicate_of: Option<&'a str>,
) -> Row<'a> {
    let document = &annotated.document;
    let meta = &document.meta;
    let own = document.regulation.as_deref();
    let apart = if shown.all_fields { annotated.apart.len() } else { 0 };
    vec![
        Cell::text(&document.id),
        Cell::text(&document.source_id),
        Cell::text(document.origin.to_string()),
        Cell::text_if_any(meta.title.as_deref()),
        Cell::text_if_any(meta.published.map(|published| published.to_string())),
        Cell::day(meta.published.map(|published| published.day)),
        Cell::text_if_any(meta.published_from.name()),
        Cell::text_if_any(meta.url.as_deref()),
        Cell::text_if_any(document.source()),
        Cell::text_if_any(meta.lead.as_deref()),
        Cell::text_if_any(meta.author.as_deref()),
        Cell::text_if_any(meta.section.as_deref()),
        Cell::Texts(meta.tags.as_slice().into()),
        Cell::text_if_any(near_duplicate_of),
        Cell::whole(Some(apart + annotated.mentions.len())),
        Cell::text_if_any(own.map(|own| own.value.as_str())),
        Cell::text_if_any(own.and_then(|own| own.doc_type.as_deref())),
        Cell::text_if_any(own.and_then(|own| own.issuer.as_deref())),
        Cell::day(own.and_then(|own| own.issued)),
        Cell::text_if_any(shown.text.then(|| document.text.as_str())),
    ]
}
