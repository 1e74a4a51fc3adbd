//! What the form of an official document tells of it, where the text has it.

use jiff::civil::Date;

use crate::Span;

/// The head of an official document: where its parts stand in the text.
/// [`extract`](crate::extract()) makes of it the [`regulation`](crate::Document::regulation) that
/// the document is.
///
/// ```
/// use thoisu::{BlockKind, Meta, Origin, RawDocument};
/// let text = "UBND TỈNH LẠNG GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/2026/QĐ-UBND\nLạng Giang, ngày 5 tháng 3 năm 2026\n\n\
///             QUYẾT ĐỊNH\nVề phí đò ngang\n\nCăn cứ Luật Phí và lệ phí;\nĐiều 1. Mức phí là 5.000 đồng.";
/// let document = thoisu::split::split(RawDocument {
///     origin: Origin { path: "phi.txt".into(), record: None },
///     source_id: "phi.txt".into(),
///     meta: Meta::default(),
///     text: text.into(),
///     blocks: Vec::new(),
///     addressable: true,
/// })?.remove(0);
/// let head = document.head.as_deref().expect("an official document");
/// assert_eq!(head.number.map(|span| span.slice(text)), Some("5/2026/QĐ-UBND"));
/// assert_eq!(head.title.map(|span| span.slice(text)), Some("Về phí đò ngang"));
/// assert_eq!(document.blocks.last().map(|block| block.kind), Some(BlockKind::Article));
/// # Ok::<(), thoisu::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficialHead {
    /// The symbol: bytes of the normalised text, as all places here.
    pub number: Option<Span>,
    /// The lines that name who issued it, in text order; they may say it twice, and begin with a
    /// body above it.
    pub issuers: Vec<Span>,
    /// The line of the signature that says for whom it was signed ("T/M BỘ CHÍNH TRỊ").
    pub signer: Option<Span>,
    /// The day of issue: that of the head, or for a law the day on which it was passed.
    pub issued: Option<Date>,
    /// The type, by its name in the table of types (`Nghị định`).
    pub doc_type: Option<&'static str>,
    /// What it is about, without the type.
    pub title: Option<Span>,
    /// Whether it is a consolidated text: its type is that of what it consolidates.
    pub is_consolidated: bool,
}
