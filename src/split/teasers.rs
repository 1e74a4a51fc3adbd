//! Which document each line of a page belongs to: the main article, a teaser of another one, or
//! none.
//!
//! Two questions, each with a file of its own: where the article ends and what in its middle is not
//! its own ([`ending`](super::ending)), and what the rest is ([`tail`](super::tail)). What the
//! second cannot place is in no document; it never goes back to the article. Articles that a site
//! squeezed into one line are cut before.

use super::ending::{self, Page};
use super::kinship::Kinship;
use super::lines::{Half, Line, ends_with_stop};
use super::phrases::Signpost;
use super::tail;
use crate::lexicon::pages::{Furniture, pages};
use crate::text::fast::bytes::has_byte;
use crate::{BlockKind, Published, Span};

/// Where a line belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinePlace {
    /// The main article; its role is found later.
    Main,
    /// A teaser: its part, from 1, and the line's role there.
    Teaser(usize, BlockKind),
    /// No document: a link, a heading, furniture.
    Aside(BlockKind),
}

/// Where the lines of a page belong.
pub(super) struct Places {
    /// For each line.
    pub of: Vec<LinePlace>,
    /// When teasers were published: the part and the time.
    pub published: Vec<(usize, Published)>,
}

/// Characters of a headline and of a summary, at least, that are glued together.
const GLUED_HEADLINE: usize = 25;
const GLUED_SUMMARY: usize = 60;

/// Characters of a squeezed line's headline and, at least, of its summary.
const SQUEEZED_HEADLINE: std::ops::RangeInclusive<usize> = 15..=150;
const SQUEEZED_SUMMARY: usize = 50;
/// A longer last line is an article of its own with a paragraph glued to its subheading.
const SQUEEZED_LINE: usize = 700;

/// Cuts the lines that hold a whole teaser in two: "Headline TTO - Summary." anywhere,
/// "HeadlineSummary." at the page's end.
pub(super) fn cut_squeezed(lines: Vec<Line>) -> Vec<Line> {
    let is_free = |line: &Line| line.kind.is_none() && line.part == 0 && line.aside.is_none();
    let glued_from = lines
        .iter()
        .rposition(|line| !is_free(line) || glued_halves(line).is_none())
        .map_or(0, |last| last + 1);
    let halves = |i: usize, line: &Line| match i {
        0 => None,
        _ if !is_free(line) => None,
        _ => datelined_halves(line)
            .or_else(|| (i >= 2 && i >= glued_from).then(|| glued_halves(line)).flatten()),
    };
    if !lines.iter().enumerate().any(|(i, line)| halves(i, line).is_some()) {
        return lines;
    }
    let mut cut = Vec::with_capacity(lines.len());
    for (i, line) in lines.into_iter().enumerate() {
        match halves(i, &line) {
            None => cut.push(line),
            Some((headline, summary)) => {
                for (half, span) in [(Half::Headline, headline), (Half::Summary, summary)] {
                    let gap = line.gap && half == Half::Headline;
                    cut.push(Line {
                        span: span.shifted(line.span.start),
                        gap,
                        half: Some(half),
                        ..Line::new(line.text, span)
                    });
                }
            }
        }
    }
    cut
}

/// "Headline TTO - Summary.": the two places in the line.
fn datelined_halves(line: &Line) -> Option<(Span, Span)> {
    if line.is_prose {
        return None;
    }
    let line = line.text;
    // Each of them has this letter.
    if !has_byte(line, b'O') {
        return None;
    }
    pages().paper_marks.iter().find_map(|dateline| {
        let at = line.match_indices(dateline).map(|(at, _)| at).find(|&at| at > 0)?;
        let rest = line[at + dateline.len()..].trim_start_matches([')', ' ']);
        let is_whole = !line[..at].ends_with(char::is_alphanumeric) && rest.starts_with(['-', '–']);
        let headline = line[..at].trim_end_matches([' ', '(']);
        let summary = rest.trim_start_matches(['-', '–', ' ']);
        let fits = is_whole
            && SQUEEZED_HEADLINE.contains(&headline.chars().count())
            && !headline.contains(". ")
            && !ends_with_stop(headline);
        (fits && summary.chars().count() >= SQUEEZED_SUMMARY).then(|| {
            (Span::new(0, headline.len()), Span::new(line.len() - summary.len(), line.len()))
        })
    })
}

