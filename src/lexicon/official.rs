//! The words of official documents (`official.tsv`): what opens a line of their form, and where
//! such words stand in a line.

use std::sync::LazyLock;

use super::pages::behind;
use super::table::{Fault, Row, Table, refuse};
use crate::Span;
use crate::text::is_alphanumeric;

/// What words of the form of official documents say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The country's name, above its motto.
    Motto,
    /// The end of the country's name, where a line end cuts it off.
    MottoEnd,
    /// The motto.
    Freedom,
    /// The Party's name, in the place of the country's.
    Party,
    /// số: leads to the symbol.
    Number,
    /// ngày: leads to the day of issue.
    Day,
    /// tháng
    Month,
    /// năm
    Year,
    /// The section of the gazette, above the act.
    Section,
    /// V/v: leads to what a letter is about.
    Subject,
    /// Kính gửi: leads to the addressees of a letter.
    Dear,
    /// Căn cứ: leads to what the act is based on.
    Basis,
    /// QUYẾT ĐỊNH: leads from there to the articles.
    Decides,
    /// Điều: begins an article.
    Article,
    /// Chương: a heading above articles.
    Part,
    /// Phụ lục: begins an annex.
    Annex,
    /// (Ban hành kèm theo …): below the heading of an annex.
    Enclosed,
    /// Nơi nhận: leads to the recipients.
    Recipients,
    /// TM., KT.: for whom a person signs.
    For,
    /// BỘ TRƯỞNG: the office of who signs.
    Officer,
    /// XÁC THỰC VĂN BẢN HỢP NHẤT: above the signature of a consolidated text.
    Certify,
    /// thông qua: leads to the day on which an assembly passed the act.
    Passed,
}

impl Sign {
    /// All of them, with their senses in the table.
    const ALL: [(Sign, &str); 22] = [
        (Sign::Motto, "motto"),
        (Sign::MottoEnd, "motto-end"),
        (Sign::Freedom, "freedom"),
        (Sign::Party, "party"),
        (Sign::Number, "number"),
        (Sign::Day, "day"),
        (Sign::Month, "month"),
        (Sign::Year, "year"),
        (Sign::Section, "section"),
        (Sign::Subject, "subject"),
        (Sign::Dear, "dear"),
        (Sign::Basis, "basis"),
        (Sign::Decides, "decides"),
        (Sign::Article, "article"),
        (Sign::Part, "part"),
        (Sign::Annex, "annex"),
        (Sign::Enclosed, "enclosed"),
        (Sign::Recipients, "recipients"),
        (Sign::For, "for"),
        (Sign::Officer, "officer"),
        (Sign::Certify, "certify"),
        (Sign::Passed, "passed"),
    ];

    fn named(sense: &str) -> Option<Sign> {
        Sign::ALL.iter().find(|(_, name)| *name == sense).map(|(sign, _)| *sign)
    }

    /// What follows the sign where it opens a text of any case, as whole words.
    pub fn opens(self, text: &str) -> Option<&str> {
        let rests = forms(self).iter().filter_map(|form| {
            let rest = behind(text, form)?;
            (!form.ends_with(is_alphanumeric) || !rest.starts_with(is_alphanumeric)).then_some(rest)
        });
        rests.min_by_key(|rest| rest.len())
    }

    /// The first place where the sign stands in a text of any case, as whole words.
    pub fn find(self, text: &str) -> Option<Span> {
        let mut before = None;
        text.char_indices().find_map(|(at, letter)| {
            let starts = !before.replace(letter).is_some_and(is_alphanumeric);
            let rest = text.get(at..).filter(|_| starts)?;
            self.opens(rest).map(|behind| Span::new(at, text.len() - behind.len()))
        })
    }
}

const OFFICIAL: Table = Table { name: "official.tsv", text: include_str!("data/official.tsv") };

/// The forms of a sign, in small letters.
fn forms(sign: Sign) -> &'static [&'static str] {
    static READ: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
        let mut faults = Vec::new();
        let rows = OFFICIAL.rows(&[], &mut faults);
        faults.extend(rows.iter().filter_map(fault_of));
        refuse(&faults);
        let of =
            |name: &str| rows.iter().filter(|row| row.sense == name).flat_map(Row::forms).collect();
        Sign::ALL.iter().map(|(_, name)| of(name)).collect()
    });
    READ.get(sign as usize).map_or(&[], Vec::as_slice)
}

/// What is wrong with a row: a sense that no sign has, or a form that is not in small letters.
fn fault_of(row: &Row) -> Option<Fault> {
    if Sign::named(row.sense).is_none() {
        return Some(
            row.fault(format!("expected a sense of official.rs, but found `{}`", row.sense)),
        );
    }
    let form = row.forms().find(|form| form.contains(char::is_uppercase))?;
    Some(row.fault(format!("expected small letters, but found `{form}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_matched_by_its_example() {
        let mut faults = Vec::new();
        let rows = OFFICIAL.rows(&[], &mut faults);
        for row in &rows {
            let sign = Sign::named(row.sense);
            assert!(sign.is_some_and(|sign| sign.find(row.example).is_some()), "{}", row.place());
        }
        for (at, (sign, name)) in Sign::ALL.into_iter().enumerate() {
            assert!(rows.iter().any(|row| row.sense == name) && sign as usize == at, "{name}");
        }
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn signs_are_whole_words_of_any_case() {
        for (sign, text, behind) in [
            (Sign::Article, "ĐIỀU 5.", Some(" 5.")),
            (Sign::Article, "Điềukhoản", None),
            (Sign::Decides, "QUYẾT ĐỊNH:", Some("")),
            (Sign::For, "TM. CHÍNH PHỦ", Some(" CHÍNH PHỦ")),
            (Sign::For, "TMĐT", None),
            (Sign::Number, "Số: 5", Some(": 5")),
        ] {
            assert_eq!(sign.opens(text), behind, "{text}");
        }
        assert_eq!(Sign::Day.find("Hà Nội, ngày 5"), Some(Span::new(11, 16)));
        assert_eq!(Sign::Number.find("Luật số: 5"), Some(Span::new(7, 11)));
    }
}
