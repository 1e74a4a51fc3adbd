//! What an entry of each table means. The senses of a table are one list: variant, payload, and the
//! name that the table writes.

use super::table::{Row, Value};
use crate::model::{Approx, Level, NumberClass, PartOfDay};

/// A sense of a certain kind.
pub trait Kinded {
    /// A bit for the kind, whatever the sense holds: a set of kinds is a number. One for all where
    /// a table has but one kind.
    fn bit(&self) -> u64 {
        1
    }
}

/// A sense that a table's lines have.
pub(super) trait Sense: Kinded + Clone {
    /// The names of all senses of the table.
    const SENSES: &'static [&'static str];

    /// The table's columns beside those of every table.
    const COLUMNS: &'static [&'static str] = &[];

    /// Whether the senses are lists, each with a question of its own. Then a form may be in several
    /// of them; else it has one sense only, unless the line names the others.
    const ARE_LISTS: bool = false;

    /// What a line means, whose sense is one of [`Sense::SENSES`].
    fn read(row: &Row) -> Result<Self, String>;
}

/// Makes the senses of a table from one list of variants: the enum of senses, the enum of their
/// kinds (the variants without what they hold), a bit for each kind, and the reading of a line. Two
/// variants of one name do not compile, nor do more than 64 variants.
macro_rules! senses {
    (
        $(#[$doc:meta])*
        pub enum $sense:ident, kinds $kind:ident $(, lists with $columns:tt)? {
            $( $(#[$variant_doc:meta])* $variant:ident $(($payload:ty))? = $name:literal, )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $sense { $( $(#[$variant_doc])* $variant $(($payload))?, )* }

        #[doc = concat!("The kinds of [`", stringify!($sense), "`].")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind { $( $(#[$variant_doc])* $variant, )* }

        impl $kind {
            /// A bit for the kind: a set of kinds is a number.
            pub const fn bit(self) -> u64 {
                1 << self as u64
            }
        }

        impl $sense {
            /// A bit for its kind.
            pub const fn bit(self) -> u64 {
                match self { $( $sense::$variant { .. } => $kind::$variant.bit(), )* }
            }
        }

        impl $crate::lexicon::senses::Kinded for $sense {
            fn bit(&self) -> u64 {
                (*self).bit()
            }
        }

        impl $crate::lexicon::senses::Sense for $sense {
            const SENSES: &'static [&'static str] = &[$($name),*];
            $(
                const COLUMNS: &'static [&'static str] = &$columns;
                const ARE_LISTS: bool = true;
            )?

            #[deny(unreachable_patterns)]
            fn read(row: &$crate::lexicon::table::Row) -> Result<$sense, String> {
                match row.sense {
                    $( $name => senses!(@read row, $sense::$variant $(, $payload)?), )*
                    other => Err(format!("expected a sense of the table, but found `{other}`")),
                }
            }
        }

        const _: () = assert!(<$sense as $crate::lexicon::senses::Sense>::SENSES.len() <= u64::BITS as usize, "a set of kinds has 64 bits");
    };
    (@read $row:ident, $sense:ident::$variant:ident, $payload:ty) => { $row.value::<$payload>().map($sense::$variant) };
    (@read $row:ident, $sense:ident::$variant:ident) => { $row.no_value().map(|()| $sense::$variant) };
}

pub(super) use senses;

/// A time seen from the publication day: so many units later, or earlier where negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// hôm qua: -1
    Day(i32),
    /// tuần trước: -1
    Week(i32),
    /// tháng tới: 1
    Month(i32),
    /// quý này: 0
    Quarter(i32),
    /// năm ngoái: -1
    Year(i32),
    /// năm trước: the year before the one the sentence names, else before the publication's
    YearBefore,
}

senses! {
    /// A word of dates.
    pub enum DateWord, kinds DateWordKind {
        /// ngày, hôm: a day follows.
        DayHead = "day",
        /// tháng
        MonthHead = "month",
        /// mùa xuân (1) … mùa đông (4)
        Season(i8) = "season",
        /// năm
        YearHead = "year",
        /// quý
        QuarterHead = "quarter",
        /// thế kỷ
        CenturyHead = "century",
        /// thập niên, thập kỷ
        DecadeHead = "decade",
        /// những năm
        YearsHead = "years",
        /// sáng, chiều …
        PartOfDay(PartOfDay) = "part-of-day",
        /// thứ Hai (1) … Chủ nhật (7)
        Weekday(i8) = "weekday",
        /// hôm nay, tuần trước …
        Relative(Relative) = "relative",
        /// nay behind a part of day: sáng nay
        Nay = "nay",
        /// qua (behind a part of day: sáng qua)
        Qua = "qua",
        /// mai
        Mai = "mai",
        /// từ
        From = "from",
        /// đến, tới
        To = "to",
        /// hết (đến hết ngày …)
        Through = "through",
        /// nay (đến nay), as an open end
        Now = "now",
        /// trở đi
        Onward = "onward",
        /// đầu, giữa, cuối
        Qualifier = "qualifier",
        /// đầu năm, cuối năm behind `N tháng`: which end of the year
        MonthsOf(YearEnd) = "months-of",
        /// nửa đầu, nửa cuối; sáu tháng as half a year is found by counting.
        HalfOf(YearEnd) = "half-of",
        /// Giêng (1), Chạp (12) … behind tháng
        MonthName(i8) = "month-name",
        /// âm lịch
        Lunar = "lunar",
        /// hằng, mỗi: a recurring day is none
        Recurring = "recurring",
        /// A word in front of a bare year that makes it one: sinh, giai đoạn, nhiệm kỳ …
        YearCue = "year-cue",
        /// A word in front of a year that is not one: số, khoảng, hơn …
        NoYearCue = "no-year-cue",
        /// The name of a holiday with its month and day, which a day or a year follows: Quốc khánh
        /// 2/9.
        HolidayName(LunarDay) = "holiday-name",
        /// A word in front of `d/m` that makes it a date: vào, trước, sau …
        DayCue = "day-cue",
        /// Tết Nguyên đán, or another holiday known by its lunar month and day.
        Holiday(LunarDay) = "holiday",
        /// Tết Dương lịch, or another holiday known by its month and day.
        FixedHoliday(LunarDay) = "fixed-holiday",
        /// A word in front of `d/m` that makes it a holiday: dịp, lễ, Quốc khánh …
        HolidayCue = "holiday-cue",
        /// mùng, mồng
        LunarDayHead = "lunar-day",
        /// rằm: the fifteenth of a lunar month
        FullMoon = "lunar-full-moon",
        /// Heavenly stem (can), 0 for Giáp.
        Stem(i8) = "stem",
        /// Earthly branch (chi), 0 for Tý.
        Branch(i8) = "branch",
        /// Tết or Xuân, which a lunar year's name follows.
        Tet = "tet",
        /// cùng năm, năm đó: the year named last
        SameYear = "same-year",
        /// đã, trước đó, từng: the sentence tells what was
        PastCue = "past-cue",
        /// sẽ, dự kiến, kế hoạch: the sentence tells what is to be
        FutureCue = "future-cue",
        /// A name of an event in front of a season: Thế vận hội mùa đông 2026.
        EventCue = "event-cue",
        /// A name in front of a day and month that makes them a name: Công viên 23/9.
        NameCue = "name-cue",
    }
}

/// Which end of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearEnd {
    /// đầu
    First,
    /// cuối
    Last,
}

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDay {
    /// Its month.
    pub month: i8,
    /// Its day.
    pub day: i8,
}

