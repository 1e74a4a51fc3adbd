//! Of which items a segment has documents: told by what of its files can still be read.

use std::path::Path;

use rustc_hash::FxHashSet;
use tantivy::columnar::{ColumnarReader, DynamicColumn, StrColumn};
use tantivy::fastfield::AliveBitSet;
use tantivy::schema::{Field, TantivyDocument, Value as _};
use tantivy::store::StoreReader;

use crate::index::guard::read;
use crate::index::store::directory::{Access, IndexFolder};
use crate::index::store::files::{ListedSegment, body};
use crate::index::store::opening::INDEX;
use crate::index::store::schema;

/// The items of a segment, and how many documents nothing can be read of.
#[derive(Clone, Debug, Default)]
pub(super) struct Items {
    pub items: Vec<String>,
    pub unknown: u64,
}

/// Blocks of stored documents that are held while they are read in their order.
const BLOCKS: usize = 2;

/// The files of a segment that tell its items: the columns and the stored documents, which have no
/// checksum of their own inside of the file.
struct Parts {
    origins: Option<StrColumn>,
    store: Option<StoreReader>,
    /// Which of the two are as they were written.
    is_sure: (bool, bool),
    alive: Option<AliveBitSet>,
    /// The field of the origin.
    origin: Field,
}

/// The items of a segment some of whose files are broken.
pub(super) fn of_segment(
    dir: &Path,
    segment: &ListedSegment,
    is_broken: impl Fn(&str) -> bool,
) -> Items {
    let Ok(folder) = IndexFolder::open(&dir.join(INDEX), Access::Read) else {
        return Items { items: Vec::new(), unknown: u64::from(segment.max_doc) };
    };
    let (fast, store) = (segment.file("fast"), segment.file("store"));
    let sound = |file: &String| !is_broken(file);
    let alive = |file: String| {
        read(|| Some(AliveBitSet::open(body(&folder, &file).ok()?.read_bytes().ok()?)))
    };
    let parts = Parts {
        origins: read(|| origins(&folder, &fast)),
        store: read(|| StoreReader::open(body(&folder, &store).ok()?, BLOCKS).ok()),
        is_sure: (sound(&fast), sound(&store)),
        alive: segment.deletions().filter(sound).and_then(alive),
        origin: schema::build().1.origin,
    };
    parts.items(segment.max_doc)
}

fn origins(folder: &IndexFolder, file: &str) -> Option<StrColumn> {
    let columns =
        ColumnarReader::open(body(folder, file).ok()?).ok()?.read_columns("origin").ok()?;
    columns.into_iter().find_map(|column| match column.open().ok()? {
        DynamicColumn::Str(origins) => Some(origins),
        _ => None,
    })
}

impl Parts {
    fn items(&self, documents: u32) -> Items {
        let (mut found, mut seen) = (Items::default(), FxHashSet::default());
        for document in (0..documents)
            .filter(|&document| self.alive.as_ref().is_none_or(|alive| alive.is_alive(document)))
        {
            match self.item(document) {
                Some(item) if seen.insert(item.clone()) => found.items.push(item),
                Some(_) => {}
                None => found.unknown += 1,
            }
        }
        found
    }

    /// The origin of a document's item. Where both files are damaged, it counts if they agree.
    fn item(&self, document: u32) -> Option<String> {
        let of_column =
            self.origins.as_ref().and_then(|origins| read(|| of_column(origins, document)));
        if self.is_sure.0 {
            return of_column;
        }
        let stored =
            self.store.as_ref().and_then(|store| read(|| stored(store, document, self.origin)));
        stored.filter(|stored| self.is_sure.1 || of_column.as_ref() == Some(stored))
    }
}

/// The origin of a document in a column.
pub(super) fn of_column(origins: &StrColumn, document: u32) -> Option<String> {
    let mut origin = String::new();
    origins.ord_to_str(origins.term_ords(document).next()?, &mut origin).ok()?.then_some(origin)
}

/// The origin of a stored document.
fn stored(store: &StoreReader, document: u32, origin: Field) -> Option<String> {
    let document: TantivyDocument = store.get(document).ok()?;
    Some(document.get_first(origin)?.as_str()?.to_string())
}
