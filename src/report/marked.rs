//! A text with its mentions marked, for reading.

use anstyle::{AnsiColor, Style as AnsiStyle};

use crate::model::MentionRecord;

/// How mentions are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `[date 2021-05-19: ngày 19/5/2021]`
    Plain,
    /// Colours by kind, the value behind in small brackets.
    Colour,
}

/// The text with each mention marked. The mentions' `text_start`/`text_end` are Unicode scalars of `text`, in order; one without them,
/// or out of order, is left unmarked.
///
/// ```
/// use thoisu::report::{MentionRecord, Style, marked};
/// let mention = MentionRecord {
///     kind: "date".into(), text_start: Some(5), text_end: Some(14), text: "19/5/2021".into(), value: Some("2021-05-19".into()),
///     ..MentionRecord::default()
/// };
/// assert_eq!(marked("Ngày 19/5/2021.", &[mention], Style::Plain), "Ngày [date 2021-05-19: 19/5/2021].");
/// ```
pub fn marked(text: &str, mentions: &[MentionRecord], style: Style) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut chars = text.chars();
    let mut at = 0;
    for mention in mentions {
        let (Some(start), Some(end)) = (mention.text_start, mention.text_end) else { continue };
        if start < at || end < start {
            continue;
        }
        out.extend(chars.by_ref().take(start - at));
        let surface: String = chars.by_ref().take(end - start).collect();
        at = end;
        let value = mention.value.as_deref().unwrap_or("?");
        match style {
            Style::Plain => out.push_str(&format!("[{} {value}: {surface}]", mention.kind)),
            Style::Colour => {
                let colour = colour_of(&mention.kind).bold();
                let dim = AnsiStyle::new().dimmed();
                out.push_str(&format!("{colour}{surface}{colour:#}{dim}⟨{value}⟩{dim:#}"));
            }
        }
    }
    out.extend(chars);
    out
}

fn colour_of(kind: &str) -> AnsiStyle {
    let colour = match kind {
        "date" => AnsiColor::Green,
        "regulation" => AnsiColor::Magenta,
        _ => AnsiColor::Cyan,
    };
    colour.on_default()
}
