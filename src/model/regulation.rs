//! References to regulations: laws, decrees, resolutions, Party documents, official letters.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fact::Fact;
use super::json::{Object, Put};
use super::kind::{About, Asked, By, Colour, Counted, MentionKind, Term, Usual, field, put_facts};
use super::reference::{How, Target};
use crate::text::{fold, squeezed};

/// How a regulation is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegulationForm {
    /// By its official symbol: `15-NQ/TW`.
    Code,
    /// By type and number: `Nghị quyết 18`.
    Partial,
    /// By name: `Luật Đất đai 2024`.
    Named,
    /// By its type and a word that points: `Nghị định này`. Only [`resolve`](crate::resolve())
    /// finds these; they have no value.
    Back,
}

impl RegulationForm {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            RegulationForm::Code => "code",
            RegulationForm::Partial => "partial",
            RegulationForm::Named => "named",
            RegulationForm::Back => "back",
        }
    }
}

/// A reference to a regulation, with what the sentence says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    /// Symbol, type and number, or name.
    pub form: RegulationForm,
    /// The canonical symbol (`10/2026/QĐ-UBND`), type and number (`Nghị quyết 18`), or name
    /// (`Luật Đất đai 2024`).
    pub value: String,
    /// The number in the symbol, as written, leading zeros included: `05`, `66.7`.
    pub number: Option<String>,
    /// The year in the symbol or name.
    pub year: Option<i16>,
    /// Nghị quyết, Quy định, Luật …
    pub doc_type: Option<String>,
    /// The body that issued it, as written.
    pub issuer: Option<String>,
    /// The day of issue.
    pub issued: Option<Date>,
    /// What it is about, as the sentence says.
    pub title: Option<String>,
    /// The regulation that it means, where that was asked for ([`resolve`](crate::resolve())) and
    /// the document tells.
    pub target: Option<Box<Target>>,
}

impl Regulation {
    /// One of which only form, value and type are known yet.
    pub(crate) const fn bare(
        form: RegulationForm,
        value: String,
        doc_type: Option<String>,
    ) -> Regulation {
        Regulation {
            form,
            value,
            number: None,
            year: None,
            doc_type,
            issuer: None,
            issued: None,
            title: None,
            target: None,
        }
    }

    /// The regulation that it means, where that is known: its target, or its symbol.
    pub fn known_id(&self) -> Option<&str> {
        match &self.target {
            Some(target) => Some(&target.id),
            None => (self.form == RegulationForm::Code).then_some(self.value.as_str()),
        }
    }
}

impl MentionKind for Regulation {
    type Held = Box<Regulation>;

    const ABOUT: About = About {
        name: "regulation",
        is_usual: true,
        tag: "r",
        colour: Colour::Magenta,
        fields: &[
            field!("form", "f").usually(Usual::Text("code")),
            field!("number", "n"),
            field!("year", "y").whole(),
            field!("type", "q").scored(),
            field!("issuer", "i").scored(),
            field!("issued", "o").scored().day(),
            field!("title", "h").in_column("regulation_title"),
            field!("target", "g").extra(),
            field!("how", "m").extra(),
            field!("antecedent", "a").extra().whole(),
        ],
        groups: &["regulation/code", "regulation/partial", "regulation/named"],
        asked: &[
            Asked {
                name: "regulation",
                field: "regulation",
                by: By::Name {
                    key: regulation_key,
                    expected: "a regulation, such as `15-NQ/TW`,",
                    counts: "The regulations cited",
                },
            },
            Asked {
                name: "type",
                field: "doc_type",
                by: By::Name {
                    key: name_key,
                    expected: "a name after `type:`,",
                    counts: "Their types: Nghị quyết, Luật …",
                },
            },
            Asked {
                name: "issuer",
                field: "issuer",
                by: By::Name {
                    key: name_key,
                    expected: "a name after `issuer:`,",
                    counts: "Their issuers",
                },
            },
        ],
        most_frequent: Some("most cited regulations"),
    };

