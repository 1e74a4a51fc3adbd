//! Where the article's text is: the element with the most running text close below it.
//!
//! Every paragraph speaks for the element around it, half as much for the one around that, and so
//! on; links say nothing, furniture and boxes of other articles little. So the column of paragraphs
//! wins against the page that holds it and against a list of short summaries. Later siblings with
//! as much plain text (the second half of a long read, the next entry of a running report) are
//! added to the winner.

use ego_tree::{NodeId, NodeRef};
use rustc_hash::FxHashSet;
use scraper::{Html, Node};

use super::names::{self, Says};

/// Shorter text is a label, in bytes.
const SPEAKS: usize = 60;
/// A paragraph speaks for so many elements around it, each half as loud as the one inside.
const REACH: usize = 3;
/// So much plain text joins the body, in bytes.
const JOINS: usize = 150;
/// An element with a telling name counts for so many without.
const NAMED: usize = 4;
/// Text in what is named as furniture counts for so much less: some newspapers call their main
/// column `sidebar-1`.
const DOUBTED: usize = 3;

/// The elements that matter for the article.
#[derive(Default)]
pub(super) struct Trunk {
    /// The elements that hold the article's text.
    pub bodies: FxHashSet<NodeId>,
    /// They and what is around them and around the headline: whatever their class names say, they
    /// are no furniture.
    pub around: FxHashSet<NodeId>,
    /// What each element of the page says of its text, in page order: the page is walked twice, its
    /// names are read once.
    pub says: Vec<Says>,
}

/// A block element on the way to the choice.
struct Seen {
    id: NodeId,
    parent: usize,
    score: usize,
    /// Bytes of the paragraphs inside.
    spoken: usize,
    /// Bytes of plain and of linked text inside.
    plain: usize,
    linked: usize,
    /// Bytes of plain text directly in it, and its pieces parted by `<br>`.
    own: usize,
    piece: usize,
    pieces: usize,
    is_paragraph: bool,
    is_named: bool,
    is_doubted: bool,
}

/// What is open on the way down.
#[derive(Clone, Copy, Default)]
struct Open {
    /// The nearest block element among those seen.
    block: usize,
    is_block: bool,
    hidden: bool,
    /// Inside furniture or a box.
    outside: bool,
    linked: bool,
}

/// Finds the article's text and headline.
pub(super) fn find(document: &Html, titles: &[String]) -> Trunk {
    let (seen, says) = survey(document);
    let headline = headline(document, titles);
    let around_headline: FxHashSet<NodeId> =
        headline.iter().flat_map(NodeRef::ancestors).map(|node| node.id()).collect();
    let mut trunk = Trunk { around: around_headline.clone(), says, ..Trunk::default() };
    let best = (0..seen.len())
        .filter(|&at| seen[at].score > 0)
        .max_by_key(|&at| (seen[at].score, std::cmp::Reverse(at)));
    let Some(best) = best else { return trunk };
    for at in std::iter::once(best).chain(joining(document, &seen, best, &around_headline)) {
        trunk.bodies.insert(seen[at].id);
    }
    for id in &trunk.bodies {
        trunk.around.insert(*id);
        trunk.around.extend(
            document.tree.get(*id).iter().flat_map(NodeRef::ancestors).map(|node| node.id()),
        );
    }
    trunk
}

/// The trunk of HTML that is an article and nothing else: all of it is the body.
pub(super) fn whole(document: &Html) -> Trunk {
    let (_, says) = survey(document);
    let root = document.root_element();
    let is_body = |node: &NodeRef<Node>| {
        node.value().as_element().is_some_and(|element| element.name() == "body")
    };
    let body = root.children().find(is_body).map_or(root.id(), |body| body.id());
    Trunk {
        bodies: FxHashSet::from_iter([body]),
        around: FxHashSet::from_iter([root.id(), body]),
        says,
    }
}

/// All block elements in page order with the text in them and what speaks for them.
fn survey(document: &Html) -> (Vec<Seen>, Vec<Says>) {
    let root = document.root_element();
    let (mut seen, mut all) = (Vec::<Seen>::new(), Vec::new());
    let mut stack: Vec<Open> = Vec::new();
    for edge in root.traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let outer = stack.last().copied().unwrap_or_default();
                    let name = element.name();
                    let says = names::says(element);
                    all.push(says);
                    let is_block = stack.is_empty() || !names::is_inline(name) && name != "br";
                    let block = if is_block { seen.len() } else { outer.block };
                    if is_block {
                        seen.push(Seen::new(node.id(), outer.block, name, says.body));
                    } else if name == "br" {
                        seen[block].end_piece();
                    }
                    stack.push(Open {
                        block,
                        is_block,
                        hidden: outer.hidden || says.hidden,
                        outside: !says.body && (outer.outside || says.furniture || says.boxed),
                        linked: outer.linked || name == "a",
                    });
                }
                Node::Text(text) => {
                    let Some(open) = stack.last().filter(|open| !open.hidden) else { continue };
                    let length = text.trim().len();
                    let block = &mut seen[open.block];
                    if open.linked {
                        block.linked += length;
                    } else {
                        block.plain += length;
                        block.own += length;
                        block.piece += length;
                        block.is_doubted |= open.outside;
                    }
                }
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if node.value().is_element()
                    && let Some(open) = stack.pop()
                    && open.is_block
                {
                    close(&mut seen, open.block);
                }
            }
        }
    }
    for block in &mut seen {
        // Links thin the text out, twice over: a list of headlines with summaries is no article.
        let density = 100 * block.plain / (block.plain + block.linked).max(1);
        block.score =
            block.score * density * density / 10_000 * if block.is_named { NAMED } else { 1 };
    }
    (seen, all)
}

