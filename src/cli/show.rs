//! `thoisu show`: one document with its mentions marked in the text.

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

use anstyle::Style as AnsiStyle;
use serde::Serialize;

use super::{Done, print, print_json};
use crate::index::Index;
use crate::report::{MentionRecord, Style, marked};
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
struct Shown {
    id: String,
    source_id: String,
    origin: String,
    title: Option<String>,
    published: Option<String>,
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    near_duplicate_of: Option<String>,
    text: String,
    mentions: Vec<MentionRecord>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let index = Index::open(&arguments.dir)?;
    let mut documents = index.documents(&arguments.id)?.into_iter();
    let Some(document) = documents.next() else {
        return Err(
            Error::new(format!("no document has the id `{}`; `thoisu search` shows ids", arguments.id)).context(arguments.dir.display())
        );
    };
    for other in documents {
        log::warn!("another document has the id `{}`: from {}; shown is the one from {}", other.id, other.origin, document.origin);
    }
    let mentions: Vec<MentionRecord> = serde_json::from_str(&document.mentions_json).map_err(|error| {
        Error::caused("the stored mentions cannot be read; run `thoisu run` again", error).context(arguments.dir.display())
    })?;
    if arguments.format == Format::Json {
        let (id, source_id, origin) = (document.id, document.source_id, document.origin);
        print_json(&Shown {
            id,
            source_id,
            origin,
            title: document.title,
            published: document.published,
            url: document.url,
            near_duplicate_of: document.near_duplicate_of,
            text: document.text,
            mentions,
        })?;
        return Ok(Done::All);
    }
    let style = if stdout().is_terminal() { Style::Colour } else { Style::Plain };
    let heading = AnsiStyle::new().bold();
    let mut out = format!("{heading}{}{heading:#}\n", document.title.as_deref().unwrap_or("(no title)"));
    let facts = [Some(document.id), document.published, document.url];
    out.push_str(&facts.into_iter().flatten().collect::<Vec<_>>().join("  "));
    if let Some(of) = &document.near_duplicate_of {
        out.push_str(&format!("\nnearly the same as {of}"));
    }
    out.push_str("\n\n");
    out.push_str(marked(&document.text, &mentions, style).trim_end());
    out.push('\n');
    print(&out)?;
    Ok(Done::All)
}
