//! The teasers of other articles: tails behind the article, articles squeezed into one line of it, bare links.
//!
//! A tail begins at a heading ("Tin liên quan"), or, where the site writes none, behind the byline or at the first of several teasers, and only
//! where all that follows looks like teasers:
//!
//! ```text
//! tail    = item {item}
//! item    = {caption} headline {caption} [summary] {caption} [byline]
//! ```
//!
//! An item with a headline and a summary is a document of its own; a headline alone is a link, and in no document. In doubt the text stays
//! in the main article: a list of links in the middle of an article ends nothing.

use super::lines::{Half, Line, ends_with_question, ends_with_stop};
use super::phrases::{self, Signpost};
use crate::text::fast::bytes::has_byte;
use crate::{BlockKind, Span};

/// Where a line belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The main article; its role is found later.
    Main,
    /// A teaser: its part, from 1, and the line's role there.
    Teaser(usize, BlockKind),
    /// No document: a link or a heading.
    Nowhere,
}

/// What a tail must look like.
#[derive(Clone, Copy)]
struct Rule {
    /// Summary lines of one item, at most.
    summaries: usize,
    /// Whether every item must be a headline and a summary of full length.
    is_strict: bool,
}

/// Behind a heading that only teasers follow.
const AFTER_TAIL_HEADING: Rule = Rule { summaries: 2, is_strict: false };
/// Behind a heading that also stands in the middle of articles.
const AFTER_LINK_HEADING: Rule = Rule { summaries: 1, is_strict: false };
/// Behind a byline, without any heading.
const AFTER_BYLINE: Rule = Rule { summaries: 1, is_strict: true };

/// Characters of a headline and of a summary, at least, where no heading announces them.
const STRICT_HEADLINE: usize = 25;
const STRICT_SUMMARY: usize = 60;

/// Characters of a squeezed line's headline and, at least, of its summary.
const SQUEEZED_HEADLINE: std::ops::RangeInclusive<usize> = 15..=150;
const SQUEEZED_SUMMARY: usize = 50;
/// A longer last line is an article of its own with a paragraph glued to its subheading.
const SQUEEZED_LINE: usize = 700;

/// Teasers that nothing announces come two or more together, behind so many lines of the article, with summaries of at most so many characters.
const BARE_PAIRS: usize = 2;
const BARE_ARTICLE: usize = 3;
const BARE_SUMMARY: usize = 400;

