//! Why a mention has its value, for whoever mends a fault.

/// The rule that read a mention, and what its value leans on.
///
/// Names of rules and wording may change with each version: they are for people, not for programs.
///
/// ```
/// use thoisu::model::Kinds;
/// use thoisu::{Document, Meta, Origin, RawDocument, extract_explained, split};
/// # fn main() -> thoisu::Result<()> {
/// let raw = RawDocument {
///     origin: Origin { path: "tin.txt".to_string(), record: None },
///     source_id: "tin.txt".to_string(),
///     meta: Meta::default(),
///     text: "Năm 1972, trận đánh mở màn. Ngày 4/3 năm đó, cầu sập.".to_string(),
///     blocks: Vec::new(),
///     addressable: true,
/// };
/// let document: Document = split::split(raw)?.remove(0);
/// let annotated = extract_explained(document, Kinds::default());
/// let why = annotated.mentions[0].why.as_deref();
/// assert_eq!(why.map(|why| why.rule), Some("year.headed"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// The rule: `day.headed`, `number.range`, `code` …
    pub rule: &'static str,
    /// What decided where the words alone did not: `year from the sentence's 1972`. Empty where
    /// they did. An ambiguity that nothing resolved begins with `unsure:`.
    pub because: Vec<String>,
}
