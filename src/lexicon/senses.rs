//! What an entry of each table means.

use super::Row;
use crate::model::{Approx, NumberClass, PartOfDay};

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

/// A word of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWord {
    /// ngày, hôm: a day follows.
    DayHead,
    /// tháng
    MonthHead,
    /// mùa xuân (1) … mùa đông (4)
    Season(i8),
    /// năm
    YearHead,
    /// quý
    QuarterHead,
    /// thế kỷ
    CenturyHead,
    /// thập niên, thập kỷ
    DecadeHead,
    /// những năm
    YearsHead,
    /// sáng, chiều …
    PartOfDay(PartOfDay),
    /// thứ Hai (1) … Chủ nhật (7)
    Weekday(i8),
    /// hôm nay, tuần trước …
    Relative(Relative),
    /// A relative that says which week, month or year is meant after a weekday, a day or a month: `tuần tới`, `năm ngoái`; alone it is [`DateWord::Relative`].
    Nay,
    /// qua (behind a part of day: sáng qua)
    Qua,
    /// mai
    Mai,
    /// từ
    From,
    /// đến, tới
    To,
    /// hết (đến hết ngày …)
    Through,
    /// nay (đến nay), as an open end
    Now,
    /// trở đi
    Onward,
    /// đầu, giữa, cuối
    Qualifier,
    /// đầu năm, cuối năm behind `N tháng`: which end of the year
    MonthsOf {
        /// Whether they are the first ones.
        first: bool,
    },
    /// nửa đầu, nửa cuối; sáu tháng as half a year is found by counting.
    HalfOf {
        /// Whether it is the first one.
        first: bool,
    },
    /// Giêng (1), Chạp (12) … behind tháng
    MonthName(i8),
    /// âm lịch
    Lunar,
    /// hằng, mỗi: a recurring day is none
    Recurring,
    /// A word in front of a bare year that makes it one: sinh, giai đoạn, nhiệm kỳ …
    YearCue,
    /// A word in front of a year that is not one: số, khoảng, hơn …
    NoYearCue,
    /// A word in front of `d/m` that makes it a date: vào, trước, sau …
    DayCue,
    /// Tết Nguyên đán, or another holiday known by its lunar month and day.
    Holiday {
        /// Lunar month.
        month: i8,
        /// Lunar day.
        day: i8,
    },
    /// mùng, mồng
    LunarDayHead,
    /// rằm: the fifteenth of a lunar month
    FullMoon,
    /// Heavenly stem (can), 0 for Giáp.
    Stem(i8),
    /// Earthly branch (chi), 0 for Tý.
    Branch(i8),
    /// Tết or Xuân, which a lunar year's name follows.
    Tet,
    /// cùng năm, năm đó: the year named last
    SameYear,
    /// đã, trước đó, từng: the sentence tells what was
    PastCue,
    /// sẽ, dự kiến, kế hoạch: the sentence tells what is to be
    FutureCue,
    /// A name of an event in front of a season: Thế vận hội mùa đông 2026.
    EventCue,
    /// A name in front of a day and month that makes them a name: Công viên 23/9.
    NameCue,
}

impl DateWord {
    /// The sort of the relative ones.
    pub const RELATIVE: u64 = DateWord::Relative(Relative::YearBefore).bit();

    /// The sort of the weekdays.
    pub const WEEKDAY: u64 = DateWord::Weekday(1).bit();

    /// The sort of the parts of a day.
    pub const PART_OF_DAY: u64 = DateWord::PartOfDay(PartOfDay::Morning).bit();

    /// The sort of the holidays.
    pub const HOLIDAY: u64 = DateWord::Holiday { month: 1, day: 1 }.bit();

    /// The sort of the halves of a year.
    pub const HALF_OF: u64 = DateWord::HalfOf { first: true }.bit();

