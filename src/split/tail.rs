//! What stands in a page's regions of other articles: teasers, links, furniture.
//!
//! ```text
//! region = {sign list}            list = [captions] {item}
//! item   = headline {date | byline | label | caption} [text {text}]
//! ```
//!
//! A headline with text behind it is a teaser; a headline alone is a link. Dates, bylines and
//! labels are a teaser's metadata wherever they stand. A caption without a credit looks like a
//! summary, and where it stands differs from site to site: before the headline, between headline
//! and summary, or behind. All items of a list decide that together, by their shape and by the
//! words that captions and summaries share with the headlines around them. What no rule can place
//! is in no document.

use std::ops::Range;

use super::kinship::Kinship;
use super::lines::Line;
use super::looks::{Look, PROSE, is_headline_of};
use super::phrases::Signpost;
use crate::lexicon::dateline::dateline;
use crate::lexicon::pages::{Furniture, pages};
use crate::{BlockKind, Published};

/// A teaser: its lines and when it was published.
#[derive(Clone, Debug, Default)]
pub(super) struct Teaser {
    pub headline: usize,
    pub summary: Vec<usize>,
    pub captions: Vec<usize>,
    pub published: Option<Published>,
}

/// What a region holds.
#[derive(Debug, Default)]
pub(super) struct RegionParts {
    pub teasers: Vec<Teaser>,
    /// The lines of no document, each with what it is.
    pub asides: Vec<(usize, BlockKind)>,
}

/// A summary has no more lines.
const SUMMARY_LINES: usize = 3;
/// A shorter text is no summary but where its words say so, in characters.
const SHORT_SUMMARY: usize = 30;
/// Pairs of words that a headline and its summary share, at least, where no heading says that a
/// list stands there.
const SURE: usize = 2;

/// What surrounds a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    /// Behind the heading of a list.
    List,
    /// Behind tags, comments, the imprint: only what is surely a teaser counts.
    Furniture,
}

/// Reads the lines of a region.
pub(super) fn read(
    lines: &[Line],
    kinship: &Kinship,
    region: &[usize],
    has_heading: bool,
) -> RegionParts {
    let mut found = RegionParts::default();
    let mut zone = if has_heading { Zone::Furniture } else { Zone::List };
    let mut list: Vec<usize> = Vec::new();
    for (k, &i) in region.iter().enumerate() {
        let Some(line) = lines.get(i) else { continue };
        let sign = if line.is_prose || line.kind.is_some() { None } else { line.signpost() };
        let sign = match sign {
            // Where the heading is not known, the first line is it.
            None if k == 0 && has_heading => {
                found.asides.push((i, BlockKind::Furniture));
                zone = Zone::List;
                continue;
            }
            None if line.kind.is_none()
                && pages().is_contact(line.text)
                && zone == Zone::Furniture =>
            {
                found.asides.push((i, BlockKind::Furniture));
                continue;
            }
            None => {
                list.push(i);
                continue;
            }
            Some(sign) => sign,
        };
        let kind = if matches!(sign, Signpost::Link | Signpost::TailLink) {
            BlockKind::Link
        } else {
            BlockKind::Furniture
        };
        found.asides.push((i, kind));
        let next = match sign {
            Signpost::Whole(Furniture::Tail | Furniture::Links) | Signpost::TailLink => {
                Some(Zone::List)
            }
            Signpost::Whole(Furniture::Comments | Furniture::Tags) | Signpost::Imprint => {
                Some(Zone::Furniture)
            }
            _ => None,
        };
        // A section's name between two teasers parts no list.
        let parts =
            next.is_some() || matches!(sign, Signpost::Whole(Furniture::Share | Furniture::Button));
        if parts {
            read_list(lines, kinship, &std::mem::take(&mut list), zone, &mut found);
        }
        zone = next.unwrap_or(zone);
    }
    read_list(lines, kinship, &list, zone, &mut found);
    found
}

/// A line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Headline,
    Text,
    Caption,
    Meta,
}

