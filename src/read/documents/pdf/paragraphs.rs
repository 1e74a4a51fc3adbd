//! Lines of pages to paragraphs: a line end is a break where the next line's first word would have
//! fitted on the line.

use super::sheet::{PdfLine, Sheet};
use crate::read::documents::html::Page;
use crate::{Block, BlockKind, Meta, Span};

/// A paragraph begins this far to the right of the lines around it, in sizes of the font.
const INDENT: f32 = 0.8;

/// … or after a gap, in line distances.
const SPACE: f32 = 1.3;

/// Lines of a paragraph are no further apart, in sizes.
const SINGLE: f32 = 2.0;

/// A line reaches to the right edge, justified or ragged, where it ends this close to it, in sizes.
const RAGGED: f32 = 2.5;

/// A title's letters are larger than those of the text by this.
const TITLE: f32 = 1.15;

/// The longest title, in bytes.
const LONGEST_TITLE: usize = 400;

/// Lines below each other on one page, with what they have in common.
struct Stretch<'a> {
    lines: Vec<&'a PdfLine>,
    left: f32,
    right: f32,
    /// Whether several lines reach to the right edge, so that it is one.
    is_full: bool,
    /// The usual distance of two lines.
    pitch: f32,
}

/// The paragraphs of all pages as one document.
pub(super) fn page(sheets: &[Sheet]) -> Page {
    let usual = usual_size(sheets);
    let mut paragraphs: Vec<(String, f32)> = Vec::new();
    let mut before: Option<(&PdfLine, f32, bool)> = None;
    for stretch in sheets.iter().flat_map(|sheet| stretches(&sheet.lines)) {
        for (at, line) in stretch.lines.iter().enumerate() {
            let above = at.checked_sub(1).and_then(|at| stretch.lines.get(at));
            let goes_on = match (above, before) {
                (Some(above), _) => goes_on(above, line, &stretch, usual),
                // Text goes on over the end of a page or column as inside of it, but for the
                // distance.
                (None, Some((last, right, true))) if is_alike(last, line) => {
                    let is_start = line.left - stretch.left > INDENT * line.size;
                    starts_small(&line.text) && !ends(&last.text)
                        || is_filled(last, line, right) && !is_start && !ends(&last.text)
                }
                _ => false,
            };
            match paragraphs.last_mut() {
                Some((text, _)) if goes_on => join(text, &line.text),
                _ => paragraphs.push((line.text.clone(), line.size)),
            }
        }
        before = stretch.lines.last().map(|line| (*line, stretch.right, stretch.is_full));
    }
    let title = title(&paragraphs, usual);
    let (mut text, mut blocks) = (String::new(), Vec::new());
    for (at, (paragraph, _)) in paragraphs.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(paragraph);
        let kind = if Some(at) == title { BlockKind::Title } else { BlockKind::Paragraph };
        blocks.push(Block { kind, span: Span::new(start, text.len()), part: 0 });
    }
    Page { meta: Meta::default(), text, blocks }
}

/// The size that most letters have.
fn usual_size(sheets: &[Sheet]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = sheets
        .iter()
        .flat_map(|sheet| &sheet.lines)
        .map(|line| (line.size, line.text.len()))
        .collect();
    sizes.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let half = sizes.iter().map(|(_, length)| length).sum::<usize>() / 2;
    let mut before = 0;
    sizes
        .iter()
        .find(|(_, length)| {
            before += length;
            before > half
        })
        .map_or(1.0, |(size, _)| *size)
}

/// The headline: the largest of the first paragraphs, where it is larger than the text.
fn title(paragraphs: &[(String, f32)], usual: f32) -> Option<usize> {
    let first = paragraphs
        .iter()
        .take(12)
        .enumerate()
        .filter(|(_, (text, size))| *size > TITLE * usual && text.len() <= LONGEST_TITLE);
    first
        .filter(|(_, (text, _))| text.split_whitespace().count() >= 3)
        .max_by(|(a, (_, size)), (b, (_, other))| size.total_cmp(other).then(b.cmp(a)))
        .map(|(at, _)| at)
}

