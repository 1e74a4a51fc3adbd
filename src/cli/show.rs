//! `thoisu show`: one document with its mentions marked in the text.

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::annotate::language;
use super::answer::FROM_ADDRESS;
use super::done::Done;
use super::print::{self, Page};
use super::with::With;
use crate::index::DocumentFacts;
use crate::model::{Colour, MentionRecord};
use crate::report::{Piece, pieces};
use crate::serve::{Language, stored_page};
use crate::text::Printable;
use crate::{Error, Kind, MentionField, Result};

/// Show one document with its mentions marked in the text
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu show archive dang/hoi-nghi.txt
  thoisu show archive 'page.html#2'              a teaser of the page
  thoisu show archive ID --format json | jq '.mentions[].value'
  thoisu show archive ID --format html > article.html")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    #[command(flatten)]
    with: With,
    /// The document's id, as `thoisu search` shows it
    id: String,
    /// Text with marks (colours on a terminal), one JSON object, or a page with the marks in one file
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
        return Err(Error::new(format!("no document has the id `{}`; `thoisu search` shows ids", Printable(&arguments.id)))
            .context(arguments.dir.display()));
    };
    let (facts, text, mentions) = (&document.facts, &document.text, &document.mentions);
    for other in documents {
        let [id, other, origin] = [&other.facts.id, &other.facts.origin, &facts.origin].map(|fact| Printable(fact));
        log::warn!("another document has the id `{id}`: from {other}; shown is the one from {origin}");
    }
    if arguments.format == Format::Json {
        print::json(&Shown { facts, text, mentions })?;
        return Ok(Done::All);
    }
    if arguments.format == Format::Html {
        print::data(stored_page(&document, arguments.language).as_bytes())?;
        return Ok(Done::All);
    }
    let mut page = Page::default();
    let of_field = |field: MentionField| mentions.iter().filter(move |mention| mention.field == field);
    let is_terminal = print::is_terminal();
    let title = facts.title.as_deref().unwrap_or("(no title)");
    push_marked(title, of_field(MentionField::Title), Style::new().bold(), is_terminal, &mut page);
    let guess = if facts.published_from.is_some() { FROM_ADDRESS } else { "" };
    let published = facts.published.as_ref().map(|published| format!("{published}{guess}"));
    let known = [Some(&facts.id), published.as_ref(), facts.url.as_ref()];
    page.push("\n");
    page.push(&known.into_iter().flatten().map(|fact| Printable(fact).to_string()).collect::<Vec<_>>().join("  "));
    if let Some(own) = &facts.regulation {
        let issued = own.issued.map(|day| day.to_string());
        let known = [Some(&own.value), own.doc_type.as_ref(), own.issuer.as_ref(), issued.as_ref()];
        page.push("\nregulation  ");
        page.push(&known.into_iter().flatten().map(|fact| Printable(fact).to_string()).collect::<Vec<_>>().join(", "));
    }
    if let Some(of) = &facts.near_duplicate_of {
        page.push(&format!("\nnearly the same as {}", Printable(of)));
    }
    page.push("\n\n");
    if let Some(lead) = &facts.lead {
        push_marked(lead, of_field(MentionField::Lead), Style::new().italic(), is_terminal, &mut page);
        page.push("\n\n");
    }
    push_marked(text.trim_end(), of_field(MentionField::Text), Style::new(), is_terminal, &mut page);
    page.push("\n");
    print::page(&page)?;
    Ok(Done::All)
}

/// Adds the text with each mention marked: `[date 2021-05-19: ngày 19/5/2021]`, or in a colour with its value in small brackets.
fn push_marked<'m>(text: &str, mentions: impl Iterator<Item = &'m MentionRecord<'m>>, style: Style, is_terminal: bool, page: &mut Page) {
    for piece in pieces(text, mentions) {
        match piece {
            Piece::Text(text) => page.styled(style, text),
            Piece::Mention(_) if !is_terminal => page.push(&piece.to_string()),
            Piece::Mention(marked) => {
                page.styled(colour_of(marked.mention.kind).bold(), &marked.surface);
                page.styled(Style::new().dimmed(), format_args!("⟨{}⟩", marked.value()));
            }
        }
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
