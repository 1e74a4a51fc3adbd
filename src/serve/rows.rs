//! Data as CSV: a page's `.csv`. All hits of a search are sent row by row while they are read.
//!
//! Text that a spreadsheet would take for a formula gets a `'` in front ([`Cells`]). `excel=1` is
//! for Excel in Vietnamese: a byte order mark, and `;` between cells.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use csv::{Writer, WriterBuilder};
use http_body::{Body as HttpBody, Frame};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::answer::{self, Asked, Bounds, Taken, TimelineWanted};
use super::ask::Ask;
use super::limits::STALL;
use super::named::{document_of, regulation_of};
use super::params::Params;
use super::problem::Problem;
use super::records::List;
use super::reply::{self, Reply};
use super::state::State;
use crate::index::{DocumentFacts, Hit};
use crate::model::MentionRecord;
use crate::report::{Cells, records_csv};
use crate::{Error, Result};

/// The columns of hits.
const HITS: [&str; 10] = [
    "id",
    "source_id",
    "origin",
    "title",
    "published",
    "url",
    "source",
    "near_duplicate_of",
    "score",
    "snippet",
];

/// The columns of mentions.
const MENTIONS: [&str; 8] = ["id", "kind", "field", "start", "end", "text", "value", "details"];

/// Bytes of a piece of a download, and pieces that wait for the client.
const PIECE: usize = 1 << 15;
const PIECES: usize = 4;

/// How a spreadsheet wants its cells.
fn writer(params: &Params) -> Writer<Vec<u8>> {
    let is_excel = params.has("excel", "1");
    let mark: &[u8] = if is_excel { "\u{feff}".as_bytes() } else { b"" };
    WriterBuilder::new().delimiter(if is_excel { b';' } else { b',' }).from_writer(mark.to_vec())
}

fn unwritten(error: impl std::error::Error + Send + Sync + 'static) -> Problem {
    Problem::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        Error::caused("the rows could not be written as CSV", error).to_string(),
    )
}

