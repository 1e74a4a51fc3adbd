//! A text with its mentions and a query's words marked, line by line.

use maud::{Markup, html};

use super::language::Language;
use crate::Span;
use crate::model::{Fact, MentionRecord};

/// How mentions are shown.
pub struct Look<'l> {
    /// The language of what is said of them.
    pub language: Language,
    /// Where a mention leads.
    pub link: &'l dyn Fn(&MentionRecord) -> Option<String>,
    /// Whether a mention is the one that the reader came for.
    pub is_here: &'l dyn Fn(&MentionRecord) -> bool,
}

/// A text, and what is marked in it.
pub struct Marks<'a> {
    text: &'a str,
    /// Bytes, in order, none overlapping.
    mentions: Vec<(Span, &'a MentionRecord<'a>)>,
    words: Vec<Span>,
}

impl<'a> Marks<'a> {
    /// The mentions' places are Unicode scalars of the text; one without them, or within another,
    /// is left out. The words are bytes, in order.
    pub fn new(
        text: &'a str,
        mentions: impl IntoIterator<Item = &'a MentionRecord<'a>>,
        words: Vec<Span>,
    ) -> Marks<'a> {
        let placed = mentions
            .into_iter()
            .filter_map(|mention| Some((mention.text_start?, mention.text_end?, mention)));
        let mut placed: Vec<_> = placed.filter(|(start, end, _)| start < end).collect();
        placed.sort_by_key(|(start, end, _)| (*start, *end));
        let mut places =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).enumerate().peekable();
        let mut byte = |wanted: usize| {
            while places.next_if(|(at, _)| *at < wanted).is_some() {}
            places.peek().filter(|(at, _)| *at == wanted).map(|(_, byte)| *byte)
        };
        let mut mentions: Vec<(Span, &MentionRecord)> = Vec::new();
        let mut behind = 0;
        for (start, end, mention) in placed {
            if start < behind {
                continue;
            }
            let (Some(from), Some(to)) = (byte(start), byte(end)) else { break };
            behind = end;
            mentions.push((Span::new(from, to), mention));
        }
        Marks { text, mentions, words }
    }

    /// The lines that hold something, without blanks at their ends.
    pub fn lines(&self) -> Vec<Span> {
        let mut at = 0;
        let mut lines = Vec::new();
        for line in self.text.split('\n') {
            let start = at + (line.len() - line.trim_start().len());
            let kept = line.trim();
            if !kept.is_empty() {
                lines.push(Span::new(start, start + kept.len()));
            }
            at += line.len() + 1;
        }
        lines
    }

    /// The text of a line.
    pub fn line_text(&self, line: Span) -> &'a str {
        line.slice(self.text)
    }

    /// A line with its marks.
    pub fn line(&self, line: Span, look: &Look) -> Markup {
        let first = self.mentions.partition_point(|(span, _)| span.end <= line.start);
        let here = self.mentions.iter().skip(first).take_while(|(span, _)| span.start < line.end);
        let mut at = line.start;
        html! {
            @for (span, mention) in here {
                @let span = Span::new(span.start.max(line.start), span.end.min(line.end));
                (self.words(Span::new(std::mem::replace(&mut at, span.end), span.start)))
                (self.mention(span, mention, look))
            }
            (self.words(Span::new(at, line.end)))
        }
    }

    /// The whole text on one line.
    pub fn whole(&self, look: &Look) -> Markup {
        self.line(Span::new(0, self.text.len()), look)
    }

    fn mention(&self, span: Span, mention: &MentionRecord, look: &Look) -> Markup {
        let class = format!("m {}", mention.kind.name());
        let id = (look.is_here)(mention).then_some("here");
        let tip = html! { span class="tip" { (told(mention, look.language)) } };
        html! {
            @match (look.link)(mention) {
                Some(href) => a class=(class) id=[id] href=(href) { (self.words(span)) (tip) },
                None => span class=(class) id=[id] tabindex="0" { (self.words(span)) (tip) },
            }
        }
    }

    /// A piece of the text with the query's words marked.
    fn words(&self, piece: Span) -> Markup {
        let first = self.words.partition_point(|word| word.end <= piece.start);
        let here = self.words.iter().skip(first).take_while(|word| word.start < piece.end);
        let mut at = piece.start;
        html! {
            @for word in here {
                @let word = Span::new(word.start.max(piece.start), word.end.min(piece.end));
                (Span::new(std::mem::replace(&mut at, word.end), word.start).slice(self.text))
                mark { (word.slice(self.text)) }
            }
            (Span::new(at, piece.end).slice(self.text))
        }
    }
}