/// Cuts the lines that hold a whole teaser in two: "Headline TTO - Summary." anywhere, "HeadlineSummary." at the page's end.
pub(super) fn cut_squeezed(lines: Vec<Line>) -> Vec<Line> {
    let is_free = |line: &Line| line.kind.is_none() && line.part == 0;
    let glued_from = lines.iter().rposition(|line| !is_free(line) || glued_halves(line).is_none()).map_or(0, |last| last + 1);
    let halves = |i: usize, line: &Line| match i {
        0 => None,
        _ if !is_free(line) => None,
        _ => datelined_halves(line).or_else(|| (i >= 2 && i >= glued_from).then(|| glued_halves(line)).flatten()),
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
                    cut.push(Line { span: span.shifted(line.span.start), gap, half: Some(half), ..Line::new(line.text, span) });
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
    phrases::DATELINES.iter().find_map(|dateline| {
        let at = line.match_indices(dateline).map(|(at, _)| at).find(|&at| at > 0)?;
        let rest = line[at + dateline.len()..].trim_start_matches([')', ' ']);
        let is_whole = !line[..at].ends_with(char::is_alphanumeric) && rest.starts_with(['-', '–']);
        let headline = line[..at].trim_end_matches([' ', '(']);
        let summary = rest.trim_start_matches(['-', '–', ' ']);
        let fits =
            is_whole && SQUEEZED_HEADLINE.contains(&headline.chars().count()) && !headline.contains(". ") && !ends_with_stop(headline);
        (fits && summary.chars().count() >= SQUEEZED_SUMMARY)
            .then(|| (Span::new(0, headline.len()), Span::new(line.len() - summary.len(), line.len())))
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
    let fits = (STRICT_HEADLINE..=*SQUEEZED_HEADLINE.end()).contains(&headline.chars().count())
        && !headline.contains([';', '…'])
        && !headline.contains(". ");
    (fits && summary.chars().count() >= STRICT_SUMMARY).then(|| (Span::new(0, at), Span::new(at, line.len())))
}

/// Tells for each line where it belongs; `repeats` as [`super::lines::repetitions`] gives them.
pub(super) fn places(lines: &[Line], repeats: &[Option<usize>]) -> Vec<Place> {
    let mut places: Vec<Place> = lines.iter().map(given_place).collect();
    let mut part = lines.iter().map(|line| line.part).max().unwrap_or_default();
    let mut is_new = true;
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| line.half.is_some()) {
        let is_headline = line.half == Some(Half::Headline);
        if is_headline {
            is_new = repeats[i].is_none();
            part += usize::from(is_new);
        }
        let kind = if is_headline { BlockKind::Title } else { BlockKind::Lead };
        places[i] = if is_new { Place::Teaser(part, kind) } else { Place::Nowhere };
    }
    let is_open = |i: usize, places: &[Place]| places[i] == Place::Main && repeats[i].is_none() && lines[i].has_words();
    let mut tail = None;
    for (i, line) in lines.iter().enumerate().skip(1) {
        if places[i] != Place::Main || line.kind.is_some() {
            continue;
        }
        let Some(signpost) = line.signpost() else { continue };
        places[i] = Place::Nowhere;
        let rule = match signpost {
            Signpost::Link => continue,
            Signpost::Links => AFTER_LINK_HEADING,
            Signpost::Tail | Signpost::TailLink => AFTER_TAIL_HEADING,
        };
        let rest = (i + 1..lines.len()).filter(|&j| is_open(j, &places));
        tail = tail_of(lines, rest, rule);
        if tail.is_some() {
            break;
        }
    }
    // A site without a heading: the byline ends the article, if nothing but teasers stands behind it.
    let bylines = lines.iter().enumerate().skip(lines.len().div_ceil(3).max(1));
    let tail = tail.or_else(|| {
        bylines.filter(|(i, line)| is_open(*i, &places) && line.is_byline()).find_map(|(i, _)| {
            let rest = (i + 1..lines.len()).filter(|&j| is_open(j, &places));
            tail_of(lines, rest, AFTER_BYLINE)
        })
    });
    let tail = tail.or_else(|| {
        let mut open = Vec::with_capacity(lines.len());
        open.extend((0..lines.len()).filter(|&i| is_open(i, &places)));
        tail_of(lines, bare_tail(lines, &open)?.iter().copied(), AFTER_BYLINE)
    });
    for (i, place) in tail.into_iter().flatten() {
        places[i] = match place {
            Place::Teaser(item, kind) => Place::Teaser(part + item, kind),
            place => place,
        };
    }
    places
}

/// The lines of a tail that nothing announces: headline and summary in turn, twice or more, behind an article that has no subheadings, which
/// look the same. `open` are the page's lines of the main article.
fn bare_tail<'a>(lines: &[Line], open: &'a [usize]) -> Option<&'a [usize]> {
    let is_teaser =
        |pair: &[usize]| matches!(pair, [headline, summary] if is_bare_headline(&lines[*headline]) && is_bare_summary(&lines[*summary]));
    let pairs = open.rchunks_exact(2).take_while(|pair| is_teaser(pair)).count();
    let (article, tail) = open.split_at_checked(open.len().saturating_sub(2 * pairs))?;
    let has_subheading = article.iter().skip(1).any(|&i| is_bare_headline(&lines[i]));
    (pairs >= BARE_PAIRS && article.len() >= BARE_ARTICLE && !has_subheading).then_some(tail)
}

fn is_bare_headline(line: &Line) -> bool {
    let is_item = || line.text.starts_with(['-', '–', '*', '•', '+', '(']) || line.text.starts_with(|c: char| c.is_ascii_digit());
    let is_headline = line.kind.is_none() && line.is_headline() && line.is_longer_than(STRICT_HEADLINE - 1) && !is_item();
    is_headline && line.text.split_whitespace().nth(5).is_some() && !line.is_caption() && !line.is_byline() && line.signpost().is_none()
}

fn is_bare_summary(line: &Line) -> bool {
    let ends = ends_with_stop(line.text) || ends_with_question(line.text);
    line.kind.is_none() && ends && line.has_length(&(STRICT_SUMMARY..=BARE_SUMMARY)) && !line.is_caption()
}

