//! Vietnamese encodings from before Unicode to text, whichever it is.

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization;

use super::encoding::Encoding;
use super::{capitals, tables, viqr, vni};

/// The text of bytes in a Vietnamese encoding of one byte a sign: all bytes have a meaning there.
pub(super) fn legacy(bytes: &[u8], encoding: Encoding) -> String {
    match encoding {
        Encoding::Windows1258 => WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect(),
        Encoding::Viscii => bytes.iter().map(|&byte| tables::VISCII.char_of(byte)).collect(),
        Encoding::Tcvn3 => capitals::decode(bytes),
        Encoding::Vni => vni::decode(bytes),
        Encoding::Viqr => viqr::decode(&String::from_utf8_lossy(bytes)),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}
