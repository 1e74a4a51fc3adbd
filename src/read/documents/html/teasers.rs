//! The boxes of other articles: an item with a headline and a summary is a document of its own, a
//! bare headline is a link.

use super::chosen::{Chosen, HEADLINE, TEXT};
use super::names::Role;
use super::walk::TextBlock;
use crate::BlockKind;

/// A link of so many characters that ends in a stop is a summary.
const SENTENCE: usize = 80;

/// The items of boxes that have a headline and a summary, each a part of its own.
pub(super) fn teasers(blocks: &[(usize, &TextBlock)]) -> Vec<Chosen> {
    #[derive(Default)]
    struct Item<'a> {
        captions: Vec<(usize, &'a str)>,
        title: Option<(usize, &'a str)>,
        summaries: Vec<(usize, &'a str)>,
    }
    let mut items: Vec<Item> = vec![Item::default()];
    let is_caption = |block: &TextBlock| block.role == Role::Caption;
    // A summary may be a link as well: it is long and ends like a sentence.
    let is_sentence = |block: &TextBlock| {
        block.heading == 0 && block.chars() >= SENTENCE && block.text.ends_with(['.', '…'])
    };
    let is_headline = |block: &TextBlock| {
        !is_caption(block)
            && block.chars() <= HEADLINE
            && (block.heading > 0 || block.is_link() && !is_sentence(block))
    };
    for (at, (place, block)) in blocks.iter().enumerate() {
        let leads_on =
            is_caption(block) && blocks.get(at + 1).is_some_and(|(_, next)| is_headline(next));
        let (is_caption, is_headline) = (is_caption(block), is_headline(block));
        let Some(item) = items.last_mut() else { break };
        // A caption or headline behind a finished item begins the next; so does a caption that a
        // headline follows.
        if item.title.is_some()
            && (is_headline || is_caption && (leads_on || !item.summaries.is_empty()))
        {
            items.push(Item::default());
        }
        let Some(item) = items.last_mut() else { break };
        if is_headline {
            item.title = Some((*place, &block.text));
        } else if is_caption {
            item.captions.push((*place, &block.text));
        } else if item.title.is_some() && block.chars() >= TEXT {
            item.summaries.push((*place, &block.text));
        }
    }
    let whole = items.into_iter().filter(|item| item.title.is_some() && !item.summaries.is_empty());
    let mut chosen = Vec::new();
    for (number, item) in whole.enumerate() {
        let part = number + 1;
        let of = |kind: BlockKind| {
            move |(at, text): (usize, &str)| Chosen { at, text: text.to_string(), kind, part }
        };
        chosen.extend(item.captions.into_iter().map(of(BlockKind::Caption)));
        chosen.extend(item.title.map(of(BlockKind::Title)));
        chosen.extend(item.summaries.into_iter().map(of(BlockKind::Lead)));
    }
    chosen
}