impl DateWordKind {
    /// The kinds of words that a point of the calendar begins with; else it begins with a numeral.
    pub const BEGINNINGS: u64 = DateWordKind::DayHead.bit()
        | DateWordKind::MonthHead.bit()
        | DateWordKind::YearHead.bit()
        | DateWordKind::QuarterHead.bit()
        | DateWordKind::CenturyHead.bit()
        | DateWordKind::DecadeHead.bit()
        | DateWordKind::YearsHead.bit()
        | DateWordKind::LunarDayHead.bit()
        | DateWordKind::FullMoon.bit()
        | DateWordKind::Tet.bit()
        | DateWordKind::Qualifier.bit()
        | DateWordKind::Season.bit()
        | DateWordKind::Weekday.bit()
        | DateWordKind::HalfOf.bit()
        | DateWordKind::Holiday.bit()
        | DateWordKind::FixedHoliday.bit()
        | DateWordKind::PartOfDay.bit()
        | DateWordKind::Relative.bit();
}

senses! {
    /// A word of numbers.
    pub enum NumberWord, kinds NumberWordKind {
        /// một … chín
        Digit(u8) = "digit",
        /// không: nought, only before trăm inside a longer numeral
        Zero = "zero",
        /// mốt, tư, lăm: digits that stand behind tens only.
        DigitAfterTens(u8) = "digit-after-tens",
        /// mười
        Ten = "ten",
        /// mươi
        Tens = "tens",
        /// chục: ten as a unit of counting
        TensUnit = "tens_unit",
        /// trăm
        Hundred = "hundred",
        /// nghìn (3), vạn (4), triệu (6), tỷ (9): the power of ten
        Magnitude(u32) = "magnitude",
        /// linh, lẻ: no tens
        Filler = "filler",
        /// rưỡi: and a half
        AndHalf = "and-half",
        /// nửa, một nửa
        Half = "half",
        /// phần, as in hai phần ba
        Parts = "parts",
        /// In front: hơn, gần, khoảng …
        Approx(Approx) = "approx",
        /// In front, but no approximator: dựa trên
        NoApprox = "approx-none",
        /// Behind: trở lên, trở xuống
        ApproxAfter(Approx) = "approx-after",
        /// hàng, vài, mấy, bao: what follows has no value
        Vague = "vague",
        /// thứ, lần thứ
        OrdinalHead = "ordinal",
        /// đến, tới, hoặc between the ends of a range
        RangeJoint = "range",
    }
}

