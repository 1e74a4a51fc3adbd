//! Bytes counted, found and checked many at a time, by crates that use what the processor has.

/// The number of characters of a text.
#[inline]
pub(crate) fn count_chars(text: &str) -> usize {
    bytecount::num_chars(text.as_bytes())
}

/// Whether a text has a character of ASCII.
#[inline]
pub(crate) fn has_byte(text: &str, ascii: u8) -> bool {
    memchr::memchr(ascii, text.as_bytes()).is_some()
}

/// The places of a character of ASCII, in order.
#[inline]
pub(crate) fn places(text: &str, ascii: u8) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(ascii, text.as_bytes())
}

/// The places of two characters of ASCII, in order.
#[inline]
pub(crate) fn places_of_two(text: &str, one: u8, other: u8) -> impl Iterator<Item = usize> {
    memchr::memchr2_iter(one, other, text.as_bytes())
}

/// The places of a character of ASCII, the last first.
#[inline]
pub(crate) fn places_from_end(text: &str, ascii: u8) -> impl Iterator<Item = usize> {
    memchr::memrchr_iter(ascii, text.as_bytes())
}

/// The first place of some bytes.
pub(crate) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

/// The places of some bytes, none in another.
pub(crate) fn find_all<'a>(bytes: &'a [u8], wanted: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(bytes, wanted)
}

/// Bytes as a text; none where they are no UTF-8.
#[inline]
pub(crate) fn as_text(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_are_what_plain_code_finds(text in "([a-cO:\n]|[ăđờ東]){0,90}", bytes in proptest::collection::vec(0x60u8.., 0..9)) {
            let plain = |ascii: u8| text.bytes().enumerate().filter(move |&(_, byte)| byte == ascii).map(|(at, _)| at);
            prop_assert_eq!(count_chars(&text), text.chars().count());
            prop_assert_eq!(has_byte(&text, b'O'), text.contains('O'));
            prop_assert_eq!(places(&text, b'\n').collect::<Vec<_>>(), plain(b'\n').collect::<Vec<_>>());
            prop_assert_eq!(places_from_end(&text, b':').collect::<Vec<_>>(), plain(b':').collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>());
            let either: Vec<usize> = text.match_indices([':', 'O']).map(|(at, _)| at).collect();
            prop_assert_eq!(places_of_two(&text, b':', b'O').collect::<Vec<_>>(), either);
            prop_assert_eq!(as_text(text.as_bytes()), Some(text.as_str()));
            prop_assert_eq!(as_text(&bytes), std::str::from_utf8(&bytes).ok());
        }
    }
}
