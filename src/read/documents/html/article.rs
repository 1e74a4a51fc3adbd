//! From a page's text blocks to the article's: where it begins and ends, and which role each block
//! has.

use rustc_hash::FxHashSet;

use super::body::likeness;
use super::chosen::{Chosen, HEADLINE, TEXT};
use super::names::Role;
use super::walk::TextBlock;
use super::{phrases, teasers};
use crate::{Block, BlockKind, Published};

/// What a page's metadata call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// An article with a time of publication.
    Article,
    /// A place of many articles.
    Site,
    /// Nothing, or nothing that can be relied on.
    Nothing,
}

/// What the visible page tells.
#[derive(Default)]
pub(super) struct Article {
    /// The blocks of the article and of the teasers with a summary, in page order; none where the
    /// page holds no article.
    pub blocks: Vec<Chosen>,
    /// The author or source beside the headline or below the text.
    pub author: Option<String>,
    /// The time in the dateline.
    pub published: Option<Published>,
}

/// A full paragraph, in characters.
const PARAGRAPH: usize = 100;
/// So much text makes an article, in characters: less is a page of links.
const ARTICLE: usize = 80;
/// So much text of a few paragraphs, without headline and time, is one of blurbs.
const BLURBS: usize = 1_000;
const FEW_PARAGRAPHS: usize = 4;
/// … and so much where there is no headline.
const UNTITLED: usize = 400;
/// A headline that is so much like a page's title, in a hundred, is the page's own.
const ALIKE: usize = 60;
/// So many blocks before the headline and behind the text the dateline and the byline may stand.
const NEAR: usize = 6;

/// Chooses the article's blocks; `titles` is what the metadata call it, `claim` how they call its
/// kind.
pub(super) fn choose(blocks: &[TextBlock], titles: &[String], claim: Claim) -> Article {
    let title = title(blocks, titles);
    let start = title.map_or(0, |at| at + 1);
    let (main, boxes) = parted(blocks, start);
    let body = body_of(&main);
    let text: usize =
        body.iter().filter(|(_, block)| is_text(block)).map(|(_, block)| block.chars()).sum();
    if text < ARTICLE && !(title.is_some() && text >= TEXT)
        || claim != Claim::Article && is_list(blocks, &body)
    {
        return Article::default();
    }
    // A page without a headline and without a time, of a few paragraphs, is a list of blurbs.
    let paragraphs = body.iter().filter(|(_, block)| is_text(block)).count();
    if title.is_none() && claim != Claim::Article && text < BLURBS && paragraphs < FEW_PARAGRAPHS {
        return Article::default();
    }
    // Without a headline only a page's whole text is an article, not the odd summary of a front
    // page.
    let is_called = title
        .and_then(|at| blocks.get(at))
        .is_some_and(|block| titles.iter().any(|title| likeness(&block.text, title) >= ALIKE));
    if title.is_none() && text < UNTITLED || claim == Claim::Site && !is_called {
        return Article::default();
    }
    let mut chosen = Vec::new();
    if let Some(title) = title.and_then(|at| blocks.get(at)) {
        chosen.push(Chosen {
            at: start - 1,
            text: title.text.clone(),
            kind: BlockKind::Title,
            part: 0,
        });
    }
    chosen.extend(with_roles(&body));
    let signs = chosen
        .iter()
        .rfind(|block| block.kind == BlockKind::Byline)
        .map(|block| block.text.clone());
    chosen.extend(teasers::teasers(&boxes));
    let end = body.last().map_or(start, |(at, _)| at + 1);
    let (author, published) =
        (author(blocks, start, end, signs.as_deref()), dateline(blocks, title, start, end));
    Article { blocks: chosen, author, published }
}

/// All blocks of HTML that is an article and nothing else, boxes of other articles aside.
pub(super) fn whole(blocks: &[TextBlock]) -> Article {
    let (mut main, boxes) = parted(blocks, 0);
    if main.is_empty() {
        main = blocks.iter().enumerate().collect();
    }
    let mut chosen = with_roles(&main);
    let headline = main.first().filter(|(_, block)| block.heading == 1);
    if let (Some(_), Some(first)) = (headline, chosen.first_mut()) {
        first.kind = BlockKind::Title;
    }
    chosen.extend(teasers::teasers(&boxes));
    Article { blocks: chosen, author: None, published: None }
}

