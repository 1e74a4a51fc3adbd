//! Whether two lines speak of the same thing: by the pairs of neighbouring words that they share.
//!
//! Single syllables are in half of all Vietnamese texts; two that stand side by side are mostly a
//! word. Of real headlines and their summaries 95 in 100 share two pairs or more, of a headline and
//! a paragraph of another article 5 in 100. A paragraph has 10 % of its pairs or more in the rest
//! of its article (95 in 100), a summary of another article in 15 of 100.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::lines::Line;
use crate::text::{is_alphanumeric, small_form};

/// An article of fewer pairs says little of what is foreign to it.
const SMALL_ARTICLE: usize = 80;
/// A line of fewer pairs says little at all.
const SHORT_LINE: usize = 9;

/// The pairs of a page's lines, each found when it is first asked for.
pub(super) struct Kinship<'a> {
    lines: &'a [Line<'a>],
    pairs: Vec<OnceCell<Box<[u64]>>>,
    /// The pairs of the article's own lines.
    article: FxHashSet<u64>,
}

impl<'a> Kinship<'a> {
    /// The kinship of these lines; the article has none yet.
    pub fn new(lines: &'a [Line<'a>]) -> Kinship<'a> {
        Kinship { lines, pairs: vec![OnceCell::new(); lines.len()], article: FxHashSet::default() }
    }

    /// The pairs of a line, sorted.
    fn pairs(&self, i: usize) -> &[u64] {
        let (Some(cell), Some(line)) = (self.pairs.get(i), self.lines.get(i)) else { return &[] };
        cell.get_or_init(|| pairs(line.text))
    }

    /// Makes the article of these lines.
    pub fn set_article(&mut self, lines: impl IntoIterator<Item = usize>) {
        self.article.clear();
        lines.into_iter().for_each(|i| self.join(i));
    }

    /// Adds a line to the article.
    pub fn join(&mut self, i: usize) {
        let pairs = self.pairs.get(i).and_then(OnceCell::get);
        match (pairs, self.lines.get(i)) {
            (Some(pairs), _) => self.article.extend(pairs.iter().copied()),
            (None, Some(line)) => each_pair(line.text, |pair| {
                self.article.insert(pair);
            }),
            (None, None) => {}
        }
    }

    /// Adds words that stand in no line: a title that the input states.
    pub fn join_text(&mut self, text: &str) {
        each_pair(text, |pair| {
            self.article.insert(pair);
        });
    }

    /// How many pairs two lines share.
    pub fn echo(&self, a: usize, b: usize) -> usize {
        let (mut a, mut b) = (self.pairs(a), self.pairs(b));
        #[cfg(test)]
        crate::work::count(a.len() + b.len());
        let mut shared = 0;
        while let ([first, rest_a @ ..], [second, rest_b @ ..]) = (a, b) {
            shared += usize::from(first == second);
            if first <= second {
                a = rest_a;
            }
            if second <= first {
                b = rest_b;
            }
        }
        shared
    }

    /// How many pairs a line shares with the article.
    pub fn echo_of_article(&self, i: usize) -> usize {
        self.pairs(i).iter().filter(|pair| self.article.contains(pair)).count()
    }

    /// How much a line is another article's and not this one's, by its words: positive if foreign,
    /// negative if the article's own. About the logarithm, to the base of two, of how much likelier
    /// it is.
    pub fn foreignness(&self, i: usize) -> i32 {
        let pairs = self.pairs(i);
        let own = 100 * pairs.iter().filter(|pair| self.article.contains(pair)).count()
            / pairs.len().max(1);
        let points = match own {
            0..3 => 3,
            3..6 => 2,
            6..10 => 1,
            10..15 => 0,
            15..22 => -1,
            22..30 => -2,
            _ => -3,
        };
        let least = if pairs.len() < SHORT_LINE { -1 } else { -3 };
        let most =
            if pairs.len() < SHORT_LINE || self.article.len() < SMALL_ARTICLE { 1 } else { 3 };
        points.clamp(least, most)
    }

    /// How much a text is the summary of a headline, by the words they share.
    pub fn belongs(&self, headline: usize, text: usize) -> i32 {
        let echo = self.echo(headline, text);
        match echo {
            // Few words can share few pairs.
            0 if self.pairs(headline).len() < 4 || self.pairs(text).len() < SHORT_LINE => -1,
            0 => -3,
            1 if self.pairs(headline).len() < 4 => 1,
            1 => -1,
            2 => 1,
            3..5 => 3,
            _ => 4,
        }
    }
}

fn pairs(text: &str) -> Box<[u64]> {
    let mut pairs = Vec::new();
    each_pair(text, |pair| pairs.push(pair));
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_boxed_slice()
}

/// Gives the number of each pair of neighbouring words to `each`: words that differ in case alone
/// have the same.
fn each_pair(text: &str, mut each: impl FnMut(u64)) {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (mut before, mut word) = (0u64, 0u64);
    let mut end = |word: &mut u64| {
        if *word != 0 {
            if before != 0 {
                each((before.rotate_left(23) ^ *word).wrapping_mul(ODD));
            }
            before = std::mem::take(word);
        }
    };
    for c in text.chars() {
        if is_alphanumeric(c) {
            word = (word.rotate_left(5) ^ u64::from(u32::from(small_form(c)))).wrapping_mul(ODD);
        } else {
            end(&mut word);
        }
    }
    end(&mut word);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    fn lines<'a>(texts: &[&'a str]) -> Vec<Line<'a>> {
        texts.iter().map(|text| Line::new(text, Span::new(0, text.len()))).collect()
    }

    #[test]
    fn headlines_and_summaries() {
        let lines = lines(&[
            "Trạm bơm Cồn Lát có thêm hai máy",
            "Sáng nay, TRẠM BƠM Cồn Lát nhận thêm hai máy bơm mới cho vụ đông xuân.",
            "Học sinh xã đảo được miễn học phí",
        ]);
        let kinship = Kinship::new(&lines);
        for (a, b, expected) in [(0, 1, 5), (1, 0, 5), (0, 2, 0), (0, 0, 7), (0, 9, 0)] {
            assert_eq!(kinship.echo(a, b), expected, "{a} {b}");
        }
        assert!(kinship.belongs(0, 1) > 0 && kinship.belongs(2, 1) < 0);
    }

    #[test]
    fn paragraphs_and_their_article() {
        let own = "Kè sông Trà dài 3 km, do tỉnh đầu tư, chống sạt lở cho hai xã ven sông Trà và khu chợ cũ bên bến phà.";
        let lines = lines(&[
            own,
            "Chủ đầu tư cho biết kè sông Trà sẽ xong trước mùa mưa, hai xã ven sông hết lo sạt lở.",
            "Giá gạo trong nước đứng yên tuần này, nông dân miền Tây bán lúa tươi với giá cao hơn năm ngoái.",
        ]);
        let mut kinship = Kinship::new(&lines);
        kinship.set_article([0]);
        assert!(kinship.foreignness(1) < 0 && kinship.foreignness(2) > 0);
    }
}
