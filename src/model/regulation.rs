//! References to regulations: laws, decrees, resolutions, Party documents, official letters.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fact::Fact;
use super::json::{Object, Put};
use super::kind::{About, Asked, By, Colour, Counted, MentionKind, Term, Usual, field, put_facts};
use super::reference::{How, Target};
use super::regulation_keys::{cited_key, further_keys, name_key, named_key, regulation_key};
use crate::text::squeezed;

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
        let [form, number, year, doc_type, issuer, _, _, target, how, _] = facts else { return };
        let known = target.text().filter(|target| !is_open(target));
        let form = form.as_str().unwrap_or_default();
        if let Some(target) = known {
            let how = how.as_str().unwrap_or_default();
            put_target(&target, value.as_str(), doc_type, put);
            put_way(form, how, value.as_str(), &target, put);
        } else if let Some(value) = value.text() {
            if form == RegulationForm::Code.name() {
                if let Some(number) = number.as_str() {
                    let keys = further_keys(&value, number, year.as_whole(), doc_type.as_str());
                    keys.into_iter().for_each(|key| put("regulation", Term::Key(key)));
                }
                put("regulation", Term::Key(cited_key(&regulation_key(&value), form)));
                put("regulation", Term::Name(value));
            } else {
                // What is open is no regulation to count, and is found as it is written.
                put("regulation", Term::Key(regulation_key(&value)));
            }
        }
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
        let Some(target) = self.target.as_ref().filter(|target| !is_open(&target.id)) else {
            let is_id = self.form == RegulationForm::Code;
            return Counted { id: is_id.then_some(Cow::Borrowed(self.value.as_str())), name: None };
        };
        let name = name_of_year(self.form.name(), target.how.name(), &self.value, &target.id);
        Counted { id: Some(Cow::Borrowed(target.id.as_str())), name }
    }
}

/// Whether a target is itself left open: a short form that a back reference points to, a law's name
/// without its year, a plenum without its term.
pub(crate) fn is_open(target: &str) -> bool {
    if is_numbered(target) {
        return false;
    }
    let last = target.rsplit(' ').next().unwrap_or_default();
    let is_year = last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    let is_law = || LAWS.iter().any(|law| target.starts_with(law));
    !is_year && (is_numbered(last) || is_law())
}

/// What the names of laws begin with.
const LAWS: [&str; 4] = ["Luật ", "Bộ luật ", "Pháp lệnh ", "Hiến pháp"];

/// The name with year by which a mention calls what has this symbol: Luật Nhà ở số 27/2023/QH15 is
/// Luật Nhà ở 2023.
fn name_of_year<'m>(form: &str, how: &str, value: &'m str, symbol: &str) -> Option<Cow<'m, str>> {
    let year = symbol_year(symbol).filter(|_| form == RegulationForm::Named.name())?;
    let own = value.rsplit(' ').next().and_then(|last| last.parse::<i16>().ok());
    match own.filter(|own| (1900..=2100).contains(own)) {
        Some(own) => (own == year).then_some(Cow::Borrowed(value)),
        None if how == How::Adjacent.name() => Some(Cow::Owned(format!("{value} {year}"))),
        None => None,
    }
}

/// States in which way a mention cites what it means, and which symbol that gives to a law's name.
fn put_way<'m>(
    form: &str,
    how: &str,
    value: Option<&str>,
    target: &str,
    put: &mut impl FnMut(&'static str, Term<'m>),
) {
    put("regulation", Term::Key(cited_key(&regulation_key(target), form)));
    if let Some(name) = value.and_then(|value| name_of_year(form, how, value, target)) {
        put("regulation", Term::Key(named_key(&regulation_key(&name), target)));
    }
}

/// States what a short form is found by: as the regulation that it means, and as it is written.
fn put_target<'m>(
    target: &str,
    written: Option<&str>,
    doc_type: &Fact<'m>,
    put: &mut impl FnMut(&'static str, Term<'m>),
) {
    // What an index tells is of one run of numbers (57-NQ/TW@2024), and found by its symbol.
    let target = target.split('@').next().unwrap_or_default();
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

#[cfg(test)]
mod tests {
    use super::*;

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
                Some("178/2024/NĐ-CP"),
            ),
            (
                further(code, "05-QĐ/TW", "05", None, Some("Quy định")),
                &["quy định số 05-QĐ/TW", "quy dinh 5", "QĐ 5"],
                Some("05-QĐ/TW"),
            ),
            (further(code, "202/2025/QH15", "202", Some(2025), None), &[], Some("202/2025/QH15")),
            // What is open is found as it is written.
            (
                further(partial, "Nghị quyết 18", "18", None, Some("Nghị quyết")),
                &["Nghị quyết 18"],
                None,
            ),
        ];
        for (keys, typed, cited) in table {
            let mut expected: Vec<String> =
                typed.iter().map(|typed| regulation_key(typed)).collect();
            expected.extend(cited.map(|symbol| cited_key(&regulation_key(symbol), "code")));
            assert_eq!(keys, expected);
        }
    }

    #[test]
    fn targets_that_are_left_open() {
        for (target, open) in [
            ("49/2017/NĐ-CP", false),
            ("Luật Giá 2023", false),
            ("Luật Giá", true),
            ("Nghị định 26", true),
            ("Thông tư 02/2019", true),
            ("Nghị quyết Trung ương 4 khóa XII", false),
            ("Nghị quyết Trung ương 4", true),
            ("Nghị quyết Đại hội XII của Đảng", false),
        ] {
            assert_eq!(is_open(target), open, "{target}");
        }
    }
}
