//! Queries over a small index: which documents they find, and in which order.

use std::path::Path;

use super::super::{
    CountBy, Counted, FacetField, Granularity, Index, IndexWriter, Matching, Query, SearchOptions,
    Sort, Stamp, TimelineOptions,
};
use crate::model::{
    Amount, CalendarUnit, DateValue, Edtf, NumberClass, NumberForm, Quantity, Regulation,
    RegulationForm,
};
use crate::{
    Annotated, Block, BlockKind, Document, Mention, MentionField, Meta, Origin, Published, Result,
    Span, Text, Value,
};

/// A document without mentions. An empty title is none.
pub(in crate::index) fn annotated(
    id: &str,
    title: &str,
    text: &str,
    published: Option<&str>,
) -> Annotated {
    let title = (!title.is_empty()).then(|| title.to_string());
    let meta = Meta { title, published: published.and_then(Published::parse), ..Meta::default() };
    let origin = Origin { path: "-".into(), record: None };
    let text = Text::new(text.to_string());
    let blocks = vec![Block {
        kind: BlockKind::Paragraph,
        span: Span::new(0, text.as_str().len()),
        part: 0,
    }];
    let document = Document {
        id: id.into(),
        source_id: id.split('#').next().unwrap_or(id).into(),
        origin,
        meta,
        text,
        title: None,
        lead: None,
        blocks,
        asides: Vec::new(),
        foreign: Vec::new(),
        addressable: true,
        head: None,
        regulation: None,
    };
    Annotated {
        document,
        mentions: Vec::new(),
        apart: Vec::new(),
        relations: Vec::new(),
        in_force: Vec::new(),
    }
}

/// The ids that a query finds, in order, with a blank between.
pub(in crate::index) fn ids(index: &Index, query: &str, options: &SearchOptions) -> String {
    let found = Query::parse(query)
        .map_err(crate::Error::from)
        .and_then(|query| index.search(&query, options));
    match found {
        Ok(found) => {
            found.hits.iter().map(|hit| hit.document.id.as_str()).collect::<Vec<_>>().join(" ")
        }
        Err(error) => error.to_string(),
    }
}

fn mention(value: Value) -> Mention {
    Mention {
        field: MentionField::Text,
        span: Span::new(0, 1),
        source: Span::new(0, 1),
        surface: "x".into(),
        value,
        why: None,
    }
}

fn regulation(value: &str) -> Mention {
    let form = RegulationForm::Code;
    let (number, year, doc_type, issuer, issued, title) = (None, None, None, None, None, None);
    mention(
        Regulation {
            form,
            value: value.into(),
            number,
            year,
            doc_type,
            issuer,
            issued,
            title,
            target: None,
        }
        .into(),
    )
}

/// Builds an index of these documents with so many segments.
fn build(dir: &Path, documents: &[Annotated], segments: usize) -> Result<Index> {
    let mut writer = IndexWriter::open(dir, segments)?;
    for document in documents {
        put(&mut writer, document);
    }
    writer.finish()?;
    Index::open(dir)
}

/// Puts a document in the index as an item of its own.
pub(in crate::index) fn put(writer: &mut IndexWriter, document: &Annotated) {
    let stamp =
        Stamp::new("-", &document.document.id, document.document.text.as_str().as_bytes(), 0);
    let built = writer.builder().build(document);
    assert!(matches!(writer.put(&stamp, vec![built]), Ok(false)));
}

fn news() -> Vec<Annotated> {
    let mut news = vec![
        annotated(
            "a",
            "Thu ngân sách quý I",
            "Sở Tài chính báo cáo thu ngân sách nhà nước năm 2023 đạt 1.200 tỷ đồng.",
            Some("2023-04-13"),
        ),
        annotated(
            "b",
            "Phía nam vào mùa khô",
            "Các tỉnh phía nam lo nước tưới. TP.HCM cấp nước 8:30 sáng.",
            Some("2023-12-31T23:30:00+07:00"),
        ),
        annotated(
            "c",
            "Họp xã",
            "Năm năm qua, xã đã họp năm lần về thu thuế đất; hoà giải ở Đảng ủy.",
            Some("2024-01-01"),
        ),
        annotated("d", "Bóng đá xã", "Giải bóng đá xã kết thúc, đội nhà thua.", None),
        annotated("d#2", "Lệ phí", "Thuế và lệ phí không tăng. Phí lệ thì có.", None),
        annotated(
            "e",
            "Nghị quyết mới",
            "Trung ương ra nghị quyết; nghị trường bàn về quyết tâm của trung tâm và địa ương.",
            Some("2022-06-30T00:00:00+07:00"),
        ),
    ];
    if let Some(first) = news.first_mut() {
        first.mentions =
            vec![regulation("41-QĐ/TW"), regulation("41-QĐ/TW"), regulation("Nghị quyết 9")];
        first.document.meta.url = Some("https://www.Bao.example.vn/a.html".into());
    }
    news
}

