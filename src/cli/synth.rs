//! `thoisu synth`: invented news of any size, with its gold.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use super::done::Done;
use super::print::{self, create};
use crate::Result;
use crate::quality::synth::Synth;

/// Write invented news as JSON Lines: for large benchmark runs, and to see which forms the
/// extractors miss
///
/// The same seed gives the same bytes on every machine, and fewer documents are the beginning of
/// more.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu synth --documents 100000 > news.jsonl
  thoisu synth --documents 5000 --seed 7 --out news.jsonl --gold news.gold.jsonl
  thoisu eval news.gold.jsonl --errors 3")]
pub(super) struct Arguments {
    /// How many documents
    #[arg(long, value_name = "N", default_value_t = 1000)]
    documents: u64,
    /// Another number gives other documents
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Where to write them [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where to write the mentions that they hold, for `thoisu eval`
    #[arg(long, value_name = "FILE")]
    gold: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let mut out: Box<dyn Write> = match &arguments.out {
        Some(path) => Box::new(BufWriter::new(create(path)?)),
        None => Box::new(BufWriter::new(print::stream())),
    };
    let mut gold = arguments.gold.as_deref().map(create).transpose()?.map(BufWriter::new);
    let mut synth = Synth::new(arguments.seed);
    for number in 0..arguments.documents {
        synth.write(number);
        synth.write_record(&mut out)?;
        if let Some(gold) = &mut gold {
            synth.write_gold(gold)?;
        }
    }
    out.flush()?;
    gold.map_or(Ok(()), |mut gold| gold.flush())?;
    Ok(Done::All)
}
