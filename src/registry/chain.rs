//! What took a regulation's place, and what took the place of that.

use jiff::civil::Date;

use super::all::Registry;
use super::record::Record;
use crate::model::RelationKind;

/// A regulation that took the place of the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Successor {
    /// Its id.
    pub id: String,
    /// Its day of issue, where documents say it.
    pub since: Option<Date>,
    /// How many documents say that it took the place.
    pub documents: usize,
}

impl Registry {
    /// The regulations that replaced this one, one after the other: of several that did, the one
    /// that most documents name.
    ///
    /// Plans do not count. A circle ends where it would begin again.
    pub fn successors(&self, record: &Record) -> Vec<Successor> {
        let (mut chain, mut here): (Vec<Successor>, _) = (Vec::new(), Some(record));
        while let Some((id, documents)) = here.and_then(replaced_by) {
            if id == record.id || chain.iter().any(|successor| successor.id == id) {
                break;
            }
            here = self.get(id);
            chain.push(Successor {
                id: id.to_string(),
                since: here.and_then(|next| next.issued),
                documents,
            });
        }
        chain
    }
}

fn replaced_by(record: &Record) -> Option<(&str, usize)> {
    let replaces = record.relations.iter().filter(|related| related.kind == RelationKind::Replaces);
    let stated = replaces.filter(|related| !related.is_actor && !related.is_planned);
    let named =
        stated.filter_map(|related| Some((related.other.as_deref()?, related.documents.len())));
    named.max_by_key(|(id, documents)| (*documents, std::cmp::Reverse(*id)))
}
