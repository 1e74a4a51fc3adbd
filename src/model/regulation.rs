//! References to regulations: laws, decrees, resolutions, Party documents, official letters.

use jiff::civil::Date;

/// How a regulation is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegulationForm {
    /// By its official symbol: `15-NQ/TW`.
    Code,
    /// By type and number: `Nghị quyết 18`.
    Partial,
    /// By name: `Luật Đất đai 2024`.
    Named,
}

impl RegulationForm {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            RegulationForm::Code => "code",
            RegulationForm::Partial => "partial",
            RegulationForm::Named => "named",
        }
    }
}

/// A reference to a regulation, with what the sentence says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    /// Symbol, type and number, or name.
    pub form: RegulationForm,
    /// The canonical symbol (`10/2026/QĐ-UBND`), type and number (`Nghị quyết 18`), or name (`Luật Đất đai 2024`).
    pub value: String,
    /// The number in the symbol, as written, leading zeros included: `05`, `66.7`.
    pub number: Option<String>,
    /// The year in the symbol or name.
    pub year: Option<i16>,
    /// Nghị quyết, Quy định, Luật …
    pub doc_type: Option<String>,
    /// The body that issued it, as written.
    pub issuer: Option<String>,
    /// The day of issue.
    pub issued: Option<Date>,
    /// What it is about, as the sentence says.
    pub title: Option<String>,
}