impl Article {
    /// Adds the page's other text, as blocks of no document in page order.
    pub fn add_asides(&mut self, blocks: &[TextBlock]) {
        let chosen: FxHashSet<usize> = self.blocks.iter().map(|block| block.at).collect();
        let others = blocks.iter().enumerate().filter(|(at, _)| !chosen.contains(at));
        self.blocks.extend(others.map(|(at, block)| Chosen {
            at,
            text: block.text.clone(),
            kind: aside_of(block),
            part: Block::NO_DOCUMENT,
        }));
        self.blocks.sort_by_key(|block| block.at);
    }
}

/// What a block of no document is.
fn aside_of(block: &TextBlock) -> BlockKind {
    match block {
        _ if is_dateline(block) => BlockKind::Dateline,
        _ if is_byline(block) => BlockKind::Byline,
        _ if block.is_link() => BlockKind::Link,
        _ => BlockKind::Furniture,
    }
}

type Numbered<'a> = (usize, &'a TextBlock);

/// The blocks behind the headline: the article's own column, and the boxes of other articles.
fn parted(blocks: &[TextBlock], start: usize) -> (Vec<Numbered<'_>>, Vec<Numbered<'_>>) {
    let (mut main, mut boxes): (Vec<Numbered>, Vec<Numbered>) = (Vec::new(), Vec::new());
    // A heading that opens a box without a telling class: what follows is the box's, to the end of
    // the page or to text of the article.
    let mut behind_heading = false;
    let body_ends =
        blocks.iter().rposition(|block| block.in_body && is_text(block)).unwrap_or(blocks.len());
    let mut has_text = false;
    // Where the element around the heading ends, if it is a part of the article's text.
    let mut ends = usize::MAX;
    // Blocks in boxes when the last such heading was met.
    let mut collected = 0;
    for (at, block) in blocks.iter().enumerate().skip(start) {
        if block.is_furniture || start == 0 && phrases::is_imprint(&block.text) {
            continue;
        }
        let is_over = has_text && (at > body_ends || !block.in_body);
        if is_over && phrases::is_imprint(&block.text)
            || !main.is_empty() && phrases::is_ending(&block.text)
        {
            break;
        }
        if phrases::is_box_heading(&block.text) {
            if block.boxed.is_none() && !main.is_empty() {
                behind_heading = true;
                ends = block.holder_ends.unwrap_or(usize::MAX);
            }
            collected = boxes.len();
            continue;
        }
        behind_heading &= at < ends;
        // A paragraph right behind the heading is no teaser: the list is empty, or a script fills
        // it.
        if behind_heading && boxes.len() == collected && block.in_body && is_sentence(block) {
            behind_heading = false;
        }
        // Nor are two in a row: the list was one inside the article, which goes on.
        if behind_heading
            && is_long(block)
            && boxes.last().is_some_and(|(before, last)| before + 1 == at && is_long(last))
        {
            behind_heading = false;
            main.extend(boxes.pop());
        }
        let is_below = || boxes.last().is_some_and(|(before, _)| before + 1 == at);
        let is_teaser = has_text
            && (is_linked_headline(block, blocks.get(at + 1)) || is_summary(block) && is_below());
        if block.boxed.is_some() || behind_heading || is_teaser {
            boxes.push((at, block));
        } else {
            has_text |= block.in_body && is_text(block);
            main.push((at, block));
        }
    }
    (main, boxes)
}

fn is_long(block: &TextBlock) -> bool {
    is_text(block)
        && block.chars() >= PARAGRAPH
        && block.role == Role::None
        && block.boxed.is_none()
}

fn is_sentence(block: &TextBlock) -> bool {
    is_text(block)
        && block.chars() >= TEXT
        && block.role == Role::None
        && block.text.ends_with('.')
        && block.boxed.is_none()
}

fn is_summary(block: &TextBlock) -> bool {
    block.in_body && block.role == Role::Lead
}

/// A headline that is a link, and the summary below it, are a teaser in the middle of the article.
fn is_linked_headline(block: &TextBlock, below: Option<&TextBlock>) -> bool {
    block.heading > 0 && block.is_link() && below.is_some_and(is_summary)
}

/// Whether a block is as long as headlines are, and in no box.
fn is_headline(block: &TextBlock) -> bool {
    block.chars() <= HEADLINE && block.chars() >= 4 && block.boxed.is_none()
}

/// Whether a block may be a headline for its length alone, without metadata that call it so.
fn is_long_headline(block: &TextBlock) -> bool {
    is_headline(block) && block.chars() >= 20 && !block.is_link() && !block.is_furniture
}

