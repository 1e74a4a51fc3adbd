//! Mentions to regulations: which regulation each short form means, within one document: its title,
//! lead and text.
//!
//! | step | example | module |
//! |---|---|---|
//! | back references are found | Nghị định này, Luật nói trên | `back` |
//! | a name takes the symbol beside it | Luật Nhà ở số 27/2023/QH15 | `named` |
//! | type and number take the one symbol that fits, or make one by rule | Nghị định 49 → 49/2017/NĐ-CP | `partial` |
//! | a name takes the year that the document gives it | Luật Đất đai → Luật Đất đai 2013 | `named` |
//! | further types with a number are found where a symbol fits | Kế hoạch 30 → 30-KH/TU | `short` |
//! | a back reference takes what it points to | Nghị định này → 49/2017/NĐ-CP | `back` |
//!
//! No table maps a name to a symbol: all that is known of a regulation stands in the document.
//! Where it leaves two answers, the target is none.

mod back;
mod name;
mod named;
mod partial;
mod reading;
mod short;
mod symbol;
mod targets;

pub(crate) use self::name::Name;
pub(crate) use self::reading::{Reading, Reference};
pub(crate) use self::symbol::fits;

use self::targets::Targets;
use crate::model::{Regulation, RegulationForm, Target};
use crate::{Annotated, Mention};

/// A document's mentions with its back references, and what each regulation among them means
/// ([`Regulation::target`]).
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// The mentions of title, lead and text in that order, those of back references among them.
    pub mentions: Vec<Mention>,
    /// The document as it was read; none without a regulation.
    pub(crate) reading: Option<Reading>,
    /// The symbol of the official document that this is, or its name; none of news.
    pub(crate) own: Option<String>,
}

impl Resolved {
    /// The regulation that a mention means: its target, or its symbol or name.
    pub fn id(&self, mention: usize) -> Option<&str> {
        let regulation = Regulation::of(&self.mentions.get(mention)?.value)?;
        match &regulation.target {
            Some(target) => Some(&target.id),
            None => Some(regulation.value.as_str()).filter(|value| !value.is_empty()),
        }
    }
}

/// The most regulations of a document that is resolved: each is compared with all others, and more
/// of them make a list. Of 57 000 articles none has more than 40; of 412 texts of the gazette the
/// longest has 1 307.
const MOST: usize = 3_000;

/// Resolves the regulations that a document mentions.
///
/// ```
/// use thoisu::{Meta, Origin, RawDocument, extract, resolve, split::split};
/// # fn main() -> thoisu::Result<()> {
/// let raw = RawDocument {
///     origin: Origin { path: "tin.txt".into(), record: None },
///     source_id: "tin.txt".into(),
///     meta: Meta::default(),
///     text: "Nghị định 49/2017/NĐ-CP có hiệu lực. Theo Nghị định 49, đại lý phải báo cáo.".into(),
///     blocks: Vec::new(),
///     addressable: true,
/// };
/// for document in split(raw)? {
///     let resolved = resolve(&extract(document));
///     assert_eq!(resolved.id(1), Some("49/2017/NĐ-CP"));
/// }
/// # Ok(())
/// # }
/// ```
pub fn resolve(annotated: &Annotated) -> Resolved {
    let mut mentions: Vec<Mention> =
        annotated.all_mentions().filter(|mention| !is_back(mention)).cloned().collect();
    // What was resolved before is resolved anew.
    mentions
        .iter_mut()
        .filter_map(|mention| Regulation::of_mut(&mut mention.value))
        .for_each(|regulation| regulation.target = None);
    if !may_be_resolved(annotated) {
        return Resolved { mentions, ..Resolved::default() };
    }
    let mut reading = Reading::new(&annotated.document);
    mentions.extend(short::find(&reading, annotated, &mentions));
    mentions.sort_by_key(|mention| (mention.field, mention.span.start));
    mentions.extend(back::find(&reading, annotated, &mentions));
    mentions.sort_by_key(|mention| (mention.field, mention.span.start));
    reading.cut(&mentions);
    let references = reading.references(&mentions);
    let published = annotated.document.meta.published.map(|published| published.day);
    let own = annotated.document.regulation.as_ref().map(|own| own.value.clone());
    let mut targets = Targets::new(references.len());
    named::adjacent(&reading, &references, &mut targets);
    partial::resolve(&reading, &references, &mut targets);
    named::resolve(&reading, &references, published, &mut targets);
    back::resolve(&reading, &references, own.as_deref(), &mut targets);
    let found: Vec<(usize, Target)> = references
        .iter()
        .zip(targets.into_list())
        .filter_map(|(reference, target)| {
            let (id, how, from) = target?;
            let antecedent =
                from.and_then(|from| references.get(from)).map(|reference| reference.mention);
            Some((reference.mention, Target { id, how, antecedent }))
        })
        .collect();
    drop(references);
    for (at, target) in found {
        if let Some(regulation) =
            mentions.get_mut(at).and_then(|mention| Regulation::of_mut(&mut mention.value))
        {
            regulation.target = Some(Box::new(target));
        }
    }
    Resolved { mentions, reading: Some(reading), own }
}

fn is_back(mention: &Mention) -> bool {
    Regulation::of(&mention.value).is_some_and(|regulation| regulation.form == RegulationForm::Back)
}

/// Whether a document has a regulation, and not too many.
pub(crate) fn may_be_resolved(annotated: &Annotated) -> bool {
    let count =
        annotated.all_mentions().filter(|mention| Regulation::of(&mention.value).is_some()).count();
    (1..=MOST).contains(&count)
}

#[cfg(test)]
mod tests;
