//! From a page to its documents: normalise, find the blocks, give each article and each teaser a
//! document of its own.
//!
//! ```text
//! raw text ─ articles ─▶ Text ─▶ lines (or the blocks of HTML) ─ heads ─ teasers ─▶ parts ─ blocks ─▶ one Document per part
//! ```
//!
//! The stages work on `lines::Line`s, each one stretch of the text that no block crosses: a line of
//! plain text, or a block that HTML gave. `teasers` tells which of them belong to other articles,
//! `blocks` gives the rest their roles. What is left out (a bare link to another article, a teaser
//! heading, a caption that stands twice) stays in the document's text and is in none of its blocks.
//!
//! An act of State or Party (`official`) is told first, by its head, and goes none of these ways:
//! it is one document.
//!
//! Which of the title and lead that the input states are fields of their own, `apart` tells.
//!
//! A text file may hold several articles (`articles`); a record of JSON Lines and a page of HTML
//! are one, whatever their text looks like.
//!
//! Not covered: paragraphs glued into one line stay one block (their [`sentences`] are found).

mod apart;
mod articles;
mod blocks;
mod ending;
mod headline;
mod heads;
mod kinship;
mod lines;
mod looks;
mod official;
mod phrases;
mod sentences;
mod tail;
mod teasers;
mod words;

pub use sentences::sentences;
pub use words::words;

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use rustc_hash::FxHashMap;

use self::blocks::Outline;
use self::lines::Line;
use crate::model::day_in_address;
use crate::text::squeezed;
use crate::{
    Block, BlockKind, Document, Error, Extent, Meta, OfficialHead, Published, PublishedFrom,
    RawDocument, Result, Span, Text,
};

/// Splits a raw document into its documents: the main article first, then the teasers of its page
/// in text order.
///
/// The main article has `id` = `source_id`, the teasers `source_id#2`, `#3` …, and so on through
/// the further articles of a text file, each followed by its own teasers. Where the page has but
/// one document, its text is the whole text; else each document's text is its own stretch of the
/// page, from its first block to its last (the main article's from the page's beginning). A title
/// that the input did not state is taken from the Title block.
///
/// # Errors
/// `empty document` where there is no letter or digit to be found, or nothing but links to other
/// articles.
///
/// ```
/// use thoisu::{BlockKind, Meta, Origin, RawDocument};
/// let text = "Khánh thành cầu Bến Đình\n\nCây cầu dài 1.200 mét nối hai bờ sông.\n\nLễ khánh thành diễn ra sáng 5/9.\n\nTin liên quan\nHuyện Phú Lộc mở đường mới\nTuyến đường mới của huyện Phú Lộc dài 12 km, sẽ thông xe trong năm nay.";
/// let documents = thoisu::split::split(RawDocument {
///     origin: Origin { path: "cau.txt".to_string(), record: None },
///     source_id: "cau.txt".to_string(),
///     meta: Default::default(),
///     text: text.to_string(),
///     blocks: Vec::new(),
///     addressable: true,
/// })?;
/// assert_eq!(documents[0].meta.title.as_deref(), Some("Khánh thành cầu Bến Đình"));
/// assert_eq!(documents[0].blocks[1].kind, BlockKind::Lead);
/// assert_eq!(documents[1].id, "cau.txt#2");
/// assert_eq!(documents[1].meta.title.as_deref(), Some("Huyện Phú Lộc mở đường mới"));
/// # Ok::<(), thoisu::Error>(())
/// ```
pub fn split(raw: RawDocument) -> Result<Vec<Document>> {
    cut(normalized(raw), Extent::Blocks)
}

/// A line of a page and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedLine {
    /// The line.
    pub text: String,
    /// The document, from 0, that it belongs to.
    pub document: Option<usize>,
    /// What it is there; of a line of no document, what it is instead. None where it repeats
    /// another line.
    pub kind: Option<BlockKind>,
    /// What it looks like, which is the rule that placed it: `headline`, `prose`, `heading`,
    /// `imprint` …
    pub rule: &'static str,
}

/// So many lines around a page, at most, stand in an article.
const NOISE: usize = 16;

