//! A decoded text, and whether its encoding is in doubt.

use super::encoding::Encoding;

/// A decoded text, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding it was in.
    pub encoding: Encoding,
    /// Whether it had been taken for windows-1252 and saved again: the text is not what the caller
    /// sees in the file.
    pub misread: bool,
    /// Why it may be another one.
    pub doubt: Option<String>,
}

impl Decoded {
    pub(crate) fn sure(text: String, encoding: Encoding) -> Decoded {
        Decoded { text, encoding, misread: false, doubt: None }
    }
}

/// From this score on a text has shown enough to be believed.
const ENOUGH: f64 = 5.0;

/// Why a reading with this score may be wrong.
pub(super) fn doubt(score: f64, rival: Option<(f64, Encoding)>) -> Option<String> {
    match rival {
        Some((other, encoding)) if score - other < 0.25 * score.max(ENOUGH) => {
            Some(format!("{encoding} is nearly as likely"))
        }
        _ if score < ENOUGH => Some("there is too little marked text to tell".to_string()),
        _ => None,
    }
}
