//! The spans of a page to its lines, in reading order.
//!
//! The order of the content is the order of reading on nearly every page. Where it jumps about,
//! place decides; where lines run across a gutter row by row, each column is read whole.

use pdfboss_text::TextSpan;

use super::sheet::PdfLine;
use crate::text::charset::{Encoding, reread};

/// A span is of the line before it where the baselines differ by less than this, in sizes of the
/// font.
const SAME_LINE: f32 = 0.6;

/// A blank stands where the gap is wider than this, in sizes.
const BLANK: f32 = 0.2;

/// From here on, what follows may be of another column; in sizes.
const GAP: f32 = 1.0;

/// The gap that begins a cell of a table or form, in sizes.
const CELL: f32 = 3.0;

/// A raised figure smaller than this against its line is a footnote's mark or a power.
const RAISED: f32 = 0.8;

/// The fewest rows that columns have side by side, and the fewest characters of each: less is a
/// head or a table.
const COLUMN_ROWS: usize = 8;
const COLUMN_CHARS: usize = 15;

/// Columns inside columns go so deep: a page of a newspaper has up to eight.
const COLUMNS_DEEP: usize = 3;

/// The lines of a page of this height.
pub(super) fn of_spans(spans: &[TextSpan], height: f32) -> Vec<PdfLine> {
    // A producer that marks everything as an artifact has no running heads to tell.
    let all = spans.iter().all(|span| span.artifact.is_some());
    let kept = spans.iter().filter(|span| all || span.artifact.is_none());
    let segments = segments(kept, height);
    let segments = if is_jumbled(&segments) { by_place(segments) } else { segments };
    rows(columns(segments, COLUMNS_DEEP))
}

/// A span in the frame in which it reads upright.
struct Upright<'a> {
    text: &'a str,
    left: f32,
    right: f32,
    top: f32,
    size: f32,
    rotate: i32,
}

impl Upright<'_> {
    fn of(span: &TextSpan, height: f32) -> Upright<'_> {
        let turned = |x: f32, y: f32| match span.rotate {
            90 => (y, x),
            180 => (-x, y),
            270 => (-y, -x),
            _ => (x, height - y),
        };
        let ((left, top), (right, _)) = (turned(span.x, span.y), turned(span.end_x, span.end_y));
        let size = if span.size.is_finite() { span.size.abs().clamp(0.1, 1000.0) } else { 1.0 };
        let finite = |x: f32| if x.is_finite() { x } else { 0.0 };
        let (left, right, top) = (finite(left), finite(right), finite(top));
        Upright { text: &span.text, left, right: right.max(left), top, size, rotate: span.rotate }
    }
}

/// Stretches of lines that no wide gap parts, in the order of the content.
fn segments<'a>(spans: impl Iterator<Item = &'a TextSpan>, height: f32) -> Vec<PdfLine> {
    let mut segments: Vec<PdfLine> = Vec::new();
    let (mut last, mut blank) = (None::<Upright>, false);
    for span in spans {
        let next = Upright::of(span, height);
        if next.text.trim().is_empty() {
            blank = true;
            continue;
        }
        let text = decoded(span);
        match (segments.last_mut(), &last) {
            (Some(line), Some(before)) if goes_on(line, before, &next) => {
                // A heavy letter is drawn twice, a hair apart.
                if before.text == next.text && (before.left - next.left).abs() < BLANK * next.size {
                    continue;
                }
                let starts_blank = next.text.starts_with(char::is_whitespace)
                    || line.text.ends_with(char::is_whitespace);
                let gap = next.left - line.right;
                if !starts_blank && (gap > BLANK * next.size || blank && gap > -BLANK * next.size) {
                    line.text.push(' ');
                }
                push(line, &text, &next);
            }
            _ => segments.push(PdfLine {
                text,
                left: next.left,
                right: next.right,
                top: next.top,
                size: next.size,
            }),
        }
        (last, blank) = (Some(next), false);
    }
    segments
}

/// Whether a span goes on with the line of the span before it.
fn goes_on(line: &PdfLine, before: &Upright, next: &Upright) -> bool {
    let size = before.size.max(next.size);
    before.rotate == next.rotate
        && (line.top - next.top).abs() < SAME_LINE * size
        && next.left >= before.right - size
        && next.left - line.right < GAP * size
}

/// Puts a span behind a line; a small raised figure as such.
fn push(line: &mut PdfLine, text: &str, span: &Upright) {
    let is_figure =
        !text.trim().is_empty() && text.trim().bytes().all(|byte| byte.is_ascii_digit());
    if is_figure && span.size < RAISED * line.size && line.top - span.top > 0.1 * line.size {
        line.text.extend(text.trim().bytes().filter_map(raised));
    } else {
        line.text.push_str(text);
        if span.size > line.size {
            (line.size, line.top) = (span.size, span.top);
        }
    }
    line.right = line.right.max(span.right);
}

fn raised(digit: u8) -> Option<char> {
    ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']
        .get(usize::from(digit.wrapping_sub(b'0')))
        .copied()
}

