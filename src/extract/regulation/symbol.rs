//! What the letters of a symbol say by themselves: NĐ → Nghị định, CP → Chính phủ.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::{BodyList, DocType, lexicons};

/// The parts of a symbol that are letters; none of a regulation without a symbol.
#[derive(Clone, Copy)]
pub(crate) struct Symbol<'a>(Option<&'a str>);

/// Letters that many bodies sign with, and the ends of symbols that two types have.
static SHARED: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicons().bodies.forms(BodyList::SharedCode.bit()).collect());
static SHARED_TYPES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lexicons().bodies.forms(BodyList::SharedType.bit()).collect());

impl<'a> Symbol<'a> {
    pub const fn new(symbol: Option<&'a str>) -> Symbol<'a> {
        Symbol(symbol)
    }

    pub const fn is_none(self) -> bool {
        self.0.is_none()
    }

    pub fn segments(self) -> impl Iterator<Item = &'a str> + Clone {
        let segments = self.0.into_iter().flat_map(|symbol| symbol.split(['/', '-']));
        segments.filter(|segment| !segment.bytes().next().is_some_and(|b| b.is_ascii_digit()))
    }

    /// The type that the first part names: in `1772/UBND-KH` the second is a unit. `QĐ/TW` may be a
    /// quyết định or a quy định, so it names none.
    pub fn doc_type(self) -> Option<String> {
        let doc_type: &DocType = lexicons().type_of_code(self.segments().next()?)?;
        let is_shared =
            self.0.is_some_and(|symbol| SHARED_TYPES.iter().any(|end| symbol.ends_with(end)));
        (!is_shared).then(|| doc_type.name.to_string())
    }

    /// The one body that the letters name.
    pub fn issuer(self) -> Option<String> {
        let segments = self.segments().filter(|segment| !SHARED.contains(*segment));
        let mut bodies = segments.filter_map(|segment| lexicons().issuer_of_code(segment));
        match (bodies.next(), bodies.next()) {
            (Some(one), None) => Some(one.name.to_string()),
            _ => None,
        }
    }
}