impl NumberWord {
    /// Whether a numeral may begin with it.
    pub const fn begins_numeral(self) -> bool {
        matches!(
            self,
            NumberWord::Digit(_)
                | NumberWord::DigitAfterTens(_)
                | NumberWord::Ten
                | NumberWord::Half
        )
    }
}

/// A unit: its canonical sign, its class, and by how much the amount is multiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The sign used in output.
    pub sign: &'static str,
    /// measure, money, percent or duration.
    pub class: NumberClass,
}

impl Kinded for Unit {}

impl Sense for Unit {
    const SENSES: &'static [&'static str] = &["measure", "money", "percent", "duration"];

    fn read(row: &Row) -> Result<Unit, String> {
        let classes =
            [NumberClass::Measure, NumberClass::Money, NumberClass::Percent, NumberClass::Duration];
        let class = classes
            .into_iter()
            .find(|class| class.name() == row.sense)
            .ok_or("expected a class of units")?;
        Ok(Unit { sign: row.value()?, class })
    }
}

senses! {
    /// What a word beside a numeral says of it.
    pub enum Context, kinds ContextWordKind {
        /// In front: the numeral names, it does not count (Điều 5, phường 12).
        Label = "label",
        /// In front: a label, unless a counted noun follows (công văn 17, but: quy định 17 ngành
        /// nghề).
        WeakLabel = "label-weak",
        /// In front: the numeral says which one in a row (khóa XIII, Đại hội XIV).
        Ordinal = "ordinal",
        /// In front: an ordinal, unless a counted noun follows (lần hai, but: mỗi lần hai người).
        WeakOrdinal = "ordinal-weak",
        /// In front, and overriding a label: tổng số, con số.
        Counts = "counts",
        /// Behind: a counted noun or classifier (người, chiếc, hộ).
        Counted = "counted",
        /// A fixed phrase with a number word that counts nothing (hai bên, cả hai, Ba Lan).
        Fixed = "fixed",
        /// Behind a bare year: function words that no number of things would be followed by.
        Function = "function",
    }
}

/// A type of document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocType {
    /// Nghị quyết
    pub name: &'static str,
    /// Its abbreviations in symbols: NQ
    pub codes: Vec<&'static str>,
    /// Whether type and number alone are a reference (Nghị quyết 18).
    pub numbered: bool,
    /// Whether its name is a common verb or noun too: in small letters it needs `số`, or a number
    /// that cannot be a count.
    pub also_verb: bool,
    /// Its abbreviation in running text: `NĐ 46`.
    pub short: Option<&'static str>,
    /// Whether that abbreviation is something else where the number touches it (chung cư CT3).
    pub stands_apart: bool,
}

impl Kinded for DocType {}