/// A headline with the lines up to the next one.
#[derive(Clone, Debug, Default)]
struct Item {
    /// None for what stands before the first headline.
    headline: Option<usize>,
    texts: Vec<usize>,
    /// Captions with a credit: whether any text stood before them.
    captions: Vec<(usize, bool)>,
    metas: Vec<usize>,
}

/// Where the captions of a list stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Captions {
    BeforeHeadline,
    BeforeSummary,
    Behind,
}

fn read_list(
    lines: &[Line],
    kinship: &Kinship,
    list: &[usize],
    zone: Zone,
    found: &mut RegionParts,
) {
    let items = items(lines, kinship, list);
    let items = with_captions_set_as_headlines(kinship, items);
    let captions = vote(lines, kinship, &items);
    // Captions that stand before their headline wait for it.
    let mut waiting: Vec<usize> = Vec::new();
    let count = items.len();
    for (number, mut item) in items.into_iter().enumerate() {
        let is_last = number + 1 == count;
        let mut next_captions = Vec::new();
        if captions == Captions::BeforeHeadline && !is_last {
            let behind = item
                .captions
                .iter()
                .filter(|(_, is_behind)| *is_behind || item.headline.is_none())
                .map(|(i, _)| *i);
            next_captions.extend(behind);
            item.captions.retain(|(_, is_behind)| !*is_behind && item.headline.is_some());
            let is_spare = match item.texts.as_slice() {
                _ if item.headline.is_none() => true,
                [only] => {
                    item.headline.is_some_and(|headline| kinship.echo(headline, *only) == 0)
                        && !lines[*only].is_longer_than(200)
                        && !lines[*only].is_longer_than(PROSE - 1)
                }
                texts => texts.len() > 1,
            };
            if is_spare {
                let from = if item.headline.is_none() { 0 } else { item.texts.len() - 1 };
                next_captions.extend(item.texts.drain(from..));
            }
        }
        let mut own = std::mem::replace(&mut waiting, next_captions);
        own.extend(item.captions.iter().map(|(i, _)| *i));
        if captions == Captions::BeforeSummary && item.texts.len() > 1 {
            own.push(item.texts.remove(0));
        }
        match finished(lines, kinship, &mut item, zone) {
            Some(teaser) => {
                found.asides.extend(item.metas.iter().map(|&i| (i, aside_of(&lines[i]))));
                found.teasers.push(Teaser { captions: own, ..teaser });
            }
            None => {
                let kind = if zone == Zone::List { BlockKind::Link } else { BlockKind::Furniture };
                found.asides.extend(item.headline.map(|i| (i, kind)));
                let rest = own.iter().chain(&item.texts).chain(&item.metas);
                found.asides.extend(rest.map(|&i| (i, aside_of(&lines[i]))));
            }
        }
    }
    found.asides.extend(waiting.into_iter().map(|i| (i, BlockKind::Furniture)));
}

/// The teaser that an item is, if it is one; its texts and metadata that are not the teaser's stay
/// in the item.
fn finished(lines: &[Line], kinship: &Kinship, item: &mut Item, zone: Zone) -> Option<Teaser> {
    let headline = item.headline?;
    let first = *item.texts.first()?;
    let echo = kinship.echo(headline, first);
    let is_long = lines.get(first)?.is_longer_than(PROSE - 1);
    let is_teaser = match zone {
        Zone::List => is_long || echo > 0 || lines.get(first)?.is_longer_than(SHORT_SUMMARY - 1),
        Zone::Furniture => echo >= SURE,
    };
    if !is_teaser || pages().is_contact(lines.get(headline)?.text) {
        return None;
    }
    let summary: Vec<usize> = item.texts.drain(..item.texts.len().min(SUMMARY_LINES)).collect();
    item.metas.append(&mut item.texts);
    let published =
        item.metas.iter().filter_map(|&i| lines.get(i)).find_map(|line| dateline(line.text));
    Some(Teaser { headline, summary, captions: Vec::new(), published })
}

/// What a line of no document is.
fn aside_of(line: &Line) -> BlockKind {
    match Look::of(line) {
        Look::Date => BlockKind::Dateline,
        Look::Byline => BlockKind::Byline,
        _ => BlockKind::Furniture,
    }
}

