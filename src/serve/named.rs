//! The document and the regulation that an address names.

use super::ask::Ask;
use super::problem::Problem;
use crate::index::StoredDocument;
use crate::registry::{Record, RecordOrder};

/// The document of an address: by its id, and of several that have it by where it is from.
///
/// # Errors
///
/// When the address names none, or there is none.
pub fn document_of(ask: &Ask) -> Result<StoredDocument, Problem> {
    let id = ask.params.get("id").ok_or_else(|| {
        Problem::bad("expected a document's id, such as `/document?id=ID`, but found none")
    })?;
    let mut documents = ask.snapshot.index.documents(id)?;
    if let Some(origin) = ask.params.get("origin") {
        documents.retain(|document| document.facts.origin == origin);
    }
    documents.into_iter().next().ok_or_else(|| {
        Problem::missing(format!("no document has the id `{id}`; a search shows ids"))
    })
}

/// The record that an address names: behind `/regulation/` its whole rest is the id.
///
/// # Errors
///
/// When there is none, or several have that symbol.
pub fn regulation_of(ask: &Ask) -> Result<&Record, Problem> {
    let name = regulation_name(ask);
    let mut called = ask.snapshot.known()?.called(&name);
    RecordOrder::Citations.sort(&mut called);
    match called.as_slice() {
        [] if name.is_empty() => Err(Problem::bad(
            "expected a regulation's id, such as `/regulation/15-NQ/TW`, but found none",
        )),
        [] => Err(Problem::missing(format!("the articles cite no regulation `{name}`"))),
        [record] => Ok(record),
        several => {
            let candidates: Vec<String> = several.iter().map(|record| record.id.clone()).collect();
            let told = format!("{} regulations may be called `{name}`", candidates.len());
            Err(Problem { candidates, ..Problem::missing(told) })
        }
    }
}

/// What an address calls a regulation.
pub fn regulation_name(ask: &Ask) -> String {
    let rest = ask.path.split_once("/regulation/").map(|(_, rest)| rest);
    rest.or(ask.params.get("id")).unwrap_or_default().trim().to_string()
}
