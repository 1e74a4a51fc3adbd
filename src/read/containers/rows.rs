//! What a workbook gives, whichever program wrote it: sheets and their rows.

use crate::Result;

/// What a workbook has next.
pub(super) enum Next {
    /// A sheet of this name begins.
    Sheet(String),
    /// A row: its number, and its cells from the first column on.
    Row(u64, Vec<String>),
    End,
}

/// The rows of a workbook, sheet by sheet.
pub(super) trait Rows: Send {
    /// The next sheet or row; rows without a cell are left out.
    fn next(&mut self) -> Result<Next>;
}
