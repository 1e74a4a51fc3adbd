//! The same text written in another way has the same mentions: measured over the whole corpus.
//!
//! Each test prints which mentions another way of writing changes, so a rule that knows one way
//! only is seen.

mod changes;
mod compare;
#[cfg(feature = "read")]
mod containers;

use std::ops::Range;

use changes::{decomposed, in_capitals, with_blanks, with_footnotes, with_hyphen, wrapped};
use compare::{ARTICLES, Outcome};
use thoisu::Kind;
use thoisu::quality::eval::{GoldDocument, GoldMention};

/// The share of mentions that may change where a way of writing takes something away.
const FEW: f64 = 0.01;
const NONE: f64 = 0.0;

/// The places of the mentions that `is_meant` says.
fn places(article: &GoldDocument, is_meant: impl Fn(&GoldMention) -> bool) -> Vec<Range<usize>> {
    let meant = article.mentions.iter().filter(|mention| mention.score && is_meant(mention));
    meant.map(|mention| mention.start..mention.end).collect()
}

fn is_code(mention: &GoldMention) -> bool {
    mention.kind == Kind::Regulation && mention.form.as_deref() == Some("code")
}

#[test]
fn capitals_change_few_mentions() {
    Outcome::of(|article| in_capitals(&article.text)).changes_at_most(FEW);
}

#[test]
fn decomposed_letters_change_nothing() {
    Outcome::of(|article| decomposed(&article.text)).changes_at_most(NONE);
}

#[test]
fn other_hyphens_change_nothing() {
    for hyphen in "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{fe63}\u{ff0d}".chars()
    {
        Outcome::of(|article| with_hyphen(&article.text, hyphen)).changes_at_most(NONE);
    }
}

#[test]
fn blanks_around_separators_change_nothing() {
    let is_meant = |mention: &GoldMention| mention.kind == Kind::Date || is_code(mention);
    Outcome::of(|article| with_blanks(&article.text, &places(article, is_meant)))
        .changes_at_most(NONE);
}

#[test]
fn footnote_figures_change_few_mentions() {
    for sign in ["¹", "[1]"] {
        Outcome::of(|article| with_footnotes(&article.text, &places(article, |_| true), sign))
            .changes_at_most(FEW);
    }
    // Letters that no issuer is known by may end in a figure (UBND-VP7).
    let ends_in_letter =
        |mention: &GoldMention| is_code(mention) && mention.text.ends_with(char::is_alphabetic);
    Outcome::of(|article| with_footnotes(&article.text, &places(article, ends_in_letter), "1"))
        .changes_at_most(FEW);
}

#[test]
fn hard_wraps_change_few_mentions() {
    for width in [60, 66, 72, 80] {
        Outcome::of(|article| wrapped(&article.text, width)).changes_at_most(FEW);
    }
}

/// Whether a mention's own words say what it is. What does not: a Roman numeral, a lone `hai`, a
/// bare year, `5-3`, an item of a list.
fn decides_alone(mention: &GoldMention) -> bool {
    let text = mention.text.as_str();
    let has_digits = text.contains(|c: char| c.is_ascii_digit());
    let has_words = text.contains(char::is_alphabetic);
    match mention.kind {
        Kind::Number => has_digits || text.contains(' '),
        Kind::Date => has_words || text.split(['/', '-', '.']).count() > 2,
        _ => has_words,
    }
}

#[test]
fn a_mention_alone_in_its_paragraph_is_the_same() {
    const BEFORE: &str = "Sở Nội vụ trình báo cáo\n\nHội nghị nghe báo cáo của Sở Nội vụ.\n";
    const BEHIND: &str = "\nHội nghị bế mạc trong buổi chiều.\n";
    let before = BEFORE.chars().count();
    let mut outcome = Outcome::default();
    for article in ARTICLES.iter() {
        for mention in
            article.mentions.iter().filter(|mention| mention.score && decides_alone(mention))
        {
            let text = format!("{BEFORE}{}{BEHIND}", mention.text);
            let moved = GoldMention {
                start: before,
                end: before + mention.text.chars().count(),
                ..mention.clone()
            };
            outcome.add(GoldDocument { mentions: vec![moved], text, ..article.clone() });
        }
    }
    outcome.changes_at_most(FEW);
}
