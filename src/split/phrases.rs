//! What the fixed phrases of news pages make of a line: a caption, a byline, a heading, a link. The
//! words are data: `lexicon/pages.tsv`.

use crate::lexicon::pages::{Furniture, before, behind, first_word, last_word, pages, second_word};
use crate::text::fast::bytes::{places_from_end, places_of_two};
use crate::text::{is_alphabetic, is_alphanumeric, is_longer, is_one_of};

/// Quotes and brackets that may stand behind the mark that ends a sentence.
pub(super) const CLOSERS: [char; 9] = ['"', '”', '\'', '’', '»', ')', ']', '›', ' '];

/// A headline's length at most, in characters.
pub(super) const HEADLINE: usize = 180;

/// A caption's length at most, in characters.
const CAPTION: usize = 400;

/// A caption that opens with its credit is no longer than this: "Video: …" may be the first words
/// of a paragraph.
const LEADING_CREDIT: usize = 200;

/// The name behind a credit's colon, in characters.
const CREDITED: usize = 60;

/// A byline's length at most, in characters.
const BYLINE: usize = 70;

/// A line of the imprint, in characters.
const IMPRINT: usize = 200;

/// Names on a byline, at most.
const AUTHORS: usize = 4;

/// Marks that may stand before the first word of a sentence.
const OPENERS: [char; 4] = ['"', '“', '\'', '‘'];

/// The places of the signs of which each dateline has one, and each credit that stands at no line's
/// end.
pub(super) fn signs(text: &str) -> impl Iterator<Item = usize> {
    places_of_two(text, b':', b'O')
}

/// Whether a line without [`signs`] is a sentence that holds none of the phrases here, as five
/// lines in six are: no caption, byline, heading or link. Some that hold none are not known as
/// such, and must be asked.
pub(super) fn is_prose(line: &str) -> bool {
    let begins = line.starts_with(|c: char| is_alphanumeric(c) || OPENERS.contains(&c));
    let Some(sentence) = line.strip_suffix('.').map(|sentence| sentence.trim_end_matches(CLOSERS))
    else {
        return false;
    };
    if !begins
        || !sentence.ends_with(is_alphanumeric)
        || pages().credit_endings.has(last_word(sentence))
    {
        return false;
    }
    let first = first_word(line);
    let may_be_byline = || {
        (pages().source_openings.has(first) || !is_clause(line, first))
            && !is_longer(line, BYLINE + 1)
    };
    // A heading may stand in quotation marks.
    let bare = line.trim_start_matches(OPENERS);
    let may_be_heading = may_be_heading(line, first)
        || bare.len() < line.len() && may_be_heading(bare, first_word(bare));
    !may_be_heading
        && (!pages().credit_openings.has(first) || is_longer(line, LEADING_CREDIT))
        && !may_be_byline()
}

/// Whether a line, whose first word is given, begins with the first two words of a heading.
fn may_be_heading(line: &str, first: &str) -> bool {
    pages().heading_words.has(first) && pages().heading_second_words.has(second_word(line))
}

/// Whether the second word of a line, whose first is given, begins small, as it does in no name but
/// for "và".
fn is_clause(line: &str, first: &str) -> bool {
    let second = line.get(first.len()..).and_then(|rest| rest.strip_prefix(' '));
    second.is_some_and(|second| second.starts_with(char::is_lowercase) && !second.starts_with("và"))
}

/// What a line is on the way to other articles, or around the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signpost {
    /// A whole line that is a heading of other articles, or furniture.
    Whole(Furniture),
    /// A line of the imprint.
    Imprint,
    /// A link: heading and headline on one line.
    Link,
    /// A tail heading with the first headline on the same line.
    TailLink,
}

