//! The parser: html5ever, fed piece by piece, and ended where a page builds more than any page
//! does.
//!
//! Bounds on what is written would not do: what a page builds may be the square of it ([`page`]).

use std::cell::Cell;

use ego_tree::NodeId;
use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink as _};
use scraper::{Html, HtmlTreeSink};

use crate::read::limits::page;
use crate::{Error, Result};

/// The longest piece of a page, in bytes: what has no end shows after a few of them.
const PIECE: usize = 4_096;

/// Parses a page.
///
/// # Errors
///
/// The bound that the page is beyond.
pub(super) fn parse(html: &str) -> Result<Html> {
    // The parser counts bytes in 32 bits.
    if u32::try_from(html.len()).is_err() {
        return Err(Error::format("expected a page, but found more than 4 GB"));
    }
    let (whole, input) = (StrTendril::from_slice(html), BufferQueue::default());
    let tokenizer = Tokenizer::new(Bounded::new(), TokenizerOpts::default());
    let sink = &tokenizer.sink;
    // Where the last piece that gave a token begins, and the size of what follows at which its
    // attributes are counted.
    let (mut since, mut judged, mut at) = (0, PIECE, 0);
    while at < html.len() {
        let end = end_of_piece(html, at);
        sink.is_quiet.set(true);
        input.push_back(whole.subtendril(at as u32, (end - at) as u32));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        if !sink.is_quiet.get() {
            (since, judged) = (at, PIECE);
        } else if end - since >= judged {
            // Twice as much the next time: all countings together are linear.
            judged = 2 * (end - since);
            sink.judge(
                page::ATTRIBUTES_OF_TAG,
                attributes(html.get(since..end).unwrap_or_default()),
            );
        }
        if let Some(bound) = sink.beyond.get() {
            return Err(bound.error());
        }
        at = end;
    }
    tokenizer.end();
    match sink.beyond.get() {
        Some(bound) => Err(bound.error()),
        None => Ok(tokenizer.sink.builder.sink.finish()),
    }
}

/// The end of the piece that begins at `at`: the next tag begins a piece, for a piece holds the
/// beginning of one tag at most.
fn end_of_piece(html: &str, at: usize) -> usize {
    let mut end = html.len().min(at + PIECE);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    html.get(at + 1..end).and_then(|rest| rest.find('<')).map_or(end, |found| at + 1 + found)
}

/// A tree builder that counts what it builds, and builds nothing more once that is beyond a bound.
struct Bounded {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    /// Whether no token has come since this was set.
    is_quiet: Cell<bool>,
    nodes: Cell<usize>,
    elements: Cell<usize>,
    attributes: Cell<usize>,
    beyond: Cell<Option<page::Bound>>,
}

impl Bounded {
    fn new() -> Bounded {
        Bounded {
            builder: TreeBuilder::new(
                HtmlTreeSink::new(Html::new_document()),
                TreeBuilderOpts::default(),
            ),
            is_quiet: Cell::new(true),
            nodes: Cell::new(0),
            elements: Cell::new(0),
            attributes: Cell::new(0),
            beyond: Cell::new(None),
        }
    }

    fn judge(&self, bound: page::Bound, found: usize) {
        if found > bound.most {
            self.beyond.set(Some(bound));
        }
    }

    /// Counts what the last token built.
    fn count(&self) {
        let html = self.builder.sink.0.borrow();
        let nodes = html.tree.values().len();
        let new = nodes - self.nodes.replace(nodes);
        if new == 0 {
            return;
        }
        #[cfg(test)]
        crate::work::count(new);
        let elements =
            || html.tree.nodes().rev().take(new).filter(|node| node.value().is_element());
        self.elements.set(self.elements.get() + elements().count());
        self.judge(page::ELEMENTS, self.elements.get());
        self.judge(page::AT_ONCE, elements().count());
        if let Some(last) = elements().next() {
            self.judge(
                page::DEPTH,
                last.ancestors()
                    .take(page::DEPTH.most + 1)
                    .filter(|node| node.value().is_element())
                    .count(),
            );
        }
        let attributes = elements()
            .filter_map(|node| node.value().as_element())
            .map(|element| element.attrs().count())
            .sum::<usize>();
        self.attributes.set(self.attributes.get() + attributes);
        self.judge(page::ATTRIBUTES, self.attributes.get());
    }
}

impl TokenSink for Bounded {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        match &token {
            // An error says nothing of where the tokenizer is, and a page may have one in each
            // byte.
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::TagToken(tag) => self.judge(page::ATTRIBUTES_OF_TAG, tag.attrs.len()),
            _ => {}
        }
        self.is_quiet.set(false);
        // Nobody reads comments, and each would be a node.
        if self.beyond.get().is_some() || matches!(token, Token::CommentToken(_)) {
            return TokenSinkResult::Continue;
        }
        let result = self.builder.process_token(token, line);
        self.count();
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// How many attributes the tag has that a text ends in; none where it ends outside of tags.
fn attributes(mut text: &str) -> usize {
    #[cfg(test)]
    crate::work::count(text.len());
    while let Some((_, tag)) = text.split_once('<') {
        let (count, behind) = match tag.strip_prefix(['!', '?']) {
            Some(rest) if rest.starts_with("[CDATA[") => (0, rest.split_once("]]>")),
            Some(rest) if tag.starts_with("!--") => (
                0,
                rest.split_once("-->")
                    .into_iter()
                    .chain(rest.split_once("--!>"))
                    .min_by_key(|(comment, _)| comment.len()),
            ),
            Some(rest) => (0, rest.split_once('>')),
            None => in_tag(tag),
        };
        let Some((_, behind)) = behind else { return count };
        text = behind;
    }
    0
}

/// Where in a tag a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TagPlace {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Quoted(u8),
    Bare,
}

