//! Small pages of the layouts that newspapers use, and what is read from them.

use super::Page;

fn parse(html: &str) -> Page {
    super::parse(html).unwrap_or_default()
}

fn blocks(html: &str) -> Vec<(usize, &'static str, String)> {
    let page = parse(html);
    page.blocks
        .iter()
        .map(|block| (block.part, block.kind.name(), block.span.slice(&page.text).to_string()))
        .collect()
}

const SENTENCE: &str = "Sáng 5/9, xã Yên Hòa họp bàn về tuyến đường liên thôn dài 4,2 km.";
const SECOND: &str = "Chủ tịch xã cho biết công trình sẽ xong trước mùa mưa năm sau.";
const SUMMARY: &str = "Huyện Phú Lộc dành 12 tỷ đồng cho ba trạm bơm trong năm tới.";

#[test]
fn layouts() {
    let expected = [
        (0, "title", "Họp bàn làm đường"),
        (0, "lead", "Người dân mong đường mới đã nhiều năm nay."),
        (0, "paragraph", SENTENCE),
        (0, "paragraph", SECOND),
    ];
    let lead = "Người dân mong đường mới đã nhiều năm nay.";
    let menu =
        "<ul class='menu'><li><a href='/'>Trang chủ</a></li><li><a href='/x'>Xã hội</a></li></ul>";
    let share = "<div class='social-share'><a href='#'>Chia sẻ</a><span>Zalo</span></div>";
    let pages = [
        // article element, classes
        format!(
            "<header>{menu}</header><article><h1>Họp bàn làm đường</h1><p class='sapo'>{lead}</p>{share}<p>{SENTENCE}</p><p>{SECOND}</p></article><footer><p>Giấy phép số 1.</p></footer>"
        ),
        // the lead in h2, text in divs
        format!(
            "<nav>{menu}</nav><div><h1>Họp bàn làm đường</h1><h2>{lead}</h2><div><div>{SENTENCE}</div><div>{SECOND}</div></div></div>"
        ),
        // paragraphs by <br>
        format!(
            "<h1>Họp bàn làm đường</h1><h2 class='detail-sapo'>{lead}</h2><div class='text'>{SENTENCE}<br><br>\n{SECOND}</div>"
        ),
        // a table for the layout
        format!(
            "<table><tr><td>{menu}</td></tr><tr><td><h1>Họp bàn làm đường</h1><p class='summary'><b>{lead}</b></p><p>{SENTENCE}</p><p>{SECOND}</p></td></tr></table>"
        ),
        // scripts and links between paragraphs
        format!(
            "<h1>Họp bàn làm đường</h1><div class='chapo'>{lead}</div><p>{SENTENCE}</p><script>var a='<p>x</p>';</script><div class='related'><ul><li><a href='/1'>Một tin khác của xã</a></li></ul></div><p>{SECOND}</p>"
        ),
    ];
    for html in &pages {
        let expected: Vec<_> =
            expected.iter().map(|(part, kind, text)| (*part, *kind, text.to_string())).collect();
        assert_eq!(blocks(html), expected, "{html}");
    }
}

#[test]
fn captions_bylines_and_inline_elements() {
    let html = format!(
        "<h1>Họp bàn</h1><p>{SENTENCE}</p><figure><img><figcaption>Quang cảnh buổi họp. Ảnh: Minh Khôi</figcaption></figure>\
         <table class='picture'><tr><td><img></td></tr><tr><td class='caption'>Quang cảnh buổi họp. Ảnh: Minh Khôi</td></tr></table>\
         <p>Theo <a href='/k'>Kế hoạch</a> số <b>12</b>,\n xã có&nbsp;5 <i>thôn</i> làm trước.</p><ul><li>Thôn Đông làm 2 km;</li><li>Thôn Đoài làm 1 km.</li></ul><p class='author'>Hải Đăng</p>"
    );
    let kinds: Vec<_> = blocks(&html).into_iter().map(|(_, kind, text)| (kind, text)).collect();
    let expected = [
        ("title", "Họp bàn"),
        ("paragraph", SENTENCE),
        ("caption", "Quang cảnh buổi họp. Ảnh: Minh Khôi"),
        ("paragraph", "Theo Kế hoạch số 12, xã có\u{a0}5 thôn làm trước."),
        ("paragraph", "Thôn Đông làm 2 km;"),
        ("paragraph", "Thôn Đoài làm 1 km."),
        ("byline", "Hải Đăng"),
    ];
    assert_eq!(kinds, expected.map(|(kind, text)| (kind, text.to_string())));
}

