//! windows-1252 as a table both ways: as what legacy bytes were read as, and for the punctuation of
//! fonts that replace only letters.
//!
//! The five bytes that it leaves undefined stand for the C1 controls of their number, as the
//! Encoding Standard (WHATWG) has it.

/// The character of a byte.
pub(super) fn char_of(byte: u8) -> char {
    HIGH.iter().find(|&&(high, _)| high == byte).map_or(byte as char, |&(_, c)| c)
}

/// The byte of a character.
pub(super) fn byte_of(c: char) -> Option<u8> {
    match u32::from(c) {
        // Latin-1 has the controls themselves at 0x80–0x9F, and was as often meant.
        code @ 0..=0xff => u8::try_from(code).ok(),
        _ => HIGH.iter().find(|&&(_, high)| high == c).map(|&(byte, _)| byte),
    }
}

/// Its characters of 0x80–0x9F that are no controls. The tests hold the table against
/// `encoding_rs`.
const HIGH: [(u8, char); 27] = [
    (0x80, '€'),
    (0x82, '‚'),
    (0x83, 'ƒ'),
    (0x84, '„'),
    (0x85, '…'),
    (0x86, '†'),
    (0x87, '‡'),
    (0x88, 'ˆ'),
    (0x89, '‰'),
    (0x8a, 'Š'),
    (0x8b, '‹'),
    (0x8c, 'Œ'),
    (0x8e, 'Ž'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x95, '•'),
    (0x96, '–'),
    (0x97, '—'),
    (0x98, '˜'),
    (0x99, '™'),
    (0x9a, 'š'),
    (0x9b, '›'),
    (0x9c, 'œ'),
    (0x9e, 'ž'),
    (0x9f, 'Ÿ'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_that_of_the_encoding_standard() {
        for byte in 0..=255 {
            let bytes = [byte];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            assert_eq!(text.chars().collect::<Vec<_>>(), [char_of(byte)], "{byte:#x}");
            assert_eq!(byte_of(char_of(byte)), Some(byte));
        }
    }
}
