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
  =chi                      just this word, in no other spelling
  năm                       typed with marks, it finds itself only: never nam
  nghi quyêt                an unfinished syllable is completed: quyết; so is a word without a tone
                            where too little is found
  \"chính trị\"               words side by side; \"chính trị\"~3 allows three more between them
  chuyển*                   words that begin so
  thuế -đất                 without a word; also !đất, NOT đất, -\"a phrase\", -(one OR other)
  thuế OR phí               either; OR binds weaker than AND, (brackets) group
  title:thuế                in the title; title:\"thuế đất\", title:(thuế phí)
  15-nq/tw, nq 15           the symbol or short name of a regulation finds what cites it
  regulation:15-NQ/TW       cites it, and nothing else will do; regulation:\"Nghị quyết 18\"
  type:\"Nghị quyết\"         cites a regulation of that type; issuer:\"Bộ Chính trị\" of that issuer;
                            marks may be left out
  date:19/5/2021            mentions a date within: date:\"quý I/2023\", date:2018..2022,
                            date:\">= 2020\"
  number:\"4,2 ha\"           mentions this number: number:\">= 1.000 tỷ đồng\", number:\"10..20 %\"
  published:2023            also 2023-04, 2023-04-13, \"tháng 4/2023\", 2022..2023, ..2020, 2024-06..
  published:none            without a day of publication
  author:lan                also section:\"thời sự\", tag:\"đất đai\": words of the name; marks may
                            be left out
  source:nhandan.vn         the host of the article's address
  id:ID                     one document

For three words or more, a document must hold a share of their weight: 70 % for three words, down to
30 % for eight; a rarer word weighs more. Words that no document has are corrected, and
abbreviations find their long forms: --exact switches that off.
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

/// The words of a query as they were typed, one argument or several.
pub(super) fn joined(words: &[String]) -> String {
    words.join(" ")
}

/// A query as it was typed, without the blank that keeps it from being read as options.
pub(super) fn argument(argument: &str) -> std::result::Result<String, Infallible> {
    Ok(argument
        .strip_prefix(' ')
        .filter(|query| query.starts_with('-'))
        .unwrap_or(argument)
        .to_string())
}

/// Searches, and tells how many milliseconds that took.
pub(super) fn search(
    index: &Index,
    query: &Query,
    options: &SearchOptions,
) -> Result<(SearchResults, f64)> {
    let begun = Instant::now();
    let results = index.search(query, options)?;
    Ok((results, took_ms(begun)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_queries_as_typed() {
        assert_eq!(
            [" -a", "-a", " a"].map(argument),
            ["-a", "-a", " a"].map(|query| Ok(query.to_string()))
        );
    }
}
