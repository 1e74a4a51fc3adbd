//! Type and number without the symbol: `Nghị quyết 18`, `Nghị định số 100`,
//! `Quyết định số 24/2017`, and lists of them.
//!
//! In a list whose last item is a full symbol ("Nghị định 01 và 02/2019/NĐ-CP") the earlier items
//! take its tail and become codes. Not taken: a verb and a count ("quyết định 5 nội dung", "quy
//! định 3 mức").

use std::ops::Range;

use super::cues::has;
use crate::extract::counted::is_counted;
use crate::extract::view::LineCursor;
use crate::lexicon::token::{TokenKind, Tokens, begins};
use crate::lexicon::{DocType, NumberWord, RegulationCue, RelationList, lexicons};
use crate::model::{Regulation, RegulationForm, symbol_year};

/// Finds the references of a line. `codes` are the places, among all that was found, of its
/// symbols, in text order.
pub(super) fn find(view: &mut LineCursor<'_>, codes: Range<usize>) {
    let mut i = 0;
    while let Some(next) = view.next(i, begins::REGULATION) {
        view.notes.begin();
        i = reference_at(view, &codes, next).unwrap_or(next + 1);
    }
}

/// A type and its first number at `i`; pushes all numbers of the list and returns the token behind.
fn reference_at(view: &mut LineCursor<'_>, codes: &Range<usize>, i: usize) -> Option<usize> {
    let tokens = view.tokens;
    if tokens.kind(i) != Some(TokenKind::Word) || !view.is_free(i, i + 1) {
        return None;
    }
    let TypeWords { doc_type, length, abbreviated } = type_at(&tokens, i)?;
    let (mut at, said_number) = skip_number_word(&tokens, i + length);
    // NGHỊ ĐỊNH1: the mark of a footnote.
    if at < tokens.list.len() && (tokens.starts_line(at) || tokens.is_glued(at) && !abbreviated) {
        return None;
    }
    // The first item; a claimed one is a code, whose list begins there.
    let first = Item::at(view, at)?;
    let is_count =
        !said_number && (is_verb_with_count(&tokens, i, at, doc_type) || !doc_type.numbered);
    if is_count || abbreviated && (tokens.is_glued(at) && doc_type.stands_apart) {
        return None;
    }
    let mut items = vec![(i, first)];
    at = items[0].1.to;
    while let Some((start, item)) = next_item(view, at) {
        at = item.to;
        items.push((start, item));
    }
    // A symbol that closes the list lends its tail.
    let tail = closing_tail(view, codes, at);
    view.notes.rule(if abbreviated { "partial.short" } else { "partial" });
    if let Some(tail) = &tail {
        view.notes.because(|| format!("the symbol that ends the list lends {tail}"));
    }
    for (from, item) in items {
        let (to, tokens) = (item.to, item.tokens);
        let found = item.regulation(doc_type, tail.as_deref());
        // The first item's span begins at the type, unless it is a code without its tail.
        let from = if from == i && found.form == RegulationForm::Code { to - tokens } else { from };
        view.push(from, to, found);
    }
    Some(at)
}

/// The words of a type.
struct TypeWords {
    doc_type: &'static DocType,
    /// In tokens.
    length: usize,
    abbreviated: bool,
}

fn type_at(tokens: &Tokens<'_>, i: usize) -> Option<TypeWords> {
    if let Some((doc_type, length)) = lexicons().doc_types.longest(tokens, i) {
        return Some(TypeWords { doc_type, length, abbreviated: false });
    }
    // Each begins with a capital.
    let abbreviation = if tokens.is_capitalised(i) { tokens.str(i) } else { return None };
    let doc_type = lexicons()
        .type_of_short(abbreviation)
        .filter(|_| i == 0 || !tokens.is_glued(i) || tokens.is_mark(i - 1, &['(', '“', '"']))?;
    Some(TypeWords { doc_type, length: 1, abbreviated: true })
}

fn skip_number_word(tokens: &Tokens<'_>, mut at: usize) -> (usize, bool) {
    let said = has(tokens, at, RegulationCue::Number);
    at += usize::from(said);
    at += usize::from(said && tokens.is_mark(at, &[':']));
    (at, said)
}

