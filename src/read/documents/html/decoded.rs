//! Text of metadata as a reader would see it.

use scraper::Html;
use unicode_normalization::UnicodeNormalization as _;

/// Text of metadata as a reader would see it: some sites escape it twice.
pub(super) fn decoded(text: &str) -> String {
    let squeezed = squeezed(text);
    if !(squeezed.contains('&') && squeezed.contains(';')) || squeezed.contains('<') {
        return squeezed;
    }
    Html::parse_fragment(&squeezed).root_element().text().collect()
}

pub(super) fn squeezed(text: &str) -> String {
    crate::text::squeezed(text).nfc().collect()
}
