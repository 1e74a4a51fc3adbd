//! One walk over a page: its text blocks in order, as a browser would break them, with what their elements say.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use scraper::Html;
use scraper::node::{Element, Node};

/// A stretch of text that a browser would show as a block of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TextBlock {
    /// The text, white space collapsed.
    pub text: String,
    /// How many of its characters (blanks aside) are inside links.
    pub linked: usize,
    /// 1–6 inside a heading element, 0 elsewhere.
    pub heading: u8,
    /// What its elements' names and classes say it is.
    pub role: Role,
    /// Whether it stands in an element that is no article: navigation, footer, comments …
    pub is_furniture: bool,
    /// The boxes that it stands in, outermost first: numbers of elements whose name or heading says that they hold teasers.
    pub boxed: Option<usize>,
    /// The number of its nearest sectioning element: blocks of one parent share it.
    pub parent: usize,
}

/// The role that an element's class gives its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    None,
    Lead,
    Caption,
    Author,
}

/// Elements whose text is never shown.
const HIDDEN: [&str; 16] = [
    "script", "style", "noscript", "template", "iframe", "svg", "button", "select", "textarea", "head", "object", "video", "audio",
    "canvas", "dialog", "input",
];

/// Elements that stand in the line of text.
const INLINE: [&str; 29] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements that hold no article.
const FURNITURE: [&str; 5] = ["nav", "footer", "aside", "form", "menu"];

/// Words of class names and ids, cut at `-`, `_` and capitals, that mark what is no article.
const FURNITURE_CLASSES: [&str; 38] = [
    "nav",
    "navbar",
    "menu",
    "footer",
    "breadcrumb",
    "breadcrumbs",
    "share",
    "sharing",
    "social",
    "comment",
    "comments",
    "binhluan",
    "tag",
    "tags",
    "keyword",
    "keywords",
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
    "popup",
    "modal",
    "hotline",
    "rating",
    "vote",
    "like",
    "topbar",
    "weather",
];

/// The same for boxes of other articles.
const BOX_CLASSES: [&str; 17] = [
    "related",
    "relate",
    "lienquan",
    "teaser",
    "teasers",
    "recommend",
    "recommended",
    "recommendation",
    "suggest",
    "suggestion",
    "docthem",
    "xemthem",
    "readmore",
    "tinkhac",
    "othernews",
    "mostread",
    "samecate",
];

const LEAD_CLASSES: [&str; 9] = ["sapo", "lead", "chapo", "summary", "description", "intro", "abstract", "headline2", "teaserlead"];
const CAPTION_CLASSES: [&str; 6] = ["caption", "figcaption", "imgcaption", "photocms", "imagedesc", "desc"];
const AUTHOR_CLASSES: [&str; 6] = ["author", "byline", "tacgia", "source", "nguon", "writer"];

/// What is open on the way down.
#[derive(Clone, Copy, Default)]
struct Context {
    hidden: bool,
    furniture: bool,
    heading: u8,
    role: Role,
    boxed: Option<usize>,
    linked: bool,
    parent: usize,
    is_block: bool,
}

/// The elements around the headline and around the element with the most paragraph text: whatever their class names say
/// (a main column called `sidebar-1`), they are no furniture.
fn trunk(document: &Html) -> HashSet<NodeId> {
    let mut weights: HashMap<NodeId, usize> = HashMap::new();
    let mut trunk = HashSet::new();
    let mut has_headline = false;
    for node in document.root_element().descendants() {
        let Some(element) = node.value().as_element() else { continue };
        if element.name() == "h1" && !has_headline {
            has_headline = true;
            trunk.extend(node.ancestors().map(|ancestor| ancestor.id()));
        }
        if element.name() == "p"
            && let Some(parent) = node.parent()
        {
            let text: usize = node.children().filter_map(|child| child.value().as_text().map(|text| text.trim().len())).sum();
            *weights.entry(parent.id()).or_default() += text;
        }
    }
    // Of two alike the first in the page, whatever the order of the map.
    let heaviest = weights.into_iter().filter(|(_, weight)| *weight >= HEAVY).max_by_key(|(id, weight)| (*weight, std::cmp::Reverse(*id)));
    if let Some(node) = heaviest.and_then(|(id, _)| document.tree.get(id)) {
        trunk.insert(node.id());
        trunk.extend(node.ancestors().map(|ancestor| ancestor.id()));
    }
    trunk
}

/// So many bytes of paragraph text make an element the article's own.
const HEAVY: usize = 600;

