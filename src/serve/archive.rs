//! The commit of the index that is asked: each request holds one, and a later commit takes its
//! place between requests.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use super::problem::Problem;
use crate::index::{Granularity, Index, Query, Timeline, TimelineOptions, commit_of};
use crate::model::regulation_key;
use crate::registry::{Record, Registry};
use crate::{Error, Result};

/// One commit, and what is made of it once.
pub struct Snapshot {
    pub index: Index,
    /// The name that people know the archive by.
    pub name: String,
    commits: Vec<Option<u64>>,
    known: OnceLock<Result<Known, String>>,
    /// All articles by year and by month.
    years: OnceLock<Option<Timeline>>,
    months: OnceLock<Option<Timeline>>,
}

/// The regulations, and how they are called.
pub struct Known {
    pub registry: Registry,
    /// The places of the records of each key of an id, symbol or alias.
    by_key: FxHashMap<String, Vec<usize>>,
}

impl Known {
    fn new(registry: Registry) -> Known {
        let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, record) in registry.records.iter().enumerate() {
            for name in [record.id.as_str(), record.symbol()]
                .into_iter()
                .chain(record.aliases.iter().map(String::as_str))
            {
                let places = by_key.entry(regulation_key(name)).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
        Known { registry, by_key }
    }

    /// Whether an id, symbol, name or short form has a card, or a list of cards.
    pub fn has(&self, name: &str) -> bool {
        self.by_key.contains_key(&regulation_key(name))
    }

    /// The records that an id, symbol, name or short form may mean; one where it is an id.
    pub fn called(&self, name: &str) -> Vec<&Record> {
        let records = &self.registry.records;
        if let Ok(at) = records.binary_search_by(|record| record.id.as_str().cmp(name)) {
            return records.get(at).into_iter().collect();
        }
        let places = self.by_key.get(&regulation_key(name)).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|at| records.get(*at)).collect()
    }
}

impl Snapshot {
    fn open(dirs: &[PathBuf]) -> Result<Snapshot> {
        // The commit is noted before the index is opened: a later one is seen as such.
        let commits = commits(dirs);
        let name = dirs.iter().map(|dir| name_of(dir)).collect::<Vec<_>>().join(" + ");
        let (index, left_out) = Index::open_all(dirs)?;
        let (known, years, months) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        left_out.iter().for_each(|overlap| log::warn!("{overlap}"));
        Ok(Snapshot { index, name, commits, known, years, months })
    }

    /// What the articles tell of regulations; gathered at the first call.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    pub fn known(&self) -> Result<&Known, Problem> {
        let gather = || self.index.registry().map(Known::new).map_err(|error| error.to_string());
        self.known
            .get_or_init(gather)
            .as_ref()
            .map_err(|message| Problem::from(Error::new(message.clone()).damage()))
    }

    /// How many articles were published in each period, whatever they say.
    pub fn all_by(&self, by: Granularity) -> Option<&Timeline> {
        let held = if by == Granularity::Year { &self.years } else { &self.months };
        let count = || {
            let all = Query::parse(EVERYTHING).ok()?;
            self.index.timeline(&all, &TimelineOptions { by, ..TimelineOptions::default() }).ok()
        };
        held.get_or_init(count).as_ref()
    }

    /// Makes what the first request of each sort would wait for.
    fn warm(&self) {
        let _ = self.known();
        let _ = self.all_by(Granularity::Year);
    }
}

/// The name that people know a folder by.
fn name_of(dir: &Path) -> String {
    dir.file_name()
        .map_or_else(|| dir.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A query that all documents satisfy: no document has the id of no letter.
pub const EVERYTHING: &str = "-id:\u{2205}";

fn commits(dirs: &[PathBuf]) -> Vec<Option<u64>> {
    dirs.iter().map(|dir| commit_of(Path::new(dir))).collect()
}

/// The archive as it is now.
pub struct Archive {
    dirs: Vec<PathBuf>,
    current: RwLock<Arc<Snapshot>>,
    /// How often a later commit took the place of an earlier one.
    pub reloads: AtomicU64,
}

impl Archive {
    pub fn open(dirs: &[PathBuf]) -> Result<Archive> {
        let current = RwLock::new(Arc::new(Snapshot::open(dirs)?));
        Ok(Archive { dirs: dirs.to_vec(), current, reloads: AtomicU64::new(0) })
    }

    /// The last commit that was opened.
    pub fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes what the first requests would wait for.
    pub fn warm(&self) {
        self.current().warm();
    }

    /// Opens a later commit, if there is one. Requests are answered from the earlier one until all
    /// is ready.
    pub fn refresh(&self) {
        let now = commits(&self.dirs);
        // Between two commits, or while the folder is away, the file may not be there.
        if now.contains(&None) || now == self.current().commits {
            return;
        }
        match Snapshot::open(&self.dirs) {
            Ok(snapshot) => {
                snapshot.warm();
                log::info!("{}: reloaded, {} documents", snapshot.name, snapshot.index.len());
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
                self.reloads.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) => log::warn!("{error}; the earlier state of the index is served"),
        }
    }
}