/// The headline: what the metadata call the page, else the first `h1`, else the first longer
/// heading.
fn title(blocks: &[TextBlock], titles: &[String]) -> Option<usize> {
    let alike = |block: &TextBlock| {
        titles.iter().map(|title| likeness(&block.text, title)).max().unwrap_or_default()
    };
    let text = blocks
        .iter()
        .position(|block| block.in_body && is_text(block) && alike(block) < ALIKE)
        .unwrap_or(blocks.len());
    let h1 = |from: usize| {
        let is_h1 = |block: &TextBlock| {
            block.heading == 1 && is_headline(block) && (!block.is_link() || block.chars() > 25)
        };
        (from..=text)
            .rev()
            .find(|&at| blocks.get(at).is_some_and(|block| is_h1(block) && !block.is_furniture))
    };
    let called = |least: usize| {
        let open = blocks
            .iter()
            .enumerate()
            .take(text)
            .filter(|(_, block)| is_headline(block) && !block.is_furniture && !block.is_link());
        open.map(|(at, block)| (alike(block), block.heading == 1, at))
            .filter(|&(likeness, ..)| likeness >= least)
            .max()
    };
    // The page's own name beats a heading; a heading that is roughly that name beats any other
    // block.
    let exact = called(95).map(|(.., at)| at);
    let is_alike = |at: &usize| blocks.get(*at).is_some_and(|block| alike(block) >= ALIKE / 2);
    h1(0)
        .filter(is_alike)
        .or(exact)
        .or_else(|| h1(0))
        .or_else(|| called(ALIKE).map(|(.., at)| at))
        .or_else(|| {
            let is_title = |block: &TextBlock| block.heading == 2 && is_long_headline(block);
            blocks.iter().take(text).position(is_title)
        })
        // Pages without headings set the headline in bold type, above the text or as its first
        // line.
        .or_else(|| {
            let ends = |block: &TextBlock| block.text.ends_with(['.', ':', ';', ',']);
            let is_title =
                |block: &TextBlock| block.is_bold() && is_long_headline(block) && !ends(block);
            (text.saturating_sub(NEAR)..=text).find(|&at| blocks.get(at).is_some_and(is_title))
        })
}

/// Running text: long enough, not a link.
fn is_text(block: &TextBlock) -> bool {
    let ends = block.text.ends_with(['.', '…', '?', '!', '”', '"', ':', ';']);
    !block.is_link() && (block.chars() >= TEXT || ends || block.is_row) && block.heading == 0
}

/// From the first running text to the last, without what is link or label in between; a lead before
/// and a caption or byline behind belong to it.
fn body_of<'a>(blocks: &[Numbered<'a>]) -> Vec<Numbered<'a>> {
    let counts = |block: &TextBlock| {
        is_text(block)
            || matches!(block.role, Role::Lead | Role::Caption | Role::Author) && !block.is_link()
    };
    let Some(first) = blocks.iter().position(|(_, block)| counts(block) && !is_aside(block)) else {
        return Vec::new();
    };
    let last = last_of_text(blocks, first);
    // A lead set as a heading stands right before the text.
    let is_lead = |block: &TextBlock| {
        (2..=3).contains(&block.heading) && block.chars() >= TEXT && !block.is_link()
    };
    let first = first
        .checked_sub(1)
        .filter(|&before| blocks.get(before).is_some_and(|(_, block)| is_lead(block)))
        .unwrap_or(first);
    let is_link = |block: &TextBlock| {
        block.is_link() && block.chars() < HEADLINE && !block.is_row && block.role != Role::Author
    };
    // The dateline stands before the text; in it a day is what the article tells.
    let text = blocks.iter().position(|(_, block)| {
        block.in_body && is_text(block) && block.role == Role::None && !is_dateline(block)
    });
    let text = text.map_or(0, |text| blocks[text].0);
    let is_kept = |(at, block): &&Numbered| {
        !(is_button(block) || is_link(block) || *at < text && is_dateline(block))
    };
    blocks.iter().take(last + 1).skip(first).filter(is_kept).copied().collect()
}

/// What stands around the paragraphs and is none: the dateline, buttons, ways to other articles.
fn is_aside(block: &TextBlock) -> bool {
    is_dateline(block) || is_button(block)
}

/// The same without the dateline.
fn is_button(block: &TextBlock) -> bool {
    phrases::is_label(&block.text)
        || phrases::leads_away(&block.text) && (block.linked > 0 || block.chars() <= TEXT)
}

