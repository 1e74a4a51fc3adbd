//! `thoisu split`: a page line by line, with the document that each line belongs to and why, for
//! whoever mends the splitting.

use std::fmt::Write as _;

use super::done::Done;
use super::input::InputArgs;
use super::print::{self, Page};
use crate::read::decode;
use crate::split::explain;
use crate::text::Printable;
use crate::{Extent, Miss, Result};

/// Show for each line of a page which document it belongs to, and why
///
/// Prints a row a line: its number, the document (1 is the main article, 2 and up are its teasers;
/// - is none), the kind of the block, what the line looks like, and its first 60 characters.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu split page.txt
  thoisu split page.html")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: InputArgs,
}

/// Characters of a line that are shown.
const SHOWN: usize = 60;

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let (mut kept, mut failed) = (0, 0);
    for item in arguments.input.reader_to(Extent::All)? {
        let origin = item.origin.clone();
        let decoded = match decode(item) {
            Ok(decoded) => decoded,
            Err(error) => {
                let is_failure = error.miss() == Miss::Failed;
                failed += u64::from(is_failure);
                let say = if is_failure { print::note } else { print::tell };
                say(error.context(origin));
                continue;
            }
        };
        kept += 1;
        let mut page = Page::default();
        let _ = writeln!(page, "{}", Printable(&decoded.raw.source_id));
        for (number, line) in explain(decoded.raw).iter().enumerate() {
            let document = line
                .document
                .map_or_else(|| "-".to_string(), |document| (document + 1).to_string());
            let kind = line.kind.map_or("-", |kind| kind.name());
            let text: String = line.text.chars().take(SHOWN).collect();
            let _ = writeln!(
                page,
                "{:>4} {document:>3}  {kind:<10} {:<12} {}",
                number + 1,
                line.rule,
                Printable(&text)
            );
        }
        print::page(&page)?;
    }
    Done::of(kept, failed)
}