#[test]
fn teasers_become_parts_and_links_go() {
    let item = format!(
        "<article class='story'><p class='caption'>Trạm bơm. Ảnh: Lê Vy</p><h3><a href='/t'>Phú Lộc xây trạm bơm</a></h3><p>{SUMMARY}</p></article>"
    );
    let links = "<ul><li><a href='/1'>Lịch cắt điện tuần tới</a></li><li><a href='/2'>Giá lúa hôm nay</a></li></ul>";
    let pages = [
        format!(
            "<article><h1>Họp bàn</h1><p>{SENTENCE}</p></article><section class='related-stories'><h2>Tin liên quan</h2>{item}{links}</section>"
        ),
        // inside the article's container, by the heading alone
        format!(
            "<article><h1>Họp bàn</h1><p>{SENTENCE}</p><h2>Có thể bạn quan tâm</h2>{item}{links}</article>"
        ),
        format!(
            "<h1>Họp bàn</h1><p>{SENTENCE}</p><div class='tin-lien-quan'><h3>Đọc thêm</h3>{links}{item}</div>"
        ),
    ];
    let expected = [
        (0, "title", "Họp bàn"),
        (0, "paragraph", SENTENCE),
        (1, "caption", "Trạm bơm. Ảnh: Lê Vy"),
        (1, "title", "Phú Lộc xây trạm bơm"),
        (1, "lead", SUMMARY),
    ];
    for html in &pages {
        assert_eq!(
            blocks(html),
            expected.map(|(part, kind, text)| (part, kind, text.to_string())),
            "{html}"
        );
    }
}

#[test]
fn metadata_from_the_surest_place() {
    let body = format!("<h1>Họp bàn</h1><p>{SENTENCE}</p>");
    let table = [
        (
            "<meta property='article:published_time' content='2023-04-13T08:15:00+07:00'>",
            "2023-04-13T08:15:00+07:00",
        ),
        (
            "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"datePublished\":\"2023-04-13\"}]}</script>",
            "2023-04-13",
        ),
        (
            "<script type='application/ld+json'>{broken</script><meta name='pubdate' content='2023-04-13T08:15:00+07:00'>",
            "2023-04-13T08:15:00+07:00",
        ),
        ("<time datetime='2023-04-13'>hôm qua</time>", "2023-04-13"),
        ("<span itemprop='datePublished' content='2023-04-13'></span>", "2023-04-13"),
        (
            "<span class='date'>Thứ Năm, 13/04/2023, 08:15 (GMT+7)</span>",
            "2023-04-13T08:15:00+07:00",
        ),
    ];
    for (head, expected) in table {
        let page = parse(&format!(
            "<title>Họp bàn | Báo Mới</title><link rel='canonical' href='https://baomoi.example/1'>{head}{body}"
        ));
        assert_eq!(page.meta.published.map(|p| p.to_string()).as_deref(), Some(expected), "{head}");
        assert_eq!(page.meta.title.as_deref(), Some("Họp bàn"));
        assert_eq!(page.meta.url.as_deref(), Some("https://baomoi.example/1"));
    }
}

#[test]
fn pages_without_an_article_and_hostile_ones() {
    let menu =
        "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/x'>Xã hội</a></li></ul>".repeat(50);
    for html in [
        String::new(),
        menu,
        "<div>".repeat(100_000),
        format!("{}<p>{SENTENCE}", "<div><b>".repeat(60_000)),
        "\u{0}<<<>>&&&".into(),
    ] {
        assert_eq!(parse(&html).text, "");
    }
}

/// The blocks of an article between two paragraphs.
fn between(inner: &str) -> Vec<(&'static str, String)> {
    let page =
        format!("<h1>Họp bàn làm đường</h1><div><p>{SENTENCE}</p>{inner}<p>{SECOND}</p></div>");
    let blocks = blocks(&page);
    assert_eq!(
        (blocks[1].2.as_str(), blocks[blocks.len() - 1].2.as_str()),
        (SENTENCE, SECOND),
        "{inner}"
    );
    blocks[2..blocks.len() - 1]
        .iter()
        .map(|(part, kind, text)| (if *part == 0 { *kind } else { "teaser" }, text.clone()))
        .collect()
}

