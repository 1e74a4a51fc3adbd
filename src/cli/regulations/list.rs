//! Regulations as a list: a line each.

use crate::cli::print::Page;
use crate::registry::Record;
use crate::text::Printable;

/// Characters of a title that are shown.
const TITLE: usize = 70;

/// A line for each of the first `limit` records: articles, id, day of issue, title.
pub(super) fn table(records: &[&Record], limit: usize, in_index: usize) -> Page {
    let mut page = Page::default();
    let widest = records
        .iter()
        .take(limit)
        .map(|record| record.id.chars().count())
        .max()
        .unwrap_or(0)
        .min(30);
    for record in records.iter().take(limit) {
        let issued = record.issued.map_or(String::new(), |day| day.to_string());
        let title: String =
            record.title.as_deref().unwrap_or_default().chars().take(TITLE).collect();
        let id = Printable(&record.id).to_string();
        let line =
            format!("{:>6}  {id:<widest$}  {issued:<10}  {}", record.documents, Printable(&title));
        page.push(&format!("{}\n", line.trim_end()));
    }
    page.push(&match (records.len(), in_index) {
        (_, 0) => "the articles of the index cite no regulation\n".to_string(),
        (0, all) => format!("no regulation matches; {all} in the index, `thoisu regulations DIR` lists them\n"),
        (found, all) => {
            format!("{} of {found} regulations; {all} in the index. Articles, id, day of issue, title.\n", found.min(limit))
        }
    });
    page
}
