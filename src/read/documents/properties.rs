//! What an office document or a book says of itself: the Dublin Core of its properties.

use quick_xml::events::Event;

use super::xml::{events, text};
use crate::text::squeezed;
use crate::{Meta, Published, Result};

/// Title, author and day of the properties, by the names that Word, OpenDocument and EPUB have for
/// them.
///
/// # Errors
///
/// When they are no XML.
pub(in crate::read) fn properties(xml: &[u8]) -> Result<Meta> {
    let (mut meta, mut value) = (Meta::default(), String::new());
    events(xml, |event| match event {
        Event::Start(_) => value.clear(),
        Event::End(element) => {
            let found = Some(squeezed(&value).into_owned()).filter(|found| !found.is_empty());
            let day = || found.as_deref().and_then(Published::parse);
            match element.local_name().as_ref() {
                "title" => meta.title = meta.title.take().or(found),
                "initial-creator" => meta.author = found,
                "creator" => meta.author = meta.author.take().or(found),
                "created" | "creation-date" => meta.published = day().or(meta.published),
                "date" => meta.published = meta.published.or_else(day),
                _ => {}
            }
            value.clear();
        }
        event => value.push_str(&text(event)),
    })?;
    Ok(meta)
}