/// The last block of the article: of its body, with the captions and bylines right behind.
fn last_of_text(blocks: &[Numbered], first: usize) -> usize {
    let in_body = |(_, block): &Numbered| {
        block.in_body && (is_text(block) || block.role != Role::None) && !block.is_link()
    };
    let mut last = blocks.iter().rposition(in_body).unwrap_or(first).max(first);
    for (at, (_, block)) in blocks.iter().enumerate().skip(last + 1).take(NEAR) {
        let is_role = block.role == Role::Caption && block.chars() <= HEADLINE || is_byline(block);
        // A byline without a class stands right behind the text: a name, short and no link.
        let is_name = at == last + 1
            && block.heading == 0
            && block.role == Role::None
            && phrases::looks_like_names(&block.text);
        if block.is_link() && block.role != Role::Author || is_aside(block) {
            continue;
        }
        if !is_role && !is_name {
            break;
        }
        last = at;
    }
    last
}

/// Whether the text is summaries below headlines that are links: a front page or a section's.
fn is_list(blocks: &[TextBlock], body: &[Numbered]) -> bool {
    const FEW: usize = 3;
    let is_headline = |block: &TextBlock| {
        block.is_link() && block.boxed.is_none() && (20..=HEADLINE).contains(&block.chars())
    };
    let below = |at: usize| {
        (1..=2).any(|back| {
            at.checked_sub(back).and_then(|before| blocks.get(before)).is_some_and(is_headline)
        })
    };
    let texts: Vec<usize> =
        body.iter().filter(|(_, block)| is_text(block)).map(|(at, _)| *at).collect();
    let summaries = texts.iter().filter(|&&at| below(at)).count();
    summaries >= FEW && summaries * 2 >= texts.len()
}

/// The line with the time of publication.
fn is_dateline(block: &TextBlock) -> bool {
    block.chars() <= 80
        && block.role != Role::Caption
        && !block.is_row
        && phrases::dateline(&block.text).is_some()
}

/// The time in the dateline: below the headline, right above it, or at the foot of the text.
fn dateline(
    blocks: &[TextBlock],
    title: Option<usize>,
    start: usize,
    end: usize,
) -> Option<Published> {
    let title = title?;
    let text = (start..end).find(|&at| {
        blocks.get(at).is_some_and(|block| block.in_body && is_text(block) && !is_dateline(block))
    });
    let below = start..text.unwrap_or(end).max(start + NEAR).min(end + NEAR);
    let above = (title.saturating_sub(NEAR)..title).rev();
    let foot = end..end + NEAR;
    below.chain(above).chain(foot).find_map(|at| {
        let block = blocks.get(at).filter(|block| block.boxed.is_none() && is_dateline(block))?;
        phrases::dateline(&block.text)
    })
}

/// The first author or source that the page's names tell, beside the headline or below the text;
/// else the name that signs the text.
fn author(blocks: &[TextBlock], start: usize, end: usize, signs: Option<&str>) -> Option<String> {
    let near = blocks.iter().take(end + NEAR).skip(start);
    let mut named = near
        .filter(|block| is_byline(block) && block.boxed.is_none() && block.chars() <= 80)
        .map(|block| block.text.as_str());
    named.find_map(phrases::name_in).or_else(|| phrases::name_in(signs?))
}

/// A name by its class; a sentence about the author is none.
fn is_byline(block: &TextBlock) -> bool {
    block.role == Role::Author && block.chars() <= 120 && !block.text.ends_with(['.', '!', '?'])
}

fn with_roles(body: &[Numbered]) -> Vec<Chosen> {
    let (mut chosen, mut captions) = (Vec::<Chosen>::new(), FxHashSet::default());
    let has_lead = body.iter().any(|(_, block)| block.role == Role::Lead);
    for (at, (place, block)) in body.iter().enumerate() {
        // An h2 before the body is its lead where no class says so, and so is a first paragraph in
        // bold type.
        let is_set =
            (2..=3).contains(&block.heading) || block.is_bold() && block.text.ends_with('.');
        let heads = at == 0 && is_set && !has_lead && block.chars() >= TEXT && body.len() > 2;
        let signs = at > 1
            && at + 1 == body.len()
            && block.heading == 0
            && !block.text.ends_with(['.', '!', '?', ':', ';']);
        let kind = match block.role {
            Role::Lead if at <= 3 && block.chars() >= 20 => BlockKind::Lead,
            Role::Caption => BlockKind::Caption,
            _ if is_byline(block) => BlockKind::Byline,
            _ if heads => BlockKind::Lead,
            _ if signs && phrases::looks_like_names(&block.text) => BlockKind::Byline,
            _ => BlockKind::Paragraph,
        };
        let is_repeated = kind == BlockKind::Caption && !captions.insert(block.text.as_str());
        if !is_repeated {
            chosen.push(Chosen { at: *place, text: block.text.clone(), kind, part: 0 });
        }
    }
    chosen
}
