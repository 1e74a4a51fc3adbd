//! `thoisu show`: one document with its mentions marked in the text.

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::annotate::language;
use super::answer::FROM_ADDRESS;
use super::done::Done;
use super::print::{self, Page};
use super::with::With;
use crate::index::{DocumentFacts, Index, Query, StoredDocument};
use crate::model::{Colour, MentionRecord};
use crate::report::{Piece, pieces};
use crate::run::grouped;
use crate::serve::{Language, stored_page};
use crate::text::Printable;
use crate::{Error, Kind, MentionField, Result, Span};

/// Show one document with its mentions marked in the text
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu show archive dang/hoi-nghi.txt
  thoisu show archive 'page.html#2'              a teaser of the page
  thoisu show archive ID --query 'thuế đất'      with the words that the query finds
  thoisu show archive ID --format json | jq '.mentions[].value'
  thoisu show archive ID --format html > article.html")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    #[command(flatten)]
    with: With,
    /// The document's id, as `thoisu search` shows it
    id: String,
    /// Mark the words that this query finds
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    /// Text with marks (colours on a terminal), one JSON object, or a page with the marks in one
    /// file
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of what a page says of mentions: vi or en
    #[arg(long, value_name = "LANGUAGE", default_value = "vi", value_parser = language)]
    language: Language,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Html,
}

#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    facts: &'a DocumentFacts,
    text: &'a str,
    mentions: &'a [MentionRecord<'a>],
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let index = arguments.with.open(&arguments.dir)?;
    let mut documents = index.documents(&arguments.id)?.into_iter();
    let Some(document) = documents.next() else {
        return Err(Error::new(format!(
            "no document has the id `{}`; `thoisu search` shows ids",
            Printable(&arguments.id)
        ))
        .context(arguments.dir.display()));
    };
    for other in documents {
        let [id, other, origin] = [&document.facts.id, &other.facts.origin, &document.facts.origin]
            .map(|fact| Printable(fact));
        log::warn!(
            "another document has the id `{id}`: from {other}; shown is the one from {origin}"
        );
    }
    if arguments.format == Format::Json {
        print::json(&Shown {
            facts: &document.facts,
            text: &document.text,
            mentions: &document.mentions,
        })?;
        return Ok(Done::All);
    }
    if arguments.format == Format::Html {
        print::data(stored_page(&document, arguments.language).as_bytes())?;
        return Ok(Done::All);
    }
    let query = arguments.query.as_deref().map(Query::parse).transpose()?;
    print::paged(&page(&index, &document, query.as_ref(), print::is_terminal())?)?;
    Ok(Done::All)
}

/// A document to read, with its mentions marked, and the words that a query finds.
pub(super) fn page(
    index: &Index,
    document: &StoredDocument,
    query: Option<&Query>,
    is_terminal: bool,
) -> Result<Page> {
    let (facts, mentions) = (&document.facts, &document.mentions);
    let mut marker = Marker { page: Page::default(), is_terminal, seen: FxHashSet::default() };
    let found =
        |text: &str| query.map_or(Ok(Vec::new()), |query| index.words_in(query, text, false));
    let of_field =
        |field: MentionField| mentions.iter().filter(move |mention| mention.field == field);
    let title = facts.title.as_deref().unwrap_or("(no title)");
    marker.push(title, of_field(MentionField::Title), &found(title)?, Style::new().bold());
    push_facts(facts, &mut marker.page);
    if let Some(lead) = &facts.lead {
        marker.push(lead, of_field(MentionField::Lead), &found(lead)?, Style::new().italic());
        marker.page.push("\n\n");
    }
    let text = document.text.trim_end();
    marker.push(text, of_field(MentionField::Text), &found(text)?, Style::new());
    marker.page.push("\n");
    Ok(marker.page)
}

