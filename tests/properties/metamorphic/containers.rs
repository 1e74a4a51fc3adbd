//! The same article as a text, a page, a record and a row has the same mentions.

use std::fs;

use tempfile::TempDir;
use thoisu::quality::eval::GoldDocument;
use thoisu::read::{ReadOptions, Reader, decode};
use thoisu::{Annotated, extract, split::split};

use super::compare::{ARTICLES, annotate};

/// A mention as every container must give it: kind, words, value.
type Told = (String, String, Option<String>);

/// How many of an item's documents are compared.
const ALL: usize = usize::MAX;
/// The article without its teasers: in a page they belong into boxes, which are left out.
const MAIN: usize = 1;

fn told(annotated: &[Annotated], documents: usize) -> Vec<Told> {
    let mentions = annotated.iter().take(documents).flat_map(|annotated| &annotated.mentions);
    let words = |surface: &str| surface.split_whitespace().collect::<Vec<_>>().join(" ");
    mentions
        .map(|mention| {
            (
                mention.value.kind().name().to_string(),
                words(&mention.surface),
                mention.value.canonical(),
            )
        })
        .collect()
}

/// Writes files, and compares what is read from each item with `expected` of its article.
fn same_from(
    files: &[(String, String)],
    documents: usize,
    expected: impl Fn(&GoldDocument) -> Vec<Annotated>,
) {
    let dir = TempDir::new().unwrap();
    let paths: Vec<_> = files.iter().map(|(name, _)| dir.path().join(name)).collect();
    paths.iter().zip(files).for_each(|(path, (_, content))| fs::write(path, content).unwrap());
    let read: Vec<Vec<Told>> = Reader::new(&paths, ReadOptions::default())
        .unwrap()
        .map(|item| told(&annotated(item), documents))
        .collect();
    assert_eq!(read.len(), ARTICLES.len());
    let (mut mentions, mut faults) = (0, Vec::new());
    for (article, found) in ARTICLES.iter().zip(&read) {
        let expected = told(&expected(article), documents);
        mentions += expected.len();
        let lost = expected
            .iter()
            .filter(|told| !found.contains(told))
            .map(|told| format!("  {}: lost {told:?}", article.id));
        let new = found
            .iter()
            .filter(|told| !expected.contains(told))
            .map(|told| format!("  {}: new {told:?}", article.id));
        faults.extend(lost.chain(new));
        if found.len() != expected.len() {
            faults.push(format!(
                "  {}: {} mentions, not {}",
                article.id,
                found.len(),
                expected.len()
            ));
        }
    }
    assert!(
        mentions > 0 && faults.is_empty(),
        "{} of {mentions} mentions changed:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

fn annotated(item: thoisu::read::Item) -> Vec<Annotated> {
    split(decode(item).unwrap().raw).unwrap().into_iter().map(extract).collect()
}

fn of_article(article: &GoldDocument) -> Vec<Annotated> {
    annotate(&article.id, article.published.as_deref(), &article.text)
}

/// The published day of an article, empty where it is unknown.
fn day(article: &GoldDocument) -> &str {
    article.published.as_deref().unwrap_or_default()
}

#[test]
fn files_of_text() {
    let files: Vec<_> = ARTICLES
        .iter()
        .enumerate()
        .map(|(i, article)| (format!("{i:03}.txt"), article.text.clone()))
        .collect();
    same_from(&files, ALL, |article| annotate(&article.id, None, &article.text));
}

#[test]
fn pages() {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let page = |article: &GoldDocument| {
        let text = escaped(&article.text);
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let title = lines.next().unwrap_or_default();
        let paragraphs: String = lines.map(|line| format!("<p>{line}</p>\n")).collect();
        let published = match day(article) {
            "" => String::new(),
            day => format!("<meta property=\"article:published_time\" content=\"{day}\">"),
        };
        format!(
            "<html><head><title>{title}</title>{published}</head><body><article><h1>{title}</h1>\n{paragraphs}</article></body></html>"
        )
    };
    let files: Vec<_> = ARTICLES
        .iter()
        .enumerate()
        .map(|(i, article)| (format!("{i:03}.html"), page(article)))
        .collect();
    same_from(&files, MAIN, of_article);
}

#[test]
fn records() {
    let record = |article: &GoldDocument| {
        let published = article.published.as_deref();
        serde_json::json!({ "id": article.id, "published": published, "text": article.text })
            .to_string()
            + "\n"
    };
    same_from(&[("tin.jsonl".into(), ARTICLES.iter().map(record).collect())], ALL, of_article);
}

#[test]
fn rows() {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let row = |article: &GoldDocument| {
        format!("{},{},{}\n", quoted(&article.id), day(article), quoted(&article.text))
    };
    let table = format!("id,published,text\n{}", ARTICLES.iter().map(row).collect::<String>());
    same_from(&[("tin.csv".into(), table)], ALL, of_article);
}
