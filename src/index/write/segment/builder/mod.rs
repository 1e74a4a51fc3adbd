//! Documents to a segment: the values of each to its columns and store, its words to the postings.

use std::{iter, mem, thread};

use tantivy::directory::{FileSlice, TerminatingWrite, WritePtr};
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormReader, FieldNormsSerializer};
use tantivy::index::{Segment, SegmentComponent, SegmentMeta};
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::document::{ReferenceValueLeaf, Value};
use tantivy::schema::{Field, IndexRecordOption, Schema};
use tantivy::store::StoreWriter;
use tantivy::{Index, TantivyDocument, TantivyError, Term};

use super::postings::{Postings, SortBuffer};
use super::terms::{Key, NONE};
use crate::Span;
use crate::index::analyzer::WordReader;
use crate::index::store::schema::Fields;

/// A document as a segment takes it: its values, and where the blocks of its text are.
pub(in crate::index::write) struct Source {
    pub values: TantivyDocument,
    pub blocks: Vec<Span>,
}

/// One part in so many of the memory is for putting places in order when a segment is written.
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
    buffer: SortBuffer,
    /// The segment at hand, if it has a document.
    open: Option<Open>,
}

/// What is written beside the postings of a segment.
struct Open {
    segment: Segment,
    documents: u32,
    fast: FastFieldsWriter,
    store: StoreWriter,
    files: Files,
}

/// The files that are written at the end.
struct Files {
    norms: FieldNormsSerializer,
    columns: WritePtr,
    lists: InvertedIndexSerializer,
}

impl SegmentBuilder {
    /// For segments of an index, each of which is built within so many bytes, and those of one
    /// document more.
    pub(super) fn new(index: Index, fields: Fields, memory: usize) -> SegmentBuilder {
        let (schema, room) = (index.schema(), memory / ROOM);
        let postings = |(field, entry): (Field, &tantivy::schema::FieldEntry)| {
            let room = if field == fields.body { memory - room } else { 0 };
            entry.is_indexed().then(|| Postings::with_room(room))
        };
        let postings = schema.fields().map(postings).collect();
        SegmentBuilder {
            postings,
            buffer: SortBuffer::new(room),
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
            let postings =
                self.postings.get_mut(field.field_id() as usize).and_then(Option::as_mut);
            if let (Some(postings), Some(value)) = (postings, value.as_leaf()) {
                match value {
                    ReferenceValueLeaf::Str(text) if field == self.fields.title => {
                        self.words.read(text, postings)
                    }
                    value => {
                        let number = term(field, &value).map_or(NONE, |term| {
                            postings.terms.number(term.serialized_value_bytes())
                        });
                        postings.push(number);
                    }
                }
            }
        }
        let text_of = |field| values.get_first(field).and_then(|text| text.as_str());
        let (lead, text) =
            (text_of(self.fields.lead), text_of(self.fields.text).unwrap_or_default());
        if let Some(Some(postings)) = self.postings.get_mut(self.fields.body.field_id() as usize) {
            let blocks = blocks.iter().map(|block| block.slice(text));
            lead.into_iter().chain(blocks).for_each(|text| self.words.read(text, postings));
        }
        self.postings.iter_mut().flatten().for_each(Postings::end_document);
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
        let Open { segment, documents, mut fast, store, files } = open;
        let Files { norms: mut norms_file, columns: mut columns_file, lists } = files;
        let normed = self
            .schema
            .fields()
            .zip(&self.postings)
            .filter(|((_, entry), _)| entry.has_fieldnorms());
        let norms: Vec<(Field, Vec<u8>)> = normed
            .filter_map(|((field, _), postings)| Some((field, postings.as_ref()?.norms().to_vec())))
            .collect();
        // The disk is waited for while the lists are made.
        let write_rest = move || -> tantivy::Result<()> {
            norms
                .iter()
                .try_for_each(|(field, norms)| norms_file.serialize_field(*field, norms))?;
            norms_file.close()?;
            store.close()?;
            fast.serialize(&mut columns_file, None)?;
            Ok(columns_file.terminate()?)
        };
        thread::scope(|scope| {
            let rest = thread::Builder::new()
                .name("thoisu-store".into())
                .spawn_scoped(scope, write_rest)?;
            self.write_lists(lists)?;
            rest.join().map_err(|_| TantivyError::ErrorInThread("a thread panicked".into()))?
        })?;
        let meta = segment.with_max_doc(documents).meta().clone();
        meta.untrack_temp_docstore();
        Ok(Some(meta))
    }

    /// Writes the postings of all fields and forgets them.
    fn write_lists(&mut self, mut lists: InvertedIndexSerializer) -> tantivy::Result<()> {
        for ((field, entry), postings) in self.schema.fields().zip(&mut self.postings) {
            let Some(postings) = postings else { continue };
            if postings.tokens() > 0 {
                let norms = FieldNormReader::open(FileSlice::from(postings.norms().to_vec()))?;
                let with_positions = entry.field_type().index_record_option()
                    == Some(IndexRecordOption::WithFreqsAndPositions);
                let mut field = lists.new_field(
                    field,
                    postings.tokens(),
                    entry.has_fieldnorms().then_some(norms),
                )?;
                postings.write(&mut field, &mut self.buffer, with_positions)?;
                field.close()?;
            }
            postings.clear();
        }
        Ok(lists.close()?)
    }
}

impl Open {
    /// Makes the files of a new segment, for to make one brings the list of all to disk, which
    /// takes long beside large ones.
    fn new(index: &Index, schema: &Schema) -> tantivy::Result<Open> {
        let segment = index.new_segment();
        let settings = index.settings();
        let store = segment.open_write(SegmentComponent::Store)?;
        let files = Files {
            norms: FieldNormsSerializer::from_write(
                segment.open_write(SegmentComponent::FieldNorms)?,
            )?,
            columns: segment.open_write(SegmentComponent::FastFields)?,
            lists: InvertedIndexSerializer::open(&segment)?,
        };
        Ok(Open {
            store: StoreWriter::new(
                store,
                settings.docstore_compression,
                settings.docstore_blocksize,
                false,
            )?,
            fast: FastFieldsWriter::from_schema_and_tokenizer_manager(
                schema,
                index.fast_field_tokenizer().clone(),
            )?,
            documents: 0,
            files,
            segment,
        })
    }

    /// Bytes held.
    fn memory(&self) -> usize {
        self.fast.mem_usage() + self.store.mem_usage()
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
    /// Puts the words of a text at the next places, and one without a term behind them: no phrase
    /// runs from one value of a field into the next.
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests;