/// Adds what is known of a document beside its text.
fn push_facts(facts: &DocumentFacts, page: &mut Page) {
    let guess = if facts.published_from.is_some() { FROM_ADDRESS } else { "" };
    let published = facts.published.as_ref().map(|published| format!("{published}{guess}"));
    let known = [Some(&facts.id), published.as_ref(), facts.url.as_ref()];
    page.push("\n");
    page.push(
        &known
            .into_iter()
            .flatten()
            .map(|fact| Printable(fact).to_string())
            .collect::<Vec<_>>()
            .join("  "),
    );
    if let Some(own) = &facts.regulation {
        let issued = own.issued.map(|day| day.to_string());
        let known = [Some(&own.value), own.doc_type.as_ref(), own.issuer.as_ref(), issued.as_ref()];
        page.push("\nregulation  ");
        page.push(
            &known
                .into_iter()
                .flatten()
                .map(|fact| Printable(fact).to_string())
                .collect::<Vec<_>>()
                .join(", "),
        );
    }
    if let Some(of) = &facts.near_duplicate_of {
        page.push(&format!("\nnearly the same as {}", Printable(of)));
    }
    page.push("\n\n");
}

/// Marks mentions and the words of a query: `[date 2021-05-19: ngày 19/5/2021]`, `«words»`, or
/// colours.
struct Marker {
    page: Page,
    is_terminal: bool,
    /// The values that were shown: each is shown once.
    seen: FxHashSet<(Kind, String)>,
}

impl Marker {
    /// Adds a text with its mentions and found words marked.
    fn push<'m>(
        &mut self,
        text: &str,
        mentions: impl Iterator<Item = &'m MentionRecord<'m>>,
        found: &[Span],
        style: Style,
    ) {
        let mut at = 0;
        for piece in pieces(text, mentions) {
            match piece {
                Piece::Text(piece) => {
                    self.push_found(&piece, at, found, style);
                    at += piece.len();
                }
                Piece::Mention(marked) => {
                    let (kind, surface) = (marked.mention.kind, marked.surface.as_str());
                    let value = readable(marked.value());
                    let is_new = value != surface && self.seen.insert((kind, value.clone()));
                    if self.is_terminal {
                        self.push_found(surface, at, found, colour_of(kind).bold());
                        if is_new {
                            self.page.styled(Style::new().dimmed(), format_args!("⟨{value}⟩"));
                        }
                    } else {
                        let shown = match is_new {
                            true => format!(" {value}:"),
                            false if value == surface => String::new(),
                            false => ":".to_string(),
                        };
                        self.page.push(&format!("[{kind}{shown} "));
                        self.push_found(surface, at, found, style);
                        self.page.push("]");
                    }
                    at += surface.len();
                }
            }
        }
    }

    /// Adds a piece of a text that begins at a byte of it, with what was found in it marked.
    fn push_found(&mut self, piece: &str, start: usize, found: &[Span], style: Style) {
        let mut at = 0;
        for word in
            found.iter().filter(|word| word.start >= start && word.end <= start + piece.len())
        {
            let (begin, end) = (word.start - start, word.end - start);
            self.page.styled(style, Span::new(at, begin).slice(piece));
            let word = Span::new(begin, end).slice(piece);
            match self.is_terminal {
                true => self.page.styled(
                    style.bold().underline().fg_color(Some(AnsiColor::Yellow.into())),
                    word,
                ),
                false => self.page.push(&format!("«{word}»")),
            }
            at = end;
        }
        self.page.styled(style, Span::new(at, piece.len()).slice(piece));
    }
}

/// A value for readers: the digits of a large number in groups.
fn readable(value: &str) -> String {
    match value.parse::<u64>() {
        Ok(number) if value.len() > 4 => grouped(number),
        _ => value.to_string(),
    }
}

fn colour_of(kind: Kind) -> Style {
    let colour = match kind.about().colour {
        Colour::Green => AnsiColor::Green,
        Colour::Magenta => AnsiColor::Magenta,
        Colour::Cyan => AnsiColor::Cyan,
        Colour::Yellow => AnsiColor::Yellow,
    };
    colour.on_default()
}
