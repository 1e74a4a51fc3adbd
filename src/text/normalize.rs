//! Normalisation: one spelling for one word, with a list of what was changed.
//!
//! - [`scan`](super::fast::scan) finds the characters that may need a change; clean text is nothing
//!   but this one scan;
//! - [`stretch`](super::stretch) makes the word around one normal: marks, look-alikes, Đ, the place
//!   of the tone; where only the tone moves, [`placement`](super::placement) says it alone;
//! - blanks and line ends ([`blanks`](super::blanks)) are changed here, what lies between is copied
//!   whole.
//!
//! It does not guess at words: i/y variants (kỹ, kĩ), capitals and punctuation stay as written.

use super::blanks::plain_blank;
use super::edit::Edit;
use super::fast::scan::Scan;
use super::placement::moved_tone;
use super::stretch::{Stretch, around};
use crate::Span;

/// The normalised text and its edits, or `None` where there is nothing to change.
pub(super) fn normalize(source: &str) -> Option<(String, Vec<Edit>)> {
    let mut out = Output { source, normalized: String::new(), edits: Vec::new(), copied: 0 };
    let (scan, mut stretch, mut done) = (Scan::new(), Stretch::default(), 0);
    while let Some(at) = scan.next(source, done) {
        let rest = source.get(at..).unwrap_or_default();
        let letter = rest.chars().next().unwrap_or_default();
        done = if let Some(blank) = plain_blank(letter) {
            let length = if rest.starts_with("\r\n") { 2 } else { letter.len_utf8() };
            out.replace(Span::new(at, at + length), blank);
            at + length
        } else if let Some(moved) = moved_tone(source, at) {
            // hoà: the most of what is to be changed, in words that need nothing else.
            moved
                .letters
                .into_iter()
                .for_each(|(span, letter)| out.replace(span, letter.encode_utf8(&mut [0; 4])));
            moved.word.end
        } else {
            let span = around(source, at, done);
            stretch.normalize(source, span, |span, replacement| out.replace(span, replacement));
            span.end.max(at + letter.len_utf8())
        };
    }
    out.finish()
}

struct Output<'a> {
    source: &'a str,
    normalized: String,
    edits: Vec<Edit>,
    copied: usize,
}

impl Output<'_> {
    fn replace(&mut self, span: Span, replacement: &str) {
        if self.edits.is_empty() {
            self.normalized.reserve(self.source.len());
        }
        self.normalized.push_str(Span::new(self.copied, span.start).slice(self.source));
        let start = self.normalized.len();
        self.normalized.push_str(replacement);
        self.edits.push(Edit { normalized: Span::new(start, self.normalized.len()), source: span });
        self.copied = span.end;
    }

    fn finish(mut self) -> Option<(String, Vec<Edit>)> {
        if self.edits.is_empty() {
            return None;
        }
        self.normalized.push_str(self.source.get(self.copied..).unwrap_or_default());
        Some((self.normalized, self.edits))
    }
}

#[cfg(test)]
mod tests {
    use crate::Text;

    #[test]
    fn what_is_written_in_odd_ways_becomes_one() {
        let table = [
            // combining marks: NFD, odd order, doubled
            ("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", "Tiếng Việt"),
            ("Vie\u{302}\u{323}t", "Việt"),
            ("qu\u{e1}\u{302}n", "quấn"),
            ("nu\u{31b}\u{301}c \u{1b0}\u{301}", "nức ứ"),
            ("u\u{301}\u{31b}", "ứ"),
            ("Tie\u{302}\u{301}\u{301}ng", "Tiếng"),
            ("\u{301}a", "\u{301}a"),
            // look-alikes and blanks
            ("58-Q\u{d0}/TW c\u{f0}", "58-QĐ/TW cđ"),
            ("12\u{a0}tỷ\u{202f}đồng", "12 tỷ đồng"),
            ("ngh\u{ad}ị\u{200b} quyết\u{feff}", "nghị quyết"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("a\u{0}b\tc", "ab\tc"),
            // tone placement
            ("hoà khoẻ thuý uỷ UỶ BAN Hoà", "hòa khỏe thúy ủy ỦY BAN Hòa"),
            (
                "hoàn hoài quý quà khuỷu giữa giúp thuỷnh toà-án xoá.",
                "hoàn hoài quý quà khuỷu giữa giúp thuỷnh tòa-án xóa.",
            ),
            ("ho\u{300}a ho\u{61}\u{300}", "hòa hòa"),
            ("cuả đựơc ngừơi tíên nghiã đôí đâù laị", "của được người tiến nghĩa đối đầu lại"),
            ("qúy QỦA gìay gía hòan khủyu thủơ", "quý QUẢ giày giá hoàn khuỷu thuở"),
            ("ye\u{302}u\u{301} cu\u{200b}ả cu\u{e1}\u{309}", "yếu của cúa"),
            ("kỹ kĩ lý lí quý quí", "kỹ kĩ lý lí quý quí"),
            ("Zoé touché Tô-ki-ô cũÔng", "Zoé touché Tô-ki-ô cũÔng"),
            // letters of other scripts
            ("15/NQ-НĐND 06/2022/TT-BТС số 07/NĐ-СР", "15/NQ-HĐND 06/2022/TT-BTC số 07/NĐ-CP"),
            ("Маxim х\u{435}m F-2В", "Maxim xem F-2B"),
            ("Москва СР МиГ-29 α μm Ω 5α ΔG", "Москва СР МиГ-29 α μm Ω 5α ΔG"),
            ("ＮĐ－ＣＰ 𝐓𝐡𝐨\u{302}𝐧𝐠 quý Ⅳ", "NĐ-CP Thông quý IV"),
            ("Ɖảng ðể 5.000ð Guðmundur ð", "Đảng để 5.000đ Guðmundur ð"),
            // marks: of two tones the first; others in the order of Unicode
            (
                "lý\u{301} đôí\u{300} a\u{340}n x\u{305}\u{316} =\u{338}",
                "lý đối àn x\u{316}\u{305} ≠",
            ),
            // a mark of another script is part of the word before it
            ("\u{9df}hoà", "\u{9af}\u{9bc}hoà"),
        ];
        for (source, expected) in table {
            let text = Text::new(source.to_string());
            assert_eq!(text.as_str(), expected, "{source:?}");
            assert_eq!(text.source(), source);
            assert_eq!(Text::new(expected.to_string()).as_str(), expected, "normalising twice");
        }
    }
}
