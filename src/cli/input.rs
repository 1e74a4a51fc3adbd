//! The arguments that say what is read and how, the same for all commands that read.

use std::path::PathBuf;

use clap::Args;

use crate::read::{Fields, Format, ReadOptions, Reader};
use crate::{Error, Result};

/// What to read, and how.
#[derive(Args)]
pub(super) struct InputArgs {
    /// Files, folders, or - for standard input
    ///
    /// .txt and .html (an article each), .jsonl (a record a line), .json (a list of records), .csv and .tsv (a header and a record a row),
    /// .warc (a web archive), and .tar and .zip of all these; each also as .gz or .zst. A folder is searched through in the order of its names.
    /// Standard input is known by its first bytes, but for CSV: say `--input-format csv`.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Take a FIELD of the records from NAME (text=content); may be said again
    #[arg(long = "field", value_name = "FIELD=NAME", long_help = field_help())]
    fields: Vec<String>,
    /// Skip documents that are larger: files, pages, records (as 500kB, 20MB, 1GB)
    #[arg(long, value_name = "SIZE", default_value = "20MB", value_parser = size)]
    max_document: u64,
    /// How to read standard input and files whose names tell nothing
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(Format::names()))]
    input_format: Option<String>,
}

fn field_help() -> String {
    format!(
        "Take a FIELD of the records from NAME, in JSON and CSV; may be said again, also for further names of a field.\n\n\
         Without it, a field is found under the first of these names that holds something, whatever their case, marks, blanks, _ and -:\n{}",
        Fields::help()
    )
}

impl InputArgs {
    /// A reader of these inputs.
    pub fn reader(&self) -> Result<Reader> {
        let mut fields = Fields::default();
        for pair in &self.fields {
            fields.name(pair).map_err(|error| error.context("--field"))?;
        }
        let format = self.input_format.as_deref().and_then(Format::named);
        Reader::new(&self.inputs, ReadOptions { fields, max_document: self.max_document, format })
    }
}

/// A number of bytes with an optional unit: `20MB`, `512 KiB`, `1000000`.
fn size(text: &str) -> Result<u64> {
    let wrong = || Error::new(format!("expected a size as 500kB, 20MB or 1GB, but found `{text}`"));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits).ok_or_else(wrong)?;
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return Err(wrong()),
    };
    number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor)).filter(|&size| size > 0).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, expected) in [
            ("20MB", Some(20_000_000)),
            ("500 kB", Some(500_000)),
            ("1GiB", Some(1 << 30)),
            ("7", Some(7)),
            ("0", None),
            ("MB", None),
            ("5 miles", None),
            ("99999999999GB", None),
        ] {
            assert_eq!(size(text).ok(), expected, "{text}");
        }
    }
}
