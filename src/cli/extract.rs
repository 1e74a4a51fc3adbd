//! `thoisu extract`: documents with their mentions as JSON Lines or CSV, streaming.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use super::input::InputArgs;
use super::progress::Progress;
use super::{Done, Threads, create};
use crate::pipeline::{self, annotate};
use crate::report::{CsvWriter, write_jsonl};
use crate::{Annotated, Result};

/// Extract dates, regulations and numbers, without an index: a record in, its records out
///
/// Reads text, HTML, JSON, CSV, web archives, and tar and zip archives of these, each also as .gz and .zst; gold.jsonl and *.gold.jsonl in a folder
/// are annotations and passed over. The output has the order of
/// the input, whatever the number of threads, and memory stays flat.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu extract article.txt
  thoisu extract archive/ --output mentions.jsonl
  zcat news.jsonl.gz | thoisu extract - --format csv > mentions.csv
  thoisu extract news.jsonl --text | jq '.mentions[] | select(.kind == \"regulation\") | .value'")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: InputArgs,
    /// A JSON object a document, or a CSV row a mention
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Add the normalised text, its blocks, and the mentions' places in it (JSON Lines only)
    #[arg(long)]
    text: bool,
    #[command(flatten)]
    threads: Threads,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Jsonl,
    Csv,
}

pub(super) fn run(arguments: &Arguments, quiet: bool) -> Result<Done> {
    let mut reader = arguments.input.reader()?;
    let out: Box<dyn Write> = match &arguments.output {
        Some(path) => Box::new(create(path)?),
        None => Box::new(io::stdout()),
    };
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let with_text = arguments.text;
    // With a pipe behind, each line should reach its reader soon; a bar would only flicker between them.
    let mut progress = Progress::new(quiet || arguments.output.is_none());
    let mut skipped = false;
    if arguments.format == Format::Csv {
        let mut csv = CsvWriter::new(out)?;
        pipeline::run(&mut reader, arguments.threads.count(), annotate, |outcome| {
            let documents = taken(outcome, &mut progress, &mut skipped);
            documents.iter().try_for_each(|annotated| csv.write(annotated))
        })?;
        csv.flush()?;
    } else {
        // Lines are made where the work is done; the writer only puts them in order.
        let work = |item| {
            let mut outcome = annotate(item);
            let mut lines = Vec::new();
            let written = outcome
                .documents
                .as_deref()
                .map(|documents| documents.iter().try_for_each(|annotated| write_jsonl(&mut lines, annotated, with_text)));
            if let Ok(Err(error)) = written {
                outcome.documents = Err(error.into());
            }
            (outcome, lines)
        };
        pipeline::run(&mut reader, arguments.threads.count(), work, |(outcome, lines)| {
            let kept = !taken(outcome, &mut progress, &mut skipped).is_empty();
            if kept { Ok(out.write_all(&lines)?) } else { Ok(()) }
        })?;
        out.flush()?;
    }
    progress.finish();
    Ok(if skipped { Done::WithSkips } else { Done::All })
}

/// The documents of an outcome; a skipped one is named and noted.
fn taken(outcome: pipeline::Outcome, progress: &mut Progress, skipped: &mut bool) -> Vec<Annotated> {
    match outcome.documents {
        Ok(documents) => {
            progress.add(documents.len(), outcome.bytes);
            documents
        }
        Err(reason) => {
            progress.skip(&outcome.origin, &reason);
            *skipped = true;
            Vec::new()
        }
    }
}
