//! Where the article ends, and what in its middle is not its own.
//!
//! A heading of other articles, or furniture, opens a region that is not the article's. The region
//! lasts to the end of the page, unless the article's running text goes on behind: then it ends
//! there, and what lies between is a box. Which of the two it is, is told by the lines up to the
//! next heading: by the words that they share with the article and with the headline above them
//! ([`Kinship`]), and by their shape.
//!
//! ```text
//! page   = article {region article} [region]          region = sign {link | headline text | furniture}
//! ```
//!
//! Where no heading stands, the article ends where headlines and text alternate to the end of the
//! page and share no words with it, or where nothing but headlines follows.
//!
//! In doubt a line is the article's: a lost paragraph is worse than a link too many. Each line is
//! looked at a bounded number of times.

use super::kinship::Kinship;
use super::lines::Line;
use super::looks::{Look, is_headline_of};
use super::phrases::Signpost;
use crate::lexicon::pages::Furniture;

/// Lines that are not the article's, as places among the lines: the first is the heading, where
/// there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub start: usize,
    pub end: usize,
    /// Whether its first line opens it; else it begins with the first headline.
    pub has_heading: bool,
}

/// Behind so many teasers of a region, the article goes on only if its words say so beyond doubt.
const DEEP: usize = 2;
/// The evidence for that, in points of [`Kinship`].
const DEEP_EVIDENCE: i32 = -6;
/// The same behind one teaser, and behind none.
const BOX_EVIDENCE: i32 = -2;

/// A headline in a list that nothing announces has so many characters and words, at least.
const BARE_HEADLINE: usize = 25;
const BARE_WORDS: usize = 6;
/// Teasers that nothing announces come two or more together, behind so many lines of the article.
const BARE_TEASERS: usize = 2;
/// So many headlines without a text, at least, are a list of links.
const BARE_LINKS: usize = 5;
const BARE_ARTICLE: usize = 3;
/// The evidence for each of them, in points; and right behind the article's byline.
const BARE_EVIDENCE: i32 = 3;
const SIGNED_EVIDENCE: i32 = 1;
/// Their summaries are no longer than this, in characters.
const BARE_SUMMARY: usize = 420;
/// Pairs of words, more of which only a headline and its summary share.
const SURE_ECHO: usize = 3;
/// A summary has no more lines.
const SUMMARY_LINES: usize = 3;
/// A caption without a credit is no longer than this, in characters.
const MAY_BE_CAPTION: usize = 200;
/// The same where no heading announces the list.
const BARE_CAPTION: usize = 140;
/// A shorter one may share a pair of words with what stands before it by chance.
const SURE_CAPTION: usize = 100;
/// A heading that no table knows is no longer than this, in characters.
const UNKNOWN_HEADING: usize = 60;

/// What is asked of a page's lines.
pub(super) struct Page<'a, 'k> {
    pub lines: &'a [Line<'a>],
    /// The article's title, if the input states it.
    pub title: Option<&'a str>,
    pub kinship: &'k mut Kinship<'a>,
    /// The lines that may be the article's, in order.
    pub open: &'k [usize],
}

/// The regions of a page that are not the article's, in order.
pub(super) fn regions(page: &mut Page) -> Vec<Region> {
    let signs = signs(page);
    let mut regions = if signs.is_empty() { Vec::new() } else { behind_signs(page, &signs) };
    let end = regions
        .last()
        .filter(|last| last.end == page.lines.len())
        .map_or(page.lines.len(), |last| last.start);
    if let Some(start) = bare_start(page, &regions, end) {
        // The heading of the region behind it is only one more heading in it.
        regions.retain(|region| region.start < end);
        let has_heading = !matches!(Look::of(&page.lines[start]), Look::Headline)
            || !is_bare_headline(&page.lines[start]);
        regions.push(Region { start, end: page.lines.len(), has_heading });
    }
    regions
}

/// The signs that may open a region, as places among the open lines.
fn signs(page: &Page) -> Vec<(usize, Signpost)> {
    let sign = |(k, &i): (usize, &usize)| {
        let line = page.lines.get(i).filter(|line| k > 0 && line.kind.is_none())?;
        let sign = line.signpost()?;
        let opens = !matches!(
            sign,
            Signpost::Link
                | Signpost::Whole(Furniture::Menu | Furniture::Section | Furniture::Button)
        );
        opens.then_some((k, sign))
    };
    page.open.iter().enumerate().filter_map(sign).collect()
}

