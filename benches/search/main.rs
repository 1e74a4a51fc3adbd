//! Search measured: how well and how fast thoisu finds, beside plain tantivy and beside a folded
//! twin field.
//!
//! ```text
//! cargo bench --bench search -- ARCHIVE [--questions QUESTIONS.jsonl] [--queries 600] [--latency 200] [--seed 42]
//! ```
//! Known items: two to five neighbouring syllables of a title are typed with marks, without, and
//! with one tone missing; the document whose title it is should be found. Headlines of 8 to 20
//! words, and fragments of 3 to 8 of them, are looked for in the bodies without titles; headlines
//! also with the slips of fingers and keyboards. Typed: `--typed FILE.csv` has a query and the id
//! of an answer a line. Questions: JSON Lines of `{"query", "relevant": [id, …]}`. Latency: medians
//! of five rounds on one thread, warm, the engines in turn. Figures of one seed are the same on
//! every machine, but for the times.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops without its input"
)]

mod engines;
mod queries;
mod speed;

use std::path::PathBuf;
use std::time::Instant;

use clap::Parser;
use engines::{Answer, Engine, Fields, Join, Plain, Thoisu};
use queries::{KnownItem, Noise, Question, Typing};
use thoisu::Annotated;
use thoisu::extract;
use thoisu::random::Random;
use thoisu::read::{ReadOptions, Reader, decode};
use thoisu::split::split;
use thoisu::text::fold;

