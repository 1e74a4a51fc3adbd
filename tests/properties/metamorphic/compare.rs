//! What a text's mentions are, and which of them another way of writing changes.

use std::ops::Range;
use std::sync::LazyLock;

use thoisu::quality::eval::{
    Facts, Fault, GoldDocument, GoldMention, Prediction, Predictions, read_gold, score,
};
use thoisu::{Annotated, Meta, Origin, Published, RawDocument, extract, split::split};

use super::changes::Changed;

/// The documents of a text, with their mentions.
pub fn annotate(id: &str, published: Option<&str>, text: &str) -> Vec<Annotated> {
    let raw = RawDocument {
        origin: Origin { path: id.into(), record: Some(1) },
        source_id: id.into(),
        meta: Meta { published: published.and_then(Published::parse), ..Meta::default() },
        text: text.to_string(),
        blocks: Vec::new(),
        addressable: true,
    };
    split(raw).unwrap_or_default().into_iter().map(extract).collect()
}

/// An article, and as its gold what is found in it; spans that the corpus's gold leaves out of the
/// count stay out.
fn as_found(article: GoldDocument) -> GoldDocument {
    let annotated = annotate(&article.id, article.published.as_deref(), &article.text);
    let found = annotated.iter().flat_map(|annotated| &annotated.mentions).map(|mention| {
        let Prediction { start, end, kind, form, value, .. } = mention.into();
        GoldMention {
            kind,
            form,
            start,
            end,
            text: mention.surface.clone(),
            value,
            score: true,
            facts: Facts::default(),
        }
    });
    let free: Vec<GoldMention> =
        article.mentions.into_iter().filter(|mention| !mention.score).collect();
    let is_counted = |found: &GoldMention| {
        !free.iter().any(|free| free.start < found.end && found.start < free.end)
    };
    let mut mentions: Vec<GoldMention> = found.filter(is_counted).collect();
    mentions.extend(free);
    GoldDocument { mentions, ..article }
}

/// The corpus's articles with what is found in them.
pub static ARTICLES: LazyLock<Vec<GoldDocument>> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/gold.jsonl");
    read_gold(std::fs::read(path).unwrap().as_slice()).unwrap().into_iter().map(as_found).collect()
});

/// How many mentions there were, and what became of those that another way of writing changed.
#[derive(Default)]
pub struct Outcome {
    mentions: usize,
    faults: Vec<String>,
}

impl Outcome {
    /// Writes each article in another way, and compares as `eval` does: by kind, place and value.
    pub fn of(change: impl Fn(&GoldDocument) -> Changed) -> Outcome {
        let mut outcome = Outcome::default();
        for article in ARTICLES.iter() {
            let changed = change(article);
            let moved = |mention: &GoldMention| {
                let Range { start, end } = changed.place(mention.start, mention.end);
                GoldMention { start, end, ..mention.clone() }
            };
            let mentions = article.mentions.iter().map(moved).collect();
            outcome.add(GoldDocument { mentions, text: changed.text, ..article.clone() });
        }
        outcome
    }

    /// Counts what is found in a text that was written in another way; its gold is what must be
    /// found.
    pub fn add(&mut self, expected: GoldDocument) {
        let annotated = annotate(&expected.id, expected.published.as_deref(), &expected.text);
        self.mentions += expected.mentions.iter().filter(|mention| mention.score).count();
        let scores = score(&[expected], &annotated.iter().collect::<Predictions>());
        self.faults.extend(scores.faults.iter().map(told));
    }

    /// At most this share of the mentions is another than before.
    pub fn changes_at_most(&self, share: f64) {
        let Outcome { mentions, faults } = self;
        let most = (share * *mentions as f64) as usize;
        let count = faults.len();
        assert!(
            *mentions > 0 && count <= most,
            "{count} of {mentions} mentions changed, at most {most} may:\n{}",
            faults.join("\n")
        );
    }
}

/// A fault in one line.
fn told(fault: &Fault) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".into());
    let (gold, got, group) = (value(&fault.gold), value(&fault.got), fault.group);
    format!(
        "  {group} {}: `{}` was {gold}, is {got} ({}: …{}…)",
        fault.sort.name(),
        fault.text,
        fault.document,
        fault.context
    )
}
