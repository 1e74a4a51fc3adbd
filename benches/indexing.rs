//! The whole pipeline beside plain tantivy: read, normalise, split, extract and index against title
//! and body as tantivy's default `TEXT`.
//!
//! ```text
//! cargo bench --bench indexing -- [ARCHIVE.jsonl.gz …] [--threads 2] [--pairs 5] [--copies 8] [--documents 20000]
//! ```
//! Each of the two runs as a process of its own, in turn, with the same threads and the same memory
//! for each thread; both read the archives. Without an archive, invented news are written first.
//! The ratio is of the medians; that of each pair is printed too, for single ones move.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops without its input"
)]

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::Parser;
use serde::Deserialize;
use tantivy::TantivyDocument;
use tantivy::schema::{STORED, STRING, Schema, TEXT};

#[derive(Parser)]
struct Arguments {
    /// JSON Lines, perhaps as .gz [default: invented news]
    archives: Vec<PathBuf>,
    #[arg(long, default_value_t = 2)]
    threads: usize,
    #[arg(long, default_value_t = 5)]
    pairs: usize,
    /// Read each archive so many times, from as many files
    #[arg(long, default_value_t = 1)]
    copies: usize,
    /// Invented documents, where no archive is given
    #[arg(long, default_value_t = 20_000)]
    documents: u64,
    /// Only index the archives into this folder, by plain tantivy: what this benchmark starts as a
    /// process.
    #[arg(long, hide = true)]
    plain: Option<PathBuf>,
    /// What cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}

/// The memory that thoisu's writer has for each thread.
const MEMORY: usize = 64 << 20;

fn main() {
    let arguments = Arguments::parse();
    let dir = tempfile::tempdir().unwrap();
    if let Some(out) = &arguments.plain {
        return index_plainly(&arguments.archives, out, arguments.threads);
    }
    let given = if arguments.archives.is_empty() {
        vec![invented(dir.path(), arguments.documents)]
    } else {
        arguments.archives
    };
    let archives = copied(&given, arguments.copies, dir.path());
    let text: usize = records(&archives)
        .map(|record| record.text.len() + record.title.map_or(0, |title| title.len()))
        .sum();
    println!(
        "{:.1} MB of title and text, {} threads, {} pairs\n",
        text as f64 / 1e6,
        arguments.threads,
        arguments.pairs
    );
    println!("| | seconds | MB/s | index MB | peak MB |\n|---|---|---|---|---|");
    let threads = arguments.threads.to_string();
    let (mut ours, mut plains) = (Vec::new(), Vec::new());
    for pair in 0..arguments.pairs {
        let out = dir.path().join(format!("thoisu-{pair}"));
        let mut thoisu = Command::new(env!("CARGO_BIN_EXE_thoisu"));
        thoisu
            .arg("-q")
            .arg("run")
            .args(&archives)
            .arg("--out")
            .arg(&out)
            .args(["--threads", &threads]);
        ours.push(measured(&mut thoisu, &out));
        let out = dir.path().join(format!("plain-{pair}"));
        let mut plain = Command::new(std::env::current_exe().unwrap());
        plain.args(&archives).arg("--plain").arg(&out).args(["--threads", &threads]);
        plains.push(measured(&mut plain, &out));
        for (name, run) in
            [("thoisu run", ours.last().unwrap()), ("plain tantivy", plains.last().unwrap())]
        {
            println!(
                "| {name} | {:.2} | {:.1} | {:.1} | {} |",
                run.seconds,
                text as f64 / 1e6 / run.seconds,
                run.index,
                run.peak
            );
        }
    }
    let median = |runs: &[Run]| {
        let mut seconds: Vec<f64> = runs.iter().map(|run| run.seconds).collect();
        seconds.sort_by(f64::total_cmp);
        (seconds[seconds.len() / 2], seconds[0], seconds[seconds.len() - 1])
    };
    for (name, runs) in [("thoisu run", &ours), ("plain tantivy", &plains)] {
        let (middle, least, most) = median(runs);
        println!(
            "\n{name}: median {middle:.2} s ({least:.2} to {most:.2}), {:.1} MB/s",
            text as f64 / 1e6 / middle
        );
    }
    let pairs: Vec<String> = ours
        .iter()
        .zip(&plains)
        .map(|(our, plain)| format!("{:.2}", plain.seconds / our.seconds))
        .collect();
    println!(
        "\nas fast as plain tantivy: {:.2} times (pairs: {})",
        median(&plains).0 / median(&ours).0,
        pairs.join(", ")
    );
    println!("index: {:.2} times as large", ours[0].index / plains[0].index);
}

/// Writes invented news to read.
fn invented(dir: &Path, documents: u64) -> PathBuf {
    let path = dir.join("invented.jsonl");
    let mut out = BufWriter::new(File::create(&path).unwrap());
    let mut synth = thoisu::quality::synth::Synth::new(1);
    for number in 0..documents {
        synth.write(number);
        synth.write_record(&mut out).unwrap();
    }
    out.flush().unwrap();
    path
}

/// The archives so many times over: files of their own, for a record that is met again in the same
/// file is read once.
fn copied(archives: &[PathBuf], copies: usize, dir: &Path) -> Vec<PathBuf> {
    let mut all = archives.to_vec();
    for _ in 1..copies {
        for archive in archives {
            let path =
                dir.join(format!("{}-{}", all.len(), archive.file_name().unwrap().display()));
            std::fs::copy(archive, &path).unwrap();
            all.push(path);
        }
    }
    all
}

struct Run {
    seconds: f64,
    /// MB on disk.
    index: f64,
    /// MB in memory at most, mapped files included, where the system says.
    peak: String,
}

/// Runs a process and watches its memory.
fn measured(command: &mut Command, out: &Path) -> Run {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let high = text.lines().find_map(|line| {
            line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()
        });
        peak = peak.max(high.unwrap_or_default());
        std::thread::sleep(Duration::from_millis(20));
    };
    let seconds = begun.elapsed().as_secs_f64();
    assert!(ended.success());
    let files = walkdir::WalkDir::new(out)
        .into_iter()
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .filter(|file| file.is_file());
    let index = files.map(|file| file.len()).sum::<u64>() as f64 / 1e6;
    std::fs::remove_dir_all(out).unwrap();
    let peak = if peak > 0 { (peak / 1000).to_string() } else { "–".into() };
    Run { seconds, index, peak }
}