#[test]
fn what_stands_between_paragraphs() {
    // markup, the blocks that it gives
    let table: [(&str, &[(&str, &str)]); 16] = [
        (
            "<table><tr><th>Xã</th><th>Vốn<br>(tỷ đồng)</th></tr><tr><td><p>Yên Hòa</p></td><td><p>4,2</p></td></tr><tr><td>Tổng</td><td></td></tr></table>",
            &[
                ("paragraph", "Xã | Vốn (tỷ đồng)"),
                ("paragraph", "Yên Hòa | 4,2"),
                ("paragraph", "Tổng"),
            ],
        ),
        (
            "<figure class='wp-block-table'><table><tr><td>Xã</td><td>5</td></tr><tr><td>Phường</td><td>2</td></tr></table></figure>",
            &[("paragraph", "Xã | 5"), ("paragraph", "Phường | 2")],
        ),
        (
            "<table><tr><td><img src='a'></td></tr><tr><td>Quang cảnh buổi họp</td></tr></table>",
            &[("caption", "Quang cảnh buổi họp")],
        ),
        (
            "<figure><img src='a'><p>Quang cảnh buổi họp</p></figure>",
            &[("caption", "Quang cảnh buổi họp")],
        ),
        (
            "<div class='image-wrap'><img src='a'><div class='PhotoCMS_Caption'><p>Quang cảnh</p></div></div>",
            &[("caption", "Quang cảnh")],
        ),
        (
            "<ol><li>Thôn Đông:<ul><li>2 km đường</li></ul></li><li>Thôn Đoài.</li></ol>",
            &[
                ("paragraph", "Thôn Đông:"),
                ("paragraph", "2 km đường"),
                ("paragraph", "Thôn Đoài."),
            ],
        ),
        ("<p><strong>Vốn ở đâu?</strong></p>", &[("paragraph", "Vốn ở đâu?")]),
        ("<p>Xem thêm: <a href='/x'>Giá cát tăng từng ngày</a></p>", &[]),
        ("<p><a href='/x'>>> Giá cát xây dựng tăng từng ngày ở ba huyện</a></p>", &[]),
        (
            "<div class='box-tin-lien-quan'><h3>Tin liên quan</h3><a href='/x'>Giá cát tăng</a></div>",
            &[],
        ),
        ("<div><b>Tin liên quan</b></div>", &[]),
        ("<p style='display: none'>Chữ ẩn của máy tìm kiếm, không ai đọc được.</p>", &[]),
        ("<div class='ads'><p>Mua ngay hôm nay để nhận ưu đãi lớn nhất năm.</p></div>", &[]),
        ("<noscript><img></noscript><script>var a = '<p>chữ</p>';</script><style>p{}</style>", &[]),
        (
            "<p>&#272;&#7875; xã h&#7885;p; <![CDATA[ô]]> R&amp;D &lt;5&gt;</p>",
            &[("paragraph", "Để xã họp; R&D <5>")],
        ),
        (
            "<blockquote><p>Dân biết, dân bàn.</p></blockquote>",
            &[("paragraph", "Dân biết, dân bàn.")],
        ),
    ];
    for (markup, expected) in table {
        let expected: Vec<_> =
            expected.iter().map(|(kind, text)| (*kind, text.to_string())).collect();
        assert_eq!(between(markup), expected, "{markup}");
    }
}

