//! The rows of a document's mentions.

use super::schema::{Cell, Row, Table, of_field};
use crate::model::{Fact, FieldPlaces, Holds, Kind, Regulation};
use crate::report::Shown;
use crate::{Annotated, Mention, Text};

/// Gives `put` the row of each mention in [`Table::Mentions`], in the order of JSON Lines: `place`
/// is that in `mentions` there.
///
/// # Errors
///
/// What `put` says.
pub fn mention_rows<'a, E>(
    annotated: &'a Annotated,
    shown: Shown,
    mut put: impl FnMut(Row<'a>) -> Result<(), E>,
) -> Result<(), E> {
    let document = &annotated.document;
    let columns = Columns::of_kinds();
    let mut places = FieldPlaces::new(|field| document.field(field).map_or("", Text::as_str));
    let origin = document.origin.to_string();
    let apart = if shown.all_fields { annotated.apart.as_slice() } else { &[] };
    for (place, mention) in apart.iter().chain(&annotated.mentions).enumerate() {
        let is_addressable = document.is_addressable(mention.field);
        let mut row = vec![
            Cell::text(&document.id),
            Cell::text(origin.clone()),
            Cell::day(document.meta.published.map(|published| published.day)),
            Cell::whole(Some(place)),
            Cell::text(mention.value.kind().name()),
            Cell::text(mention.field.name()),
            Cell::whole(is_addressable.then_some(mention.source.start)),
            Cell::whole(is_addressable.then_some(mention.source.end)),
            Cell::text(mention.surface.as_str()),
        ];
        columns.push(mention, &mut row);
        let place = shown.text.then(|| places.span(mention.field, mention.span));
        row.push(Cell::text_if_any(Regulation::of(&mention.value).and_then(Regulation::known_id)));
        row.push(Cell::whole(place.map(|place| place.start)));
        row.push(Cell::whole(place.map(|place| place.end)));
        put(row)?;
    }
    Ok(())
}

/// Columns in front of those of kinds, and behind them.
const AROUND: (usize, usize) = (12, 3);

/// Where the fields of kinds have their columns.
struct Columns {
    /// Of each kind the places of its fields, counted from the first column of kinds.
    of_kinds: Vec<(Kind, Vec<usize>)>,
    count: usize,
}

impl Columns {
    fn of_kinds() -> Columns {
        let columns = Table::Mentions.columns();
        let place =
            |field| columns.iter().skip(AROUND.0).position(|column| *column == of_field(field));
        let of_kind = |kind: &Kind| (*kind, kind.about().fields.iter().filter_map(place).collect());
        Columns {
            of_kinds: Kind::ALL.iter().map(of_kind).collect(),
            count: columns.len().saturating_sub(AROUND.0 + AROUND.1),
        }
    }

    /// Appends the value, its ends and the facts of a mention.
    fn push<'a>(&self, mention: &'a Mention, row: &mut Row<'a>) {
        let kind = mention.value.kind();
        mention.value.with_facts(|value, facts| {
            let ends = value.as_ends().filter(|_| kind.about().has_ends());
            row.push(Cell::text_if_any(value.clone().into_text()));
            row.push(Cell::amount(ends.map(|(low, _)| low)));
            row.push(Cell::amount(ends.map(|(_, high)| high)));
            let first = row.len();
            row.resize(first + self.count, Cell::Empty);
            let places = self
                .of_kinds
                .iter()
                .find(|(of, _)| *of == kind)
                .map(|(_, places)| places.as_slice())
                .unwrap_or_default();
            for ((field, fact), place) in kind.about().fields.iter().zip(facts).zip(places) {
                if let Some(cell) = row.get_mut(first + place) {
                    *cell = of_fact(field.holds, fact);
                }
            }
        });
    }
}

fn of_fact<'a>(holds: Holds, fact: &Fact<'a>) -> Cell<'a> {
    match holds {
        Holds::Text => Cell::text_if_any(fact.clone().into_text()),
        Holds::Whole => Cell::whole(fact.as_whole()),
        Holds::Day => Cell::day(fact.as_day()),
    }
}
