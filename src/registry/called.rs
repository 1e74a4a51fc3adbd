//! The one regulation that a text names, and the orders of a list.

use super::all::Registry;
use super::record::Record;
use crate::model::regulation_key;

/// The order of a list of records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordOrder {
    /// Those that most articles cite first.
    #[default]
    Citations,
    /// The newest day of issue first; those without one last.
    Issued,
    /// By id.
    Id,
}

impl RecordOrder {
    /// Puts records in this order; equal ones stand by id.
    pub fn sort(self, records: &mut [&Record]) {
        match self {
            RecordOrder::Citations => {
                records.sort_by(|a, b| {
                    b.documents
                        .cmp(&a.documents)
                        .then(b.mentions.cmp(&a.mentions))
                        .then(a.id.cmp(&b.id))
                });
            }
            RecordOrder::Issued => {
                records.sort_by(|a, b| b.issued.cmp(&a.issued).then(a.id.cmp(&b.id)))
            }
            RecordOrder::Id => records.sort_by(|a, b| a.id.cmp(&b.id)),
        }
    }
}

impl Registry {
    /// The one regulation that a text is: by its id, or by what nothing else is called.
    pub fn called(&self, text: &str) -> Option<&Record> {
        if text.is_empty() {
            return None;
        }
        let key = regulation_key(text);
        let is_called = |record: &&Record| {
            record.aliases.iter().chain([&record.id]).any(|alias| regulation_key(alias) == key)
        };
        let mut called = self.records.iter().filter(is_called);
        self.get(text).or_else(|| called.next().filter(|_| called.next().is_none()))
    }
}
