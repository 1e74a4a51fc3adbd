//! What a `<table>` is there for: figures, a picture with its text, or the layout of an old page.

use scraper::{ElementRef, Node};

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Rows of figures: each row is one line of text, its cells parted by [`CELL`].
    Data,
    /// A picture and the text below it.
    Picture,
    /// Columns of a page: each cell is a place of its own.
    Layout,
}

/// What stands between the cells of a row.
pub(super) const CELL: &str = " | ";

/// A cell of figures or names is no longer than this, in bytes; one paragraph of an article is.
const LONGEST_CELL: usize = 600;
/// The text below a picture, in bytes.
const LONGEST_CAPTION: usize = 700;

/// Tells what a table is for, by its own cells.
pub(super) fn purpose(table: ElementRef) -> Purpose {
    let (mut wide_rows, mut rows, mut cells, mut most_cells) = (0, 0, 0, 0);
    let (mut text, mut longest, mut filled) = (0, 0, 0);
    let (mut has_picture, mut has_blocks) = (false, false);
    for node in table.descendants().skip(1) {
        let Some(element) = node.value().as_element() else { continue };
        match element.name() {
            "table" | "h1" | "form" => return Purpose::Layout,
            "tr" => {
                (rows, cells) = (rows + 1, 0);
            }
            "td" | "th" => {
                cells += 1;
                wide_rows += usize::from(cells == 2);
                most_cells = most_cells.max(cells);
                let length = text_length(node);
                (text, longest, filled) =
                    (text + length, longest.max(length), filled + usize::from(length > 0));
            }
            "img" | "amp-img" | "picture" => has_picture = true,
            "article" | "section" => has_blocks = true,
            // A list of links is a menu.
            "ul" => {
                has_blocks |= node
                    .descendants()
                    .filter_map(|node| node.value().as_element())
                    .any(|inner| inner.name() == "a")
            }
            _ => {}
        }
    }
    if has_picture && filled <= 1 && text <= LONGEST_CAPTION {
        Purpose::Picture
    } else if (rows >= 2 || rows == 1 && most_cells >= 3 && text <= LONGEST_CELL)
        && wide_rows * 2 >= rows
        && longest <= LONGEST_CELL
        && !has_blocks
        && !has_picture
    {
        Purpose::Data
    } else {
        Purpose::Layout
    }
}

fn text_length(node: ego_tree::NodeRef<Node>) -> usize {
    node.descendants().filter_map(|node| node.value().as_text()).map(|text| text.trim().len()).sum()
}