/// The lines of a page in stretches that go down.
fn stretches(lines: &[PdfLine]) -> Vec<Stretch<'_>> {
    let is_below = |a: &PdfLine, b: &PdfLine| {
        let size = a.size.max(b.size);
        b.top > a.top
            && b.top - a.top < 4.0 * size
            && b.left < a.right
            && a.left < b.right
            && is_alike(a, b)
    };
    lines.chunk_by(is_below).map(stretch).collect()
}

/// Whether two lines have letters of about the same size.
fn is_alike(a: &PdfLine, b: &PdfLine) -> bool {
    (a.size - b.size).abs() < 0.15 * a.size.max(b.size)
}

fn stretch(lines: &[PdfLine]) -> Stretch<'_> {
    let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let full = lines.iter().filter(|line| right - line.right < RAGGED * line.size).count();
    let mut steps: Vec<f32> =
        lines.iter().zip(lines.iter().skip(1)).map(|(a, b)| b.top - a.top).collect();
    steps.sort_by(f32::total_cmp);
    // Of all distances a small one: those between paragraphs are larger.
    let pitch = steps.get(steps.len() / 4).copied().unwrap_or(f32::MAX);
    Stretch { lines: lines.iter().collect(), left, right, is_full: full >= 2, pitch }
}

/// Whether a line goes on with the paragraph of the line above it.
fn goes_on(above: &PdfLine, line: &PdfLine, stretch: &Stretch, usual: f32) -> bool {
    let size = above.size.max(line.size);
    let is_near = line.top - above.top <= SPACE * stretch.pitch.clamp(size, SINGLE * size);
    if !is_near {
        return false;
    }
    let is_cells = above.text.contains(" | ") || line.text.contains(" | ");
    // A headline is one, however its lines end.
    let is_inside = starts_small(&line.text) || above.size.min(line.size) > TITLE * usual;
    if is_inside && !ends(&above.text) && !is_cells {
        return true;
    }
    let is_indented = line.left - above.left > INDENT * size;
    let is_as_far =
        (line.left - above.left).abs() <= INDENT * size && line.left - stretch.left > INDENT * size;
    let may_start =
        is_indented || is_as_far && ends(&above.text) || is_marked(&line.text) && ends(&above.text);
    stretch.is_full && !may_start && !is_cells && is_filled(above, line, stretch.right)
}

/// Whether the first word of a line would not have fitted on the line above it.
fn is_filled(above: &PdfLine, line: &PdfLine, right: f32) -> bool {
    let chars = line.text.chars().count().max(1) as f32;
    let first = line.text.split(' ').next().unwrap_or_default().chars().count() as f32;
    let wide = (line.right - line.left) / chars;
    right - above.right < wide * (first + 1.0) + 0.5 * above.size
}

/// Whether a paragraph may end with this line.
fn ends(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', ' ']).ends_with(['.', ';', ':', '!', '?', '…'])
}

/// Whether a line begins in the middle of a sentence, and with no mark of a list (`a)`).
fn starts_small(text: &str) -> bool {
    text.trim_start_matches(['"', '“', '(']).starts_with(char::is_lowercase) && !is_marked(text)
}

/// Whether a line begins with the mark of a list: `-`, `a)`, `1.`, `2.3.`
fn is_marked(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let mark = first.trim_end_matches([')', '.', '/']);
    let is_label = mark.len() < first.len()
        && mark.chars().count() <= 6
        && mark
            .split('.')
            .all(|part| part.chars().all(char::is_numeric) || part.chars().count() <= 2);
    matches!(first, "-" | "–" | "—" | "+" | "•" | "*" | "") || is_label
}

/// Puts a line behind a paragraph. A symbol that was cut at its hyphen or stroke (`NĐ-` `CP`) is
/// put together again.
fn join(text: &mut String, line: &str) {
    let mut end = text.chars().rev();
    let is_cut = matches!(end.next(), Some('-' | '/'))
        && end.next().is_some_and(char::is_alphanumeric)
        && line.starts_with(char::is_alphanumeric);
    if !is_cut {
        text.push(' ');
    }
    text.push_str(line);
}
