//! `thoisu extract`: documents with their mentions as JSON Lines, CSV or tables, streaming.

mod sink;

use std::path::PathBuf;

use self::sink::Sink;
use super::done::Done;
use super::input::InputArgs;
use super::kinds::KindArgs;
use super::lexicon::OwnWords;
use super::progress::Progress;
use super::threads::Threads;
use crate::duplicate::{Duplicates, Fingerprint};
use crate::report::{Cells, CsvStyle, Shown, write_jsonl};
use crate::run::SkippedLog;
use crate::run::pipeline::{self, Outcome, Wanted, annotate_to};
use crate::{Annotated, Extent, Miss, Result};

/// Extract dates, regulations and numbers, without an index: a record in, its records out
///
/// Every file is an item; INPUT below lists the kinds. The output has the order of the input,
/// whatever the number of threads, and memory stays flat.
///
/// Exit codes: 0 all done (unsupported files and pages without an article are no failures); 2 some
/// items failed (0 with --allow-skips); 1 nothing could be done.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu extract article.txt
  thoisu extract archive/ --output mentions.jsonl
  zcat news.jsonl.gz | thoisu extract - --format csv > mentions.csv
  thoisu extract news.jsonl --resolve > regulations.jsonl
  thoisu extract archive/ --resolve --format parquet --output tables/
  thoisu extract archive/ --format csv --excel --output tables/
  thoisu extract news.jsonl --text | jq '.mentions[] | select(.kind == \"regulation\") | .value'")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: InputArgs,
    /// A JSON object a document, or a CSV row a mention, or tables for analysts
    ///
    /// Parquet, and CSV where --output is a folder or ends with /, are tables: documents and
    /// mentions, with --resolve also regulations and relations. A mention names its document by
    /// `id` and `origin`. src/report/OUTPUT.md describes the columns.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Where to write: a file, or the folder of tables [default: standard output]
    #[arg(long, short, value_name = "PATH", required_if_eq("format", "parquet"))]
    output: Option<PathBuf>,
    /// Leave text cells that a spreadsheet would take for formulas as they are (CSV only)
    ///
    /// Without it, a text cell that begins with =, +, -, @, a tab or a carriage return gets a ' in
    /// front.
    #[arg(long)]
    csv_raw: bool,
    /// Write CSV as Excel opens it in Vietnamese: a byte order mark first, and ; between cells (CSV
    /// only)
    #[arg(long)]
    excel: bool,
    /// Add the normalised text, its blocks, and the mentions' places in it (JSON Lines; in tables
    /// without the blocks)
    #[arg(long)]
    text: bool,
    /// Add the lines that belong to no document as well: datelines, bylines, links to other
    /// articles, menus and the like
    ///
    /// Each stands in the text and the blocks of the document before it, with the kind dateline,
    /// byline, link or furniture; those in front of the first document at the first. No mentions
    /// are read in them.
    #[arg(long, requires = "text")]
    all_blocks: bool,
    /// Add the mentions of the title and the lead, where these are fields of their own
    ///
    /// They come before those of the text, with `"field":"title"` or `"field":"lead"` (in CSV a
    /// column `field`), and their offsets count in that field. A title that is a line of the text,
    /// and a lead with which the text begins, are read there. The index holds all of them always.
    #[arg(long)]
    all_fields: bool,
    /// Add which regulation each short form means, back references ("Nghị định này"), and what
    /// regulations do to each other (JSON Lines and tables)
    ///
    /// Mentions get the keys `target`, `how` (antecedent, later, adjacent, rule, self) and
    /// `antecedent`, the place in `mentions` of the fuller form; documents get `relations`, with
    /// `from` and `to` as places in `mentions`. Prints the mentions of all fields, as --all-fields
    /// does.
    #[arg(long)]
    resolve: bool,
    /// Add why each mention has its value: the rule that read it, and what decided (JSON
    /// Lines only)
    ///
    /// Adds the keys `rule` (`day.headed`) and `because`, a list (`year from the sentence's 1972`).
    /// A reason that begins with `unsure:` is an ambiguity that nothing resolved. Both are for
    /// people who fix a fault; their wording may change.
    #[arg(long)]
    explain: bool,
    /// Drop documents that came before word for word, and label near duplicates with the document
    /// that they resemble (`near_duplicate_of`)
    #[arg(long)]
    dedup: bool,
    /// Exit with 0 even where items failed or none gave a document
    #[arg(long)]
    allow_skips: bool,
    /// List the items that gave no document in FILE, a JSON object a line: path, record, fate
    /// (failed, no_article, unsupported), reason
    #[arg(long, value_name = "FILE")]
    skipped: Option<PathBuf>,
    #[command(flatten)]
    kinds: KindArgs,
    #[command(flatten)]
    words: OwnWords,
    #[command(flatten)]
    threads: Threads,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Jsonl,
    Csv,
    Parquet,
}

