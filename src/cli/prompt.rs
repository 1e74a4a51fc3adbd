//! The prompt of `thoisu search` without a query: one query a line, with history.

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::answer::{Answer, bars};
use super::done::Done;
use super::print::{self, Page};
use super::query::{LANGUAGE, search};
use super::show;
use crate::index::{FacetField, Index, Query, SearchOptions, TimelineOptions};
use crate::{Error, Result};

const WELCOME: &str = "One query a line. A number opens that hit, n or an empty line shows the next page, p the one before, facets and timeline \
count, help shows the query language, :quit or Ctrl-D ends. To search for one of these words, quote it.\n";

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked<'a> {
    Query(&'a str),
    Open(usize),
    NextPage,
    PreviousPage,
    Facets,
    Timeline,
    Help,
    Quit,
}

fn asked(line: &str) -> Asked<'_> {
    match line.trim() {
        "" | "n" => Asked::NextPage,
        "p" => Asked::PreviousPage,
        "facets" => Asked::Facets,
        "timeline" => Asked::Timeline,
        "help" | ":help" | ":h" | ":?" => Asked::Help,
        ":quit" | ":q" | ":exit" => Asked::Quit,
        query => match query.parse() {
            Ok(number) if query.len() <= LONGEST_NUMBER => Asked::Open(number),
            _ => Asked::Query(query),
        },
    }
}

/// Digits of a number that may be that of a hit; a year is a query.
const LONGEST_NUMBER: usize = 3;

pub(super) fn run(index: &Index, options: SearchOptions) -> Result<Done> {
    let failed = |error: ReadlineError| {
        Error::caused("the terminal cannot be read; give the query as an argument", error)
    };
    let mut editor = DefaultEditor::new().map_err(failed)?;
    // History is a comfort: where it cannot be kept, the prompt works all the same.
    let history = dirs::state_dir().or_else(dirs::data_local_dir).map(|dir| dir.join("thoisu"));
    let file = history.as_ref().map(|dir| dir.join("history"));
    if let Some(file) = &file {
        let _ = editor.load_history(file);
    }
    print::text(format_args!("{} documents. {WELCOME}", index.len()))?;
    let mut prompt = Prompt { index, options, last: None };
    loop {
        let line = match editor.readline("thoisu> ") {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(failed(error)),
        };
        if !line.trim().is_empty() {
            let _ = editor.add_history_entry(line.trim());
        }
        match prompt.reply(&line, true) {
            Some(reply) => print::page(&reply)?,
            None => break,
        }
    }
    if let (Some(dir), Some(file)) = (&history, &file)
        && let Err(error) = std::fs::create_dir_all(dir)
            .map_err(ReadlineError::from)
            .and_then(|()| editor.save_history(file))
    {
        let place = format!("the history is not kept in {}", file.display());
        log::info!("{}", Error::caused(place, error));
    }
    Ok(Done::All)
}

struct Prompt<'a> {
    index: &'a Index,
    options: SearchOptions,
    last: Option<Last>,
}

/// What was asked last.
struct Last {
    query: Query,
    /// The first hit of the page that was shown, and the ids of those on it.
    offset: usize,
    ids: Vec<String>,
}

