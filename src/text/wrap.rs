//! Hard line breaks: which line ends are only the margin of a page, as in text taken from PDF.
//!
//! In news as the web gives it, a line is a paragraph. Text from a PDF, such as that of the
//! Official Gazette, breaks lines in the middle of a sentence, a date or a law's name; there a
//! paragraph is as many lines as read on.

use super::fast::bytes::places;
use super::letters::is_alphanumeric;
use crate::Span;

/// So many line ends in the middle of a sentence, and such a share of all lines, make a text a
/// wrapped one.
const FEWEST_BREAKS: usize = 4;
const BREAKS_IN: usize = 6;

/// A brief has fewer. There it takes two, a larger share of the lines, and lines that a page of
/// type can have.
const FEWEST_OF_BRIEF: usize = 2;
const BREAKS_OF_BRIEF_IN: usize = 3;
const WIDEST_OF_BRIEF: usize = 120;

/// A line shorter than this share of the usual width ends because it is done.
const FULL_LINE: f64 = 0.6;

/// A line of news is about so long; for the room to reserve.
const BYTES_PER_LINE: usize = 128;

/// Last words that cannot end a paragraph: the numeral they lead to stands on the next line.
const LEADING: [&str; 6] = ["ngày", "tháng", "năm", "số", "quý", "sáng"];

/// The paragraphs of a text.
#[derive(Clone, Debug)]
pub(super) struct Paragraphs {
    /// Each with its line end.
    pub spans: Vec<Span>,
    /// Whether each of them is one line.
    pub are_lines: bool,
}

/// The paragraphs of a normalised text: single lines, or the lines of a wrapped paragraph.
pub(super) fn paragraphs(text: &str) -> Paragraphs {
    let mut spans = lines(text);
    let (lines, width) = (spans.len(), wrapped_width(text, &spans));
    let mut before = spans.first().copied().unwrap_or_default();
    spans.dedup_by(|next, paragraph| {
        let line = std::mem::replace(&mut before, *next);
        let reads_on = reads_on(line.slice(text), next.slice(text), width);
        if reads_on {
            paragraph.end = next.end;
        }
        reads_on
    });
    Paragraphs { are_lines: spans.len() == lines, spans }
}

/// The lines, each with its end.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::with_capacity(text.len() / BYTES_PER_LINE + 4);
    let mut start = 0;
    for end in places(text, b'\n').map(|at| at + 1) {
        lines.push(Span::new(start, end));
        start = end;
    }
    if start < text.len() {
        lines.push(Span::new(start, text.len()));
    }
    lines
}

/// The usual width of a wrapped text's lines, in characters; none where a line is a paragraph.
fn wrapped_width(text: &str, lines: &[Span]) -> Option<f64> {
    let goes_on = |line: &Span, next: &Span| {
        first(next.slice(text)).is_some_and(char::is_lowercase) && is_open(line.slice(text).trim())
    };
    let mid_sentence =
        lines.iter().zip(lines.iter().skip(1)).filter(|(line, next)| goes_on(line, next)).count();
    if mid_sentence < FEWEST_OF_BRIEF {
        return None;
    }
    let mut widths: Vec<usize> = lines
        .iter()
        .map(|line| line.slice(text).trim().chars().count())
        .filter(|&width| width > 0)
        .collect();
    widths.sort_unstable();
    let is_brief = || {
        mid_sentence * BREAKS_OF_BRIEF_IN >= widths.len()
            && widths.last().is_some_and(|&widest| widest <= WIDEST_OF_BRIEF)
    };
    let is_wrapped = if mid_sentence < FEWEST_BREAKS {
        is_brief()
    } else {
        mid_sentence * BREAKS_IN >= widths.len()
    };
    if !is_wrapped {
        return None;
    }
    widths.get(widths.len() * 3 / 4).map(|&width| width as f64)
}

/// Whether a sentence may go on behind this line.
fn is_open(line: &str) -> bool {
    line.chars().next_back().is_some_and(|c| {
        is_alphanumeric(c) || matches!(c, ',' | '-' | '–' | '/' | '%' | ')' | '”' | '"')
    })
}

/// The first character that is no blank.
fn first(line: &str) -> Option<char> {
    match line.as_bytes().first() {
        Some(&byte @ b'!'..=b'~') => Some(char::from(byte)),
        _ => line.trim_start().chars().next(),
    }
}