/// "quyết định 5 nội dung": a small-letter type that is also a verb, before a small number or a
/// counted noun.
fn is_verb_with_count(tokens: &Tokens<'_>, i: usize, at: usize, doc_type: &DocType) -> bool {
    // 73 ngày 15/5/2018: the day belongs to the decree's date.
    let dated = has(tokens, at + 1, RegulationCue::Dated) && tokens.digits(at + 2).is_some();
    // đề án 1 triệu héc-ta
    let magnitude =
        matches!(lexicons().numbers.longest(tokens, at + 1), Some((NumberWord::Magnitude(_), _)));
    let counted = magnitude
        || !dated
            && (is_counted(tokens, at + 1) || lexicons().units.longest(tokens, at + 1).is_some());
    let small = !tokens.is_capitalised(i);
    // 30a, 78/2010: no count looks so.
    let lettered = tokens.is_glued(at + 1) && tokens.kind(at + 1) == Some(TokenKind::Word);
    let dated = tokens.is_mark(at + 1, &['/'])
        && tokens.is_glued(at + 1)
        && tokens.digits(at + 2).is_some_and(|year| year.len() == 4);
    let leading_zero = lettered || dated || tokens.digits(at).is_some_and(|d| d.starts_with('0'));
    let verb = small
        && doc_type.also_verb
        && tokens.digits(at).is_none_or(|d| d.len() < 3)
        && !is_object(tokens, i, at);
    !leading_zero && (counted || verb)
}

/// The most digits of a document's number: departments of a large city number some ten thousand
/// decisions a year.
const LONGEST_NUMBER: usize = 5;

/// `thực hiện kết luận 21 và …`: what is carried out and ends with its number is a document, though
/// its type is a verb, too.
fn is_object(tokens: &Tokens<'_>, i: usize, at: usize) -> bool {
    let ends = tokens.is_mark(at + 1, &['.', ',', ';', ')']) && !tokens.is_glued(at + 2)
        || has(tokens, at + 1, RegulationCue::And);
    ends && lexicons()
        .relations
        .longest_before_of(tokens, i, RelationList::Implements.bit() | RelationList::Details.bit())
        .is_some()
}

/// A number of a list, with its year if it has one.
struct Item {
    to: usize,
    tokens: usize,
    number: String,
    year: Option<i16>,
}

impl Item {
    /// A symbol with the tail that closes the list, or a type and number.
    fn regulation(self, doc_type: &DocType, tail: Option<&str>) -> Regulation {
        let name = doc_type.name;
        let (form, value, year) = match (tail, self.year) {
            (Some(tail), None) => {
                (RegulationForm::Code, format!("{}{tail}", self.number), symbol_year(tail))
            }
            (_, Some(year)) => {
                (RegulationForm::Partial, format!("{name} {}/{year}", self.number), Some(year))
            }
            (None, None) => (RegulationForm::Partial, format!("{name} {}", self.number), None),
        };
        let mut found = Regulation::bare(form, value, Some(name.to_string()));
        found.year = year;
        found.number = Some(self.number);
        found
    }

    fn at(view: &LineCursor<'_>, at: usize) -> Option<Item> {
        let tokens = &view.tokens;
        let digits = tokens.digits(at).filter(|digits| digits.len() <= LONGEST_NUMBER)?;
        let mut to = at + 1;
        let mut number = digits.to_string();
        // 66.13/2026: the thirteenth of a series.
        if tokens.is_mark(to, &['.'])
            && tokens.is_glued(to)
            && tokens.is_mark(to + 2, &['/'])
            && tokens.is_glued(to + 1)
        {
            let within = tokens.digits(to + 1).filter(|within| within.len() < 3)?;
            number = format!("{number}.{within}");
            to += 2;
        }
        // 30a, 1907A: a letter suffix; 181c. A longer glued word is something else.
        if tokens.is_glued(to) && tokens.kind(to) == Some(TokenKind::Word) {
            let letter = tokens.str(to);
            if letter.chars().count() > 1 {
                return None;
            }
            number.push_str(letter);
            to += 1;
        }
        let mut year = None;
        if tokens.is_mark(to, &['/']) && tokens.is_glued(to) && tokens.is_glued(to + 1) {
            year = tokens
                .digits(to + 1)
                .filter(|y| y.len() == 4)
                .and_then(|y| y.parse().ok())
                .filter(|y| (1945..=2100).contains(y));
            year?;
            to += 2;
        }
        // A date, a decimal, a range, a percentage or a code that could not be read is no number of
        // a document.
        let continues = tokens.is_mark(to, &['/', '%', '-', '.', ','])
            && tokens.is_glued(to)
            && tokens.digits(to + 1).is_some()
            && tokens.is_glued(to + 1);
        let is_free = view.is_free(at, to);
        (is_free && !continues && !(tokens.is_mark(to, &['%', '/']))).then_some(Item {
            to,
            tokens: to - at,
            number,
            year,
        })
    }
}