/// Reads a line as a heading, as furniture or as a link to another article.
pub(super) fn signpost(line: &str) -> Option<Signpost> {
    if line.len() > 900 {
        return None;
    }
    if let Some(furniture) = pages().furniture(line) {
        return Some(Signpost::Whole(furniture));
    }
    let marked = line.trim_start_matches(|c: char| {
        !is_alphanumeric(c) && c != '(' && c != '©' && !OPENERS.contains(&c)
    });
    let mark = &line[..line.len() - marked.len()];
    let arrows = mark.chars().filter(|&c| matches!(c, '>' | '»' | '►' | '➤' | '→')).count();
    if marked.is_empty() {
        return (arrows >= 2).then_some(Signpost::Whole(Furniture::Links));
    }
    if may_be_heading(marked, first_word(marked))
        && let Some((heading, rest)) = pages().heading(marked)
    {
        let rest = rest.trim_start();
        let headline = rest.trim_matches(|c: char| !is_alphanumeric(c));
        let is_separated = rest.starts_with([':', '>', '»', '-', '–', '|']);
        if is_one_of(headline, &pages().link_ends)
            || rest.len() < 400 && is_separated && !headline.is_empty()
        {
            return Some(if heading.is_tail { Signpost::TailLink } else { Signpost::Link });
        }
        // "Xem thêm Thủ tướng …": a link only if a headline can follow, and no sentence.
        let is_see_more = matches!(heading.form, "xem thêm" | "đọc thêm" | "xem tiếp" | "đọc tiếp");
        let is_sentence = line.ends_with(['.', ':', '…']) || is_longer(line, HEADLINE);
        if is_see_more && rest.starts_with(char::is_uppercase) && !is_sentence {
            return Some(Signpost::Link);
        }
    }
    if (arrows >= 2 || arrows == 1 && mark.starts_with(['►', '➤'])) && !is_longer(line, 250) {
        return Some(Signpost::Link);
    }
    (!is_longer(line, IMPRINT) && pages().is_imprint(line) && !is_caption(line))
        .then_some(Signpost::Imprint)
}

/// Whether a line is the text under a picture, as its credit tells.
pub(super) fn is_caption(line: &str) -> bool {
    if is_longer(line, CAPTION) {
        return false;
    }
    let opened = line.trim_start_matches(['(', '[', '*', '-', '–', ' ']);
    let mut leading = pages().leading_credits.iter();
    let is_short = !is_longer(line, LEADING_CREDIT);
    if is_short
        && pages().credit_openings.has(first_word(opened))
        && leading.any(|credit| behind(opened, credit).is_some())
    {
        return true;
    }
    let bare = line.trim_end_matches(|c: char| !is_alphanumeric(c));
    if pages().credit_endings.has(last_word(bare))
        && pages()
            .ending_credits
            .iter()
            .any(|credit| before(bare, credit).is_some_and(|before| stands_apart(before, credit)))
    {
        return true;
    }
    let is_sourced = is_short && line.trim_end_matches(['.', ' ']).ends_with(')');
    // All others have a colon.
    places_from_end(line, b':').any(|at| {
        let (credited, name) = line.split_at(at + 1);
        has_credit(credited, name)
            || is_sourced && before(credited, "(nguồn:").is_some_and(|before| !before.is_empty())
    })
}

/// Whether a line's beginning, up to a colon, ends with a credit that no word before it gives
/// another sense, and what follows is a name.
fn has_credit(credited: &str, name: &str) -> bool {
    let Some(before) = pages().credits.iter().find_map(|credit| before(credited, credit)) else {
        return false;
    };
    let name = name.trim_end_matches(|c: char| !is_alphanumeric(c));
    let is_name = !is_longer(name, CREDITED) && !name.contains([':', '?']) && !name.contains(". ");
    let word = before.split_whitespace().next_back().unwrap_or_default();
    is_name && !before.ends_with(is_alphanumeric) && !is_one_of(word, &pages().no_credits)
}

/// A bare credit stands in brackets or behind a mark: "… (Ảnh minh họa)", "…. Ảnh tư liệu".
fn stands_apart(before: &str, credit: &str) -> bool {
    let before = before.trim_end();
    let is_marked = before.ends_with(['(', '[', '.', ',', '-', '–', ':', '|', '/', '”', '"']);
    is_marked || before.is_empty() || credit != "minh họa" && before.ends_with(" -")
}

