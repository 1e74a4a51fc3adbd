//! Hostile shapes at n and at 8 n bytes: time and memory must grow by 8, not by 64.
//!
//! ```text
//! cargo bench --bench scaling -- [WORD OF A NAME] [--size 131072]
//! ```
//! Each shape is fed in two processes of its own, 8 times at n and once at 8 n, best of three by
//! the time of the processor. A ratio above 10 among those that take more than 50 ms, or memory
//! beyond 100 MB and 16 bytes a byte, ends it with 1.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops without its input"
)]

#[path = "../tests/shapes/mod.rs"]
mod shapes;

use std::fs;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use clap::Parser;

use self::shapes::{SHAPES, Shape, To, feed, make_index};

#[derive(Parser)]
struct Arguments {
    /// Only shapes with this in their names
    only: Option<String>,
    /// Bytes of the smaller size; of queries a sixteenth
    #[arg(long, default_value_t = 131_072)]
    size: usize,
    /// Feed the shape of this number so often: what this benchmark starts as a process.
    #[arg(long, hide = true, num_args = 3)]
    one: Option<Vec<usize>>,
    /// What cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}

/// How often larger the larger size is.
const TIMES: usize = 8;
/// No ratio may be above this …
const MOST: f64 = 10.0;
/// … where a shape takes so long, in seconds.
const COUNTS_FROM: f64 = 0.05;
/// The memory that any document may take, in bytes, and what each of its bytes adds.
const DOCUMENT: f64 = 100e6;
const BYTES_A_BYTE: f64 = 16.0;
const ROUNDS: usize = 3;
/// Less memory, in bytes, is the allocator's room to spare.
const LEAST: i64 = 1 << 20;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(&[number, size, times]) = arguments.one.as_deref() {
        one(&SHAPES[number], size, times);
        return ExitCode::SUCCESS;
    }
    println!(
        "| shape | fed to | n ms | 8 n ms | ratio | 8 n MB | ratio | bytes a byte |\n|---|---|---|---|---|---|---|---|"
    );
    let (mut bad, mut counted, mut all) = (0, 0, 0);
    let is_wanted =
        |name: &str| arguments.only.as_ref().is_none_or(|only| name.contains(only.as_str()));
    for (number, shape) in SHAPES.iter().enumerate().filter(|(_, shape)| is_wanted(shape.name)) {
        let n = if shape.to == To::Search { arguments.size / 16 } else { arguments.size };
        let (small, large) = (measured(number, n, TIMES), measured(number, n * TIMES, 1));
        let time = large.seconds / small.seconds * TIMES as f64;
        let (memory, growth) = (
            large.bytes / small.bytes,
            (large.bytes - small.bytes).max(0.0) / (n * (TIMES - 1)) as f64,
        );
        let counts = large.seconds > COUNTS_FROM;
        let bound = DOCUMENT + BYTES_A_BYTE * (n * TIMES) as f64;
        let is_bad = counts && (time > MOST || memory > MOST) || large.bytes > bound;
        (bad, counted, all) = (bad + usize::from(is_bad), counted + usize::from(counts), all + 1);
        let to = match shape.to {
            To::Extract(ending) => ending.to_string(),
            To::Run(ending) => format!("run {ending}"),
            To::Search => "search".to_string(),
        };
        println!(
            "| {}{} | {to} | {:.1} | {:.1} | {time:.1} | {:.1} | {memory:.1} | {growth:.1} |",
            if is_bad { "**bad** " } else { "" },
            shape.name,
            small.seconds * 1e3 / TIMES as f64,
            large.seconds * 1e3,
            large.bytes / 1e6
        );
    }
    println!(
        "\n{all} shapes, {counted} of them above {:.0} ms, {bad} beyond a bound",
        COUNTS_FROM * 1e3
    );
    if bad > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What feeding took.
struct Measured {
    /// Of the processor, best of the rounds.
    seconds: f64,
    /// The highest use of memory, above that of a process that was fed a word.
    bytes: f64,
}

fn measured(number: usize, size: usize, times: usize) -> Measured {
    let numbers = [number, size, times].map(|number| number.to_string());
    let output =
        Command::new(std::env::current_exe().unwrap()).arg("--one").args(numbers).output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut found = printed.split_whitespace().map(|number| number.parse::<f64>().unwrap());
    let (Some(seconds), Some(bytes)) = (found.next(), found.next()) else {
        panic!("shape {number} of {size} bytes: {}", String::from_utf8_lossy(&output.stderr))
    };
    Measured { seconds, bytes }
}

/// Feeds a shape, and prints seconds and bytes.
fn one(shape: &Shape, size: usize, times: usize) {
    let dir = tempfile::tempdir().unwrap();
    // It takes memory that others should not be measured against.
    if shape.to == To::Search {
        make_index(dir.path());
    }
    let bytes = shape.bytes(size);
    // The tables of words are made when they are first used.
    feed(shape.to, &shape.bytes(200), dir.path());
    let before = peak();
    let round = |_| {
        let begun = now(shape.to);
        let answers: usize = (0..times).map(|_| feed(shape.to, &bytes, dir.path())).sum();
        std::hint::black_box(answers);
        now(shape.to).saturating_sub(begun)
    };
    let best = (0..ROUNDS).map(round).min().unwrap_or_default();
    println!("{} {}", best.as_secs_f64().max(1e-6), (peak() - before).max(LEAST));
}

/// The time that the processor gave: to this thread, or where others work too to all.
fn now(to: To) -> Duration {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let begin = BEGIN.get_or_init(Instant::now);
    let of_thread = || {
        fs::read_to_string("/proc/thread-self/schedstat")
            .ok()?
            .split(' ')
            .next()?
            .parse()
            .ok()
            .map(Duration::from_nanos)
    };
    let of_all = || {
        let stat = fs::read_to_string("/proc/self/stat").ok()?;
        let ticks = stat
            .rsplit_once(") ")?
            .1
            .split(' ')
            .skip(11)
            .take(2)
            .map(|ticks| ticks.parse::<u64>().unwrap_or_default());
        Some(Duration::from_millis(10 * ticks.sum::<u64>()))
    };
    let found = if matches!(to, To::Run(_)) { of_all() } else { of_thread() };
    found.unwrap_or_else(|| begin.elapsed())
}

/// The highest use of memory so far, in bytes; 0 where the system does not tell.
fn peak() -> i64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<i64>().ok())
        .unwrap_or_default()
        * 1024
}
