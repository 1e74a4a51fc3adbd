//! Segments beside those that tantivy writes of the same documents.

use proptest::prelude::*;
use tantivy::postings::Postings as _;
use tantivy::schema::{IndexRecordOption, Type};
use tantivy::{DocSet, Document, SegmentReader, TERMINATED, TantivyDocument};

use super::*;
use crate::index::Stamp;
use crate::index::analyzer::{self, VietnameseTokenizer};
use crate::index::search::tests::annotated;
use crate::index::store::schema;
use crate::index::store::schema::Fields;
use crate::index::store::stored::encode;
use crate::index::store::terms::AskedFields;
use crate::{Block, BlockKind};

/// An index in memory without documents.
fn empty() -> (Index, Fields) {
    let (schema, fields) = schema::build();
    let index = Index::create_in_ram(schema);
    index.tokenizers().register(analyzer::NAME, VietnameseTokenizer::default());
    (index, fields)
}

/// Documents of these blocks; the first words of the first are the title of those with an even
/// number.
pub(in crate::index::write::segment) fn sources(
    fields: Fields,
    texts: &[Vec<String>],
) -> Vec<Source> {
    let source = |(number, blocks): (usize, &Vec<String>)| {
        let title = blocks.first().filter(|_| number % 2 == 0).map_or("", |block| block.trim());
        let mut annotated =
            annotated(&format!("tin{}", number % 7), title, &blocks.join("\n"), Some("2023-04-13"));
        let text = annotated.document.text.as_str();
        let mut end = 0;
        let lines = text.split('\n').map(|line| {
            let span = Span::new(end, end + line.len());
            end = span.end + 1;
            Block { kind: BlockKind::Paragraph, span, part: 0 }
        });
        annotated.document.blocks = lines.collect();
        let stamp = Stamp::new("-", &annotated.document.id, text.as_bytes(), 0);
        let mut values = fields.document(&annotated, &encode(&annotated));
        fields.add_stamp(&mut values, &stamp);
        values.add_u64(fields.sequence, number as u64);
        let keys =
            AskedFields::named("regulation").and_then(AskedFields::key).unwrap_or(fields.url);
        (0..number % 5)
            .for_each(|key| values.add_text(keys, format!("{key} khoá của một văn bản")));
        Source {
            values,
            blocks: annotated.document.blocks.iter().map(|block| block.span).collect(),
        }
    };
    texts.iter().enumerate().map(source).collect()
}

/// The segment that tantivy makes.
fn by_tantivy(sources: &[Source]) -> SegmentReader {
    let (index, fields) = empty();
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 60_000_000).unwrap();
    for Source { values, blocks } in sources {
        let mut values = values.clone();
        let text = values
            .get_first(fields.text)
            .and_then(|text| text.as_str())
            .unwrap_or_default()
            .to_string();
        let lead = values.get_first(fields.lead).and_then(|text| text.as_str()).map(str::to_string);
        lead.iter().for_each(|lead| values.add_text(fields.body, lead));
        blocks.iter().for_each(|block| values.add_text(fields.body, block.slice(&text)));
        writer.add_document(values).unwrap();
    }
    writer.commit().unwrap();
    index.reader().unwrap().searcher().segment_readers()[0].clone()
}

/// The segment that the builder makes; its lists are put in order in room for so many places.
fn by_builder(documents: &[Source], places: usize) -> SegmentReader {
    let (index, fields) = empty();
    let mut builder = SegmentBuilder::new(index.clone(), fields, 1 << 20);
    builder.buffer = SortBuffer::new(places * size_of::<u32>());
    // What an earlier segment held must leave nothing behind.
    builder.add(&sources(fields, &[vec!["trước đó".into(), "nghị quyết".into()]])[0]).unwrap();
    assert_eq!(builder.finish().unwrap().map(|segment| segment.max_doc()), Some(1));
    documents.iter().for_each(|source| builder.add(source).unwrap());
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 60_000_000).unwrap();
    writer.add_segment(builder.finish().unwrap().unwrap()).unwrap();
    assert!(builder.finish().unwrap().is_none());
    writer.commit().unwrap();
    index.reader().unwrap().searcher().segment_readers()[0].clone()
}

/// All that a reader can learn of a segment's postings, field by field.
fn contents(segment: &SegmentReader) -> Vec<String> {
    let mut out = Vec::new();
    for (field, entry) in segment.schema().fields().filter(|(_, entry)| entry.is_indexed()) {
        let index = segment.inverted_index(field).unwrap();
        let norms = segment.fieldnorms_readers().get_field(field).unwrap();
        let norms = norms.map(|norms| {
            (0..segment.max_doc()).map(|doc| norms.fieldnorm_id(doc)).collect::<Vec<_>>()
        });
        out.push(format!("{} {} {norms:?}", entry.name(), index.total_num_tokens()));
        let mut terms = index.terms().stream().unwrap();
        while let Some((term, info)) = terms.next() {
            let term = if entry.field_type().value_type() == Type::Str {
                String::from_utf8_lossy(term).into()
            } else {
                format!("{term:?}")
            };
            out.push(format!("{term} {}", info.doc_freq));
            let mut postings = index
                .read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)
                .unwrap();
            let mut positions = Vec::new();
            while postings.doc() != TERMINATED {
                postings.positions(&mut positions);
                out.push(format!("  {} {} {positions:?}", postings.doc(), postings.term_freq()));
                postings.advance();
            }
        }
    }
    let store = segment.get_store_reader(0).unwrap();
    let documents = (0..segment.max_doc()).map(|doc| store.get::<TantivyDocument>(doc).unwrap());
    out.extend(documents.map(|document| document.to_json(segment.schema())));
    let numbers = segment.fast_fields().u64("sequence").unwrap();
    out.extend((0..segment.max_doc()).map(|doc| format!("{:?}", numbers.first(doc))));
    out
}

fn text() -> impl Strategy<Value = String> {
    let long = "x".repeat(analyzer::LONGEST + 1);
    let word = prop_oneof![
        8 => "(Bộ|Chính|trị|nghị|quyết|kĩ|KỸ|quí|Đảng|uỷ|số|và|của)",
        2 => "[a-cđư0-9]{1,17}",
        1 => "(Дума|東京|1\\.200|m²|[.,;“]|)",
        1 => Just(long),
    ];
    proptest::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn segments_are_as_tantivy_writes_them(
        texts in proptest::collection::vec(proptest::collection::vec(text(), 1..4), 1..40),
        places in prop_oneof![Just(1usize), 1..200usize, Just(1 << 20)],
    ) {
        let sources = sources(empty().1, &texts);
        prop_assert_eq!(contents(&by_builder(&sources, places)), contents(&by_tantivy(&sources)));
    }
}

/// Numbers of more than two bytes, and lists of more than a block.
#[test]
fn many_terms() {
    let blocks = |number: u32| {
        vec![
            (number * 500..number * 500 + 600)
                .map(|word| format!("w{word} của"))
                .collect::<Vec<_>>()
                .join(" "),
        ]
    };
    let sources = sources(empty().1, &(0..150).map(blocks).collect::<Vec<_>>());
    let expected = contents(&by_tantivy(&sources));
    assert!(expected.len() > usize::from(u16::MAX));
    assert!(contents(&by_builder(&sources, 1 << 15)) == expected);
}
