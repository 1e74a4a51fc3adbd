//! The encodings and their names.

use std::fmt;
use std::str::FromStr;

use crate::{Error, Result};

/// A way to write text as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// UTF-32, the low byte first.
    Utf32Le,
    /// UTF-32, the high byte first.
    Utf32Be,
    /// windows-1258: vowels with their quality marks, tones as combining marks.
    Windows1258,
    /// VISCII (RFC 1456).
    Viscii,
    /// TCVN3, also called ABC: the fonts .VnTime.
    Tcvn3,
    /// VNI for Windows: the fonts VNI-Times.
    Vni,
    /// VIQR (RFC 1456): ASCII with marks as punctuation.
    Viqr,
    /// Another one of the Encoding Standard, of text that is not Vietnamese.
    Other(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// The Vietnamese ones and Unicode, in the order in which they are tried.
    pub const ALL: [Encoding; 10] = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Utf32Le,
        Encoding::Utf32Be,
        Encoding::Windows1258,
        Encoding::Tcvn3,
        Encoding::Vni,
        Encoding::Viscii,
        Encoding::Viqr,
    ];

    /// The name used in output and for `--encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Utf32Le => "UTF-32LE",
            Encoding::Utf32Be => "UTF-32BE",
            Encoding::Windows1258 => "windows-1258",
            Encoding::Viscii => "VISCII",
            Encoding::Tcvn3 => "TCVN3",
            Encoding::Vni => "VNI",
            Encoding::Viqr => "VIQR",
            Encoding::Other(other) => other.name(),
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Encoding {
    type Err = Error;

    /// Reads a name: ours, their usual aliases, and all labels of the Encoding Standard.
    ///
    /// ```
    /// use thoisu::text::charset::Encoding;
    /// for (name, encoding) in [("utf8", Encoding::Utf8), ("abc", Encoding::Tcvn3), ("CP1258", Encoding::Windows1258), ("vni-windows", Encoding::Vni)] {
    ///     assert_eq!(name.parse::<Encoding>().ok(), Some(encoding));
    /// }
    /// assert!("latin-99".parse::<Encoding>().is_err());
    /// ```
    fn from_str(name: &str) -> Result<Encoding> {
        let plain: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        Ok(match plain.as_str() {
            "utf8" => Encoding::Utf8,
            "utf16" | "utf16le" => Encoding::Utf16Le,
            "utf16be" => Encoding::Utf16Be,
            "utf32" | "utf32le" => Encoding::Utf32Le,
            "utf32be" => Encoding::Utf32Be,
            "windows1258" | "cp1258" => Encoding::Windows1258,
            "viscii" => Encoding::Viscii,
            "tcvn3" | "tcvn" | "tcvn5712" | "abc" | "vntime" => Encoding::Tcvn3,
            "vni" | "vniwindows" | "vnitimes" => Encoding::Vni,
            "viqr" => Encoding::Viqr,
            _ => match encoding_rs::Encoding::for_label(name.as_bytes()) {
                Some(other) => Encoding::Other(other),
                None => {
                    let known = Encoding::ALL.map(Encoding::name).join(", ");
                    return Err(Error::new(format!(
                        "expected an encoding such as {known}, but found `{name}`"
                    )));
                }
            },
        })
    }
}
