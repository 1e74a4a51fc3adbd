//! Each stage alone, on the articles of `corpus/`: bytes a second.
//!
//! `cargo bench` runs them; the figures are of one thread.
#![allow(clippy::unwrap_used, reason = "a benchmark without its input should stop")]

use std::path::PathBuf;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use thoisu::pipeline::annotate;
use thoisu::read::{ReadOptions, Reader, decode};
use thoisu::report::write_jsonl;
use thoisu::split::{sentences, split};
use thoisu::{Annotated, Document, RawDocument, Text, extract};

fn main() {
    divan::main();
}

fn raw_documents() -> Vec<RawDocument> {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    Reader::new(&[corpus], ReadOptions::default()).unwrap().map(|item| decode(item).unwrap().raw).collect()
}

fn documents() -> Vec<Document> {
    raw_documents().into_iter().flat_map(|raw| split(raw).unwrap()).collect()
}

fn bytes(texts: impl IntoIterator<Item = usize>) -> BytesCount {
    BytesCount::new(texts.into_iter().sum::<usize>())
}

/// Clean text: one scan and nothing to do.
#[divan::bench]
fn normalize_clean(bencher: Bencher) {
    let texts: Vec<String> = raw_documents().into_iter().map(|raw| Text::new(raw.text).as_str().to_string()).collect();
    let size = bytes(texts.iter().map(String::len));
    bencher
        .counter(size)
        .with_inputs(|| texts.clone())
        .bench_values(|texts| texts.into_iter().map(Text::new).for_each(|text| drop(black_box(text))));
}

/// The same text decomposed (NFD), with the other placement of tones: everything to do.
#[divan::bench]
fn normalize_decomposed(bencher: Bencher) {
    use unicode_normalization::UnicodeNormalization;
    let texts: Vec<String> = raw_documents().into_iter().map(|raw| raw.text.nfd().collect()).collect();
    let size = bytes(texts.iter().map(String::len));
    bencher
        .counter(size)
        .with_inputs(|| texts.clone())
        .bench_values(|texts| texts.into_iter().map(Text::new).for_each(|text| drop(black_box(text))));
}

#[divan::bench]
fn split_documents(bencher: Bencher) {
    let raw = raw_documents();
    let size = bytes(raw.iter().map(|raw| raw.text.len()));
    bencher
        .counter(size)
        .with_inputs(|| raw.clone())
        .bench_values(|raw| raw.into_iter().map(split).for_each(|split| drop(black_box(split))));
}

#[divan::bench]
fn split_sentences(bencher: Bencher) {
    let documents = documents();
    let size = bytes(documents.iter().map(|document| document.text.as_str().len()));
    bencher.counter(size).bench(|| documents.iter().map(|document| sentences(document.text.as_str()).count()).sum::<usize>());
}

#[divan::bench]
fn extract_mentions(bencher: Bencher) {
    let documents = documents();
    let size = bytes(documents.iter().map(|document| document.text.as_str().len()));
    bencher
        .counter(size)
        .with_inputs(|| documents.clone())
        .bench_values(|documents| documents.into_iter().map(extract).for_each(|found| drop(black_box(found))));
}

#[divan::bench]
fn write_json_lines(bencher: Bencher) {
    let annotated: Vec<Annotated> = documents().into_iter().map(extract).collect();
    let size = bytes(annotated.iter().map(|annotated| annotated.document.text.as_str().len()));
    bencher.counter(size).bench(|| {
        let mut out = Vec::new();
        annotated.iter().for_each(|annotated| write_jsonl(&mut out, annotated, false, None).unwrap());
        out
    });
}

/// Read, decode, normalise, split and extract, files and pages included.
#[divan::bench]
fn pipeline(bencher: Bencher) {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let size = bytes(raw_documents().iter().map(|raw| raw.text.len()));
    bencher.counter(size).bench(|| {
        Reader::new(std::slice::from_ref(&corpus), ReadOptions::default())
            .unwrap()
            .map(annotate)
            .map(|outcome| outcome.documents.unwrap().len())
            .sum::<usize>()
    });
}