    /// The sorts of words that a point of the calendar begins with; else it begins with a numeral.
    pub const BEGINNINGS: u64 = DateWord::DayHead.bit()
        | DateWord::MonthHead.bit()
        | DateWord::YearHead.bit()
        | DateWord::QuarterHead.bit()
        | DateWord::CenturyHead.bit()
        | DateWord::DecadeHead.bit()
        | DateWord::YearsHead.bit()
        | DateWord::LunarDayHead.bit()
        | DateWord::FullMoon.bit()
        | DateWord::Tet.bit()
        | DateWord::Qualifier.bit()
        | DateWord::Season(1).bit()
        | DateWord::WEEKDAY
        | DateWord::HALF_OF
        | DateWord::HOLIDAY
        | DateWord::PART_OF_DAY
        | DateWord::RELATIVE;

    /// A bit for each sort of word, whatever it holds: a set of sorts is a number.
    pub const fn bit(self) -> u64 {
        1 << match self {
            DateWord::DayHead => 0,
            DateWord::MonthHead => 1,
            DateWord::Season(_) => 2,
            DateWord::YearHead => 3,
            DateWord::QuarterHead => 4,
            DateWord::CenturyHead => 5,
            DateWord::DecadeHead => 6,
            DateWord::YearsHead => 7,
            DateWord::PartOfDay(_) => 8,
            DateWord::Weekday(_) => 9,
            DateWord::Relative(_) => 10,
            DateWord::Nay => 11,
            DateWord::Qua => 12,
            DateWord::Mai => 13,
            DateWord::From => 14,
            DateWord::To => 15,
            DateWord::Through => 16,
            DateWord::Now => 17,
            DateWord::Onward => 18,
            DateWord::Qualifier => 19,
            DateWord::MonthsOf { .. } => 20,
            DateWord::HalfOf { .. } => 21,
            DateWord::MonthName(_) => 22,
            DateWord::Lunar => 23,
            DateWord::Recurring => 24,
            DateWord::YearCue => 25,
            DateWord::NoYearCue => 26,
            DateWord::DayCue => 27,
            DateWord::Holiday { .. } => 28,
            DateWord::LunarDayHead => 29,
            DateWord::FullMoon => 30,
            DateWord::Stem(_) => 31,
            DateWord::Branch(_) => 32,
            DateWord::Tet => 33,
            DateWord::SameYear => 34,
            DateWord::PastCue => 35,
            DateWord::FutureCue => 36,
            DateWord::EventCue => 37,
            DateWord::NameCue => 38,
        }
    }
}

/// A word of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// một … chín
    Digit(u8),
    /// không: nought, only before trăm inside a longer numeral
    Zero,
    /// mốt, tư, lăm: digits that stand behind tens only.
    DigitAfterTens(u8),
    /// mười
    Ten,
    /// mươi
    Tens,
    /// chục: ten as a unit of counting
    Dozen,
    /// trăm
    Hundred,
    /// nghìn (3), vạn (4), triệu (6), tỷ (9): the power of ten
    Magnitude(u32),
    /// linh, lẻ: no tens
    Filler,
    /// rưỡi: and a half
    AndHalf,
    /// nửa, một nửa
    Half,
    /// phần, as in hai phần ba
    Parts,
    /// In front: hơn, gần, khoảng …
    Approx(Approx),
    /// In front, but no approximator: dựa trên
    NoApprox,
    /// Behind: trở lên, trở xuống
    ApproxAfter(Approx),
    /// hàng, vài, mấy, bao: what follows has no value
    Vague,
    /// thứ, lần thứ
    OrdinalHead,
    /// đến, tới, hoặc between the ends of a range
    RangeJoint,
}

impl NumberWord {
    /// Whether a numeral may begin with it.
    pub const fn begins_numeral(self) -> bool {
        matches!(self, NumberWord::Digit(_) | NumberWord::DigitAfterTens(_) | NumberWord::Ten | NumberWord::Half)
    }