pub(super) fn run(arguments: &Arguments, quiet: bool) -> Result<Done> {
    arguments.words.add()?;
    let extent = if arguments.all_blocks { Extent::All } else { Extent::Blocks };
    let mut reader = arguments.input.reader_to(extent)?;
    let kinds = arguments.kinds.kinds;
    let all_fields = arguments.all_fields || arguments.resolve;
    let (explained, linked) = (arguments.explain, arguments.resolve);
    let wanted = Wanted { kinds, extent, explained, all_fields, linked };
    let shown = Shown { text: arguments.text, all_fields, relations: arguments.resolve };
    let mut sink = arguments.sink(shown)?;
    // With a pipe behind, each line should reach its reader soon; a bar would only flicker between
    // them.
    let mut progress = Progress::new(quiet || arguments.output.is_none());
    let (mut kept, mut failed, mut met) = (0, 0, 0);
    let mut list = arguments.skipped.as_deref().map(SkippedLog::create).transpose()?;
    let mut duplicates = arguments.dedup.then(Duplicates::default);
    let (lines, dedup) = (matches!(sink, Sink::Lines { .. }), arguments.dedup);
    pipeline::run(
        &mut reader,
        arguments.threads.count(),
        |items| {
            annotate_to(items, wanted)
                .into_iter()
                .map(|outcome| Work::of(outcome, lines.then_some(shown), dedup))
                .collect()
        },
        |work| {
            let Outcome { origin, bytes, documents, .. } = work.outcome;
            met += 1;
            match documents {
                Ok(documents) => {
                    kept += 1;
                    progress.add(work.count, bytes);
                    match &mut duplicates {
                        None => sink.write(&documents, &work.lines),
                        Some(known) => write_new(&mut sink, known, &documents, &work.fingerprints),
                    }
                }
                Err(reason) => {
                    progress.skip(&origin, &reason);
                    failed += u64::from(reason.miss() == Miss::Failed);
                    list.as_mut().map_or(Ok(()), |list| list.add(&origin, &reason))
                }
            }
        },
    )?;
    sink.finish()?;
    list.map_or(Ok(()), SkippedLog::finish)?;
    progress.tell_unnamed();
    progress.finish();
    if reader.links_left() > 0 {
        log::warn!(
            "{} symbolic links lead out of the input folder and were not followed; --follow does",
            reader.links_left()
        );
    }
    if arguments.allow_skips && met > 0 { Ok(Done::All) } else { Done::of(kept, failed) }
}

/// What is printed of a mention, and of a document beside its mentions, mostly takes less than so
/// many bytes; for the room to reserve.
const USUAL_BYTES: usize = 192;

impl Arguments {
    /// Where the documents go, in the form that was asked for.
    fn sink(&self, shown: Shown) -> Result<Sink> {
        let output = self.output.as_deref();
        match self.format {
            Format::Jsonl => Sink::lines(output, shown),
            Format::Csv => {
                let cells = if self.csv_raw { Cells::Raw } else { Cells::Guarded };
                let style = CsvStyle { cells, is_for_excel: self.excel };
                Sink::csv(output, style, self.kinds.kinds, shown)
            }
            Format::Parquet => Sink::parquet(output, shown),
        }
    }
}

/// Writes the documents that no earlier one equals.
fn write_new(
    sink: &mut Sink,
    known: &mut Duplicates,
    documents: &[Annotated],
    fingerprints: &[Fingerprint],
) -> Result<()> {
    documents.iter().zip(fingerprints).try_for_each(|(annotated, fingerprint)| {
        sink.write_if_new(annotated, known.judge(&annotated.document.id, fingerprint))
    })
}

/// What a worker makes of an item.
struct Work {
    /// Without the documents whose lines are made: they are let go where they were made, which
    /// costs least.
    outcome: Outcome,
    /// How many documents it has.
    count: usize,
    /// The lines of its documents: made where the work is done, the sink only puts them in order.
    lines: String,
    /// With `--dedup` in the place of the lines, which then wait for the verdict.
    fingerprints: Vec<Fingerprint>,
}

impl Work {
    fn of(outcome: Outcome, lines: Option<Shown>, dedup: bool) -> Work {
        let mut work = Work { outcome, count: 0, lines: String::new(), fingerprints: Vec::new() };
        let Ok(documents) = &work.outcome.documents else { return work };
        work.count = documents.len();
        if dedup {
            work.fingerprints =
                documents.iter().map(|annotated| Fingerprint::of(&annotated.document)).collect();
        } else if let Some(shown) = lines {
            work.lines.reserve(
                documents
                    .iter()
                    .map(|annotated| USUAL_BYTES * (1 + annotated.mentions.len()))
                    .sum(),
            );
            documents
                .iter()
                .for_each(|annotated| write_jsonl(annotated, shown, None, &mut work.lines));
            work.outcome.documents = Ok(Vec::new());
        }
        work
    }
}
