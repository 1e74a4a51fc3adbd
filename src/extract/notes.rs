//! What the rules note of a mention while it is read: nothing, unless someone asks for
//! explanations.

use std::cell::RefCell;

use crate::Why;

/// Notes of the mention that is being read.
#[derive(Debug, Default)]
pub(super) struct Notes {
    are_asked: bool,
    open: RefCell<Why>,
}

impl Notes {
    /// Notes that are taken if they `are_asked` for.
    pub fn new(are_asked: bool) -> Notes {
        Notes { are_asked, open: RefCell::default() }
    }

    /// Drops what was noted: an attempt begins.
    #[inline]
    pub fn begin(&self) {
        if self.are_asked {
            self.open.replace(Why::default());
        }
    }

    /// Notes the rule that reads; one that holds others comes after them.
    #[inline]
    pub fn rule(&self, rule: &'static str) {
        if self.are_asked {
            self.open.borrow_mut().rule = rule;
        }
    }

    /// Notes the rule, if it has read something; gives what it read.
    #[inline]
    pub fn read<T>(&self, rule: &'static str, found: Option<T>) -> Option<T> {
        found.inspect(|_| self.rule(rule))
    }

    /// Notes what decides.
    #[inline]
    pub fn because(&self, reason: impl FnOnce() -> String) {
        if self.are_asked {
            let (reason, mut open) = (reason(), self.open.borrow_mut());
            if !open.because.contains(&reason) {
                open.because.push(reason);
            }
        }
    }

    /// What was noted since the attempt began. The further mentions of a list have the same.
    #[inline]
    pub fn so_far(&self) -> Option<Box<Why>> {
        self.are_asked.then(|| Box::new(self.open.borrow().clone()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::extract::{Line, annotate};
    use crate::model::Kinds;

    /// `surface: rule (reasons)` of each mention of a sentence published on this day.
    fn explained(text: &str, published: &str) -> Vec<String> {
        let line =
            Line { document: 0, start: 0, text: text.into(), published: published.parse().ok() };
        let found =
            annotate(&[line], &[usize::MAX], Kinds::default(), true).pop().unwrap_or_default();
        let told = |placed: crate::extract::Placed| {
            let why = placed.why.unwrap_or_default();
            format!("{}: {} ({})", placed.span.slice(text), why.rule, why.because.join("; "))
        };
        found.into_iter().map(told).collect()
    }

    /// Text, day of publication, mentions with rule and reasons.
    const EXPLAINED: &[(&str, &str, &[&str])] = &[
        (
            "Năm 1972, ngày 4/3, cầu Rạch Sỏi sập.",
            "2025-03-10",
            &["Năm 1972: year.headed ()", "ngày 4/3: day.headed (year from the sentence's 1972)"],
        ),
        (
            "Ngày 4/3, xã họp.",
            "2025-03-10",
            &["Ngày 4/3: day.headed (year nearest to the publication day, 2025-03-10)"],
        ),
        (
            "Ngày 4/3, xã họp.",
            "",
            &["Ngày 4/3: day.headed (unsure: no year, for the publication day is not known)"],
        ),
        (
            "Lễ khai mạc ngày 4/9.",
            "2025-03-10",
            &[
                "ngày 4/9: day.headed (unsure: two years fit; this one is nearest to the publication day, 2025-03-10)",
            ],
        ),
        (
            "Hôm qua, xã họp.",
            "2025-03-10",
            &["Hôm qua: relative (counted from the publication day, 2025-03-10)"],
        ),
        ("từ năm 2018 đến năm 2020", "", &["từ năm 2018 đến năm 2020: interval.to ()"]),
        ("tháng 10 và 11 năm 2020", "", &["tháng 10: list ()", "11 năm 2020: list ()"]),
        (
            "đạt 1,234 như cũ",
            "",
            &["1,234: number.digits (unsure: the comma may group; it mostly begins decimals)"],
        ),
        (
            "tăng 24.5%",
            "",
            &[
                "24.5%: number.unit (the point begins decimals, for a unit or something counted follows)",
            ],
        ),
        ("hai phần ba số hộ", "", &["hai phần ba: number.ratio ()"]),
        ("từ 5 đến 10 km", "", &["từ 5 đến 10 km: number.range ()"]),
        (
            "theo Nghị định 12/2031/NĐ-CP ngày 5/3/2031",
            "",
            &[
                "12/2031/NĐ-CP: code (issuer from the letters of the symbol; day of issue behind it)",
                "ngày 5/3/2031: day.headed ()",
            ],
        ),
        ("Nghị định số 100 của Chính phủ", "", &["Nghị định số 100: partial (issuer behind it)"]),
        ("Luật Đất đai 2013", "", &["Luật Đất đai 2013: named.law ()"]),
    ];

    #[test]
    fn rules_and_what_decided() {
        for (text, published, expected) in EXPLAINED {
            assert_eq!(explained(text, published), *expected, "{text}");
        }
    }

    #[test]
    fn what_nobody_asked_for_is_not_noted() {
        let line =
            Line {
                document: 0, start: 0, text: "Ngày 4/3, 15 xã họp.".into(), published: None
            };
        let found =
            annotate(&[line], &[usize::MAX], Kinds::default(), false).pop().unwrap_or_default();
        assert!(found.len() == 2 && found.iter().all(|placed| placed.why.is_none()));
    }
}