/// Whether the paragraph of `line` goes on in `next`.
fn reads_on(line: &str, next: &str, width: Option<f64>) -> bool {
    let starts_numeral = first(next).is_some_and(|c| c.is_ascii_digit());
    if !starts_numeral && width.is_none() {
        return false;
    }
    let (line, next) = (line.trim(), next.trim());
    if starts_numeral && LEADING.contains(&line.rsplit(' ').next().unwrap_or_default()) {
        return true;
    }
    let Some(width) = width else { return false };
    let is_full = line.chars().count() as f64 >= FULL_LINE * width;
    is_open(line) && is_full && !next.is_empty() && !starts_item(next)
}

/// `1. …`, `a) …`, `Điều 5. …`, `- …`, or a heading in capitals.
fn starts_item(line: &str) -> bool {
    let mut words = line.split(' ');
    let first = words.next().unwrap_or_default();
    let numbered =
        |word: &str| word.len() <= 4 && word.ends_with(['.', ')']) && !word.starts_with('(');
    let is_heading = !line.chars().any(char::is_lowercase)
        && line.chars().filter(|c| c.is_uppercase()).count() > 8;
    numbered(first)
        || matches!(first, "-" | "–" | "+" | "•" | "*")
        || first == "Điều" && words.next().is_some_and(|n| n.ends_with('.'))
        || is_heading
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        paragraphs(text).spans.into_iter().map(|span| span.slice(text).trim_end()).collect()
    }

    const WRAPPED: &str = "Căn cứ Luật Tổ chức chính quyền địa\n\
        phương ngày 19 tháng 6 năm 2025 và\n\
        các văn bản hướng dẫn thi hành luật\n\
        này đã được ban hành trong năm qua;\n\
        Căn cứ nghị quyết của Hội đồng nhân\n\
        dân tỉnh về dự toán năm 2026, trong\n\
        đó có chi cho\n\
        Điều 1. Phạm vi\n\
        a) Văn bản này quy định mức chi của\n\
        tỉnh.\n";

    #[test]
    fn a_wrapped_text_has_paragraphs_of_several_lines() {
        let paragraphs = found(WRAPPED);
        assert_eq!(paragraphs.len(), 4);
        assert!(paragraphs[0].starts_with("Căn cứ Luật") && paragraphs[0].ends_with("năm qua;"));
        assert!(paragraphs[1].ends_with("chi cho"));
        assert_eq!(paragraphs[2], "Điều 1. Phạm vi");
        assert!(paragraphs[3].starts_with("a) Văn bản"));
    }

    #[test]
    fn a_wrapped_brief_has_paragraphs_of_several_lines() {
        for (brief, expected) in [
            (
                "Xã Tân Hội khánh thành cầu\n\nCầu Bến Gỗ được khởi công ngày 4 tháng 3\nnăm 2019, thông xe sáng ngày 21 tháng\n\
                 12 năm 2020 với vốn hai mươi tỷ đồng\nlấy từ ngân sách huyện.\n",
                2,
            ),
            (
                "Sở Nội vụ vừa trình đề án thí điểm\nhợp nhất tám phòng theo Luật Tổ chức\nchính quyền địa phương.",
                1,
            ),
            (
                "Bão số 3 vào bờ biển của tỉnh trong\nđêm qua, làm tốc mái sáu trăm nhà và\nlàm hư hại 12 ki-lô-mét đê biển\ncủa tỉnh.\n\nHết",
                2,
            ),
        ] {
            let paragraphs: Vec<&str> =
                found(brief).into_iter().filter(|paragraph| !paragraph.is_empty()).collect();
            assert_eq!(paragraphs.len(), expected, "{paragraphs:?}");
        }
    }

    #[test]
    fn elsewhere_a_line_is_a_paragraph() {
        for text in [
            "Hà Nội họp\nĐại biểu đến dự đông đủ.\nẢnh: Hoàng Lan\ntheo báo cáo",
            "Huyện họp bàn\nvề đê điều\nHuyện đã nghe báo cáo và thống nhất.\nĐê dài 3 km.\nKè dài 2 km.\nvnexample.vn\nTag: đê\nđiều",
        ] {
            assert_eq!(found(text), text.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_paragraphs_are_the_text() {
        for text in ["", "\n\n", "a", "a\n\nb", WRAPPED] {
            let Paragraphs { spans, are_lines } = paragraphs(text);
            let joined: String = spans.iter().map(|span| span.slice(text)).collect();
            assert_eq!(joined, text);
            assert_eq!(
                are_lines,
                spans.iter().all(|span| !span.slice(text).trim_end_matches('\n').contains('\n'))
            );
        }
    }
}
