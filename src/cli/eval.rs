//! `thoisu eval`: the extractors against gold annotations.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use super::done::Done;
use super::lexicon::OwnWords;
use super::print;
use crate::model::Kinds;
use crate::quality::eval::{GoldDocument, Predictions, read_gold, score};
use crate::split::split;
use crate::{Annotated, Error, Meta, Origin, Published, RawDocument, Result, extract_kinds, link};

/// Score the extractors against gold annotations: precision, recall and F1
///
/// A gold file holds one JSON object a line: {"id", "published", "text", "mentions": [{"kind",
/// "start", "end", "value", …}]}, offsets in Unicode scalars. A mention with "score": false is
/// neither right nor wrong to find.
///
/// Gold may also say which regulation a mention means, as "target" of a mention of kind regulation
/// (null: the document leaves it open), and what regulations do to each other: "relations":
/// [{"kind": "amends", "from", "to", "status"}], the ends as places in "mentions" or as names,
/// "from" null where nobody is named, "status" "planned" or none. A mention may then have the form
/// "back" (Nghị định này), and "names": {TARGET: [NAME, …]} gives further right names. Targets and
/// relations are scored like mentions; a kind of which such gold marks no mention is not scored.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu eval corpus/gold.jsonl
  thoisu eval corpus/gold.jsonl --errors 20
  thoisu eval corpus/registry.gold.jsonl --floor 0.8
  thoisu eval corpus/gold.jsonl --format json | jq .groups")]
pub(super) struct Arguments {
    /// The gold file
    gold: PathBuf,
    /// Show up to N errors of each group in their context
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// A table to read or one JSON object
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Fail (exit code 1) unless F1 of each group is at least this
    ///
    /// Where the gold has targets and relations, also F1 of each row of targets and of all
    /// relations together: single kinds of relations are too few for a figure each. A target where
    /// the gold has null lowers F1.
    #[arg(long, value_name = "F1")]
    floor: Option<f64>,
    #[command(flatten)]
    words: OwnWords,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Table,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    arguments.words.add()?;
    let path = arguments.gold.display();
    let file = File::open(&arguments.gold).map_err(|error| Error::from(error).context(&path))?;
    let gold = read_gold(BufReader::new(file)).map_err(|error| error.context(&path))?;
    if gold.is_empty() {
        return Err(Error::new("expected gold documents, but the file holds none").context(path));
    }
    // A kind that is not looked for unless it is asked for is scored where gold has it.
    let kinds = gold
        .iter()
        .flat_map(|document| &document.mentions)
        .map(|mention| mention.kind)
        .chain(Kinds::default().iter())
        .collect();
    let is_linked = gold.iter().any(GoldDocument::has_links);
    let mut predictions = Predictions::default();
    for document in &gold {
        for found in predict(document, kinds, is_linked)
            .map_err(|error| error.context(&document.id).context(&path))?
        {
            predictions.add(&found);
        }
    }
    let mut scores = score(&gold, &predictions);
    scores.keep_faults(arguments.errors);
    match arguments.format {
        Format::Table => print::text(format_args!("{scores}\n"))?,
        Format::Json => print::json(&scores)?,
    }
    let floor = arguments.floor.unwrap_or(0.0);
    match scores.floored().find(|(_, f1)| *f1 < floor) {
        Some((name, f1)) => {
            Err(Error::new(format!("F1 of {name} is {f1:.4}, below the floor of {floor}")))
        }
        None => Ok(Done::All),
    }
}

/// What the pipeline finds in the gold document's text, in all documents of its page.
fn predict(gold: &GoldDocument, kinds: Kinds, is_linked: bool) -> Result<Vec<Annotated>> {
    let published = gold.published.as_deref().and_then(Published::parse);
    let raw = RawDocument {
        origin: Origin { path: gold.id.clone(), record: Some(1) },
        source_id: gold.page().to_string(),
        meta: Meta { published, ..Meta::default() },
        text: gold.text.clone(),
        blocks: Vec::new(),
        addressable: true,
    };
    let annotated = split(raw)?.into_iter().map(|document| extract_kinds(document, kinds));
    Ok(if is_linked { annotated.map(link).collect() } else { annotated.collect() })
}