#[test]
fn queries_and_what_they_find() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &news(), 2)?;
    assert_eq!(index.len(), 6);
    let table = [
        // words, in title or body
        ("bóng", "d"),
        ("BÓNG", "d"),
        ("xã", "c d"),
        ("thu thuế", "c"),
        ("thu AND thuế", "c"),
        ("thuế OR bóng", "d d#2 c"),
        ("không-có", ""),
        // phrases
        ("\"lệ phí\"", "d#2"),
        ("\"thuế lệ\"", ""),
        ("\"ngân sách nhà nước\"", "a"),
        ("\"sách ngân\"", ""),
        ("\"nghị quyết trung ương\"", ""),
        ("\"ra nghị quyết\"", "e"),
        // a phrase does not run from the title into the body
        ("\"xã giải\"", ""),
        // exclusion
        ("xã -bóng", "c"),
        ("-xã", "a b d#2 e"),
        ("-xã -\"lệ phí\" -(nước OR thu)", "e"),
        ("(xã -bóng) OR \"lệ phí\"", "d#2 c"),
        ("bóng OR -(thu OR nước)", "d d#2 e"),
        ("(-xã)", "a b d#2 e"),
        // the title alone
        ("title:thu", "a"),
        ("title:\"bóng đá\"", "d"),
        ("title:(họp OR nam)", "c b"),
        ("title:đảng", ""),
        // words that hold several, and numbers
        ("TP.HCM", "b"),
        ("hcm", "b"),
        ("1.200", "a"),
        ("200", ""),
        ("8:30", "b"),
        // one spelling for one word
        ("hòa giải", "c"),
        ("hoà giải", "c"),
        ("\"Đa\u{309}ng u\u{309}y\"", "c"),
        // regulations however typed
        ("regulation:41-QĐ/TW", "a"),
        ("regulation:41-qd/tw", "a"),
        ("regulation:\"41 QĐ TW\"", "a"),
        ("regulation:\"nghi quyet 9\"", "a"),
        ("regulation:4-QĐ/TW", ""),
        ("thu -regulation:41-QĐ/TW", "c"),
        // source and id
        ("source:bao.example.vn", "a"),
        ("source:www.BAO.example.vn", "a"),
        ("source:example.vn", ""),
        ("id:d#2", "d#2"),
        ("id:D", ""),
        // publication, in Vietnam's days
        ("published:2023", "a b"),
        ("published:2023-04", "a"),
        ("published:2023-12-31", "b"),
        ("published:2024-01-01", "c"),
        ("published:2022-06-30", "e"),
        ("published:2022-06-29", ""),
        ("published:2022-06..2023-04", "a e"),
        ("published:..2022", "e"),
        ("published:2024..", "c"),
        ("published:0001..9999", "a b c e"),
        ("published:..1900", ""),
        ("-published:0001..9999", "d d#2"),
        ("nước published:2023", "b a"),
    ];
    for (query, expected) in table {
        assert_eq!(ids(&index, query, &SearchOptions::default()), expected, "{query}");
    }
    Ok(())
}

/// The query, what it finds, and whether its marks were completed for that.
#[test]
fn marks_left_out_in_haste_are_completed() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &news(), 2)?;
    for (query, expected, completed) in [
        // No syllable is written so: it may be what has its marks and more.
        ("nghị quyêt", "e", false),
        ("trung uơng", "e", false),
        ("\"nghi quyêt\"", "e", true),
        // A syllable is itself, unless nothing else is found.
        ("lệ", "d#2", false),
        ("lê", "d#2", true),
        ("đang", "c", true),
        ("\"lê phi\"", "d#2", true),
        ("lê -phí", "", true),
        ("hỏi", "", false),
        // Marks first: only then words are left out.
        ("lê phi", "d#2", true),
    ] {
        let parsed = Query::parse(query).map_err(crate::Error::from)?;
        let found = index.search(&parsed, &SearchOptions::default())?;
        let is_completed = !found.help.completed.is_empty();
        assert_eq!(
            (ids(&index, query, &SearchOptions::default()).as_str(), is_completed),
            (expected, completed),
            "{query}"
        );
    }
    Ok(())
}

