//! Invented news of any size, with the mentions that it has by construction: for large benchmark
//! runs, and to test the extractors at scale.
//!
//! ```text
//! article   = headline, day, paragraphs of sentences, name
//! sentence  = template with slots: words by tables (the first of a table more often), mentions by makers that know their value
//! ```
//! Article `i` depends on the seed and on `i` alone, so a corpus is the beginning of every larger
//! one, the same on every machine.
//!
//! Not covered: the errors of real news (broken encodings, lost blanks, glued words), and forms
//! that nobody thought of: what the extractors find here says which form breaks, not how good they
//! are.

mod mentions;
mod page;
mod tables;

use std::io::Write;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use self::mentions::often;
pub use self::page::KnownMention;
use self::page::Page;
use self::tables::*;
use crate::Result;
use crate::random::Random;

/// Writes invented articles, one after the other.
///
/// ```
/// use thoisu::quality::synth::Synth;
///
/// let mut articles = Vec::new();
/// let mut gold = Vec::new();
/// let mut synth = Synth::new(1);
/// for number in 0..3 {
///     synth.write(number);
///     synth.write_record(&mut articles)?;
///     synth.write_gold(&mut gold)?;
/// }
/// assert_eq!(articles.iter().filter(|&&byte| byte == b'\n').count(), 3);
/// # Ok::<(), thoisu::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Synth {
    seed: u64,
    number: u64,
    title: Page,
    page: Page,
    published: Date,
}

/// The first and last day on which an article is published, in days from the first.
const FIRST_DAY: Date = Date::constant(2012, 1, 1);
const DAYS: usize = 14 * 365;

/// Paragraphs of an article, and sentences of a paragraph.
const PARAGRAPHS: std::ops::Range<usize> = 5..18;
const SENTENCES_OF: std::ops::Range<usize> = 1..5;

/// Of so many sentences one has mentions.
const ONE_WITH_MENTIONS_IN: usize = 3;

impl Synth {
    /// The articles of a seed.
    pub fn new(seed: u64) -> Synth {
        Synth {
            seed,
            number: 0,
            title: Page::default(),
            page: Page::default(),
            published: FIRST_DAY,
        }
    }

    /// Writes the article of a number in place of the one before.
    pub fn write(&mut self, number: u64) {
        let mut random = Random::of_series(self.seed, number);
        self.number = number;
        let days = random.below(DAYS) as i64;
        self.published = FIRST_DAY.checked_add(days.days()).unwrap_or(FIRST_DAY);
        self.title.clear();
        self.page.clear();
        let mut writer = Writer { random, published: self.published };
        let headline = writer.one_of(&HEADLINES);
        writer.sentence(&mut self.title, headline);
        self.page.push(&self.title.text);
        self.page.push("\n\n");
        for paragraph in 0..writer.within(PARAGRAPHS) {
            for sentence in 0..writer.within(SENTENCES_OF) {
                let has_mentions = paragraph == 0 && sentence == 0
                    || writer.random.below(ONE_WITH_MENTIONS_IN) == 0;
                let template =
                    if has_mentions { writer.one_of(&SENTENCES) } else { writer.one_of(&FILLERS) };
                self.page.push(if sentence > 0 { " " } else { "" });
                writer.sentence(&mut self.page, template);
            }
            self.page.push("\n\n");
        }
        writer.sentence(&mut self.page, "{person}");
        self.page.push("\n");
    }

    /// The mentions of the article, in text order.
    pub fn mentions(&self) -> &[KnownMention] {
        &self.page.mentions
    }

    /// The article's text; its first line is the headline.
    pub fn text(&self) -> &str {
        &self.page.text
    }

    fn id(&self) -> String {
        format!("synth-{}-{:07}", self.seed, self.number)
    }

    /// Writes the article as a line of JSON, as `thoisu run` reads it.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write_record(&self, out: &mut impl Write) -> Result<()> {
        #[derive(Serialize)]
        struct Record<'a> {
            id: &'a str,
            title: &'a str,
            published: String,
            url: String,
            text: &'a str,
        }
        let id = self.id();
        let url = format!("https://example.org/{id}.html");
        let published = self.published.to_string();
        line(
            out,
            &Record { id: &id, title: &self.title.text, published, url, text: &self.page.text },
        )
    }

    /// Writes the article with its mentions as a line of JSON, as `thoisu eval` reads it.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write_gold(&self, out: &mut impl Write) -> Result<()> {
        #[derive(Serialize)]
        struct Gold<'a> {
            id: String,
            published: String,
            text: &'a str,
            mentions: &'a [KnownMention],
        }
        line(
            out,
            &Gold {
                id: self.id(),
                published: self.published.to_string(),
                text: &self.page.text,
                mentions: &self.page.mentions,
            },
        )
    }
}

fn line(out: &mut impl Write, value: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// What fills the slots of templates.
struct Writer {
    random: Random,
    published: Date,
}

impl Writer {
    fn one_of<T: Copy>(&mut self, table: &[T]) -> T {
        table[often(&mut self.random, table.len())]
    }

    fn within(&mut self, range: std::ops::Range<usize>) -> usize {
        range.start + self.random.below(range.len())
    }

    fn sentence(&mut self, page: &mut Page, template: &str) {
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once('{') {
            page.push(before);
            let (slot, behind) = behind.split_once('}').unwrap_or((behind, ""));
            self.fill(page, slot);
            rest = behind;
        }
        page.push(rest);
    }

    fn fill(&mut self, page: &mut Page, slot: &str) {
        match slot {
            "verb" => page.push(self.one_of(&VERBS)),
            "object" => page.push(self.one_of(&OBJECTS)),
            "body" => page.push(self.one_of(&BODIES)),
            "tail" => page.push(self.one_of(&TAILS)),
            "opener" => page.push(self.one_of(&OPENERS)),
            // The first opener is none: what follows here begins with a small letter.
            "lead" => page.push(self.one_of(&OPENERS[1..])),
            "counted" => page.push(self.one_of(&COUNTED)),
            "post" => page.push(self.one_of(&POSTS)),
            "place" => {
                page.push(self.one_of(&PLACE_KINDS));
                self.fill(page, "place_name");
            }
            "place_name" => {
                page.push(self.one_of(&PLACE_FIRST));
                page.push(" ");
                page.push(self.one_of(&PLACE_SECOND));
            }
            "person" => {
                for (names, blank) in [(&FAMILY[..], " "), (&MIDDLE[..], " "), (&GIVEN[..], "")] {
                    page.push(self.one_of(names));
                    page.push(blank);
                }
            }
            _ => {
                let is_known = mentions::write(page, &mut self.random, self.published, slot);
                debug_assert!(is_known, "no maker of {slot}");
            }
        }
    }
}

#[cfg(test)]
mod tests;
