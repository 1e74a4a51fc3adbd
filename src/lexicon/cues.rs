//! Lists of words that grammars ask for by name. A word may be in many lists: each is a question of
//! its own.
//!
//! The case of a word tells only where its line says `exact` in column `case`.

use super::senses::senses;
use crate::model::Level;

senses! {
    /// A list of words around dates.
    pub enum DateCue, kinds DateList, lists with ["case"] {
        /// Joins the members of a list: ngày 5 và 7/4.
        And = "and",
        /// The last of those: what follows is the list's end.
        LastAnd = "last-and",
        /// Joins two ends or two members: những năm 80 và 90, ngày 14 đến 15/4.
        AndTo = "and-to",
        /// Joins two years: 2016 đến 2020.
        To = "to",
        /// Behind a day: the end of a time that began there.
        EndsSpan = "ends-span",
        /// Behind a time: the next one.
        Next = "next",
        /// Behind a time: it is to come.
        Coming = "coming",
        /// Behind a time: it has just been.
        JustPast = "just-past",
        /// Behind a time: it has been.
        Past = "past",
        /// Behind `tới` or `qua`: that word begins another time and says nothing of the one before.
        NotDirected = "not-directed",
        /// Words of the lunar year that say of a day before them nothing about the calendar.
        NotLunar = "not-lunar",
        /// Between a part of day and its day: sáng cùng ngày 5/4.
        Same = "same",
        /// Before a weekday: it comes again and again.
        EachWeekday = "each-weekday",
        /// Before `thứ Hai`: an ordinal, no Monday.
        OrdinalNoun = "ordinal-noun",
        /// Before `ngày`: a rate, no day.
        EachDay = "each-day",
        /// The head of a month between numerals.
        Month = "month",
        /// The head of a quarter behind a number of them.
        Quarter = "quarter",
        /// Tết behind the number of a day.
        Tet = "tet",
        /// Tết behind a lunar day.
        NewYear = "new-year",
        /// What may stand before the name or number of a lunar year.
        LunarYearHead = "lunar-year-head",
        /// The names that months have in the lunar calendar only.
        LunarMonth = "lunar-month",
        /// Before `tháng`: a number of months.
        SomeMonths = "some-months",
        /// Before `tháng`: the name of an event.
        NamedMonth = "named-month",
        /// Before `tháng`: it has been.
        LooksBack = "looks-back",
        /// Behind `quý`: the first or the last of the year.
        QuarterEnd(i8) = "quarter-end",
        /// Behind `quý`: its number in words.
        QuarterNumber(i8) = "quarter-number",
        /// Behind a season: the one of this year.
        This = "this",
        /// Before `quý này`: precious.
        Precious = "precious",
        /// Before a relative time: a number of them, or a vague one.
        Several = "several",
        /// Behind a relative time: it leans on another.
        LeansOn = "leans-on",
        /// Behind "trước" and "sau": leans on what follows it.
        When = "when",
        /// `trước` in a relative time.
        Before = "before",
        /// Behind `d/m`: a fraction.
        Fraction = "fraction",
        /// Between `thế kỷ` and its number.
        Ordinal = "ordinal",
        /// `năm` behind the head of a decade.
        Year = "year",
        /// Before `đầu năm`: the first time.
        FirstTime = "first-time",
        /// Between a moment and its year, or a weekday and its week: quý I của năm 2025.
        Of = "of",
        /// Behind a weekday: that of the next week.
        After = "after",
        /// Behind a weekday: which of the month's; the last is -1.
        NthWeekday(i8) = "nth-weekday",
        /// A head of days that no ordinal follows: hôm thứ hai.
        ThatDay = "that-day",
        /// Before a weekday that `tới` or its like follows.
        WeekdayCue = "weekday-cue",
        /// Before a weekday at the end of a phrase.
        OnWeekday = "on-weekday",
        /// Behind a lunar month: the leap month of that number.
        LeapMonth = "leap-month",
        /// Behind a year or century: before our era.
        BeforeChrist = "before-christ",
        /// Behind a year: of our era.
        AfterChrist = "after-christ",
        /// Before a year of one or two digits: an event of that age.
        OldEvent = "old-event",
        /// Before `năm` and digits: a rate, no year.
        EachYear = "each-year",
        /// A dynasty or a ruler, whose years follow in brackets.
        Reign = "reign",
        /// A sort of place or body: behind a year, its name and no number of them.
        Place = "place",
        /// Behind a year that is what the sentence speaks of.
        YearIs = "year-is",
        /// The unit of hours of a clock.
        ClockHour = "clock-hour",
        /// The unit of minutes of a clock.
        ClockMinute = "clock-minute",
        /// Behind `d/m`: what it is a part of.
        Whole = "whole",
        /// Says what something is.
        Is = "is",
        /// Says that numbers behind it are a ratio.
        RatioHead = "ratio-head",
    }
}