#[test]
fn words_that_stand_together_come_first() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let scattered = "Chính quyền xã bàn chuyện trị thủy; chính người dân đòi trị tội phá rừng, chính thức trị bệnh.";
    let together = "Dân bàn chuyện xã: hệ thống chính trị ở cơ sở cần người trẻ, người giỏi và người có tâm với dân.";
    let documents = [
        annotated("a", "", scattered, None),
        annotated("b", "", together, None),
        annotated("c", "", "Trị bệnh.", None),
    ];
    let index = build(temp.path(), &documents, 1)?;
    for query in ["chính trị", "chinh tri", "title:x OR (chính trị)", "chính trị -bóng"] {
        assert_eq!(ids(&index, query, &SearchOptions::default()), "b a", "{query}");
    }
    assert_eq!(
        ids(&index, "trị chính", &SearchOptions::default()),
        "a b",
        "in the order in which they were typed"
    );
    Ok(())
}

#[test]
fn diacritics_are_decided_by_the_query() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &news(), 2)?;
    let table = [
        // typed with marks: only itself
        ("năm", "c a"),
        ("nấm", ""),
        ("ñam", "b c a"),
        // typed bare: any
        ("nam", "b c a"),
        ("Nam", "b c a"),
        ("dang", "c"),
        ("thue", "d#2 c"),
        ("uy", "c"),
        // each syllable for itself
        ("phi lệ", "d#2"),
        ("\"lệ phi\"", "d#2"),
        ("\"le phí\"", "d#2"),
        ("\"le phi\"", "d#2"),
        ("\"phia nam\"", "b"),
        ("\"phia năm\"", ""),
        ("\"nam lan\"", "c"),
        ("\"nghi quyet trung uong\"", ""),
        ("nghi quyet trung uong", "e"),
        ("title:nghi", "e"),
        ("-nam bong", "d"),
        // an abbreviation is the other ways to write it
        ("tphcm", "b"),
    ];
    for (query, expected) in table {
        assert_eq!(ids(&index, query, &SearchOptions::default()), expected, "{query}");
    }
    Ok(())
}

/// A list of bank transfers is written without marks: a query typed so does not mean that.
#[test]
fn a_bare_query_does_not_prefer_text_without_marks() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let filler = "và nhiều việc khác nữa của các địa phương ".repeat(30);
    let documents = [
        annotated("1", "Năm mới", "năm năm năm năm", None),
        annotated("2", "", &format!("{filler} nam {filler}"), None),
        annotated("3", "", "miền năm tới, miền năm tới, miền năm tới", None),
        annotated("4", "", &format!("{filler} mien nam toi {filler}"), None),
    ];
    let index = build(temp.path(), &documents, 1)?;
    assert_eq!(ids(&index, "nam", &SearchOptions::default()), "1 3 2 4");
    assert_eq!(ids(&index, "mien nam toi", &SearchOptions::default()), "3 4");
    Ok(())
}

