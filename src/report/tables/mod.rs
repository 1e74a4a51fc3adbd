//! Documents as tables for analysts: the columns, and the rows of documents, mentions, regulations
//! and relations.
//!
//! A row is a list of [`Cell`]s in the order of its table's [`Column`]s, whatever is made of it:
//! CSV, Parquet, or record batches in memory (feature `tables`). Mentions name their document by
//! `id` and `origin`: ids need not be unique among files.
//!
//! The schema has a [`VERSION`]. Columns are added at the end, never changed or taken away, within
//! a major version of it.

#[cfg(feature = "tables")]
mod batch;
#[cfg(feature = "cli")]
mod csv;
mod documents;
#[cfg(feature = "cli")]
mod folder;
mod mentions;
#[cfg(feature = "tables")]
mod parquet;
mod regulations;
mod schema;

#[cfg(feature = "tables")]
pub use self::batch::{Batch, schema};
#[cfg(feature = "cli")]
pub use self::csv::CsvTable;
pub use self::documents::document_row;
#[cfg(feature = "cli")]
pub use self::folder::{TableFolder, TableForm};
pub use self::mentions::mention_rows;
#[cfg(feature = "tables")]
pub use self::parquet::ParquetTable;
pub use self::regulations::{regulation_row, relation_rows};
pub use self::schema::{Cell, Column, Contents, Row, Table, VERSION};

#[cfg(all(test, feature = "cli"))]
#[allow(clippy::unwrap_used)]
mod tests;