/// "HeadlineSummary.": the two places in the line, where a lower-case word runs into a capital.
fn glued_halves(line: &Line) -> Option<(Span, Span)> {
    if line.is_longer_than(SQUEEZED_LINE) || !ends_with_stop(line.text) {
        return None;
    }
    let line = line.text;
    let mut pairs = line.char_indices().zip(line.chars().skip(1)).take(*SQUEEZED_HEADLINE.end());
    let at = pairs.find_map(|((i, c), next)| {
        if !next.is_uppercase() || c == ' ' {
            return None;
        }
        let at = i + c.len_utf8();
        let word = line[..at].rsplit([' ', '-', '/', '(', '“', '"']).next().unwrap_or_default();
        let is_word_end = if c.is_alphabetic() {
            word.chars().all(char::is_lowercase) && word.chars().nth(1).is_some()
        } else {
            matches!(c, '?' | '!' | '”')
        };
        is_word_end.then_some(at)
    })?;
    let (headline, summary) = line.split_at(at);
    let fits = (GLUED_HEADLINE..=*SQUEEZED_HEADLINE.end()).contains(&headline.chars().count())
        && !headline.contains([';', '…'])
        && !headline.contains(". ");
    (fits && summary.chars().count() >= GLUED_SUMMARY)
        .then(|| (Span::new(0, at), Span::new(at, line.len())))
}

/// Sets aside links and buttons that are lines by themselves.
fn place_furniture(lines: &[Line], of: &mut [LinePlace]) {
    for (place, line) in of
        .iter_mut()
        .zip(lines)
        .skip(1)
        .filter(|(place, line)| **place == LinePlace::Main && line.kind.is_none())
    {
        match line.signpost() {
            Some(Signpost::Link) => *place = LinePlace::Aside(BlockKind::Link),
            Some(Signpost::Whole(Furniture::Button)) => {
                *place = LinePlace::Aside(BlockKind::Furniture)
            }
            _ => {}
        }
    }
}

/// Tells for each line where it belongs; `repeats` as [`super::lines::repetitions`] gives them,
/// `title` is what the input states.
pub(super) fn places(lines: &[Line], repeats: &[Option<usize>], title: Option<&str>) -> Places {
    let mut places = Places { of: lines.iter().map(given_place).collect(), published: Vec::new() };
    let mut part = lines.iter().map(|line| line.part).max().unwrap_or_default();
    place_squeezed(lines, repeats, &mut places.of, &mut part);
    place_furniture(lines, &mut places.of);
    let mut open = Vec::with_capacity(lines.len());
    open.extend(
        (0..lines.len()).filter(|&i| places.of[i] == LinePlace::Main && lines[i].has_words()),
    );
    let mut kinship = Kinship::new(lines);
    // A caption that stands twice is text of the article, but tells nothing of its end.
    let own: Vec<usize> = open.iter().copied().filter(|&i| repeats[i].is_none()).collect();
    for region in ending::regions(&mut Page { lines, title, kinship: &mut kinship, open: &own }) {
        // What stands in the article already is no teaser's.
        let is_new = |i: &usize| {
            repeats[*i]
                .is_none_or(|first| first >= region.start || places.of[first] != LinePlace::Main)
        };
        let lines_of_region: Vec<usize> = tail::open_lines(&open, region.start..region.end)
            .iter()
            .copied()
            .filter(is_new)
            .collect();
        let found = tail::read(lines, &kinship, &lines_of_region, region.has_heading);
        for (i, kind) in found.asides {
            places.of[i] = LinePlace::Aside(kind);
        }
        for teaser in found.teasers {
            // A headline that stands twice is a teaser once, and the article's own is none.
            let is_known = repeats[teaser.headline]
                .is_some_and(|first| !matches!(places.of[first], LinePlace::Aside(_)));
            if is_known {
                let all =
                    std::iter::once(teaser.headline).chain(teaser.summary).chain(teaser.captions);
                all.for_each(|i| places.of[i] = LinePlace::Aside(BlockKind::Link));
                continue;
            }
            part += 1;
            places.of[teaser.headline] = LinePlace::Teaser(part, BlockKind::Title);
            teaser
                .summary
                .iter()
                .for_each(|&i| places.of[i] = LinePlace::Teaser(part, BlockKind::Lead));
            teaser
                .captions
                .iter()
                .for_each(|&i| places.of[i] = LinePlace::Teaser(part, BlockKind::Caption));
            places.published.extend(teaser.published.map(|published| (part, published)));
        }
    }
    places
}

/// Places the halves of squeezed lines: each is a teaser, unless it repeats another.
fn place_squeezed(
    lines: &[Line],
    repeats: &[Option<usize>],
    places: &mut [LinePlace],
    part: &mut usize,
) {
    let mut is_new = true;
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| line.half.is_some()) {
        let is_headline = line.half == Some(Half::Headline);
        if is_headline {
            is_new = repeats[i].is_none();
            *part += usize::from(is_new);
        }
        let kind = if is_headline { BlockKind::Title } else { BlockKind::Lead };
        places[i] =
            if is_new { LinePlace::Teaser(*part, kind) } else { LinePlace::Aside(BlockKind::Link) };
    }
}

fn given_place(line: &Line) -> LinePlace {
    let kind = || {
        let by_look = if line.is_caption() { BlockKind::Caption } else { BlockKind::Paragraph };
        line.kind.unwrap_or(by_look)
    };
    match line.aside {
        Some(kind) => LinePlace::Aside(kind),
        None if line.part == 0 => LinePlace::Main,
        None => LinePlace::Teaser(line.part, kind()),
    }
}
