//! What documents say of regulations, as the index holds it.

use tantivy::Searcher;

use super::schema::local_day;
use crate::registry::{Facts, Source};
use crate::{Error, Result};

/// The facts of all documents.
pub(in crate::index) fn facts(searcher: &Searcher) -> Result<Vec<(Source, Facts)>> {
    let mut found = Vec::new();
    for segment in searcher.segment_readers() {
        let columns = segment.fast_fields();
        let (Some(facts), Some(ids)) = (columns.bytes("facts")?, columns.str("id")?) else { continue };
        let (days, originals) = (columns.date("published").ok(), columns.str("near_duplicate_of")?);
        for document in segment.doc_ids_alive() {
            let (Some(ord), Some(name)) = (facts.term_ords(document).next(), ids.term_ords(document).next()) else { continue };
            let (mut bytes, mut id) = (Vec::new(), String::new());
            facts.ord_to_bytes(ord, &mut bytes)?;
            ids.ord_to_str(name, &mut id)?;
            let read = serde_json::from_slice(&bytes)
                .map_err(|error| Error::caused(format!("the facts of document `{id}` cannot be read"), error).damage())?;
            let mut near_duplicate_of = None;
            if let Some((originals, original)) = originals.as_ref().and_then(|all| Some((all, all.term_ords(document).next()?))) {
                originals.ord_to_str(original, near_duplicate_of.insert(String::new()))?;
            }
            let day = days.as_ref().and_then(|days| days.first(document)).and_then(local_day);
            found.push((Source { document: id, day, near_duplicate_of }, read));
        }
    }
    Ok(found)
}