/// Tells for each line of a page where it belongs, and why.
pub fn explain(raw: RawDocument) -> Vec<ExplainedLine> {
    let Normalized { page, mut meta, is_file, sheets, .. } = normalized(raw);
    let (mut explained, mut before) = (Vec::new(), 0);
    for sheet in sheets {
        let mut meta = std::mem::take(&mut meta);
        let (outline, _) = outline(&page, &sheet, is_file, &mut meta);
        let lines = lines_of(&sheet.text, &sheet.given);
        let parts = by_part(outline.blocks);
        let of_documents = parts
            .iter()
            .enumerate()
            .flat_map(|(part, blocks)| blocks.iter().map(move |block| (block, Some(part))));
        let mut all: Vec<(&Block, Option<usize>)> =
            of_documents.chain(outline.asides.iter().map(|aside| (aside, None))).collect();
        all.sort_by_key(|(block, _)| block.span);
        for line in lines {
            let first = all.partition_point(|(block, _)| block.span.start < line.span.start);
            let own = all.get(first).filter(|(block, _)| block.span.start < line.span.end);
            // An article and the title of an official document have several lines.
            let around = || {
                all.get(..first)?
                    .iter()
                    .rev()
                    .take(NOISE)
                    .find(|(block, _)| block.span.end >= line.span.end)
            };
            let found = own.or_else(around);
            explained.push(ExplainedLine {
                text: line.text.to_string(),
                document: found.and_then(|(_, part)| Some(before + (*part)?)),
                kind: found.map(|(block, _)| block.kind),
                rule: looks::Look::of(&line).name(),
            });
        }
        before += parts.len();
    }
    explained
}

/// A raw document whose text is normalised.
#[derive(Debug)]
pub(crate) struct Normalized {
    page: Page,
    meta: Meta,
    /// The title and the lead that the input states.
    title: Option<Text>,
    lead: Option<Text>,
    /// Whether the text is a file of its own, of which nothing is known.
    is_file: bool,
    /// The texts of its articles.
    sheets: Vec<Sheet>,
}

/// The text of an article.
#[derive(Debug)]
struct Sheet {
    text: Text,
    /// The blocks that the input's structure gave, if it did.
    given: Vec<Block>,
    /// Whether it may begin with the head of an official document: most have been asked before.
    may_be_official: bool,
}

/// The first half of [`split`]: normalises a raw document and parts the articles of a text file.
pub(crate) fn normalized(raw: RawDocument) -> Normalized {
    let RawDocument { origin, source_id, mut meta, text, blocks: given, addressable } = raw;
    let on_one_line = |field: String| {
        Some(Text::new(field).on_one_line()).filter(|field| !field.as_str().is_empty())
    };
    let (title, lead) =
        (meta.title.take().and_then(on_one_line), meta.lead.take().and_then(on_one_line));
    meta.title = title.as_ref().map(|title| title.as_str().to_string());
    let is_file = given.is_empty() && origin.record.is_none() && meta.title.is_none();
    let sheets = if official::may_begin(&text, meta.title.as_deref()) {
        official_sheets(Text::new(text), given, meta.title.as_deref(), is_file)
    } else {
        sheets(text, given, is_file)
    };
    Normalized { page: Page { origin, source_id, addressable }, meta, title, lead, is_file, sheets }
}

/// The articles of a text that is no official document; a file may hold one behind others.
fn sheets(text: String, given: Vec<Block>, is_file: bool) -> Vec<Sheet> {
    if is_file {
        return articles::texts(text)
            .into_iter()
            .map(|text| Sheet { text, given: Vec::new(), may_be_official: true })
            .collect();
    }
    vec![Sheet { text: Text::new(text), given, may_be_official: false }]
}

/// The acts of a text that may begin with the head of an official document, which is one whatever
/// stands in it; else its articles.
fn official_sheets(
    text: Text,
    given: Vec<Block>,
    title: Option<&str>,
    is_file: bool,
) -> Vec<Sheet> {
    let Some(head) = official::read(text.as_str(), title) else {
        return sheets(text.source().to_string(), given, is_file);
    };
    let acts = official::acts(text.as_str(), &head);
    if acts.len() == 1 {
        return vec![Sheet { text, given, may_be_official: true }];
    }
    let of_act = |act: &Span| {
        let place = text.source_span(*act);
        let inside = given
            .iter()
            .filter(|block| block.span.start >= place.start && block.span.end <= place.end);
        inside.map(|block| Block { span: block.span.shifted_back(place.start), ..*block }).collect()
    };
    let given: Vec<Vec<Block>> = acts.iter().map(of_act).collect();
    let sheet = |(text, given)| Sheet { text, given, may_be_official: true };
    text.parts(acts).into_iter().zip(given).map(sheet).collect()
}