#[derive(Deserialize)]
struct Record {
    title: Option<String>,
    text: String,
}

fn records(archives: &[PathBuf]) -> impl Iterator<Item = Record> {
    let lines = |archive: &PathBuf| {
        let file = File::open(archive).unwrap();
        let is_gzip = archive.extension().is_some_and(|extension| extension == "gz");
        let input: Box<dyn Read> = if is_gzip {
            Box::new(flate2::read::MultiGzDecoder::new(file))
        } else {
            Box::new(file)
        };
        BufReader::with_capacity(1 << 18, input).lines()
    };
    archives.iter().flat_map(lines).map(|line| serde_json::from_str(&line.unwrap()).unwrap())
}

/// Title and body as tantivy's documentation shows it.
fn index_plainly(archives: &[PathBuf], out: &Path, threads: usize) {
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let title = schema.add_text_field("title", TEXT | STORED);
    let body = schema.add_text_field("body", TEXT | STORED);
    std::fs::create_dir_all(out).unwrap();
    let index = tantivy::Index::create_in_dir(out, schema.build()).unwrap();
    let mut writer =
        index.writer_with_num_threads::<TantivyDocument>(threads, MEMORY * threads).unwrap();
    for (number, record) in records(archives).enumerate() {
        let mut document = TantivyDocument::default();
        document.add_text(id, number.to_string());
        document.add_text(title, record.title.unwrap_or_default());
        document.add_text(body, record.text);
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
}