fn behind_signs(page: &mut Page, signs: &[(usize, Signpost)]) -> Vec<Region> {
    let mut regions = Vec::new();
    let mut region: Option<usize> = None;
    // How sure it is that the region open now is the page's end.
    let mut depth = Depth::default();
    let mut has_text = false;
    let first = signs.first().map_or(page.open.len(), |&(k, _)| k);
    page.title.into_iter().for_each(|title| page.kinship.join_text(title));
    has_text |= page.join(0..first);
    for (number, &(k, sign)) in signs.iter().enumerate() {
        let next = signs.get(number + 1).map_or(page.open.len(), |&(next, _)| next);
        let start = *region.get_or_insert(k);
        depth.meet(sign);
        let resumes = if has_text {
            page.resumption(k + 1..next, sign, &mut depth)
        } else {
            Some(k + 1).filter(|&at| at < next)
        };
        if let Some(at) = resumes {
            regions.push(page.region(start, at));
            has_text |= page.join(at..next);
            (region, depth) = (None, Depth::default());
        }
    }
    if let Some(start) = region {
        regions.push(Region { end: page.lines.len(), ..page.region(start, page.open.len()) });
    }
    regions
}

/// What was met in a region so far.
#[derive(Clone, Copy, Debug, Default)]
struct Depth {
    /// Headlines with a summary.
    teasers: usize,
    /// Whether comments, tags or the imprint have begun, which end most articles.
    is_hard: bool,
}

impl Depth {
    fn meet(&mut self, sign: Signpost) {
        self.is_hard |= matches!(
            sign,
            Signpost::Imprint | Signpost::Whole(Furniture::Comments | Furniture::Tags)
        );
    }

    /// The evidence, in points, that it takes for the article to go on.
    fn evidence(self) -> i32 {
        match self.teasers {
            _ if self.is_hard => DEEP_EVIDENCE,
            DEEP.. => DEEP_EVIDENCE,
            1 => BOX_EVIDENCE,
            _ => 0,
        }
    }
}

impl Page<'_, '_> {
    fn line(&self, k: usize) -> Option<(usize, &Line<'_>)> {
        let i = *self.open.get(k)?;
        Some((i, self.lines.get(i)?))
    }

    /// The region of open lines `start..end`, which are places among them.
    fn region(&self, start: usize, end: usize) -> Region {
        let place = |k: usize| self.open.get(k).copied().unwrap_or(self.lines.len());
        Region { start: place(start), end: place(end), has_heading: true }
    }

    /// Takes open lines into the article; whether there is text among them.
    fn join(&mut self, open: std::ops::Range<usize>) -> bool {
        let mut has_text = false;
        for k in open {
            let Some(&i) = self.open.get(k) else { break };
            self.kinship.join(i);
            has_text |= self.lines.get(i).is_some_and(|line| Look::of(line).is_text());
        }
        has_text
    }

    /// Where among the open lines `stretch`, which stand behind a sign, the article goes on.
    fn resumption(
        &self,
        stretch: std::ops::Range<usize>,
        sign: Signpost,
        depth: &mut Depth,
    ) -> Option<usize> {
        let scores = self.scores(stretch.clone(), depth);
        let is_list = matches!(
            sign,
            Signpost::TailLink | Signpost::Whole(Furniture::Tail | Furniture::Links)
        ) && !depth.is_hard;
        if is_list && let Some(byline) = self.byline_behind_links(stretch.clone()) {
            return Some(byline);
        }
        if is_list && self.is_list_of_strangers(stretch.clone()) {
            return None;
        }
        let (mut sum, mut best) = (0, None);
        let is_soft = sign == Signpost::Whole(Furniture::Share);
        for score in scores.iter().rev() {
            sum += score.points;
            let evidence = Depth { teasers: score.teasers, ..*depth }.evidence();
            let is_best = best.is_none_or(|(_, least)| sum - evidence <= least);
            if sum <= evidence && is_best && (score.is_prose || is_soft || sum < 0) {
                best = Some((score.at, sum - evidence));
            }
        }
        // Without a headline before the text the box is empty.
        let has_headline = |at: usize| {
            (stretch.start..at)
                .any(|k| self.line(k).is_some_and(|(_, line)| Look::of(line) == Look::Headline))
        };
        best.map(|(at, _)| if has_headline(at) { at } else { stretch.start })
    }