/// The second half of [`split`]: finds the blocks, and gives each article and each teaser a
/// document of its own.
///
/// # Errors
/// As [`split`].
pub(crate) fn cut(normalized: Normalized, extent: Extent) -> Result<Vec<Document>> {
    let Normalized { page, mut meta, title, lead, is_file, sheets } = normalized;
    let mut found = Vec::new();
    for sheet in sheets {
        let text = &sheet.text;
        if !text.as_str().chars().any(char::is_alphanumeric) {
            continue;
        }
        // What the input states of the file holds for its first article.
        let mut meta = std::mem::take(&mut meta);
        let (outline, head) = outline(&page, &sheet, is_file, &mut meta);
        let before = found.len();
        found.extend(documents(&page, meta, sheet.text, outline, extent, before));
        if let Some(document) = found.get_mut(before) {
            document.head = head;
        }
    }
    if let Some(first) = found.first_mut() {
        date_by_address(&mut first.meta);
        apart::settle(first, title, lead);
    }
    if found.is_empty() { Err(Error::new("empty document")) } else { Ok(found) }
}

/// Takes the day of publication from the address, where nothing else tells it.
fn date_by_address(meta: &mut Meta) {
    // Of one run, all addresses are read on the same day.
    static TODAY: LazyLock<Date> =
        LazyLock::new(|| Offset::constant(7).to_datetime(Timestamp::now()).date());
    if let (None, Some(url)) = (meta.published, &meta.url)
        && let Some(day) = day_in_address(url, *TODAY)
    {
        (meta.published, meta.published_from) =
            (Some(Published { day, time: None }), PublishedFrom::Url);
    }
}

/// The lines of a text, or the blocks that the input's structure gave.
fn lines_of<'t>(text: &'t Text, given: &[Block]) -> Vec<Line<'t>> {
    if given.is_empty() { lines::of_text(text) } else { lines::of_blocks(text, given) }
}

/// What the lines of one article's text are; fills `meta` from its head. Of an official document
/// its own head, too.
fn outline(
    page: &Page,
    sheet: &Sheet,
    is_file: bool,
    meta: &mut Meta,
) -> (Outline, Option<Box<OfficialHead>>) {
    let Sheet { text, given, may_be_official } = sheet;
    let lines = lines_of(text, given);
    if *may_be_official && let Some(head) = official::read(text.as_str(), meta.title.as_deref()) {
        // A record states the title that its archive gave it. Of other files the title is what was
        // taken for it.
        if page.origin.record.is_none() && head.parts.title.is_some() {
            meta.title = None;
        }
        meta.title = meta.title.take().or_else(|| head.name(text.as_str()));
        let (outline, head) = official::outline(text.as_str(), &lines, head);
        return (outline, Some(Box::new(head)));
    }
    (news(page, lines, given, is_file, meta), None)
}

/// What the lines of an article are.
fn news(
    page: &Page,
    mut lines: Vec<Line>,
    given: &[Block],
    is_file: bool,
    meta: &mut Meta,
) -> Outline {
    if !given.is_empty() {
        return blocks::of_lines(lines, blocks::Opening::Marked);
    }
    if is_file && !heads::read_keyed(&mut lines, meta) {
        headline::read(&mut lines, meta);
    }
    // A file of its own opens with its headline; a record of many states it, and its text may or
    // may not repeat it.
    let title = meta.title.clone();
    let opening = match &title {
        Some(title) => blocks::Opening::TitleIf(title),
        None if page.origin.record.is_none() => blocks::Opening::Title,
        None => blocks::Opening::MaybeTitle,
    };
    blocks::of_lines(lines, opening)
}

/// What the documents of one page share.
#[derive(Debug)]
struct Page {
    origin: crate::Origin,
    source_id: String,
    addressable: bool,
}

/// The blocks of each part that has any: the main article's, then the teasers' in text order.
fn by_part(mut blocks: Vec<Block>) -> Vec<Vec<Block>> {
    blocks.sort_by_key(|block| (block.part, block.span));
    let mut parts: Vec<Vec<Block>> =
        blocks.chunk_by(|a, b| a.part == b.part).map(<[Block]>::to_vec).collect();
    parts.sort_by_key(|blocks| blocks.first().map(|block| (block.part > 0, block.span)));
    parts
}

