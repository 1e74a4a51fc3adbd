//! Regulations to relations: what a document says that one regulation does to another.
//!
//! | step | example | module |
//! |---|---|---|
//! | a name and the symbol beside it become one unit | Luật Nhà ở số 27/2023/QH15 | `units` |
//! | between two units of a sentence a verb is read, active or turned round | A sửa đổi B; B được thay thế bởi A | `verbs` |
//! | a line that says what is done to the acts of the lines below | Các nghị định bị bãi bỏ gồm: | `lists` |
//! | an official document rests on what its preamble names | Căn cứ Luật Giá 2023; | `preamble` |
//! | a regulation is said to take effect | Nghị định 49 có hiệu lực từ ngày 1/7 | `effect` |
//! | an amending law's name says which laws it amends | Luật sửa đổi … của Luật Giá | `amending` |
//!
//! Not covered: relations that two sentences say together, and acts that only "it" or "they" names.

mod amending;
mod effect;
mod found;
mod lists;
mod preamble;
mod units;
mod verbs;

use crate::model::{InForce, Relation};
use crate::resolve::{Resolved, may_be_resolved, resolve};
use crate::{Annotated, MentionField};

use self::found::Found;

/// The relations that a document states, each once.
///
/// ```
/// use thoisu::model::{End, RelationKind};
/// use thoisu::{Meta, Origin, RawDocument, extract, relate, resolve, split::split};
/// # fn main() -> thoisu::Result<()> {
/// let raw = RawDocument {
///     origin: Origin { path: "tin.txt".into(), record: None },
///     source_id: "tin.txt".into(),
///     meta: Meta::default(),
///     text: "Nghị định 49/2017/NĐ-CP sửa đổi, bổ sung Nghị định 25/2011/NĐ-CP.".into(),
///     blocks: Vec::new(),
///     addressable: true,
/// };
/// for document in split(raw)? {
///     let relations = relate(&resolve(&extract(document)));
///     assert_eq!(relations[0].kind, RelationKind::Amends);
///     assert_eq!((&relations[0].from, &relations[0].to), (&Some(End::Mention(0)), &End::Mention(1)));
/// }
/// # Ok(())
/// # }
/// ```
pub fn relate(resolved: &Resolved) -> Vec<Relation> {
    read(resolved).0
}

/// The relations of a document, and what it says to take effect.
fn read(resolved: &Resolved) -> (Vec<Relation>, Vec<InForce>) {
    let Some(reading) = &resolved.reading else { return (Vec::new(), Vec::new()) };
    let units = units::of(reading, resolved);
    let mut found = Found::new(reading, &units);
    amending::read(reading, &units, &mut found);
    verbs::read(reading, &units, &mut found);
    lists::read(reading, &units, &mut found);
    preamble::read(resolved.own.as_deref(), reading, &units, &mut found);
    (found.finish(), effect::read(reading, &units, &resolved.mentions))
}

/// A document's mentions resolved, its back references among them, its relations, and what it says
/// to take effect.
///
/// ```
/// use thoisu::model::Regulation;
/// use thoisu::{Meta, Origin, RawDocument, extract, link, split::split};
/// # fn main() -> thoisu::Result<()> {
/// let raw = RawDocument {
///     origin: Origin { path: "tin.txt".into(), record: None },
///     source_id: "tin.txt".into(),
///     meta: Meta::default(),
///     text: "Nghị định 49/2017/NĐ-CP thay thế Nghị định 25/2011/NĐ-CP. Nghị định này rất rõ.".into(),
///     blocks: Vec::new(),
///     addressable: true,
/// };
/// for document in split(raw)? {
///     let linked = link(extract(document));
///     assert_eq!((linked.mentions.len(), linked.relations.len()), (3, 1));
/// }
/// # Ok(())
/// # }
/// ```
pub fn link(annotated: Annotated) -> Annotated {
    // Most articles name none, and stay as they are.
    if !may_be_resolved(&annotated) {
        return annotated;
    }
    let resolved = resolve(&annotated);
    let (relations, in_force) = read(&resolved);
    let (mentions, apart) =
        resolved.mentions.into_iter().partition(|mention| mention.field == MentionField::Text);
    Annotated { document: annotated.document, mentions, apart, relations, in_force }
}

#[cfg(test)]
mod tests;
