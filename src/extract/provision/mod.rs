//! Provisions: references to the articles, clauses and points of a regulation.
//!
//! ```text
//! reference = chain { joint chain }                  khoản 1 Điều 5 và khoản 2 Điều 8
//! chain     = part { ["," | "của"] part }            from small to large, or from large to small
//! part      = head ["số"] label { joint label }      điểm a, b
//!           | head "này"                             khoản 2 Điều này
//! label     = digits [letter] | letter | Roman numeral
//! joint     = "," | "và"
//! ```
//! Each label of a list is a mention of its own: `các khoản 1, 2 Điều 9` is `khoản 1` (d9.k1) and
//! `2 Điều 9` (d9.k2). A chain without an article takes that of the next chain. `of` is the
//! regulation that stands right behind the chain, or behind the list that it is in.
//!
//! A reference has an article (also "Điều này", whose number is not known), or is of a regulation
//! that follows: "khoản 2" alone may be a sum of money, "phần 2" that of a film.
//!
//! Not covered: ranges (Điều 5 đến Điều 9), a regulation in front (Luật Đất đai 2024, tại Điều 5).

mod part;

use crate::extract::view::{Found, LineCursor};
use crate::lexicon::token::Tokens;
use crate::lexicon::{ProvisionWordKind, lexicons};
use crate::model::{Level, Provision, Regulation, Step};
use part::{Part, is_joint};

/// A reference has fewer chains, and a chain fewer parts: more are no sentence.
const MOST: usize = 32;

/// Finds all provisions of a line whose regulations are known.
pub(super) fn find(view: &mut LineCursor<'_>) {
    let mut i = 0;
    while i < view.tokens.list.len() {
        view.notes.begin();
        match reference_at(view, i) {
            Some(reference) => {
                i = reference.to;
                for Mentioned { from, to, steps } in reference.mentions {
                    view.push(from, to, Provision::new(steps));
                }
            }
            None => i += 1,
        }
    }
}

/// Says of what regulation each provision of a line is.
pub(super) fn attributes(tokens: &Tokens<'_>, found: &mut [Found]) {
    for at in (0..found.len()).rev() {
        let Some((this, rest)) = found.get_mut(at..).and_then(<[Found]>::split_first_mut) else {
            continue;
        };
        let (Some(provision), Some(next)) = (Provision::of_mut(&mut this.value), rest.first())
        else {
            continue;
        };
        provision.of = if is_joint(tokens, this.to) && next.from == this.to + 1 {
            Provision::of(&next.value).and_then(|next| next.of.clone())
        } else {
            let regulation = Regulation::of(&next.value)
                .filter(|_| may_lead_to(tokens, this.to, |place| place == next.from));
            regulation.map(|regulation| regulation.value.clone())
        };
    }
}

/// A mention before its value is made.
struct Mentioned {
    from: usize,
    to: usize,
    steps: Vec<Step>,
}

/// One or more mentions, in text order.
struct Reference {
    mentions: Vec<Mentioned>,
    to: usize,
}

fn reference_at(view: &LineCursor<'_>, i: usize) -> Option<Reference> {
    if !part::is_head(&view.tokens, i) {
        return None;
    }
    let found = view.notes.read("provision.downwards", downwards(view, i));
    found.or_else(|| view.notes.read("provision.upwards", upwards(view, i)))
}

/// Chains from small to large: `điểm a khoản 1 và điểm b khoản 2 Điều 5`.
fn upwards(view: &LineCursor<'_>, i: usize) -> Option<Reference> {
    let mut chains = vec![chain_at(view, i)?];
    while let Some(last) = chains.last().filter(|_| chains.len() < MOST)
        && is_joint(&view.tokens, last.to)
        && let Some(next) = chain_at(view, last.to + 1)
    {
        chains.push(next);
    }
    // From the last on: the one before takes what it lacks from the one behind.
    let (mut mentions, mut to) = (Vec::new(), None);
    let (mut above, mut is_of_regulation, mut top_behind): (Vec<Step>, bool, Option<Level>) =
        (Vec::new(), false, None);
    for chain in chains.iter().rev() {
        let top = chain.top();
        is_of_regulation =
            of_regulation(view, chain.to) || is_of_regulation && top_behind == Some(top);
        above.retain(|step| step.level < top && !chain.is_of_article());
        if !(chain.is_of_article() || is_of_regulation || !above.is_empty()) {
            (mentions, to, above, top_behind) = (Vec::new(), None, Vec::new(), None);
            continue;
        }
        to = to.or(Some(chain.to));
        top_behind = Some(top);
        let mut found = chain.mentions(&above);
        above = found.first().map(|first| first.steps.clone()).unwrap_or_default();
        found.append(&mut mentions);
        mentions = found;
    }
    let to = to.filter(|_| !mentions.is_empty())?;
    Some(Reference { mentions, to })
}

