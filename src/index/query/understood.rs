//! What queries abbreviate and ask, out of a table: forms of one thing, words that only ask,
//! surnames, provinces that were merged.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::index::analyzer::{lower, term, words};
use crate::text::fold;

/// The table, whose first lines say what its columns mean.
const TABLE: &str = include_str!("understood.tsv");

/// The table by what its forms fold to.
pub(super) struct Understood {
    /// For each form, all forms of the same thing.
    same: FxHashMap<String, &'static str>,
    questions: FxHashSet<String>,
    /// As written, in lower case, and folded.
    surnames: FxHashSet<String>,
    provinces: FxHashMap<String, (&'static str, &'static str)>,
}

/// The table, read once.
pub(super) fn understood() -> &'static Understood {
    static READ: LazyLock<Understood> = LazyLock::new(|| Understood::read(TABLE));
    &READ
}

/// What a text is found by in the table: its words, folded.
pub(super) fn key(text: &str) -> String {
    words(text).map(|word| fold(&term(word.slice(text)))).collect::<Vec<_>>().join(" ")
}

impl Understood {
    fn read(table: &'static str) -> Understood {
        let mut read = Understood {
            same: FxHashMap::default(),
            questions: FxHashSet::default(),
            surnames: FxHashSet::default(),
            provinces: FxHashMap::default(),
        };
        for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let mut cells = line.split('\t');
            let (sense, forms) =
                (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            match sense {
                "same" => read.same.extend(forms.split('|').map(|form| (key(form), forms))),
                "question" => read.questions.extend(forms.split('|').map(key)),
                "surname" => read
                    .surnames
                    .extend(forms.split('|').flat_map(|form| [lower(form), fold(form)])),
                "province" => {
                    let mut names = forms.split('|');
                    if let (Some(old), Some(new)) = (names.next(), names.next()) {
                        read.provinces.insert(key(old), (old, new));
                    }
                }
                _ => {}
            }
        }
        read
    }

    /// The other forms of what has this key.
    pub fn others(&self, of: &str) -> Vec<&'static str> {
        let forms = self.same.get(of).copied().unwrap_or_default();
        forms.split('|').filter(|form| !form.is_empty() && key(form) != of).collect()
    }

    /// Whether words with this key only ask.
    pub fn asks(&self, key: &str) -> bool {
        self.questions.contains(key)
    }

    /// Whether a word, as typed, is a surname.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// A province that is no more, and the one that it is part of.
    pub fn merged(&self, key: &str) -> Option<(&'static str, &'static str)> {
        self.provinces.get(key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_a_sense_forms_and_a_source() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            let [sense, forms, source] = cells.as_slice() else {
                panic!("expected three cells, but found `{row}`")
            };
            assert!(["same", "question", "surname", "province"].contains(sense), "{row}");
            assert!(
                forms.split('|').all(|form| !key(form).is_empty()) && !source.is_empty(),
                "{row}"
            );
        }
        assert_eq!(understood().others("ubnd"), ["Ủy ban nhân dân"]);
        assert_eq!(understood().others("dai hoi 14"), ["Đại hội XIV"]);
        assert_eq!(
            understood().others("tp hcm"),
            ["TPHCM", "TP Hồ Chí Minh", "Thành phố Hồ Chí Minh"]
        );
        assert!(
            understood().asks("la ai")
                && understood().is_surname("nguyễn")
                && understood().is_surname("nguyen")
        );
        assert_eq!(understood().merged("ha giang"), Some(("Hà Giang", "Tuyên Quang")));
    }
}
