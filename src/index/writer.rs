//! Building an index: beside the old one, and in its place only when it is whole.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::schema::TantivyDocument;
use tantivy::time::{OffsetDateTime, UtcOffset};
use tantivy::{DateTime, Index as TantivyIndex};

use super::analyzer;
use super::schema::{self, Fields, VERSION, regulation_key};
use crate::mention::Amount;
use crate::{Annotated, Error, Published, Result, Value};

/// The index in an output folder, and where a new one is built.
pub(super) const INDEX: &str = "index";
const NEW: &str = "index.new";
const OLD: &str = "index.old";
/// The file that tells an index of ours and its version.
pub(super) const MARKER: &str = "thoisu-index";

/// Memory for each indexing thread before it writes a segment, in bytes.
const MEMORY_PER_THREAD: usize = 96 << 20;
/// tantivy takes no more threads than these.
const MOST_THREADS: usize = 8;

/// Builds a new index in a folder.
pub struct IndexWriter {
    dir: PathBuf,
    writer: tantivy::IndexWriter,
    fields: Fields,
    added: u64,
}

impl IndexWriter {
    /// Begins a new index in `dir`, which is made if it does not exist. An index that is there stays in use until [`finish`](Self::finish).
    ///
    /// # Errors
    ///
    /// When `dir` cannot be written, or holds other things than a thoisu index.
    pub fn create(dir: &Path, threads: usize) -> Result<IndexWriter> {
        let place = |error: std::io::Error| Error::new(format!("the output folder cannot be written: {error}")).context(dir.display());
        fs::create_dir_all(dir).map_err(place)?;
        let is_ours = dir.join(INDEX).join(MARKER).exists() || dir.join(NEW).exists();
        if !is_ours && fs::read_dir(dir).map_err(place)?.next().is_some() {
            return Err(Error::new("the folder is not empty and holds no thoisu index; name another with --out").context(dir.display()));
        }
        let new = dir.join(NEW);
        if new.exists() {
            log::info!("{}: removing what an unfinished run left", new.display());
            fs::remove_dir_all(&new).map_err(place)?;
        }
        fs::create_dir(&new).map_err(place)?;
        let (schema, fields) = schema::build();
        let index = TantivyIndex::create_in_dir(&new, schema).map_err(|error| Error::from(error).context(new.display()))?;
        index.tokenizers().register(analyzer::NAME, analyzer::analyzer());
        let threads = threads.clamp(1, MOST_THREADS);
        let writer = index.writer_with_num_threads(threads, threads * MEMORY_PER_THREAD)?;
        fs::write(new.join(MARKER), format!("{VERSION}\n")).map_err(place)?;
        Ok(IndexWriter { dir: dir.to_path_buf(), writer, fields, added: 0 })
    }

    /// Adds a document; `mentions` is what [`StoredDocument`](super::StoredDocument) gives back, JSON by custom.
    ///
    /// # Errors
    ///
    /// When the index can no longer be written (a full disk).
    pub fn add(&mut self, annotated: &Annotated, mentions: &str) -> Result<()> {
        let document = self.document(annotated, mentions);
        self.added += 1;
        self.writer.add_document(document)?;
        Ok(())
    }

    fn document(&self, annotated: &Annotated, mentions: &str) -> TantivyDocument {
        let (document, f) = (&annotated.document, &self.fields);
        let mut out = TantivyDocument::default();
        out.add_text(f.id, &document.id);
        out.add_text(f.source_id, &document.source_id);
        if let Some(title) = &document.meta.title {
            out.add_text(f.title, title);
        }
        // Blocks are values of one field: a phrase cannot run from one into the next.
        for block in &document.blocks {
            out.add_text(f.body, document.block_text(block));
        }
        out.add_text(f.text, document.text.as_str());
        if let Some(published) = document.meta.published {
            out.add_date(f.published, instant(published));
            out.add_text(f.published_text, published.to_string());
        }
        if let Some(url) = &document.meta.url {
            out.add_text(f.url, url);
        }
        if let Some(source) = document.source() {
            out.add_text(f.source, source);
        }
        out.add_text(f.mentions, mentions);
        out.add_u64(f.order, self.added);
        let mut regulations: Vec<&str> = Vec::new();
        for mention in &annotated.mentions {
            match &mention.value {
                Value::Date { edtf: Some(edtf), .. } => {
                    // An open end reaches as far as days are counted.
                    out.add_i64(f.date_first, edtf.first().map_or(i64::MIN, days));
                    out.add_i64(f.date_last, edtf.last().map_or(i64::MAX, days));
                }
                Value::Date { edtf: None, .. } => {}
                Value::Regulation(regulation) => regulations.push(&regulation.value),
                Value::Number(quantity) => {
                    let values = match quantity.amount {
                        Amount::Exact(value) => [Some(value), None],
                        Amount::Range(from, to) => [Some(from), Some(to)],
                        Amount::Ratio(..) => [None, None],
                    };
                    // For range queries only; the exact value is in the stored mentions.
                    values
                        .into_iter()
                        .flatten()
                        .filter_map(|value| value.to_string().parse().ok())
                        .for_each(|value: f64| out.add_f64(f.number, value));
                }
            }
        }
        regulations.sort_unstable();
        regulations.dedup();
        for regulation in regulations {
            out.add_text(f.regulation, regulation_key(regulation));
            out.add_text(f.regulation_value, regulation);
        }
        out
    }

    /// Writes everything out and puts the new index in the place of the old.
    ///
    /// # Errors
    ///
    /// When the index cannot be written; the old one is then untouched.
    pub fn finish(mut self) -> Result<()> {
        self.writer.commit()?;
        self.writer.wait_merging_threads()?;
        let (new, index, old) = (self.dir.join(NEW), self.dir.join(INDEX), self.dir.join(OLD));
        let place = |error: std::io::Error| Error::new(format!("the new index cannot be put in place: {error}")).context(index.display());
        if old.exists() {
            fs::remove_dir_all(&old).map_err(place)?;
        }
        if index.exists() {
            fs::rename(&index, &old).map_err(place)?;
        }
        fs::rename(&new, &index).map_err(place)?;
        if old.exists() {
            fs::remove_dir_all(&old).map_err(place)?;
        }
        Ok(())
    }
}

/// Days since 1970-01-01.
pub(super) fn days(date: jiff::civil::Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// The instant of a publication time, which is Vietnam's.
pub(super) fn instant(published: Published) -> DateTime {
    let time = published.time.unwrap_or(jiff::civil::Time::midnight());
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    let vietnam = UtcOffset::from_hms(7, 0, 0).map_or(0, |offset| i64::from(offset.whole_seconds()));
    let timestamp = days(published.day) * 86_400 + seconds - vietnam;
    OffsetDateTime::from_unix_timestamp(timestamp).map_or(DateTime::MIN, DateTime::from_utc)
}
