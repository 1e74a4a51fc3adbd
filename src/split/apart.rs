//! Which of a record's title and lead are fields of their own, and which stand in its text as well.
//!
//! Many archives repeat the headline as the first line of the text, and the lead as its first
//! paragraph. Words are compared without capitals and marks, so that a full stop or a dateline
//! before the lead makes no difference:
//!
//! - a title that is one of the first lines is that block;
//! - a lead that stands in the beginning of the text, or is the title, is no field of its own; the
//!   block that it makes up gets the role [`BlockKind::Lead`]. Of one that was cut off
//!   (`… Nghị quyết số…`) the last word does not count.
//!
//! So nothing is counted twice, and what is in a field of its own stands nowhere else.

use crate::{BlockKind, Document, Text};

/// How many blocks are searched for the title: a byline or a section may precede it.
const FIRST_BLOCKS: usize = 3;

/// How many bytes may precede the lead in a text: a headline and a dateline.
const BEFORE_LEAD: usize = 1000;

/// Gives a document the title and lead that its input gave apart from the text, as far as they are
/// fields of their own.
pub(super) fn settle(document: &mut Document, title: Option<Text>, lead: Option<Text>) {
    document.title = title.filter(|title| !is_in_text(document, title.as_str()));
    let lead = lead.filter(|lead| !is_lead_of_text(document, lead.as_str()));
    document.meta.lead = lead.as_ref().map(|lead| lead.as_str().to_string());
    document.lead = lead;
}

/// Whether one of the first blocks is this title.
fn is_in_text(document: &Document, title: &str) -> bool {
    let is_headline = document.blocks.iter().any(|block| block.kind == BlockKind::Title);
    let mut first = document.blocks.iter().take(FIRST_BLOCKS);
    is_headline || first.any(|block| letters(document.block_text(block)).eq(letters(title)))
}

/// Whether the text begins with this lead, or it says no more than the title. The block that it is
/// becomes the lead.
fn is_lead_of_text(document: &mut Document, lead: &str) -> bool {
    let lead = uncut(lead);
    let length = lead.len();
    let lead = plain(lead);
    let is_title = document.meta.title.as_deref().is_some_and(|title| plain(title) == lead);
    let text = document.text.as_str();
    let end = (2 * length + BEFORE_LEAD..text.len())
        .find(|&end| text.is_char_boundary(end))
        .unwrap_or(text.len());
    let head = text.get(..end).unwrap_or(text);
    if lead.trim().is_empty() || is_title {
        return true;
    }
    if !plain(head).contains(&lead) {
        return false;
    }
    let is_lead = |block: &&mut crate::Block| {
        block.kind == BlockKind::Paragraph
            && block.span.start < head.len()
            && plain(block.span.slice(text)) == lead
    };
    if let Some(block) =
        document.blocks.iter_mut().take_while(|block| block.span.start < head.len()).find(is_lead)
    {
        block.kind = BlockKind::Lead;
    }
    true
}

/// A lead without the marks that say that it was cut off, and then without its last word, which may
/// be half of one.
fn uncut(lead: &str) -> &str {
    let is_mark = |c: char| matches!(c, '.' | '…' | '[' | ']') || c.is_whitespace();
    let bare = lead.trim_end_matches(is_mark);
    let marks = lead.get(bare.len()..).unwrap_or_default();
    let is_cut = marks.contains('…') || marks.contains("...");
    if is_cut { bare.rsplit_once(' ').map_or(bare, |(before, _)| before) } else { bare }
}

/// The words in small letters with a blank around each.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 2);
    plain.push(' ');
    for c in text.chars() {
        if c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

/// The letters and digits in small form.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use crate::split::split;
    use crate::{Meta, Origin, RawDocument};

    /// Title and lead as given, the text, and which of the two are fields of their own.
    const TABLE: &[([&str; 3], [Option<&str>; 2])] = &[
        (["Họp xã", "Có 5 đại biểu.", "Ngày 6/3 họp."], [Some("Họp xã"), Some("Có 5 đại biểu.")]),
        (
            ["Họp  xã\n", " Có 5\nđại biểu. ", "Ngày 6/3 họp."],
            [Some("Họp xã"), Some("Có 5 đại biểu.")],
        ),
        (["Họp xã", "", "Họp xã\n\nNgày 6/3 họp."], [None, None]),
        (["HỌP XÃ", " \n", "Họp xã.\n\nNgày 6/3 họp."], [None, None]),
        (
            ["Họp xã", "Xã họp, có 5 đại biểu.", "Họp xã\nXã họp, có 5 đại biểu\nNgày 6/3 họp."],
            [None, None],
        ),
        (
            [
                "Họp xã",
                "Xã họp, có 5 đại biểu.",
                "(Báo Bến Sông) - Xã họp; có 5 đại biểu. Ngày 6/3 họp.",
            ],
            [Some("Họp xã"), None],
        ),
        (
            ["Họp xã", "Xã họp, có 5 đại b...", "Xã họp, có 5 đại biểu. Ngày 6/3 họp."],
            [Some("Họp xã"), None],
        ),
        (
            ["Họp xã", "Xã họp, có 5 đại biểu [\u{2026}]", "Xã họp, có 5 người. Ngày 6/3 họp."],
            [Some("Họp xã"), Some("Xã họp, có 5 đại biểu […]")],
        ),
        (["Họp xã", "Có 5", "Có 55 đại biểu."], [Some("Họp xã"), Some("Có 5")]),
        (["Họp xã", "Họp xã.", "Ngày 6/3 họp."], [Some("Họp xã"), None]),
        (["Họp xã", "...", "Ngày 6/3 họp."], [Some("Họp xã"), None]),
    ];

    #[test]
    fn what_stands_in_the_text_is_no_field_of_its_own() {
        for &([title, lead, text], own) in TABLE {
            let meta =
                Meta { title: Some(title.into()), lead: Some(lead.into()), ..Meta::default() };
            let origin = Origin { path: "tin.jsonl".into(), record: Some(1) };
            let raw = RawDocument {
                origin,
                source_id: "1".into(),
                meta,
                text: text.into(),
                blocks: Vec::new(),
                addressable: true,
            };
            let documents = split(raw).unwrap_or_default();
            let found = documents.first().map(|document| {
                assert_eq!(
                    document.meta.lead.as_deref(),
                    document.lead.as_ref().map(|lead| lead.as_str()),
                    "{text}"
                );
                [&document.title, &document.lead]
                    .map(|field| field.as_ref().map(|field| field.as_str()))
            });
            assert_eq!(found, Some(own), "{title} | {lead} | {text}");
        }
    }

    #[test]
    fn the_block_that_is_the_lead_is_told() {
        let meta = Meta {
            title: Some("Họp xã".into()),
            lead: Some("Xã họp, có 5 đại biểu.".into()),
            ..Meta::default()
        };
        let origin = Origin { path: "tin.jsonl".into(), record: Some(1) };
        let text = "Xã họp, có 5 đại biểu\nNgày 6/3 họp tiếp, có thêm ba đại biểu.".into();
        let raw = RawDocument {
            origin,
            source_id: "1".into(),
            meta,
            text,
            blocks: Vec::new(),
            addressable: true,
        };
        let documents = split(raw).unwrap_or_default();
        let kinds: Vec<&str> = documents
            .iter()
            .flat_map(|document| &document.blocks)
            .map(|block| block.kind.name())
            .collect();
        assert_eq!(kinds, ["lead", "paragraph"]);
    }
}
