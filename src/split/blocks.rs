//! The roles of a page's lines: title, lead, paragraphs, captions, bylines, and which lines are in
//! no block.

use super::lines::{self, Line, ends_with_stop};
use super::teasers::{self, LinePlace};
use crate::text::squeezed;
use crate::{Block, BlockKind, Published};

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

/// A line below a picture, in characters, where only its place or its repetition tells that it is
/// one.
const UNCREDITED_CAPTION: usize = 300;

/// What the lines of a page are.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The blocks with their parts: 0 for the main article, 1, 2 … for teasers; in text order.
    pub blocks: Vec<Block>,
    /// The lines of no document, in text order.
    pub asides: Vec<Block>,
    /// When teasers were published: the part and the time.
    pub published: Vec<(usize, Published)>,
}

/// The outline of a page of these lines.
pub(super) fn of_lines(lines: Vec<Line>, opening: Opening) -> Outline {
    let lines = teasers::cut_squeezed(lines);
    let repeats = lines::repetitions(&lines);
    let title = if let Opening::TitleIf(title) = opening { Some(title) } else { None };
    let places = teasers::places(&lines, &repeats, title);
    let mut main = Vec::with_capacity(lines.len());
    main.extend((0..lines.len()).filter(|&i| {
        places.of[i] == LinePlace::Main && repeats[i].is_none() && lines[i].has_words()
    }));
    let mut article = Article::new(&lines, main, &repeats);
    article.mark_opening(opening);
    article.mark_captions();
    article.mark_bylines();
    let mut main = article.main.iter().peekable();
    let (mut blocks, mut asides) = (Vec::with_capacity(lines.len()), Vec::new());
    for (i, line) in lines.iter().enumerate() {
        match places.of[i] {
            LinePlace::Main if main.next_if_eq(&&i).is_some() => {
                blocks.push(Block {
                    kind: article.kinds[i].unwrap_or(BlockKind::Paragraph),
                    span: line.span,
                    part: 0,
                });
            }
            LinePlace::Teaser(part, kind) if line.has_words() => {
                blocks.push(Block { kind, span: line.span, part })
            }
            LinePlace::Aside(kind) => asides.push(Block { kind, span: line.span, part: 0 }),
            LinePlace::Main | LinePlace::Teaser(..) => {}
        }
    }
    Outline { blocks, asides, published: places.published }
}

/// The main article while its lines get their roles.
struct Article<'a> {
    /// All lines of the page.
    lines: &'a [Line<'a>],
    /// The article's lines, as places among `lines`.
    main: Vec<usize>,
    /// For each line the number of the section it stands in: sections are parted by blank lines.
    sections: Vec<usize>,
    /// For each line the section in which it first stands again.
    repeated_in: Vec<Option<usize>>,
    /// The role of each line, once known; what gets none is a paragraph.
    kinds: Vec<Option<BlockKind>>,
}

