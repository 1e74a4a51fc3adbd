//! The query of `search`, `timeline` and the prompt: its language, its argument, its answer.

use std::convert::Infallible;
use std::time::Instant;

use super::answer::took_ms;
use crate::Result;
use crate::index::{Counted, Index, Query, SearchOptions, SearchResults};

/// The query language, for `--help` and the prompt.
pub(super) const LANGUAGE: &str = "\
The query language:
  thuế đất                  both words (AND), in title or body; those that stand together come first
  thue dat                  typed bare, a word finds every spelling: thuế, thuê, thuệ …
  năm                       typed with marks, it finds itself only: never nam
  nghi quyêt                what is no syllable yet is completed: quyết; so are all marks where nothing else is found
  \"chính trị\"               words that stand together; \"chính trị\"~3 with up to three more between them
  chuyển*                   words that begin so
  thuế -đất                 without a word; -\"a phrase\", -(one OR other)
  thuế OR phí               either; OR binds weaker than AND, (brackets) group
  title:thuế                in the title; title:\"thuế đất\", title:(thuế phí)
  15-nq/tw, nghị quyết 15   words that are the symbol of a regulation find it however it is written
  regulation:15-NQ/TW       cites it, and nothing else will do; regulation:\"Nghị quyết 18\"
  type:\"Nghị quyết\"         cites a regulation of that sort; issuer:\"Bộ Chính trị\" of that issuer; marks may be left out
  date:19/5/2021            mentions a date that lies within: date:\"quý I/2023\", date:2018..2022, date:\">= 2020\"
  number:\"4,2 ha\"           mentions such a number: number:\">= 1.000 tỷ đồng\", number:\"10..20 %\"
  published:2023            also 2023-04, 2023-04-13, \"tháng 4/2023\", 2022..2023, ..2020, 2024-06..
  source:nhandan.vn         the host of the article's address
  id:ID                     one document

A question of many words is answered with documents that have the most telling of them where few have all.
";

/// Which documents are counted.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum CountName {
    /// Those in which every two neighbouring words stand side by side
    Together,
    /// All hits
    Total,
}

impl CountName {
    pub(super) fn counted(self) -> Counted {
        match self {
            CountName::Together => Counted::Together,
            CountName::Total => Counted::Total,
        }
    }
}

/// A query as it was typed, without the blank that keeps it from being read as options.
pub(super) fn argument(argument: &str) -> std::result::Result<String, Infallible> {
    Ok(argument.strip_prefix(' ').filter(|query| query.starts_with('-')).unwrap_or(argument).to_string())
}

/// Searches, and tells how many milliseconds that took.
pub(super) fn search(index: &Index, query: &Query, options: &SearchOptions) -> Result<(SearchResults, f64)> {
    let begun = Instant::now();
    let results = index.search(query, options)?;
    Ok((results, took_ms(begun)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_queries_as_typed() {
        assert_eq!([" -a", "-a", " a"].map(argument), ["-a", "-a", " a"].map(|query| Ok(query.to_string())));
    }
}