    /// How much each text of `stretch` is another article's; counts the teasers among them.
    fn scores(&self, stretch: std::ops::Range<usize>, depth: &mut Depth) -> Vec<Score> {
        let mut scores: Vec<Score> = Vec::new();
        let (mut headlines, mut before, mut links) = ([None; 2], Before::Sign, 0);
        for k in stretch.clone() {
            let Some((i, line)) = self.line(k) else { break };
            let mut look = Look::of(line);
            let next = (k + 1 < stretch.end).then(|| self.line(k + 1)).flatten();
            if look.is_text()
                && next.is_some_and(|(next, _)| is_headline_of(self.lines, self.kinship, i, next))
            {
                look = Look::Headline;
            }
            // A text right before a headline may be the caption of that.
            let next_headline = next.filter(|(_, line)| Look::of(line) == Look::Headline);
            match look {
                Look::Headline => {
                    // Of two in a row, one may be a caption without a stop.
                    headlines = [Some(i), headlines[0].filter(|_| before == Before::Headline)];
                    links += usize::from(before == Before::Headline);
                    before = Before::Headline;
                }
                Look::Prose | Look::Short => {
                    let is_spare = before != Before::Headline
                        && next_headline.is_some()
                        && !line.is_longer_than(MAY_BE_CAPTION);
                    let runs_on =
                        links == 0 && next.is_some_and(|(_, line)| Look::of(line) == Look::Prose);
                    let points = if is_spare {
                        self.kinship.foreignness(i)
                    } else {
                        self.points(i, look, headlines, before, runs_on)
                    };
                    let is_known = headlines[1]
                        .is_some_and(|headline| self.kinship.echo(headline, i) > SURE_ECHO);
                    let points =
                        points - i32::from(links > 0 && before == Before::Headline && !is_known);
                    let is_prose = look == Look::Prose;
                    scores.push(Score { at: k, points, teasers: depth.teasers, is_prose });
                    let is_teaser = before == Before::Headline && is_prose && points > 0;
                    depth.teasers += usize::from(is_teaser);
                    before = Before::Text;
                }
                _ => {}
            }
        }
        scores
    }

    /// Whether headlines and texts take turns to the end of the page, twice or more, and the texts
    /// have few words of the article: a list of other articles, even if its headlines share no
    /// words with their texts. A caption may stand before a headline, metadata behind it.
    fn is_list_of_strangers(&self, stretch: std::ops::Range<usize>) -> bool {
        if stretch.end != self.open.len() {
            return false;
        }
        let (mut before, mut turns, mut strangeness) = (Before::Sign, 0, 0);
        for k in stretch {
            let Some((i, line)) = self.line(k) else { return false };
            let is_before_headline =
                || self.line(k + 1).is_some_and(|(_, next)| Look::of(next) == Look::Headline);
            match (before, Look::of(line)) {
                (Before::Sign | Before::Text, Look::Headline) => before = Before::Headline,
                (Before::Headline, Look::Date | Look::Byline | Look::Label) => {}
                // The first text is long enough to be told from a caption.
                (Before::Headline, look)
                    if look == Look::Prose || turns > 0 && look == Look::Short =>
                {
                    // Teasers are often on the article's subject; its own paragraphs have more of
                    // its words.
                    strangeness += self.kinship.foreignness(i) + 1;
                    turns += 1;
                    before = Before::Text;
                }
                (Before::Sign | Before::Text, Look::Short | Look::Caption)
                    if is_before_headline() => {}
                _ => return false,
            }
        }
        before == Before::Text && turns > 1 && strangeness > 0
    }

