//! The prompt of `thoisu search` without a query: one query a line, with history.

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::answer::Answer;
use super::done::Done;
use super::print::{self, Page};
use super::query::{LANGUAGE, search};
use crate::index::{Index, Query, SearchOptions};
use crate::{Error, Result};

const WELCOME: &str = "One query a line; an empty line shows the next page, :help the query language, :quit or Ctrl-D ends.\n";

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked<'a> {
    Query(&'a str),
    NextPage,
    Help,
    Quit,
}

fn asked(line: &str) -> Asked<'_> {
    match line.trim() {
        "" => Asked::NextPage,
        ":help" | ":h" | ":?" => Asked::Help,
        ":quit" | ":q" | ":exit" => Asked::Quit,
        query => Asked::Query(query),
    }
}

pub(super) fn run(index: &Index, options: SearchOptions) -> Result<Done> {
    let failed = |error: ReadlineError| Error::caused("the terminal cannot be read; give the query as an argument", error);
    let mut editor = DefaultEditor::new().map_err(failed)?;
    // History is a comfort: where it cannot be kept, the prompt works all the same.
    let history = dirs::state_dir().or_else(dirs::data_local_dir).map(|dir| dir.join("thoisu"));
    let file = history.as_ref().map(|dir| dir.join("history"));
    if let Some(file) = &file {
        let _ = editor.load_history(file);
    }
    print::text(format_args!("{} documents. {WELCOME}", index.len()))?;
    let mut prompt = Prompt { index, options, query: None };
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
        && let Err(error) = std::fs::create_dir_all(dir).map_err(ReadlineError::from).and_then(|()| editor.save_history(file))
    {
        log::info!("the history is not kept in {}: {error}", file.display());
    }
    Ok(Done::All)
}

struct Prompt<'a> {
    index: &'a Index,
    options: SearchOptions,
    /// The last query, and the first hit of the page that follows.
    query: Option<(Query, usize)>,
}

impl Prompt<'_> {
    /// What is printed for a line; `None` where it ends the prompt.
    fn reply(&mut self, line: &str, is_terminal: bool) -> Option<Page> {
        let (query, offset) = match asked(line) {
            Asked::Quit => return None,
            Asked::Help => return Some(Page::of(format_args!("{LANGUAGE}\n{WELCOME}"))),
            Asked::Query(text) => match Query::parse(text) {
                Ok(query) => (query, self.options.offset),
                Err(error) => return Some(Page::of(format_args!("{error}\n"))),
            },
            Asked::NextPage => match self.query.take() {
                Some(next) => next,
                None => return Some(Page::of(WELCOME)),
            },
        };
        let options = SearchOptions { offset, ..self.options.clone() };
        Some(match search(self.index, &query, &options) {
            Ok((results, took_ms)) => {
                let table = Answer { query: query.text(), results: &results, offset, took_ms }.table(is_terminal);
                self.query = Some((query, offset + results.hits.len()));
                table
            }
            Err(error) => Page::of(format_args!("{error}\n")),
        })
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
        ] {
            assert_eq!(asked(line), expected);
        }
    }

    #[test]
    fn every_line_gets_its_reply() -> Result<()> {
        let temp = tempfile::tempdir()?;
        IndexWriter::open(temp.path(), 1)?.finish()?;
        let mut prompt = Prompt { index: &Index::open(temp.path())?, options: SearchOptions::default(), query: None };
        for (line, begins) in [
            ("", Some("One query a line")),
            ("thuế", Some("no document matches")),
            ("", Some("no document matches")),
            ("(thuế", Some("expected a `)` for this `(`, but found the end of the query\n  (thuế\n  ^\n")),
            (":help", Some("The query language:")),
            (":quit", None),
        ] {
            let reply = prompt.reply(line, false);
            assert_eq!(
                reply.as_ref().map(|reply| begins.is_some_and(|begins| reply.as_str().starts_with(begins))),
                begins.map(|_| true),
                "{reply:?}"
            );
        }
        Ok(())
    }
}