/// The documents of one article's text: itself, and its teasers; `before` of them were found in the
/// file already.
fn documents(
    page: &Page,
    meta: Meta,
    text: Text,
    outline: Outline,
    extent: Extent,
    before: usize,
) -> Vec<Document> {
    let Outline { blocks, asides, published } = outline;
    let parts = by_part(blocks);
    let stretches = stretches(&text, &parts, extent);
    let spans = spans(&parts, &asides);
    let times: FxHashMap<usize, Published> = published.into_iter().rev().collect();
    let parting = Parting { page, spans, asides, times, extent, before };
    let metas = std::iter::once(meta).chain(std::iter::repeat_with(Meta::default));
    let texts =
        if stretches.len() == 1 { vec![text] } else { text.parts(stretches.iter().copied()) };
    parts
        .into_iter()
        .zip(stretches)
        .zip(texts.into_iter().zip(metas))
        .enumerate()
        .map(|(number, ((blocks, stretch), (text, meta)))| {
            parting.document(number, blocks, stretch, text, meta)
        })
        .collect()
}

/// The spans of all blocks in text order, each with the number of its part; those of no document
/// have none.
fn spans(parts: &[Vec<Block>], asides: &[Block]) -> Vec<(Span, usize)> {
    let mut spans: Vec<(Span, usize)> = (0..)
        .zip(parts)
        .flat_map(|(part, blocks)| blocks.iter().map(move |b| (b.span, part)))
        .collect();
    spans.extend(asides.iter().map(|aside| (aside.span, usize::MAX)));
    spans.sort_unstable();
    spans
}

/// What all documents of one article's text are made of.
struct Parting<'p> {
    page: &'p Page,
    /// As [`spans`] gives them.
    spans: Vec<(Span, usize)>,
    asides: Vec<Block>,
    /// When the teaser of a part was published.
    times: FxHashMap<usize, Published>,
    extent: Extent,
    /// Documents that the file gave before.
    before: usize,
}

impl Parting<'_> {
    /// The document number `number`, whose `text` is `stretch` of the page's.
    fn document(
        &self,
        number: usize,
        mut blocks: Vec<Block>,
        stretch: Span,
        mut text: Text,
        mut meta: Meta,
    ) -> Document {
        let part = blocks.first().map_or(0, |block| block.part);
        blocks.iter_mut().for_each(|block| *block = shifted(block, stretch));
        let mut foreign = self.foreign(number, stretch);
        if number > 0 && self.extent == Extent::Blocks && !foreign.is_empty() {
            // A teaser's text is its own lines: its date is its metadata.
            let holes = holes(&blocks, &foreign);
            text = text.without(&holes);
            close_holes(&mut blocks, &holes);
            foreign.clear();
        }
        meta.published = meta.published.or_else(|| self.times.get(&part).copied());
        if meta.title.is_none() {
            let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
            meta.title = title.map(|block| squeezed(block.span.slice(text.as_str())).into_owned());
        }
        let source_id = &self.page.source_id;
        let id = match self.before + number {
            0 => source_id.clone(),
            earlier => format!("{source_id}#{}", earlier + 1),
        };
        Document {
            id,
            source_id: source_id.clone(),
            origin: self.page.origin.clone(),
            meta,
            text,
            title: None,
            lead: None,
            blocks,
            asides: self.asides_in(stretch),
            foreign,
            addressable: self.page.addressable,
            head: None,
            regulation: None,
        }
    }

    /// The spans inside a document's stretch that are not its own.
    fn foreign(&self, number: usize, stretch: Span) -> Vec<Span> {
        let first = self.spans.partition_point(|(span, _)| span.start < stretch.start);
        let inside = self.spans.iter().skip(first).take_while(|(span, _)| span.start < stretch.end);
        let others = inside.filter(|(span, part)| *part != number && span.end <= stretch.end);
        others.map(|(span, _)| span.shifted_back(stretch.start)).collect()
    }

    /// The blocks of no document inside a document's stretch, where they are wanted.
    fn asides_in(&self, stretch: Span) -> Vec<Block> {
        if self.extent == Extent::Blocks {
            return Vec::new();
        }
        let first = self.asides.partition_point(|aside| aside.span.start < stretch.start);
        let inside = self.asides.iter().skip(first);
        inside
            .take_while(|aside| aside.span.end <= stretch.end)
            .map(|aside| shifted(aside, stretch))
            .collect()
    }
}

/// A block of the page as one of the document that begins with `stretch`.
fn shifted(block: &Block, stretch: Span) -> Block {
    Block { span: block.span.shifted_back(stretch.start), part: 0, ..*block }
}