/// The text blocks of a page in order.
pub(super) fn walk(document: &Html) -> Vec<TextBlock> {
    let trunk = trunk(document);
    let mut blocks = Vec::new();
    let mut current = TextBlock::default();
    let mut stack = vec![Context::default()];
    let mut number = 0;
    for edge in document.root_element().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Text(text) => {
                    let context = stack.last().copied().unwrap_or_default();
                    if !context.hidden {
                        append(&mut current, text, context);
                    }
                }
                Node::Element(element) => {
                    number += 1;
                    let outer = stack.last().copied().unwrap_or_default();
                    let context = enter(element, outer, number, trunk.contains(&node.id()));
                    if context.is_block || element.name() == "br" {
                        flush(&mut current, &mut blocks);
                    }
                    stack.push(context);
                }
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if let Node::Element(_) = node.value()
                    && stack.len() > 1
                {
                    if stack.last().is_some_and(|context| context.is_block) {
                        flush(&mut current, &mut blocks);
                    }
                    stack.pop();
                }
            }
        }
    }
    flush(&mut current, &mut blocks);
    blocks
}

fn enter(element: &Element, outer: Context, number: usize, is_trunk: bool) -> Context {
    let name = element.name();
    // Cells of a row stand on one line.
    let is_block = !INLINE.contains(&name) && !matches!(name, "td" | "th") && name != "br";
    let mut context = Context { is_block, ..outer };
    context.hidden |=
        HIDDEN.contains(&name) || element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true") && name != "figure";
    context.furniture |= FURNITURE.contains(&name) && !is_trunk;
    context.linked |= name == "a";
    if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()).filter(|level| (1..=6).contains(level)) {
        context.heading = level;
    }
    if name == "figcaption" {
        context.role = Role::Caption;
    }
    if is_block {
        context.parent = number;
    }
    let classes: Vec<String> = [element.attr("class"), element.attr("id")].into_iter().flatten().flat_map(words).collect();
    let has = |list: &[&str]| classes.iter().any(|class| list.contains(&class.as_str()));
    // The page's own body and html may carry any class; a box is smaller.
    if !is_trunk && !matches!(name, "body" | "html" | "main") {
        context.furniture |= has(&FURNITURE_CLASSES)
            || classes.iter().any(|class| class == "header") && name != "article" && name != "h1" && outer.heading == 0;
        if context.boxed.is_none()
            && (has(&BOX_CLASSES) || joined(element).is_some_and(|class| BOX_CLASSES.iter().any(|name| class.contains(name))))
        {
            context.boxed = Some(number);
        }
        if context.role == Role::None && context.boxed.is_none() {
            if has(&LEAD_CLASSES) {
                context.role = Role::Lead;
            } else if has(&CAPTION_CLASSES) {
                context.role = Role::Caption;
            } else if has(&AUTHOR_CLASSES) {
                context.role = Role::Author;
            }
        } else if has(&CAPTION_CLASSES) {
            context.role = Role::Caption;
        }
    }
    context
}

/// `tin-lien-quan`, `box_DocThem` in one word, for names written with hyphens between syllables.
fn joined(element: &Element) -> Option<String> {
    let class = element.attr("class")?;
    Some(class.split_whitespace().map(|class| class.replace(['-', '_'], "").to_ascii_lowercase() + " ").collect())
}

/// The words of a class attribute: `box-related__item PhotoCMS_Caption` → box, related, item, photocms, photo, cms, caption.
fn words(attribute: &str) -> Vec<String> {
    let mut out = Vec::new();
    for class in attribute.split(|c: char| !c.is_ascii_alphanumeric()).filter(|class| !class.is_empty()) {
        out.push(class.to_ascii_lowercase());
        let mut start = 0;
        for (at, pair) in class.as_bytes().windows(2).enumerate() {
            if pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase() {
                out.push(class[start..=at].to_ascii_lowercase());
                start = at + 1;
            }
        }
        if start > 0 {
            out.push(class[start..].to_ascii_lowercase());
        }
    }
    out
}

fn append(current: &mut TextBlock, text: &str, context: Context) {
    let mut gap = current.text.is_empty() || current.text.ends_with(' ');
    for c in text.chars() {
        // A no-break space is text; what normalising makes of it is not our question.
        if c.is_ascii_whitespace() {
            if !gap {
                current.text.push(' ');
                gap = true;
            }
            continue;
        }
        if current.text.is_empty() {
            current.heading = context.heading;
            current.role = context.role;
            current.is_furniture = context.furniture;
            current.boxed = context.boxed;
            current.parent = context.parent;
        }
        current.text.push(c);
        gap = false;
        current.linked += usize::from(context.linked);
    }
}

fn flush(current: &mut TextBlock, blocks: &mut Vec<TextBlock>) {
    let mut block = std::mem::take(current);
    block.text.truncate(block.text.trim_end().len());
    if block.text.chars().any(char::is_alphanumeric) {
        blocks.push(block);
    }
}

impl TextBlock {
    /// Whether most of its characters are links.
    pub fn is_link(&self) -> bool {
        let chars = self.text.chars().filter(|c| !c.is_whitespace()).count();
        self.linked * 10 >= chars * 8
    }

    pub fn chars(&self) -> usize {
        self.text.chars().count()
    }
}
