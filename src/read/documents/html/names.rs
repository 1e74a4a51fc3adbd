//! What the names of elements and classes say: where newspapers agree on them, they are data here.

use scraper::node::Element;

/// Elements whose text is never shown.
const HIDDEN: [&str; 20] = [
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "button",
    "select",
    "textarea",
    "head",
    "object",
    "video",
    "audio",
    "canvas",
    "dialog",
    "input",
    "amp-ad",
    "amp-embed",
    "amp-sidebar",
    "amp-social-share",
];

/// Elements that stand in the line of text.
const INLINE: [&str; 29] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
];

/// Elements that hold no article.
const FURNITURE: [&str; 5] = ["nav", "footer", "aside", "form", "menu"];

/// Words of class names that mark what is no article: menus, sharing bars, comments, tags, polls.
const FURNITURE_WORDS: [&str; 53] = [
    "nav",
    "navbar",
    "menu",
    "footer",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "share",
    "sharing",
    "social",
    "comment",
    "comments",
    "binhluan",
    "tag",
    "tags",
    "tukhoa",
    "keyword",
    "keywords",
    "hashtag",
    "ads",
    "adv",
    "advertisement",
    "banner",
    "sidebar",
    "pagination",
    "paging",
    "login",
    "search",
    "toolbar",
    "toolbox",
    "copyright",
    "subscribe",
    "newsletter",
    "newsletters",
    "popup",
    "modal",
    "hotline",
    "rating",
    "vote",
    "like",
    "topbar",
    "weather",
    "poll",
    "survey",
    "reaction",
    "react",
    "sendreact",
    "feedback",
    "donate",
    "copylink",
    "zalo",
    "fanpage",
    "audioplayer",
];

/// The same for names that are written in one word or with any hyphens.
const FURNITURE_NAMES: [&str; 6] =
    ["linksource", "copylink", "sendstar", "newslette", "boxcomment", "listtag"];

/// Words of class names that mark boxes of other articles.
const BOX_WORDS: [&str; 12] = [
    "related",
    "relate",
    "relation",
    "teaser",
    "teasers",
    "recommend",
    "recommended",
    "recommendation",
    "suggest",
    "suggestion",
    "readmore",
    "tinlq",
];

/// The same for names that are written in one word or with any hyphens between syllables:
/// `tin-lien-quan`, `boxTinKhac`.
const BOX_NAMES: [&str; 22] = [
    "related",
    "lienquan",
    "docthem",
    "xemthem",
    "tinkhac",
    "othernews",
    "mostread",
    "mostview",
    "docnhieu",
    "xemnhieu",
    "samecate",
    "cungchuyenmuc",
    "morenews",
    "newsmore",
    "relationnews",
    "relatednews",
    "newsother",
    "tinmoinhat",
    "tincungmuc",
    "recommend",
    "baicungchude",
    "innerarticle",
];

const LEAD_WORDS: [&str; 12] = [
    "sapo",
    "desc",
    "lead",
    "chapo",
    "chapeau",
    "chappeau",
    "summary",
    "description",
    "intro",
    "abstract",
    "headline2",
    "teaserlead",
];
const CAPTION_WORDS: [&str; 8] = [
    "caption",
    "cation",
    "figcaption",
    "imgcaption",
    "photocms",
    "imagedesc",
    "imgdesc",
    "chuthich",
];
const AUTHOR_WORDS: [&str; 8] =
    ["author", "authors", "byline", "tacgia", "source", "nguon", "writer", "butdanh"];

/// Words of class names around the place where a lead was written, set off by style alone.
const PLACE_WORDS: [&str; 2] = ["location", "dateline"];

/// Names that sites give to the element around an article's text, hyphens and capitals aside.
const BODY_NAMES: [&str; 20] = [
    "articlebody",
    "detailcontent",
    "contentdetail",
    "fckdetail",
    "cmsbody",
    "singularcontent",
    "postcontent",
    "entrycontent",
    "articlecontent",
    "newscontent",
    "noidung",
    "bodydetail",
    "detailbody",
    "contentbody",
    "afcbcbody",
    "zcecontent",
    "storybody",
    "newsbody",
    "maincontentdetail",
    "thearticlebody",
];

