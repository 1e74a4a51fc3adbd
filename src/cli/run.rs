//! `thoisu run`: the main job, from inputs to an index.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::input::InputArgs;
use super::progress::Progress;
use super::{Done, Threads, print};
use crate::index::IndexWriter;
use crate::pipeline::{self, Outcome, annotate};
use crate::report::{MentionRecord, Summary};
use crate::{Error, Result};

/// Read an archive, extract its mentions and index it: the main job
///
/// Reads text, HTML, JSON, CSV, web archives, and tar and zip archives of these, each also as .gz and .zst; gold.jsonl and *.gold.jsonl in a folder
/// are annotations and passed over. What cannot be read is named on standard error, counted and skipped (exit code 2). The new index takes the place of an old one in DIR only when it is whole.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu run articles/                     index a folder into thoisu-out
  thoisu run 2021.jsonl.gz 2022.jsonl.gz --out archive
  zcat news.jsonl.gz | thoisu run - --out archive --threads 4
  thoisu search archive 'regulation:15-NQ/TW'")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: InputArgs,
    /// The folder that holds the index
    #[arg(long, short, value_name = "DIR", default_value = "thoisu-out")]
    out: PathBuf,
    #[command(flatten)]
    threads: Threads,
}

pub(super) fn run(arguments: &Arguments, quiet: bool) -> Result<Done> {
    let mut reader = arguments.input.reader()?;
    let threads = arguments.threads.count();
    let writer = IndexWriter::create(&arguments.out, threads)?;
    let mut progress = Progress::new(quiet);
    let mut summary = Summary::default();
    let mut ids = Ids::default();
    pipeline::run(&mut reader, threads, prepared, |(outcome, mentions)| {
        let Outcome { origin, bytes, documents } = outcome;
        let documents =
            documents.and_then(|documents| ids.take(documents.first().map(|a| &*a.document.source_id), &origin).map(|()| documents));
        match documents {
            Ok(documents) => {
                for (annotated, mentions) in documents.iter().zip(&mentions) {
                    writer.add(annotated, mentions)?;
                }
                summary.add(&documents, bytes);
                progress.add(documents.len(), bytes);
            }
            Err(reason) => {
                progress.skip(&origin, &reason);
                summary.skip(&origin, &reason);
            }
        }
        Ok(())
    })?;
    if summary.items == 0 {
        return Err(Error::new(
            "expected .txt, .html, .jsonl or other files that can be read in the input, but found none; `thoisu help run` lists them",
        ));
    }
    progress.say("writing the index …");
    writer.finish()?;
    let time = progress.finish();
    let mut table = summary.table(time);
    if reader.ignored() > 0 {
        table.push_str(&format!("\n{} files and records of other formats were passed over (-v names them)\n", reader.ignored()));
    }
    table.push_str(&format!("\nThe index is in {0}; search it with: thoisu search {0} 'QUERY'\n", arguments.out.display()));
    print(&table)?;
    Ok(if summary.skipped() > 0 { Done::WithSkips } else { Done::All })
}

/// Annotates an item and puts its mentions into the form in which they are stored, where the work is done in parallel.
fn prepared(item: crate::read::Item) -> (Outcome, Vec<String>) {
    let mut outcome = annotate(item);
    let stored: std::result::Result<Vec<String>, serde_json::Error> = match &outcome.documents {
        Ok(documents) => documents.iter().map(|annotated| serde_json::to_string(&MentionRecord::all(annotated, true))).collect(),
        Err(_) => Ok(Vec::new()),
    };
    match stored {
        Ok(stored) => (outcome, stored),
        Err(error) => {
            outcome.documents = Err(Error::caused("mentions could not be written as JSON", error));
            (outcome, Vec::new())
        }
    }
}

/// The ids seen, with the place of the first: two documents of one id would be one for every later question.
#[derive(Default)]
struct Ids {
    seen: FxHashMap<String, String>,
}

impl Ids {
    fn take(&mut self, id: Option<&str>, origin: &crate::Origin) -> Result<()> {
        let Some(id) = id else { return Ok(()) };
        if let Some(first) = self.seen.get(id) {
            return Err(Error::new(format!("this id was read before: `{id}`, in {first}")));
        }
        self.seen.insert(id.to_string(), origin.to_string());
        Ok(())
    }
}
