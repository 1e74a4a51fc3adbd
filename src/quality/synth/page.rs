//! A page while it is written: its text, how many characters it has, and the mentions in it.

use serde::Serialize;

use crate::Kind;
use crate::model::{Quantity, Regulation};

/// A mention that the writer of the text knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KnownMention {
    /// What sort of thing.
    pub kind: Kind,
    /// How it is written: `code`, `words` …; dates have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<&'static str>,
    /// First Unicode scalar of the text.
    pub start: usize,
    /// Behind the last Unicode scalar.
    pub end: usize,
    /// The characters at this span.
    pub text: String,
    /// The canonical value.
    pub value: Option<String>,
    /// The type of a regulation.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub doc_type: Option<&'static str>,
    /// Whether finding it counts: labels are neither right nor wrong to find.
    #[serde(skip_serializing_if = "is_true")]
    pub score: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
const fn is_true(score: &bool) -> bool {
    *score
}

/// The text so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub text: String,
    chars: usize,
    pub mentions: Vec<KnownMention>,
}

impl Page {
    /// Appends text that is no mention.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        // Every character has one byte that continues none.
        self.chars += text.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
    }

    /// Appends a date or a number.
    pub fn mention(&mut self, kind: Kind, form: Option<&'static str>, text: &str, value: String) {
        let start = self.chars;
        self.push(text);
        let (end, text) = (self.chars, text.to_string());
        self.mentions.push(KnownMention {
            kind,
            form,
            start,
            end,
            text,
            value: Some(value),
            doc_type: None,
            score: true,
        });
    }

    /// Appends a regulation.
    pub fn regulation(&mut self, form: &'static str, text: &str, doc_type: &'static str) {
        self.mention(Regulation::KIND, Some(form), text, text.to_string());
        if let Some(mention) = self.mentions.last_mut() {
            mention.doc_type = Some(doc_type);
        }
    }

    /// Appends a numeral that only names something.
    pub fn label(&mut self, text: &str) {
        self.mention(Quantity::KIND, Some("digits"), text, String::new());
        if let Some(mention) = self.mentions.last_mut() {
            (mention.value, mention.score) = (None, false);
        }
    }

    pub fn clear(&mut self) {
        self.text.clear();
        self.chars = 0;
        self.mentions.clear();
    }
}
