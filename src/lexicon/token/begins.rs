//! What may begin with a token: grammars go from one candidate to the next, and most tokens are
//! none.

/// A word of dates, or of numbers (bốn tháng đầu năm).
pub const DATE: u8 = 1;
/// A numeral in words, or a phrase that holds one.
pub const NUMBER: u8 = 1 << 1;
/// The type of a regulation.
pub const REGULATION: u8 = 1 << 2;
/// Digits.
pub const DIGITS: u8 = 1 << 3;
/// A sentence, or its next part behind a semicolon.
pub const SENTENCE: u8 = 1 << 4;
/// The name of a law or resolution.
pub const NAME: u8 = 1 << 5;
/// A Roman numeral, as its first letter tells.
pub const ROMAN: u8 = 1 << 6;
