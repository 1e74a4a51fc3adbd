//! Pages after the layouts of newspapers, old and new, as golden files: what a reader of
//! `tests/pages/NAME.html` should get stands in `NAME.txt`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use thoisu::read::html::{Page, parse};

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut pages: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    pages.sort();
    pages
}

/// What was read, a line for each thing said of the page and for each block; a teaser's blocks have
/// its number.
fn outline(page: &Page) -> String {
    if page.blocks.is_empty() {
        return "no article\n".to_string();
    }
    let meta = &page.meta;
    let mut outline = String::new();
    for (name, value) in [
        ("title", meta.title.clone()),
        ("published", meta.published.map(|published| published.to_string())),
        ("url", meta.url.clone()),
        ("author", meta.author.clone()),
        ("section", meta.section.clone()),
        ("tags", Some(meta.tags.join(" / ")).filter(|tags| !tags.is_empty())),
    ] {
        writeln!(outline, "{name}: {}", value.as_deref().unwrap_or("-")).unwrap();
    }
    for block in &page.blocks {
        writeln!(
            outline,
            "[{} {}] {}",
            block.part,
            block.kind.name(),
            block.span.slice(&page.text)
        )
        .unwrap();
    }
    outline
}

#[test]
fn each_page_is_read_as_its_outline_says() {
    let pages = pages();
    assert!(pages.len() >= 15, "{} pages", pages.len());
    for path in pages {
        let found = outline(&parse(&fs::read_to_string(&path).unwrap()).unwrap());
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        assert_eq!(found, expected, "{}\n{found}", path.display());
    }
}

/// Scripts hang on the ends of lines and files are cut: half a page is read as far as it goes, and
/// the blocks lie in the text.
#[test]
fn cut_pages_are_read_without_a_panic() {
    for path in pages() {
        let html = fs::read_to_string(&path).unwrap();
        for end in (0..html.len()).step_by(97).filter(|&end| html.is_char_boundary(end)) {
            let page = parse(&html[..end]).unwrap();
            assert!(page.blocks.iter().all(|block| {
                page.text.get(block.span.start..block.span.end).is_some_and(|text| !text.is_empty())
            }));
        }
    }
}
