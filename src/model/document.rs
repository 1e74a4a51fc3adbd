//! What is read and what is split: raw documents, documents, their blocks.

use std::fmt;

use super::{InForce, OfficialHead, Published, PublishedFrom, Regulation, Relation};
use crate::{Mention, MentionField, Span, Text};

/// Where an item of the input came from: a path, and the record inside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The path as the user gave or would give it; `-` for standard input. What is inside an
    /// archive stands behind a `!` (`2021.tar.gz!thang-5/bai.txt`), and a record of a web archive
    /// with its number and address (`crawl.warc.gz:12 (https://…)`).
    pub path: String,
    /// The record's number, from 1, in a file of many (a line of JSON Lines).
    pub record: Option<u64>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.record {
            Some(record) => write!(f, "{}:{record}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

/// What is known of a document besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The headline.
    pub title: Option<String>,
    /// The lead (sapo), where the input gives it apart from the text; of a [`Document`] none where
    /// the text begins with it.
    pub lead: Option<String>,
    /// When it was published; relative dates ("hôm qua") are resolved from it.
    pub published: Option<Published>,
    /// Where that is from: a day that only the address tells is a guess.
    pub published_from: PublishedFrom,
    /// The page's canonical address.
    pub url: Option<String>,
    /// The author or agency, as the page or record names it.
    pub author: Option<String>,
    /// The section of the newspaper ("Chính trị").
    pub section: Option<String>,
    /// The tags that the newspaper gave it.
    pub tags: Vec<String>,
    /// The fields, title and lead, that are not as the caller gave them: they were HTML. Offsets
    /// into them mean nothing to the caller.
    pub reread: Vec<MentionField>,
}

/// One record or file as read: decoded to text, not yet normalised or split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawDocument {
    /// Where it came from.
    pub origin: Origin,
    /// The record's own id, or the path relative to the input.
    pub source_id: String,
    /// Title, publication time, address, where the input states them.
    pub meta: Meta,
    /// The text as given: the `text` field, the decoded file, or the article text of a page.
    pub text: String,
    /// The blocks, where the input's own structure tells them (HTML); empty for plain text, which
    /// is split by its lines.
    pub blocks: Vec<Block>,
    /// Whether the caller knows `text`, so that offsets into it mean something to them (not so for
    /// HTML).
    pub addressable: bool,
}

/// The role of a block in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// The paragraph that sums the article up (sapo).
    Lead,
    /// A paragraph of the body.
    Paragraph,
    /// An article of an official document, from its heading to the next one's;
    /// [`Document::article_number`] tells its number.
    Article,
    /// The text under a picture.
    Caption,
    /// The author or source line.
    Byline,
    /// The line with the time of publication. It is in no document: it stands in
    /// [`Document::asides`], as the two kinds below do.
    Dateline,
    /// A menu, a button, tags, comments, the imprint.
    Furniture,
    /// A link to another article.
    Link,
}

impl BlockKind {
    /// The name used in output: `title`, `lead`, `paragraph`, `article`, `caption`, `byline`;
    /// `dateline`, `furniture`, `link` of what is in no document.
    pub const fn name(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::Lead => "lead",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Article => "article",
            BlockKind::Caption => "caption",
            BlockKind::Byline => "byline",
            BlockKind::Dateline => "dateline",
            BlockKind::Furniture => "furniture",
            BlockKind::Link => "link",
        }
    }
}

/// A block: its role, its place in the text, and which document of the page it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The role.
    pub kind: BlockKind,
    /// The place: bytes of the text that holds it.
    pub span: Span,
    /// 0 for the page's main article, 1, 2 … for the teasers that follow it; [`Block::NO_DOCUMENT`]
    /// for what belongs to none.
    pub part: usize,
}

impl Block {
    /// The part of a line that belongs to no document of its page.
    pub const NO_DOCUMENT: usize = usize::MAX;
}

/// How much of a page its documents hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Their own blocks.
    #[default]
    Blocks,
    /// The lines that belong to no document as well, as [`Document::asides`] of the document before
    /// them; those in front of the first are its own.
    All,
}

