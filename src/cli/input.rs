//! The arguments that say what is read and how, the same for all commands that read.

use std::path::PathBuf;

use clap::Args;
use clap::builder::TypedValueParser as _;

use crate::read::{Fields, Format, HtmlFields, Ignore, ReadOptions, Reader};
use crate::text::charset::Encoding;
use crate::{Extent, Result};

/// What to read, and how.
#[derive(Args)]
pub(super) struct InputArgs {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "INPUT", long_help = input_help())]
    pub inputs: Vec<PathBuf>,
    /// Take a FIELD of the records from NAME (text=content); repeatable
    #[arg(long = "field", value_name = "FIELD=NAME", long_help = field_help())]
    fields: Vec<String>,
    /// Skip documents that are larger: files, pages, records (as 500kB, 20MB, 1GB)
    #[arg(long, value_name = "SIZE", default_value = "20MB", value_parser = bytes)]
    max_document: u64,
    /// The encoding of all text [default: told from the words of each document]
    ///
    /// UTF-8, UTF-16LE, UTF-16BE, windows-1258, TCVN3 (ABC, .VnTime), VNI, VISCII, VIQR, or any
    /// label of the Encoding Standard.
    #[arg(long, value_name = "NAME")]
    encoding: Option<Encoding>,
    /// Whether text, title and lead of records are HTML, as content systems and WordPress store
    /// them
    ///
    /// auto: a field is HTML if it begins with an element such as <p>, or has two HTML tags or a
    /// reference such as &nbsp;. The run's table counts such records. yes: all of them. no: none.
    /// Offsets into what was HTML are null.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = html_fields_parser())]
    html_fields: HtmlFields,
    /// Follow symbolic links that lead out of an input folder (those that stay inside are always
    /// followed)
    #[arg(long)]
    follow: bool,
    /// Leave out files and folders that match, as in a .gitignore (*.jpg, /nháp/, !bìa.jpg); repeat
    /// it for more
    ///
    /// The last GLOB that matches decides; one that begins with ! takes files back in. GLOBs apply
    /// to files in archives as well. The counts leave such files out.
    #[arg(long, value_name = "GLOB")]
    ignore: Vec<String>,
    /// The format of standard input and of files whose names tell nothing
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(Format::names()))]
    input_format: Option<String>,
}

fn html_fields_parser() -> impl clap::builder::TypedValueParser<Value = HtmlFields> {
    clap::builder::PossibleValuesParser::new(HtmlFields::NAMES.map(|(name, _)| name))
        .map(|name| HtmlFields::named(&name).unwrap_or_default())
}

fn input_help() -> String {
    format!(
        "Files, folders, or - for standard input\n\n\
         thoisu tells the format of a file by its content, then by its name. It reads a folder in \
         the order of its names. It knows standard input by its first bytes, except for CSV: say \
         `--input-format csv`.\n\n{}",
        Format::help()
    )
}

fn field_help() -> String {
    format!(
        "Take a FIELD of the records from NAME, in JSON and CSV; repeatable, also for further \
         names of a field.\n\n\
         Without it, a field comes from the first of these names that has a value. Case, marks, \
         blanks, _ and - do not matter:\n{}",
        Fields::help()
    )
}

/// Reads a size, as `500`, `64kB`, `20MB`, `1.5GB` or `256MiB`.
pub(super) fn bytes(text: &str) -> std::result::Result<u64, String> {
    match text.parse::<bytesize::ByteSize>() {
        Ok(size) if size.as_u64() > 0 => Ok(size.as_u64()),
        Ok(_) => Err("expected more than nothing".into()),
        Err(error) => Err(format!("expected a size such as 20MB: {error}")),
    }
}

impl InputArgs {
    /// A reader of these inputs.
    pub fn reader(&self) -> Result<Reader> {
        self.reader_to(Extent::Blocks)
    }

    /// A reader of as much of each page as `extent` says.
    pub fn reader_to(&self, extent: Extent) -> Result<Reader> {
        let mut fields = Fields::default();
        for pair in &self.fields {
            fields.name(pair).map_err(|error| error.context("--field"))?;
        }
        let mut ignore = Ignore::default();
        for glob in &self.ignore {
            ignore.add(glob).map_err(|error| error.context("--ignore"))?;
        }
        let format = self.input_format.as_deref().and_then(Format::named);
        let (max_document, encoding, follow, html_fields) =
            (self.max_document, self.encoding, self.follow, self.html_fields);
        Reader::new(
            &self.inputs,
            ReadOptions {
                fields,
                max_document,
                format,
                extent,
                encoding,
                html_fields,
                follow,
                ignore,
            },
        )
    }
}