#[test]
fn what_is_typed_is_understood() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let mut documents = vec![
        annotated(
            "1",
            "Chi tiêu",
            "Theo Nghị định 178/2024/NĐ-CP, Chính phủ chi 1.200 tỷ đồng chống tham nhũng ở Thành phố Hồ Chí Minh.",
            None,
        ),
        annotated(
            "2",
            "",
            "Hội nghị về Nghị quyết 57 do Ủy ban nhân dân tỉnh tổ chức ngày 2/9/2025.",
            Some("2025-09-02"),
        ),
        annotated(
            "3",
            "",
            "Dịch covid-19 ở viện; đảng viên đi chợ, chi tiêu ít.",
            Some("2021-09-02"),
        ),
        annotated("4", "", "Đảng chỉ đạo; Trịnh họp với Văn phòng, ông Quyết là khách.", None),
        annotated("5", "", "Ông Trịnh Văn Quyết họp ở xã.", None),
    ];
    documents[0].document.meta.author = Some("Nguyễn Lan Anh".into());
    documents[0].document.meta.section = Some("Thời sự".into());
    documents[1].document.meta.tags = vec!["Đất đai".into(), "Nhà ở".into()];
    let documents: Vec<Annotated> =
        documents.into_iter().map(|found| crate::extract::extract(found.document)).collect();
    let index = build(temp.path(), &documents, 2)?;
    for (query, expected) in [
        ("họp NOT xã", "4"),
        ("họp !xã", "4"),
        ("author:lan", "1"),
        ("author:\"lan anh\" section:\"thoi su\"", "1"),
        ("tag:\"đất đai\"", "2"),
        ("-tag:dat chi", "1 3 4"),
        ("published:none", "1 4 5"),
        ("nd 178", "1"),
        ("nd178/2024", "1"),
        ("178 nđ", "1"),
        ("nq 57", "2"),
        ("NQ-57", "2"),
        ("nq57", "2"),
        ("57-NQ/TW", "2"),
        ("1200 tỷ", "1"),
        ("covid19", "3"),
        ("UBND tỉnh", "2"),
        ("TP.HCM", "1"),
        ("thamnhũng", "1"),
        ("ddảng vieen", "3"),
        ("=chi", "1 3"),
        ("trịnh văn quyết là ai", "5 4"),
    ] {
        let mut found = ids(&index, query, &SearchOptions::default());
        if query == "=chi" {
            let mut sorted: Vec<&str> = found.split(' ').collect();
            sorted.sort_unstable();
            found = sorted.join(" ");
        }
        assert_eq!(found, expected, "{query}");
    }
    let help = |query: &str| {
        Ok::<_, crate::Error>(index.search(&Query::parse(query)?, &SearchOptions::default())?.help)
    };
    assert_eq!(help("57-NQ/TW")?.notes, ["no document cites 57-NQ/TW; 1 cite Nghị quyết 57"]);
    assert_eq!(help("ddảng vieen")?.showing.as_deref(), Some("đảng viên"));
    assert_eq!(help("UBND tỉnh")?.expanded[0].searched, ["Ủy ban nhân dân"]);
    assert_eq!(help("đảng zzqx")?.dropped, ["zzqx"]);
    let exact = SearchOptions { is_exact: true, ..SearchOptions::default() };
    for query in ["thamnhũng", "dang", "UBND", "covid19", "1200"] {
        assert_eq!(ids(&index, query, &exact), "", "{query}");
    }
    Ok(())
}

/// Documents that have the words side by side, all of them, a good part of them.
#[test]
fn what_is_counted() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let documents = [
        annotated("1", "", "chuyển đổi số ở xã", None),
        annotated("2", "", "đổi mới, chuyển nhà, số nhà", None),
        annotated("3", "chuyển đổi số", "xã", None),
        annotated("4", "", "chuyển đổi, họp", None),
        annotated("5", "", "họp", None),
    ];
    let index = build(temp.path(), &documents, 2)?;
    let count = |query: &str, counted: Option<Counted>| {
        let options = SearchOptions { counted, facets: vec![], ..SearchOptions::default() };
        let counts = index.search(&Query::parse(query)?, &options)?.counts;
        Ok::<_, crate::Error>((
            counts.together,
            counts.all_words,
            counts.total,
            counts.counted.name(),
            counts.matching().name(),
        ))
    };
    assert_eq!(count("chuyen doi so", None)?, (Some(2), 3, 3, "together", "all"));
    assert_eq!(count("chuyển đổi số", None)?, (Some(2), 3, 3, "total", "all"));
    assert_eq!(
        count("chuyển đổi số", Some(Counted::Together))?,
        (Some(2), 3, 3, "together", "all")
    );
    assert_eq!(count("họp", None)?, (Some(2), 2, 2, "total", "all"));
    assert_eq!(count("xã zzqx", None)?, (Some(0), 0, 2, "total", "partial"));
    assert_eq!(count("\"đổi số\"", None)?, (Some(2), 2, 2, "total", "all"));
    Ok(())
}

