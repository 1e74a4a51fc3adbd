//! Facets: how many hits have each value of a field, counted over all hits.
//!
//! tantivy's own terms aggregation cuts each segment's list before it adds them up, so that rare
//! values can be miscounted, and leaves the order of equal counts open; here every value of every
//! segment is counted, by its number in the segment's dictionary, and the order is settled.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use serde::Serialize;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DateTime, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use crate::index::store::law_names::LawNames;
use crate::index::store::named::Named;
use crate::index::store::schema::local_day;
use crate::index::store::terms::AskedFields;
use crate::model::{By, Regulation};

/// A field whose values can be counted: what the mentions can be asked for by name (`regulation`,
/// `type`, `issuer`), the year of publication (`year`), and what the newspaper names (`source`,
/// `author`, `section`, `tag`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct FacetField {
    name: &'static str,
    #[serde(skip)]
    help: &'static str,
    /// The column of its values; that of the year holds instants.
    #[serde(skip)]
    column: &'static str,
}

impl FacetField {
    /// The year of publication.
    const YEAR: FacetField =
        FacetField { name: "year", help: "The year of publication", column: "published" };
    /// The newspaper, by its host.
    const SOURCE: FacetField =
        FacetField { name: "source", help: "The newspaper", column: "source" };

    /// All fields.
    pub fn all() -> impl Iterator<Item = FacetField> {
        let by_name = |fields: &AskedFields| match fields.asked.by {
            By::Name { counts, .. } => Some(FacetField {
                name: fields.asked.name,
                help: counts,
                column: fields.asked.field,
            }),
            _ => None,
        };
        let of = |named: Named| FacetField {
            name: named.name(),
            help: named.help(),
            column: named.name(),
        };
        AskedFields::all()
            .iter()
            .filter_map(by_name)
            .chain([FacetField::YEAR, FacetField::SOURCE])
            .chain(Named::ALL.map(of))
    }

    /// The field of this name.
    pub fn named(name: &str) -> Option<FacetField> {
        FacetField::all().find(|field| field.name == name)
    }

    /// The name: `regulation`, `year` …
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Whether it counts regulations, which have several names.
    pub(super) fn is_of_regulations(self) -> bool {
        self.name == Regulation::KIND.name()
    }

    /// What it counts, in a line of help.
    pub fn help(self) -> &'static str {
        self.help
    }
}

/// The most frequent values of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// Which field.
    pub field: FacetField,
    /// How many different values the hits have.
    pub distinct: usize,
    /// The values that most hits have; equally frequent ones in alphabetical order.
    pub values: Vec<FacetValue>,
}

/// A value and how many hits have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// How many hits have it, each counted once.
    pub documents: u64,
}

/// Collects facets, for each field the `limit` most frequent values.
pub(super) struct Facets {
    pub fields: Vec<FacetField>,
    pub limit: usize,
    /// A law's name counts as the symbol that it is known to have.
    pub laws: LawNames,
}

/// The counts of one field, by value.
type Counts = FxHashMap<String, u64>;

impl Collector for Facets {
    type Fruit = Vec<Facet>;
    type Child = SegmentFacets;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentFacets> {
        let columns = segment.fast_fields();
        let column = |field: &FacetField| {
            if *field == FacetField::YEAR {
                return Ok(SegmentFacet::Year {
                    column: columns.date(field.column)?,
                    counts: FxHashMap::default(),
                });
            }
            Ok::<_, TantivyError>(match columns.str(field.column)? {
                Some(column) => {
                    let laws = field.is_of_regulations().then_some(&self.laws);
                    SegmentFacet::words(column, laws)?
                }
                None => SegmentFacet::Nothing,
            })
        };
        Ok(SegmentFacets(self.fields.iter().map(column).collect::<tantivy::Result<_>>()?))
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(
        &self,
        segments: Vec<tantivy::Result<Vec<Counts>>>,
    ) -> tantivy::Result<Vec<Facet>> {
        let mut all = vec![Counts::default(); self.fields.len()];
        for segment in segments {
            for (all, counts) in all.iter_mut().zip(segment?) {
                for (value, count) in counts {
                    *all.entry(value).or_default() += count;
                }
            }
        }
        let facet = |(field, counts): (&FacetField, Counts)| {
            let distinct = counts.len();
            let mut values: Vec<FacetValue> = counts
                .into_iter()
                .map(|(value, documents)| FacetValue { value, documents })
                .collect();
            values.sort_unstable_by(|a, b| {
                (Reverse(a.documents), &a.value).cmp(&(Reverse(b.documents), &b.value))
            });
            values.truncate(self.limit);
            Facet { field: *field, distinct, values }
        };
        Ok(self.fields.iter().zip(all).map(facet).collect())
    }
}

pub(super) struct SegmentFacets(Vec<SegmentFacet>);

/// The counts of one field in one segment.
enum SegmentFacet {
    /// By the number of the value in the column's dictionary.
    Words {
        column: StrColumn,
        counts: Vec<u64>,
        /// The numbers of names, and those of the values that they are counted as. What is behind
        /// the dictionary's last number is the place in `further`.
        counted_as: FxHashMap<u64, u64>,
        further: Vec<String>,
        /// The numbers that the document at hand has.
        seen: Vec<u64>,
    },
    Year {
        column: Column<DateTime>,
        counts: FxHashMap<i16, u64>,
    },
    /// No document of the segment has the field.
    Nothing,
}

impl SegmentCollector for SegmentFacets {
    type Fruit = tantivy::Result<Vec<Counts>>;

