//! A segment of the index, from documents to its files.
//!
//! tantivy's own writer takes most of the time of a run to grow its lists of words; this one makes them in another way (`postings`) and writes them
//! by tantivy's serialisers, so that every reader finds what it expects: a test holds the two to the same lists. Fast fields and stored
//! documents are tantivy's.

mod postings;
mod terms;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod threads;

use std::{iter, mem, thread};

use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::{Segment, SegmentComponent, SegmentMeta};
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::document::{ReferenceValueLeaf, Value};
use tantivy::schema::{Field, IndexRecordOption, Schema};
use tantivy::store::StoreWriter;
use tantivy::{Index, TantivyDocument, TantivyError, Term};

use self::postings::{Postings, Room};
use self::terms::{Key, NONE};
pub(super) use self::threads::Builders;
use super::analyzer::WordReader;
use super::schema::Fields;
use crate::Span;

/// A document as a segment takes it: its values, and where the blocks of its text are.
pub(super) struct Source {
    pub values: TantivyDocument,
    pub blocks: Vec<Span>,
}

/// The part of the memory in which places are put in order when a segment is written.
const ROOM: usize = 4;

/// Builds segments, one after the other.
pub(super) struct SegmentBuilder {
    index: Index,
    schema: Schema,
    fields: Fields,
    /// Bytes at which a segment is full.
    memory: usize,
    words: Words,
    /// The postings of each field, by its number; none for one that is not indexed.
    postings: Vec<Option<Postings>>,
    room: Room,
    /// The segment at hand, if it has a document.
    open: Option<Open>,
}

/// What is written beside the postings of a segment.
struct Open {
    segment: Segment,
    documents: u32,
    norms: FieldNormsWriter,
    fast: FastFieldsWriter,
    store: StoreWriter,
}

impl SegmentBuilder {
    /// For segments of an index, each of which is built within so many bytes, and those of one document more.
    pub(super) fn new(index: Index, fields: Fields, memory: usize) -> SegmentBuilder {
        let (schema, room) = (index.schema(), memory / ROOM);
        let postings = |(field, entry): (Field, &tantivy::schema::FieldEntry)| {
            let room = if field == fields.body { memory - room } else { 0 };
            entry.is_indexed().then(|| Postings::with_room(room))
        };
        let postings = schema.fields().map(postings).collect();
        SegmentBuilder {
            postings,
            room: Room::new(room),
            words: Words::default(),
            open: None,
            index,
            schema,
            fields,
            memory: memory - room,
        }
    }

    /// Adds a document to the segment at hand.
    pub(super) fn add(&mut self, source: &Source) -> tantivy::Result<()> {
        let open = match self.open.take() {
            Some(open) => open,
            None => Open::new(&self.index, &self.schema)?,
        };
        let open = self.open.insert(open);
        let Source { values, blocks } = source;
        open.fast.add_document(values)?;
        open.store.store(values, &self.schema)?;
        for (field, value) in values.field_values() {
            let postings = self.postings.get_mut(field.field_id() as usize).and_then(Option::as_mut);
            if let (Some(postings), Some(value)) = (postings, value.as_leaf()) {
                match value {
                    ReferenceValueLeaf::Str(text) if field == self.fields.title => self.words.read(text, postings),
                    value => {
                        let number = term(field, &value).map_or(NONE, |term| postings.terms.number(term.serialized_value_bytes()));
                        postings.push(number);
                    }
                }
            }
        }
        let text = values.get_first(self.fields.text).and_then(|text| text.as_str()).unwrap_or_default();
        if let Some(Some(postings)) = self.postings.get_mut(self.fields.body.field_id() as usize) {
            blocks.iter().for_each(|block| self.words.read(block.slice(text), postings));
        }
        for (field, postings) in (0..).map(Field::from_field_id).zip(&mut self.postings) {
            if let Some(postings) = postings {
                open.norms.record(open.documents, field, postings.end_document());
            }
        }
        open.documents += 1;
        Ok(())
    }

    /// Whether the segment at hand has reached its memory.
    pub(super) fn is_full(&self) -> bool {
        let postings: usize = self.postings.iter().flatten().map(Postings::memory).sum();
        self.open.as_ref().is_some_and(|open| postings + open.memory() >= self.memory)
    }

