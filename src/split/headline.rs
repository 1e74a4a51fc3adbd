//! The head of a text file: which line is the headline, what before and below it is a menu, and
//! when the article was published.
//!
//! ```text
//! head = {menu} [dateline] headline [" - " site] {menu | dateline | byline | subtitle} text
//! ```
//!
//! An article begins with its headline. A page that a scraper dumped has its menu, the way from the
//! front page and the site's clock before it; there the headline is the line that shares the most
//! words with the text below. A dateline stands right below the headline or right above it: a day
//! far above is the day of the visit.

use super::kinship::Kinship;
use super::lines::Line;
use super::looks::Look;
use super::phrases::Signpost;
use crate::lexicon::dateline::dateline;
use crate::lexicon::pages::{Furniture, pages};
use crate::{BlockKind, Meta, Span};

/// The text below the headline is looked for within so many lines.
const HEAD: usize = 120;
/// So many lines of the text tell which line is its headline.
const TEXT: usize = 6;
/// Pairs of words that a headline shares with the text below, at least, where other lines could be
/// it.
const ECHO: usize = 2;
/// So many lines of a menu make a menu of what stands between them.
const MENU: usize = 3;
/// Lines below the headline and above it in which a dateline stands.
const BELOW: usize = 6;
const ABOVE: usize = 2;
/// What stands between a headline and the name of its site.
const SITE_SEPARATORS: [&str; 5] = [" | ", " - ", " – ", " — ", " :: "];

/// Reads the head of an article that nothing is known of: sets its lines' roles, and when it was
/// published.
pub(super) fn read(lines: &mut [Line], meta: &mut Meta) {
    strip_marks(lines);
    let looks: Vec<Look> = lines.iter().take(HEAD).map(Look::of).collect();
    let Some(text) = looks.iter().position(|look| look.is_text()) else {
        return mark_dateline(lines, &looks, 0, 1, meta);
    };
    let title = headline(lines, &looks, text);
    lines
        .iter_mut()
        .take(title)
        .zip(&looks)
        .for_each(|(line, look)| line.aside = Some(aside_of(*look)));
    mark_menu(lines, &looks, title + 1..text);
    mark_dateline(lines, &looks, title, text, meta);
    if let Some(line) = lines.get_mut(title) {
        cut_site(line);
    }
}

/// Takes the marks of Markdown from lines: `#` from headings, `**` from bold lines, and, where
/// there are headings, the bullets of lists.
fn strip_marks(lines: &mut [Line]) {
    let is_heading = |line: &Line| {
        line.text.starts_with('#') && line.text.trim_start_matches('#').starts_with(' ')
    };
    let is_markdown = lines.iter().any(is_heading);
    for line in lines.iter_mut().filter(|line| line.text.starts_with(['#', '*', '-', '+'])) {
        let mut text = line.text;
        if is_heading(line) {
            text = text.trim_start_matches('#').trim_start();
        }
        if is_markdown {
            text = ["* ", "- ", "+ "]
                .iter()
                .find_map(|bullet| text.strip_prefix(bullet))
                .unwrap_or(text)
                .trim_start();
        }
        let bold = text.strip_prefix("**").and_then(|text| text.strip_suffix("**"));
        text = bold.filter(|bold| !bold.contains("**")).unwrap_or(text).trim();
        if text.len() < line.text.len() && !text.is_empty() {
            let start = line.text.find(text).unwrap_or_default();
            let place = Span::new(start, start + text.len());
            *line = Line {
                span: place.shifted(line.span.start),
                gap: line.gap,
                ..Line::new(line.text, place)
            };
        }
    }
}

