//! `thoisu resolve`: which regulation each short form of a text may mean, and why.

use std::path::PathBuf;

use jiff::civil::Date;
use serde::Serialize;

use super::done::Done;
use super::lexicon::add_words_of;
use super::print::{self, Page};
use crate::index::Index;
use crate::model::{CORPUS, How, Regulation};
use crate::registry::{Candidate, Registry, candidates, settled};
use crate::text::Printable;
use crate::{Error, Meta, Origin, Published, RawDocument, Result, extract, link, split::split};

/// Tell which regulation a short form or a sentence means, and why
#[derive(clap::Args)]
#[command(after_help = "\
For each regulation that TEXT mentions, prints what the text itself settles (`rule`: type, number,
year and issuer; `antecedent`: a fuller form in it). With --index it adds the regulations of that
type and number, or of that name, which the articles cite: those of the stated issuer first, then
the last one issued before the day of --on, then the most cited. The only one that was issued or
cited within twelve months of that day is `corpus`, with a confidence.

Examples:
  thoisu resolve 'Nghị định 49 năm 2017'
  thoisu resolve 'Nghị quyết 57' --index archive --on 2025-03-01
  thoisu resolve 'Theo Luật Đất đai, xã thu hồi 3 ha.' --on 2023-05-01 --format json")]
pub(super) struct Arguments {
    /// A short form or sentences
    text: String,
    /// A folder that `thoisu run` wrote, for candidates [default: the text alone]
    #[arg(long, value_name = "DIR")]
    index: Option<PathBuf>,
    /// The day on which the text was published, such as 2025-03-01 or 1/3/2025
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<Published>,
    /// Candidates to print of each mention
    #[arg(long, short = 'n', value_name = "N", default_value_t = 5)]
    limit: usize,
    /// A table to read or one JSON list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Table,
    Json,
}

fn day(typed: &str) -> std::result::Result<Published, String> {
    Published::parse(typed)
        .ok_or_else(|| "expected a day, such as `2025-03-01` or `1/3/2025`".to_string())
}

/// What is known of a mention: as `--format json` prints it, a contract, in
/// `registry/REGULATIONS.md`.
#[derive(Serialize)]
pub(crate) struct Answer {
    text: String,
    value: Option<String>,
    /// What it means; null where it stays open.
    target: Option<String>,
    how: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    candidates: Vec<Printed>,
}

#[derive(Serialize)]
struct Printed {
    id: String,
    title: Option<String>,
    reasons: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let registry = match &arguments.index {
        Some(dir) => {
            add_words_of(dir)?;
            Some(Index::open(dir)?.registry()?)
        }
        None => None,
    };
    let answers = answers(&arguments.text, registry.as_ref(), arguments.on, arguments.limit)?;
    match arguments.format {
        Format::Json => print::json(&answers)?,
        Format::Table => print::page(&table(&answers, arguments.index.is_some()))?,
    }
    Ok(Done::All)
}

/// An answer for each regulation that the text mentions.
pub(crate) fn answers(
    text: &str,
    registry: Option<&Registry>,
    published: Option<Published>,
    limit: usize,
) -> Result<Vec<Answer>> {
    let raw = RawDocument {
        origin: Origin { path: "TEXT".into(), record: None },
        source_id: "TEXT".into(),
        meta: Meta { published, ..Meta::default() },
        text: text.to_string(),
        blocks: Vec::new(),
        addressable: true,
    };
    if text.trim().is_empty() {
        return Err(Error::new(
            "expected a short form or a sentence, such as `Nghị quyết 57`, but found an empty text",
        ));
    }
    let on = published.map(|published| published.day);
    let mut answers = Vec::new();
    for document in split(raw)? {
        let annotated = link(extract(document));
        for mention in annotated.all_mentions() {
            if let Some(regulation) = Regulation::of(&mention.value) {
                answers.push(Answer::new(&mention.surface, regulation, registry, on, limit));
            }
        }
    }
    Ok(answers)
}

impl Answer {
    fn new(
        surface: &str,
        regulation: &Regulation,
        registry: Option<&Registry>,
        on: Option<Date>,
        limit: usize,
    ) -> Answer {
        let by_text = match &regulation.target {
            Some(target) => Some((target.id.clone(), target.how.name(), None)),
            None => (regulation.form == crate::model::RegulationForm::Code)
                .then(|| (regulation.value.clone(), How::Itself.name(), None)),
        };
        let by_corpus = || {
            let settled = settled(registry?, regulation, on?)?;
            Some((settled.id, CORPUS, Some((settled.confidence * 100.0).round() / 100.0)))
        };
        let known = by_text.or_else(by_corpus);
        let found =
            registry.map(|registry| candidates(registry, regulation, on)).unwrap_or_default();
        Answer {
            text: surface.to_string(),
            value: Some(regulation.value.clone()).filter(|value| !value.is_empty()),
            how: known.as_ref().map(|(_, how, _)| *how),
            confidence: known.as_ref().and_then(|(.., confidence)| *confidence),
            target: known.map(|(id, ..)| id),
            candidates: found.into_iter().take(limit).map(Printed::of).collect(),
        }
    }
}

impl Printed {
    fn of(candidate: Candidate) -> Printed {
        let reasons = candidate.reasons.iter().map(ToString::to_string).collect();
        Printed { id: candidate.id, title: candidate.title, reasons }
    }
}

fn table(answers: &[Answer], has_index: bool) -> Page {
    let mut page = Page::default();
    if answers.is_empty() {
        page.push("the text mentions no regulation\n");
    }
    for answer in answers {
        let surface = answer.text.split_whitespace().collect::<Vec<_>>().join(" ");
        page.push(&format!("{}\n", Printable(&surface)));
        page.push(&match (&answer.target, answer.how) {
            (Some(target), Some(how)) => {
                let confidence = answer
                    .confidence
                    .map_or(String::new(), |confidence| format!(", confidence {confidence}"));
                format!("  means {} ({how}{confidence})\n", Printable(target))
            }
            _ => "  the text leaves open what it means\n".to_string(),
        });
        for (number, candidate) in answer.candidates.iter().enumerate() {
            let title =
                candidate.title.as_deref().map_or(String::new(), |title| format!("  {title}"));
            page.push(&format!(
                "  {:>2}. {}{}\n",
                number + 1,
                Printable(&candidate.id),
                Printable(&title)
            ));
            page.push(&format!("      {}\n", Printable(&candidate.reasons.join("; "))));
        }
        if answer.candidates.is_empty() {
            let none = if has_index {
                "no regulation of the index fits"
            } else {
                "no candidates: --index DIR looks for them in an archive"
            };
            page.push(&format!("  {none}\n"));
        }
    }
    page
}
