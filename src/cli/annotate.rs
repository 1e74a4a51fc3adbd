//! `thoisu annotate`: each document as an HTML page with its mentions marked.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::done::Done;
use super::input::InputArgs;
use super::kinds::KindArgs;
use super::lexicon::OwnWords;
use super::print;
use super::progress::Progress;
use super::threads::Threads;
use crate::run::pipeline::{self, Outcome, Wanted, annotate_to};
use crate::serve::{Language, annotated_page, file_name, list_of_pages};
use crate::{Annotated, Error, Extent, Miss, Result};

/// Write each document as an HTML page with its dates, regulations and numbers marked
///
/// A page is one file that needs no other: it can be kept, sent and printed. Pointing at a mention,
/// or reaching it with the Tab key, shows its value. `index.html` lists the pages.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu annotate article.txt --out pages
  thoisu annotate archive/ --out pages --language en")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: InputArgs,
    /// The folder for the pages; it is made where it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The language of what is said of mentions: vi or en
    #[arg(long, value_name = "LANGUAGE", default_value = "vi", value_parser = language)]
    language: Language,
    #[command(flatten)]
    kinds: KindArgs,
    #[command(flatten)]
    words: OwnWords,
    #[command(flatten)]
    threads: Threads,
}

/// A language by its tag.
pub(super) fn language(tag: &str) -> std::result::Result<Language, String> {
    Language::of_tag(tag).ok_or_else(|| "expected `vi` or `en`".to_string())
}

pub(super) fn run(arguments: &Arguments, quiet: bool) -> Result<Done> {
    arguments.words.add()?;
    let mut reader = arguments.input.reader()?;
    fs::create_dir_all(&arguments.out)
        .map_err(|error| Error::from(error).context(arguments.out.display()))?;
    let kinds = arguments.kinds.kinds;
    let wanted =
        Wanted { kinds, extent: Extent::Blocks, explained: false, all_fields: true, linked: true };
    let mut pages = Pages { arguments, names: FxHashMap::default(), list: Vec::new() };
    let mut progress = Progress::new(quiet);
    let (mut kept, mut failed) = (0, 0);
    pipeline::run(
        &mut reader,
        arguments.threads.count(),
        |items| annotate_to(items, wanted),
        |outcome| {
            let Outcome { origin, bytes, documents, .. } = outcome;
            match documents {
                Ok(documents) => {
                    kept += 1;
                    progress.add(documents.len(), bytes);
                    documents.iter().try_for_each(|annotated| pages.add(annotated))
                }
                Err(reason) => {
                    progress.skip(&origin, &reason);
                    failed += u64::from(reason.miss() == Miss::Failed);
                    Ok(())
                }
            }
        },
    )?;
    progress.tell_unnamed();
    progress.finish();
    let done = Done::of(kept, failed)?;
    pages.write("index.html", &list_of_pages(&pages.list, arguments.language))?;
    print::tell(format_args!(
        "{} pages are in {}; index.html lists them",
        pages.list.len(),
        arguments.out.display()
    ));
    Ok(done)
}

/// The pages that were written.
struct Pages<'a> {
    arguments: &'a Arguments,
    /// How many pages have a name, numbers aside.
    names: FxHashMap<String, usize>,
    /// The file and the title of each.
    list: Vec<(String, String)>,
}

impl Pages<'_> {
    fn add(&mut self, annotated: &Annotated) -> Result<()> {
        let document = &annotated.document;
        let name = self.name(&document.id);
        self.write(&name, &annotated_page(annotated, self.arguments.language))?;
        self.list.push((name, document.meta.title.clone().unwrap_or_else(|| document.id.clone())));
        Ok(())
    }

    /// A name of a file that no other page has, whatever the case of letters: `index` is taken.
    fn name(&mut self, id: &str) -> String {
        let plain = file_name(id).to_lowercase();
        loop {
            let count = self.names.entry(plain.clone()).or_insert(usize::from(plain == "index"));
            *count += 1;
            let name = if *count == 1 { plain.clone() } else { format!("{plain}-{count}") };
            if name == plain || self.names.insert(name.clone(), 1).is_none() {
                return format!("{name}.html");
            }
        }
    }

    fn write(&self, name: &str, page: &str) -> Result<()> {
        let path = self.arguments.out.join(name);
        let mut file = print::create(&path)?;
        Ok(file.write_all(page.as_bytes())?)
    }
}
