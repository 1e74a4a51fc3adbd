//! What queries abbreviate and ask, looked up by what it folds to: forms of one thing, words that
//! only ask, surnames, provinces that were merged.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::index::analyzer::{lower, term, words};
use crate::lexicon::{QueryWord, query_words};
use crate::text::fold;

/// The table by what its forms fold to.
#[derive(Default)]
pub(super) struct Understood {
    /// For each form, all forms of the same thing.
    same: FxHashMap<String, Vec<&'static str>>,
    questions: FxHashSet<String>,
    /// As written, in lower case, and folded.
    surnames: FxHashSet<String>,
    /// For each province of before and after the mergers, those of the other time.
    provinces: FxHashMap<String, Vec<&'static str>>,
    /// For each province that was, its name and that of the one that it is part of.
    merged: FxHashMap<String, (&'static str, &'static str)>,
}

/// The table, read once.
pub(super) fn understood() -> &'static Understood {
    static READ: LazyLock<Understood> = LazyLock::new(Understood::read);
    &READ
}

/// What a text is found by in the table: its words, folded.
pub(super) fn key(text: &str) -> String {
    words(text).map(|word| fold(&term(word.slice(text)))).collect::<Vec<_>>().join(" ")
}

impl Understood {
    fn read() -> Understood {
        let mut read = Understood::default();
        for (sense, forms) in query_words() {
            match sense {
                QueryWord::Same => {
                    read.same.extend(forms.iter().map(|form| (key(form), forms.clone())));
                }
                QueryWord::Question => read.questions.extend(forms.into_iter().map(key)),
                QueryWord::Surname => read
                    .surnames
                    .extend(forms.into_iter().flat_map(|form| [lower(form), fold(form)])),
                QueryWord::Merged => {
                    if let [old, new] = forms.as_slice() {
                        read.merged.insert(key(old), (old, new));
                        read.provinces.entry(key(old)).or_default().push(new);
                        read.provinces.entry(key(new)).or_default().push(old);
                    }
                }
            }
        }
        read
    }

    /// The other forms of what has this key.
    pub fn others(&self, of: &str) -> Vec<&'static str> {
        let forms = self.same.get(of).map(Vec::as_slice).unwrap_or_default();
        forms.iter().copied().filter(|form| key(form) != of).collect()
    }

    /// Whether words with this key only ask.
    pub fn asks(&self, key: &str) -> bool {
        self.questions.contains(key)
    }

    /// Whether a word, as typed, is a surname.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// What a province with this key is part of since the mergers, or was made of.
    pub fn provinces(&self, key: &str) -> &[&'static str] {
        self.provinces.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// A province that is no more, and the one that it is part of.
    pub fn merged(&self, key: &str) -> Option<(&'static str, &'static str)> {
        self.merged.get(key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_however_they_are_typed() {
        assert_eq!(understood().others("ubnd"), ["Ủy ban nhân dân"]);
        assert_eq!(understood().others("dai hoi 14"), ["Đại hội XIV"]);
        assert_eq!(understood().others("khoa xv"), ["khóa 15"]);
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
        assert_eq!(understood().provinces("tuyen quang"), ["Hà Giang"]);
        assert_eq!(understood().provinces("lam dong"), ["Đắk Nông", "Bình Thuận"]);
        assert!(understood().provinces("nghe an").is_empty());
    }
}
