//! When numbers start anew, and what that makes of one symbol.

use jiff::civil::Date;

use crate::model::is_numbered;

/// How often the numbers of a symbol's family start anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Restart {
    /// The year is in the symbol: 49/2017/NĐ-CP.
    Never,
    /// Each year: 01/NQ-CP.
    Year,
    /// With each term of the Party's Central Committee: 05-CT/TW.
    Term,
}

/// The first days of the Party's congresses: VII to XIV.
const CONGRESSES: [Date; 8] = [
    Date::constant(1991, 6, 24),
    Date::constant(1996, 6, 28),
    Date::constant(2001, 4, 19),
    Date::constant(2006, 4, 18),
    Date::constant(2011, 1, 12),
    Date::constant(2016, 1, 20),
    Date::constant(2021, 1, 25),
    Date::constant(2026, 1, 19),
];

/// How often the numbers of a symbol's family start anew.
pub(super) fn restart(symbol: &str) -> Restart {
    let is_year = |part: &str| {
        part.len() == 4 && part.parse().is_ok_and(|year: i16| (1945..=2100).contains(&year))
    };
    if !is_numbered(symbol) || symbol.split(['/', '-']).skip(1).any(is_year) {
        return Restart::Never;
    }
    match symbol.rsplit(['/', '-']).next() {
        Some(body) if PARTY.iter().any(|party| body.ends_with(party)) => Restart::Term,
        _ => Restart::Year,
    }
}

/// What the symbols of the Party's bodies end with: Guidance 36-HD/VPTW.
const PARTY: [&str; 6] = ["TW", "TƯ", "TU", "HU", "ĐU", "QU"];

/// Which run of numbers a day belongs to.
pub(super) fn run(restart: Restart, day: Date) -> i16 {
    match restart {
        Restart::Never => 0,
        Restart::Year => day.year(),
        Restart::Term => i16::try_from(CONGRESSES.partition_point(|congress| *congress <= day))
            .unwrap_or_default(),
    }
}