#[test]
fn orders_and_pages() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &news(), 2)?;
    let all = "-khôngcó";
    let options = SearchOptions { sort: Sort::Published, ..SearchOptions::default() };
    assert_eq!(ids(&index, all, &options), "e a b c d d#2");
    assert_eq!(
        ids(&index, all, &SearchOptions { limit: 3, offset: 2, ..options.clone() }),
        "b c d"
    );
    assert_eq!(
        ids(&index, all, &SearchOptions { sort: Sort::PublishedDesc, ..options.clone() }),
        "c b a e d d#2"
    );
    for (limit, offset) in [(0, 0), (10, 6), (10, usize::MAX), (usize::MAX, 3)] {
        let Ok(query) = Query::parse(all) else { continue };
        let found = index.search(&query, &SearchOptions { limit, offset, ..options.clone() })?;
        assert_eq!((found.counts.total, found.hits.len()), (6, if offset == 3 { 3 } else { 0 }));
    }
    Ok(())
}

/// Undated documents in segments of their own, where the publication time has no value at all.
#[test]
fn an_index_without_any_time_sorts_by_id() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let documents = [annotated("2", "", "xã", None), annotated("1", "", "xã", None)];
    let index = build(temp.path(), &documents, 2)?;
    for sort in [Sort::Published, Sort::PublishedDesc, Sort::Relevance] {
        assert_eq!(ids(&index, "xã", &SearchOptions { sort, ..SearchOptions::default() }), "1 2");
    }
    assert_eq!(ids(&index, "published:2023", &SearchOptions::default()), "");
    let empty = tempfile::tempdir()?;
    let index = build(empty.path(), &[], 1)?;
    for query in ["xã", "-xã", "\"xã hội\"", "published:2023", "xa"] {
        assert_eq!(ids(&index, query, &SearchOptions::default()), "");
    }
    Ok(())
}

/// However the documents are dealt out to segments, hits and scores are the same.
#[test]
fn results_do_not_depend_on_segments() -> Result<()> {
    let words = ["thuế", "thue", "phí", "phi", "lệ", "họp", "xã", "tỉnh", "nghị", "quyết", "quyet"];
    // A fixed row of words in no order, so that every pair of them meets somewhere.
    let word = |i: usize, k: usize| {
        words[(i * 2_654_435_761 + k * 40_503 + (i ^ k) * 97) / 7 % words.len()]
    };
    let text = |i: usize| (0..20 + i % 7).map(|k| word(i, k)).collect::<Vec<_>>().join(" ");
    let documents: Vec<Annotated> = (0..300)
        .map(|i| annotated(&format!("{:03}", (i * 7) % 300), word(i, 99), &text(i), None))
        .collect();
    let mut seen = Vec::new();
    for segments in [1, 2, 5] {
        let temp = tempfile::tempdir()?;
        let index = build(temp.path(), &documents, segments)?;
        let mut results = Vec::new();
        for query in [
            "thue phi",
            "thue hop le xa tỉnh",
            "thuế OR le OR họp OR xa OR quyet",
            "\"le phi\" OR hop xa",
            "nghi quyet -thuế",
            "\"nghi quyet\"",
            "xã",
        ] {
            let Ok(query) = Query::parse(query) else { continue };
            results.push(
                index.search(&query, &SearchOptions { limit: 100, ..SearchOptions::default() })?,
            );
        }
        assert!(
            results.iter().all(|result| result.counts.total > 0),
            "{:?}",
            results.iter().map(|result| result.counts.total).collect::<Vec<_>>()
        );
        seen.push(results);
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
    Ok(())
}

#[test]
fn hits_and_documents_carry_what_was_stored() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let mut news = news();
    if let Some(first) = news.first_mut() {
        let quarter = Edtf::At(CalendarUnit::Quarter { year: Some(2023), quarter: 1 });
        first.mentions.push(mention(DateValue { edtf: Some(quarter), part_of_day: None }.into()));
        first.mentions.push(mention(DateValue { edtf: None, part_of_day: None }.into()));
        let amount = Amount::Range(80.into(), 90.into());
        let quantity = Quantity {
            amount,
            form: NumberForm::Digits,
            class: NumberClass::Percent,
            unit: Some("%"),
            approx: None,
        };
        first.mentions.push(mention(quantity.into()));
    }
    let index = build(temp.path(), &news, 1)?;
    let Ok(query) = Query::parse("\"ngan sach\" -title:mùa") else { return Ok(()) };
    let found = index.search(&query, &SearchOptions::default())?;
    let hit = found.hits.first();
    assert_eq!(
        hit.map(|hit| (
            hit.document.id.as_str(),
            hit.document.source_id.as_str(),
            hit.document.title.as_deref()
        )),
        Some(("a", "a", Some("Thu ngân sách quý I")))
    );
    assert_eq!(hit.and_then(|hit| hit.document.published.as_deref()), Some("2023-04-13"));
    assert_eq!(
        hit.and_then(|hit| hit.document.url.as_deref()),
        Some("https://www.Bao.example.vn/a.html")
    );
    let expected = "Sở Tài chính báo cáo thu [ngân] [sách] nhà nước năm 2023 đạt 1.200 tỷ đồng.";
    assert_eq!(hit.map(|hit| hit.snippet.marked("[", "]")).as_deref(), Some(expected));
    let stored = index.documents("d#2")?.pop();
    let stored = stored.as_ref().map(|stored| {
        (
            stored.facts.source_id.as_str(),
            stored.facts.published.as_deref(),
            stored.text.as_str(),
            stored.mentions.len(),
        )
    });
    assert_eq!(stored, Some(("d", None, "Thuế và lệ phí không tăng. Phí lệ thì có.", 0)));
    assert_eq!(index.documents("zz")?, []);
    Ok(())
}

