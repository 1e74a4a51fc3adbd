//! Lists of words around a regulation: what opens and ends a title, how bodies are named, and what
//! stands beside them.
//!
//! The heads of `titles.tsv` and `bodies.tsv` describe the lists.

use super::senses::senses;

senses! {
    /// A word that says where the title of a document begins or ends.
    pub enum TitleWord, kinds TitleList, lists with ["case"] {
        /// về, về việc: opens any title.
        About = "about",
        /// sửa đổi, phê duyệt: opens a title unless the document does it.
        Verb = "verb",
        /// sửa đổi, thay thế: a verb that opens a title behind a comma too.
        Amend = "amend",
        /// phải, không được: makes a clause of what a document regulates, which is no title.
        Modal = "modal",
        /// một số vấn đề: opens a title that begins with its object.
        Noun = "noun",
        /// có hiệu lực, nêu rõ: ends a title.
        Stop = "stop",
        /// đã, sẽ: ends a title unless a [`TitleWord::Holder`] stands before it.
        Finite = "finite",
        /// người, dự án: what a finite word behind it describes.
        Holder = "holder",
        /// đối với: leads to a noun that a finite word describes.
        Toward = "toward",
        /// đã qua sử dụng: finite, but part of a noun phrase.
        Inside = "inside",
        /// là, yêu cầu: ends the title of a document that is the subject.
        Predicate = "predicate",
        /// đồng thời, nhằm: begins another clause.
        Clause = "clause",
        /// các xã, việc: begins another clause that also has a finite word.
        Subject = "subject",
        /// bị, được: finite where a clause must follow.
        Weak = "weak",
        /// quy định: a verb unless a [`TitleWord::Determiner`] stands before it.
        Rule = "rule",
        /// một số, ban hành: makes a noun of "quy định".
        Determiner = "determiner",
        /// lần thứ, giai đoạn: continues a name in quotation marks.
        GoesOn = "goes-on",
        /// theo, thực hiện: leads from the start of a sentence to a document.
        Frame = "frame",
        /// điều, khoản: a part of a document.
        Article = "article",
        /// ngoài ra, trong đó: opens a sentence before its subject.
        Linker = "linker",
        /// mới, nêu trên: stands between a document and its body.
        Skip = "skip",
        /// hội nghị lần thứ: with a number, stands before the body that met.
        Session = "session",
        /// ban hành, ký: what a body does to a document.
        Issue = "issue",
        /// tại: leads to the document that holds a decision.
        PlaceOf = "place-of",
        /// và: joins two documents or two parts.
        And = "and",
        /// của: leads to the body.
        Of = "of",
        /// là, before a figure: ends a title.
        Is = "is",
        /// do, được: leads to the body that acts.
        Agent = "agent",
        /// được: the document undergoes it.
        Passive = "passive",
        /// năm: the year of the document.
        Year = "year",
        /// khóa: the term of the body.
        Term = "term",
        /// số: the number of the document.
        Number = "number",
        /// các: several of what follows.
        Several = "several",
        /// thông qua: what a meeting does to a document.
        Passes = "passes",
        /// văn bản: says no type.
        NoType = "no-type",
        /// luật: leads to the symbol of a law.
        Law = "law",
        /// A word that only leads on: no title ends with it.
        LeadsOn = "leads-on",
        /// The stamp of a digital signature, which a page break puts into a sentence: how the title
        /// goes on is not known.
        Stamp = "stamp",
    }
}

senses! {
    /// A word of the names of bodies, or beside them.
    pub enum BodyWord, kinds BodyList, lists with ["case"] {
        /// UBND, Tỉnh ủy: a place or another body follows.
        Local(&'static str) = "local",
        /// Sở, Cục: the first words of a name that no list holds.
        Open(&'static str) = "open",
        /// tỉnh, huyện: leads to a place.
        Unit = "unit",
        /// Lào Cai: a place by itself.
        Province = "province",
        /// các cơ quan, nhân dân: small words inside a name.
        Inner = "inner",
        /// và: joins the parts of a name.
        Joint = "joint",
        /// Bộ trưởng: signs for the body that follows.
        Signer = "signer",
        /// Phó Thủ tướng: signs for no body that he names.
        Deputy = "deputy",
        /// ông: a person's name follows.
        Person = "person",
        /// Nguyễn: begins a person's name.
        Surname = "surname",
        /// gửi, được: no name holds it.
        End = "end",
        /// đã, vừa: stands between a body and its verb.
        Adverb = "adverb",
        /// hội nghị: an event whose day is no day of issue.
        Meeting = "meeting",
        /// cho biết: the day is that of the saying.
        Saying = "saying",
        /// Letters that many bodies sign with: the Politburo, the Secretariat and the Central
        /// Committee sign `/TW`.
        SharedCode = "shared-code",
        /// The end of a symbol that two types of documents have.
        SharedType = "shared-type",
    }
}
