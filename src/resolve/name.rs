//! Names of laws compared: without case and year, with abbreviations read as the words that they
//! stand for.

/// A name without its year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Its words, as written.
    words: Vec<String>,
    /// The words in small letters, joined.
    key: String,
    pub year: Option<i16>,
}

impl Name {
    /// Of a mention's value: `Luật Đất đai 2013`.
    pub fn new(value: &str) -> Name {
        let mut words: Vec<String> = value
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '-'))
            .filter(|word| !word.is_empty())
            .map(str::to_string)
            .collect();
        let year = words.last().filter(|last| last.len() == 4).and_then(|last| last.parse().ok());
        if year.is_some() && words.len() > 1 {
            words.pop();
        }
        let key = words.join(" ").to_lowercase();
        Name { words, key, year }
    }

    /// With a year found beside the name.
    pub fn of_year(self, year: Option<i16>) -> Name {
        Name { year: self.year.or(year), ..self }
    }

    /// The number of its words.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// Whether two names are one, years apart.
    pub fn is_same(&self, other: &Name) -> bool {
        self.key == other.key
            || spells_out(&self.words, &other.words)
            || spells_out(&other.words, &self.words)
    }

    /// The name as a key that compares.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// A name as an id: a capital at its beginning, the term of a body neither in brackets nor behind a
/// comma (Nghị quyết Trung ương 4 khóa XII).
pub(super) fn tidy(name: &str) -> String {
    let mut tidy = String::with_capacity(name.len());
    for (at, word) in name.split_whitespace().enumerate() {
        let bare = word.trim_matches(['(', ')']);
        if at == 0 {
            let mut letters = bare.chars();
            tidy.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            tidy.push_str(letters.as_str());
            continue;
        }
        let is_term = bare.to_lowercase() == TERM;
        if is_term && tidy.ends_with(',') {
            tidy.pop();
        }
        tidy.push(' ');
        tidy.push_str(if is_term { TERM } else { bare });
    }
    tidy
}

/// What the number of a body's term follows.
const TERM: &str = "khóa";

/// Whether the words of `short` are those of `long`, some of them abbreviated: Luật thuế GTGT,
/// BLDS.
fn spells_out(short: &[String], long: &[String]) -> bool {
    let mut at = 0;
    let mut abbreviated = false;
    for word in short {
        let Some(here) = long.get(at) else { return false };
        if word.to_lowercase() == here.to_lowercase() {
            at += 1;
            continue;
        }
        let letters: Vec<char> = word.chars().filter(|letter| letter.is_alphabetic()).collect();
        if letters.len() < 2 || !letters.iter().all(|letter| letter.is_uppercase()) {
            return false;
        }
        let Some(spelt) = long.get(at..at + letters.len()) else { return false };
        let is_initial = |(word, letter): (&String, &char)| {
            word.chars().next().is_some_and(|first| first.to_uppercase().eq([*letter]))
        };
        if !spelt.iter().zip(&letters).all(is_initial) {
            return false;
        }
        abbreviated = true;
        at += letters.len();
    }
    abbreviated && at == long.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_tidy() {
        for (name, expected) in [
            ("Nghị quyết Trung ương 4 (khóa XII)", "Nghị quyết Trung ương 4 khóa XII"),
            ("nghị quyết Trung ương 4, Khóa XII", "Nghị quyết Trung ương 4 khóa XII"),
            ("Luật Phòng, chống ma túy 2021", "Luật Phòng, chống ma túy 2021"),
            ("luật Giá 2023", "Luật Giá 2023"),
        ] {
            assert_eq!(tidy(name), expected);
        }
    }

    #[test]
    fn names_are_one_however_written() {
        for (a, b, same) in [
            ("Luật Đất đai 2013", "Luật đất đai", true),
            ("Luật thuế GTGT", "Luật Thuế giá trị gia tăng", true),
            ("BLDS 2015", "Bộ luật Dân sự", true),
            ("Luật ATTP", "Luật An toàn thực phẩm", true),
            ("Luật Phòng, chống ma túy", "Luật Phòng chống ma túy", true),
            ("Luật Nhà ở", "Luật Đất đai", false),
            ("Luật ATGT", "Luật An toàn thực phẩm", false),
            ("Luật Nhà", "Luật Nhà ở", false),
        ] {
            assert_eq!(Name::new(a).is_same(&Name::new(b)), same, "{a} · {b}");
        }
        assert_eq!(Name::new("Luật Đất đai 2013").year, Some(2013));
    }
}
