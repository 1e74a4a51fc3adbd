//! A page of a PDF on the way to its paragraphs.

/// The text of a page of a PDF.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its lines in reading order.
    pub lines: Vec<PdfLine>,
}

/// A line of a page: its text, and where it is. Lengths are in points, with `top` growing down the
/// page.
#[derive(Clone, Debug, Default)]
pub(super) struct PdfLine {
    pub text: String,
    pub left: f32,
    pub right: f32,
    /// The baseline, from the top of the page.
    pub top: f32,
    /// The size of its font.
    pub size: f32,
}