/// Documents that mention regulations, dates and numbers, by the extractors themselves.
fn cited() -> Vec<Annotated> {
    let texts = [
        (
            "a",
            "Ngày 19/5/2021, Bộ Chính trị ban hành Nghị quyết 15-NQ/TW. Quý I/2023, tỉnh thu 1.200 tỷ đồng.",
            "2021-05-20",
        ),
        (
            "b",
            "Quy định số 11-QĐ/TW nói về 4,2 ha đất và 15% phí; nghị quyết đó thì không.",
            "2021-06-01",
        ),
        (
            "c",
            "Ngày 15/6, nghị quyết được bàn ở TW; NQ này chưa thông. Tổ 15 có 500 tỷ đồng.",
            "2022-06-16",
        ),
        (
            "d",
            "Năm 2019, Chính phủ ra Nghị định 10/2019/NĐ-CP; giai đoạn 2021-2025 cần 900 - 1.500 tỷ đồng, 1.200 ha.",
            "2024-01-01",
        ),
    ];
    let build = |(id, text, published): (&str, &str, &str)| {
        let mut document = annotated(id, "", text, Some(published)).document;
        document.meta.url = Some(format!(
            "https://{}.example.vn/{id}",
            if id == "d" { "kinhte" } else { "tinhbao" }
        ));
        crate::extract::extract(document)
    };
    texts.into_iter().map(build).collect()
}

#[test]
fn conditions_on_mentions() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &cited(), 2)?;
    let table = [
        // a date lies within
        ("date:19/5/2021", "a"),
        ("date:\"tháng 5/2021\"", "a"),
        ("date:2021", "a"),
        ("date:\"quý I/2023\"", "a"),
        ("date:2023-02", ""),
        ("date:2018..2020", "d"),
        ("date:2020..2025", "a c d"),
        ("date:>=2023", "a"),
        ("date:<2020", "d"),
        ("-date:2021", "b c d"),
        // value and unit are of one and the same number
        ("number:\"4,2 ha\"", "b"),
        ("number:\"1.200 tỷ đồng\"", "a"),
        ("number:\">= 1.000 tỷ đồng\"", "a"),
        ("number:\"900..1.500 tỷ đồng\"", "a d"),
        ("number:\"> 1 tỷ đồng\"", "a c d"),
        ("number:\"1200 ha\"", "d"),
        ("number:\"10..20 %\"", "b"),
        ("number:\"15 ha\"", ""),
        // sort and issuer
        ("type:\"nghi quyet\"", "a"),
        ("issuer:\"Chính phủ\"", "d"),
        // together with words and each other
        ("date:2021 number:\">= 1.000 tỷ đồng\"", "a"),
        ("nghị quyết date:2021", "a"),
        ("(date:2019 OR number:\"4,2 ha\") -published:2021", "d"),
        // the symbol of a regulation, however typed, before words that stand there by chance
        ("15-NQ/TW", "a"),
        ("15-nq/tw", "a"),
        ("15 NQ TW", "a"),
        ("nghị quyết 15", "a"),
        ("nghi quyet so 15", "a"),
        ("\"15-NQ/TW\"", "a"),
        ("quy dinh so 11", "b"),
        ("Quy định 11-QĐ/TW đất", "b"),
        ("nghị định 10", "d"),
        ("regulation:\"nghị định 10/2019\"", "d"),
        ("-15-NQ/TW", "b c d"),
    ];
    for (query, expected) in table {
        assert_eq!(ids(&index, query, &SearchOptions::default()), expected, "{query}");
    }
    Ok(())
}

