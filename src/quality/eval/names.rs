//! The key by which names of regulations compare in scores.

use crate::Text;

/// A name without what does not count: case, leading zeros, "năm" before a year, "số" before a
/// number, brackets, commas, blanks, the place of the tone. In a symbol no blank counts.
pub(super) fn key(name: &str) -> String {
    let text = Text::new(name.trim().replace(['–', '‐', '−'], "-"));
    let name = text.as_str();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return without_zeros(&name.split_whitespace().collect::<String>()).to_uppercase();
    }
    let small = name.to_lowercase().replace(['(', ')', ','], "");
    let words: Vec<&str> = small.split_whitespace().collect();
    let is_digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let counts = |(at, word): &(usize, &&str)| match (**word, words.get(at + 1)) {
        ("năm", Some(next)) => !(is_digit(next) && next.len() >= 4),
        ("số", Some(next)) => !is_digit(next),
        _ => true,
    };
    let kept: Vec<&str> =
        words.iter().enumerate().filter(counts).map(|(_, word)| without_zeros(word)).collect();
    kept.join(" ")
}

/// Digits without the zeros in front of them: `05-CT/TW` is `5-CT/TW`.
fn without_zeros(word: &str) -> &str {
    let plain = word.trim_start_matches('0');
    if plain.starts_with(|c: char| c.is_ascii_digit()) { plain } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_count() {
        for (a, b, same) in [
            ("Luật Đất đai năm 2013", "luật đất đai 2013", true),
            ("Nghị quyết số 05", "nghị quyết 5", true),
            ("Nghị quyết Trung ương 4 (khóa XII)", "Nghị quyết Trung ương 4 khoá XII", true),
            ("05-CT/TW", "5-ct/tw", true),
            ("49/2017/NĐ-CP", "49/2017/NĐ – CP", true),
            ("Luật Phòng, chống ma tuý", "Luật phòng chống ma túy", true),
            ("Luật Năm mới", "Luật mới", false),
            ("50-CT/TW", "5-CT/TW", false),
            ("49/2017/NĐ-CP", "49/2017/ND-CP", false),
            ("Luật Đất đai 2013", "Luật Đất đai 2024", false),
        ] {
            assert_eq!(key(a) == key(b), same, "{a} · {b}");
        }
    }
}