/// A span's text. Fonts of the nineties (.VnTime, VNI-Times) put Vietnamese letters in the places
/// of others.
fn decoded(span: &TextSpan) -> String {
    let name = span.font_name.split_once('+').map_or(&*span.font_name, |(_, name)| name);
    let encoding = match name {
        name if name.starts_with(".Vn") => Encoding::Tcvn3,
        name if name.starts_with("VNI-") => Encoding::Vni,
        _ => return span.text.clone(),
    };
    let text = reread(&span.text, encoding);
    // The capitals' fonts show small letters as capitals.
    if encoding == Encoding::Tcvn3
        && name.split(['-', ',']).next().is_some_and(|name| name.ends_with('H'))
    {
        text.to_uppercase()
    } else {
        text
    }
}

/// Whether the order of the content is not that of reading: it goes up again and again within a
/// column.
fn is_jumbled(segments: &[PdfLine]) -> bool {
    let ups = segments.windows(2).filter(|pair| matches!(pair, [a, b] if b.top < a.top - a.size && a.left < b.right && b.left < a.right));
    segments.len() >= 8 && ups.count() * 4 > segments.len()
}

/// Segments by rows from the top, in each from the left.
fn by_place(mut segments: Vec<PdfLine>) -> Vec<PdfLine> {
    segments.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut row = 0.0;
    let mut rows: Vec<(f32, PdfLine)> = Vec::new();
    for line in segments {
        if rows.is_empty() || line.top - row > SAME_LINE * line.size {
            row = line.top;
        }
        rows.push((row, line));
    }
    rows.sort_by(|(row, a), (other, b)| row.total_cmp(other).then(a.left.total_cmp(&b.left)));
    rows.into_iter().map(|(_, line)| line).collect()
}

/// Whether a segment stands on the row of the one before it, to its right.
fn is_beside(a: &PdfLine, b: &PdfLine) -> bool {
    (a.top - b.top).abs() < SAME_LINE * a.size.max(b.size) && b.left >= a.right
}

/// The segments with each column whole before the next, where rows go across a gutter.
fn columns(segments: Vec<PdfLine>, deep: usize) -> Vec<PdfLine> {
    let Some(gutter) = (deep > 0).then(|| gutter(&segments)).flatten() else { return segments };
    let (mut out, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
    let flush = |out: &mut Vec<PdfLine>, left: &mut Vec<PdfLine>, right: &mut Vec<PdfLine>| {
        out.extend(columns(std::mem::take(left), deep - 1));
        out.extend(columns(std::mem::take(right), deep - 1));
    };
    for line in segments {
        match () {
            () if line.right <= gutter + 1.0 => left.push(line),
            () if line.left >= gutter - 1.0 => right.push(line),
            () => {
                flush(&mut out, &mut left, &mut right);
                out.push(line);
            }
        }
    }
    flush(&mut out, &mut left, &mut right);
    out
}

/// The place of a gutter that rows of running text go across, one after the other.
fn gutter(segments: &[PdfLine]) -> Option<f32> {
    let neighbours = segments.iter().zip(segments.iter().skip(1));
    let pairs: Vec<(&PdfLine, &PdfLine)> = neighbours.filter(|(a, b)| is_beside(a, b)).collect();
    let mut ends: Vec<(f32, i32)> =
        pairs.iter().flat_map(|(a, b)| [(a.right, 1), (b.left, -1)]).collect();
    ends.sort_by(|(a, up), (b, down)| a.total_cmp(b).then(down.cmp(up)));
    let (mut depth, mut best) = (0, (0, 0.0));
    for pair in ends.windows(2) {
        let [(at, step), (next, _)] = pair else { continue };
        depth += step;
        best = if depth > best.0 { (depth, (at + next) / 2.0) } else { best };
    }
    let (_, place) = best;
    let across: Vec<&(&PdfLine, &PdfLine)> =
        pairs.iter().filter(|(a, b)| a.right <= place && place <= b.left).collect();
    let crossing = segments
        .iter()
        .filter(|line| line.left < place - line.size && line.right > place + line.size)
        .count();
    let chars = |side: fn(&(&PdfLine, &PdfLine)) -> usize| {
        across.iter().map(|pair| side(pair)).sum::<usize>() >= COLUMN_CHARS * across.len()
    };
    let is_text = chars(|(a, _)| a.text.chars().count()) && chars(|(_, b)| b.text.chars().count());
    (across.len() >= COLUMN_ROWS && crossing * 2 <= across.len() && is_text).then_some(place)
}

/// Segments to lines: those side by side are one, with a bar between cells.
fn rows(segments: Vec<PdfLine>) -> Vec<PdfLine> {
    let mut lines: Vec<PdfLine> = Vec::new();
    for next in segments {
        match lines.last_mut() {
            Some(line) if is_beside(line, &next) => {
                line.text.push_str(if next.left - line.right > CELL * line.size {
                    " | "
                } else {
                    " "
                });
                line.text.push_str(next.text.trim());
                line.right = next.right;
            }
            _ => lines.push(next),
        }
    }
    for line in &mut lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines
}