#[test]
fn hits_carry_the_mentions_that_satisfied_the_query() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &cited(), 1)?;
    for (query, expected) in [
        ("date:5/2021 id:a", "19/5/2021"),
        ("number:\">= 1 tỷ đồng\" id:a", "1.200 tỷ đồng"),
        ("nghi quyet 15 id:a", "15-NQ/TW"),
        ("issuer:\"chính phủ\" date:2019 id:d", "2019|10/2019/NĐ-CP"),
        ("-date:2021 id:b", ""),
        ("id:a", ""),
    ] {
        let results = index.search(&Query::parse(query)?, &SearchOptions::default())?;
        let hit = results.hits.first();
        let mentions = hit.map(|hit| {
            hit.mentions.iter().map(|mention| mention.text.as_ref()).collect::<Vec<_>>().join("|")
        });
        assert!(
            mentions.as_deref().is_some_and(
                |seen| seen.ends_with(expected) && seen.is_empty() == expected.is_empty()
            ),
            "{query}: {mentions:?}"
        );
        assert_eq!(
            hit.and_then(|hit| hit.document.source.as_deref()),
            Some(if query.ends_with('d') { "kinhte.example.vn" } else { "tinhbao.example.vn" })
        );
    }
    Ok(())
}

#[test]
fn prefixes_and_words_between() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &news(), 2)?;
    for (query, expected) in [
        ("ngâ*", "a"),
        ("nga*", "a"),
        ("th*", "a d d#2 c"),
        ("thu*", "a c d d#2"),
        ("\"lệ ph*\"", "d#2"),
        ("\"ngh* quy*\"", "e"),
        ("xyz*", ""),
        ("\"thuế phí\"", ""),
        ("\"thuế phí\"~1", ""),
        ("\"thuế phí\"~2", "d#2"),
        ("\"nghi quyet trung\"~4", ""),
        ("\"nghi quyet trung\"~5", "e"),
        ("\"phí thuế\"~5", ""),
    ] {
        assert_eq!(ids(&index, query, &SearchOptions::default()), expected, "{query}");
    }
    let many: Vec<Annotated> = (0..12)
        .map(|i| {
            annotated(
                &i.to_string(),
                "",
                &(0..100).map(|k| format!("z{i}x{k} ")).collect::<String>(),
                None,
            )
        })
        .collect();
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &many, 1)?;
    assert_eq!(
        ids(&index, "z*", &SearchOptions::default()),
        "expected a longer beginning: more than 1000 words of the index begin with `z*`"
    );
    assert_eq!(ids(&index, "z1x*", &SearchOptions::default()), "1");
    Ok(())
}

#[test]
fn questions_are_answered_in_part() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &news(), 2)?;
    let ask = |query: &str| {
        index
            .search(&Query::parse(query)?, &SearchOptions::default())
            .map_err(Box::<dyn std::error::Error>::from)
    };
    for (query, best, matching) in [
        ("bao giờ thì xã họp về thu thuế đất", Some("c"), Matching::Partial),
        ("bao gio thi xa hop ve thu thue dat", Some("c"), Matching::Partial),
        ("lệ phí xăng", Some("d#2"), Matching::Partial),
        ("lệ phí xăng published:2023", None, Matching::All),
        ("lệ phí xăng -thuế", Some("c"), Matching::Partial),
        ("lệ phí thuế", Some("d#2"), Matching::All),
        ("\"lệ phí xăng\"", None, Matching::All),
        ("xăng", None, Matching::All),
    ] {
        let results = ask(query).map_err(|error| crate::Error::index(error.to_string()))?;
        let found = results.hits.first().map(|hit| hit.document.id.as_str());
        if query != "lệ phí xăng -thuế" {
            assert_eq!((found, results.counts.matching()), (best, matching), "{query}");
        } else {
            assert!(
                results.hits.iter().all(|hit| hit.document.id != "d#2"),
                "a condition stays one"
            );
        }
    }
    Ok(())
}