    /// Writes the segment at hand, if it has a document; it is no part of the index yet.
    pub(super) fn finish(&mut self) -> tantivy::Result<Option<SegmentMeta>> {
        let Some(open) = self.open.take() else { return Ok(None) };
        let Open { segment, documents, norms, mut fast, store } = open;
        norms.serialize(FieldNormsSerializer::from_write(segment.open_write(SegmentComponent::FieldNorms)?)?, None)?;
        let mut columns = segment.open_write(SegmentComponent::FastFields)?;
        // The disk is waited for while the lists are made.
        let rest = || -> tantivy::Result<()> {
            store.close()?;
            fast.serialize(&mut columns, None)?;
            Ok(columns.terminate()?)
        };
        thread::scope(|scope| {
            let rest = thread::Builder::new().name("thoisu-store".into()).spawn_scoped(scope, rest)?;
            self.write_postings(&segment)?;
            rest.join().map_err(|_| TantivyError::ErrorInThread("a thread panicked".into()))?
        })?;
        let meta = segment.with_max_doc(documents).meta().clone();
        meta.untrack_temp_docstore();
        Ok(Some(meta))
    }

    fn write_postings(&mut self, segment: &Segment) -> tantivy::Result<()> {
        let norms = FieldNormReaders::open(segment.open_read(SegmentComponent::FieldNorms)?)?;
        let mut serializer = InvertedIndexSerializer::open(segment)?;
        for (field, entry) in self.schema.fields() {
            let Some(Some(postings)) = self.postings.get_mut(field.field_id() as usize) else { continue };
            if postings.tokens() > 0 {
                let with_positions = entry.field_type().index_record_option() == Some(IndexRecordOption::WithFreqsAndPositions);
                let mut field = serializer.new_field(field, postings.tokens(), norms.get_field(field)?)?;
                postings.write(&mut field, &mut self.room, with_positions)?;
                field.close()?;
            }
            postings.clear();
        }
        Ok(serializer.close()?)
    }
}

impl Open {
    fn new(index: &Index, schema: &Schema) -> tantivy::Result<Open> {
        let segment = index.new_segment();
        let settings = index.settings();
        let store = segment.open_write(SegmentComponent::Store)?;
        Ok(Open {
            store: StoreWriter::new(store, settings.docstore_compression, settings.docstore_blocksize, false)?,
            fast: FastFieldsWriter::from_schema_and_tokenizer_manager(schema, index.fast_field_tokenizer().clone())?,
            norms: FieldNormsWriter::for_schema(schema),
            documents: 0,
            segment,
        })
    }

    /// Bytes held.
    fn memory(&self) -> usize {
        self.norms.mem_usage() + self.fast.mem_usage() + self.store.mem_usage()
    }
}

/// What reads the words of texts.
#[derive(Default)]
struct Words {
    reader: WordReader,
    /// Those of the text at hand.
    keys: Vec<Key>,
}

impl Words {
    /// Puts the words of a text at the next places, and one without a term behind them: no phrase runs from one value of a field into the next.
    fn read(&mut self, text: &str, postings: &mut Postings) {
        let Words { reader, keys } = self;
        keys.clear();
        // Words without a term, which count when one with a term stands behind them.
        let mut skipped = 0;
        reader.read(text, |word| match word {
            Some(word) => {
                keys.extend(iter::repeat_n(Key::from(NONE), mem::take(&mut skipped)));
                keys.push(postings.terms.key(word));
            }
            None => skipped += 1,
        });
        for &key in &*keys {
            let number = postings.terms.number_of_key(key);
            postings.push(number);
        }
        postings.push(NONE);
    }
}

/// The term of a value that is not cut into words.
fn term(field: Field, value: &ReferenceValueLeaf<'_>) -> Option<Term> {
    match *value {
        ReferenceValueLeaf::Str(text) => Some(Term::from_field_text(field, text)),
        ReferenceValueLeaf::U64(number) => Some(Term::from_field_u64(field, number)),
        ReferenceValueLeaf::Date(instant) => Some(Term::from_field_date_for_search(field, instant)),
        _ => None,
    }
}