    fn value(&self) -> Fact<'_> {
        Fact::of_text(Some(self.value.as_str()).filter(|value| !value.is_empty()))
    }

    fn facts(&self) -> impl AsRef<[Fact<'_>]> {
        [
            Fact::Name(self.form.name()),
            Fact::of_text(self.number.as_deref()),
            self.year.map_or(Fact::Unknown, Fact::Whole),
            Fact::of_text(self.doc_type.as_deref()),
            Fact::of_text(self.issuer.as_deref()),
            Fact::of_day(self.issued),
            Fact::of_text(self.title.as_deref()),
            Fact::of_text(self.target.as_ref().map(|target| target.id.as_str())),
            self.target.as_ref().map_or(Fact::Unknown, |target| Fact::Name(target.how.name())),
            self.target
                .as_ref()
                .and_then(|target| i16::try_from(target.antecedent?).ok())
                .map_or(Fact::Unknown, Fact::Whole),
        ]
    }

    fn terms<'m>(
        value: &Fact<'m>,
        facts: &[Fact<'m>],
        put: &mut impl FnMut(&'static str, Term<'m>),
    ) {
        let [form, number, year, doc_type, issuer, _, _, target, ..] = facts else { return };
        if let Some(target) = target.text() {
            put_target(&target, value.as_str(), doc_type, put);
            doc_type.text().into_iter().for_each(|name| put("type", Term::Name(name)));
            issuer.text().into_iter().for_each(|name| put("issuer", Term::Name(name)));
            return;
        }
        let Some(value) = value.text() else { return };
        let is_symbol = form.as_str() == Some(RegulationForm::Code.name());
        if let Some(number) = number.as_str().filter(|_| is_symbol) {
            let keys = further_keys(&value, number, year.as_whole(), doc_type.as_str());
            keys.into_iter().for_each(|key| put("regulation", Term::Key(key)));
        }
        put("regulation", Term::Name(value));
        doc_type.text().into_iter().for_each(|name| put("type", Term::Name(name)));
        issuer.text().into_iter().for_each(|name| put("issuer", Term::Name(name)));
    }

    /// The case of a name, and how many blanks stand between its words, make no difference.
    fn is_same(a: &str, b: &str) -> bool {
        let name = |value: &str| squeezed(value).to_lowercase();
        !is_symbol(a) && !is_symbol(b) && name(a) == name(b)
    }

    /// The regulation that it means. A short form that the document leaves open is none.
    fn counted(&self) -> Counted<'_> {
        let Some(target) = &self.target else {
            let is_id = self.form == RegulationForm::Code;
            return Counted { id: is_id.then_some(Cow::Borrowed(self.value.as_str())), name: None };
        };
        // Luật Nhà ở số 27/2023/QH15 is Luật Nhà ở 2023.
        let is_beside = self.form == RegulationForm::Named && target.how == How::Adjacent;
        let name = symbol_year(&target.id).filter(|_| is_beside).map(|year| match self.year {
            Some(_) => Cow::Borrowed(self.value.as_str()),
            None => Cow::Owned(format!("{} {year}", self.value)),
        });
        Counted { id: Some(Cow::Borrowed(target.id.as_str())), name }
    }
}

/// States what a short form is found by: as the regulation that it means, and as it is written.
fn put_target<'m>(
    target: &str,
    written: Option<&str>,
    doc_type: &Fact<'m>,
    put: &mut impl FnMut(&'static str, Term<'m>),
) {
    let number: String = target.chars().take_while(|c| c.is_alphanumeric() || *c == '.').collect();
    if is_symbol(target) {
        let keys = further_keys(target, &number, symbol_year(target), doc_type.as_str());
        keys.into_iter().for_each(|key| put("regulation", Term::Key(key)));
    }
    written.into_iter().for_each(|written| put("regulation", Term::Key(regulation_key(written))));
    put("regulation", Term::Name(target.to_string().into()));
}

/// As the mention of one is written, without its place.
impl Put for &Regulation {
    fn put(self, out: &mut String) {
        let mut object = Object::new(out);
        put_facts(self, &mut object);
        object.end();
    }
}

impl Serialize for Regulation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("value", &self.value())?;
        for (field, fact) in Regulation::ABOUT
            .fields
            .iter()
            .zip(self.facts().as_ref())
            .filter(|(field, fact)| !(field.is_extra && fact.is_unknown()))
        {
            out.serialize_entry(field.name, fact)?;
        }
        out.end()
    }
}

impl<'de> Deserialize<'de> for Regulation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Read {
            value: String,
            form: String,
            number: Option<String>,
            year: Option<i16>,
            #[serde(rename = "type")]
            doc_type: Option<String>,
            issuer: Option<String>,
            issued: Option<String>,
            title: Option<String>,
        }
        let Read { value, form, number, year, doc_type, issuer, issued, title } =
            Read::deserialize(deserializer)?;
        let forms = [RegulationForm::Code, RegulationForm::Partial, RegulationForm::Named];
        let form = forms.into_iter().find(|known| known.name() == form);
        let form = form.ok_or_else(|| {
            serde::de::Error::custom("expected `code`, `partial` or `named` as form")
        })?;
        let issued = issued.map(|day| day.parse().map_err(serde::de::Error::custom)).transpose()?;
        Ok(Regulation { form, value, number, year, doc_type, issuer, issued, title, target: None })
    }
}

/// Whether an id is a symbol, not a name: it begins with a digit.
pub(crate) fn is_numbered(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_digit())
}

/// The year in a symbol: 2017 in `49/2017/NĐ-CP`.
pub(crate) fn symbol_year(symbol: &str) -> Option<i16> {
    symbol.split('/').nth(1)?.parse().ok()
}

/// Whether a regulation's value begins as symbols do: a digit, then letters, digits and dots, then
/// a hyphen or slash.
fn is_symbol(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit())
        && value
            .trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'))
            .trim_start()
            .starts_with(['-', '/'])
}

