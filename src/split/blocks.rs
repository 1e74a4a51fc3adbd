//! The roles of a page's lines: title, lead, paragraphs, captions, bylines, and which lines are in no block.

use super::lines::{self, Line, ends_with_stop};
use super::teasers::{self, Place};
use crate::{Block, BlockKind};

/// What is known of the headline before the first line is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Opening<'a> {
    /// The first line is the headline.
    Title,
    /// The first line is the headline if it has the look of one.
    MaybeTitle,
    /// The first line is the headline if it is this text.
    TitleIf(&'a str),
    /// The input's structure tells title and lead.
    Marked,
}

/// A first line longer than this is no headline unless it must be one, in characters.
const TITLE: usize = 200;

/// A lead's length in characters, at least and at most.
const LEAD: std::ops::RangeInclusive<usize> = 30..=700;

/// A line below a picture, in characters, where only its place or its repetition tells that it is one.
const UNCREDITED_CAPTION: usize = 300;

/// The blocks of the lines with their parts: 0 for the main article, 1, 2 … for teasers; in text order.
pub(super) fn of_lines(lines: Vec<Line>, opening: Opening) -> Vec<Block> {
    let lines = teasers::cut_squeezed(lines);
    let repeats = lines::repetitions(&lines);
    let places = teasers::places(&lines, &repeats);
    let main: Vec<usize> = (0..lines.len()).filter(|&i| places[i] == Place::Main && repeats[i].is_none() && lines[i].has_words()).collect();
    let mut kinds: Vec<Option<BlockKind>> = lines.iter().map(|line| line.kind).collect();
    mark_main(&lines, &main, &repeats, opening, &mut kinds);
    let block = |(i, line): (usize, &Line)| {
        let (kind, part) = match places[i] {
            Place::Main if main.binary_search(&i).is_ok() => (kinds[i].unwrap_or(BlockKind::Paragraph), 0),
            Place::Teaser(part, kind) if repeats[i].is_none() && line.has_words() => (kind, part),
            _ => return None,
        };
        Some(Block { kind, span: line.span, part })
    };
    lines.iter().enumerate().filter_map(block).collect()
}

/// Gives the main article's lines (`main`: their places among `lines`) the roles that differ from a paragraph.
fn mark_main(lines: &[Line], main: &[usize], repeats: &[Option<usize>], opening: Opening, kinds: &mut [Option<BlockKind>]) {
    // Whether a blank line stands before the k-th line of the article; what was left out in between hides none.
    let gaps: Vec<bool> =
        main.iter().enumerate().map(|(k, &i)| k > 0 && lines[main[k - 1] + 1..=i].iter().any(|line| line.gap)).collect();
    let line = |k: usize| main.get(k).map(|&i| &lines[i]);
    let mut next = 0;
    if let Some(first) = line(0)
        && is_title(first, main.len(), opening)
    {
        kinds[main[0]] = Some(BlockKind::Title);
        next = 1;
        if main.len() > 2 && line(1).is_some_and(|line| line.kind.is_none() && line.is_byline()) {
            kinds[main[1]] = Some(BlockKind::Byline);
            next = 2;
        }
    }
    if !matches!(opening, Opening::Marked)
        && let Some(first) = line(next)
        && gaps.get(next + 1) == Some(&true)
        && LEAD.contains(&first.chars())
        && !first.is_caption()
    {
        kinds[main[next]] = Some(BlockKind::Lead);
    }
    mark_captions(lines, main, repeats, &gaps, kinds);
    mark_bylines(lines, main, &gaps, kinds);
}

fn is_title(first: &Line, count: usize, opening: Opening) -> bool {
    match opening {
        Opening::Title => count > 1 || first.chars() <= TITLE && !ends_with_stop(first.text),
        Opening::MaybeTitle => {
            count > 1 && first.chars() <= TITLE && !ends_with_stop(first.text) && !first.is_caption() && !first.text.ends_with([',', ';', ':'])
        }
        Opening::TitleIf(title) => lines::squeezed(first.text) == title,
        Opening::Marked => false,
    }
}

fn mark_captions(lines: &[Line], main: &[usize], repeats: &[Option<usize>], gaps: &[bool], kinds: &mut [Option<BlockKind>]) {
    let is_short = |i: usize| lines[i].chars() <= UNCREDITED_CAPTION;
    let is_repeated_below = |i: usize| {
        let repetition = repeats.iter().position(|&first| first == Some(i));
        repetition.is_some_and(|below| lines[i + 1..=below].iter().any(|line| line.gap))
    };
    for (k, &i) in main.iter().enumerate() {
        if kinds[i].is_some() {
            continue;
        }
        // What stands in an article again, in a section behind it, is the text of a picture. "Ảnh:" may have its name on the next line.
        let names_credit = k > 0 && kinds[main[k - 1]] == Some(BlockKind::Caption) && lines[main[k - 1]].text.ends_with(':') && lines[i].is_byline();
        if lines[i].is_caption() || names_credit || is_short(i) && is_repeated_below(i) {
            kinds[i] = Some(BlockKind::Caption);
        }
    }
    // Pictures' texts that were gathered behind the article: a last section of short lines, one of which is known as a caption.
    let Some(last) = gaps.iter().rposition(|&gap| gap) else { return };
    let before = gaps[..last].iter().rposition(|&gap| gap).unwrap_or_default();
    let is_known = |i: usize| kinds[i] == Some(BlockKind::Caption) || repeats.iter().any(|&first| first == Some(i));
    let section = &main[last..];
    if last - before >= 3 && section.iter().all(|&i| is_short(i)) && section.iter().any(|&i| is_known(i)) {
        for &i in section {
            kinds[i] = kinds[i].or(Some(BlockKind::Caption));
        }
    }
}

/// Bylines stand at the article's end, before or behind its captions.
fn mark_bylines(lines: &[Line], main: &[usize], gaps: &[bool], kinds: &mut [Option<BlockKind>]) {
    let (mut only_captions_follow, mut sections_follow, mut all_short) = (true, 0, true);
    for (k, &i) in main.iter().enumerate().skip(main.len() / 2).rev() {
        let ends_section = k + 1 == main.len() || gaps[k + 1];
        sections_follow += usize::from(k + 1 < main.len() && gaps[k + 1]);
        if kinds[i].is_none() && k > 0 {
            let is_last_of_text = only_captions_follow || ends_section && sections_follow <= 1 && all_short;
            if lines[i].is_byline() && (is_last_of_text || super::phrases::is_source(lines[i].text)) {
                kinds[i] = Some(BlockKind::Byline);
            } else {
                only_captions_follow = false;
            }
        }
        all_short &= lines[i].chars() <= UNCREDITED_CAPTION;
    }
}
