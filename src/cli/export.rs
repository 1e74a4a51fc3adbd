//! `thoisu export`: the documents of an index for other engines.

use std::path::PathBuf;

use super::done::Done;
use super::lexicon::add_words_of;
use super::print;
use super::with::With;
use crate::Result;
use crate::report::engines::{Engine, ExportFolder};

/// Write the documents of an index as OpenSearch or Quickwit loads them, with their mapping
///
/// Words stay as they are written, and have a folded twin for searches without diacritics. Mentions
/// come with the documents: for OpenSearch as nested objects, their dates and amounts as ranges;
/// for Quickwit as JSON, with the dates and the regulations that are cited in lists of the
/// document. Short forms have the regulation that they mean in `cites`. The same index gives the
/// same bytes.
#[derive(clap::Args)]
#[command(after_help = "\
Into OpenSearch (mapping.json, bulk-00000.jsonl …):
  thoisu export archive --to opensearch --output out
  curl -X PUT localhost:9200/thoisu --json @out/mapping.json
  for part in out/bulk-*.jsonl; do
    curl -X POST 'localhost:9200/thoisu/_bulk?filter_path=errors' \\
      -H 'Content-Type: application/x-ndjson' --data-binary @\"$part\"
  done

Into Quickwit (index-config.json, documents-00000.jsonl …):
  thoisu export archive --to quickwit --output out
  quickwit index create --index-config out/index-config.json
  cat out/documents-*.jsonl | quickwit index ingest --index thoisu

A search afterwards, in OpenSearch: who cites 57-NQ/TW?
  curl localhost:9200/thoisu/_search --json '{\"query\": {\"nested\": {\"path\": \"mentions\",
    \"query\": {\"term\": {\"mentions.cites\": \"57-NQ/TW\"}}}}}'")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    #[command(flatten)]
    with: With,
    /// The engine
    #[arg(long, value_enum, value_name = "ENGINE")]
    to: To,
    /// The folder of the files; those of an earlier export are replaced [default: the name of the
    /// engine]
    #[arg(long, short, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum To {
    /// Bulk requests of up to 32 MB, and the settings of an index
    #[value(name = "opensearch")]
    OpenSearch,
    /// Documents, and the configuration of an index
    Quickwit,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let (engine, name) = match arguments.to {
        To::OpenSearch => (Engine::OpenSearch, "opensearch"),
        To::Quickwit => (Engine::Quickwit, "quickwit"),
    };
    add_words_of(&arguments.dir)?;
    let index = arguments.with.open(&arguments.dir)?;
    let output = arguments.output.clone().unwrap_or_else(|| name.into());
    let mut folder = ExportFolder::create(&output, engine)?;
    index.each_document(&mut |document| folder.add(&document))?;
    let (documents, files) = folder.finish()?;
    let (output, mapping, part) = (output.display(), engine.mapping_file(), engine.part());
    print::text(format_args!(
        "{documents} documents in {files} files: {output}/{part}-*.jsonl\nTheir mapping is {output}/{mapping}; `thoisu export --help` says how to load both\n"
    ))?;
    Ok(Done::All)
}