    /// The article's own byline behind a few links, which only the texts of its pictures follow.
    fn byline_behind_links(&self, stretch: std::ops::Range<usize>) -> Option<usize> {
        let look = |k: usize| self.line(k).map(|(i, line)| (i, Look::of(line)));
        let mut links = stretch
            .clone()
            .take_while(|&k| look(k).is_some_and(|(_, look)| look == Look::Headline));
        let count = links.by_ref().count();
        let at = stretch.start + count;
        let is_byline = look(at).is_some_and(|(_, look)| look == Look::Byline);
        let are_texts = || {
            (at..stretch.end).all(|k| {
                look(k).is_some_and(|(_, look)| {
                    matches!(look, Look::Byline | Look::Caption | Look::Prose | Look::Short)
                })
            })
        };
        // One headline, a name and a text are a teaser with its author.
        let is_teaser = || {
            let headline = at.checked_sub(1).and_then(look).filter(|_| count == 1);
            let text = (at..stretch.end).filter_map(look).find(|(_, look)| look.is_text());
            headline
                .zip(text)
                .is_some_and(|((headline, _), (text, _))| self.kinship.echo(headline, text) > 1)
        };
        (at < stretch.end
            && is_byline
            && stretch.end == self.open.len()
            && are_texts()
            && !is_teaser())
        .then_some(at)
    }

    /// How much a text is another article's, by its words and its place.
    fn points(
        &self,
        i: usize,
        look: Look,
        headlines: [Option<usize>; 2],
        before: Before,
        runs_on: bool,
    ) -> i32 {
        let foreign = self.kinship.foreignness(i);
        // The one further above counts only if its words leave no doubt.
        let [last, above] = headlines;
        let above = above.filter(|&headline| self.kinship.echo(headline, i) > SURE_ECHO);
        let belongs = last
            .into_iter()
            .chain(above)
            .map(|headline| self.kinship.belongs(headline, i))
            .max()
            .unwrap_or_default();
        let place = match (before, look) {
            (Before::Text, _) => -2,
            (Before::Sign, Look::Prose) => -3,
            (Before::Sign, _) => -1,
            // Where the article goes on behind it, a summary is told from its first paragraph by
            // less.
            (Before::Headline, _) => 1 + i32::from(runs_on),
        };
        foreign + belongs + place
    }
}

/// What stands before a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Sign,
    Headline,
    Text,
}

/// How much a text is another article's.
struct Score {
    /// Its place among the open lines.
    at: usize,
    points: i32,
    /// Teasers before it in the region.
    teasers: usize,
    is_prose: bool,
}

/// A headline near the article's end, with what follows it.
struct Pair {
    /// Its place among the article's lines.
    at: usize,
    headline: usize,
    /// The texts behind it, the last first.
    texts: Vec<usize>,
}

impl Pair {
    /// The text right behind the headline, if it is long enough for a summary.
    fn summary(&self, page: &Page) -> Option<usize> {
        self.texts
            .last()
            .copied()
            .filter(|&text| page.lines.get(text).is_some_and(|line| Look::of(line) == Look::Prose))
    }

    /// Whether it is a headline and one summary, and nothing else.
    fn is_strict(&self, page: &Page) -> bool {
        self.texts.len() == 1
            && self.summary(page).is_some_and(|text| !page.lines[text].is_longer_than(BARE_SUMMARY))
    }
}

/// Where a list of other articles begins that nothing announces, before the line `end`: the place
/// of its first line.
fn bare_start(page: &mut Page, regions: &[Region], end: usize) -> Option<usize> {
    let is_outside = |i: usize| {
        regions
            .get(regions.partition_point(|region| region.end <= i))
            .is_none_or(|region| i < region.start)
    };
    let is_own = |i: &usize| *i < end && is_outside(*i);
    // Most articles end in running text: a few lines tell.
    let mut last = page.open.iter().rev().copied().filter(is_own).take(SUMMARY_LINES + 1);
    let is_running =
        last.by_ref().take_while(|&i| page.lines.get(i).is_some_and(|line| line.is_prose)).count()
            > SUMMARY_LINES;
    if is_running {
        return None;
    }
    let own: Vec<usize> = page.open.iter().copied().filter(is_own).collect();
    let pairs = candidates(page, &own);
    let alternating = alternating_start(page, &own, &pairs);
    let at = alternating
        .or_else(|| foreign_start(page, &own, &pairs))
        .or_else(|| links_start(page, &own, &pairs))?;
    page.kinship.set_article(own.iter().copied().take(at));
    let have_captions =
        2 * pairs.iter().filter(|pair| pair.at >= at && pair.texts.len() > 1).count()
            >= pairs.iter().filter(|pair| pair.at >= at).count();
    Some(heading_before(page, &own, at, have_captions))
}

