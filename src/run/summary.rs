//! What a run did, in one table.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use super::frequent::Frequent;
use super::{Ended, Event, Fate};
use crate::model::{Counted, Kinds};
use crate::run::pipeline::Times;
use crate::{Annotated, Error, Kind, Miss, Origin};

/// So many values of a kind, and so many skipped items of one reason, are listed.
const LISTED: usize = 10;
const SKIPPED_LISTED: usize = 3;

/// Counts of a run, taken item by item.
#[derive(Default)]
pub struct Summary {
    /// Items met: files, pages, records. Each is indexed, unchanged, a duplicate, without an
    /// article, or skipped.
    pub items: u64,
    /// Items whose documents were put into the index.
    pub indexed: u64,
    /// Those of them that took the place of another content.
    pub changed: u64,
    /// Items that were in the index as they are.
    pub unchanged: u64,
    /// Items that were read before.
    pub duplicates: u64,
    /// Pages without an article: front pages, lists.
    pub no_article: u64,
    /// Items of kinds that no reader takes.
    pub unsupported: u64,
    /// Items of kinds that are read, of which no document could be made.
    pub failed: u64,
    /// Documents indexed.
    pub documents: u64,
    /// Those of them that are near duplicates of others.
    pub near_duplicates: u64,
    /// Documents dropped, for they are in the index already, of items that had others.
    pub dropped: u64,
    /// Records that were read as HTML.
    pub html_records: u64,
    /// Bytes of text decoded.
    pub bytes: u64,
    /// How long the items were worked on, threads added up.
    pub times: Times,
    /// The kinds that are looked for.
    kinds: Kinds,
    mentions: BTreeMap<Kind, u64>,
    /// How often each value was mentioned, of the kinds whose most frequent values are listed.
    values: BTreeMap<Kind, Frequent>,
    skipped: BTreeMap<String, Skipped>,
    /// Items by encoding, and how many of them are doubtful.
    encodings: BTreeMap<String, (u64, u64)>,
}

#[derive(Default)]
struct Skipped {
    count: u64,
    first: Vec<String>,
}

impl Summary {
    /// A summary of a run that looks for these kinds.
    pub fn of(kinds: Kinds) -> Summary {
        Summary { kinds, ..Summary::default() }
    }

    /// Counts an item.
    pub fn add(&mut self, event: &Event) {
        self.items += 1;
        self.bytes += event.bytes;
        self.times += event.times;
        if let Some(reading) = event.reading {
            let name = reading.to_string();
            let (count, doubtful) = self.encodings.entry(name).or_default();
            *count += 1;
            *doubtful += u64::from(reading.is_doubtful);
            self.html_records += u64::from(reading.is_html);
        }
        match &event.fate {
            Fate::Indexed { documents, changed, near_duplicates, dropped } => {
                self.indexed += 1;
                self.changed += u64::from(*changed);
                self.near_duplicates += near_duplicates;
                self.dropped += dropped;
                documents.iter().for_each(|annotated| self.add_document(annotated));
            }
            Fate::Unchanged => self.unchanged += 1,
            Fate::Duplicate(_) => self.duplicates += 1,
            Fate::Skipped(reason) => self.skip(&event.origin, reason),
        }
    }

    fn add_document(&mut self, annotated: &Annotated) {
        self.documents += 1;
        let mut counted: BTreeMap<Kind, Vec<Counted<'_>>> = BTreeMap::new();
        for mention in annotated.all_mentions() {
            let kind = mention.value.kind();
            *self.mentions.entry(kind).or_default() += 1;
            if kind.about().most_frequent.is_some() {
                counted.entry(kind).or_default().push(mention.value.counted());
            }
        }
        for (kind, counted) in counted {
            self.values.entry(kind).or_default().add_document(&counted);
        }
    }

    /// Where the time went, as a table: each stage with its share.
    pub fn timings(&self, ended: &Ended) -> String {
        let stages = [
            ("read and decompress", ended.reading),
            ("decode", self.times.decode),
            ("normalise and split", self.times.split),
            ("extract", self.times.extract),
            ("make what is stored", self.times.store),
            ("hand to the index, commit", ended.indexing),
        ];
        let all: Duration = stages.iter().map(|(_, time)| *time).sum();
        let mut out = String::from(
            "\ntime by stage (threads added up; the index has threads of its own beside)\n",
        );
        for (stage, time) in stages {
            let share = 100.0 * time.as_secs_f64() / all.as_secs_f64().max(1e-9);
            let _ = writeln!(out, "{:>8.2} s {share:>4.0} %  {stage}", time.as_secs_f64());
        }
        out
    }

