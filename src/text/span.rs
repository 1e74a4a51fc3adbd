//! A half-open range of byte offsets in one text.

use std::ops::Range;

/// The bytes `start..end` of one text; both ends lie on character boundaries of that text.
///
/// ```
/// use thoisu::Span;
/// let text = "ngày 19/5/2021";
/// let span = Span::new(6, 15);
/// assert_eq!(span.slice(text), "19/5/2021");
/// assert!(span.overlaps(Span::new(0, 7)));
/// assert!(!span.overlaps(Span::new(0, 6)), "they only touch");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the range holds nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same range, seen from a text that begins `offset` bytes later.
    pub const fn shifted_back(self, offset: usize) -> Span {
        Span { start: self.start.saturating_sub(offset), end: self.end.saturating_sub(offset) }
    }

    /// The same range, seen from a text that begins `offset` bytes earlier.
    pub const fn shifted(self, offset: usize) -> Span {
        Span { start: self.start + offset, end: self.end + offset }
    }

    /// The characters of `text` in this range; empty where the range does not fit `text`.
    #[inline]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}