/// The role that an element's class gives its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    None,
    Lead,
    Caption,
    Author,
}

/// What an element's name and attributes say of the text in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Says {
    /// A browser shows none of it.
    pub hidden: bool,
    /// It is navigation, a sharing bar, comments …
    pub furniture: bool,
    /// It holds links to other articles.
    pub boxed: bool,
    /// It is named as the article's text.
    pub body: bool,
    /// It is the place that a lead opens with: "Hà Nội".
    pub place: bool,
    /// The role by class; the element `figcaption` has one too.
    pub role: Role,
}

/// Whether an element stands in the line of text.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// 1–6 for a heading element.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))
}

/// What an element says.
pub(super) fn says(element: &Element) -> Says {
    let name = element.name();
    let mut says = Says {
        hidden: HIDDEN.contains(&name)
            || element.attr("hidden").is_some()
            || element.attr("aria-hidden") == Some("true") && name != "figure"
            || element.attr("style").is_some_and(hides),
        furniture: FURNITURE.contains(&name),
        ..Says::default()
    };
    if name == "figcaption" {
        says.role = Role::Caption;
    }
    // The page's own body may carry any class; what is less has its name for a reason.
    if matches!(name, "body" | "html" | "main") {
        return says;
    }
    let named = ["class", "id", "itemprop", "data-role", "type"]
        .map(|attribute| element.attr(attribute).unwrap_or_default());
    if named.iter().all(|value| value.is_empty()) {
        return says;
    }
    let words: Vec<String> = named.iter().flat_map(|value| words(value)).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    says.furniture |= has(&FURNITURE_WORDS)
        || words.iter().any(|word| word == "header")
            && name != "article"
            && heading_level(name).is_none();
    let joined: Vec<String> =
        named.iter().flat_map(|value| value.split_whitespace()).map(joined).collect();
    says.furniture |=
        joined.iter().any(|class| FURNITURE_NAMES.iter().any(|name| class.contains(name)));
    says.boxed = has(&BOX_WORDS)
        || joined.iter().any(|class| BOX_NAMES.iter().any(|name| class.contains(name)));
    says.place = is_inline(name) && has(&PLACE_WORDS);
    says.body = joined.iter().any(|class| BODY_NAMES.iter().any(|name| class.ends_with(name)));
    if says.role == Role::None {
        let roles = [
            (&CAPTION_WORDS[..], Role::Caption),
            (&LEAD_WORDS[..], Role::Lead),
            (&AUTHOR_WORDS[..], Role::Author),
        ];
        let is_captioned = joined.iter().any(|class| class.contains("chuthich"));
        says.role = roles
            .into_iter()
            .find(|(list, role)| has(list) || *role == Role::Caption && is_captioned)
            .map_or(Role::None, |(_, role)| role);
    }
    says
}

/// Whether a class or id of the element has one of these words.
pub(super) fn has_word(element: &Element, list: &[&str]) -> bool {
    let named = [
        element.attr("class"),
        element.attr("id"),
        element.attr("data-role"),
        element.attr("itemprop"),
    ];
    named.into_iter().flatten().flat_map(words).any(|word| list.contains(&word.as_str()))
}

fn hides(style: &str) -> bool {
    let style: String =
        style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none")
}

fn joined(class: &str) -> String {
    class.replace(['-', '_'], "").to_ascii_lowercase()
}

/// The words of a class attribute: `box-related__item PhotoCMS_Caption` → box, related, item,
/// photocms, photo, cms, caption.
fn words(attribute: &str) -> Vec<String> {
    let mut words = Vec::new();
    for class in
        attribute.split(|c: char| !c.is_ascii_alphanumeric()).filter(|class| !class.is_empty())
    {
        words.push(class.to_ascii_lowercase());
        let mut start = 0;
        for (at, pair) in class.as_bytes().windows(2).enumerate() {
            if matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()) {
                words.extend(class.get(start..=at).map(str::to_ascii_lowercase));
                start = at + 1;
            }
        }
        if start > 0 {
            words.extend(class.get(start..).map(str::to_ascii_lowercase));
        }
    }
    words
}
