//! `thoisu search`: the hits of a query as a table or JSON.

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;
use std::time::Instant;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::{Done, print, print_json};
use crate::Result;
use crate::index::{Index, Query, SearchOptions, Sort};

/// Search an index
#[derive(clap::Args)]
#[command(after_help = "\
The query language:
  thuế đất                  both words (AND), in title or body
  thue dat                  typed bare, a word finds every spelling: thuế, thuê, thuệ …
  năm                       typed with marks, it finds itself only: never nam
  nghi quyêt                what is no syllable yet is completed: quyết; so are all marks where nothing else is found
  \"chính trị\"               words that stand together
  thuế -đất                 without a word; -\"a phrase\", -(one OR other)
  thuế OR phí               either; OR binds weaker than AND, (brackets) group
  title:thuế                in the title; title:\"thuế đất\", title:(thuế phí)
  regulation:15-NQ/TW       cites it, however it is typed: 15-nq/tw, \"15 NQ TW\", \"Nghị quyết 18\"
  type:\"Nghị quyết\"         cites a regulation of that sort; issuer:\"Bộ Chính trị\" of that issuer; marks may be left out
  published:2023            also 2023-04, 2023-04-13, 2022..2023, ..2020, 2024-06..
  source:nhandan.vn         the host of the article's address
  id:ID                     one document

Examples:
  thoisu search archive 'nghi quyet trung uong'
  thoisu search archive '\"Quốc hội\" regulation:27-NQ/TW published:2018..2020' --sort published
  thoisu search archive 'title:ngân sách -thuế' --format json | jq .hits[].id")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    /// What to look for
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// Hits to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Hits to pass over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// The order of the hits; undated documents come last by either time order
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// A table to read or one JSON object
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// Best matches first
    Relevance,
    /// Oldest first
    Published,
    /// Newest first
    PublishedDesc,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Table,
    Json,
}

/// What `--format json` prints: a contract.
#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    total: usize,
    /// Whether no document has the words as typed, and those were taken that have the typed marks and more.
    completed: bool,
    took_ms: f64,
    hits: Vec<HitRecord>,
}

#[derive(Serialize)]
struct HitRecord {
    id: String,
    source_id: String,
    origin: String,
    title: Option<String>,
    published: Option<String>,
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    near_duplicate_of: Option<String>,
    score: f32,
    /// The matched words stand between `<b>` and `</b>`; other angle brackets and ampersands are escaped as in HTML.
    snippet: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    let query = Query::parse(&arguments.query)?;
    let index = Index::open(&arguments.dir)?;
    let sort = match arguments.sort {
        Order::Relevance => Sort::Relevance,
        Order::Published => Sort::Published,
        Order::PublishedDesc => Sort::PublishedDesc,
    };
    let begun = Instant::now();
    let results = index.search(&query, &SearchOptions { limit: arguments.limit, offset: arguments.offset, sort })?;
    let took_ms = (begun.elapsed().as_secs_f64() * 1e5).round() / 100.0;
    if arguments.format == Format::Json {
        let hits = results
            .hits
            .into_iter()
            .map(|hit| HitRecord {
                snippet: hit.snippet.html(),
                id: hit.id,
                source_id: hit.source_id,
                origin: hit.origin,
                title: hit.title,
                published: hit.published,
                url: hit.url,
                near_duplicate_of: hit.near_duplicate_of,
                score: hit.score,
            })
            .collect();
        print_json(&Answer { query: query.text(), total: results.total, completed: results.completed, took_ms, hits })?;
        return Ok(Done::All);
    }
    let is_terminal = stdout().is_terminal();
    let bold = AnsiColor::Yellow.on_default().bold();
    let (open, close) = if is_terminal { (format!("{bold}"), format!("{bold:#}")) } else { ("[".into(), "]".into()) };
    let heading = Style::new().bold();
    let mut out = String::new();
    if results.completed {
        out.push_str("no document has these words as typed; these have their marks and more\n");
    }
    for (number, hit) in results.hits.iter().enumerate() {
        let title = hit.title.as_deref().unwrap_or("(no title)");
        let published = hit.published.as_deref().and_then(|p| p.get(..10)).unwrap_or("undated");
        let url = hit.url.as_deref().unwrap_or_default();
        out.push_str(&format!("{:>3}. {heading}{title}{heading:#}\n", arguments.offset + number + 1));
        out.push_str(&format!("     {published}  {}  {url}\n", hit.id));
        out.push_str(&format!("     {}\n", hit.snippet.marked(&open, &close)));
    }
    let shown = results.hits.len();
    out.push_str(&match (results.total, shown) {
        (0, _) => format!("no document matches ({took_ms} ms)\n"),
        (total, 0) => format!("{total} documents match, none behind --offset {} ({took_ms} ms)\n", arguments.offset),
        (total, _) => format!("{}–{} of {total} documents ({took_ms} ms)\n", arguments.offset + 1, arguments.offset + shown),
    });
    print(&out)?;
    Ok(Done::All)
}
