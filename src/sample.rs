//! Articles of one text, for tests.

use crate::split::split;
use crate::{Annotated, Meta, Origin, Published, RawDocument, extract};

/// The annotated documents of a text that was published on this day.
pub(crate) fn articles(text: &str, published: Option<&str>) -> Vec<Annotated> {
    let raw = RawDocument {
        origin: Origin { path: "tin.txt".into(), record: None },
        source_id: "tin.txt".into(),
        meta: Meta { published: published.and_then(Published::parse), ..Meta::default() },
        text: text.into(),
        blocks: Vec::new(),
        addressable: true,
    };
    split(raw).unwrap_or_default().into_iter().map(extract).collect()
}