fn given_place(line: &Line) -> Place {
    let kind = || {
        let by_look = if line.is_caption() { BlockKind::Caption } else { BlockKind::Paragraph };
        line.kind.unwrap_or(by_look)
    };
    if line.part == 0 { Place::Main } else { Place::Teaser(line.part, kind()) }
}

/// A teaser as it is read.
#[derive(Default)]
struct Item {
    headline: Option<usize>,
    summaries: Vec<usize>,
    captions: Vec<usize>,
    bylines: Vec<usize>,
}

/// Reads the lines `rest` as a tail: the places of those that are none of the main article's; parts from 1. None where they are no tail.
fn tail_of(lines: &[Line], rest: impl Iterator<Item = usize>, rule: Rule) -> Option<Vec<(usize, Place)>> {
    let mut items: Vec<Item> = vec![Item::default()];
    let mut signposts = Vec::new();
    for i in rest {
        let line = &lines[i];
        let signpost = if line.kind.is_none() { line.signpost() } else { None };
        let item = items.last_mut()?;
        let is_complete = item.headline.is_some() && !item.summaries.is_empty();
        if signpost.is_some() {
            signposts.push((i, Place::Nowhere));
            if item.headline.is_some() {
                items.push(Item::default());
            }
        } else if line.is_caption() {
            match is_complete {
                true => items.push(Item { captions: vec![i], ..Item::default() }),
                false => item.captions.push(i),
            }
        } else if line.is_byline() {
            if rule.is_strict {
                return None;
            }
            if !is_complete {
                // The main article's byline behind a few links: what follows is the article's own.
                break;
            }
            item.bylines.push(i);
        } else if is_headline(line, item) {
            match item.headline {
                None => item.headline = Some(i),
                Some(_) => items.push(Item { headline: Some(i), ..Item::default() }),
            }
        } else if line.is_summary() && item.headline.is_some() && item.summaries.len() < rule.summaries {
            item.summaries.push(i);
        } else {
            return None;
        }
    }
    // Captions behind the last summary are its own.
    if items.len() > 1 && items.last().is_some_and(|item| item.headline.is_none()) {
        let captions = items.pop()?.captions;
        items.last_mut()?.captions.extend(captions);
    }
    let is_full = |item: &Item| item.headline.is_some() && !item.summaries.is_empty();
    let is_long = |i: usize, least: usize| lines[i].is_longer_than(least - 1);
    let holds = |item: &Item| {
        is_full(item)
            && item.captions.is_empty()
            && item.headline.is_some_and(|i| is_long(i, STRICT_HEADLINE) && !lines[i].text.starts_with(['*', '(', '-']))
            && item.summaries.iter().all(|&i| is_long(i, STRICT_SUMMARY))
    };
    if rule.is_strict && !items.iter().all(holds) {
        return None;
    }
    let mut places = numbered(&items, items.iter().any(is_full));
    places.extend(signposts);
    Some(places)
}

fn is_headline(line: &Line, item: &Item) -> bool {
    // A long question behind a headline is its summary; any other question is the next headline.
    let is_question_summary =
        item.headline.is_some() && item.summaries.is_empty() && line.text.ends_with(['?', '!']) && line.is_longer_than(120);
    line.is_headline() && !is_question_summary
}

fn numbered(items: &[Item], any_full: bool) -> Vec<(usize, Place)> {
    let mut places = Vec::new();
    let mut part = 0;
    for item in items {
        if item.headline.is_some() && !item.summaries.is_empty() {
            part += 1;
            places.extend(item.headline.map(|i| (i, Place::Teaser(part, BlockKind::Title))));
            places.extend(item.summaries.iter().map(|&i| (i, Place::Teaser(part, BlockKind::Lead))));
            places.extend(item.captions.iter().map(|&i| (i, Place::Teaser(part, BlockKind::Caption))));
            places.extend(item.bylines.iter().map(|&i| (i, Place::Teaser(part, BlockKind::Byline))));
        } else {
            places.extend(item.headline.iter().chain(&item.bylines).map(|&i| (i, Place::Nowhere)));
            // Behind links alone a caption is the main article's.
            places.extend(item.captions.iter().filter(|_| any_full).map(|&i| (i, Place::Nowhere)));
        }
    }
    places
}