impl Seen {
    /// A block in which nothing stands yet.
    fn new(id: NodeId, parent: usize, name: &str, is_named: bool) -> Seen {
        let is_paragraph = matches!(name, "p" | "li" | "blockquote" | "dd" | "pre" | "figcaption")
            || names::heading_level(name).is_some();
        Seen {
            id,
            parent,
            score: 0,
            spoken: 0,
            plain: 0,
            linked: 0,
            own: 0,
            piece: 0,
            pieces: 0,
            is_paragraph,
            is_named,
            is_doubted: false,
        }
    }

    fn end_piece(&mut self) {
        self.pieces += usize::from(self.piece >= SPEAKS);
        self.piece = 0;
    }
}

/// An element ends: its sums go to the one around it, its words speak for those that hold it.
fn close(seen: &mut [Seen], at: usize) {
    seen[at].end_piece();
    let Seen { parent, plain, linked, own, pieces, is_paragraph, is_doubted, .. } = seen[at];
    if own >= SPEAKS {
        let mut says = own / if is_doubted { DOUBTED } else { 1 };
        seen[at].spoken += says;
        // Text parted by <br> is a body itself; a single piece is one paragraph of what is around
        // it.
        let mut holder = if pieces >= 2 && !is_paragraph { at } else { parent };
        for _ in 0..REACH {
            seen[holder].score += says;
            (holder, says) = (seen[holder].parent, says / 2);
        }
    }
    if parent != at {
        seen[parent].spoken += seen[at].spoken;
        seen[parent].plain += plain;
        seen[parent].linked += linked;
    }
}

/// Later siblings of the body, and of what is around it up to the headline, that hold plain text as
/// it does.
fn joining(
    document: &Html,
    seen: &[Seen],
    best: usize,
    around_headline: &FxHashSet<NodeId>,
) -> Vec<usize> {
    const LEVELS: usize = 4;
    let mut joining = Vec::new();
    let mut inner = best;
    for _ in 0..LEVELS {
        let parent = seen[inner].parent;
        if parent == inner || around_headline.contains(&seen[inner].id) {
            break;
        }
        let class = |at: usize| {
            document.tree.get(seen[at].id).and_then(|node| node.value().as_element()?.attr("class"))
        };
        let is_text = |at: &usize| {
            let Seen { plain, linked, spoken, is_named, is_paragraph, .. } = seen[*at];
            // The next entry of a running report has the class of the last.
            let least = if is_paragraph || class(*at).is_some() && class(*at) == class(inner) {
                SPEAKS
            } else {
                JOINS
            };
            // Where a name says which element is the body, only another of that name adds to it.
            spoken >= least
                && spoken * 2 >= plain
                && linked * 6 < plain
                && (is_named || !seen[best].is_named)
        };
        joining.extend(
            (inner + 1..seen.len()).filter(|&at| seen[at].parent == parent).filter(is_text),
        );
        // Without a headline nothing tells where the article's column ends.
        if around_headline.is_empty() {
            break;
        }
        inner = parent;
    }
    joining
}

/// The `h1` that is most like the page's title; a newspaper's name may stand in another.
fn headline<'a>(document: &'a Html, titles: &[String]) -> Option<NodeRef<'a, Node>> {
    let h1s = document
        .root_element()
        .descendants()
        .filter(|node| node.value().as_element().is_some_and(|element| element.name() == "h1"));
    let rated = h1s.enumerate().map(|(at, node)| {
        let text = beginning(node);
        let likeness = titles.iter().map(|title| likeness(&text, title)).max().unwrap_or_default();
        (likeness, !text.trim().is_empty(), std::cmp::Reverse(at), node)
    });
    rated
        .max_by_key(|(likeness, has_text, at, _)| (*likeness, *has_text, *at))
        .map(|(.., node)| node)
}

/// The beginning of an element's text, longer than any headline: nested headings would each give
/// all of the text.
fn beginning(node: NodeRef<Node>) -> String {
    const LONG: usize = 2_000;
    let mut text = String::new();
    for piece in node.descendants().filter_map(|node| node.value().as_text()) {
        text.extend(piece.chars().take(LONG));
        if text.len() >= LONG {
            break;
        }
    }
    text
}

/// How many in a hundred of the longer text's words are in both.
pub(super) fn likeness(a: &str, b: &str) -> usize {
    let words = |text: &str| -> FxHashSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    100 * a.intersection(&b).count() / a.len().max(b.len()).max(1)
}