/// The items of a list.
fn items(lines: &[Line], kinship: &Kinship, list: &[usize]) -> Vec<Item> {
    let pieces = pieces(lines, kinship, list);
    let mut items = vec![Item::default()];
    for (&i, piece) in list.iter().zip(pieces) {
        if piece == Piece::Headline {
            items.push(Item { headline: Some(i), ..Item::default() });
            continue;
        }
        let Some(item) = items.last_mut() else { continue };
        match piece {
            Piece::Text => item.texts.push(i),
            Piece::Caption => item.captions.push((i, !item.texts.is_empty())),
            _ => item.metas.push(i),
        }
    }
    // What stands before the first headline: nothing, or captions.
    if items.first().is_some_and(|item| {
        item.texts.is_empty() && item.captions.is_empty() && item.metas.is_empty()
    }) {
        items.remove(0);
    }
    items
}

/// What each line of a list is; headlines and summaries that look like the other are told by their
/// place and their words.
fn pieces(lines: &[Line], kinship: &Kinship, list: &[usize]) -> Vec<Piece> {
    let looks: Vec<Look> =
        list.iter().map(|&i| lines.get(i).map_or(Look::Label, Look::of)).collect();
    let mut pieces: Vec<Piece> = looks
        .iter()
        .map(|look| match look {
            Look::Headline => Piece::Headline,
            Look::Prose | Look::Short => Piece::Text,
            Look::Caption => Piece::Caption,
            Look::Sign(_) | Look::Date | Look::Byline | Look::Label => Piece::Meta,
        })
        .collect();
    let is_content =
        |pieces: &[Piece], k: usize| matches!(pieces[k], Piece::Headline | Piece::Text);
    let content: Vec<usize> = (0..list.len()).filter(|&k| is_content(&pieces, k)).collect();
    for pair in content.windows(2) {
        let &[k, next] = pair else { continue };
        if pieces[k] == Piece::Text
            && pieces[next] == Piece::Text
            && is_headline_of(lines, kinship, list[k], list[next])
        {
            pieces[k] = Piece::Headline;
        }
    }
    mark_open_summaries(lines, kinship, list, &content, &mut pieces);
    pieces
}

/// Summaries without a stop: much longer than the headline before them, with its words, and another
/// headline behind. Half of the list has them, or none: a single one is a longer headline.
fn mark_open_summaries(
    lines: &[Line],
    kinship: &Kinship,
    list: &[usize],
    content: &[usize],
    pieces: &mut [Piece],
) {
    let mut found = Vec::new();
    for (c, pair) in content.windows(2).enumerate() {
        let &[before, k] = pair else { continue };
        let is_last = content.get(c + 2).is_none_or(|&next| pieces[next] == Piece::Headline);
        let (headline, summary) = (list[before], list[k]);
        let is_longer = 2 * lines[summary].text.len() >= 3 * lines[headline].text.len()
            && lines[summary].is_longer_than(PROSE - 1);
        let are_headlines = pieces[before] == Piece::Headline
            && pieces[k] == Piece::Headline
            && found.last() != Some(&before);
        if are_headlines && is_last && is_longer && kinship.echo(headline, summary) > 0 {
            found.push(k);
        }
    }
    let headlines = content.iter().filter(|&&k| pieces[k] == Piece::Headline).count();
    let before = |k: usize| {
        content.partition_point(|&c| c < k).checked_sub(1).and_then(|at| content.get(at))
    };
    let is_sure = found
        .iter()
        .any(|&k| before(k).is_some_and(|&before| kinship.echo(list[before], list[k]) >= SURE));
    if is_sure && 3 * found.len() >= headlines {
        found.iter().for_each(|&k| pieces[k] = Piece::Text);
    }
}