senses! {
    /// A list of words around numbers.
    pub enum NumberCue, kinds NumberList, lists with ["case"] {
        /// Before `a/b`: a scale, which counts though a label stands before it.
        Scale = "scale",
        /// Before `nửa`: half of something counted.
        BeforeHalf = "before-half",
        /// Behind `nửa`: half of something counted.
        BehindHalf = "behind-half",
        /// Behind `nửa`: no half.
        NoHalf = "no-half",
        /// Begins with a word that is a unit, but is none.
        NoUnit = "no-unit",
        /// The same behind a number of one or two digits.
        NoUnitOfFew = "no-unit-of-few",
        /// Degrees of temperature, unless a word before the number says of what else.
        Degree = "degree",
        /// Before a number of degrees: an angle or a share.
        BeforeAngle = "before-angle",
        /// Before a number: it is negative.
        Minus = "minus",
        /// Between the whole part of a number in words and its decimals.
        Point = "point",
        /// Before a number: it measures, so a point in it begins decimals, and a dash before it is
        /// a sign.
        BeforeMeasure = "before-measure",
        /// The same where another word or two stand between.
        Index = "index",
        /// Before two numbers: they are the ends of a range.
        Between = "between",
        /// Between these two numbers.
        BetweenJoint = "between-joint",
        /// Before a numeral: goods, though the word is vague before others.
        Goods = "goods",
        /// Joins the members of a list of labels.
        JoinsLabels = "joins-labels",
        /// Between two numbers: so many out of those.
        OutOfThese = "out-of-these",
        /// The header of a page of the Official Gazette.
        PageHeader = "page-header",
        /// Behind the second of these: it is no whole.
        NoWhole = "no-whole",
        /// Between an approximator and its number.
        From = "from",
        /// The unit of a clock's minutes.
        Minutes = "minutes",
        /// The sign behind which the decimals of metres stand.
        Metre = "metre",
        /// The unit of a clock's hours.
        Hours = "hours",
        /// Before `N giờ`: a time of day.
        BeforeClock = "before-clock",
        /// Behind `N giờ`: a duration.
        NoClock = "no-clock",
        /// Before `năm`: a year, no five.
        BeforeYear = "before-year",
        /// Vague words that leave the numeral behind them its value.
        StillCounts = "still-counts",
        /// Before a numeral: it has no value.
        Few = "few",
        /// Behind a numeral: it has no value.
        FewMore = "few-more",
        /// Behind a numeral: out of so many.
        OutOf = "out-of",
        /// Behind a numeral: out of those that follow.
        Among = "among",
        /// Before `năm`: five of a group.
        OneOf = "one-of",
        /// Before `năm tháng`: five months.
        Within = "within",
        /// Behind a magnitude word: the two are another word.
        NoMagnitude = "no-magnitude",
    }
}