/// How many attributes a tag has, and the tag and what is behind it if it ends.
fn in_tag(tag: &str) -> (usize, Option<(&str, &str)>) {
    let (mut place, mut count) = (TagPlace::TagName, 0);
    for (at, byte) in tag.bytes().enumerate().skip(usize::from(tag.starts_with('/'))) {
        let next = match (place, byte, byte.is_ascii_whitespace()) {
            (TagPlace::Quoted(quote), ..) if byte == quote => TagPlace::BeforeName,
            (TagPlace::Quoted(_), ..) => place,
            (_, b'>', _) => return (count, tag.split_at_checked(at + 1)),
            (TagPlace::Name | TagPlace::AfterName, b'=', _) => TagPlace::BeforeValue,
            (TagPlace::BeforeValue, b'"' | b'\'', _) => TagPlace::Quoted(byte),
            (TagPlace::BeforeValue, _, true) | (TagPlace::Bare, b'/', _) => place,
            (TagPlace::BeforeValue | TagPlace::Bare, _, false) => TagPlace::Bare,
            (TagPlace::Name | TagPlace::AfterName, _, true) => TagPlace::AfterName,
            (_, b'/', _) | (_, _, true) => TagPlace::BeforeName,
            (TagPlace::TagName, ..) => TagPlace::TagName,
            _ => TagPlace::Name,
        };
        count += usize::from(next == TagPlace::Name && place != TagPlace::Name);
        place = next;
    }
    (count, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(html: &str) -> String {
        parse(html).map_or_else(|error| error.to_string(), |_| String::new())
    }

    #[test]
    fn what_a_page_may_build() {
        let beyond = |what: &str| {
            format!(
                "expected a page, but found more than {what}, ten times what a newspaper's page has"
            )
        };
        let many = |piece: &str, count: usize| piece.repeat(count);
        let named =
            |count: usize| (0..count).map(|number| format!(" a{number}=1")).collect::<String>();
        let bold =
            |count: usize| (0..count).map(|number| format!("<b id={number}>")).collect::<String>();
        let (elements, depth, tag) =
            ("17460 elements", "210 elements within each other", "190 attributes of one tag");
        for (html, expected) in [
            (many("<br>", 17_000), ""),
            (many("<br>", 18_000), elements),
            (format!("<p>{}", many("</p>", 18_000)), elements),
            (many("<div>", 200), ""),
            (many("<div>", 270), depth),
            // A tag that closes nothing.
            (many("<div></x>", 270), depth),
            (many("<div><!--</div>-->", 270), depth),
            (many("<x>", 270), depth),
            (format!("<div{}>", named(190)), ""),
            (format!("<div{}>", named(191)), tag),
            (format!("<div{}>", named(20_000)), tag),
            (format!("<div{}", named(20_000)), tag),
            (format!("</div{}", named(20_000)), tag),
            (format!("&amp<div{}", named(20_000)), tag),
            (format!("<!----><div{}", named(20_000)), tag),
            (format!("<svg><![CDATA[]]><div{}", named(20_000)), tag),
            (format!("<svg><style></><div{}", named(20_000)), tag),
            (format!("<div{}", many("/a", 20_000)), tag),
            (format!("</div{}", many("/a", 20_000)), tag),
            (format!("<div a='{}'>", many("<p a=1 b=2 ", 20_000)), ""),
            (format!("<!--{}-->", many("<p a=1 b=2 ", 20_000)), ""),
            (format!("<script>{}</script>", many("<p a=1 b=2 ", 20_000)), ""),
            (many("<p a=1 b=2 c=3>", 12_000), "35860 attributes"),
            (format!("<p>{}</p><p>x</p>", bold(25)), ""),
            (format!("<p>{}</p><p>x</p>", bold(35)), "30 elements that one tag builds"),
        ] {
            let expected = if expected.is_empty() { String::new() } else { beyond(expected) };
            assert_eq!(error(&html), expected, "{}", html.chars().take(60).collect::<String>());
        }
    }

    #[test]
    fn pieces_change_nothing() {
        let long = "Sáng 5/9, xã họp & bàn về đường. ".repeat(300);
        for html in [
            format!(
                "<h1>Họp</h1><p>{long}<!-- {long} --></p><p a=\"{long}\">x &amp; y</p><script>if (a <b) {{ {long} }}</script>"
            ),
            "<p>a<b>c<i>d</b>e</i><table>x<tr><td>y</table>".to_string(),
            "<pre>\n\r\n</pre>&nbs<p>;&lt".to_string(),
        ] {
            let (found, expected) =
                (parse(&html).map(|html| html.html()), Html::parse_document(&html).html());
            let without_comments = |html: &str| html.replace(&format!("<!-- {long} -->"), "");
            assert_eq!(found.map_err(|error| error.to_string()), Ok(without_comments(&expected)));
        }
    }
}
