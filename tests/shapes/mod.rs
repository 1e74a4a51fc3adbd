//! Hostile shapes of any size, and the way of one through the stages: the benchmark `scaling` and
//! the tests of counted work share them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use thoisu::index::{Index, IndexWriter, Query, SearchOptions};
use thoisu::model::Kinds;
use thoisu::random::Random;
use thoisu::read::{ReadOptions, Reader};
use thoisu::report::{Shown, write_jsonl};
use thoisu::run::pipeline::annotate;
use thoisu::run::{Options, ingest};

/// What a shape is fed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// Reading, splitting and extracting, as a file with this ending.
    Extract(&'static str),
    /// The same, and an index that looks for duplicates.
    Run(&'static str),
    /// The query parser and search.
    Search,
}

/// What its pieces are put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packed {
    Plain,
    /// Each piece is drawn from these that `|` parts.
    Drawn,
    /// Each piece is a response of a web archive, at this address.
    Warc(&'static str),
    /// Each piece is an entry of this name.
    Tar(&'static str),
    Zip(&'static str),
    Gzip,
}

/// A shape: a head, and a piece over and over; `#` in it is the number of the piece.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// What it is fed to.
    pub to: To,
    /// Its name.
    pub name: &'static str,
    head: &'static str,
    piece: &'static str,
    packed: Packed,
}

impl Shape {
    /// About `size` bytes of it.
    pub fn bytes(&self, size: usize) -> Vec<u8> {
        match self.packed {
            Packed::Plain => self.pieces(size).into_bytes(),
            Packed::Drawn => self.drawn(size).into_bytes(),
            Packed::Gzip => gzip(self.pieces(size).as_bytes()),
            Packed::Warc(address) => {
                (0..size / 220).flat_map(|number| self.response(address, number)).collect()
            }
            Packed::Tar(name) => self.tar(name, size / 1_536),
            Packed::Zip(name) => self.zip(name, size / 256),
        }
    }

    fn pieces(&self, size: usize) -> String {
        let mut text = self.head.to_string();
        let mut number = 0usize;
        while text.len() < size {
            text += &numbered(self.piece, number);
            number += 1;
        }
        text
    }

    fn drawn(&self, size: usize) -> String {
        let (pieces, mut random) = (self.piece.split('|').collect::<Vec<_>>(), Random::new(1));
        let mut text = self.head.to_string();
        while text.len() < size {
            text += pieces[random.below(pieces.len())];
        }
        text
    }

    fn response(&self, address: &str, number: usize) -> Vec<u8> {
        let body = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}",
            numbered(self.piece, number)
        );
        let address = numbered(address, number);
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2023-01-01T00:00:00Z\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
        .into_bytes()
    }

    fn tar(&self, name: &str, count: usize) -> Vec<u8> {
        let mut archive = tar::Builder::new(Vec::new());
        for number in 0..count {
            let content = numbered(self.piece, number);
            let mut header = tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            archive.append_data(&mut header, numbered(name, number), content.as_bytes()).unwrap();
        }
        archive.into_inner().unwrap()
    }

    fn zip(&self, name: &str, count: usize) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for number in 0..count {
            archive
                .start_file(numbered(name, number), zip::write::SimpleFileOptions::default())
                .unwrap();
            archive.write_all(numbered(self.piece, number).as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }
}

fn numbered(piece: &str, number: usize) -> String {
    if piece.contains('#') { piece.replace('#', &number.to_string()) } else { piece.to_string() }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Feeds bytes to what they are for, on one thread; gives the bytes of the answer. `dir` is for
/// what has to be a file, and holds the index that is searched.
pub fn feed(to: To, bytes: &[u8], dir: &Path) -> usize {
    match to {
        To::Extract(ending) => extracted(&file(dir, ending, bytes)).len(),
        To::Run(ending) => indexed(&file(dir, ending, bytes), &dir.join("out")),
        To::Search => {
            searched(&String::from_utf8_lossy(bytes), &Index::open(dir.join("index")).unwrap())
                .unwrap_or_default()
        }
    }
}

/// Makes the small index that is searched.
pub fn make_index(dir: &Path) {
    let text = "Ngày 19/5/2021, Bộ Chính trị ban hành Nghị quyết 15-NQ/TW; tỉnh chi 1.200 tỷ đồng cho thuế đất, phí và a b.\n";
    let records: String = (0..50)
        .map(|number| format!("{{\"id\":\"{number}\",\"text\":{}}}\n", serde_json::json!(text)))
        .collect();
    let path = file(dir, "jsonl", records.as_bytes());
    indexed(&path, &dir.join("index"));
}

fn file(dir: &Path, ending: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = dir.join(format!("shape.{ending}"));
    fs::write(&path, bytes).unwrap();
    path
}

/// What `thoisu extract` prints.
fn extracted(path: &Path) -> String {
    let mut out = String::new();
    for item in Reader::new(&[path.to_path_buf()], ReadOptions::default()).unwrap() {
        for outcome in annotate(vec![item], Kinds::default()) {
            for annotated in outcome.documents.unwrap_or_default() {
                write_jsonl(&annotated, Shown::default(), None, &mut out);
            }
        }
    }
    out
}

fn indexed(path: &Path, out: &Path) -> usize {
    if out.exists() {
        fs::remove_dir_all(out).unwrap();
    }
    let mut reader = Reader::new(&[path.to_path_buf()], ReadOptions::default()).unwrap();
    let options = Options { commit_every: 1 << 28, dedup: true, ..Options::default() };
    let mut count = 0;
    let mut note = |_| {
        count += 1;
        Ok(())
    };
    ingest(
        &mut reader,
        IndexWriter::open(out, 1).unwrap(),
        &options,
        &AtomicBool::new(false),
        &mut note,
    )
    .unwrap();
    count
}

/// The number of hits, if the text is a query.
fn searched(query: &str, index: &Index) -> Option<usize> {
    let query = Query::parse(query).ok()?;
    Some(index.search(&query, &SearchOptions::default()).unwrap().counts.total)
}

/// The head of an act, up to its title and with it.
const ACT_TITLE: &str = "BỘ XÂY DỰNG\nSố: 1/TT-BXD\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG TƯ\n";
const ACT: &str = "BỘ XÂY DỰNG\nSố: 1/TT-BXD\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG TƯ\nVề đò\nCăn cứ Luật;\n";

const fn shape(to: To, name: &'static str, head: &'static str, piece: &'static str) -> Shape {
    Shape { to, name, head, piece, packed: Packed::Plain }
}

const fn text(name: &'static str, head: &'static str, piece: &'static str) -> Shape {
    shape(To::Extract("txt"), name, head, piece)
}

const fn page(name: &'static str, head: &'static str, piece: &'static str) -> Shape {
    shape(To::Extract("html"), name, head, piece)
}

const fn query(name: &'static str, head: &'static str, piece: &'static str) -> Shape {
    shape(To::Search, name, head, piece)
}

const fn container(
    ending: &'static str,
    name: &'static str,
    head: &'static str,
    piece: &'static str,
) -> Shape {
    shape(To::Extract(ending), name, head, piece)
}

const fn packed(
    ending: &'static str,
    name: &'static str,
    packed: Packed,
    piece: &'static str,
) -> Shape {
    Shape { to: To::Extract(ending), name, head: "", piece, packed }
}

const BODY: &str = "<h1>Xã họp bàn việc đắp đê</h1><p>Sáng 5/9, xã Yên Hòa họp bàn về tuyến đê bao dài 4,2 km quanh đồng.</p>";

/// What news are made of, without what parts it.
const GLUED: &str = "ngày|19/5/2021|tháng|năm|2018|-|/|Nghị quyết|số|15-NQ/TW|NĐ-CP|của|Chính phủ|3|tỷ|đồng|hai mươi|80|%|Luật|Đất đai|(|)|.|,|“|”|:|TW|QĐ|khóa|XII|và|quý|I|từ|đến|hoà|\u{300}|1.000|ha|\u{d0}|điều|khoản";

/// All shapes.
pub const SHAPES: &[Shape] = &[
    text(
        "heads of acts",
        "",
        "TM. UBND\nUBND XÃ\nSố: #/2026/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNgày 5 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề đò\n",
    ),
    text(
        "mottos behind a signature",
        ACT,
        "TM. UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: /TT\n",
    ),
    text(
        "mottos on one line",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Số: 5/QĐ-UBND Hà Nội, ngày 5 tháng 3 năm 2026 ",
    ),
    text("articles and quotations of an act", ACT, "Điều #. Đò\n“Điều 1. Bến\n"),
    text(
        "issuers of an act",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/TT-BXD\n",
        "BỘ XÂY DỰNG\n",
    ),
    text("a title of an act without end", ACT_TITLE, "về đò ngang của\n"),
    Shape {
        to: To::Extract("txt"),
        name: "glued random tokens",
        head: "",
        piece: GLUED,
        packed: Packed::Drawn,
    },
    Shape {
        to: To::Extract("txt"),
        name: "random words in lines",
        head: "",
        piece: "ngày |1/2 |năm |số |\n|và |15-NQ/TW, |Luật |Đất đai |2018 |theo |. |(|) |“|” |một |tỷ |đồng ",
        packed: Packed::Drawn,
    },
    Shape {
        to: To::Extract("txt"),
        name: "random capitals, signs, digits",
        head: "",
        piece: "A|B|Đ|1|2|-|/|.|,| |\n|(|)|:",
        packed: Packed::Drawn,
    },
    container("md", "open brackets of Markdown", "", "["),
    container("md", "links of Markdown", "", "[a](b) "),
    container("md", "open emphasis of Markdown", "", "*a **b "),
    container("md", "quotes of Markdown", "", "> "),
    container("md", "lists of Markdown within each other", "", "- "),
    container("md", "rows of Markdown", "| a |\n|---|\n", "| # |\n"),
    container("md", "footnotes of Markdown", "", "a[^#]\n\n[^#]: b\n\n"),
    text("numbers of one type", "Nghị quyết số ", "1, "),
    text("codes in a list", "", "15-NQ/TW, "),
    text("codes joined by và", "Nghị định số ", "1/2019/NĐ-CP và "),
    text("codes glued", "", "15-NQ/TW"),
    text("code's slashes", "Số 1", "/NQ"),
    text("code's hyphens", "Số 1/NQ", "-TW"),
    text("headings of teasers", "", "Tin liên quan\nMột hai ba bốn năm sáu bảy tám.\n"),
    text("headings and numbers", "", "Tin liên quan\nSáng # người dân xã họp bàn #.\n"),
    text(
        "heading, then lines",
        "Họp xã\n\nSáng 5/9, xã họp.\n\nCó thể bạn quan tâm\n",
        "Dân thôn # đắp đê\n",
    ),
    text("days of a list", "", "ngày 1, 2, 3 và "),
    text("days and slashes", "", "1/2/3/4/"),
    text("days, one month", "", "ngày 1, 2, 3, 4, "),
    text("ngày", "", "ngày "),
    text("tháng", "", "tháng "),
    text("weekdays", "", "thứ Hai, "),
    text("quarters", "", "quý I, II, III, "),
    text("years in a range", "", "2018-"),
    text("from a year", "", "từ năm 2018 đến "),
    text("thousands", "", "1.000."),
    text("digits", "", "0"),
    text("digits apart", "", "1 "),
    text("decimals", "", "1,5 "),
    text("number words", "", "hai mươi "),
    text("magnitudes", "một ", "tỷ "),
    text("magnitudes and digits", "", "1 tỷ 2 triệu "),
    text("percents", "", "80-90% "),
    text("open brackets", "", "("),
    text("brackets and numbers", "", "((1) "),
    text("open quotes", "", "“Nghị quyết "),
    text("straight quotes", "", "\""),
    text("one word", "", "a"),
    text("one word in capitals", "", "Đ"),
    text("marks alone", "a", "\u{301}"),
    text("decomposed", "", "e\u{302}\u{301}"),
    text("empty lines", "Họp xã", "\n"),
    text("blanks", "Họp xã", " "),
    text("no-break blanks", "Họp", "\u{a0}"),
    text("dots", "Họp", "."),
    text("short lines", "", "Họp #\n"),
    text("same lines", "", "Họp xã\n"),
    text("headline and day", "", "Họp xã\n12/4/2023\n"),
    text("numbered headlines", "", "Bài #: Họp xã\n\nSáng nay xã họp.\n\n"),
    text("heads", "", "Tiêu đề: Họp\nSáng nay xã họp.\n"),
    text("rules", "", "---\nHọp.\n"),
    text("stars", "", "***\nHọp.\n"),
    text("captions", "", "Ảnh: Lê A\n"),
    text("bylines", "", "Lê Văn A\n"),
    text("addresses glued", "", "http://a.vn/1/"),
    text("addresses", "", "a.vn/1 "),
    text("laws", "", "Luật Đất đai, "),
    text("laws joined", "Luật ", "Đất đai và "),
    text("law's title goes on", "Luật sửa đổi, bổ sung một số điều của ", "Luật "),
    text("titles quoted", "", "Nghị quyết 1 “Về việc "),
    text("issuers", "Nghị quyết 15 ", "của Chính phủ "),
    text("about", "", "Quyết định về việc "),
    text("congresses", "", "khóa XII, "),
    text("Roman numbers", "", "XIX. "),
    text("articles of laws", "", "điểm a, b khoản 1, 2 Điều "),
    text("abbreviations", "", "TP. "),
    text("capital words", "", "Ban Chấp Hành Đảng Bộ Tỉnh "),
    text("VIQR", "", "Nghi. quye^'t so^' 1. "),
    text("misread twice", "", "Nghá»‹ quyáº¿t sá»‘ 1. "),
    text("look-alikes", "", "Q\u{d0}\u{ad} "),
    page("div closed by nothing", BODY, "<div></x>"),
    page("div", BODY, "<div>"),
    page(
        "bold reopened",
        "<h1>Họp</h1><p><b id=1><b id=2><b id=3><b id=4><b id=5><b id=6><b id=7><b id=8></p>",
        "<p>x</p>",
    ),
    page("bold left open", BODY, "<p><b id=#></p>"),
    page("attributes of one tag", "<h1>Họp</h1><div", " a#=1"),
    page("attributes of an end", "<h1>Họp</h1></div", " a#=1"),
    page("a long value", "<h1>Họp</h1><div a='", " a#=1"),
    page("less-than signs", BODY, "<"),
    page("less-than and blanks", BODY, "< "),
    page("entities", BODY, "&lt;"),
    page("ampersands", BODY, "&"),
    page("comments", BODY, "<!---->"),
    page("an open comment", BODY, "<!-- -"),
    page("NULs", BODY, "\0"),
    page("breaks", BODY, "x<br>"),
    page(
        "links in a paragraph",
        "<h1>Họp</h1><p><a>Một liên kết dài hơn hai mươi chữ</a>",
        " và chữ này nữa <a>x</a>",
    ),
    page("superscripts", "<h1>Họp</h1><p>Rộng", " 12 km<sup>2</sup> đất"),
    page("text of a table", "<h1>Họp</h1><table>", "x"),
    page("cells", "<h1>Họp</h1><table>", "<tr><td>1<td>2"),
    page(
        "paragraphs",
        BODY,
        "<p>Chiều 5/9, xã Yên Hòa họp bàn về tuyến đê bao dài # km quanh cánh đồng làng.</p>",
    ),
    page("headings in headings", "", "<h1>Họp<div>"),
    page("words of a class", "<h1>Họp</h1><div class='", "box-#Related "),
    page("keywords", "<h1>Họp</h1><meta name=keywords content='", "họp #,"),
    page("JSON-LD brackets", "<script type='application/ld+json'>", "["),
    page(
        "JSON-LD objects",
        "<script type='application/ld+json'>[",
        "{\"@type\":\"Article\",\"author\":{\"name\":\"a\"}},",
    ),
    page("a long title", "<title>", "Họp - "),
    packed("warc", "one address and time", Packed::Warc("http://a.vn/1"), "x"),
    packed("warc", "many addresses", Packed::Warc("http://a.vn/#"), "x"),
    packed("tar", "entries of one name", Packed::Tar("a.txt"), "Sáng 5/9, xã họp."),
    packed(
        "tar",
        "entries in deep folders",
        Packed::Tar("a/b/c/d/e/f/g/h/#.txt"),
        "Sáng 5/9, xã họp.",
    ),
    packed("zip", "many entries", Packed::Zip("#.txt"), "Sáng 5/9, xã họp."),
    packed("txt.gz", "compressed", Packed::Gzip, "Họp xã # ngày 5/9. "),
    container("warc", "lines that are no archive", "", "WARC/1.0\r\n"),
    container("warc", "head without end", "WARC/1.0\r\n", "a: b\r\n"),
    container("jsonl", "empty records", "", "{}\n"),
    container("jsonl", "short records", "", "{\"id\":\"#\",\"text\":\"Họp 5/9.\"}\n"),
    container("jsonl", "a string of escapes", "{\"text\":\"", "\\u0041"),
    container("jsonl", "a record of many keys", "{", "\"k#\":1,"),
    container("jsonl", "nested lists", "{\"a\":", "["),
    container("json", "a list of records", "[", "{\"id\":\"#\",\"text\":\"Họp 5/9.\"},"),
    container("json", "nested objects", "", "{\"a\":"),
    container("json", "an open string", "[\"", "a"),
    container("json", "backslashes", "[\"", "\\\\"),
    container("csv", "quotes", "id,text\n1,", "\""),
    container("csv", "short rows", "id,text\n", "#,Họp 5/9.\n"),
    container("csv", "columns", "id,text", ",c#"),
    container("csv", "commas", "id,text\n1,a", ","),
    container("csv", "open tags in a field", "text\n\"<p>", "<b>"),
    container("csv", "beginnings of tags in a field", "text\n\"<p>", "<p "),
    container("csv", "ends of tags in a field", "text\n\"", "<b>5</b>\n"),
    container("csv", "references in a field", "text\n\"", "&nbsp 5 &x;"),
    container("csv", "escaped tags in a field", "text\n\"", "&lt;b&gt;5&lt;/b&gt;"),
    container("csv", "a long lead", "text,lead\nxã họp,\"", "xã họp 5/9\n"),
    container(
        "jsonl",
        "leads that stand in the text",
        "",
        "{\"id\":\"#\",\"lead\":\"Họp 5/9.\",\"text\":\"Họp 5/9. Xã họp.\"}\n",
    ),
    shape(
        To::Run("jsonl"),
        "records of one text",
        "",
        "{\"id\":\"#\",\"text\":\"Sáng 5/9, xã Yên Hòa họp bàn về tuyến đê.\"}\n",
    ),
    shape(
        To::Run("jsonl"),
        "records of one id",
        "",
        "{\"id\":\"1\",\"text\":\"Sáng 5/9, xã thứ # họp bàn về tuyến đê.\"}\n",
    ),
    shape(
        To::Run("jsonl"),
        "records nearly alike",
        "",
        "{\"id\":\"#\",\"text\":\"Sáng 5/9, xã Yên Hòa họp bàn về tuyến đê bao dài # km quanh cánh đồng của làng, mọi nhà cùng đóng góp công sức và thóc gạo.\"}\n",
    ),
    shape(To::Run("txt"), "one word over and over", "", "thuế "),
    shape(To::Run("txt"), "all words differ", "", "a#b "),
    shape(To::Run("txt"), "many mentions", "", "ngày 5/9 chi 15-NQ/TW "),
    query("words", "", "thuế "),
    query("bare words", "", "thue "),
    query("one word of a query", "", "a"),
    query("brackets", "", "("),
    query("closed brackets", "a", ")"),
    query("brackets in pairs", "", "(a) "),
    query("alternatives", "a", " OR a"),
    query("exclusions", "a", " -b"),
    query("an open phrase", "\"", "a "),
    query("phrases", "", "\"a b\"~3 "),
    query("prefixes", "", "a* "),
    query("codes", "", "15-NQ/TW "),
    query("code's hyphens in a query", "15", "-NQ"),
    query("numbers", "", "number:1 "),
    query("a long number", "number:\"", "1 tỷ "),
    query("a long day", "date:\"", "ngày 1 "),
    query("a long range", "date:1", "..2"),
    query("fields", "", "title:"),
    query("colons", "a", ":"),
    query("tildes", "a", "~"),
];