#[test]
fn symbols_stay_required_in_part() -> Result<()> {
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &news(), 2)?;
    for (query, expected, total) in [
        ("41-QĐ/TW của xã họp bóng đá", "a", 1),
        ("xã họp 41 qd tw", "a", 1),
        // Both symbols, though not of one document's words; where none cites it, whatever there is.
        ("nghi quyet 9 va 41-QĐ/TW", "a", 1),
        ("41-QĐ/TW xã họp published:2024", "c", 1),
        // No regulation of the index.
        ("42-QĐ/TW xã họp", "c", 1),
    ] {
        let results = index.search(&Query::parse(query)?, &SearchOptions::default())?;
        assert_eq!(
            (
                ids(&index, query, &SearchOptions::default()).as_str(),
                results.counts.total,
                results.counts.matching()
            ),
            (expected, total, Matching::Partial),
            "{query}"
        );
    }
    Ok(())
}

#[test]
fn facets_count_all_hits() -> Result<()> {
    let facets = FacetField::all().collect::<Vec<_>>();
    for segments in [1, 3] {
        let temp = tempfile::tempdir()?;
        let index = build(temp.path(), &cited(), segments)?;
        let options = SearchOptions {
            limit: 1,
            facets: facets.clone(),
            facet_limit: 2,
            ..SearchOptions::default()
        };
        let results = index.search(&Query::parse("-xyz")?, &options)?;
        let shown = |facet: &crate::index::Facet| {
            let values: Vec<String> = facet
                .values
                .iter()
                .map(|value| format!("{} {}", value.value, value.documents))
                .collect();
            format!("{} of {}", values.join(", "), facet.distinct)
        };
        let seen: Vec<String> = results.facets.iter().map(shown).collect();
        let expected = [
            "10/2019/NĐ-CP 1, 11-QĐ/TW 1 of 3",
            "Nghị quyết 1, Nghị định 1 of 3",
            "Bộ Chính trị 1, Chính phủ 1 of 2",
            " of 0",
            "2021 2, 2022 1 of 3",
            "tinhbao.example.vn 3, kinhte.example.vn 1 of 2",
            " of 0",
            " of 0",
            " of 0",
        ];
        assert_eq!(
            (seen, results.counts.total, results.hits.len()),
            (expected.map(str::to_string).to_vec(), 4, 1)
        );
    }
    Ok(())
}

#[test]
fn timelines_count_documents() -> Result<()> {
    let mut documents = cited();
    documents.push(annotated("e", "", "xã", None));
    let temp = tempfile::tempdir()?;
    let index = build(temp.path(), &documents, 2)?;
    let options = TimelineOptions {
        from: Some(jiff::civil::date(2022, 1, 1)),
        to: Some(jiff::civil::date(2023, 12, 31)),
        with_share: true,
        ..TimelineOptions::default()
    };
    let timeline = index.timeline(&Query::parse("nghị quyết")?, &options)?;
    let shown: Vec<_> = timeline
        .periods
        .iter()
        .map(|period| (period.period.as_str(), period.documents, period.all, period.share))
        .collect();
    assert_eq!(shown, [("2022", 1, Some(1), Some(1.0)), ("2023", 0, Some(0), Some(0.0))]);
    for (by, of, query, expected) in [
        (
            Granularity::Year,
            CountBy::Published,
            "-xyz",
            "2021:2 2022:1 2023:0 2024:1 (5, 1 undated)",
        ),
        (
            Granularity::Month,
            CountBy::Published,
            "nghị quyết published:2021",
            "2021-05:1 2021-06:1 (2, 0 undated)",
        ),
        (
            Granularity::Year,
            CountBy::Mentioned,
            "-xyz",
            "2019:1 2020:0 2021:1 2022:1 2023:1 (5, 2 undated)",
        ),
        (Granularity::Month, CountBy::Mentioned, "-xyz", "2021-05:1 2022-06:1 (5, 3 undated)"),
        (Granularity::Year, CountBy::Published, "xyz", " (0, 0 undated)"),
    ] {
        let timeline = index.timeline(
            &Query::parse(query)?,
            &TimelineOptions { by, of, ..TimelineOptions::default() },
        )?;
        let mut periods: Vec<String> = timeline
            .periods
            .iter()
            .map(|period| format!("{}:{}", period.period, period.documents))
            .collect();
        if (by, of) == (Granularity::Month, CountBy::Mentioned) {
            periods.retain(|period| !period.ends_with(":0"));
        }
        let seen = format!(
            "{} ({}, {} undated)",
            periods.join(" "),
            timeline.counts.total,
            timeline.undated
        );
        assert_eq!(seen, expected, "{query}");
    }
    Ok(())
}