/// What is cut out of a text so that only the blocks are left of it: from each foreign line to the
/// next block.
fn holes(blocks: &[Block], foreign: &[Span]) -> Vec<Span> {
    let mut holes: Vec<Span> = Vec::new();
    for line in foreign {
        let next = blocks
            .get(blocks.partition_point(|block| block.span.start < line.end))
            .map(|block| block.span.start);
        if holes.last().is_none_or(|last| last.end <= line.start) {
            holes.push(Span::new(line.start, next.unwrap_or(line.end)));
        }
    }
    holes
}

/// Moves the blocks of a text, in order, to where they are when these stretches, in order, are
/// gone.
fn close_holes(blocks: &mut [Block], holes: &[Span]) {
    let (mut holes, mut gone) = (holes.iter().peekable(), 0);
    for block in blocks {
        while let Some(hole) = holes.next_if(|hole| hole.end <= block.span.start) {
            gone += hole.len();
        }
        block.span = block.span.shifted_back(gone);
    }
}

/// The stretch of the text that each part's document has.
fn stretches(text: &Text, parts: &[Vec<Block>], extent: Extent) -> Vec<Span> {
    if parts.len() == 1 {
        return vec![Span::new(0, text.as_str().len())];
    }
    let first =
        |blocks: &[Block]| blocks.iter().map(|block| block.span.start).min().unwrap_or_default();
    let end =
        |blocks: &[Block]| blocks.iter().map(|block| block.span.end).max().unwrap_or_default();
    let stretch = |(number, blocks): (usize, &Vec<Block>)| {
        Span::new(if number == 0 { 0 } else { first(blocks) }, end(blocks))
    };
    let mut stretches: Vec<Span> = parts.iter().enumerate().map(stretch).collect();
    if extent == Extent::All {
        // Each document goes on to where the next begins; a teaser in the middle of the article,
        // whose stretch holds it, does not.
        let starts: Vec<usize> = stretches
            .iter()
            .skip(1)
            .map(|stretch| stretch.start)
            .chain([text.as_str().len()])
            .collect();
        let main_end = stretches.first().map_or(0, |main| main.end);
        for (number, stretch) in stretches.iter_mut().enumerate() {
            let next = if number == 0 {
                starts.iter().copied().find(|&start| start >= main_end)
            } else {
                starts.get(number).copied()
            };
            if stretch.start >= main_end || number == 0 {
                stretch.end = next.unwrap_or(text.as_str().len()).max(stretch.end);
            }
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Origin;

    fn raw(text: &str, title: Option<&str>, record: Option<u64>) -> RawDocument {
        RawDocument {
            origin: Origin { path: "trang".to_string(), record },
            source_id: "trang".to_string(),
            meta: Meta { title: title.map(str::to_string), ..Meta::default() },
            text: text.to_string(),
            blocks: Vec::new(),
            addressable: true,
        }
    }

    /// The documents of a page: its blocks, one a line, as `kind: text`, below each document's id.
    fn outline(raw: RawDocument) -> String {
        let Ok(documents) = split(raw) else { return "error".to_string() };
        let mut outline = String::new();
        for document in documents {
            outline +=
                &format!("[{} {}]\n", document.id, document.meta.title.as_deref().unwrap_or("-"));
            for block in &document.blocks {
                outline += &format!("{}: {}\n", block.kind.name(), document.block_text(block));
            }
        }
        outline
    }

    #[test]
    fn text_files() {
        for (text, expected) in PAGES {
            assert_eq!(outline(raw(text, None, None)), expected.trim_start(), "{text}");
        }
    }

    /// Text files and their documents.
    const PAGES: &[(&str, &str)] = &[
        (
            "Xã Tân Phú họp dân\n\nSáng 3/4, xã Tân Phú họp bàn việc mở đường liên thôn.\n\nNgười dân đồng tình hiến đất.\nĐường sẽ xong trong năm.\nĐường mới ở xã Tân Phú - Ảnh: LÊ MẠNH\nTrần Hòa",
            "
[trang Xã Tân Phú họp dân]
title: Xã Tân Phú họp dân
lead: Sáng 3/4, xã Tân Phú họp bàn việc mở đường liên thôn.
paragraph: Người dân đồng tình hiến đất.
paragraph: Đường sẽ xong trong năm.
caption: Đường mới ở xã Tân Phú - Ảnh: LÊ MẠNH
byline: Trần Hòa
",
        ),
        // The caption comes again behind the article, and with it one that has no credit.
        (
            "Khởi công kè sông\nTheo TTXVN\nMáy xúc làm việc tại công trường kè sông.\nKè dài 3 km.\nVốn 40 tỷ đồng.\nNguyễn An - Lê Bình (tổng hợp)\n\n\nMáy xúc làm việc tại công trường kè sông\nCông nhân đổ bê tông.",
            "
[trang Khởi công kè sông]
title: Khởi công kè sông
byline: Theo TTXVN
caption: Máy xúc làm việc tại công trường kè sông.
paragraph: Kè dài 3 km.
paragraph: Vốn 40 tỷ đồng.
byline: Nguyễn An - Lê Bình (tổng hợp)
caption: Công nhân đổ bê tông.
",
        ),
        // A tail: caption, headline and summary in any mix; a headline alone is a link.
        (
            "Tỉnh giao vốn sớm\nTỉnh đã giao hết vốn trong quý I.\n>> TIN BÀI LIÊN QUAN:\n(Ảnh: Báo tỉnh)\nHuyện Đông xin thêm vốn\nHuyện Đông đề nghị bổ sung 12 tỷ đồng cho ba cây cầu.\nMở thầu tuyến ven biển\nChợ mới sắp mở cửa\nẢnh: Thu Hà\nChợ có 200 gian hàng, mở cửa ngày 2/9.",
            "
[trang Tỉnh giao vốn sớm]
title: Tỉnh giao vốn sớm
paragraph: Tỉnh đã giao hết vốn trong quý I.
[trang#2 Huyện Đông xin thêm vốn]
caption: (Ảnh: Báo tỉnh)
title: Huyện Đông xin thêm vốn
lead: Huyện Đông đề nghị bổ sung 12 tỷ đồng cho ba cây cầu.
[trang#3 Chợ mới sắp mở cửa]
title: Chợ mới sắp mở cửa
caption: Ảnh: Thu Hà
lead: Chợ có 200 gian hàng, mở cửa ngày 2/9.
",
        ),
        // Links and a heading in the middle of the article end nothing.
        (
            "Bàn về nước sạch\nNhà máy nước chạy hết công suất.\nXem thêm: Thiếu nước ở ba xã\nDân xã Hạ vẫn dùng nước giếng.\nĐọc thêm > > > Giá nước tăng?\nXem thêm\nTỉnh hứa xây nhà máy thứ hai.\nNhà máy sẽ lấy nước sông Cả.",
            "
[trang Bàn về nước sạch]
title: Bàn về nước sạch
paragraph: Nhà máy nước chạy hết công suất.
paragraph: Dân xã Hạ vẫn dùng nước giếng.
paragraph: Tỉnh hứa xây nhà máy thứ hai.
paragraph: Nhà máy sẽ lấy nước sông Cả.
",
        ),
        // A box in the middle: its link goes, and what follows is the article's.
        (
            "Lịch cắt điện\nĐiện lực thông báo lịch cắt điện.\nXem thêm:\nNguyên nhân cắt điện tuần qua\nNgày 4/5 cắt điện khu Đông.\nNgày 5/5 cắt điện khu Tây.\nNgày 6/5 cắt điện khu Nam.",
            "
[trang Lịch cắt điện]
title: Lịch cắt điện
paragraph: Điện lực thông báo lịch cắt điện.
paragraph: Ngày 4/5 cắt điện khu Đông.
paragraph: Ngày 5/5 cắt điện khu Tây.
paragraph: Ngày 6/5 cắt điện khu Nam.
",
        ),
        // Bare links at the end; the byline behind them is the article's.
        (
            "Hội chợ xuân\nHội chợ có 90 gian hàng.\nXem thêm:\nGiá hoa tết giảm mạnh\nNgười trồng đào mong nắng\nLê Thị Hoa\nGian hàng của xã Hồng (Ảnh minh họa)",
            "
[trang Hội chợ xuân]
title: Hội chợ xuân
paragraph: Hội chợ có 90 gian hàng.
byline: Lê Thị Hoa
caption: Gian hàng của xã Hồng (Ảnh minh họa)
",
        ),
        // No heading: teasers behind the byline, the last one on one line.
        (
            "Rừng tràm hồi sinh\nRừng tràm xanh lại sau ba năm.\nTràm nuôi ong lấy mật.\nVõ Minh Tâm\nTỉnh Hậu Giang trồng thêm 500 ha rừng\nNăm nay Hậu Giang trồng thêm 500 ha rừng, gấp đôi so với năm ngoái, tỉnh cho biết.\nBa xã ven biển được hỗ trợ giống cây miễn phíCÀ MAU - Tỉnh cấp 20.000 cây giống cho ba xã ven biển trước mùa mưa.",
            "
[trang Rừng tràm hồi sinh]
title: Rừng tràm hồi sinh
paragraph: Rừng tràm xanh lại sau ba năm.
paragraph: Tràm nuôi ong lấy mật.
byline: Võ Minh Tâm
[trang#2 Tỉnh Hậu Giang trồng thêm 500 ha rừng]
title: Tỉnh Hậu Giang trồng thêm 500 ha rừng
lead: Năm nay Hậu Giang trồng thêm 500 ha rừng, gấp đôi so với năm ngoái, tỉnh cho biết.
[trang#3 Ba xã ven biển được hỗ trợ giống cây miễn phí]
title: Ba xã ven biển được hỗ trợ giống cây miễn phí
lead: CÀ MAU - Tỉnh cấp 20.000 cây giống cho ba xã ven biển trước mùa mưa.
",
        ),
        // Neither heading nor byline: two teasers behind an article without subheadings.
        (
            "Chợ nổi đông khách\nChợ nổi đón 2.000 khách trong ba ngày nghỉ.\nGiá trái cây tăng nhẹ.\nBến tàu mới mở từ tháng 4.\nHọc sinh xã đảo được miễn học phí từ năm nay\nTừ năm nay, hơn 400 học sinh xã đảo được miễn học phí và nhận sách giáo khoa không mất tiền.\nTrạm bơm Cồn Lát có thêm hai máy mới\nVụ đông xuân này, trạm bơm Cồn Lát chạy thêm hai máy mới để đưa nước về ba cánh đồng cuối kênh.",
            "
[trang Chợ nổi đông khách]
title: Chợ nổi đông khách
paragraph: Chợ nổi đón 2.000 khách trong ba ngày nghỉ.
paragraph: Giá trái cây tăng nhẹ.
paragraph: Bến tàu mới mở từ tháng 4.
[trang#2 Học sinh xã đảo được miễn học phí từ năm nay]
title: Học sinh xã đảo được miễn học phí từ năm nay
lead: Từ năm nay, hơn 400 học sinh xã đảo được miễn học phí và nhận sách giáo khoa không mất tiền.
[trang#3 Trạm bơm Cồn Lát có thêm hai máy mới]
title: Trạm bơm Cồn Lát có thêm hai máy mới
lead: Vụ đông xuân này, trạm bơm Cồn Lát chạy thêm hai máy mới để đưa nước về ba cánh đồng cuối kênh.
",
        ),
        // With subheadings the same lines are its sections.
        (
            "Chợ nổi đông khách\nBa ngày nghỉ đón hơn hai nghìn khách\nChợ nổi đón 2.000 khách trong ba ngày nghỉ.\nGiá trái cây tăng nhẹ.\nCầu tàu thứ hai sắp được khởi công\nCầu tàu dài 40 m, cho phép đón cùng lúc sáu tàu khách, theo ban quản lý chợ.\nTour đêm trên sông mở bán từ tuần sau\nDu khách được xem đờn ca tài tử và ăn tối trên thuyền trong hai giờ, giá từ 450.000 đồng.",
            "
[trang Chợ nổi đông khách]
title: Chợ nổi đông khách
paragraph: Ba ngày nghỉ đón hơn hai nghìn khách
paragraph: Chợ nổi đón 2.000 khách trong ba ngày nghỉ.
paragraph: Giá trái cây tăng nhẹ.
paragraph: Cầu tàu thứ hai sắp được khởi công
paragraph: Cầu tàu dài 40 m, cho phép đón cùng lúc sáu tàu khách, theo ban quản lý chợ.
paragraph: Tour đêm trên sông mở bán từ tuần sau
paragraph: Du khách được xem đờn ca tài tử và ăn tối trên thuyền trong hai giờ, giá từ 450.000 đồng.
",
        ),
        // A teaser in the middle of the article, on one line.
        (
            "Thu phí cầu\nCầu bắt đầu thu phí.\nBa xã xin miễn phí qua cầu TTO - Người dân ba xã gần cầu gửi đơn xin miễn phí theo Nghị định 90.\nMức phí là 15.000 đồng.",
            "
[trang Thu phí cầu]
title: Thu phí cầu
paragraph: Cầu bắt đầu thu phí.
paragraph: Mức phí là 15.000 đồng.
[trang#2 Ba xã xin miễn phí qua cầu]
title: Ba xã xin miễn phí qua cầu
lead: Người dân ba xã gần cầu gửi đơn xin miễn phí theo Nghị định 90.
",
        ),
        ("Cả bài chỉ có một câu này.", "\n[trang -]\nparagraph: Cả bài chỉ có một câu này.\n"),
        (" \n- / -\n***", "error"),
        (" \n12/5\n***", "[trang 12/5]\ntitle: 12/5\n"),
        ("", "error"),
    ];

    #[test]
    fn records() {
        let text = "Giá gạo tăng\n\nGiá gạo tăng 5% trong tháng.";
        for (text, title, expected) in [
            (
                text,
                Some(" Giá  gạo tăng "),
                "[trang Giá gạo tăng]\ntitle: Giá gạo tăng\nparagraph: Giá gạo tăng 5% trong tháng.\n",
            ),
            (
                text,
                Some("Tin giá gạo"),
                "[trang Tin giá gạo]\nparagraph: Giá gạo tăng\nparagraph: Giá gạo tăng 5% trong tháng.\n",
            ),
            (
                text,
                None,
                "[trang Giá gạo tăng]\ntitle: Giá gạo tăng\nparagraph: Giá gạo tăng 5% trong tháng.\n",
            ),
            (
                "Giá gạo tăng.\nXong.",
                None,
                "[trang -]\nparagraph: Giá gạo tăng.\nparagraph: Xong.\n",
            ),
        ] {
            assert_eq!(outline(raw(text, title, Some(1))), expected);
        }
    }

    #[test]
    fn html_blocks_keep_their_roles_and_parts() {
        let text = "Menu\u{200b}\r\nHọp xã\r\nXã họp sáng nay.\r\nXem thêm: Chợ huyện\r\nChợ mới\r\nChợ mở cửa.";
        let block = |part: usize, kind: BlockKind, words: &str| {
            let start = text.find(words).unwrap_or_default();
            Block { kind, span: Span::new(start, start + words.len()), part }
        };
        let mut page = raw(text, None, None);
        page.blocks = vec![
            block(0, BlockKind::Title, "Họp xã"),
            block(0, BlockKind::Paragraph, "Xã họp sáng nay."),
            block(0, BlockKind::Paragraph, "Xem thêm: Chợ huyện"),
            block(1, BlockKind::Title, "Chợ mới"),
            block(1, BlockKind::Paragraph, "Chợ mở cửa."),
            Block { kind: BlockKind::Paragraph, span: Span::new(7_000, 8_000), part: 2 },
        ];
        let expected = "[trang Họp xã]\ntitle: Họp xã\nparagraph: Xã họp sáng nay.\n[trang#2 Chợ mới]\ntitle: Chợ mới\nparagraph: Chợ mở cửa.\n";
        assert_eq!(outline(page), expected);
    }

    #[test]
    fn a_teaser_leads_back_to_the_page() {
        let text = "Tin xã\r\nXã Hoà Phú họp.\r\nTin khác\r\nUỷ ban huyện tiếp dân\r\nHuyện tiếp dân vào thứ Hai hằng tuần.";
        let documents = split(raw(text, None, None)).unwrap_or_default();
        let surface = |document: &Document, block: usize| {
            let chars = document.text.source_chars(document.blocks[block].span);
            text.chars().skip(chars.start).take(chars.len()).collect::<String>()
        };
        assert_eq!(documents.len(), 2);
        assert_eq!(surface(&documents[0], 1), "Xã Hoà Phú họp.");
        assert_eq!(
            (surface(&documents[1], 0).as_str(), documents[1].meta.title.as_deref()),
            ("Uỷ ban huyện tiếp dân", Some("Ủy ban huyện tiếp dân"))
        );
    }

    proptest! {
        /// Whatever the text, blocks lie in their document, in order, and none overlaps the next.
        #[test]
        fn blocks_are_in_order(
            text in prop_oneof![any::<String>(), "([A-ZĐa-zđệ.:>“”() ]{0,40}(\n|Xem thêm:?\n|Tin khác\n|Ảnh: An\n|TTO - )){0,12}"],
            spans in proptest::collection::vec((0usize..200, 0usize..200, 0usize..3), 0..6),
        ) {
            let mut page = raw(&text, None, None);
            for given in [Vec::new(), spans] {
                page.blocks = given.iter().map(|&(start, end, part)| Block { kind: BlockKind::Paragraph, span: Span::new(start, end), part }).collect();
                for document in split(page.clone()).unwrap_or_default() {
                    let mut end = 0;
                    for block in &document.blocks {
                        prop_assert!(block.span.start >= end && !document.block_text(block).is_empty() && block.part == 0);
                        end = block.span.end;
                    }
                }
            }
        }
    }
}
