//! The rows of regulations, and of what they do to each other.

use std::collections::BTreeMap;

use super::schema::{Cell, Row};
use crate::registry::Record;

/// The row of a regulation in [`Table::Regulations`](super::Table::Regulations).
///
/// ```
/// use thoisu::registry::Record;
/// use thoisu::report::tables::{Cell, regulation_row};
/// let record = Record { id: "35-CT/TW@2019".into(), documents: 3, ..Record::default() };
/// let row = regulation_row(&record);
/// assert_eq!(row[1], Cell::Text("35-CT/TW".into()));
/// assert_eq!(row[7], Cell::Whole(3));
/// ```
pub fn regulation_row(record: &Record) -> Row<'_> {
    vec![
        Cell::text(&record.id),
        Cell::text(record.symbol()),
        Cell::text_if_any(record.doc_type.as_deref()),
        Cell::text_if_any(record.issuer.as_deref()),
        Cell::day(record.issued),
        Cell::text_if_any(record.title.as_deref()),
        Cell::Texts(record.aliases.as_slice().into()),
        Cell::whole(Some(record.documents)),
        Cell::whole(Some(record.mentions)),
        Cell::day(record.cited.map(|(first, _)| first)),
        Cell::day(record.cited.map(|(_, last)| last)),
        Cell::text(record.force.name()),
        Cell::Texts(record.disputed.iter().map(|of| of.name().to_string()).collect()),
    ]
}

/// The rows of what these regulations do, and of what is done to them, in
/// [`Table::Relations`](super::Table::Relations): each relation once, in the order of kind and ids.
/// `from_id` is empty where no document names what acts.
pub fn relation_rows<'r>(
    records: impl IntoIterator<Item = &'r Record>,
) -> impl Iterator<Item = Row<'r>> {
    let mut relations = BTreeMap::new();
    for record in records {
        for related in &record.relations {
            let (own, other) = (Some(record.id.as_str()), related.other.as_deref());
            let (from, to) = if related.is_actor { (own, other) } else { (other, own) };
            relations.insert((related.kind, from, to), related);
        }
    }
    relations.into_iter().map(|((kind, from, to), related)| {
        vec![
            Cell::text(kind.name()),
            Cell::text_if_any(from),
            Cell::text_if_any(to),
            Cell::text_if_any(related.is_planned.then_some("planned")),
            Cell::whole(Some(related.documents.len())),
            Cell::Texts(related.documents.as_slice().into()),
        ]
    })
}