/// A chain from large to small: `Điều 5, khoản 2, điểm a`.
fn downwards(view: &LineCursor<'_>, i: usize) -> Option<Reference> {
    let mut parts = vec![part::part_at(view, i)?];
    while let Some(last) = parts.last().filter(|last| last.labels.len() == 1 && parts.len() < MOST)
    {
        // "Điều 5, khoản 2 Điều 6": the second begins a chain of its own.
        match chain_at(view, after_joint(&view.tokens, last.to)) {
            Some(mut chain) if chain.parts.len() == 1 && chain.top() > last.level => {
                parts.append(&mut chain.parts)
            }
            _ => break,
        }
    }
    let (last, before) = parts.split_last().filter(|(_, before)| !before.is_empty())?;
    if !parts.iter().any(|part| part.level == Level::Article) && !of_regulation(view, last.to) {
        return None;
    }
    let above: Vec<Step> = before.iter().filter_map(Part::first_step).collect();
    let mentions = last.labels.iter().enumerate().map(|(at, label)| Mentioned {
        from: if at == 0 { i } else { label.from },
        to: label.to,
        steps: above.iter().cloned().chain([last.step(label)]).collect(),
    });
    Some(Reference { mentions: mentions.collect(), to: last.to })
}

/// Parts from small to large.
struct Chain {
    parts: Vec<Part>,
    to: usize,
}

fn chain_at(view: &LineCursor<'_>, i: usize) -> Option<Chain> {
    let mut parts = vec![part::part_at(view, i)?];
    while let Some(last) = parts.last().filter(|_| parts.len() < MOST)
        && let Some(next) = part::part_at(view, after_joint(&view.tokens, last.to))
            .filter(|next| next.level < last.level)
    {
        parts.push(next);
    }
    let to = parts.last()?.to;
    Some(Chain { parts, to })
}

impl Chain {
    /// The largest level.
    fn top(&self) -> Level {
        self.parts.last().map_or(Level::Point, |part| part.level)
    }

    /// Whether it names an article, if only as the one in which it stands. A small `điều 5` before
    /// a noun sends five of them.
    fn is_of_article(&self) -> bool {
        self.parts
            .iter()
            .any(|part| part.level == Level::Article && (self.parts.len() > 1 || !part.may_count))
    }

    /// A mention for each label of the first part, and for each further label of the others;
    /// `above` are the levels over the chain.
    fn mentions(&self, above: &[Step]) -> Vec<Mentioned> {
        let mut mentions = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            let wider = self.parts.iter().skip(at + 1).filter_map(Part::first_step);
            let wider: Vec<Step> = above.iter().cloned().chain(wider).collect();
            for (place, label) in part.labels.iter().enumerate().skip(usize::from(at > 0)) {
                let from = if place == 0 { part.from } else { label.from };
                let to = if place + 1 == part.labels.len() { self.end_from(at) } else { label.to };
                mentions.push(Mentioned {
                    from,
                    to,
                    steps: wider.iter().cloned().chain([part.step(label)]).collect(),
                });
            }
        }
        mentions
    }

    /// Where a mention ends that goes on from the last label of this part: before the next list
    /// goes on.
    fn end_from(&self, at: usize) -> usize {
        let list = self.parts.iter().skip(at + 1).find(|part| part.labels.len() > 1);
        list.and_then(|part| part.labels.first()).map_or(self.to, |label| label.to)
    }
}

/// Behind the comma or "của" that may stand between the parts of a chain.
fn after_joint(tokens: &Tokens<'_>, at: usize) -> usize {
    let of = lexicons().provisions.length(tokens, at, ProvisionWordKind::Of.bit());
    at + if tokens.is_mark(at, &[',']) { 1 } else { of.unwrap_or(0) }
}

/// Whether a regulation stands right behind. Regulations alone have taken tokens before.
fn of_regulation(view: &LineCursor<'_>, to: usize) -> bool {
    may_lead_to(&view.tokens, to, |place| {
        place < view.tokens.list.len() && !view.is_free(place, place + 1)
    })
}

/// Whether what is sought stands behind a chain that ends before `to`: at once, or behind its type
/// and "số".
fn may_lead_to(tokens: &Tokens<'_>, to: usize, is_sought: impl Fn(usize) -> bool) -> bool {
    let at = after_joint(tokens, to);
    let behind_type = || {
        let (_, length) = lexicons().doc_types.longest(tokens, at)?;
        Some(
            at + length
                + lexicons()
                    .provisions
                    .length(tokens, at + length, ProvisionWordKind::Number.bit())
                    .unwrap_or(0),
        )
    };
    is_sought(at) || behind_type().is_some_and(is_sought)
}

#[cfg(test)]
mod tests;