    /// A bit for each sort of word, whatever it holds: a set of sorts is a number.
    pub const fn bit(self) -> u64 {
        1 << match self {
            NumberWord::Digit(_) => 0,
            NumberWord::Zero => 1,
            NumberWord::DigitAfterTens(_) => 2,
            NumberWord::Ten => 3,
            NumberWord::Tens => 4,
            NumberWord::Dozen => 5,
            NumberWord::Hundred => 6,
            NumberWord::Magnitude(_) => 7,
            NumberWord::Filler => 8,
            NumberWord::AndHalf => 9,
            NumberWord::Half => 10,
            NumberWord::Parts => 11,
            NumberWord::Approx(_) => 12,
            NumberWord::NoApprox => 13,
            NumberWord::ApproxAfter(_) => 14,
            NumberWord::Vague => 15,
            NumberWord::OrdinalHead => 16,
            NumberWord::RangeJoint => 17,
        }
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

/// What a word beside a numeral says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// In front: the numeral names, it does not count (Điều 5, phường 12).
    Label,
    /// In front: a label, unless a counted noun follows (công văn 17, but: quy định 17 ngành nghề).
    WeakLabel,
    /// In front: the numeral says which one in a row (khóa XIII, Đại hội XIV).
    Ordinal,
    /// In front: an ordinal, unless a counted noun follows (lần hai, but: mỗi lần hai người).
    WeakOrdinal,
    /// In front, and overriding a label: tổng số, con số.
    Counts,
    /// Behind: a counted noun or classifier (người, chiếc, hộ).
    Counted,
    /// A fixed phrase with a number word that counts nothing (hai bên, cả hai, Ba Lan).
    Fixed,
    /// Behind a bare year: function words that no number of things would be followed by.
    Function,
}

impl Context {
    /// A bit for each: a set of them is a number.
    pub const fn bit(self) -> u64 {
        1 << self as u64
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
}

/// An issuing body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// Bộ Tài chính
    pub name: &'static str,
    /// Its abbreviations in symbols: BTC
    pub codes: Vec<&'static str>,
}

/// A law, code or ordinance known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LawName {
    /// Luật, Bộ luật, Pháp lệnh, Hiến pháp
    pub doc_type: &'static str,
    /// The name as the Official Gazette writes it: Luật Đất đai
    pub name: &'static str,
}

/// A sense of a certain sort.
pub trait Sorted {
    /// A bit for the sort, whatever the sense holds: a set of sorts is a number. One for all where a table has but one sort.
    fn sort(&self) -> u64 {
        1
    }
}

impl Sorted for DateWord {
    fn sort(&self) -> u64 {
        self.bit()
    }
}

impl Sorted for NumberWord {
    fn sort(&self) -> u64 {
        self.bit()
    }
}

impl Sorted for Context {
    fn sort(&self) -> u64 {
        self.bit()
    }
}

impl Sorted for Unit {}
impl Sorted for DocType {}
impl Sorted for Issuer {}
impl Sorted for LawName {}

/// `a=1` → the number behind the head.
fn int<T: std::str::FromStr>(row: Row) -> Option<T> {
    row.value.parse().ok()
}

fn approx(row: Row) -> Option<Approx> {
    [Approx::Over, Approx::Under, Approx::About, Approx::AtLeast, Approx::AtMost].into_iter().find(|a| a.sign() == row.value)
}

