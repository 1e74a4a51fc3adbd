//! Rows of texts to documents: a row in, its documents or its error out, in order and in parallel.

use std::num::NonZeroUsize;
use std::sync::Arc;

use serde::Serialize;

use crate::model::Kinds;
use crate::read::{Item, ReadOptions};
use crate::run::pipeline::{self, Wanted, annotate_to};
use crate::text::charset;
use crate::{Annotated, Error, Extent, Miss, Origin, Published, Result};

/// What a row gives of its document.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Given {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    pub text: String,
    /// Why the text may be read wrongly.
    #[serde(skip)]
    pub doubt: Option<String>,
}

/// A row before it is read.
pub(super) enum Row {
    /// Its text is null or blank: it has no mentions, and no fault.
    Nothing,
    /// It cannot be read, for this reason.
    Bad(String),
    /// An item, and what is amiss with it though it can be read.
    Item(Box<Item>, Option<String>),
}

/// What became of a row.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub documents: Vec<Annotated>,
    pub error: Option<String>,
}

/// What is read of each row.
pub(super) const fn wanted(all_fields: bool, linked: bool, kinds: Kinds) -> Wanted {
    Wanted {
        kinds,
        extent: Extent::Blocks,
        explained: false,
        all_fields: all_fields || linked,
        linked,
    }
}

impl Row {
    /// The row with this number, counted from 0.
    pub fn new(number: usize, given: &Given, options: &Arc<ReadOptions>) -> Row {
        if given.text.trim().is_empty() {
            return Row::Nothing;
        }
        let unread = given.published.as_deref().and_then(unread_day);
        let note = given.doubt.clone().or(unread);
        match serde_json::to_vec(given) {
            Ok(json) => {
                let origin = Origin { path: "row".into(), record: Some(number as u64) };
                Row::Item(
                    Box::new(Item::record(json, origin, number.to_string(), Arc::clone(options))),
                    note,
                )
            }
            Err(error) => Row::Bad(error.to_string()),
        }
    }

    /// About how many bytes it holds.
    pub fn weight(&self) -> usize {
        match self {
            Row::Item(item, _) => item.weight(),
            Row::Nothing | Row::Bad(_) => 64,
        }
    }
}

/// What is amiss with a day of publication.
fn unread_day(published: &str) -> Option<String> {
    if published.trim().is_empty()
        || Published::parse(published).is_some()
        || published.trim().parse::<i64>().is_ok()
    {
        return None;
    }
    let quoted: String = published.chars().take(80).collect();
    Some(format!(
        "`published` is no date that can be read: `{quoted}`; relative dates stay unresolved"
    ))
}

/// A text of bytes, and why it may be read wrongly.
pub(super) struct Decoded {
    pub text: String,
    pub doubt: Option<String>,
}

/// A text of bytes in any encoding.
pub(super) fn decoded(bytes: &[u8]) -> Result<Decoded, String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_string(), doubt: None }),
        Err(_) => {
            let charset::Decoded { text, encoding, doubt, .. } =
                charset::decode(bytes.to_vec(), None, None).map_err(|error| error.to_string())?;
            let doubt = doubt.map(|doubt| format!("`text`: read as {encoding}, but {doubt}"));
            Ok(Decoded { text, doubt })
        }
    }
}

/// The documents of rows, on so many threads.
pub(super) fn annotated(rows: Vec<Row>, threads: usize, wanted: Wanted) -> Result<Vec<Done>> {
    let mut done: Vec<Done> = Vec::with_capacity(rows.len());
    let mut places = Vec::with_capacity(rows.len());
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        done.push(match row {
            Row::Nothing => Done::default(),
            Row::Bad(error) => Done { error: Some(error), ..Done::default() },
            Row::Item(item, note) => {
                places.push(done.len());
                items.push(*item);
                Done { error: note, ..Done::default() }
            }
        });
    }
    let mut places = places.into_iter();
    pipeline::run(
        &mut items.into_iter(),
        threads,
        |items| annotate_to(items, wanted),
        |outcome| {
            let place = places
                .next()
                .and_then(|place| done.get_mut(place))
                .ok_or_else(|| Error::new("a row was lost on its way"))?;
            match outcome.documents {
                Ok(documents) => place.documents = documents,
                // A page without an article is none of the caller's faults, but has nothing to say.
                Err(error) if error.miss() == Miss::NoArticle => {}
                Err(error) => place.error = Some(error.to_string()),
            }
            Ok(())
        },
    )?;
    Ok(done)
}

/// Threads where the caller does not say how many.
pub(super) fn threads(wanted: Option<usize>) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    wanted.unwrap_or(cores).clamp(1, cores.saturating_mul(4))
}

/// Rows, and bytes of their texts, that are worked on before Ctrl-C is looked for.
pub(super) const PORTION: (usize, usize) = (2048, 8 << 20);