/// One article: the main one of its page, or a teaser that stood in the page's tail.
#[derive(Clone, Debug)]
pub struct Document {
    /// `source_id` for the main article, `source_id#2`, `#3` … for the page's further documents.
    pub id: String,
    /// The id of the record or file.
    pub source_id: String,
    /// Where it came from.
    pub origin: Origin,
    /// Title, publication time, address.
    pub meta: Meta,
    /// The normalised text with the way back to the source.
    pub text: Text,
    /// The title on one line with the way back to the field as given, where it is a field of its
    /// own: none where the text holds it as a block.
    pub title: Option<Text>,
    /// The lead on one line with the way back to the field as given, where it is a field of its
    /// own: none where the text begins with it.
    pub lead: Option<Text>,
    /// The blocks in text order; what lies in none (a repeated caption, a teaser heading) is no
    /// part of the document's body.
    pub blocks: Vec<Block>,
    /// The lines of the page that belong to no document and stand in this text, where the caller
    /// asked for all of them.
    pub asides: Vec<Block>,
    /// Stretches of the text whose mentions are not this document's: a teaser in the middle of the
    /// article, a link, furniture.
    pub foreign: Vec<Span>,
    /// Whether offsets into the source text mean something to the caller; of the fields beside it
    /// [`Document::is_addressable`] tells.
    pub addressable: bool,
    /// The head of an official document; none of news.
    pub head: Option<Box<OfficialHead>>,
    /// The official document that this is, apart from those that it cites:
    /// [`extract`](crate::extract()) reads it from the head.
    ///
    /// ```
    /// # use thoisu::{Meta, Origin, RawDocument};
    /// # let text = "TỈNH ỦY LẠNG GIANG\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 7-NQ/TU\nLạng Giang, ngày 5 tháng 3 năm 2026\n\nNGHỊ QUYẾT\nvề kinh tế biển\n\nI- TÌNH HÌNH".to_string();
    /// # let origin = Origin { path: "nq.txt".into(), record: None };
    /// # let raw = RawDocument { origin, source_id: "nq".into(), meta: Meta::default(), text, blocks: Vec::new(), addressable: true };
    /// let document = thoisu::extract(thoisu::split::split(raw)?.remove(0)).document;
    /// let own = document.regulation.expect("an official document");
    /// assert_eq!((own.value.as_str(), own.doc_type.as_deref()), ("7-NQ/TU", Some("Nghị quyết")));
    /// assert_eq!(own.issued.map(|day| day.to_string()).as_deref(), Some("2026-03-05"));
    /// # Ok::<(), thoisu::Error>(())
    /// ```
    pub regulation: Option<Box<Regulation>>,
}

/// The host of an address, or of what is left of one: without scheme, user, port, path and `www.`.
pub(crate) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = site.rsplit_once('@').map_or(site, |(_, host)| host);
    // The colons of `[::1]` begin no port.
    let host = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
        .map_or(host, |(host, _)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

impl Document {
    /// The newspaper or agency: the host of the address without `www.`.
    pub fn source(&self) -> Option<&str> {
        self.meta.url.as_deref().map(host).filter(|host| !host.is_empty())
    }

    /// The text of a block.
    pub fn block_text(&self, block: &Block) -> &str {
        block.span.slice(self.text.as_str())
    }

    /// Whether offsets into a field as given mean something to the caller.
    pub fn is_addressable(&self, field: MentionField) -> bool {
        self.addressable && !self.meta.reread.contains(&field)
    }

    /// The text that is this field; none where the document has no such field of its own.
    pub fn field(&self, field: MentionField) -> Option<&Text> {
        match field {
            MentionField::Title => self.title.as_ref(),
            MentionField::Lead => self.lead.as_ref(),
            MentionField::Text => Some(&self.text),
        }
    }

    /// The number of an article's block, as its heading has it: `5`, `12a`. None of other blocks.
    pub fn article_number(&self, block: &Block) -> Option<&str> {
        let text = Some(self.block_text(block)).filter(|_| block.kind == BlockKind::Article)?;
        let rest = text.trim_start_matches(|c: char| !c.is_ascii_digit());
        rest.split(|c: char| !c.is_alphanumeric()).next().filter(|number| !number.is_empty())
    }
}

/// A document with its mentions: those of a field in the order of its text, none overlapping
/// another.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The document.
    pub document: Document,
    /// What was found in its text.
    pub mentions: Vec<Mention>,
    /// What was found in its title and its lead, where they are fields of their own: first the
    /// title's.
    pub apart: Vec<Mention>,
    /// What it says that regulations do to each other, where that was asked for
    /// ([`link`](crate::link)); ends are places among [`all_mentions`](Annotated::all_mentions).
    pub relations: Vec<Relation>,
    /// Which of them it says to take effect, where that was asked for, too.
    pub in_force: Vec<InForce>,
}

impl Annotated {
    /// The mentions of all fields: of the title, the lead, the text.
    pub fn all_mentions(&self) -> impl Iterator<Item = &Mention> {
        self.apart.iter().chain(&self.mentions)
    }
}