senses! {
    /// A list of words around regulations.
    pub enum RegulationCue, kinds RegulationList, lists with ["case"] {
        /// The head of a law's name, and the type of document that it says.
        LawHead(&'static str) = "law-head",
        /// The head of a resolution's name, and the type of document that it says.
        ResolutionHead(&'static str) = "resolution-head",
        /// Behind `Luật`: no law's name.
        NoLaw = "no-law",
        /// Ends a law's name found by its shape.
        NameEnd = "name-end",
        /// No name ends with it.
        NoLastWord = "no-last-word",
        /// Behind a comma: the law's name goes on.
        NameGoesOn = "name-goes-on",
        /// Before `luật`: the two are another word.
        OtherWord = "other-word",
        /// Before `hiến pháp`: a court.
        Court = "court",
        /// Behind a law's name: as amended.
        Amended = "amended",
        /// Behind `Luật`: a law that amends another.
        Amending = "amending",
        /// Before the law that is amended.
        AmendedLaw = "amended-law",
        /// Before the year of a law.
        Year = "year",
        /// Before a resolution in small letters: several, none of them named.
        Several = "several",
        /// Between `Nghị quyết` and a congress.
        OfCongress = "of-congress",
        /// A congress.
        Congress = "congress",
        /// Whose congress it is.
        CongressOf = "congress-of",
        /// The Party.
        Party = "party",
        /// A body whose members have a Party organisation of their own.
        PartyBody = "party-body",
        /// A name as it is written where not all is in capitals.
        WrittenSo(&'static str) = "written-so",
        /// Before the number of a congress.
        WhichCongress = "which-congress",
        /// Behind the number of a congress.
        OfParty = "of-party",
        /// A plenum.
        Plenum = "plenum",
        /// Before the number of a plenum.
        WhichPlenum = "which-plenum",
        /// The Central Committee behind the number of its plenum.
        CentralCommittee = "central-committee",
        /// The Central Committee before the number of its plenum.
        Central = "central",
        /// The head of a term of the Central Committee.
        Term = "term",
        /// Before the number of a document.
        Number = "number",
        /// The same before a symbol, as it is written.
        SymbolNumber = "symbol-number",
        /// Behind the number of a document: its date.
        Dated = "dated",
        /// Joins the members of a list of numbers.
        And = "and",
        /// The first part of a symbol of another thing: of court files, licences, contracts.
        OtherSymbol = "other-symbol",
        /// Sloppy spellings of the Central Committee in a symbol.
        SloppyCentral = "sloppy-central",
    }
}

senses! {
    /// A list of words beside a full stop; all but the headed ones in small letters, without their
    /// last stop.
    pub enum SentenceWord, kinds SentenceList, lists with [] {
        /// Degrees, ranks and forms of address: a name follows.
        Title = "title",
        /// Kinds of places: the place's name or number follows.
        Place = "place",
        /// What a number or a word follows: page, number, company forms.
        Reference = "reference",
        /// Initials of two letters, for the names that begin with a digraph (Ng. = Nguyễn, Tr. =
        /// Trần).
        Digraph = "digraph",
        /// Words after which a single letter stands for a name ("anh T."), besides capitalised
        /// words.
        BeforeInitial = "before-initial",
        /// Words after which a single letter is a number or a grade ("quý I.", "vitamin C."): the
        /// stop ends the sentence.
        BeforeNumeral = "before-numeral",
        /// Words that open sentences far more often than names: after "anh T." or "TP." they show
        /// that a sentence has ended.
        Opener = "opener",
        /// Capitalised words whose number has a heading behind its stop: "Điều 9. Nghĩa vụ của …".
        Headed = "headed",
        /// Last parts of internet names: "báo.vn", "Node.js".
        Domain = "domain",
    }
}

senses! {
    /// A word of references to the articles, clauses and points of a regulation.
    pub enum ProvisionWord, kinds ProvisionWordKind, lists with ["case"] {
        /// The head of a level: điều, khoản.
        Level(Level) = "level",
        /// Between the head and its number.
        Number = "number",
        /// Joins the members of a list.
        And = "and",
        /// Between a part and the whole.
        Of = "of",
        /// Behind a head in the place of its number: the one in which this is said.
        This = "this",
    }
}

impl RegulationList {
    /// The heads of names.
    pub const NAME_HEADS: u64 =
        RegulationList::LawHead.bit() | RegulationList::ResolutionHead.bit();
}
