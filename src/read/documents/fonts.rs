//! The fonts of before Unicode, which show Vietnamese letters in the places of others.

use crate::text::charset::{Encoding, reread};

/// How such fonts are named at their beginning, in small letters, and how their letters are
/// numbered.
const FONTS: [(&str, Encoding); 2] = [(".vn", Encoding::Tcvn3), ("vni", Encoding::Vni)];

/// How the letters of a font are numbered, if not as its code page says.
pub(super) fn encoding(font: &str) -> Option<Encoding> {
    let name = font.to_ascii_lowercase();
    FONTS.iter().find(|(begin, _)| name.starts_with(begin)).map(|(_, encoding)| *encoding)
}

/// A text in a font as it looks; the capitals fonts of TCVN3 (.VnTimeH) show capitals. `None` where
/// its letters are what they are.
pub(super) fn as_it_looks(text: &str, font: &str) -> Option<String> {
    let encoding = encoding(font)?;
    let text = reread(text, encoding);
    let is_capitals = encoding == Encoding::Tcvn3 && font.ends_with(['H', 'h']);
    Some(if is_capitals { text.to_uppercase() } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_as_they_look() {
        for (text, font, expected) in [
            ("NghÞ quyÕt", ".VnTime", Some("Nghị quyết")),
            ("NghÞ quyÕt", ".VNTIMEH", Some("NGHỊ QUYẾT")),
            ("Nghò quyeát", "VNI-Times", Some("Nghị quyết")),
            ("Nghị quyết", ".VnArial", Some("Nghị quyết")),
            ("NghÞ quyÕt", "Times New Roman", None),
        ] {
            assert_eq!(as_it_looks(text, font).as_deref(), expected, "{font}");
        }
    }
}