impl<'a> Article<'a> {
    fn new(lines: &'a [Line<'a>], main: Vec<usize>, repeats: &[Option<usize>]) -> Article<'a> {
        let number = |section: &mut usize, line: &Line| {
            *section += usize::from(line.gap);
            Some(*section)
        };
        let sections: Vec<usize> = lines.iter().scan(0, number).collect();
        let mut repeated_in = vec![None; lines.len()];
        for (&first, &section) in repeats.iter().zip(&sections) {
            if let Some(first) = first {
                repeated_in[first] = repeated_in[first].or(Some(section));
            }
        }
        Article {
            lines,
            main,
            sections,
            repeated_in,
            kinds: lines.iter().map(|line| line.kind).collect(),
        }
    }

    /// The article's k-th line.
    fn line(&self, k: usize) -> Option<&'a Line<'a>> {
        self.main.get(k).map(|&i| &self.lines[i])
    }

    /// Whether a blank line stands before the k-th line; what was left out in between hides none.
    fn has_gap(&self, k: usize) -> bool {
        k > 0
            && self
                .main
                .get(k)
                .is_some_and(|&i| self.sections[i] != self.sections[self.main[k - 1]])
    }

    fn mark_opening(&mut self, opening: Opening) {
        let is_head =
            |line: Option<&Line>| line.is_some_and(|line| line.kind == Some(BlockKind::Byline));
        let mut next = 0;
        // A dateline may stand before the headline and behind it.
        while is_head(self.line(next)) {
            next += 1;
        }
        if self.line(next).is_some_and(|first| is_title(first, self.main.len() - next, opening)) {
            self.kinds[self.main[next]] = Some(BlockKind::Title);
            next += 1;
            while is_head(self.line(next)) {
                next += 1;
            }
            if self.main.len() > next + 1
                && self.line(next).is_some_and(|line| line.kind.is_none() && line.is_byline())
            {
                self.kinds[self.main[next]] = Some(BlockKind::Byline);
                next += 1;
            }
            while is_head(self.line(next)) {
                next += 1;
            }
        }
        let is_lead =
            |line: &Line| line.kind.is_none() && line.has_length(&LEAD) && !line.is_caption();
        if !matches!(opening, Opening::Marked)
            && self.has_gap(next + 1)
            && self.line(next).is_some_and(is_lead)
        {
            self.kinds[self.main[next]] = Some(BlockKind::Lead);
        }
    }

    fn mark_captions(&mut self) {
        for k in 0..self.main.len() {
            let i = self.main[k];
            if self.kinds[i].is_some() {
                continue;
            }
            let line = &self.lines[i];
            // "Ảnh:" may have its name on the next line.
            let before = k.checked_sub(1).map(|before| self.main[before]);
            let has_open_credit = |i: usize| {
                self.kinds[i] == Some(BlockKind::Caption) && self.lines[i].text.ends_with(':')
            };
            let names_credit = before.is_some_and(has_open_credit) && line.is_byline();
            // What stands in an article again, in a section behind it, is the text of a picture.
            let is_repeated = self.repeated_in[i].is_some_and(|section| section > self.sections[i]);
            if line.is_caption()
                || names_credit
                || is_repeated && !line.is_longer_than(UNCREDITED_CAPTION)
            {
                self.kinds[i] = Some(BlockKind::Caption);
            }
        }
        self.mark_caption_section();
    }

    /// Pictures' texts that were gathered behind the article: a last section of short lines, one of
    /// which is known as a caption.
    fn mark_caption_section(&mut self) {
        let Some(last) = (0..self.main.len()).rev().find(|&k| self.has_gap(k)) else { return };
        let section = self.sections[self.main[last]];
        // Where every paragraph stands alone, the last one is no such section.
        let is_list_before =
            last >= 3 && self.sections[self.main[last - 3]] == self.sections[self.main[last - 1]];
        let are_short =
            !self.main[last..].iter().any(|&i| self.lines[i].is_longer_than(UNCREDITED_CAPTION));
        let has_repetition =
            self.repeated_in.iter().flatten().any(|&repetition| repetition >= section);
        let has_caption =
            self.main[last..].iter().any(|&i| self.kinds[i] == Some(BlockKind::Caption));
        if is_list_before && are_short && (has_repetition || has_caption) {
            for &i in &self.main[last..] {
                self.kinds[i] = self.kinds[i].or(Some(BlockKind::Caption));
            }
        }
    }

    /// Bylines stand at the article's end, before or behind its captions.
    fn mark_bylines(&mut self) {
        let (mut only_captions_follow, mut sections_follow, mut are_short) = (true, 0, true);
        for k in (self.main.len() / 2..self.main.len()).rev() {
            let i = self.main[k];
            let line = &self.lines[i];
            let ends_section = k + 1 == self.main.len() || self.has_gap(k + 1);
            sections_follow += usize::from(self.has_gap(k + 1));
            if self.kinds[i].is_none() && k > 0 {
                let is_last_of_text =
                    only_captions_follow || ends_section && sections_follow <= 1 && are_short;
                if line.is_byline() && (is_last_of_text || line.is_source()) {
                    self.kinds[i] = Some(BlockKind::Byline);
                } else {
                    only_captions_follow = false;
                }
            }
            are_short &= !line.is_longer_than(UNCREDITED_CAPTION);
        }
    }
}

fn is_title(first: &Line, count: usize, opening: Opening) -> bool {
    match opening {
        Opening::Title | Opening::MaybeTitle if first.kind == Some(BlockKind::Title) => true,
        Opening::Title => count > 1 || !first.is_longer_than(TITLE) && !ends_with_stop(first.text),
        Opening::MaybeTitle => {
            let has_look = !first.is_longer_than(TITLE)
                && !ends_with_stop(first.text)
                && !first.text.ends_with([',', ';', ':']);
            count > 1 && has_look && !first.is_caption()
        }
        // Neither has blanks at its beginning.
        Opening::TitleIf(title) => {
            first.text.chars().next() == title.chars().next() && squeezed(first.text) == title
        }
        Opening::Marked => false,
    }
}