pub(super) fn date_word(row: Row) -> Option<DateWord> {
    let part_of_day = || {
        [PartOfDay::Dawn, PartOfDay::Morning, PartOfDay::Noon, PartOfDay::Afternoon, PartOfDay::Evening, PartOfDay::Night]
            .into_iter()
            .find(|part| part.name() == row.value)
    };
    Some(match row.sense {
        "day" => DateWord::DayHead,
        "month" => DateWord::MonthHead,
        "season" => DateWord::Season(int(row)?),
        "year" => DateWord::YearHead,
        "quarter" => DateWord::QuarterHead,
        "century" => DateWord::CenturyHead,
        "decade" => DateWord::DecadeHead,
        "years" => DateWord::YearsHead,
        "part-of-day" => DateWord::PartOfDay(part_of_day()?),
        "weekday" => DateWord::Weekday(int(row)?),
        "relative-day" => DateWord::Relative(Relative::Day(int(row)?)),
        "relative-week" => DateWord::Relative(Relative::Week(int(row)?)),
        "relative-month" => DateWord::Relative(Relative::Month(int(row)?)),
        "relative-quarter" => DateWord::Relative(Relative::Quarter(int(row)?)),
        "relative-year-before" => DateWord::Relative(Relative::YearBefore),
        "relative-year" => DateWord::Relative(Relative::Year(int(row)?)),
        "nay" => DateWord::Nay,
        "qua" => DateWord::Qua,
        "mai" => DateWord::Mai,
        "from" => DateWord::From,
        "to" => DateWord::To,
        "through" => DateWord::Through,
        "now" => DateWord::Now,
        "onward" => DateWord::Onward,
        "qualifier" => DateWord::Qualifier,
        "months-of" => DateWord::MonthsOf { first: row.value == "first" },
        "half-of" => DateWord::HalfOf { first: row.value == "first" },
        "month-name" => DateWord::MonthName(int(row)?),
        "lunar" => DateWord::Lunar,
        "recurring" => DateWord::Recurring,
        "year-cue" => DateWord::YearCue,
        "no-year-cue" => DateWord::NoYearCue,
        "day-cue" => DateWord::DayCue,
        "holiday" => {
            let (month, day) = row.value.split_once('-')?;
            DateWord::Holiday { month: month.parse().ok()?, day: day.parse().ok()? }
        }
        "lunar-day" => DateWord::LunarDayHead,
        "lunar-full-moon" => DateWord::FullMoon,
        "stem" => DateWord::Stem(int(row)?),
        "branch" => DateWord::Branch(int(row)?),
        "tet" => DateWord::Tet,
        "same-year" => DateWord::SameYear,
        "past-cue" => DateWord::PastCue,
        "future-cue" => DateWord::FutureCue,
        "event-cue" => DateWord::EventCue,
        "name-cue" => DateWord::NameCue,
        _ => return None,
    })
}

pub(super) fn number_word(row: Row) -> Option<NumberWord> {
    Some(match row.sense {
        "digit" => NumberWord::Digit(int(row)?),
        "digit-after-tens" => NumberWord::DigitAfterTens(int(row)?),
        "zero" => NumberWord::Zero,
        "ten" => NumberWord::Ten,
        "tens" => NumberWord::Tens,
        "dozen" => NumberWord::Dozen,
        "hundred" => NumberWord::Hundred,
        "magnitude" => NumberWord::Magnitude(int(row)?),
        "filler" => NumberWord::Filler,
        "and-half" => NumberWord::AndHalf,
        "half" => NumberWord::Half,
        "parts" => NumberWord::Parts,
        "approx" => NumberWord::Approx(approx(row)?),
        "approx-none" => NumberWord::NoApprox,
        "approx-after" => NumberWord::ApproxAfter(approx(row)?),
        "vague" => NumberWord::Vague,
        "ordinal" => NumberWord::OrdinalHead,
        "range" => NumberWord::RangeJoint,
        _ => return None,
    })
}

pub(super) fn unit(row: Row) -> Option<Unit> {
    let class = [NumberClass::Measure, NumberClass::Money, NumberClass::Percent, NumberClass::Duration];
    let class = class.into_iter().find(|class| class.name() == row.sense)?;
    (!row.value.is_empty()).then_some(Unit { sign: row.value, class })
}

pub(super) fn context(row: Row) -> Option<Context> {
    Some(match row.sense {
        "label" => Context::Label,
        "label-weak" => Context::WeakLabel,
        "ordinal" => Context::Ordinal,
        "ordinal-weak" => Context::WeakOrdinal,
        "counts" => Context::Counts,
        "counted" => Context::Counted,
        "fixed" => Context::Fixed,
        "function" => Context::Function,
        _ => return None,
    })
}

pub(super) fn doc_type(row: Row) -> Option<DocType> {
    let numbered = match row.sense {
        "numbered" => true,
        "unnumbered" => false,
        _ => return None,
    };
    Some(DocType { name: row.canonical, codes: codes(row), numbered })
}

pub(super) fn issuer(row: Row) -> Option<Issuer> {
    matches!(row.sense, "state" | "party" | "former").then(|| Issuer { name: row.canonical, codes: codes(row) })
}

pub(super) fn law_name(row: Row) -> Option<LawName> {
    matches!(row.sense, "Luật" | "Bộ luật" | "Pháp lệnh" | "Hiến pháp").then_some(LawName { doc_type: row.sense, name: row.canonical })
}

fn codes(row: Row) -> Vec<&'static str> {
    row.value.split('|').filter(|code| !code.is_empty()).collect()
}
