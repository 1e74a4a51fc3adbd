//! Each stage alone, on the articles of `corpus/` and on invented news: bytes a second.
//!
//! `cargo bench --bench stages` runs them; the figures are of one thread.
#![allow(clippy::unwrap_used, reason = "a benchmark without its input should stop")]

use std::path::PathBuf;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use thoisu::index::{analyzer, words};
use thoisu::model::Kinds;
use thoisu::quality::synth::Synth;
use thoisu::read::{ReadOptions, Reader, decode};
use thoisu::report::{Shown, write_jsonl};
use thoisu::run::pipeline::annotate;
use thoisu::split::{sentences, split};
use thoisu::{Annotated, Document, Meta, Origin, RawDocument, Text, extract};

fn main() {
    divan::main();
}

/// What the stages are run on.
const INPUTS: [&str; 2] = ["corpus", "invented"];

/// Invented documents: as much text as a small archive has.
const INVENTED: u64 = 200;

fn raw_documents(input: &str) -> Vec<RawDocument> {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    match input {
        "corpus" => Reader::new(&[corpus], ReadOptions::default())
            .unwrap()
            .map(|item| decode(item).unwrap().raw)
            .collect(),
        _ => {
            let mut synth = Synth::new(1);
            let mut article = |number: u64| {
                synth.write(number);
                let id = number.to_string();
                RawDocument {
                    origin: Origin { path: id.clone(), record: None },
                    source_id: id,
                    meta: Meta::default(),
                    text: synth.text().to_string(),
                    blocks: Vec::new(),
                    addressable: true,
                }
            };
            (0..INVENTED).map(&mut article).collect()
        }
    }
}

fn documents(input: &str) -> Vec<Document> {
    raw_documents(input).into_iter().flat_map(|raw| split(raw).unwrap()).collect()
}

fn bytes(texts: impl IntoIterator<Item = usize>) -> BytesCount {
    BytesCount::new(texts.into_iter().sum::<usize>())
}

/// Clean text: one scan and nothing to do.
#[divan::bench(args = INPUTS)]
fn normalize_clean(bencher: Bencher, input: &str) {
    let texts: Vec<String> = raw_documents(input)
        .into_iter()
        .map(|raw| Text::new(raw.text).as_str().to_string())
        .collect();
    let size = bytes(texts.iter().map(String::len));
    bencher.counter(size).with_inputs(|| texts.clone()).bench_values(|texts| {
        texts.into_iter().map(Text::new).for_each(|text| drop(black_box(text)))
    });
}

/// The same text decomposed (NFD), with the other placement of tones: everything to do.
#[divan::bench(args = INPUTS)]
fn normalize_decomposed(bencher: Bencher, input: &str) {
    use unicode_normalization::UnicodeNormalization;
    let texts: Vec<String> =
        raw_documents(input).into_iter().map(|raw| raw.text.nfd().collect()).collect();
    let size = bytes(texts.iter().map(String::len));
    bencher.counter(size).with_inputs(|| texts.clone()).bench_values(|texts| {
        texts.into_iter().map(Text::new).for_each(|text| drop(black_box(text)))
    });
}

#[divan::bench(args = INPUTS)]
fn split_documents(bencher: Bencher, input: &str) {
    let raw = raw_documents(input);
    let size = bytes(raw.iter().map(|raw| raw.text.len()));
    bencher
        .counter(size)
        .with_inputs(|| raw.clone())
        .bench_values(|raw| raw.into_iter().map(split).for_each(|split| drop(black_box(split))));
}

#[divan::bench(args = INPUTS)]
fn split_sentences(bencher: Bencher, input: &str) {
    let documents = documents(input);
    let size = bytes(documents.iter().map(|document| document.text.as_str().len()));
    bencher.counter(size).bench(|| {
        documents.iter().map(|document| sentences(document.text.as_str()).count()).sum::<usize>()
    });
}

#[divan::bench(args = INPUTS)]
fn extract_mentions(bencher: Bencher, input: &str) {
    let documents = documents(input);
    let size = bytes(documents.iter().map(|document| document.text.as_str().len()));
    bencher.counter(size).with_inputs(|| documents.clone()).bench_values(|documents| {
        documents.into_iter().map(extract).for_each(|found| drop(black_box(found)))
    });
}

/// The index's analyser: words without their terms.
#[divan::bench(args = INPUTS)]
fn cut_words(bencher: Bencher, input: &str) {
    let documents = documents(input);
    let size = bytes(documents.iter().map(|document| document.text.as_str().len()));
    bencher.counter(size).bench(|| {
        documents.iter().map(|document| words(document.text.as_str()).count()).sum::<usize>()
    });
}

/// The same with the terms, as tantivy gets them.
#[divan::bench(args = INPUTS)]
fn analyse_terms(bencher: Bencher, input: &str) {
    let documents = documents(input);
    let size = bytes(documents.iter().map(|document| document.text.as_str().len()));
    bencher.counter(size).bench(|| {
        let terms = |document: &Document| {
            let mut analyzer = analyzer();
            let mut stream = analyzer.token_stream(document.text.as_str());
            let mut length = 0;
            stream.process(&mut |token| length += token.text.len());
            length
        };
        documents.iter().map(terms).sum::<usize>()
    });
}

#[divan::bench(args = INPUTS)]
fn write_json_lines(bencher: Bencher, input: &str) {
    let annotated: Vec<Annotated> = documents(input).into_iter().map(extract).collect();
    let size = bytes(annotated.iter().map(|annotated| annotated.document.text.as_str().len()));
    bencher.counter(size).bench(|| {
        let mut out = String::new();
        annotated
            .iter()
            .for_each(|annotated| write_jsonl(annotated, Shown::default(), None, &mut out));
        out
    });
}

/// Read, decode, normalise, split and extract, files and pages included.
#[divan::bench]
fn pipeline(bencher: Bencher) {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let size = bytes(raw_documents("corpus").iter().map(|raw| raw.text.len()));
    bencher.counter(size).bench(|| {
        let items =
            Reader::new(std::slice::from_ref(&corpus), ReadOptions::default()).unwrap().collect();
        annotate(items, Kinds::default())
            .into_iter()
            .map(|outcome| outcome.documents.unwrap().len())
            .sum::<usize>()
    });
}