/// The place of the headline above the text, which begins at `text`.
fn headline(lines: &[Line], looks: &[Look], text: usize) -> usize {
    let may_be = |i: usize| looks[i] == Look::Headline && !is_way(lines[i].text);
    let mut candidates = (0..text).filter(|&i| may_be(i)).peekable();
    let Some(&only) = candidates.peek() else { return 0 };
    let candidates: Vec<usize> = candidates.collect();
    if only == 0 && candidates.len() == 1 {
        return 0;
    }
    let mut kinship = Kinship::new(lines);
    let is_text = |i: &usize| looks.get(*i).is_none_or(|look| *look == Look::Prose);
    kinship.set_article((text..lines.len()).filter(is_text).take(TEXT));
    let echo = |i: usize| kinship.echo_of_article(i);
    // A dump begins with the page's title, site and all, and has the headline again below its menu.
    let repeats = |&i: &usize| {
        lines[0].text.starts_with(lines[i].text)
            && !lines[0].text[lines[i].text.len()..].starts_with(char::is_alphanumeric)
    };
    if let Some(again) = candidates.iter().copied().filter(|&i| i > 0).rfind(repeats) {
        return again;
    }
    if may_be(0) && echo(0) >= ECHO {
        return 0;
    }
    // The headline stands behind the menu.
    let menu_end = looks.iter().take(text).rposition(is_menu).map_or(0, |last| last + 1);
    let best = candidates.iter().map(|&i| echo(i)).max().unwrap_or_default();
    let behind_menu =
        candidates.iter().copied().find(|&i| i >= menu_end && 2 * echo(i) >= best.max(1));
    let found = behind_menu
        .or_else(|| candidates.iter().copied().rfind(|&i| echo(i) == best && best >= ECHO));
    match found {
        // A first line that looks like a headline is one, unless another is surely.
        Some(found) if !may_be(0) || echo(found) >= ECHO => found,
        _ => {
            if may_be(0) {
                0
            } else {
                candidates
                    .last()
                    .copied()
                    .filter(|_| looks.iter().take(text).filter(|look| is_menu(look)).count() > 0)
                    .unwrap_or(0)
            }
        }
    }
}

/// Whether a line is surely of a menu.
fn is_menu(look: &Look) -> bool {
    matches!(look, Look::Sign(Signpost::Whole(_) | Signpost::Imprint))
}

/// Whether a line is the way from the front page: "Trang chủ > Chính trị".
fn is_way(line: &str) -> bool {
    let separators = || [" > ", " » ", " › ", " / "].into_iter();
    let has_home = |separator: &str| {
        line.split(separator).next().is_some_and(|first| {
            matches!(pages().furniture(first), Some(Furniture::Menu | Furniture::Section))
        })
    };
    separators().any(|separator| {
        line.matches(separator).count() > 1 || line.contains(separator) && has_home(separator)
    })
}

fn aside_of(look: Look) -> BlockKind {
    if look == Look::Date { BlockKind::Dateline } else { BlockKind::Furniture }
}

/// Marks what is a menu between headline and text.
fn mark_menu(lines: &mut [Line], looks: &[Look], below: std::ops::Range<usize>) {
    let menu: Vec<usize> = below.clone().filter(|&i| looks.get(i).is_some_and(is_menu)).collect();
    let (first, last) =
        (menu.first().copied().unwrap_or_default(), menu.last().copied().unwrap_or_default());
    for i in below {
        let (Some(look), Some(line)) = (looks.get(i), lines.get_mut(i)) else { break };
        let is_between = menu.len() >= MENU
            && (first..=last).contains(&i)
            && matches!(look, Look::Headline | Look::Label | Look::Byline);
        if is_menu(look) || is_between || is_way(line.text) && *look != Look::Date {
            line.aside = Some(BlockKind::Furniture);
        }
    }
}

/// Finds the dateline: below the headline before the second paragraph, or right above it.
fn mark_dateline(lines: &mut [Line], looks: &[Look], title: usize, text: usize, meta: &mut Meta) {
    let below = title + 1..(text + 2).min(title + 1 + BELOW).min(looks.len());
    let above = title.saturating_sub(ABOVE)..title;
    // The first line may be the dateline, and the headline the second.
    let places = below.chain(above.rev()).chain(0..1);
    let found = places
        .into_iter()
        .filter(|&i| looks.get(i) == Some(&Look::Date))
        .find_map(|i| Some((i, dateline(lines.get(i)?.text)?)));
    let Some((i, published)) = found else { return };
    meta.published = meta.published.or(Some(published));
    if let Some(line) = lines.get_mut(i) {
        (line.kind, line.aside) = (Some(BlockKind::Byline), None);
    }
}

/// Leaves a site's name out of the headline: "Họp xã - Báo Tân Phú".
fn cut_site(line: &mut Line) {
    let cut = SITE_SEPARATORS.iter().filter_map(|separator| line.text.rsplit_once(separator));
    let Some((headline, _)) =
        cut.filter(|(_, site)| pages().is_site(site)).min_by_key(|(headline, _)| headline.len())
    else {
        return;
    };
    if headline.split_whitespace().nth(3).is_some() {
        let place = Span::new(0, headline.trim_end().len());
        *line = Line {
            span: place.shifted(line.span.start),
            gap: line.gap,
            kind: line.kind,
            ..Line::new(line.text, place)
        };
    }
}
