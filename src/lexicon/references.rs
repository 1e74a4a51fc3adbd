//! Lists of words that tell which regulation a short form means, and what regulations do to each
//! other.

use super::senses::senses;

senses! {
    /// A word that points to a regulation, or says which of several is meant.
    pub enum ReferenceWord, kinds ReferenceList, lists with ["case"] {
        /// này, nói trên: after a type, points to a regulation.
        Pointer = "pointer",
        /// mới: after a type, points to the one that replaces another.
        NewPointer = "new-pointer",
        /// luật, văn bản: types that only back references have, with their type if they say one.
        BackType(&'static str) = "back-type",
        /// quy định, quyết định: in small letters a rule or a decision, more often than a document.
        AlsoRule = "also-rule",
        /// các, hai: several of what follows.
        Several = "several",
        /// kỷ, pháp: forms another word with the type that follows.
        OtherWord = "other-word",
        /// dự án, dự thảo: what follows is not in force.
        Draft = "draft",
        /// văn bản: before a law's name, says not which.
        Vague = "vague",
        /// hiện hành, mới: after a law, the newest.
        Newest = "newest",
        /// cũ, trước đây: after a law, the previous one.
        Former = "former",
        /// của các nước: after a law, one of another country.
        Foreign = "foreign",
        /// sửa đổi: after a law, a bill.
        Revised = "revised",
        /// đầu tiên: after a law, the first of several.
        First = "first",
        /// có hiệu lực: what an act says of itself at its end.
        InForce = "in-force",
        /// gọi tắt là: what follows is a short form of what precedes.
        CalledSo = "called-so",
        /// một, ra: before a type, a new document that has no number here.
        Introduces = "introduces",
        /// ban hành, xây dựng: before `X mới`, a document that is not made yet.
        Makes = "makes",
        /// năm: a year follows.
        Year = "year",
        /// ban hành, có từ: with a year, when a regulation was made.
        MadeIn = "made-in",
        /// khóa: the term of a body.
        Term = "term",
        /// số: between a name and its symbol.
        Number = "number",
        /// một số điều của: between the parts of an amending law's name.
        SomeArticlesOf = "some-articles-of",
        /// quy định, của: words that most titles have.
        Common = "common",
        /// có hiệu lực: what is said of an act that binds.
        TakesEffect = "takes-effect",
        /// khi, trước ngày: what follows happens at some time, or may not.
        Condition = "condition",
        /// từ ngày: between `có hiệu lực` and its day.
        Since = "since",
    }
}

senses! {
    /// A name that says who a body is.
    pub enum IdentityWord, kinds IdentityList, lists with ["case"] {
        /// Hội nghị Trung ương: another name of the body.
        Same(&'static str) = "same",
        /// Bộ Kế hoạch và Đầu tư: the body that took it over.
        Became(&'static str) = "became",
        /// UBND: the short form of the words of a local body.
        Long(&'static str) = "long",
        /// tỉnh: tells nothing in the name of a local body.
        Drop = "drop",
        /// Hà Nội: a province that is a city.
        City = "city",
        /// TP.HCM: the usual spelling of the province.
        Place(&'static str) = "place",
        /// Bình Dương: the province that it became part of.
        Merged(&'static str) = "merged",
        /// Luật: who makes an act whose name begins so.
        OfName(&'static str) = "of-name",
    }
}

senses! {
    /// A word that says what regulations do to each other.
    pub enum RelationWord, kinds RelationList, lists with ["case"] {
        /// sửa đổi, bổ sung: changes a part.
        Amends = "amends",
        /// điều chỉnh: changes a part, where the regulation stands right behind.
        AmendsBeside = "amends-beside",
        /// thay thế: takes the place of the whole.
        Replaces = "replaces",
        /// bãi bỏ: ends the whole.
        Repeals = "repeals",
        /// tạm ngưng: stops or puts off.
        Suspends = "suspends",
        /// gia hạn: lengthens.
        Extends = "extends",
        /// quy định chi tiết: spells out a higher act.
        Details = "details",
        /// thực hiện: carries out a policy.
        Implements = "implements",
        /// căn cứ: rests on.
        BasedOn = "based-on",
        /// hợp nhất: writes several as one.
        Consolidates = "consolidates",
        /// đính chính: corrects.
        Corrects = "corrects",
        /// được, bị: turns the verb round.
        Passive = "passive",
        /// bởi, bằng: after a passive verb, the actor follows.
        By = "by",
        /// dự thảo, đề xuất: not done yet.
        Planned = "planned",
        /// chưa, không: not done at all.
        Denied = "denied",
        /// đã, vừa: done by a body that the sentence names.
        Done = "done",
        /// việc: before a verb, begins a deed that no regulation before it does.
        Deed = "deed",
        /// là: what precedes is what follows.
        Equals = "equals",
        /// nhằm: before a verb that begins a sentence.
        SetsOut = "sets-out",
        /// đã ban hành: a body makes what follows.
        Made = "made",
        /// thông qua, ban hành: a law is made.
        Passed = "passed",
        /// thảo luận, trình: a law is a bill yet.
        Bill = "bill",
        /// điều, khoản: parts, which end no regulation.
        Part = "part",
        /// và: joins two of a list.
        And = "and",
        /// các văn bản: a noun whose verb has no subject in the sentence.
        Noun = "noun",
        /// bởi: the actor follows, with or without a passive.
        Agent = "agent",
        /// thay đổi: begins with a verb of these lists, and is another.
        NoVerb = "no-verb",
        /// gắn với: the regulation before it does not do what the next verb says.
        Beside = "beside",
        /// để, phù hợp: ends the object of a verb.
        Purpose = "purpose",
        /// về, nhằm: joins a regulation and what it does.
        Leads = "leads",
    }
}