    fn collect(&mut self, doc: DocId, _: Score) {
        for facet in &mut self.0 {
            match facet {
                SegmentFacet::Words { column, counts, counted_as, seen, .. } => {
                    seen.clear();
                    for ord in column.term_ords(doc) {
                        let ord = *counted_as.get(&ord).unwrap_or(&ord);
                        if !counted_as.is_empty() && seen.contains(&ord) {
                            continue;
                        }
                        seen.push(ord);
                        if let Some(count) =
                            usize::try_from(ord).ok().and_then(|ord| counts.get_mut(ord))
                        {
                            *count += 1;
                        }
                    }
                }
                SegmentFacet::Year { column, counts } => {
                    if let Some(day) = column.first(doc).and_then(local_day) {
                        *counts.entry(day.year()).or_default() += 1;
                    }
                }
                SegmentFacet::Nothing => {}
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.0.into_iter().map(SegmentFacet::by_value).collect()
    }
}

impl SegmentFacet {
    /// The values of a column; the names of laws count as their symbols.
    fn words(column: StrColumn, laws: Option<&LawNames>) -> tantivy::Result<SegmentFacet> {
        let own = column.num_terms() as u64;
        let (mut counted_as, mut further) = (FxHashMap::default(), Vec::<String>::new());
        if let Some(laws) = laws {
            let mut names = column.dictionary().stream()?;
            while names.advance() {
                let name = std::str::from_utf8(names.key()).unwrap_or_default();
                let Some(symbol) = laws.symbol(name) else { continue };
                let ord = match column.dictionary().term_ord(symbol)? {
                    Some(ord) => ord,
                    None => {
                        let known = further.iter().position(|known| known == symbol);
                        own + known.unwrap_or(further.len()) as u64
                    }
                };
                if ord == own + further.len() as u64 {
                    further.push(symbol.to_string());
                }
                counted_as.insert(names.term_ord(), ord);
            }
        }
        let counts = vec![0; column.num_terms() + further.len()];
        Ok(SegmentFacet::Words { column, counts, counted_as, further, seen: Vec::new() })
    }

    fn by_value(self) -> tantivy::Result<Counts> {
        match self {
            SegmentFacet::Words { column, mut counts, further, .. } => {
                let behind = counts.split_off(column.num_terms().min(counts.len()));
                let seen = (0..).zip(counts).filter(|(_, count)| *count > 0);
                let (ords, counts): (Vec<u64>, Vec<u64>) = seen.unzip();
                let mut values = Vec::with_capacity(ords.len());
                column.dictionary().sorted_ords_to_term_cb(&ords, |value| {
                    values.push(String::from_utf8_lossy(value).into_owned());
                })?;
                let further = further.into_iter().zip(behind).filter(|(_, count)| *count > 0);
                Ok(values.into_iter().zip(counts).chain(further).collect())
            }
            SegmentFacet::Year { counts, .. } => {
                Ok(counts.into_iter().map(|(year, count)| (year.to_string(), count)).collect())
            }
            SegmentFacet::Nothing => Ok(Counts::default()),
        }
    }
}
