//! `thoisu eval`: the extractors against gold annotations.

use std::fs;
use std::path::PathBuf;

use super::{Done, print, print_json};
use crate::eval::{Evaluation, GoldDocument, GoldMention};
use crate::report::MentionRecord;
use crate::split::split;
use crate::{Error, Meta, Origin, Published, RawDocument, Result, extract};

/// Score the extractors against gold annotations: precision, recall and F1
///
/// A gold file holds one JSON object a line: {"id", "published", "text", "mentions": [{"kind", "start", "end", "value", …}]}, offsets in
/// Unicode scalars. A mention with "score": false is neither right nor wrong to find.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu eval corpus/gold.jsonl
  thoisu eval corpus/gold.jsonl --errors 20
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
    #[arg(long, value_name = "F1")]
    floor: Option<f64>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Table,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let path = arguments.gold.display();
    let gold = fs::read_to_string(&arguments.gold).map_err(|error| Error::from(error).context(&path))?;
    let mut evaluation = Evaluation::default();
    for (number, line) in gold.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let origin = Origin { path: path.to_string(), record: Some(number as u64 + 1) };
        let gold: GoldDocument =
            serde_json::from_str(line).map_err(|error| Error::caused("expected a gold document", error).context(&origin))?;
        let predicted = predict(&gold, origin)?;
        evaluation.add(&gold, &predicted);
    }
    let mut scores = evaluation.scores();
    if scores.documents == 0 {
        return Err(Error::new("expected gold documents, but the file holds none").context(path));
    }
    match arguments.format {
        Format::Table => print(&scores.table(arguments.errors))?,
        Format::Json => {
            let mut listed = std::collections::HashMap::new();
            scores.errors.retain(|error| {
                let count = listed.entry(error.group.clone()).or_insert(0);
                *count += 1;
                *count <= arguments.errors
            });
            print_json(&scores)?;
        }
    }
    let floor = arguments.floor.unwrap_or(0.0);
    match scores.groups.iter().find(|(_, score)| score.f1 < floor) {
        Some((group, score)) => Err(Error::new(format!("F1 of {group} is {:.4}, below the floor of {floor}", score.f1))),
        None => Ok(Done::All),
    }
}

/// What the extractors find in the gold document's text, in all documents of its page.
fn predict(gold: &GoldDocument, origin: Origin) -> Result<Vec<GoldMention>> {
    let published = gold.published.as_deref().and_then(Published::parse);
    let meta = Meta { published, ..Meta::default() };
    let raw = RawDocument { origin, source_id: gold.id.clone(), meta, text: gold.text.clone(), blocks: Vec::new(), addressable: true };
    let mut predicted = Vec::new();
    for document in split(raw)? {
        let annotated = extract(document);
        predicted.extend(MentionRecord::all(&annotated, false).iter().map(GoldMention::from));
    }
    Ok(predicted)
}
