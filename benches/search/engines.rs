//! The engines that are compared: thoisu, tantivy as it comes, with ASCII folding, and with a
//! folded twin of each field.

use std::path::Path;
use std::rc::Rc;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery, QueryParser, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TEXT, TantivyDocument, TextFieldIndexing,
    TextOptions, Value,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer,
};
use tantivy::{Searcher, Term};
use thoisu::Annotated;
use thoisu::index::{FacetField, Index, IndexWriter, Query, SearchOptions, Stamp};

use crate::PAGE;

/// Something that finds documents.
pub trait Engine {
    /// The ids of the best ten.
    fn search(&self, query: &str) -> Vec<String>;
}

/// This project.
pub struct Thoisu {
    index: Rc<Index>,
    options: SearchOptions,
}

impl Thoisu {
    pub fn build(path: &Path, documents: &[Annotated]) {
        Thoisu::build_copies(path, documents, 1);
    }

    /// The documents so many times over, each time with other ids.
    pub fn build_copies(path: &Path, documents: &[Annotated], copies: usize) {
        let mut writer = IndexWriter::open(path, 1).unwrap();
        for copy in 0..copies {
            for annotated in documents {
                let document = &annotated.document;
                let origin = format!("{copy}/{}", document.origin);
                let text = document.text.as_str().as_bytes();
                let stamp = Stamp::new(&origin, &document.id, text, 0);
                let built = match copy {
                    0 => writer.builder().build(annotated),
                    _ => {
                        let mut again = annotated.clone();
                        again.document.id = format!("{}+{copy}", document.id);
                        writer.builder().build(&again)
                    }
                };
                writer.put(&stamp, vec![built]).unwrap();
            }
        }
        writer.finish().unwrap();
    }

    pub fn open(path: &Path) -> Thoisu {
        Thoisu {
            index: Rc::new(Index::open(path).unwrap()),
            options: SearchOptions { limit: PAGE, ..SearchOptions::default() },
        }
    }

    pub fn with_facets(&self) -> Thoisu {
        let facets = FacetField::all().collect();
        Thoisu {
            index: Rc::clone(&self.index),
            options: SearchOptions { facets, ..self.options.clone() },
        }
    }
}

impl Engine for Thoisu {
    fn search(&self, query: &str) -> Vec<String> {
        let found = self.index.search(&Query::parse(query).unwrap(), &self.options).unwrap();
        found.hits.into_iter().map(|hit| hit.document.id).collect()
    }
}

/// How title and body are indexed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fields {
    /// By tantivy's default analyser.
    Written,
    /// By that with `AsciiFoldingFilter`.
    Folded,
    /// Both, each in fields of its own.
    Twin,
}

/// Whether all words are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Join {
    And,
    Or,
}

/// What is answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The ids of ten hits.
    Ids,
    /// And the number of all hits.
    Total,
    /// And tantivy's snippets of the ten: as much as thoisu answers.
    Snippets,
}

/// tantivy as it comes.
#[derive(Clone)]
pub struct Plain {
    searcher: Searcher,
    id: Field,
    body: Field,
    /// Title and body, as written and folded.
    written: Vec<Field>,
    folded: Vec<Field>,
    join: Join,
    answer: Answer,
}

const FOLDED: &str = "folded";

/// The memory that thoisu's writer has with one thread.
const BUDGET: usize = 64 << 20;

fn schema(fields: Fields) -> Schema {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(FOLDED)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let folded = TextOptions::default().set_indexing_options(indexing);
    let mut schema = Schema::builder();
    schema.add_text_field("id", STRING | STORED);
    for name in ["title", "body"] {
        match fields {
            Fields::Folded => schema.add_text_field(name, folded.clone() | STORED),
            _ => schema.add_text_field(name, TEXT | STORED),
        };
    }
    if fields == Fields::Twin {
        schema.add_text_field("title_folded", folded.clone());
        schema.add_text_field("body_folded", folded);
    }
    schema.build()
}

fn register(index: &tantivy::Index) {
    let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser);
    index.tokenizers().register(FOLDED, analyzer.filter(AsciiFoldingFilter).build());
}