    /// Reasons are grouped by their first clause, the part before a quoted detail; those of a kind
    /// that is not read are the same for all.
    fn skip(&mut self, origin: &Origin, reason: &Error) {
        let count = match reason.miss() {
            Miss::NoArticle => &mut self.no_article,
            Miss::Unsupported => &mut self.unsupported,
            Miss::Failed => &mut self.failed,
        };
        *count += 1;
        let is_kind = reason.miss() == Miss::Unsupported;
        let reason = reason.to_string();
        let clause = reason
            .split([':', '`'])
            .next()
            .unwrap_or_default()
            .split(" at offset ")
            .next()
            .unwrap_or_default();
        let group = if is_kind { reason } else { clause.trim().to_string() };
        let skipped = self.skipped.entry(group).or_default();
        skipped.count += 1;
        if skipped.first.len() < SKIPPED_LISTED {
            skipped.first.push(origin.to_string());
        }
    }

    /// How many items were skipped: those of other kinds, and those that failed.
    pub fn skipped(&self) -> u64 {
        self.unsupported + self.failed
    }

    /// How many items have documents in the index.
    pub fn kept(&self) -> u64 {
        self.indexed + self.unchanged + self.duplicates
    }

    /// How many mentions of a kind were found.
    pub fn mentions(&self, kind: Kind) -> u64 {
        self.mentions.get(&kind).copied().unwrap_or_default()
    }

    /// The table that ends a run.
    pub fn table(&self, time: Duration) -> String {
        let mut out = String::new();
        let seconds = time.as_secs_f64().max(1e-3);
        let megabytes = self.bytes as f64 / 1e6;
        let mut line = |name: &str, value: String| {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{name:<12} {value:>12}");
        };
        line("items", grouped(self.items));
        line("  indexed", grouped(self.indexed));
        line("  unchanged", grouped(self.unchanged));
        line("  duplicates", grouped(self.duplicates));
        line("  no article", grouped(self.no_article));
        line("  skipped", grouped(self.skipped()));
        line("documents", grouped(self.documents));
        if self.near_duplicates + self.dropped > 0 {
            line("  near dupl.", grouped(self.near_duplicates));
            line("  dropped", grouped(self.dropped));
        }
        if self.html_records > 0 {
            line("HTML records", grouped(self.html_records));
        }
        for kind in self.kinds.iter() {
            line(&format!("{}s", kind.name()), grouped(self.mentions(kind)));
        }
        let _ = writeln!(out, "{:<12} {:>12} MB", "text", format!("{megabytes:.1}"));
        let _ = writeln!(
            out,
            "{:<12} {:>12} s ({:.1} MB/s)",
            "time",
            format!("{seconds:.2}"),
            megabytes / seconds
        );
        self.write_encodings(&mut out);
        self.write_values(&mut out);
        self.write_skipped(&mut out);
        out
    }

    fn write_encodings(&self, out: &mut String) {
        // That all is UTF-8 needs no telling.
        if self.encodings.keys().all(|name| name == "UTF-8") {
            return;
        }
        let _ = writeln!(out, "\nencodings (items)");
        for (name, &(count, doubtful)) in &self.encodings {
            let doubt = if doubtful > 0 {
                format!(" ({} in doubt)", grouped(doubtful))
            } else {
                String::new()
            };
            let _ = writeln!(out, "{:>8}  {name}{doubt}", grouped(count));
        }
    }

    /// What is mentioned most often, kind by kind.
    fn write_values(&self, out: &mut String) {
        for (kind, values) in &self.values {
            let listed = values.ranked(LISTED);
            if listed.is_empty() {
                continue;
            }
            let heading = kind.about().most_frequent.unwrap_or_default();
            let _ = writeln!(out, "\n{heading} (documents, mentions)");
            for row in listed {
                let _ = writeln!(
                    out,
                    "{:>8} {:>8}  {}",
                    grouped(row.documents),
                    grouped(row.mentions),
                    row.id
                );
            }
        }
    }

    fn write_skipped(&self, out: &mut String) {
        if self.skipped.is_empty() {
            return;
        }
        let _ = writeln!(out, "\nskipped, and why");
        for (reason, skipped) in &self.skipped {
            let more = if skipped.count > skipped.first.len() as u64 { ", …" } else { "" };
            let _ = writeln!(
                out,
                "{:>8}  {reason}: {}{more}",
                grouped(skipped.count),
                skipped.first.join(", ")
            );
        }
    }
}

/// 13863 → `13 863`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skipped_items_are_grouped_by_reason() {
        let mut summary = Summary::default();
        for record in 1..=5 {
            let origin = Origin { path: "a.jsonl".into(), record: Some(record) };
            let reason = Error::new(format!(
                "expected UTF-8 text, but found other bytes at offset {record}; convert it"
            ));
            summary.add(&Event {
                origin,
                bytes: 7,
                reading: None,
                fate: Fate::Skipped(reason),
                times: Times::default(),
            });
        }
        assert_eq!((summary.skipped(), summary.items, summary.bytes), (5, 5, 35));
        let table = summary.table(Duration::from_secs(1));
        assert!(table.contains("       5  expected UTF-8 text, but found other bytes: a.jsonl:1, a.jsonl:2, a.jsonl:3, …"), "{table}");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1 000", "1 234 567"]);
    }
}