/// Behind an item: a comma or "và", an optional "số" or the same type again is left to the next
/// reference.
fn next_item(view: &LineCursor<'_>, at: usize) -> Option<(usize, Item)> {
    let tokens = &view.tokens;
    let at = tokens.behind_note(at);
    if !(tokens.is_mark(at, &[',']) || has(tokens, at, RegulationCue::And)) {
        return None;
    }
    let (start, said) = skip_number_word(tokens, at + 1);
    let item = Item::at(view, start)?;
    // "Nghị định 100, 5 người": an item must be closed by punctuation, a joint or a word that is no
    // counted noun.
    let counted = !said
        && (is_counted(tokens, item.to) || lexicons().units.longest(tokens, item.to).is_some());
    (!counted).then_some((start, item))
}

/// The tail of the symbol that follows a joint: `/2019/NĐ-CP` of "… và 02/2019/NĐ-CP".
fn closing_tail(view: &LineCursor<'_>, codes: &Range<usize>, at: usize) -> Option<String> {
    let tokens = &view.tokens;
    let at = tokens.behind_note(at);
    if !(tokens.is_mark(at, &[',']) || has(tokens, at, RegulationCue::And)) {
        return None;
    }
    let (start, _) = skip_number_word(tokens, at + 1);
    let codes = view.found.get(codes.clone())?;
    let code = codes
        .binary_search_by_key(&start, |found| found.from)
        .ok()
        .and_then(|code| codes.get(code));
    code.and_then(|found| {
        let Regulation { value, number, .. } = Regulation::of(&found.value)
            .filter(|regulation| regulation.form == RegulationForm::Code)?;
        value.strip_prefix(number.as_deref()?).map(str::to_string)
    })
}

#[cfg(test)]
mod tests {
    use crate::Value;
    use crate::extract::find;

    fn values(text: &str) -> Vec<String> {
        find(text, None)
            .into_iter()
            .filter_map(|(_, value)| match value {
                Value::Regulation(r) => Some(r.value),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn type_and_number() {
        let table: [(&str, &[&str]); 21] = [
            ("Nghị quyết 18 của Trung ương", &["Nghị quyết 18"]),
            ("theo Nghị định số 100,", &["Nghị định 100"]),
            ("thực hiện Chỉ thị 16", &["Chỉ thị 16"]),
            ("Quyết định số 24/2017", &["Quyết định 24/2017"]),
            ("nghị quyết 30a của Chính phủ", &["Nghị quyết 30a"]),
            ("Nghị quyết số 18, 19", &["Nghị quyết 18", "Nghị quyết 19"]),
            ("thông tư 08 và 09", &["Thông tư 08", "Thông tư 09"]),
            ("Nghị định 01 và 02/2019/NĐ-CP", &["01/2019/NĐ-CP", "02/2019/NĐ-CP"]),
            (
                "Thông tư 20, 21, 22/2015/TTLT-BGDĐT-BNV",
                &["20/2015/TTLT-BGDĐT-BNV", "21/2015/TTLT-BGDĐT-BNV", "22/2015/TTLT-BGDĐT-BNV"],
            ),
            ("theo NĐ 46", &["Nghị định 46"]),
            ("hai quyết định 07 và chỉ thị 06", &["Quyết định 07", "Chỉ thị 06"]),
            ("quyết định số 5", &["Quyết định 5"]),
            ("Nghị định 73 ngày 15/5/2018 của Chính phủ", &["Nghị định 73"]),
            ("chấm dứt quyết định 78/2010 của Chính phủ", &["Quyết định 78/2010"]),
            ("triển khai Đề án 06 của Chính phủ", &["Đề án 06"]),
            ("theo quyết định 30a", &["Quyết định 30a"]),
            ("sau khi Quyết định 60 ban hành", &["Quyết định 60"]),
            ("Nghị quyết số 66.13/2026 của Chính phủ", &["Nghị quyết 66.13/2026"]),
            ("kế hoạch thực hiện kết luận 21 và nghị quyết mới", &["Kết luận 21"]),
            ("theo Quyết định 15945 của Sở", &["Quyết định 15945"]),
            ("quy định mới (NĐ 94) về", &["Nghị định 94"]),
        ];
        for (text, expected) in table {
            assert_eq!(values(text), expected, "{text}");
        }
    }

    #[test]
    fn verbs_and_counts() {
        for text in [
            "quyết định 5 nội dung",
            "quy định 3 mức phạt",
            "kết luận 2 cán bộ vi phạm",
            "thông báo 10 ngày",
            "Quy định 12,5%",
            "chung cư CT3",
            "NGHỊ ĐỊNH1",
            "đề án 1 triệu héc-ta lúa",
        ] {
            assert_eq!(values(text), [""; 0], "{text}");
        }
    }
}