/// The key of a regulation as typed: case, diacritics, Đ or D, separators, leading zeros and the
/// "số" before a number make no difference.
///
/// Only digits keep apart from digits: `1/12` is not `11/2`.
pub(crate) fn regulation_key(typed: &str) -> String {
    let mut key = String::new();
    let folded = fold(typed);
    let mut parts =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).peekable();
    while let Some(part) = parts.next() {
        let is_numbered =
            parts.peek().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        if part == NUMBER_SIGN && is_numbered && !key.is_empty() {
            continue;
        }
        if key.ends_with(|c: char| c.is_ascii_digit())
            && part.starts_with(|c: char| c.is_ascii_digit())
        {
            key.push('-');
        }
        let plain = part.trim_start_matches('0');
        key.push_str(if plain.starts_with(|c: char| c.is_ascii_digit()) { plain } else { part });
    }
    key
}

/// "số", folded: Quy định số 11.
const NUMBER_SIGN: &str = "so";

/// The keys under which a symbol (`178/2024/NĐ-CP`) is found beside its own: its type with it, with
/// the number and the year, with the number alone (`Nghị định 178`), and the type's sign with the
/// number (`NĐ 178`).
fn further_keys(
    value: &str,
    number: &str,
    year: Option<i16>,
    doc_type: Option<&str>,
) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(doc_type) = doc_type {
        keys.push(regulation_key(&format!("{doc_type} {value}")));
        keys.push(regulation_key(&format!("{doc_type} {number}")));
        keys.extend(year.map(|year| regulation_key(&format!("{doc_type} {number}/{year}"))));
    }
    let sign = value
        .split(|c: char| !c.is_alphanumeric())
        .find(|part| !part.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(sign) = sign.filter(|sign| sign.chars().all(char::is_alphabetic)) {
        keys.push(regulation_key(&format!("{sign} {number}")));
    }
    keys
}

/// The key of a sort of regulation or an issuer as typed: case, marks and blanks make no
/// difference.
pub(crate) fn name_key(typed: &str) -> String {
    fold(typed)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regulations_are_found_however_typed() {
        let same: [(&str, &[&str]); 5] = [
            (
                "11-QĐ/TW",
                &["11-qđ/tw", "11 QĐ TW", "11QD/TW", "11-qd-tw", " 11 – QĐ / TW ", "011-QĐ/TW"],
            ),
            ("10/2026/QĐ-UBND", &["10/2026/qd-ubnd", "10 2026 QĐ UBND"]),
            (
                "Nghị quyết 18",
                &["nghi quyet 18", "NGHỊ QUYẾT 18", "nghị quyết  018", "nghi quyet so 18"],
            ),
            ("66.7-NQ/CP", &["66.7 nq cp", "66-7-nq-cp"]),
            ("Luật Đất đai số 31", &["luat dat dai 31"]),
        ];
        for (value, typed) in same {
            for typed in typed {
                assert_eq!(regulation_key(typed), regulation_key(value), "{typed}");
            }
        }
        for (a, b) in [
            ("1/12/QĐ", "11/2/QĐ"),
            ("15-NQ/TW", "150-NQ/TW"),
            ("15-NQ/TW", "15-QĐ/TW"),
            ("0-NQ", "NQ"),
            ("số 5", "5"),
        ] {
            assert_ne!(regulation_key(a), regulation_key(b));
        }
    }

    /// The keys of a regulation beside that of its value.
    fn further(
        form: RegulationForm,
        value: &str,
        number: &str,
        year: Option<i16>,
        doc_type: Option<&str>,
    ) -> Vec<String> {
        let doc_type = doc_type.map(str::to_string);
        let number = Some(number.to_string());
        let (issuer, issued, title) = (None, None, None);
        let regulation = Regulation {
            form,
            value: value.to_string(),
            number,
            year,
            doc_type,
            issuer,
            issued,
            title,
            target: None,
        };
        let mut keys = Vec::new();
        Regulation::terms(&regulation.value(), regulation.facts().as_ref(), &mut |_, term| {
            match term {
                Term::Key(key) => keys.push(key),
                other => assert!(matches!(other, Term::Name(_))),
            }
        });
        keys
    }

    #[test]
    fn a_symbol_is_found_by_its_type_and_number_too() {
        let (code, partial) = (RegulationForm::Code, RegulationForm::Partial);
        let table = [
            (
                further(code, "178/2024/NĐ-CP", "178", Some(2024), Some("Nghị định")),
                &["nghị định 178/2024/NĐ-CP", "nghi dinh so 178", "Nghị định 178/2024", "nd 178"][..],
            ),
            (
                further(code, "05-QĐ/TW", "05", None, Some("Quy định")),
                &["quy định số 05-QĐ/TW", "quy dinh 5", "QĐ 5"],
            ),
            (further(code, "202/2025/QH15", "202", Some(2025), None), &[]),
            (further(partial, "Nghị quyết 18", "18", None, Some("Nghị quyết")), &[]),
        ];
        for (keys, typed) in table {
            let expected: Vec<String> = typed.iter().map(|typed| regulation_key(typed)).collect();
            assert_eq!(keys, expected);
        }
    }

    #[test]
    fn names_are_found_however_typed() {
        for typed in ["Bộ Chính trị", "bo chinh tri", " BỘ  CHÍNH TRỊ "] {
            assert_eq!(name_key(typed), "bo chinh tri");
        }
    }
}