#[test]
fn author_section_and_tags() {
    let linked = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    // head, then author, section, tags
    type Case<'a> = (String, Option<&'a str>, Option<&'a str>, &'a [&'a str]);
    let table: [Case; 9] = [
        (linked("{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Lê Vy\"},\"articleSection\":\"Xã hội\",\"keywords\":\"họp, đường\"}"), Some("Lê Vy"), Some("Xã hội"), &["họp", "đường"]),
        (linked("[{\"@type\":[\"Article\"],\"author\":[{\"name\":\"Lê Vy\"},{\"name\":\"An Bình\"}],\"keywords\":[\"họp\"]}]"), Some("Lê Vy, An Bình"), None, &["họp"]),
        (linked("{\"@type\":\"NewsArticle\",\n\"author\":\"Lê\nVy\",}"), None, None, &[]),
        (linked("{\"@type\":\"BreadcrumbList\",\"itemListElement\":[{\"name\":\"Trang chủ\"},{\"item\":{\"name\":\"Kinh t&#7871;\"}},{\"name\":\"Họp bàn làm đường\"}]}"), None, Some("Kinh tế"), &[]),
        ("<meta name='author' content='Báo Mới'><meta property='og:site_name' content='Báo Mới'>".into(), None, None, &[]),
        ("<meta name='author' content='BAOMOI.VN'><meta property='article:author' content='Lê Vy;An Bình'>".into(), Some("Lê Vy, An Bình"), None, &[]),
        ("<meta property='article:tag' content='họp'><meta property='article:tag' content='Họp'><meta property='article:tag' content='#đường'>".into(), None, None, &["họp", "đường"]),
        ("<meta name='news_keywords' content='họp; đường'><meta name='keywords' content='báo'>".into(), None, None, &["họp", "đường"]),
        ("<meta property='article:section' content='Thời sự'>".into(), None, Some("Thời sự"), &[]),
    ];
    for (head, author, section, tags) in table {
        let meta =
            parse(&format!("{head}<h1>Họp bàn làm đường</h1><p>{SENTENCE}</p><p>{SECOND}</p>"))
                .meta;
        assert_eq!((meta.author.as_deref(), meta.section.as_deref()), (author, section), "{head}");
        assert_eq!(meta.tags, tags, "{head}");
    }
}

#[test]
fn the_time_of_publication_not_of_the_day_or_of_a_change() {
    let body = format!("<p>{SENTENCE}</p><p>{SECOND}</p>");
    let title = "<h1>Họp bàn làm đường</h1>";
    let table = [
        // today's date in the page's head, the dateline below the headline
        (
            format!(
                "<div class='date-time'>Thứ Hai, 17/04/2023 10:00</div>{title}<div>Thứ Năm, 13/04/2023, 08:15 (GMT+7)</div>{body}"
            ),
            "2023-04-13T08:15:00+07:00",
        ),
        (format!("<div>08:15 | 13/04/2023</div>{title}{body}"), "2023-04-13T08:15:00+07:00"),
        (format!("{title}{body}<p>Ngày đăng: 13/04/2023</p>"), "2023-04-13"),
        // a day in the metadata, the time of that day on the page
        (
            format!(
                "<meta property='article:published_time' content='2023-04-13'>{title}<span>13/04/2023 08:15</span>{body}"
            ),
            "2023-04-13T08:15:00+07:00",
        ),
        (
            format!(
                "<meta property='article:modified_time' content='2023-04-20T08:00:00+07:00'>{title}<span>13/04/2023 08:15</span>{body}"
            ),
            "2023-04-13T08:15:00+07:00",
        ),
        (
            format!(
                "<meta property='article:published_time' content='0001-01-01T00:00:00'>{title}<span>13/04/2023 08:15</span>{body}"
            ),
            "2023-04-13T08:15:00+07:00",
        ),
    ];
    for (html, expected) in table {
        assert_eq!(
            parse(&html).meta.published.map(|published| published.to_string()).as_deref(),
            Some(expected),
            "{html}"
        );
    }
}

#[test]
fn pages_of_many_articles_are_none() {
    let item = |n: usize| {
        format!(
            "<div class='item'><h3><a href='/{n}'>Xã thứ {n} họp bàn làm đường liên thôn</a></h3><p>{SUMMARY}</p></div>"
        )
    };
    let items: String = (0..12).map(item).collect();
    for html in [
        format!(
            "<title>Xã hội - Báo Mới</title><h1><a href='/xa-hoi'>Xã hội</a></h1><div class='list'>{items}</div>"
        ),
        format!(
            "<title>Báo Mới</title><div>{items}</div><div>Giấy phép số 1, ngày 5/9/2020. Tổng biên tập: Lê Văn Mẫu.</div>"
        ),
        "<frameset cols='20%,80%'><frame src='menu.htm'><frame src='main.htm'></frameset>"
            .to_string(),
    ] {
        assert_eq!(parse(&html).text, "", "{html}");
    }
}

proptest::proptest! {
    /// Whatever the page, nothing panics and the blocks lie in the text, one a line.
    #[test]
    fn blocks_are_lines_of_the_text(
        html in "(<(h1|p|div class='(sapo|related|tag|author)'|table|tr|td|li|a|b|figure|/p|/div|/table|/a)>|[A-Za-zĐđệ.:&;<> ]{0,20}|<!--|Tin liên quan|13/04/2023 08:15|\\PC){0,60}",
    ) {
        let page = parse(&html);
        let texts: Vec<&str> = page.blocks.iter().map(|block| block.span.slice(&page.text)).collect();
        proptest::prop_assert_eq!(texts.join("\n"), page.text);
    }
}
