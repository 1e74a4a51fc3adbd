//! From the facts of documents to the registry: the same in any order of the documents.

use super::all::Registry;
#[cfg(feature = "index")]
use super::all::{number_of, plain};
use super::corpus;
use super::facts::{Facts, Source};
use super::groups::Groups;
use super::record;

impl Registry {
    /// The registry of these documents, in any order.
    ///
    /// ```
    /// use thoisu::registry::{Facts, Registry, Source};
    /// use thoisu::{Meta, Origin, RawDocument, extract, link, split::split};
    /// # fn main() -> thoisu::Result<()> {
    /// let raw = RawDocument {
    ///     origin: Origin { path: "tin.txt".into(), record: None },
    ///     source_id: "tin.txt".into(),
    ///     meta: Meta::default(),
    ///     text: "Ngày 9/5/2017, Chính phủ ban hành Nghị định 56/2017/NĐ-CP. Nghị định 56 có 5 chương.".into(),
    ///     blocks: Vec::new(),
    ///     addressable: true,
    /// };
    /// let facts = split(raw)?.into_iter().map(|document| {
    ///     let linked = link(extract(document));
    ///     let source = Source { document: linked.document.id.clone(), day: None, near_duplicate_of: None };
    ///     (source, Facts::new(&linked))
    /// });
    /// let registry = Registry::new(facts);
    /// let record = registry.get("56/2017/NĐ-CP").expect("it is cited");
    /// assert_eq!((record.mentions, record.aliases.as_slice()), (2, &["Nghị định 56".to_string()][..]));
    /// assert_eq!(record.issued.map(|day| day.to_string()).as_deref(), Some("2017-05-09"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(documents: impl IntoIterator<Item = (Source, Facts)>) -> Registry {
        let mut documents: Vec<(Source, Facts)> =
            documents.into_iter().filter(|(_, facts)| !facts.is_empty()).collect();
        documents.sort_by(|a, b| a.0.document.cmp(&b.0.document));
        let groups = Groups::new(&documents);
        let together = groups.together(documents.len());
        let records = record::all(&documents, groups);
        let mut registry = Registry::of(records, together);
        corpus::count(&mut registry, &documents);
        registry
    }

    /// The registry of what these documents say of regulations with a number.
    #[cfg(feature = "index")]
    pub(crate) fn of_number(mut documents: Vec<(Source, Facts)>, number: &str) -> Registry {
        for (_, facts) in &mut documents {
            facts.cited.retain(|cited| {
                number_of(&cited.id).is_some_and(|own| plain(own) == plain(number))
            });
            facts.open.clear();
            facts.relations.clear();
        }
        Registry::new(documents)
    }
}