impl Plain {
    pub fn build(path: &Path, documents: &[Annotated], fields: Fields) {
        Plain::build_copies(path, documents, fields, 1);
    }

    /// The documents so many times over.
    pub fn build_copies(path: &Path, documents: &[Annotated], fields: Fields, copies: usize) {
        std::fs::create_dir_all(path).unwrap();
        let schema = schema(fields);
        let index = tantivy::Index::create_in_dir(path, schema.clone()).unwrap();
        register(&index);
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, BUDGET).unwrap();
        for annotated in (0..copies).flat_map(|_| documents) {
            let mut out = TantivyDocument::default();
            let document = &annotated.document;
            out.add_text(schema.get_field("id").unwrap(), &document.id);
            let texts = [
                ("title", document.meta.title.as_deref().unwrap_or_default()),
                ("body", document.text.as_str()),
            ];
            for (name, text) in texts {
                out.add_text(schema.get_field(name).unwrap(), text);
                if fields == Fields::Twin {
                    out.add_text(schema.get_field(&format!("{name}_folded")).unwrap(), text);
                }
            }
            writer.add_document(out).unwrap();
        }
        writer.commit().unwrap();
        writer.wait_merging_threads().unwrap();
    }

    pub fn open(path: &Path, fields: Fields, join: Join) -> Plain {
        let index = tantivy::Index::open_in_dir(path).unwrap();
        register(&index);
        let schema = index.schema();
        let field = |name: &str| schema.get_field(name).unwrap();
        let written = vec![field("title"), field("body")];
        let folded = if fields == Fields::Twin {
            vec![field("title_folded"), field("body_folded")]
        } else {
            written.clone()
        };
        let searcher = index.reader().unwrap().searcher();
        Plain {
            searcher,
            id: field("id"),
            body: field("body"),
            written,
            folded,
            join,
            answer: Answer::Ids,
        }
    }

    /// The same with more in each answer.
    pub fn with(&self, answer: Answer) -> Plain {
        Plain { answer, ..self.clone() }
    }

    fn query(&self, query: &str) -> Box<dyn TantivyQuery> {
        if self.written == self.folded {
            let mut parser = QueryParser::for_index(self.searcher.index(), self.written.clone());
            if self.join == Join::And {
                parser.set_conjunction_by_default();
            }
            // A word in lower case is no operator.
            return parser.parse_query(&query.to_lowercase()).unwrap();
        }
        // Each syllable in the field that has it as it is typed.
        let word = |word: &str| -> (Occur, Box<dyn TantivyQuery>) {
            let fields = if word.is_ascii() { &self.folded } else { &self.written };
            let term = |field: &Field| -> (Occur, Box<dyn TantivyQuery>) {
                (
                    Occur::Should,
                    Box::new(TermQuery::new(
                        Term::from_field_text(*field, word),
                        IndexRecordOption::WithFreqs,
                    )),
                )
            };
            (Occur::Must, Box::new(BooleanQuery::new(fields.iter().map(term).collect())))
        };
        Box::new(BooleanQuery::new(query.split_whitespace().map(word).collect()))
    }
}

impl Engine for Plain {
    fn search(&self, query: &str) -> Vec<String> {
        let query = self.query(query);
        let top = TopDocs::with_limit(PAGE).order_by_score();
        let found = match self.answer {
            Answer::Ids => self.searcher.search(&*query, &top).unwrap(),
            _ => self.searcher.search(&*query, &(top, Count)).unwrap().0,
        };
        let snippets = (self.answer == Answer::Snippets)
            .then(|| SnippetGenerator::create(&self.searcher, &*query, self.body).unwrap());
        let id = |address| {
            let document: TantivyDocument = self.searcher.doc(address).unwrap();
            if let Some(snippets) = &snippets {
                std::hint::black_box(snippets.snippet_from_doc(&document).to_html());
            }
            document
                .get_first(self.id)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
                .to_string()
        };
        found.into_iter().map(|(_, address)| id(address)).collect()
    }
}