impl Prompt<'_> {
    /// What is printed for a line; `None` where it ends the prompt.
    fn reply(&mut self, line: &str, is_terminal: bool) -> Option<Page> {
        let asked = asked(line);
        let reply = match (&asked, self.last.take()) {
            (Asked::Quit, _) => return None,
            (Asked::Help, last) => {
                self.last = last;
                Ok(Page::of(format_args!("{LANGUAGE}\n{WELCOME}")))
            }
            (Asked::Query(text), _) => match Query::parse(text) {
                Ok(query) => self.page(query, self.options.offset, is_terminal),
                Err(error) => Ok(Page::of(format_args!("{error}\n"))),
            },
            (_, None) => Ok(Page::of(WELCOME)),
            (Asked::NextPage, Some(last)) => {
                self.page(last.query, last.offset + last.ids.len(), is_terminal)
            }
            (Asked::PreviousPage, Some(last)) => {
                self.page(last.query, last.offset.saturating_sub(self.options.limit), is_terminal)
            }
            (asked, Some(last)) => {
                let page = self.about(asked, &last, is_terminal);
                self.last = Some(last);
                page
            }
        };
        Some(reply.unwrap_or_else(|error| Page::of(format_args!("{error}\n"))))
    }

    /// A page of hits.
    fn page(&mut self, query: Query, offset: usize, is_terminal: bool) -> Result<Page> {
        let options = SearchOptions { offset, ..self.options.clone() };
        let (results, took_ms) = search(self.index, &query, &options)?;
        let table =
            Answer { query: query.text(), results: &results, offset, took_ms }.table(is_terminal);
        let ids = results.hits.into_iter().map(|hit| hit.document.id).collect();
        self.last = Some(Last { query, offset, ids });
        Ok(table)
    }

    /// One hit, or counts over all.
    fn about(&self, asked: &Asked, last: &Last, is_terminal: bool) -> Result<Page> {
        match asked {
            Asked::Open(number) => {
                let id = number.checked_sub(last.offset + 1).and_then(|at| last.ids.get(at));
                let Some(id) = id else {
                    return Ok(Page::of(format_args!(
                        "expected the number of a hit above, but found {number}\n"
                    )));
                };
                match self.index.documents(id)?.first() {
                    Some(document) => {
                        show::page(self.index, document, Some(&last.query), is_terminal)
                    }
                    None => Ok(Page::of("the document is gone\n")),
                }
            }
            Asked::Timeline => {
                let timeline = self.index.timeline(&last.query, &TimelineOptions::default())?;
                let rows: Vec<(&str, u64)> = timeline
                    .periods
                    .iter()
                    .map(|period| (period.period.as_str(), period.documents))
                    .collect();
                Ok(Page::of(bars(&rows)))
            }
            _ => {
                let options = SearchOptions {
                    limit: 0,
                    facets: FacetField::all().collect(),
                    ..self.options.clone()
                };
                let (results, took_ms) = search(self.index, &last.query, &options)?;
                Ok(Answer { query: last.query.text(), results: &results, offset: 0, took_ms }
                    .table(is_terminal))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::IndexWriter;

    #[test]
    fn lines_and_what_they_ask_for() {
        for (line, expected) in [
            ("thuế đất", Asked::Query("thuế đất")),
            (" :q ", Asked::Quit),
            (":help", Asked::Help),
            ("  ", Asked::NextPage),
            ("quit", Asked::Query("quit")),
            ("3", Asked::Open(3)),
            ("2024", Asked::Query("2024")),
            ("n", Asked::NextPage),
            (" p", Asked::PreviousPage),
            ("facets", Asked::Facets),
            ("timeline", Asked::Timeline),
            ("\"help\"", Asked::Query("\"help\"")),
        ] {
            assert_eq!(asked(line), expected);
        }
    }

    #[test]
    fn every_line_gets_its_reply() -> Result<()> {
        let temp = tempfile::tempdir()?;
        IndexWriter::open(temp.path(), 1)?.finish()?;
        let mut prompt = Prompt {
            index: &Index::open(temp.path())?,
            options: SearchOptions::default(),
            last: None,
        };
        for (line, begins) in [
            ("", Some("One query a line")),
            ("7", Some("One query a line")),
            ("thuế", Some("no document matches")),
            ("", Some("no document matches")),
            (
                "(thuế",
                Some("expected a `)` for this `(`, but found the end of the query\n  (thuế\n  ^\n"),
            ),
            (":help", Some("The query language:")),
            ("thuế", Some("no document matches")),
            ("1", Some("expected the number of a hit above, but found 1")),
            ("timeline", Some("")),
            ("facets", Some("regulation (0 different)")),
            ("p", Some("no document matches")),
            (":quit", None),
        ] {
            let reply = prompt.reply(line, false);
            assert_eq!(
                reply
                    .as_ref()
                    .map(|reply| begins.is_some_and(|begins| reply.as_str().starts_with(begins))),
                begins.map(|_| true),
                "{reply:?}"
            );
        }
        Ok(())
    }
}
