//! The fields of a record and the names that they have in archives: a table, changed by
//! `--field text=content`.

use crate::text::fold;
use crate::{Error, Result};

/// What a field of a record means to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The record's own id.
    Id,
    /// The headline.
    Title,
    /// The lead (sapo): what sums the article up, apart from its text.
    Lead,
    /// The article.
    Text,
    /// When it was published.
    Published,
    /// Its address.
    Url,
    /// Who wrote it.
    Author,
    /// The section of the newspaper.
    Section,
    /// The newspaper's tags.
    Tags,
}

impl Field {
    /// How many there are.
    pub(super) const COUNT: usize = 9;
}

/// The field, its name here, and the further names under which it is looked for: those of news
/// interfaces, feeds, schema.org and of Vietnamese crawlers.
const NAMES: [(Field, &str, &[&str]); Field::COUNT] = [
    (Field::Id, "id", &["_id", "article_id", "ma_bai"]),
    (Field::Title, "title", &["headline", "tieu_de", "ten_bai"]),
    (
        Field::Lead,
        "lead",
        &[
            "sapo",
            "summary",
            "description",
            "excerpt",
            "abstract",
            "standfirst",
            "chapo",
            "tom_tat",
            "mo_ta",
            "trich_yeu",
        ],
    ),
    (Field::Text, "text", &["content", "body", "article_body", "full_text", "noi_dung"]),
    (
        Field::Published,
        "published",
        &[
            "published_at",
            "publish_date",
            "published_date",
            "date_published",
            "pub_date",
            "publish_time",
            "date",
            "ngay_dang",
            "ngay",
        ],
    ),
    (Field::Url, "url", &["link", "canonical_url", "duong_dan"]),
    (Field::Author, "author", &["authors", "byline", "tac_gia"]),
    (Field::Section, "section", &["category", "chuyen_muc"]),
    (Field::Tags, "tags", &["keywords", "tu_khoa"]),
];

/// Names longer than this are none of ours, and need not be folded.
const LONGEST: usize = 64;

/// Under which names the fields of a record are found.
///
/// Names are compared without case, marks, blanks, `_` and `-`: `Nội dung`, `noi_dung` and
/// `NoiDung` are one name. Where a record has several names of a field, the first of the list that
/// holds something counts.
///
/// ```
/// use thoisu::read::{Field, Fields};
/// let mut fields = Fields::default();
/// assert_eq!(fields.find("Ngày đăng").map(|(field, _)| field), Some(Field::Published));
/// fields.name("text=toan_van")?;
/// assert_eq!(fields.find("content"), None);
/// assert_eq!(fields.find("Toàn văn"), Some((Field::Text, 0)));
/// # Ok::<(), thoisu::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Fields {
    names: [Names; Field::COUNT],
}

#[derive(Clone, Debug)]
struct Names {
    field: Field,
    /// As given, for messages and exact matches.
    given: Vec<String>,
    /// Made comparable.
    keys: Vec<String>,
    /// Whether the caller chose them.
    chosen: bool,
}

impl Default for Fields {
    fn default() -> Fields {
        let names = NAMES.map(|(field, name, others)| {
            let given: Vec<String> =
                std::iter::once(name).chain(others.iter().copied()).map(String::from).collect();
            Names {
                field,
                keys: given.iter().map(|name| key(name)).collect(),
                given,
                chosen: false,
            }
        });
        Fields { names }
    }
}

impl Fields {
    /// Takes `field=name`: the field is looked for under this name instead of the usual ones, and
    /// under more if said again.
    ///
    /// # Errors
    ///
    /// When it is no such pair, or there is no such field.
    pub fn name(&mut self, pair: &str) -> Result<()> {
        let (field, name) = pair
            .split_once('=')
            .map(|(field, name)| (field.trim(), name.trim()))
            .filter(|(field, name)| !field.is_empty() && !name.is_empty())
            .ok_or_else(|| Error::format(format!("expected a field and its name in the records, as `text=content`, but found `{pair}`")))?;
        let at = NAMES.iter().position(|(_, known, _)| *known == field).ok_or_else(|| {
            let known = NAMES.map(|(_, known, _)| known).join(", ");
            Error::format(format!(
                "expected one of the fields {known} before the `=`, but found `{field}`"
            ))
        })?;
        if let Some(names) = self.names.get_mut(at) {
            if !names.chosen {
                (names.given, names.keys, names.chosen) = (Vec::new(), Vec::new(), true);
            }
            names.given.push(name.to_string());
            names.keys.push(key(name));
        }
        Ok(())
    }

    /// The field that a record's name means, and the name's place in the list of that field.
    pub fn find(&self, name: &str) -> Option<(Field, usize)> {
        let exact = self.names.iter().find_map(|names| {
            Some((names.field, names.given.iter().position(|given| given == name)?))
        });
        if exact.is_some() || name.len() > LONGEST {
            return exact;
        }
        let name = key(name);
        self.names
            .iter()
            .find_map(|names| Some((names.field, names.keys.iter().position(|key| *key == name)?)))
    }

    /// The name under which a field is looked for first.
    pub(super) fn first(&self, field: Field) -> &str {
        let names = self.names.iter().find(|names| names.field == field);
        names.and_then(|names| names.given.first()).map_or("text", String::as_str)
    }

    /// The table of the usual names, for help texts.
    pub fn help() -> String {
        let mut help = String::new();
        for (_, name, others) in NAMES {
            help.push_str(&format!("  {name:<10} {}\n", others.join(", ")));
        }
        help
    }
}

/// A name without case, marks and separators.
fn key(name: &str) -> String {
    let mut key = fold(name);
    key.retain(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.'));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        let fields = Fields::default();
        for (name, expected) in [
            ("text", Some((Field::Text, 0))),
            ("Content", Some((Field::Text, 1))),
            ("NỘI DUNG", Some((Field::Text, 5))),
            ("publishedAt", Some((Field::Published, 1))),
            ("pubDate", Some((Field::Published, 5))),
            ("datePublished", Some((Field::Published, 4))),
            ("Tiêu đề", Some((Field::Title, 2))),
            ("tác giả", Some((Field::Author, 3))),
            ("Chuyên mục", Some((Field::Section, 2))),
            ("từ khóa", Some((Field::Tags, 2))),
            ("Sapo", Some((Field::Lead, 1))),
            ("tóm tắt", Some((Field::Lead, 8))),
            ("metaDescription", None),
        ] {
            assert_eq!(fields.find(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_no_mapping_is_said() {
        let mut fields = Fields::default();
        for (pair, expected) in [
            (
                "text",
                "expected a field and its name in the records, as `text=content`, but found `text`",
            ),
            (
                "text=",
                "expected a field and its name in the records, as `text=content`, but found `text=`",
            ),
            (
                "txet=content",
                "expected one of the fields id, title, lead, text, published, url, author, section, tags before the `=`, but found `txet`",
            ),
        ] {
            assert_eq!(
                fields.name(pair).map_err(|error| error.to_string()).err().as_deref(),
                Some(expected)
            );
        }
    }
}
