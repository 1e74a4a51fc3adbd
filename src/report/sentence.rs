//! The sentence in which a document states something: the evidence that people read.

use std::collections::BTreeMap;

use crate::index::{Index, StoredDocument};
use crate::model::{MentionRecord, Regulation};
use crate::registry::{Place, Record};
use crate::split::sentences;
use crate::{MentionField, Result, Span};

/// Characters of a sentence that are shown, the mention among them.
const SHOWN: usize = 240;

/// Documents read for their sentences, each once.
pub struct Evidenced<'i> {
    index: &'i Index,
    read: BTreeMap<String, Vec<StoredDocument>>,
}

impl<'i> Evidenced<'i> {
    /// Reads documents of this index.
    pub fn new(index: &'i Index) -> Evidenced<'i> {
        Evidenced { index, read: BTreeMap::new() }
    }

    /// The sentence around a place that speaks of a record; none where the document has no mention
    /// there.
    ///
    /// # Errors
    ///
    /// When the index shows to be damaged.
    pub fn sentence(&mut self, record: &Record, place: &Place) -> Result<Option<String>> {
        if !self.read.contains_key(&place.document) {
            self.read.insert(place.document.clone(), self.index.documents(&place.document)?);
        }
        let documents = self.read.get(&place.document).map(Vec::as_slice).unwrap_or_default();
        Ok(documents.iter().find_map(|document| around(document, record, place)))
    }
}

fn around(document: &StoredDocument, record: &Record, place: &Place) -> Option<String> {
    let regulations =
        || document.mentions.iter().filter(|mention| mention.kind == Regulation::KIND);
    let is_here = |mention: &&MentionRecord| {
        (mention.start, mention.end) == (Some(place.start), Some(place.end))
    };
    let means = |mention: &&MentionRecord| {
        let target = mention.fact("target").and_then(|target| target.as_str());
        [target, mention.value.as_deref()].into_iter().flatten().any(|id| id == record.symbol())
    };
    // Title and text may both have a mention there. Of HTML no place is known: what means the
    // regulation first is taken.
    let at_place = regulations()
        .find(|mention| is_here(mention) && means(mention))
        .or_else(|| regulations().find(is_here));
    let mention = at_place.or_else(|| regulations().find(means))?;
    let text = match mention.field {
        MentionField::Title => document.facts.title.as_deref()?,
        MentionField::Lead => document.facts.lead.as_deref()?,
        MentionField::Text => &document.text,
    };
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let mention = Span::new(byte(mention.text_start?), byte(mention.text_end?));
    let sentence = sentences(text)
        .find(|sentence| sentence.start <= mention.start && mention.start < sentence.end)?;
    Some(shortened(sentence, mention, text))
}

/// A sentence on one line; of a long one what stands around the mention.
fn shortened(sentence: Span, mention: Span, text: &str) -> String {
    let on_a_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = sentence.slice(text);
    if whole.chars().count() <= SHOWN {
        return on_a_line(whole);
    }
    let at = mention.start.saturating_sub(sentence.start).min(whole.len());
    let before = whole.get(..at).map_or(0, |before| before.chars().count());
    let from = before.saturating_sub(SHOWN / 2);
    let words: String = whole.chars().skip(from).take(SHOWN).collect();
    let is_cut = whole.chars().count() > from + SHOWN;
    // Cut words are left out.
    let words = if from > 0 {
        words.split_once(' ').map_or(words.as_str(), |(_, rest)| rest)
    } else {
        &words
    };
    let words = if is_cut { words.rsplit_once(' ').map_or(words, |(rest, _)| rest) } else { words };
    format!(
        "{}{}{}",
        if from > 0 { "… " } else { "" },
        on_a_line(words),
        if is_cut { " …" } else { "" }
    )
}
