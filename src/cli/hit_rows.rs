//! Many queries out of a CSV file, and hits as rows of one.

use std::path::Path;

use super::answer::marked;
use crate::index::{DocumentFacts, SearchResults};
use crate::report::Cells;
use crate::{Error, Result};

/// The queries of a file with their lines: those of the column `query`, or of the first.
pub(super) fn queries_of(file: &Path) -> Result<Vec<(u64, String)>> {
    let failed = |error: csv::Error| Error::caused(file.display().to_string(), error);
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(file)
        .map_err(failed)?;
    let mut queries = Vec::new();
    let mut column = 0;
    for (number, row) in rows.records().enumerate() {
        let row = row.map_err(failed)?;
        let is_named =
            |cell: &str| cell.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case("query");
        if number == 0
            && let Some(named) = row.iter().position(is_named)
        {
            column = named;
            continue;
        }
        let typed = row.get(column).unwrap_or_default().trim_start_matches('\u{feff}').trim();
        if !typed.is_empty() {
            queries.push((row.position().map_or(0, csv::Position::line), typed.to_string()));
        }
    }
    if queries.is_empty() {
        return Err(Error::new("expected a query a line, but found none").context(file.display()));
    }
    Ok(queries)
}

/// Hits as rows of CSV.
pub(super) struct HitRows(csv::Writer<Vec<u8>>);

impl HitRows {
    pub(super) fn new(is_excel: bool) -> Result<HitRows> {
        let out = if is_excel { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
        let delimiter = if is_excel { b';' } else { b',' };
        let mut rows = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
        rows.write_record(COLUMNS).map_err(not_written)?;
        Ok(HitRows(rows))
    }

    pub(super) fn add(
        &mut self,
        query: &str,
        offset: usize,
        results: &SearchResults,
    ) -> Result<()> {
        for (number, hit) in results.hits.iter().enumerate() {
            let DocumentFacts { id, title, published, url, .. } = &hit.document;
            let rank = (offset + number + 1).to_string();
            let [title, published, url] =
                [title, published, url].map(|fact| fact.as_deref().unwrap_or_default());
            let snippet = marked(&hit.snippet);
            let [query, id, title, url, snippet] =
                [query, id, title, url, &snippet].map(|text| Cells::Guarded.text(text));
            self.0
                .write_record([&*query, &*rank, &*id, &*title, published, &*url, &*snippet])
                .map_err(not_written)?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Vec<u8>> {
        self.0.into_inner().map_err(|error| {
            Error::caused("the hits could not be written as CSV", error.into_error())
        })
    }
}

fn not_written(error: csv::Error) -> Error {
    Error::caused("the hits could not be written as CSV", error)
}

const COLUMNS: [&str; 7] = ["query", "rank", "id", "title", "published", "url", "snippet"];

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
