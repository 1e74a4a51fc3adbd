//! One walk over a page: its text blocks in order, as a browser would break them, with what their
//! elements say.

use ego_tree::NodeId;
use rustc_hash::FxHashMap;
use scraper::node::{Element, Node};
use scraper::{ElementRef, Html};

use super::body::Trunk;
use super::names::{self, Role, Says};
use super::tables::{self, Purpose};

/// A stretch of text that a browser would show as a block of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TextBlock {
    /// The text, white space collapsed.
    pub text: String,
    /// How many characters it has, blanks aside, while it grows.
    solid: usize,
    /// How many of its characters (blanks aside) are inside links.
    pub linked: usize,
    /// How many are bold.
    pub bold: usize,
    /// 1–6 inside a heading element, 0 elsewhere.
    pub heading: u8,
    /// What its elements' names and classes say it is.
    pub role: Role,
    /// Whether it stands in an element that is no article: navigation, footer, comments …
    pub is_furniture: bool,
    /// Whether it stands in the element that holds the article's text.
    pub in_body: bool,
    /// Whether it is a row of figures.
    pub is_row: bool,
    /// The box that it stands in, by the number of its element: one whose name says that it holds
    /// teasers.
    pub boxed: Option<usize>,
    /// The element around its own, where that is a part of the article's text, by its number …
    holder: Option<usize>,
    /// … and where among the blocks it ends: a box without a telling class ends there too.
    pub holder_ends: Option<usize>,
}

/// What is open on the way down.
#[derive(Clone, Copy, Default)]
struct Context {
    hidden: bool,
    furniture: bool,
    in_body: bool,
    /// The nearest block element, the one around it, and whether the nearest is a body itself.
    block: usize,
    holder: Option<usize>,
    is_body: bool,
    heading: u8,
    role: Role,
    boxed: Option<usize>,
    linked: bool,
    bold: bool,
    /// Inside the place that a lead opens with.
    in_place: bool,
    is_block: bool,
    /// Inside a figure, or a table that is one.
    in_picture: bool,
    /// Inside a table of figures.
    in_data: bool,
    /// Inside a cell of one.
    in_cell: bool,
    /// Inside a superscript, which begins at this byte of the block's text.
    superscript: Option<usize>,
}

/// The text blocks of a page in order.
pub(super) fn walk(document: &Html, trunk: &Trunk) -> Vec<TextBlock> {
    let mut walk = Walk {
        trunk,
        number: 0,
        current: TextBlock::default(),
        blocks: Vec::new(),
        ends: FxHashMap::default(),
    };
    let mut stack = vec![Context::default()];
    for edge in document.root_element().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Text(text) => {
                    let context = stack.last().copied().unwrap_or_default();
                    if !context.hidden {
                        walk.append(text, context);
                    }
                }
                Node::Element(_) => {
                    let outer = stack.last().copied().unwrap_or_default();
                    stack.extend(ElementRef::wrap(node).map(|element| walk.enter(element, outer)));
                }
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if node.value().is_element()
                    && stack.len() > 1
                    && let Some(context) = stack.pop()
                {
                    walk.leave(context, stack.last().copied().unwrap_or_default());
                }
            }
        }
    }
    walk.flush();
    for block in &mut walk.blocks {
        block.holder_ends = block.holder.and_then(|holder| walk.ends.get(&holder).copied());
    }
    walk.blocks
}

/// Lengths, whose second and third powers are areas and volumes.
const UNITS: [&str; 7] = ["m", "km", "cm", "dm", "mm", "hm", "dam"];

/// A digit or minus sign as a superscript.
fn superscript(c: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).and_then(|digit| DIGITS.get(digit as usize)).copied().unwrap_or('⁻')
}

/// What a style sheet puts between the place and the lead.
const PLACE: &str = " - ";

