//! The kinds of mentions, in the order in which they are shown: the one list.
//!
//! A line makes a variant of [`Kind`] and of [`Value`]. All else a kind says itself, in
//! [`MentionKind`] beside its type.

use std::borrow::{Borrow, BorrowMut};

use super::fact::Fact;
use super::json::Object;
use super::kind::{About, Counted, MentionKind, Term, list_of_kinds, put_facts};

list_of_kinds! {
    Date: super::date::DateValue,
    Regulation: super::regulation::Regulation,
    Number: super::number::Quantity,
    Provision: super::provision::Provision,
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::model::{Kinds, MentionRecord};
    use crate::{Mention, MentionField};

    /// What each kind says, beside what it says it of.
    fn all<T>(of: impl Fn(&'static About) -> Vec<T>) -> Vec<T> {
        Kind::ALL.iter().flat_map(|kind| of(kind.about())).collect()
    }

    fn is_each_once(mut names: Vec<&str>) -> bool {
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        names.len() == count
    }

    #[test]
    fn names_tell_kinds_apart() {
        assert!(is_each_once(all(|about| vec![about.name])));
        assert!(is_each_once(all(|about| vec![about.tag])));
        assert!(is_each_once(all(|about| about.groups.to_vec())));
        assert!(is_each_once(all(|about| about.asked.iter().map(|asked| asked.name).collect())));
        assert!(is_each_once(all(|about| about.asked.iter().map(|asked| asked.field).collect())));
        // `attr.issuer` in the JSON of `eval`.
        assert!(is_each_once(all(|about| about
            .fields
            .iter()
            .filter(|field| field.is_scored)
            .map(|field| field.name)
            .collect())));
        for kind in Kind::ALL {
            let About { name, fields, groups, .. } = kind.about();
            assert!(is_each_once(fields.iter().map(|field| field.name).collect()), "{name}");
            assert!(is_each_once(fields.iter().map(|field| field.column).collect()), "{name}");
            assert!(
                is_each_once(
                    fields
                        .iter()
                        .map(|field| field.tag)
                        .chain(["k", "w", "v", "b", "s", "t"])
                        .collect()
                ),
                "{name}"
            );
            assert!(groups.iter().all(|group| group.split('/').next() == Some(name)), "{name}");
            assert_eq!(Kind::named(name), Some(*kind));
            assert_eq!("x".parse::<Kinds>().is_err(), "x" != *name);
        }
        assert!(all(|about| vec![about.tag]).contains(&""), "one kind has no tag");
    }

    /// Mentions of all kinds, of several forms.
    const TEXT: &str = "Sáng 19/5/2021, hôm qua, từ năm 2018 đến nay, Nghị quyết số 15-NQ/TW ngày 5/5/2022 của Bộ Chính trị về “ba không”, \
                        Luật Đất đai 2024, Nghị quyết 18, hơn 1.200 tỷ đồng, 80-90%, ba phần tư, 4,50 ha.";

    #[test]
    fn a_mention_is_found_by_what_its_record_is_found_by() {
        let mut kinds = Vec::new();
        for (span, value) in crate::extract::find(TEXT, None) {
            let mention = Mention {
                field: MentionField::Text,
                span,
                source: span,
                surface: span.slice(TEXT).into(),
                value,
                why: None,
            };
            let kind = mention.value.kind();
            kinds.push(kind);
            let (mut of_value, mut of_record) = (Vec::new(), Vec::new());
            mention.value.with_facts(|value, facts| {
                assert_eq!(facts.len(), kind.about().fields.len());
                kind.terms(value, facts, &mut |name, term| of_value.push((name, term)));
            });
            MentionRecord::new(&mention, true, None)
                .terms(&mut |name, term| of_record.push((name, term)));
            assert_eq!(of_value, of_record, "{}", mention.surface);
            assert!(
                of_value.iter().all(|(name, _)| kind
                    .about()
                    .asked
                    .iter()
                    .any(|asked| asked.name == *name))
            );
        }
        assert!(Kinds::default().iter().all(|kind| kinds.contains(&kind)));
    }

    /// The program, tests aside, that names a variant of [`Kind`] or [`Value`]: no more than
    /// `model` does.
    #[test]
    fn nobody_asks_which_kind_a_mention_is() {
        let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
        let names: Vec<String> = Kind::ALL
            .iter()
            .flat_map(|kind| [format!("Kind::{kind:?}"), format!("Value::{kind:?}")])
            .collect();
        let mut found = Vec::new();
        for file in files(&source) {
            let text = fs::read_to_string(&file).unwrap_or_default();
            let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let lines = program.lines().filter(|line| !line.trim_start().starts_with("//"));
            // `BlockKind::Dateline` is another name.
            let is_whole = |before: &str, behind: &str| {
                !before.ends_with(char::is_alphanumeric)
                    && !behind.starts_with(char::is_alphanumeric)
            };
            let asks = |line: &&str| {
                names.iter().any(|name| {
                    line.split_once(name.as_str())
                        .is_some_and(|(before, behind)| is_whole(before, behind))
                })
            };
            found.extend(
                lines.filter(asks).map(|line| format!("{}: {}", file.display(), line.trim())),
            );
        }
        assert_eq!(found, [] as [String; 0]);
    }

    /// The files of a folder, those of `model` and of tests aside.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries =
            fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let wanted =
            entries.filter(|path| !path.ends_with("src/model") && !path.ends_with("tests.rs"));
        wanted.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }
}