impl Sense for DocType {
    const SENSES: &'static [&'static str] = &["numbered", "unnumbered"];
    const COLUMNS: &'static [&'static str] = &["verb", "short", "apart"];

    fn read(row: &Row) -> Result<DocType, String> {
        Ok(DocType {
            name: row.canonical(),
            codes: row.list("value").collect(),
            numbered: row.sense == "numbered",
            also_verb: row.flag("verb")?,
            short: row.list("short").next(),
            stands_apart: row.flag("apart")?,
        })
    }
}

/// An issuing body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// Bộ Tài chính
    pub name: &'static str,
    /// Its abbreviations in symbols: BTC
    pub codes: Vec<&'static str>,
}

impl Kinded for Issuer {}

impl Sense for Issuer {
    const SENSES: &'static [&'static str] = &["state", "party", "former"];

    fn read(row: &Row) -> Result<Issuer, String> {
        Ok(Issuer { name: row.canonical(), codes: row.list("value").collect() })
    }
}

/// A law, code or ordinance known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LawName {
    /// Luật, Bộ luật, Pháp lệnh, Hiến pháp
    pub doc_type: &'static str,
    /// The name as the Official Gazette writes it: Luật Đất đai
    pub name: &'static str,
}

impl Kinded for LawName {}

impl Sense for LawName {
    const SENSES: &'static [&'static str] = &["Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"];

    fn read(row: &Row) -> Result<LawName, String> {
        row.no_value()?;
        Ok(LawName { doc_type: row.sense, name: row.canonical() })
    }
}

/// Numbers as values.
macro_rules! numbers {
    ($($number:ty),*) => { $(
        impl Value for $number {
            const EXPECTED: &str = "a number";

            fn read(value: &'static str) -> Option<$number> {
                value.parse().ok()
            }
        }
    )* };
}

numbers!(u8, i8, u32);

impl Value for &'static str {
    const EXPECTED: &str = "a text";

    fn read(value: &'static str) -> Option<&'static str> {
        (!value.is_empty()).then_some(value)
    }
}

impl Value for Approx {
    const EXPECTED: &str = "one of `>`, `<`, `~`, `>=`, `<=`";

    fn read(value: &'static str) -> Option<Approx> {
        [Approx::Over, Approx::Under, Approx::About, Approx::AtLeast, Approx::AtMost]
            .into_iter()
            .find(|approx| approx.sign() == value)
    }
}

impl Value for Level {
    const EXPECTED: &str = "the letter of a level, such as `d`";

    fn read(value: &'static str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.letter() == value)
    }
}

impl Value for PartOfDay {
    const EXPECTED: &str = "`dawn`, `morning`, `noon`, `afternoon`, `evening` or `night`";

    fn read(value: &'static str) -> Option<PartOfDay> {
        use PartOfDay::{Afternoon, Dawn, Evening, Morning, Night, Noon};
        [Dawn, Morning, Noon, Afternoon, Evening, Night]
            .into_iter()
            .find(|part| part.name() == value)
    }
}

impl Value for Relative {
    const EXPECTED: &str = "`day`, `week`, `month`, `quarter` or `year` with a number, such as `week -1`, or `year before`";

    fn read(value: &'static str) -> Option<Relative> {
        let (unit, offset) = value.split_once(' ')?;
        let offset = || offset.parse().ok();
        match unit {
            "day" => offset().map(Relative::Day),
            "week" => offset().map(Relative::Week),
            "month" => offset().map(Relative::Month),
            "quarter" => offset().map(Relative::Quarter),
            "year" if value == "year before" => Some(Relative::YearBefore),
            "year" => offset().map(Relative::Year),
            _ => None,
        }
    }
}

impl Value for YearEnd {
    const EXPECTED: &str = "`first` or `last`";

    fn read(value: &'static str) -> Option<YearEnd> {
        match value {
            "first" => Some(YearEnd::First),
            "last" => Some(YearEnd::Last),
            _ => None,
        }
    }
}

impl Value for LunarDay {
    const EXPECTED: &str = "a lunar month and day, such as `1-15`";

    fn read(value: &'static str) -> Option<LunarDay> {
        let (month, day) = value.split_once('-')?;
        Some(LunarDay { month: month.parse().ok()?, day: day.parse().ok()? })
    }
}