struct Walk<'a> {
    trunk: &'a Trunk,
    /// Elements met so far.
    number: usize,
    current: TextBlock,
    blocks: Vec<TextBlock>,
    /// For each block element that has ended the number of blocks up to its end.
    ends: FxHashMap<usize, usize>,
}

impl Walk<'_> {
    fn enter(&mut self, element: ElementRef, outer: Context) -> Context {
        let says = self.trunk.says.get(self.number).copied().unwrap_or_default();
        self.number += 1;
        let (name, id) = (element.value().name(), element.id());
        let is_block = !names::is_inline(name) && name != "br";
        let mut context = Context { is_block, ..outer };
        if is_block {
            context.holder = Some(outer.block).filter(|_| outer.in_body && !outer.is_body);
            (context.block, context.is_body) = (self.number, self.trunk.bodies.contains(&id));
        }
        self.mark(&mut context, says, element.value(), id);
        match name {
            "table" => self.mark_table(&mut context, element),
            "figure" if is_picture(element) => {
                (context.role, context.in_picture) = (Role::Caption, true)
            }
            "td" | "th" if context.in_data => {
                (context.in_cell, context.is_block) = (true, false);
                if !self.current.text.is_empty() {
                    self.current.end_cell();
                }
            }
            _ => {}
        }
        if let Some(level) = names::heading_level(name) {
            context.heading = level;
        }
        context.bold |= matches!(name, "b" | "strong");
        context.in_place |= says.place;
        if name == "a" {
            context.linked = true;
            // A teaser's headline may stand in one line with its summary.
            context.is_block = context.boxed.is_some() || self.current.is_long_link();
        }
        if name == "sup" {
            context.superscript = context.superscript.or(Some(self.current.text.len()));
        }
        // A headline is one, on however many lines.
        if name == "br" && outer.heading > 0 {
            self.current.end_word();
        } else if context.is_block || name == "br" {
            self.break_at(outer);
        }
        context
    }

    fn leave(&mut self, context: Context, outer: Context) {
        if context.is_block {
            self.break_at(context);
            self.ends.insert(context.block, self.blocks.len());
        } else if let (Some(start), None) = (context.superscript, outer.superscript) {
            self.current.raise(start);
        } else if context.in_place && !outer.in_place && !self.current.text.is_empty() {
            self.current.text.push_str(PLACE);
            self.current.solid += 1;
        }
    }

    /// What the element's names say, unless it holds the article.
    fn mark(&self, context: &mut Context, says: Says, element: &Element, id: NodeId) {
        let is_body = self.trunk.bodies.contains(&id);
        context.in_body |= is_body;
        let is_around = self.trunk.around.contains(&id);
        // A pop-up's page is hidden until a script shows it; the article is not.
        context.hidden |= says.hidden && !is_around;
        if !is_around {
            context.furniture |= says.furniture && !(says.boxed && context.in_body);
            // An article in the article's own text is another one, summed up.
            let is_article = element.name() == "article" && context.in_body;
            if (says.boxed || is_article) && context.boxed.is_none() {
                context.boxed = Some(self.number);
            }
        }
        // A name around the whole article is none of a part of it; in a box only captions are told
        // apart: a teaser's summary is no lead.
        let is_wide = is_around && element.name() != "figure";
        let is_told = says.role == Role::Caption
            || context.boxed.is_none() && (context.role == Role::None || says.role == Role::Lead);
        if says.role != Role::None
            && !is_wide
            && is_told
            && !(context.in_picture && says.role != Role::Caption)
        {
            context.role = says.role;
        }
    }

    fn mark_table(&self, context: &mut Context, element: ElementRef) {
        match tables::purpose(element) {
            Purpose::Data => context.in_data = true,
            Purpose::Picture => (context.role, context.in_picture) = (Role::Caption, true),
            Purpose::Layout => {}
        }
    }

    /// A block begins or ends here; inside a cell of figures that is but a blank.
    fn break_at(&mut self, context: Context) {
        if context.in_cell {
            self.current.end_word();
        } else {
            self.flush();
        }
    }

    fn append(&mut self, text: &str, context: Context) {
        let current = &mut self.current;
        for c in text.chars() {
            // A no-break space is text; what normalising makes of it is not our question.
            if c.is_ascii_whitespace() {
                current.end_word();
                continue;
            }
            if current.text.is_empty() {
                current.heading = context.heading;
                current.role = context.role;
                current.is_furniture = context.furniture;
                current.in_body = context.in_body;
                current.is_row = context.in_cell;
                current.boxed = context.boxed;
                current.holder = context.holder;
            }
            current.text.push(c);
            current.solid += usize::from(!c.is_whitespace());
            current.linked += usize::from(context.linked);
            current.bold += usize::from(context.bold);
        }
    }

    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.current);
        block
            .text
            .truncate(block.text.trim_end().trim_end_matches(tables::CELL.trim()).trim_end().len());
        if block.text.chars().any(char::is_alphanumeric) {
            self.blocks.push(block);
        }
    }
}

