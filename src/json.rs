//! JSON objects written field by field, their keys known when the program is compiled.
//!
//! A serialiser looks for what to escape in every key of every object. The values of mentions are short, so that this was most of the work of
//! printing them. Here a key is put down as it stands, and so is a value without characters to escape; all others are left to serde_json.

use std::fmt::Display;
use std::io::Write;

use itoa::Integer;

/// The key of a field as it stands in an object, in quotation marks and with its colon. It needs no escapes.
macro_rules! key {
    ($name:literal) => {
        concat!("\"", $name, "\":")
    };
}
pub(crate) use key;

/// An object under way.
pub(crate) struct Object<'o> {
    out: &'o mut Vec<u8>,
}

impl<'o> Object<'o> {
    /// Begins an object.
    #[inline(always)]
    pub(crate) fn new(out: &'o mut Vec<u8>) -> Object<'o> {
        out.push(b'{');
        Object { out }
    }

    /// A field of any text.
    #[inline(always)]
    pub(crate) fn text(&mut self, key: &'static str, value: &str) {
        self.with(key, |out| string(value, out));
    }

    /// A field of a name that the program gives a thing, which has no characters to escape.
    #[inline(always)]
    pub(crate) fn name(&mut self, key: &'static str, value: &'static str) {
        debug_assert!(!has_escapes(value));
        self.with(key, |out| quoted(value, out));
    }

    /// A field of such a name, or null.
    #[inline(always)]
    pub(crate) fn name_or_null(&mut self, key: &'static str, value: Option<&'static str>) {
        match value {
            Some(value) => self.name(key, value),
            None => self.null(key),
        }
    }

    /// A field of any text, or null.
    #[inline(always)]
    pub(crate) fn text_or_null(&mut self, key: &'static str, value: Option<&str>) {
        match value {
            Some(value) => self.text(key, value),
            None => self.null(key),
        }
    }

    /// A field of what is shown without characters to escape, or null.
    #[inline(always)]
    pub(crate) fn shown_or_null(&mut self, key: &'static str, value: Option<impl Display>) {
        match value {
            Some(value) => self.with(key, |out| {
                // Writing into memory does not fail.
                out.push(b'"');
                let _ = write!(out, "{value}");
                out.push(b'"');
            }),
            None => self.null(key),
        }
    }

    /// A field of any text; none where there is no text.
    #[inline(always)]
    pub(crate) fn text_if_any(&mut self, key: &'static str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    /// A field of what is shown without characters to escape; none where there is nothing.
    #[inline(always)]
    pub(crate) fn shown_if_any(&mut self, key: &'static str, value: Option<impl Display>) {
        if value.is_some() {
            self.shown_or_null(key, value);
        }
    }

    /// A field of a whole number; none where there is none.
    #[inline(always)]
    pub(crate) fn whole_if_any(&mut self, key: &'static str, value: Option<impl Integer>) {
        if value.is_some() {
            self.whole_or_null(key, value);
        }
    }

    /// A field of a whole number, or null.
    #[inline(always)]
    pub(crate) fn whole_or_null(&mut self, key: &'static str, value: Option<impl Integer>) {
        match value {
            Some(value) => self.with(key, |out| whole(value, out)),
            None => self.null(key),
        }
    }

    /// A field without a value.
    #[inline(always)]
    pub(crate) fn null(&mut self, key: &'static str) {
        self.with(key, |out| out.extend_from_slice(b"null"));
    }

    /// A field whose value `write` puts down as JSON.
    #[inline(always)]
    pub(crate) fn with(&mut self, key: &'static str, write: impl FnOnce(&mut Vec<u8>)) {
        self.out.extend_from_slice(key.as_bytes());
        write(self.out);
        self.out.push(b',');
    }

    /// A field that is a list, each of its items put down by `write` as JSON.
    pub(crate) fn list<T>(&mut self, key: &'static str, items: impl IntoIterator<Item = T>, write: impl FnMut(T, &mut Vec<u8>)) {
        self.with(key, |out| list(items, out, write));
    }

    /// Ends the object.
    #[inline(always)]
    pub(crate) fn end(self) {
        close(self.out, b'}');
    }
}

/// A list, each of its items put down by `write` as JSON.
pub(crate) fn list<T>(items: impl IntoIterator<Item = T>, out: &mut Vec<u8>, mut write: impl FnMut(T, &mut Vec<u8>)) {
    out.push(b'[');
    for item in items {
        write(item, out);
        out.push(b',');
    }
    close(out, b']');
}

/// Ends an object or list: in the place of the last comma.
fn close(out: &mut Vec<u8>, bracket: u8) {
    match out.last_mut() {
        Some(last @ b',') => *last = bracket,
        _ => out.push(bracket),
    }
}

/// A whole number.
#[inline]
pub(crate) fn whole(value: impl Integer, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Any text.
#[inline]
pub(crate) fn string(value: &str, out: &mut Vec<u8>) {
    match has_escapes(value) {
        false => quoted(value, out),
        // Writing into memory does not fail, and a string is no map without keys.
        true => drop(serde_json::to_writer(out, value)),
    }
}

/// Whether a text has characters to escape: RFC 8259, section 7.
fn has_escapes(text: &str) -> bool {
    text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\')
}

/// A text without characters to escape.
#[inline]
fn quoted(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn objects_and_lists_nest() {
        let mut out = Vec::new();
        let mut object = Object::new(&mut out);
        object.text(key!("a"), "“x”");
        object.text_or_null(key!("b"), None);
        object.text_if_any(key!("c"), None);
        object.whole_or_null(key!("d"), Some(-12_i16));
        object.shown_or_null(key!("g"), Some(1.5));
        object.list(key!("e"), [vec![1, 2], vec![]], |numbers, out| list(numbers, out, |number: i32, out| whole(number, out)));
        object.with(key!("f"), |out| Object::new(out).end());
        object.end();
        assert_eq!(String::from_utf8(out).as_deref(), Ok(r#"{"a":"“x”","b":null,"d":-12,"g":"1.5","e":[[1,2],[]],"f":{}}"#));
    }

    proptest! {
        #[test]
        fn texts_are_written_as_by_serde_json(text in "([a-zệ]|[\"\\\\/]|[\u{0}-\u{1f}\u{7f}]|\\PC){0,12}") {
            let mut out = Vec::new();
            string(&text, &mut out);
            prop_assert_eq!(out, serde_json::to_vec(&text).unwrap_or_default());
        }
    }
}