/// Rows of text and figures as one body.
fn table<const N: usize>(
    params: &Params,
    columns: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<Vec<u8>, Problem> {
    let mut out = writer(params);
    out.write_record(columns).map_err(unwritten)?;
    for row in rows {
        out.write_record(&row).map_err(unwritten)?;
    }
    out.into_inner().map_err(|error| unwritten(error.into_error()))
}

fn text(text: &str) -> String {
    Cells::Guarded.text(text).into_owned()
}

/// The periods of a timeline.
pub fn timeline(ask: &Ask) -> Result<Reply, Problem> {
    let asked = Asked::of(&ask.params)?;
    let wanted = TimelineWanted::of(&ask.params)?;
    let times = answer::timeline(&ask.snapshot, &asked, wanted, &Bounds::of(&ask.params)?)?;
    let rows =
        times.periods.iter().map(|counted| [counted.period.clone(), counted.documents.to_string()]);
    if !wanted.share {
        return Ok(reply::csv("timeline", table(&ask.params, ["period", "documents"], rows)?));
    }
    let rows = times.periods.iter().map(|counted| {
        let all = counted.all.map(|all| all.to_string()).unwrap_or_default();
        let share = counted.share().map(|share| share.to_string()).unwrap_or_default();
        [counted.period.clone(), counted.documents.to_string(), all, share]
    });
    Ok(reply::csv("timeline", table(&ask.params, ["period", "documents", "all", "share"], rows)?))
}

/// The mentions of a document.
pub fn document(ask: &Ask) -> Result<Reply, Problem> {
    let document = document_of(ask)?;
    let row = |mention: &MentionRecord| {
        let place = |at: Option<usize>| at.map(|at| at.to_string()).unwrap_or_default();
        let facts = mention
            .kind
            .about()
            .fields
            .iter()
            .zip(&mention.facts)
            .filter(|(_, fact)| !fact.is_unknown());
        let details: Vec<String> =
            facts.map(|(field, fact)| format!("{}={fact}", field.name)).collect();
        [
            text(&document.facts.id),
            mention.kind.name().to_string(),
            mention.field.name().to_string(),
            place(mention.start),
            place(mention.end),
            text(&mention.text),
            text(mention.value.as_deref().unwrap_or_default()),
            text(&details.join("; ")),
        ]
    };
    let rows = table(&ask.params, MENTIONS, document.mentions.iter().map(row))?;
    Ok(reply::csv(&document.facts.id, rows))
}

/// The regulations that a query finds, all of them.
pub fn regulations(ask: &Ask) -> Result<Reply, Problem> {
    let list = List::of(ask)?;
    Ok(reply::csv("regulations", records_csv(&list.records)?))
}

/// One regulation.
pub fn regulation(ask: &Ask) -> Result<Reply, Problem> {
    let record = regulation_of(ask)?;
    Ok(reply::csv(&record.id, records_csv(&[record])?))
}

/// All hits of a search. A mistake is told before the first row.
pub fn search(ask: Ask, state: &Arc<State>) -> Result<Reply, Problem> {
    let asked = Asked::of(&ask.params)?;
    answer::sort(&ask.params, &asked)?;
    Taken::of(&ask.params)?;
    let full = |_| Problem::busy("too many downloads at a time; ask again when one has ended");
    let place = Arc::clone(&state.downloads).try_acquire_owned().map_err(full)?;
    let (send, rows) = channel(PIECES);
    tokio::task::spawn_blocking(move || {
        if let Err(error) = send_hits(&ask, &asked, &send) {
            log::info!("a download ended: {error}");
        }
        drop(place);
    });
    Ok(reply::csv("search", Body::new(Rows(rows))))
}

/// Sends the rows of all hits.
fn send_hits(ask: &Ask, asked: &Asked, send: &Sender<Bytes>) -> Result<()> {
    let failed = |error: csv::Error| Error::caused("a row could not be written", error);
    let mut out = writer(&ask.params);
    out.write_record(HITS).map_err(failed)?;
    let sort = answer::sort(&ask.params, asked).unwrap_or_default();
    let is_exact = Taken::of(&ask.params).unwrap_or_default().is_exact;
    ask.snapshot.index.each_hit(&asked.query, sort, is_exact, &mut |hit| {
        out.write_record(row(&hit)).map_err(failed)?;
        out.flush()?;
        if out.get_ref().len() < PIECE {
            return Ok(());
        }
        let rows = std::mem::replace(&mut out, piece(&ask.params)).into_inner();
        pass(rows.map_err(|error| Error::from(error.into_error()))?, send)
    })?;
    pass(out.into_inner().map_err(|error| Error::from(error.into_error()))?, send)
}

/// A writer for the rows behind the first ones.
fn piece(params: &Params) -> Writer<Vec<u8>> {
    WriterBuilder::new()
        .delimiter(if params.has("excel", "1") { b';' } else { b',' })
        .from_writer(Vec::new())
}

fn row(hit: &Hit) -> [String; HITS.len()] {
    let DocumentFacts {
        id,
        source_id,
        origin,
        title,
        published,
        url,
        source,
        near_duplicate_of,
        ..
    } = &hit.document;
    let known = |fact: &Option<String>| text(fact.as_deref().unwrap_or_default());
    let (score, snippet) = (hit.score.to_string(), text(&hit.snippet.text));
    [
        text(id),
        text(source_id),
        text(origin),
        known(title),
        known(published),
        known(url),
        known(source),
        known(near_duplicate_of),
        score,
        snippet,
    ]
}

/// How often a full queue is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// Passes a piece on; an error where the client has gone, or takes nothing for too long.
fn pass(rows: Vec<u8>, send: &Sender<Bytes>) -> Result<()> {
    let mut rows = Bytes::from(rows);
    let mut waited = Duration::ZERO;
    loop {
        match send.try_send(rows) {
            Ok(()) => return Ok(()),
            Err(TrySendError::Closed(_)) => return Err(Error::new("the client has gone")),
            Err(TrySendError::Full(_)) if waited > STALL => {
                return Err(Error::new("the client takes nothing"));
            }
            Err(TrySendError::Full(back)) => rows = back,
        }
        std::thread::sleep(LOOK);
        waited += LOOK;
    }
}

/// Rows as they come.
struct Rows(Receiver<Bytes>);

impl HttpBody for Rows {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(context).map(|rows| rows.map(|rows| Ok(Frame::data(rows))))
    }
}