/// Whether a figure holds a picture and its text, and no table or quotation.
fn is_picture(figure: ElementRef) -> bool {
    const MOST_NODES: usize = 200;
    let inside = || {
        figure
            .descendants()
            .take(MOST_NODES)
            .filter_map(|node| node.value().as_element().map(Element::name))
    };
    inside().any(|name| matches!(name, "img" | "amp-img" | "picture" | "video"))
        && !inside().any(|name| matches!(name, "table" | "blockquote"))
}

/// The end of a text, where a unit with its figure has its place: what is longer is none.
fn tail(text: &str) -> &str {
    const LONG: usize = 40;
    let start = (text.len().saturating_sub(LONG)..=text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or_default();
    text.get(start..).unwrap_or_default()
}

impl TextBlock {
    /// Whether most of its characters are links.
    pub fn is_link(&self) -> bool {
        self.is_mostly(self.linked)
    }

    /// Whether most of its characters are bold.
    pub fn is_bold(&self) -> bool {
        self.is_mostly(self.bold)
    }

    fn is_mostly(&self, counted: usize) -> bool {
        counted * 10 >= self.text.chars().filter(|c| !c.is_whitespace()).count() * 8
    }

    /// Whether all of it is a link of some length: another link right behind it is a line of its
    /// own.
    fn is_long_link(&self) -> bool {
        const LONG: usize = 20;
        self.linked >= LONG && self.heading == 0 && self.linked == self.solid
    }

    /// Raises what stands from the byte `start` on: `km` `2` reads km², `10` `6` reads 10⁶; the
    /// figure of a footnote goes, and any other text stays.
    fn raise(&mut self, start: usize) {
        let Some((before, raised)) = self.text.split_at_checked(start) else { return };
        let bare = raised.trim().trim_matches(['[', ']', '(', ')', '*']);
        if !bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '−'))
            || raised.trim().is_empty()
        {
            return;
        }
        let (before, tail) = (before.trim_end(), tail(before.trim_end()));
        let last = tail.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let is_length = UNITS.contains(&last.trim_start_matches(|c: char| c.is_ascii_digit()))
            && matches!(bare, "2" | "3");
        if is_length || last == "10" && bare.len() == raised.trim().len() {
            let superscript: String = bare.chars().map(superscript).collect();
            let (end, removed, added) = (before.len(), solid(raised), solid(&superscript));
            self.text.truncate(end);
            self.text.push_str(&superscript);
            self.solid = self.solid + added - removed;
        } else if !bare.contains(['-', '−']) {
            self.solid -= solid(raised);
            self.text.truncate(start);
        }
        (self.linked, self.bold) = (self.linked.min(self.solid), self.bold.min(self.solid));
    }

    /// Characters.
    pub fn chars(&self) -> usize {
        self.text.chars().count()
    }

    fn end_word(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn end_cell(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.ends_with(tables::CELL.trim()) {
            self.text.push_str(tables::CELL);
            self.solid += 1;
        }
    }
}
