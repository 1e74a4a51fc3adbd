//! The eight-bit Vietnamese character sets as tables.
//!
//! | set | published as |
//! |---|---|
//! | VISCII | RFC 1456, *Conventions for Encoding the Vietnamese Language* (1993), table 1 |
//! | TCVN 5712:1993 (TCVN3, "ABC": the fonts .VnTime) | the Vietnamese standard, VN1; its VN3 subset is what the fonts have |
//!
//! Both agree byte by byte with the charmaps of the GNU C library (`VISCII`, `TCVN5712-1`).

/// A character set of one byte a character; below 0x80 it is ASCII but for the control characters
/// in `low`.
pub(super) struct EightBit {
    /// Letters in the places of control characters.
    pub low: &'static [(u8, char)],
    /// The characters of 0x80–0xFF.
    pub high: [char; 128],
}

pub(super) const VISCII: EightBit = EightBit {
    low: &[(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')],
    #[rustfmt::skip]
    high: [
        'Ạ', 'Ắ', 'Ằ', 'Ặ', 'Ấ', 'Ầ', 'Ẩ', 'Ậ', 'Ẽ', 'Ẹ', 'Ế', 'Ề', 'Ể', 'Ễ', 'Ệ', 'Ố',
        'Ồ', 'Ổ', 'Ỗ', 'Ộ', 'Ợ', 'Ớ', 'Ờ', 'Ở', 'Ị', 'Ỏ', 'Ọ', 'Ỉ', 'Ủ', 'Ũ', 'Ụ', 'Ỳ',
        'Õ', 'ắ', 'ằ', 'ặ', 'ấ', 'ầ', 'ẩ', 'ậ', 'ẽ', 'ẹ', 'ế', 'ề', 'ể', 'ễ', 'ệ', 'ố',
        'ồ', 'ổ', 'ỗ', 'Ỡ', 'Ơ', 'ộ', 'ờ', 'ở', 'ị', 'Ự', 'Ứ', 'Ừ', 'Ử', 'ơ', 'ớ', 'Ư',
        'À', 'Á', 'Â', 'Ã', 'Ả', 'Ă', 'ẳ', 'ẵ', 'È', 'É', 'Ê', 'Ẻ', 'Ì', 'Í', 'Ĩ', 'ỳ',
        'Đ', 'ứ', 'Ò', 'Ó', 'Ô', 'ạ', 'ỷ', 'ừ', 'ử', 'Ù', 'Ú', 'ỹ', 'ỵ', 'Ý', 'ỡ', 'ư',
        'à', 'á', 'â', 'ã', 'ả', 'ă', 'ữ', 'ẫ', 'è', 'é', 'ê', 'ẻ', 'ì', 'í', 'ĩ', 'ỉ',
        'đ', 'ự', 'ò', 'ó', 'ô', 'õ', 'ỏ', 'ọ', 'ụ', 'ù', 'ú', 'ũ', 'ủ', 'ý', 'ợ', 'Ữ',
    ],
};

/// The capitals with a tone at 0x80–0x9F and among the control characters are of VN1 only; files
/// typed with the fonts have the punctuation of Windows there.
pub(super) const TCVN: EightBit = EightBit {
    low: &[
        (0x01, 'Ú'),
        (0x02, 'Ụ'),
        (0x04, 'Ừ'),
        (0x05, 'Ử'),
        (0x06, 'Ữ'),
        (0x11, 'Ứ'),
        (0x12, 'Ự'),
        (0x13, 'Ỳ'),
        (0x14, 'Ỷ'),
        (0x15, 'Ỹ'),
        (0x16, 'Ý'),
        (0x17, 'Ỵ'),
    ],
    #[rustfmt::skip]
    high: [
        'À', 'Ả', 'Ã', 'Á', 'Ạ', 'Ặ', 'Ậ', 'È', 'Ẻ', 'Ẽ', 'É', 'Ẹ', 'Ệ', 'Ì', 'Ỉ', 'Ĩ',
        'Í', 'Ị', 'Ò', 'Ỏ', 'Õ', 'Ó', 'Ọ', 'Ộ', 'Ờ', 'Ở', 'Ỡ', 'Ớ', 'Ợ', 'Ù', 'Ủ', 'Ũ',
        '\u{a0}', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', 'Ằ',
        '\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}', 'à', 'ả', 'ã', 'á', 'ạ', 'Ẳ', 'ằ', 'ẳ', 'ẵ', 'ắ', 'Ẵ',
        'Ắ', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ề', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', 'Ể', 'ẻ', 'ẽ',
        'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', 'Ễ', 'Ế', 'Ồ', 'ĩ', 'í', 'ị', 'ò',
        'Ổ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù',
        'Ỗ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', 'Ố',
    ],
};

impl EightBit {
    /// The character of a byte.
    pub fn char_of(&self, byte: u8) -> char {
        match byte.checked_sub(0x80) {
            Some(at) => {
                self.high.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            None => self
                .low
                .iter()
                .find(|&&(low, _)| low == byte)
                .map_or(byte as char, |&(_, letter)| letter),
        }
    }

    /// The byte of a character.
    pub fn byte_of(&self, c: char) -> Option<u8> {
        if c.is_ascii() {
            let byte = c as u8;
            return self.low.iter().all(|&(low, _)| low != byte).then_some(byte);
        }
        let high = self
            .high
            .iter()
            .position(|&high| high == c)
            .and_then(|at| u8::try_from(at + 0x80).ok());
        high.or_else(|| self.low.iter().find(|&&(_, letter)| letter == c).map(|&(low, _)| low))
    }
}