/// Facts that say more than the value, by their names.
const SAID: [&str; 9] =
    ["class", "part_of_day", "type", "issuer", "issued", "title", "target", "of", "first"];

/// What a mention means, on one line: `> 8890 · count`.
pub fn told(mention: &MentionRecord, language: Language) -> String {
    let words = language.words();
    let fact =
        |name: &str| mention.fact(name).filter(|fact| !fact.is_unknown()).map(Fact::to_string);
    let value = mention.value.as_deref().unwrap_or(words.value_unknown);
    let mut told: Vec<String> = vec![
        [fact("approx"), Some(value.to_string()), fact("unit")]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
    ];
    for name in SAID {
        let Some(said) = fact(name).filter(|said| said != value) else { continue };
        told.push(match name {
            "first" => format!("{said} – {}", fact("last").unwrap_or_default()),
            "target" => format!("→ {said}"),
            "class" | "part_of_day" => words.of_name(&said).to_string(),
            _ => said,
        });
    }
    format!("{}: {}", words.of_name(mention.kind.name()), told.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn mention(
        kind: &str,
        text: &str,
        start: usize,
        end: usize,
        value: &str,
    ) -> MentionRecord<'static> {
        let json = serde_json::json!({"kind": kind, "text": text, "text_start": start, "text_end": end, "value": value, "unit": "ha"});
        serde_json::from_value(json).unwrap_or(MentionRecord {
            kind: Kind::ALL.first().copied().unwrap_or(crate::model::Regulation::KIND),
            field: Default::default(),
            start: None,
            end: None,
            text_start: None,
            text_end: None,
            text: String::new().into(),
            value: None,
            confidence: None,
            facts: Vec::new(),
        })
    }

    #[test]
    fn mentions_and_words_are_nested_and_escaped() {
        let text = "Xã <Vân> có 5 ha đất\n\n  và 15-NQ/TW  ";
        let mentions = [
            mention("number", "5 ha", 12, 16, "5"),
            mention("regulation", "15-NQ/TW", 27, 35, "15-NQ/TW"),
        ];
        let at = |word: &str| {
            text.find(word).map(|at| Span::new(at, at + word.len())).unwrap_or(Span::new(0, 0))
        };
        let marks = Marks::new(text, &mentions, vec![at("Vân"), at("ha"), at("đất")]);
        let look = Look {
            language: Language::English,
            link: &|mention| (mention.kind.name() == "regulation").then(|| "/r?a&b".to_string()),
            is_here: &|mention| mention.kind.name() == "regulation",
        };
        let lines: Vec<String> =
            marks.lines().into_iter().map(|line| marks.line(line, &look).into_string()).collect();
        assert_eq!(
            lines,
            [
                "Xã &lt;<mark>Vân</mark>&gt; có <span class=\"m number\" tabindex=\"0\">5 <mark>ha</mark>\
                 <span class=\"tip\">number: 5 ha</span></span> <mark>đất</mark>",
                "và <a class=\"m regulation\" id=\"here\" href=\"/r?a&amp;b\">15-NQ/TW<span class=\"tip\">regulation: 15-NQ/TW</span></a>",
            ]
        );
    }
}
