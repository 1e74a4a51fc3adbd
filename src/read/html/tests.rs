//! Small pages of the layouts that newspapers use, and what is read from them.

use super::parse;

fn blocks(html: &str) -> Vec<(usize, &'static str, String)> {
    let page = parse(html);
    page.blocks.iter().map(|block| (block.part, block.kind.name(), block.span.slice(&page.text).to_string())).collect()
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
    let menu = "<ul class='menu'><li><a href='/'>Trang chủ</a></li><li><a href='/x'>Xã hội</a></li></ul>";
    let share = "<div class='social-share'><a href='#'>Chia sẻ</a><span>Zalo</span></div>";
    let pages = [
        // article element, classes
        format!(
            "<header>{menu}</header><article><h1>Họp bàn làm đường</h1><p class='sapo'>{lead}</p>{share}<p>{SENTENCE}</p><p>{SECOND}</p></article><footer><p>Giấy phép số 1.</p></footer>"
        ),
        // the lead in h2, text in divs
        format!("<nav>{menu}</nav><div><h1>Họp bàn làm đường</h1><h2>{lead}</h2><div><div>{SENTENCE}</div><div>{SECOND}</div></div></div>"),
        // paragraphs by <br>
        format!("<h1>Họp bàn làm đường</h1><h2 class='detail-sapo'>{lead}</h2><div class='text'>{SENTENCE}<br><br>\n{SECOND}</div>"),
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
        let expected: Vec<_> = expected.iter().map(|(part, kind, text)| (*part, *kind, text.to_string())).collect();
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
        format!("<article><h1>Họp bàn</h1><p>{SENTENCE}</p><h2>Có thể bạn quan tâm</h2>{item}{links}</article>"),
        format!("<h1>Họp bàn</h1><p>{SENTENCE}</p><div class='tin-lien-quan'><h3>Đọc thêm</h3>{links}{item}</div>"),
    ];
    let expected = [
        (0, "title", "Họp bàn"),
        (0, "paragraph", SENTENCE),
        (1, "caption", "Trạm bơm. Ảnh: Lê Vy"),
        (1, "title", "Phú Lộc xây trạm bơm"),
        (1, "lead", SUMMARY),
    ];
    for html in &pages {
        assert_eq!(blocks(html), expected.map(|(part, kind, text)| (part, kind, text.to_string())), "{html}");
    }
}

#[test]
fn metadata_from_the_surest_place() {
    let body = format!("<h1>Họp bàn</h1><p>{SENTENCE}</p>");
    let table = [
        ("<meta property='article:published_time' content='2023-04-13T08:15:00+07:00'>", "2023-04-13T08:15:00+07:00"),
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
        ("<span class='date'>Thứ Năm, 13/04/2023, 08:15 (GMT+7)</span>", "2023-04-13T08:15:00+07:00"),
    ];
    for (head, expected) in table {
        let page = parse(&format!("<title>Họp bàn | Báo Mới</title><link rel='canonical' href='https://baomoi.example/1'>{head}{body}"));
        assert_eq!(page.meta.published.map(|p| p.to_string()).as_deref(), Some(expected), "{head}");
        assert_eq!(page.meta.title.as_deref(), Some("Họp bàn"));
        assert_eq!(page.meta.url.as_deref(), Some("https://baomoi.example/1"));
    }
}

#[test]
fn pages_without_an_article_and_hostile_ones() {
    let menu = "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/x'>Xã hội</a></li></ul>".repeat(50);
    for html in
        [String::new(), menu, "<div>".repeat(100_000), format!("{}<p>{SENTENCE}", "<div><b>".repeat(60_000)), "\u{0}<<<>>&&&".into()]
    {
        assert_eq!(parse(&html).text, "");
    }
}
