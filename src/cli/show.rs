//! `thoisu show`: one document with its mentions marked in the text.

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

use anstyle::Style as AnsiStyle;
use serde::Serialize;

use super::{Done, print, print_json};
use crate::index::{DocumentFacts, Index};
use crate::model::MentionRecord;
use crate::read::printable;
use crate::report::{Style, marked};
use crate::{Error, Result};

/// Show one document with its mentions marked in the text
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu show archive dang/hoi-nghi.txt
  thoisu show archive 'page.html#2'              a teaser of the page
  thoisu show archive ID --format json | jq '.mentions[].value'")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    /// The document's id, as `thoisu search` shows it
    id: String,
    /// Text with marks (colours on a terminal) or one JSON object
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    facts: &'a DocumentFacts,
    text: &'a str,
    mentions: &'a [MentionRecord<'a>],
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let index = Index::open(&arguments.dir)?;
    let mut documents = index.documents(&arguments.id)?.into_iter();
    let Some(document) = documents.next() else {
        return Err(Error::new(format!("no document has the id `{}`; `thoisu search` shows ids", printable(arguments.id.as_bytes())))
            .context(arguments.dir.display()));
    };
    let (facts, text, mentions) = (&document.facts, &document.text, &document.mentions);
    for other in documents {
        let [id, other, origin] = [&other.facts.id, &other.facts.origin, &facts.origin].map(|fact| printable(fact.as_bytes()));
        log::warn!("another document has the id `{id}`: from {other}; shown is the one from {origin}");
    }
    if arguments.format == Format::Json {
        print_json(&Shown { facts, text, mentions })?;
        return Ok(Done::All);
    }
    let style = if stdout().is_terminal() { Style::Colour } else { Style::Plain };
    let heading = AnsiStyle::new().bold();
    let mut out = format!("{heading}{}{heading:#}\n", facts.title.as_deref().unwrap_or("(no title)"));
    let known = [Some(&facts.id), facts.published.as_ref(), facts.url.as_ref()];
    out.push_str(&known.into_iter().flatten().map(|fact| printable(fact.as_bytes())).collect::<Vec<_>>().join("  "));
    if let Some(of) = &facts.near_duplicate_of {
        out.push_str(&format!("\nnearly the same as {}", printable(of.as_bytes())));
    }
    out.push_str("\n\n");
    out.push_str(marked(text, mentions, style).trim_end());
    out.push('\n');
    print(&out)?;
    Ok(Done::All)
}
