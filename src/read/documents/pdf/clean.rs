//! What is printed around the text of a page: running heads, page numbers, the stamp of a digital
//! signature.

use rustc_hash::FxHashMap;

use super::sheet::{PdfLine, Sheet};
use crate::lexicon::pages::{pages, unnumbered};

/// So many lines at the top and at the foot of a page may be heads.
const EDGE: usize = 3;

/// The gap that sets a head off, in line distances.
const OFF: f32 = 1.25;

/// A head stands on one page in three: those of left and right pages may differ.
const SHARE: usize = 3;

/// The most lines of a stamp.
const STAMP: usize = 8;

/// The pages without what is printed around their text.
pub(super) fn cleaned(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    sheets.iter_mut().for_each(|sheet| drop_stamp(&mut sheet.lines));
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for sheet in &sheets {
        for at in edges(&sheet.lines) {
            *seen.entry(key(&sheet.lines, at)).or_default() += 1;
        }
    }
    let often = |key: &str, pages: usize| {
        !key.is_empty() && seen.get(key).is_some_and(|&count| count >= 2 && count * SHARE >= pages)
    };
    let count = sheets.len();
    for sheet in &mut sheets {
        let lines = &sheet.lines;
        let is_head = |at: usize| {
            let text = lines.get(at).map_or("", |line| &*line.text);
            pages().is_page_number(text)
                || pages().is_running_head(unnumbered(text))
                || often(&key(lines, at), count)
        };
        let mut heads: Vec<usize> = edges(lines).into_iter().filter(|&at| is_head(at)).collect();
        heads.sort_unstable();
        let mut at = 0..;
        sheet.lines.retain(|_| at.next().is_some_and(|at| heads.binary_search(&at).is_err()));
    }
    sheets
}

/// The lines at the top and at the foot of a page, by their place and not their order, as far as a
/// gap sets them off from the text.
fn edges(lines: &[PdfLine]) -> Vec<usize> {
    let mut by_place: Vec<(usize, f32)> = lines.iter().map(|line| line.top).enumerate().collect();
    by_place.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let mut steps: Vec<f32> =
        by_place.iter().zip(by_place.iter().skip(1)).map(|((_, a), (_, b))| b - a).collect();
    let (top, foot) = (steps.clone(), steps.iter().rev().copied().collect::<Vec<f32>>());
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or_default();
    // Where no gap is near, the outermost line may still be a head.
    let reach = |steps: &[f32]| {
        steps.iter().take(EDGE).position(|step| *step > OFF * usual).map_or(1, |at| at + 1)
    };
    let (top, foot) = (reach(&top), reach(&foot).min(lines.len().saturating_sub(reach(&top))));
    by_place.iter().take(top).chain(by_place.iter().rev().take(foot)).map(|(at, _)| *at).collect()
}

/// What makes two heads the same: the words but for the number of the page, and the height.
fn key(lines: &[PdfLine], at: usize) -> String {
    let Some(line) = lines.get(at) else { return String::new() };
    let words = unnumbered(&line.text);
    if words.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        String::new()
    } else {
        format!("{words} {:.0}", line.top / 6.0)
    }
}

/// Drops the stamp of a digital signature: a line that only stamps have, with the lines around it
/// that stamps have too.
fn drop_stamp(lines: &mut Vec<PdfLine>) {
    let is_sure = |line: &PdfLine| pages().is_stamp(&line.text);
    if !lines.iter().any(is_sure) {
        return;
    }
    let sure: Vec<usize> =
        (0..lines.len()).filter(|&at| lines.get(at).is_some_and(is_sure)).collect();
    let is_near = |at: usize| {
        let next = sure.partition_point(|&other| other < at);
        let near = |other: Option<&usize>| other.is_some_and(|other| other.abs_diff(at) <= STAMP);
        near(sure.get(next)) || next.checked_sub(1).is_some_and(|before| near(sure.get(before)))
    };
    let mut at = 0..;
    lines.retain(|line| {
        at.next()
            .is_some_and(|at| !(is_sure(line) || is_near(at) && pages().is_of_stamp(&line.text)))
    });
}