/// Whether a line names the source of an article: "Theo TTXVN", "Nguồn: …", "PV", "(T/h)".
pub(super) fn is_source(line: &str) -> bool {
    let bare = without_dots(line);
    if !pages().source_openings.has(first_word(inner(bare)))
        || is_longer(bare, BYLINE)
        || bare.contains(['?', '!'])
        || bare.contains(". ")
    {
        return false;
    }
    if is_one_of(bare, &pages().signatures)
        || pages().sources.iter().any(|source| behind(bare, source).is_some())
    {
        return true;
    }
    let inner = inner(bare).trim_end_matches([')', '*', ' ']);
    let Some(name) = inner.strip_prefix("Theo ").or_else(|| inner.strip_prefix("theo ")) else {
        return false;
    };
    // A name and no clause: "Theo Ủy ban Kiểm tra Trung ương", not "Theo đó, …" or "Theo ông Nam:
    // …".
    name.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
        && !name.contains(": ")
        && name.split_whitespace().count() <= 8
}

/// A line without the full stops at its end.
fn without_dots(line: &str) -> &str {
    let dots = line.bytes().rev().take_while(|&byte| byte == b'.').count();
    line.get(..line.len() - dots).unwrap_or_default()
}

/// What stands in a line behind an opening bracket or star.
fn inner(line: &str) -> &str {
    line.trim_start_matches(['(', '*', ' '])
}

/// Whether a line is an author's name or initials, or several: "Nguyễn Văn An", "H.Y (tổng hợp)",
/// "LÊ AN - Trần Bình (Theo AFP)".
pub(super) fn is_author(line: &str) -> bool {
    let line = without_dots(line);
    if is_clause(line, first_word(line))
        || is_longer(line, BYLINE)
        || !line.trim_start().starts_with(char::is_uppercase)
    {
        return false;
    }
    let (names, note) = match line.strip_suffix(')').and_then(|line| line.split_once('(')) {
        Some((names, note)) => (names.trim_end(), Some(note.to_lowercase())),
        None => (line, None),
    };
    if names.split_whitespace().any(|word| word.starts_with(char::is_lowercase) && word != "và") {
        return false;
    }
    let opens_with = |note: &str, word: &str| {
        note.strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_alphanumeric))
    };
    let has_note =
        note.as_ref().is_some_and(|note| pages().notes.iter().any(|word| opens_with(note, word)));
    if note.is_some() && !has_note {
        return false;
    }
    let parts = names
        .split([',', '/', '&', '–', ';'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" và "));
    let names: Vec<&str> = parts.take(AUTHORS + 1).collect();
    let is_sure = has_note || names.len() > 1;
    names.len() <= AUTHORS && names.iter().all(|name| is_name(name, is_sure))
}

/// One to five capitalised words; a single one only where `is_sure` or where it is initials
/// ("H.Y").
fn is_name(name: &str, is_sure: bool) -> bool {
    let is_initials =
        |word: &str| word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    let has_shape = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| is_alphabetic(c) || matches!(c, '.' | '\'' | '-'))
            && word.chars().count() <= 14
    };
    let words = || name.split_whitespace();
    let Some(first) = words().next() else { return false };
    let is_long_enough = is_sure || words().nth(1).is_some() || is_initials(first);
    is_long_enough
        && words().nth(5).is_none()
        && words().all(has_shape)
        && !pages().no_authors.has(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn prose_holds_no_phrase(begin in "[“(>» ]{0,2}", words in proptest::collection::vec(words(), 1..40), end in "[.”)?]{0,3}") {
            let line = format!("{begin}{}{end}", words.join(" ")).trim().to_string();
            if signs(&line).next().is_none() && is_prose(&line) {
                prop_assert!(!is_caption(&line) && !is_source(&line) && !is_author(&line), "{}", line);
                prop_assert!(signpost(&line).is_none() && !pages().paper_marks.iter().any(|mark| line.contains(mark)), "{}", line);
            }
        }
    }

    /// Phrases of all tables, and words that stand in none.
    fn words() -> impl Strategy<Value = &'static str> {
        let headings: Vec<&'static str> = pages().headings().collect();
        let tables: [Vec<&'static str>; 7] = [
            pages().credits.clone(),
            pages().ending_credits.clone(),
            pages().sources.clone(),
            pages().signatures.clone(),
            headings,
            pages().paper_marks.clone(),
            vec!["Lê", "nước", "2,5", "xã,", "Ảnh:"],
        ];
        (0..tables.len())
            .prop_flat_map(move |table| proptest::sample::select(tables[table].clone()))
    }
}
