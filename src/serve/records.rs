//! The list of regulations that an address asks for.

use super::ask::Ask;
use super::limits::RECORDS;
use super::problem::Problem;
use crate::registry::{Record, RecordOrder, Wanted};

/// Regulations of a page.
const PAGE: usize = 50;

/// The orders by their names in addresses.
pub const SORTS: [(&str, RecordOrder); 3] = [
    ("citations", RecordOrder::Citations),
    ("issued", RecordOrder::Issued),
    ("id", RecordOrder::Id),
];

/// Filters with a value, beside the words and conditions of `q`.
pub const FILTERS: [&str; 4] = ["type", "issuer", "year", "cited"];

/// Filters that are on or off.
pub const SWITCHES: [&str; 3] = ["disputed", "replaced", "planned"];

/// The regulations that an address asks for, all of them, and which of them a page shows.
pub struct List<'a> {
    /// Words and conditions, those of the filters among them.
    pub query: String,
    /// All that it finds, in order.
    pub records: Vec<&'a Record>,
    /// Regulations before those of the page.
    pub offset: usize,
    /// Regulations of the page at most.
    pub limit: usize,
}

impl<'a> List<'a> {
    /// Reads an address, and finds what it asks for.
    ///
    /// # Errors
    ///
    /// When a condition is unknown or its value wrong.
    pub fn of(ask: &'a Ask) -> Result<List<'a>, Problem> {
        let params = &ask.params;
        let mut parts: Vec<String> = params.get("q").map(str::to_string).into_iter().collect();
        for name in FILTERS {
            let plain = |value: &str| value.chars().filter(|c| *c != '"').collect::<String>();
            parts.extend(params.all(name).map(|value| format!("{name}:\"{}\"", plain(value))));
        }
        parts.extend(SWITCHES.into_iter().filter(|name| params.has(name, "1")).map(str::to_string));
        let query = parts.join(" ");
        let wanted = Wanted::parse(&query)?;
        let order = params.choice("sort", &SORTS)?;
        let limit = params.number("limit", PAGE, 1..=RECORDS)?;
        let page = params.number("page", 1, 1..=usize::MAX)?;
        let offset = params.number("offset", (page - 1).saturating_mul(limit), 0..=usize::MAX)?;
        let mut records: Vec<&Record> = ask
            .snapshot
            .known()?
            .registry
            .records
            .iter()
            .filter(|record| wanted.has(record))
            .collect();
        order.sort(&mut records);
        Ok(List { query, records, offset, limit })
    }

    /// Those of the page.
    pub fn page(&self) -> &[&'a Record] {
        let from = self.offset.min(self.records.len());
        let to = from.saturating_add(self.limit).min(self.records.len());
        self.records.get(from..to).unwrap_or_default()
    }
}
