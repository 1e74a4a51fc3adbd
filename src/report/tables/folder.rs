//! The tables of an extraction in a folder, a file each.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::csv::CsvTable;
use super::documents::document_row;
use super::mentions::mention_rows;
use super::parquet::ParquetTable;
use super::regulations::{regulation_row, relation_rows};
use super::schema::{Cell, Table};
use crate::registry::{Facts, Registry, Source};
use crate::report::Shown;
use crate::report::csv::CsvStyle;
use crate::{Annotated, Error, Result};

/// The form of tables in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableForm {
    /// `documents.parquet` …
    Parquet,
    /// `documents.csv` …
    Csv(CsvStyle),
}

impl TableForm {
    const fn ending(self) -> &'static str {
        match self {
            TableForm::Parquet => "parquet",
            TableForm::Csv(_) => "csv",
        }
    }
}

/// The tables under way. Their files have their names after [`TableFolder::finish`], and no part of
/// them before.
pub struct TableFolder {
    dir: PathBuf,
    form: TableForm,
    shown: Shown,
    documents: TableFile,
    mentions: TableFile,
    /// What documents say of regulations, where the tables of these are wanted.
    facts: Vec<(Source, Facts)>,
}

impl TableFolder {
    /// Begins the tables of documents and mentions; `shown.relations` asks for those of regulations
    /// and relations, too.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made, or is a file, or cannot be written.
    pub fn create(dir: &Path, form: TableForm, shown: Shown) -> Result<TableFolder> {
        fs::create_dir_all(dir).map_err(|error| {
            let error = match error.kind() {
                ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
                    Error::new("expected a folder for tables, but found a file; name another with `--output DIR/`")
                }
                _ => Error::from(error),
            };
            error.context(dir.display())
        })?;
        let file = |table| TableFile::create(dir, table, form);
        let (documents, mentions) = (file(Table::Documents)?, file(Table::Mentions)?);
        Ok(TableFolder {
            dir: dir.to_path_buf(),
            form,
            shown,
            documents,
            mentions,
            facts: Vec::new(),
        })
    }

    /// Adds a document and its mentions.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub fn add(&mut self, annotated: &Annotated, near_duplicate_of: Option<&str>) -> Result<()> {
        self.documents.push(&document_row(annotated, self.shown, near_duplicate_of))?;
        let mentions = &mut self.mentions;
        mention_rows(annotated, self.shown, |row| mentions.push(&row))?;
        if self.shown.relations {
            let facts = Facts::new(annotated);
            if !facts.is_empty() {
                let document = &annotated.document;
                let day = document.meta.published.map(|published| published.day);
                let near_duplicate_of = near_duplicate_of.map(str::to_string);
                self.facts.push((
                    Source { document: document.id.clone(), day, near_duplicate_of },
                    facts,
                ));
            }
        }
        Ok(())
    }

    /// Writes the tables of regulations and relations, and gives all files their names.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub fn finish(self) -> Result<()> {
        let TableFolder { dir, form, shown, documents, mentions, facts } = self;
        let mut files = vec![documents, mentions];
        if shown.relations {
            let registry = Registry::new(facts);
            let mut regulations = TableFile::create(&dir, Table::Regulations, form)?;
            registry
                .records
                .iter()
                .try_for_each(|record| regulations.push(&regulation_row(record)))?;
            let mut relations = TableFile::create(&dir, Table::Relations, form)?;
            relation_rows(&registry.records).try_for_each(|row| relations.push(&row))?;
            files.extend([regulations, relations]);
        } else {
            for table in [Table::Regulations, Table::Relations] {
                let path = path(&dir, table, form);
                if path.exists() {
                    log::warn!(
                        "{}: this table is of an earlier run; `--resolve` writes it anew",
                        path.display()
                    );
                }
            }
        }
        files.into_iter().try_for_each(TableFile::finish)
    }
}

fn path(dir: &Path, table: Table, form: TableForm) -> PathBuf {
    dir.join(format!("{}.{}", table.name(), form.ending()))
}

/// A table under way in its form.
enum TableFile {
    Parquet(Box<ParquetTable>),
    Csv(Box<CsvTable>),
}

impl TableFile {
    fn create(dir: &Path, table: Table, form: TableForm) -> Result<TableFile> {
        let path = path(dir, table, form);
        Ok(match form {
            TableForm::Parquet => TableFile::Parquet(Box::new(ParquetTable::create(&path, table)?)),
            TableForm::Csv(style) => {
                TableFile::Csv(Box::new(CsvTable::create(&path, table, style)?))
            }
        })
    }

    fn push(&mut self, row: &[Cell<'_>]) -> Result<()> {
        match self {
            TableFile::Parquet(file) => file.push(row),
            TableFile::Csv(file) => file.push(row),
        }
    }

    fn finish(self) -> Result<()> {
        match self {
            TableFile::Parquet(file) => file.finish(),
            TableFile::Csv(file) => file.finish(),
        }
    }
}