/// The headlines near the article's end that may be others', the last first.
fn candidates(page: &Page, own: &[usize]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut texts: Vec<usize> = Vec::new();
    for (at, &i) in own.iter().enumerate().skip(1).rev() {
        let Some(line) = page.lines.get(i) else { break };
        // The items of a list are the article's.
        if is_item(line) {
            break;
        }
        match Look::of(line) {
            Look::Headline if is_bare_headline(line) => {
                pairs.push(Pair { at, headline: i, texts: std::mem::take(&mut texts) })
            }
            look if look.is_text() => {
                texts.push(i);
                if texts.len() > SUMMARY_LINES {
                    break;
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Where headlines and summaries alternate to the end, each with the words of the other, behind an
/// article that has no such headlines: its subheadings would look the same. The words of the
/// article itself tell nothing, for sites put what is on the same subject there.
fn alternating_start(page: &Page, own: &[usize], pairs: &[Pair]) -> Option<usize> {
    let run: Vec<&Pair> = pairs.iter().take_while(|pair| pair.is_strict(page)).collect();
    let at = run.last()?.at;
    let belonging = |pair: &&Pair| {
        pair.summary(page).map_or(0, |text| page.kinship.belongs(pair.headline, text))
    };
    let evidence: i32 = run.iter().map(belonging).sum();
    let is_signed = is_signed(page, own, at);
    let has_subheading = || {
        pairs.len() > run.len()
            || own.iter().take(at).skip(1).any(|&i| is_subheading(&page.lines[i]))
    };
    let least = if is_signed { 1 } else { BARE_TEASERS };
    (run.len() >= least && at >= BARE_ARTICLE && evidence >= 0 && (is_signed || !has_subheading()))
        .then_some(at)
}

/// Where texts and headlines are foreign to the article by their words: the beginning of the list
/// for which most speaks.
fn foreign_start(page: &mut Page, own: &[usize], pairs: &[Pair]) -> Option<usize> {
    let first = pairs.last()?.at;
    // The article as far as it is sure.
    let article = own.get(..first).filter(|article| article.len() >= BARE_ARTICLE)?;
    let summaries = || pairs.iter().filter_map(|pair| Some((pair.headline, pair.summary(page)?)));
    let echoing =
        summaries().filter(|&(headline, text)| page.kinship.echo(headline, text) > 0).count();
    if echoing == 0 || 2 * echoing < summaries().count() {
        return None;
    }
    page.kinship.set_article(article.iter().copied());
    let (mut sum, mut teasers, mut best) = (0, 0, None);
    for (number, pair) in pairs.iter().enumerate() {
        let next = number.checked_sub(1).and_then(|next| pairs.get(next)).map(|pair| pair.headline);
        if pair.texts.len() > 2
            || pair.texts.len() == 2 && page.lines[pair.texts[0]].is_longer_than(BARE_CAPTION)
        {
            break;
        }
        sum += weight(page, pair)
            - if has_captions_only(page, pair, next) { 0 } else { BARE_EVIDENCE };
        teasers += usize::from(pair.summary(page).is_some());
        if best.is_none_or(|(_, most, _)| sum >= most) {
            best = Some((pair.at, sum, teasers));
        }
    }
    let (at, sum, teasers) = best?;
    let (least, evidence) =
        if is_signed(page, own, at) { (1, SIGNED_EVIDENCE) } else { (BARE_TEASERS, BARE_EVIDENCE) };
    (at >= BARE_ARTICLE && teasers >= least && sum >= evidence * teasers as i32).then_some(at)
}

/// Where nothing but headlines stand to the end, all of them foreign to the article by their words.
fn links_start(page: &mut Page, own: &[usize], pairs: &[Pair]) -> Option<usize> {
    let is_last = |(number, pair): &(usize, &Pair)| {
        pair.texts.is_empty() && pair.at + number + 1 == own.len()
    };
    let run: Vec<&Pair> =
        pairs.iter().enumerate().take_while(is_last).map(|(_, pair)| pair).collect();
    let at = run.last().filter(|_| run.len() >= BARE_LINKS)?.at;
    let article = own.get(..at).filter(|article| article.len() >= BARE_ARTICLE)?;
    let ends_in_text = article.last().is_some_and(|&i| {
        Look::of(&page.lines[i]) == Look::Prose || Look::of(&page.lines[i]) == Look::Label
    });
    page.kinship.set_article(article.iter().copied());
    let foreign = run.iter().filter(|pair| page.kinship.foreignness(pair.headline) > 0).count();
    (ends_in_text && 4 * foreign >= 3 * run.len()).then_some(at)
}

/// Whether what follows the summary of a pair may be a caption: short, alone, and no more of the
/// summary's matter than of the next headline's. A second paragraph is the article's own.
fn has_captions_only(page: &Page, pair: &Pair, next: Option<usize>) -> bool {
    let mut texts = pair.texts.iter().rev();
    let (Some(&summary), Some(&caption)) = (texts.next(), texts.next()) else { return true };
    let of_next = next.map_or(0, |next| page.kinship.echo(caption, next));
    let chance = usize::from(!page.lines[caption].is_longer_than(SURE_CAPTION));
    page.kinship.echo(caption, summary) + page.kinship.echo(caption, pair.headline)
        <= of_next + chance
}

/// How much a pair is another article's, by its words.
fn weight(page: &Page, pair: &Pair) -> i32 {
    let of_headline = page.kinship.foreignness(pair.headline).min(1);
    let Some(text) = pair.summary(page) else { return of_headline };
    // More texts may be captions; one with the article's words is none.
    let running: i32 = pair
        .texts
        .iter()
        .rev()
        .skip(1)
        .map(|&text| (1 - page.kinship.foreignness(text)).max(0))
        .sum();
    page.kinship.belongs(pair.headline, text) + page.kinship.foreignness(text) + of_headline
        - running
}

/// Whether the article is signed right before its `at`-th line.
fn is_signed(page: &Page, own: &[usize], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| own.get(before));
    before.and_then(|&i| page.lines.get(i)).is_some_and(|line| Look::of(line) == Look::Byline)
}

/// Whether a line of the article looks like the headline of another.
fn is_subheading(line: &Line) -> bool {
    !line.is_prose
        && line.kind.is_none()
        && is_bare_headline(line)
        && Look::of(line) == Look::Headline
}

/// The place where a list begins whose first headline is the article's `at`-th line: a heading that
/// no table knows stands right before it, and a caption may stand between.
fn heading_before(page: &Page, own: &[usize], at: usize, have_captions: bool) -> usize {
    let place = |at: usize| own.get(at).copied().unwrap_or_default();
    let line = |back: usize| {
        at.checked_sub(back).filter(|&at| at > 0).and_then(|at| page.lines.get(place(at)))
    };
    let is_heading = |line: &Line| {
        matches!(Look::of(line), Look::Headline | Look::Label)
            && !line.is_longer_than(UNKNOWN_HEADING)
    };
    let is_caption = |back: usize| {
        let is_foreign =
            at.checked_sub(back).is_some_and(|at| page.kinship.foreignness(place(at)) > 0);
        line(back).is_some_and(|line| Look::of(line).is_text() && !line.is_longer_than(200))
            && is_foreign
            || line(back).is_some_and(|line| Look::of(line) == Look::Caption)
    };
    if line(1).is_some_and(is_heading) {
        place(at - 1)
    } else if have_captions && is_caption(1) && line(2).is_some_and(is_heading) {
        place(at - 2)
    } else {
        place(at)
    }
}

/// Whether a line may be the headline of another article where no heading announces it: no item of
/// a list, no name.
fn is_bare_headline(line: &Line) -> bool {
    let is_numbered = line.text.starts_with(|c: char| c.is_ascii_digit())
        && line.text.split(' ').next().is_some_and(|word| word.ends_with(['.', ')', '/']));
    let is_bare = !is_numbered && !line.text.starts_with('(') && !line.text.ends_with('!');
    line.is_longer_than(BARE_HEADLINE - 1)
        && is_bare
        && line.text.split_whitespace().nth(BARE_WORDS - 1).is_some()
}

/// Whether a line is an item of a list.
fn is_item(line: &Line) -> bool {
    line.text.starts_with(['-', '–', '*', '•', '+'])
}
