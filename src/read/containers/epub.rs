//! Books (EPUB): the chapters of their zip archive in the order in which they are read, each a page
//! and an item.

use std::collections::HashMap;
use std::vec;

use quick_xml::events::Event;

use super::zip::Archive;
use crate::read::documents::properties::properties;
use crate::read::documents::xml::{attribute, events};
use crate::read::format::Format;
use crate::read::item::{Content, Hints, Item};
use crate::read::limits::HELD_BOOK;
use crate::read::source::{Notes, Source, Step, StreamPlace};
use crate::{Error, Meta, Result};

/// An open book.
struct Chapters {
    place: StreamPlace,
    archive: Archive,
    /// Their names in the archive.
    left: vec::IntoIter<String>,
    /// What the book says of itself; its title is not that of a chapter.
    meta: Meta,
    /// What is said of parts that are encrypted.
    encrypted: String,
}

/// Opens a book.
pub(in crate::read) fn open(place: StreamPlace, mut archive: Archive) -> Step {
    let book = chapters(&mut archive).and_then(|found| {
        Ok((found, archive.part("META-INF/encryption.xml", HELD_BOOK)?.unwrap_or_default()))
    });
    match book {
        Ok(((chapters, _), _)) if chapters.is_empty() => {
            place.lost(None, Error::format("expected a book with chapters, but found none; unpack it as a .zip and give its pages"))
        }
        Ok(((chapters, meta), encrypted)) => {
            let encrypted = String::from_utf8_lossy(&encrypted).into_owned();
            Step::Open(Box::new(Chapters { place, archive, left: chapters.into_iter(), meta, encrypted }))
        }
        Err(error) => place.lost(None, error),
    }
}

/// The names of the chapters in their order, and what the book says of itself.
fn chapters(archive: &mut Archive) -> Result<(Vec<String>, Meta)> {
    let mut part = |name: &str| {
        let found = archive.part(name, HELD_BOOK)?;
        found.ok_or_else(|| Error::format(format!("expected a book, but found no `{name}` in it; unpack it as a .zip and give its pages")))
    };
    let mut package = String::new();
    events(&part("META-INF/container.xml")?, |event| {
        if let Event::Start(element) | Event::Empty(element) = event
            && element.local_name().as_ref() == "rootfile"
            && package.is_empty()
        {
            package = attribute(element, "full-path").unwrap_or_default();
        }
    })?;
    let contents = part(&package)?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut files, mut order) = (HashMap::new(), Vec::new());
    events(&contents, |event| {
        let (Event::Start(element) | Event::Empty(element)) = event else { return };
        let stated = |name: &str| attribute(element, name).unwrap_or_default();
        match element.local_name().as_ref() {
            "item"
                if stated("media-type").contains("html")
                    && !stated("properties").split(' ').any(|property| property == "nav") =>
            {
                files.insert(stated("id"), inside(folder, &stated("href")));
            }
            "itemref" => order.push(stated("idref")),
            _ => {}
        }
    })?;
    // A chapter that is named twice is read once.
    let chapters = order.into_iter().filter_map(|id| files.remove(&id)).collect();
    Ok((chapters, properties(&contents)?))
}

/// The name in the archive of what an address names from a folder: `../a%20b.xhtml` is `a b.xhtml`.
fn inside(folder: &str, address: &str) -> String {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let code = behind
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let is_code = first == b'%' && code.is_some();
        bytes.push(code.filter(|_| is_code).unwrap_or(first));
        rest = if is_code { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Source for Chapters {
    fn next(&mut self, _: &mut Notes) -> Step {
        let Some(name) = self.left.next() else { return Step::End };
        let place = match self.place.entry(name.as_bytes()) {
            Ok(place) => place,
            Err(error) => return self.place.failed(None, error),
        };
        if place.is_ignored() {
            return Step::Passed;
        }
        if self.encrypted.contains(&name) {
            return place.failed(
                None,
                Error::format("the chapter is encrypted; give the book without its protection"),
            );
        }
        match self.archive.part(&name, place.options.max_document) {
            Ok(Some(bytes)) => {
                let item = place.item(None, Content::Document { bytes, format: Format::Html });
                let meta = Meta { title: None, ..self.meta.clone() };
                let hints = Hints { meta: Some(Box::new(meta)), is_chapter: true, ..Hints::default() };
                Step::Item(Item { hints, ..item })
            }
            Ok(None) => {
                place.failed(None, Error::format("expected a chapter, but found none of this name in the book; save the book again"))
            }
            Err(error) => place.failed(None, error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_chapters() {
        for (folder, address, expected) in [
            ("OEBPS", "text/a.xhtml#x", "OEBPS/text/a.xhtml"),
            ("OEBPS/x", "../a%20b.xhtml", "OEBPS/a b.xhtml"),
            ("", "ch%C6%B0%C6%A1ng-1.xhtml", "chương-1.xhtml"),
            ("", "../../a%zz%4", "a%zz%4"),
        ] {
            assert_eq!(inside(folder, address), expected);
        }
    }
}
