//! JSON objects written field by field, their keys known when the program is compiled.
//!
//! A serialiser looks for what to escape in every key of every object. The values of mentions are
//! short, so that this was most of the work of printing them. Here a key is put down as it stands,
//! and so is a value without characters to escape; all others are left to serde_json.

use std::fmt::{Display, Write};

/// The key of a field as it stands in an object, in quotation marks and with its colon. It needs no
/// escapes.
macro_rules! key {
    ($name:literal) => {
        concat!("\"", $name, "\":")
    };
}
pub(crate) use key;

/// A value that can be put down as JSON: a text, a whole number; null for none.
pub(crate) trait Put {
    fn put(self, out: &mut String);
}

/// A name that the program gives a thing, which has no characters to escape.
pub(crate) struct Name(pub &'static str);

/// What is shown as a text without characters to escape.
pub(crate) struct Shown<T>(pub T);

impl Put for &str {
    #[inline]
    fn put(self, out: &mut String) {
        match has_escapes(self) {
            false => quoted(self, out),
            // A string is no map without keys, and so it does not fail.
            true => out.push_str(&serde_json::to_string(self).unwrap_or_default()),
        }
    }
}

impl Put for Name {
    #[inline(always)]
    fn put(self, out: &mut String) {
        debug_assert!(!has_escapes(self.0));
        quoted(self.0, out);
    }
}

impl<T: Display> Put for Shown<T> {
    #[inline]
    fn put(self, out: &mut String) {
        out.push('"');
        // Writing to a string does not fail.
        let _ = write!(out, "{}", self.0);
        out.push('"');
    }
}

impl Put for usize {
    #[inline]
    fn put(self, out: &mut String) {
        out.push_str(itoa::Buffer::new().format(self));
    }
}

impl Put for i64 {
    #[inline]
    fn put(self, out: &mut String) {
        out.push_str(itoa::Buffer::new().format(self));
    }
}

impl Put for i16 {
    #[inline]
    fn put(self, out: &mut String) {
        out.push_str(itoa::Buffer::new().format(self));
    }
}

impl<T: Put> Put for Option<T> {
    #[inline(always)]
    fn put(self, out: &mut String) {
        match self {
            Some(value) => value.put(out),
            None => out.push_str("null"),
        }
    }
}

/// An object under way.
pub(crate) struct Object<'o> {
    out: &'o mut String,
}

impl<'o> Object<'o> {
    /// Begins an object.
    #[inline(always)]
    pub(crate) fn new(out: &'o mut String) -> Object<'o> {
        out.push('{');
        Object { out }
    }

    /// A field.
    #[inline(always)]
    pub(crate) fn field(&mut self, key: &'static str, value: impl Put) {
        self.with(key, |out| value.put(out));
    }

    /// A field; none where there is no value.
    #[inline(always)]
    pub(crate) fn field_if_any(&mut self, key: &'static str, value: Option<impl Put>) {
        if let Some(value) = value {
            self.field(key, value);
        }
    }

    /// A field that is a list, each of its items put down by `put`.
    pub(crate) fn list<T>(
        &mut self,
        key: &'static str,
        items: impl IntoIterator<Item = T>,
        put: impl FnMut(T, &mut String),
    ) {
        self.with(key, |out| list(items, out, put));
    }

    #[inline(always)]
    fn with(&mut self, key: &'static str, put: impl FnOnce(&mut String)) {
        self.out.push_str(key);
        put(self.out);
        self.out.push(',');
    }

    /// Ends the object.
    #[inline(always)]
    pub(crate) fn end(self) {
        close(self.out, '}');
    }
}

/// A list, each of its items put down by `put`.
pub(crate) fn list<T>(
    items: impl IntoIterator<Item = T>,
    out: &mut String,
    mut put: impl FnMut(T, &mut String),
) {
    out.push('[');
    for item in items {
        put(item, out);
        out.push(',');
    }
    close(out, ']');
}

/// Ends an object or list: in the place of the last comma.
fn close(out: &mut String, bracket: char) {
    if out.ends_with(',') {
        out.pop();
    }
    out.push(bracket);
}

/// Whether a text has characters to escape: RFC 8259, section 7.
fn has_escapes(text: &str) -> bool {
    text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\')
}

/// A text without characters to escape.
#[inline]
fn quoted(text: &str, out: &mut String) {
    out.reserve(text.len() + 2);
    out.push('"');
    out.push_str(text);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn objects_and_lists_nest() {
        let mut out = String::new();
        let mut object = Object::new(&mut out);
        object.field(key!("a"), "“x”");
        object.field(key!("b"), None::<&str>);
        object.field_if_any(key!("c"), None::<&str>);
        object.field(key!("d"), Some(-12_i16));
        object.field(key!("g"), Some(Shown(1.5)));
        object.field_if_any(key!("h"), Some(Name("%")));
        object.list(key!("e"), [vec![1_usize, 2], vec![]], |numbers, out| {
            list(numbers, out, Put::put)
        });
        object.list(key!("f"), [()], |(), out| Object::new(out).end());
        object.end();
        assert_eq!(
            out,
            r#"{"a":"“x”","b":null,"d":-12,"g":"1.5","h":"%","e":[[1,2],[]],"f":[{}]}"#
        );
    }

    proptest! {
        #[test]
        fn texts_are_written_as_by_serde_json(text in "([a-zệ]|[\"\\\\/]|[\u{0}-\u{1f}\u{7f}]|\\PC){0,12}") {
            let mut out = String::new();
            text.as_str().put(&mut out);
            prop_assert_eq!(out, serde_json::to_string(&text).unwrap_or_default());
        }
    }
}
