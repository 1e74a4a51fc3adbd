//! What documents say of regulations, as the index holds it.

use std::collections::BTreeMap;

use tantivy::columnar::{BytesColumn, Column, StrColumn};
use tantivy::{DateTime, DocAddress, DocId, Searcher, SegmentOrdinal, SegmentReader};

use super::schema::local_day;
use crate::registry::{Facts, Source};
use crate::{Error, Result};

/// The facts of all documents.
pub(in crate::index) fn facts(searcher: &Searcher) -> Result<Vec<(Source, Facts)>> {
    let mut found = Vec::new();
    for segment in searcher.segment_readers() {
        let Some(columns) = Columns::of(segment)? else { continue };
        for document in segment.doc_ids_alive() {
            found.extend(columns.facts(document)?);
        }
    }
    Ok(found)
}

/// The facts of these documents, each with its place.
pub(in crate::index) fn facts_of(
    searcher: &Searcher,
    documents: impl IntoIterator<Item = DocAddress>,
) -> Result<Vec<(DocAddress, (Source, Facts))>> {
    let mut by_segment: BTreeMap<SegmentOrdinal, Vec<DocId>> = BTreeMap::new();
    documents.into_iter().for_each(|address| {
        by_segment.entry(address.segment_ord).or_default().push(address.doc_id)
    });
    let mut found = Vec::new();
    for (segment, documents) in by_segment {
        let Some(columns) = Columns::of(searcher.segment_reader(segment))? else { continue };
        for document in documents {
            let place = DocAddress::new(segment, document);
            found.extend(columns.facts(document)?.map(|facts| (place, facts)));
        }
    }
    Ok(found)
}

/// The columns of a segment that facts are read from.
struct Columns {
    facts: BytesColumn,
    ids: StrColumn,
    days: Option<Column<DateTime>>,
    originals: Option<StrColumn>,
}

impl Columns {
    /// None where no document of the segment has facts.
    fn of(segment: &SegmentReader) -> Result<Option<Columns>> {
        let columns = segment.fast_fields();
        let (Some(facts), Some(ids)) = (columns.bytes("facts")?, columns.str("id")?) else {
            return Ok(None);
        };
        Ok(Some(Columns {
            facts,
            ids,
            days: columns.date("published").ok(),
            originals: columns.str("near_duplicate_of")?,
        }))
    }

    fn facts(&self, document: DocId) -> Result<Option<(Source, Facts)>> {
        let (Some(ord), Some(name)) =
            (self.facts.term_ords(document).next(), self.ids.term_ords(document).next())
        else {
            return Ok(None);
        };
        let (mut bytes, mut id) = (Vec::new(), String::new());
        self.facts.ord_to_bytes(ord, &mut bytes)?;
        self.ids.ord_to_str(name, &mut id)?;
        let read = serde_json::from_slice(&bytes).map_err(|error| {
            Error::caused(format!("the facts of document `{id}` cannot be read"), error).damage()
        })?;
        let mut near_duplicate_of = None;
        if let Some((originals, original)) =
            self.originals.as_ref().and_then(|all| Some((all, all.term_ords(document).next()?)))
        {
            originals.ord_to_str(original, near_duplicate_of.insert(String::new()))?;
        }
        let day = self.days.as_ref().and_then(|days| days.first(document)).and_then(local_day);
        Ok(Some((Source { document: id, day, near_duplicate_of }, read)))
    }
}
