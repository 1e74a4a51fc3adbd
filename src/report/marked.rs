//! A text with its mentions marked, for reading.

use std::fmt;

use crate::model::MentionRecord;

/// A piece of a text: what lies between mentions, or a mention.
#[derive(Clone, Debug)]
pub enum Piece<'a> {
    /// Text without a mention.
    Text(String),
    /// A mention.
    Mention(Marked<'a>),
}

/// A mention where it is in a text.
#[derive(Clone, Debug)]
pub struct Marked<'a> {
    /// The mention.
    pub mention: &'a MentionRecord<'a>,
    /// The text at its place.
    pub surface: String,
}

impl Marked<'_> {
    /// The mention's value; `?` where it has none.
    pub fn value(&self) -> &str {
        self.mention.value.as_deref().unwrap_or("?")
    }
}

/// `[date 2021-05-19: ngày 19/5/2021]`
impl fmt::Display for Piece<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Piece::Text(text) => f.write_str(text),
            Piece::Mention(marked) => {
                write!(f, "[{} {}: {}]", marked.mention.kind, marked.value(), marked.surface)
            }
        }
    }
}

/// The pieces of a text, in order. The mentions' `text_start`/`text_end` are Unicode scalars of
/// `text`, in order; one without them, or out of order, is left in the text.
pub fn pieces<'a>(
    text: &str,
    mentions: impl IntoIterator<Item = &'a MentionRecord<'a>>,
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut chars = text.chars();
    let mut at = 0;
    for mention in mentions {
        let (Some(start), Some(end)) = (mention.text_start, mention.text_end) else { continue };
        if start < at || end < start {
            continue;
        }
        pieces.push(Piece::Text(chars.by_ref().take(start - at).collect()));
        pieces.push(Piece::Mention(Marked {
            mention,
            surface: chars.by_ref().take(end - start).collect(),
        }));
        at = end;
    }
    pieces.push(Piece::Text(chars.collect()));
    pieces
}

/// The text with each mention marked by its kind and value.
///
/// ```
/// use thoisu::{Kind, MentionField};
/// use thoisu::report::{MentionRecord, marked};
/// let mention = MentionRecord {
///     kind: Kind::Date, field: MentionField::Text, start: None, end: None, text_start: Some(5), text_end: Some(14),
///     text: "19/5/2021".into(), value: Some("2021-05-19".into()), facts: Vec::new(), confidence: None,
/// };
/// assert_eq!(marked("Ngày 19/5/2021.", &[mention]), "Ngày [date 2021-05-19: 19/5/2021].");
/// ```
pub fn marked(text: &str, mentions: &[MentionRecord]) -> String {
    pieces(text, mentions).iter().map(Piece::to_string).collect()
}