#[derive(Parser)]
struct Arguments {
    /// News to index [default: the project's corpus]
    archive: Option<PathBuf>,
    /// JSON Lines of questions with the ids of the documents that answer them
    #[arg(long)]
    questions: Option<PathBuf>,
    /// CSV of queries as people type them: the query, and the ids of answers parted by `|`
    #[arg(long)]
    typed: Option<PathBuf>,
    /// Headlines to look for
    #[arg(long, default_value_t = 500)]
    headlines: usize,
    /// Known items to look for
    #[arg(long, default_value_t = 600)]
    queries: usize,
    /// Queries to time
    #[arg(long, default_value_t = 200)]
    latency: usize,
    /// Only time answers, in an archive so many times as large
    #[arg(long, value_name = "COPIES")]
    speed: Option<usize>,
    /// A folder for the indexes of `--speed`; those that are there are used again
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    #[arg(long, default_value_t = 42)]
    seed: u64,
    /// What cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}

/// Hits that are looked at.
const PAGE: usize = 10;

fn main() {
    let arguments = Arguments::parse();
    let archive = arguments
        .archive
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    let items = Reader::new(&[archive], ReadOptions::default()).unwrap();
    let raw = items.filter_map(|item| decode(item).ok()).map(|read| read.raw);
    let documents: Vec<Annotated> =
        raw.filter_map(|raw| split(raw).ok()).flatten().map(extract).collect();
    let bytes: usize =
        documents.iter().map(|annotated| annotated.document.text.as_str().len()).sum();
    println!(
        "{} documents, {:.1} MB of text; seed {}\n",
        documents.len(),
        bytes as f64 / 1e6,
        arguments.seed
    );

    let dir = tempfile::tempdir().unwrap();
    if let Some(copies) = arguments.speed {
        let kept = arguments.keep.unwrap_or_else(|| dir.path().to_path_buf());
        speed::speed(&documents, copies, &kept, arguments.latency, arguments.seed);
        return;
    }
    println!("| index | MB | times its text | seconds |\n|---|---|---|---|");
    let build = |name: &str, make: &dyn Fn(PathBuf)| {
        let path = dir.path().join(name);
        let begun = Instant::now();
        make(path.clone());
        let size: u64 = walkdir::WalkDir::new(&path)
            .into_iter()
            .filter_map(|entry| entry.ok()?.metadata().ok())
            .map(|file| file.len())
            .sum();
        let times = size as f64 / bytes as f64;
        println!(
            "| {name} | {:.1} | {times:.2} | {:.1} |",
            size as f64 / 1e6,
            begun.elapsed().as_secs_f64()
        );
        path
    };
    let thoisu = Thoisu::open(&build("thoisu", &|path| Thoisu::build(&path, &documents)));
    let plain = build("plain tantivy", &|path| Plain::build(&path, &documents, Fields::Written));
    let folded = build("ASCII folding", &|path| Plain::build(&path, &documents, Fields::Folded));
    let twin = build("folded twin", &|path| Plain::build(&path, &documents, Fields::Twin));
    let plain_or = Plain::open(&plain, Fields::Written, Join::Or);
    let plain_and = Plain::open(&plain, Fields::Written, Join::And);
    let folded_or = Plain::open(&folded, Fields::Folded, Join::Or);
    let folded_and = Plain::open(&folded, Fields::Folded, Join::And);
    let twin = Plain::open(&twin, Fields::Twin, Join::And);

    let items = queries::known_items(&documents, arguments.queries, 2..=5, arguments.seed);
    println!("\n{} known items: MRR@10, success@1, success@10\n", items.len());
    println!("| engine | with marks | without marks | one tone missing |\n|---|---|---|---|");
    let engines: [(&str, &dyn Engine); 6] = [
        ("**thoisu**", &thoisu),
        ("plain tantivy, OR", &plain_or),
        ("plain tantivy, AND", &plain_and),
        ("ASCII folding, OR", &folded_or),
        ("ASCII folding, AND", &folded_and),
        ("folded twin, AND", &twin),
    ];
    for (name, engine) in engines {
        let cells = Typing::ALL.map(|typing| found(engine, &items, typing));
        println!("| {name} | {} |", cells.join(" | "));
    }

    headlines(&documents, &dir.path().join("bodies"), arguments.headlines, arguments.seed);
    if let Some(path) = arguments.typed {
        typed(
            &path,
            &[
                ("**thoisu**", &thoisu),
                ("plain tantivy, OR", &plain_or),
                ("ASCII folding, OR", &folded_or),
            ],
        );
    }
    if let Some(path) = arguments.questions {
        let questions = queries::questions(&path);
        println!("\n{} questions: recall@10, MRR@10\n", questions.len());
        println!("| engine | with marks | without marks |\n|---|---|---|");
        for (name, engine) in [
            ("**thoisu**", &thoisu as &dyn Engine),
            ("plain tantivy, OR", &plain_or),
            ("ASCII folding, OR", &folded_or),
        ] {
            let cells =
                [Typing::Marked, Typing::Bare].map(|typing| answered(engine, &questions, typing));
            println!("| {name} | {} |", cells.join(" | "));
        }
    }

    let items = queries::known_items(&documents, arguments.latency, 2..=4, arguments.seed + 1);
    println!(
        "\n{} queries of two to four syllables: milliseconds, p50 / p95 / p99 / most\n",
        items.len()
    );
    println!("| engine | with marks | without marks | one tone missing |\n|---|---|---|---|");
    let facets = thoisu.with_facets();
    let engines: [(&str, &dyn Engine); 10] = [
        ("**thoisu**: hits, total, snippets", &thoisu),
        ("**thoisu**: with five facets", &facets),
        ("plain tantivy, AND: hits, total, snippets", &plain_and.with(Answer::Snippets)),
        ("plain tantivy, OR: hits, total, snippets", &plain_or.with(Answer::Snippets)),
        ("folded twin, AND: hits, total, snippets", &twin.with(Answer::Snippets)),
        ("plain tantivy, AND: hits, total", &plain_and.with(Answer::Total)),
        ("plain tantivy, OR: hits, total", &plain_or.with(Answer::Total)),
        ("folded twin, AND: hits, total", &twin.with(Answer::Total)),
        ("plain tantivy, AND: hits", &plain_and),
        ("plain tantivy, OR: hits", &plain_or),
    ];
    let columns =
        Typing::ALL.map(|typing| latencies(&engines.map(|(_, engine)| engine), &items, typing));
    for (row, (name, _)) in engines.iter().enumerate() {
        let cells: Vec<String> = columns.iter().map(|column| column[row].clone()).collect();
        println!("| {name} | {} |", cells.join(" | "));
    }
}

/// Headlines and fragments of them against bodies without titles.
fn headlines(documents: &[Annotated], dir: &std::path::Path, most: usize, seed: u64) {
    let headlines = queries::headlines(documents, most);
    let bodies: Vec<Annotated> = documents
        .iter()
        .map(|annotated| {
            let mut body = annotated.clone();
            body.document.meta.title = None;
            body
        })
        .collect();
    Thoisu::build(&dir.join("thoisu"), &bodies);
    Plain::build(&dir.join("plain"), &bodies, Fields::Written);
    Plain::build(&dir.join("folded"), &bodies, Fields::Folded);
    let thoisu = Thoisu::open(&dir.join("thoisu"));
    let plain = Plain::open(&dir.join("plain"), Fields::Written, Join::Or);
    let folded = Plain::open(&dir.join("folded"), Fields::Folded, Join::Or);
    println!("\n{} headlines in bodies without titles: recall@10, MRR@10\n", headlines.len());
    println!("| typed | **thoisu** | plain tantivy, OR | ASCII folding, OR |\n|---|---|---|---|");
    let row = |name: &str, typed: &mut dyn FnMut(&[String]) -> String| {
        let queries: Vec<(String, String)> =
            headlines.iter().map(|(id, words)| (id.clone(), typed(words))).collect();
        let cells =
            [&thoisu as &dyn Engine, &plain, &folded].map(|engine| recalled(engine, &queries));
        println!("| {name} | {} |", cells.join(" | "));
    };
    row("with marks", &mut |words| words.join(" "));
    row("without marks", &mut |words| fold(&words.join(" ")));
    let mut random = Random::new(seed);
    row("fragments of 3 to 8 words", &mut |words| {
        let length = 3 + random.below(6);
        let start = random.below(words.len() - length.min(words.len()) + 1);
        words[start..(start + length).min(words.len())].join(" ")
    });
    for (name, noise) in Noise::ALL {
        let mut random = Random::new(seed);
        row(name, &mut |words| noise.of(words, &mut random));
    }
}

/// Recall@10 and MRR@10 of queries with one answer each.
fn recalled(engine: &dyn Engine, queries: &[(String, String)]) -> String {
    let rank =
        |(id, query): &(String, String)| engine.search(query).iter().position(|found| found == id);
    let ranks: Vec<usize> = queries.iter().filter_map(rank).collect();
    let count = queries.len().max(1) as f64;
    let reciprocal: f64 = ranks.iter().map(|rank| 1.0 / (rank + 1) as f64).sum();
    format!("{:.3} {:.3}", ranks.len() as f64 / count, reciprocal / count)
}

/// Queries as people type them, of which each is right if an answer is among the first three.
fn typed(path: &std::path::Path, engines: &[(&str, &dyn Engine)]) {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    let queries: Vec<(String, String)> = rows
        .records()
        .map(|row| row.unwrap())
        .map(|row| (row[0].to_string(), row[1].to_string()))
        .collect();
    println!(
        "\n{} queries as people type them: answered among the first three\n\n| engine | right |\n|---|---|",
        queries.len()
    );
    for (name, engine) in engines {
        let is_right = |(query, answers): &&(String, String)| {
            engine
                .search(query)
                .iter()
                .take(3)
                .any(|id| answers.split('|').any(|answer| answer == id))
        };
        println!("| {name} | {} |", queries.iter().filter(is_right).count());
    }
}

/// MRR@10, success@1 and success@10.
fn found(engine: &dyn Engine, items: &[KnownItem], typing: Typing) -> String {
    let (mut reciprocal, mut first, mut any) = (0.0, 0, 0);
    for item in items {
        if let Some(rank) = engine.search(item.typed(typing)).iter().position(|id| *id == item.id) {
            reciprocal += 1.0 / (rank + 1) as f64;
            first += usize::from(rank == 0);
            any += 1;
        }
    }
    let share = |count: f64| count / items.len().max(1) as f64;
    format!("{:.3} {:.3} {:.3}", share(reciprocal), share(first as f64), share(f64::from(any)))
}

/// Recall@10 and MRR@10.
fn answered(engine: &dyn Engine, questions: &[Question], typing: Typing) -> String {
    let (mut recall, mut reciprocal) = (0.0, 0.0);
    for question in questions {
        let hits = engine.search(question.typed(typing));
        let met = question.relevant.iter().filter(|id| hits.contains(id)).count();
        recall += met as f64 / question.relevant.len().max(1) as f64;
        let rank = hits.iter().position(|id| question.relevant.contains(id));
        reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
    }
    let count = questions.len().max(1) as f64;
    format!("{:.3} {:.3}", recall / count, reciprocal / count)
}

/// Of each engine the percentiles of its queries' medians of five rounds, after one to warm up. The
/// engines take turns in each round, so that none has the machine in a better hour.
fn latencies(engines: &[&dyn Engine], items: &[KnownItem], typing: Typing) -> Vec<String> {
    let mut times: Vec<Vec<Vec<f64>>> = vec![vec![Vec::new(); items.len()]; engines.len()];
    for round in 0..6 {
        for (engine, times) in engines.iter().zip(&mut times) {
            for (item, times) in items.iter().zip(times) {
                let begun = Instant::now();
                let hits = engine.search(item.typed(typing));
                let took = begun.elapsed().as_secs_f64() * 1e3;
                assert!(hits.len() <= PAGE);
                if round > 0 {
                    times.push(took);
                }
            }
        }
    }
    let median = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    let percentiles = |times: Vec<Vec<f64>>| {
        let mut medians: Vec<f64> = times.into_iter().map(median).collect();
        medians.sort_by(f64::total_cmp);
        let at = |share: usize| {
            medians
                .get((medians.len() * share / 100).min(medians.len().saturating_sub(1)))
                .copied()
                .unwrap_or_default()
        };
        format!("{:.2} / {:.2} / {:.2} / {:.2}", at(50), at(95), at(99), at(100))
    };
    times.into_iter().map(percentiles).collect()
}