/// Where most headlines with a text have a headline without one before them, one of the two is a
/// caption without a stop, or a label: which, their words tell.
fn with_captions_set_as_headlines(kinship: &Kinship, items: Vec<Item>) -> Vec<Item> {
    let is_full = |item: &Item| item.headline.is_some() && !item.texts.is_empty();
    let is_bare = |item: &Item| item.headline.is_some() && item.texts.is_empty();
    let full = items.iter().filter(|item| is_full(item)).count();
    let doubled: Vec<usize> = (1..items.len())
        .filter(|&at| {
            is_full(&items[at])
                && is_bare(&items[at - 1])
                && !at.checked_sub(2).is_some_and(|before| is_bare(&items[before]))
        })
        .collect();
    if doubled.len() < 2 || 2 * doubled.len() < full {
        return items;
    }
    let echo = |at: usize, with: usize| match (items[at].headline, items[with].texts.first()) {
        (Some(headline), Some(&text)) => kinship.echo(headline, text),
        _ => 0,
    };
    let (first, second) = doubled
        .iter()
        .fold((0, 0), |(first, second), &at| (first + echo(at - 1, at), second + echo(at, at)));
    let is_behind = first > second;
    let mut merged = Vec::with_capacity(items.len());
    let mut items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
    for at in 0..items.len() {
        if doubled.binary_search(&(at + 1)).is_ok() {
            continue;
        }
        let Some(mut item) = items[at].take() else { continue };
        if let (true, Some(before)) = (
            doubled.binary_search(&at).is_ok(),
            at.checked_sub(1).and_then(|before| items[before].take()),
        ) {
            let other = if is_behind {
                std::mem::replace(&mut item.headline, before.headline)
            } else {
                before.headline
            };
            item.captions.extend(other.map(|other| (other, false)));
            item.captions.extend(before.captions);
            item.metas.extend(before.metas);
        }
        merged.push(item);
    }
    merged
}

/// Where the captions of a list stand: those with a credit, and the texts behind the first one of
/// each item.
fn vote(lines: &[Line], kinship: &Kinship, items: &[Item]) -> Captions {
    let (mut before_headline, mut before_summary) = (0i32, 0i32);
    let is_open = |item: &Item| {
        item.headline.is_none() && (!item.texts.is_empty() || !item.captions.is_empty())
    };
    before_headline += 2 * i32::from(items.first().is_some_and(is_open));
    let last = items.len().saturating_sub(1);
    let (mut spare, mut extras, mut full) = (0, 0, 0);
    for (at, item) in items.iter().enumerate() {
        let Some(headline) = item.headline else { continue };
        full += usize::from(!item.texts.is_empty());
        if let [first, second, ..] = item.texts.as_slice() {
            let is_shorter = lines[*first].text.len() < lines[*second].text.len();
            let (first, second) = (kinship.echo(headline, *first), kinship.echo(headline, *second));
            before_summary += i32::from(is_shorter && first < second) - i32::from(first > second);
        }
        let behind_text = item.captions.iter().rfind(|(_, is_behind)| *is_behind).map(|(i, _)| *i);
        let extra = behind_text.or_else(|| item.texts.get(1..)?.last().copied());
        let Some(extra) = extra else { continue };
        extras += 1;
        if at == last {
            before_headline -= 2;
            continue;
        }
        spare += usize::from(item.texts.len() + item.captions.len() == 2);
        let next = items.get(at + 1);
        let around = |item: &Item| {
            item.headline
                .iter()
                .chain(item.texts.first())
                .map(|&i| kinship.echo(i, extra))
                .sum::<usize>()
        };
        let (next, own) = (next.map_or(0, around), around(item));
        before_headline += i32::from(next > own) - i32::from(own > next);
    }
    let has_last = items.last().is_some_and(|item| item.texts.len() + item.captions.len() == 1);
    // Words that decide nothing: a single line between a summary and the next headline is that
    // one's caption, unless the last item has one too.
    let is_pattern = before_headline == 0 && has_last && full > 2 && spare > 0 && spare == extras;
    if before_summary > 0 && before_summary >= before_headline {
        Captions::BeforeSummary
    } else if before_headline > 0 || is_pattern {
        Captions::BeforeHeadline
    } else {
        Captions::Behind
    }
}

/// The lines of a region that may belong to a teaser, as a range's places.
pub(super) fn open_lines(open: &[usize], region: Range<usize>) -> &[usize] {
    let start = open.partition_point(|&i| i < region.start);
    let end = open.partition_point(|&i| i < region.end);
    open.get(start..end).unwrap_or_default()
}
