//! How long answers take in a large archive: the time of the processor, beside plain tantivy.
//!
//! The archive is indexed some times over. Four sorts of queries are drawn from its titles and
//! texts; the engines take turns, one thread, warm.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use thoisu::Annotated;
use thoisu::random::Random;
use thoisu::text::fold;

use crate::PAGE;
use crate::engines::{Answer, Engine, Fields, Join, Plain, Thoisu};
use crate::queries::{self, Typing};

/// Words of a long question.
const LONG: usize = 12;

/// Prints medians and 95th percentiles of each sort of query, and how they compare.
pub fn speed(documents: &[Annotated], copies: usize, dir: &Path, count: usize, seed: u64) {
    let (own, plain) = (dir.join("speed-thoisu"), dir.join("speed-plain"));
    if !own.exists() {
        Thoisu::build_copies(&own, documents, copies);
        Plain::build_copies(&plain, documents, Fields::Written, copies);
    }
    let thoisu = Thoisu::open(&own);
    let plain = Plain::open(&plain, Fields::Written, Join::Or).with(Answer::Total);
    let facets = thoisu.with_facets();
    let engines: [&dyn Engine; 3] = [&thoisu, &facets, &plain];
    let mut random = Random::new(seed);
    let short = queries::known_items(documents, count, 2..=4, seed + 1);
    let of = |typing: Typing| {
        short.iter().map(|item| item.typed(typing).to_string()).collect::<Vec<String>>()
    };
    let long = questions(documents, count, &mut random);
    let long_bare = long.iter().map(|question| fold(question)).collect();
    println!(
        "\n{} documents, {count} queries a sort: milliseconds of the processor, p50 / p95\n",
        documents.len() * copies
    );
    println!(
        "| query | **thoisu** | with five facets | plain tantivy, OR with count | ratio of p50 |"
    );
    println!("|---|---|---|---|---|");
    for (name, queries) in [
        ("12 words", long),
        ("12 words, without marks", long_bare),
        ("2 to 4 syllables", of(Typing::Marked)),
        ("2 to 4 syllables, without marks", of(Typing::Bare)),
        ("2 to 4 syllables, one tone missing", of(Typing::OneToneMissing)),
    ] {
        let times = times(&engines, &queries);
        let cell = |at: usize| format!("{:.2} / {:.2}", times[at][0], times[at][1]);
        let ratio = times[0][0] / times[2][0];
        println!("| {name} | {} | {} | {} | {ratio:.2} |", cell(0), cell(1), cell(2));
    }
}

/// Twelve words that stand one behind the other in a text, as a question may.
fn questions(documents: &[Annotated], count: usize, random: &mut Random) -> Vec<String> {
    let mut out = Vec::new();
    for _ in 0..count * 100 {
        if out.len() == count || documents.is_empty() {
            break;
        }
        let text = documents[random.below(documents.len())].document.text.as_str();
        let clean: String =
            text.to_lowercase().chars().map(|c| if c.is_alphabetic() { c } else { ' ' }).collect();
        let words: Vec<&str> = clean.split_whitespace().collect();
        if words.len() > LONG {
            let start = random.below(words.len() - LONG);
            out.push(words[start..start + LONG].join(" "));
        }
    }
    out
}

/// For each engine the median and the 95th percentile of its queries' medians of three rounds,
/// after one to warm up.
fn times(engines: &[&dyn Engine], queries: &[String]) -> Vec<[f64; 2]> {
    let mut times = vec![vec![Vec::new(); queries.len()]; engines.len()];
    for round in 0..4 {
        for (engine, times) in engines.iter().zip(&mut times) {
            for (query, times) in queries.iter().zip(times) {
                let begun = Clock::read();
                let hits = engine.search(query);
                let took = begun.elapsed();
                assert!(hits.len() <= PAGE);
                if round > 0 {
                    times.push(took.as_secs_f64() * 1e3);
                }
            }
        }
    }
    let sorted = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times
    };
    let of = |times: Vec<Vec<f64>>| {
        let medians = sorted(times.into_iter().map(|times| sorted(times)[1]).collect());
        [medians[medians.len() / 2], medians[medians.len() * 95 / 100]]
    };
    times.into_iter().map(of).collect()
}

/// The time that the processor spent on this thread; elsewhere than on Linux that of the clock.
enum Clock {
    Processor(Duration),
    Wall(Instant),
}

impl Clock {
    fn read() -> Clock {
        processor().map_or_else(|| Clock::Wall(Instant::now()), Clock::Processor)
    }

    fn elapsed(&self) -> Duration {
        match self {
            Clock::Processor(begun) => processor().unwrap_or(*begun).saturating_sub(*begun),
            Clock::Wall(begun) => begun.elapsed(),
        }
    }
}

/// Linux counts the time of a thread when it stops running: a sleep makes it do so.
fn processor() -> Option<Duration> {
    std::thread::sleep(Duration::from_nanos(1));
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
