//! The XML in files of office programs: its events one after the other, and their text.

use std::borrow::Cow;
use std::io::{Read as _, Take};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::read::compression::Stream;
use crate::read::limits::sheet::{EVENT, PART};
use crate::text::fast::bytes::as_text;
use crate::{Error, Result};

/// XML is longer than its text: a paragraph of one word has some hundred bytes.
pub(in crate::read) const MARKUP: u64 = 20;

/// The text of an event: none of most.
pub(in crate::read) fn text<'a>(event: &'a Event) -> Cow<'a, str> {
    match event {
        Event::Text(text) => text.xml_content(XmlVersion::Implicit1_0),
        Event::CData(text) => Cow::Borrowed(text),
        Event::GeneralRef(entity) => match entity.resolve_char_ref() {
            Ok(Some(c)) => Cow::Owned(c.to_string()),
            _ => Cow::Borrowed(quick_xml::escape::resolve_xml_entity(entity).unwrap_or_default()),
        },
        _ => Cow::Borrowed(""),
    }
}

/// Calls for each event of a part.
pub(in crate::read) fn events(xml: &[u8], mut each: impl FnMut(&Event)) -> Result<()> {
    let xml = as_text(xml).ok_or_else(|| {
        Error::format("expected a part in UTF-8, but found other bytes; save the document again")
    })?;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => each(&event),
            Err(error) => {
                return Err(Error::caused("the document is broken; save it again", error));
            }
        }
    }
}

/// The value of an element's attribute, by its name without a prefix.
pub(in crate::read) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name);
    found.map(|attribute| {
        attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_or_else(|_| attribute.value.to_string(), Cow::into_owned)
    })
}

/// The events of a part that is too long to be held, as it is unpacked.
pub(in crate::read) struct Events {
    reader: Reader<Take<Stream>>,
    buffer: Vec<u8>,
    /// Bytes that may still come.
    left: u64,
}

impl Events {
    pub fn new(input: Stream) -> Events {
        Events { reader: Reader::from_reader(input.take(0)), buffer: Vec::new(), left: PART }
    }

    /// The next event; `None` at the end.
    ///
    /// # Errors
    ///
    /// When the part is broken, or no XML.
    pub fn next(&mut self) -> Result<Option<Event<'static>>> {
        self.buffer.clear();
        // A text is held, so each event has a bound of its own.
        let most = EVENT.min(self.left);
        self.reader.get_mut().set_limit(most);
        let event = self.reader.read_event_into(&mut self.buffer);
        let limit = self.reader.get_ref().limit();
        self.left -= most - limit;
        match event {
            _ if limit == 0 => {
                Err(Error::format("expected a document, but found a part longer than any; part it"))
            }
            Ok(Event::Eof) => Ok(None),
            Ok(event) => Ok(Some(event.into_owned())),
            Err(error) => Err(Error::caused("the document is broken; save it again", error)),
        }
    }

    /// Passes over the rest of the element that has just begun.
    ///
    /// # Errors
    ///
    /// Those of [`next`](Events::next).
    pub fn skip(&mut self) -> Result<()> {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next()? {
                Some(Event::Start(_)) => depth += 1,
                Some(Event::End(_)) => depth -= 1,
                Some(_) => {}
                None => break,
            }
        }
        Ok(())
    }
}
