//! `thoisu run`: the main job, from inputs to an index.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::done::{Done, STOPPED};
use super::input::{InputArgs, bytes};
use super::kinds::KindArgs;
use super::lexicon::OwnWords;
use super::print;
use super::progress::Progress;
use super::threads::Threads;
use crate::index::{Index, IndexWriter};
use crate::read::Reader;
use crate::run::{Ended, Fate, Options, SkippedLog, Summary, grouped, ingest};
use crate::{Error, Result};

/// Read an archive, extract its mentions and index it: the main job
///
/// Every file is an item. The run counts what becomes of each: indexed, unchanged, duplicate, a
/// page without an article, or skipped. INPUT below lists the kinds of files. The run skips
/// gold.jsonl and *.gold.jsonl in a folder, for they are annotations.
///
/// A run on a folder that has an index updates it: unchanged items stay as they are, changed ones
/// replace what was there, new ones are added. To complete a run that was stopped or killed, run
/// the same command again.
///
/// DIR/skipped.jsonl lists what gives no document, with the reason. Exit codes: 0 all done
/// (unsupported files and pages without an article are no failures); 2 some items failed; 1 nothing
/// could be done; 130 stopped.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu run articles/                     index a folder into thoisu-out
  thoisu run 2021.jsonl.gz 2022.jsonl.gz --out archive
  thoisu run articles/ --prune             again: reads what is new, removes what is gone
  zcat news.jsonl.gz | thoisu run - --out archive --threads 4
  thoisu search archive 'regulation:15-NQ/TW'")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: InputArgs,
    /// The folder that holds the index
    #[arg(long, short, value_name = "DIR", default_value = "thoisu-out")]
    out: PathBuf,
    /// Drop documents that the index has word for word, and label near duplicates with the document
    /// that they resemble
    #[arg(long)]
    dedup: bool,
    #[command(flatten)]
    kinds: KindArgs,
    /// Remove from the index what is no longer in the input (files that could not be read to their
    /// end keep their documents)
    #[arg(long)]
    prune: bool,
    /// Text to index between two commits; a killed run loses no more than this
    #[arg(long, value_name = "SIZE", default_value = "256MB", value_parser = bytes)]
    commit_every: u64,
    /// Print how long each stage took
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    words: OwnWords,
    #[command(flatten)]
    threads: Threads,
}

pub(super) fn run(arguments: &Arguments, quiet: bool) -> Result<Done> {
    arguments.words.add()?;
    let mut reader = arguments.input.reader()?;
    let threads = arguments.threads.count();
    let writer = IndexWriter::open(&arguments.out, threads)?;
    let stop = stop_on_interrupt()?;
    let mut skipped = SkippedLog::create(&arguments.out.join(SkippedLog::NAME))?;
    let mut progress = Progress::new(quiet);
    let kinds = arguments.kinds.kinds;
    let mut summary = Summary::of(kinds);
    let options = Options {
        threads,
        commit_every: arguments.commit_every,
        dedup: arguments.dedup,
        kinds,
        prune: arguments.prune,
    };
    let ended = ingest(&mut reader, writer, &options, &stop, &mut |event| {
        summary.add(&event);
        match &event.fate {
            Fate::Skipped(reason) => {
                progress.skip(&event.origin, reason);
                skipped.add(&event.origin, reason)?;
            }
            Fate::Indexed { documents, .. } => progress.add(documents.len(), event.bytes),
            Fate::Duplicate(of) => {
                log::info!("{}: a duplicate of {of}", event.origin);
                progress.add(0, 0);
            }
            Fate::Unchanged => progress.add(0, 0),
        }
        Ok(())
    })?;
    skipped.finish()?;
    if summary.items == 0 && !ended.stopped {
        return Done::of(0, 0);
    }
    let table = summary.table(progress.finish());
    let timings = if arguments.timings { summary.timings(&ended) } else { String::new() };
    print::text(format_args!("{table}{timings}{}", notes(arguments, &summary, &ended, &reader)))?;
    if ended.stopped { Ok(Done::Stopped) } else { Done::of(summary.kept(), summary.failed) }
}

/// What the user should know beside the table, and what comes next.
fn notes(arguments: &Arguments, summary: &Summary, ended: &Ended, reader: &Reader) -> String {
    let out = arguments.out.display();
    let mut notes = String::from("\n");
    let mut note = |text: String| notes.push_str(&text);
    if reader.ignored() > 0 {
        note(format!(
            "{} records of web archives hold no page and are not counted (-v names them)\n",
            reader.ignored()
        ));
    }
    if reader.links_left() > 0 {
        let links = reader.links_left();
        note(format!(
            "{links} symbolic links lead out of the input folder and were not followed; --follow does \
             (-v names them)\n"
        ));
    }
    if ended.pruned.0 > 0 {
        note(format!(
            "{} documents of {} items that are no longer in the input left the index\n",
            ended.pruned.1, ended.pruned.0
        ));
    }
    if ended.unmet.0 > 0 {
        note(format!(
            "{} documents of {} items of earlier runs were not in the input and stay; \
             --prune removes them\n",
            ended.unmet.1, ended.unmet.0
        ));
    }
    if summary.skipped() + summary.no_article > 0 {
        note(format!(
            "Every item without a document is listed in {}\n",
            arguments.out.join(SkippedLog::NAME).display()
        ));
    }
    if ended.stopped {
        note(format!(
            "Stopped before the end of the input. What was read is in {out}; run the same command \
             again to go on.\n"
        ));
    } else {
        let held = Index::open(&arguments.out)
            .map(|index| format!(", with {} documents", grouped(index.len() as u64)));
        note(format!(
            "The index is in {out}{}; search it with: thoisu search {out} 'QUERY'\n",
            held.unwrap_or_default()
        ));
    }
    notes
}

/// True from the first Ctrl-C (or request to end) on; a second one ends the process at once.
fn stop_on_interrupt() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(STOPPED.into());
        }
        print::tell("finishing the documents under way; once more to stop at once");
    })
    .map_err(|error| Error::caused("Ctrl-C could not be watched for", error))?;
    Ok(stop)
}
