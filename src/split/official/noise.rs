//! What a gazette prints around the text of its pages: running heads, page numbers, rules, the
//! stamp of a digital signature.

use crate::lexicon::pages::{pages, unnumbered};
use crate::text::squeezed;

/// A stamp has so many lines at most behind one that only stamps have.
const STAMP: usize = 3;

/// Tells the lines of a text that are no part of it, in their order.
#[derive(Default)]
pub(super) struct Noise {
    /// Lines that may still be of the stamp under way.
    stamp: usize,
}

impl Noise {
    /// Whether the next line, without blanks around it, is no part of the text.
    pub fn has(&mut self, line: &str) -> bool {
        if pages().is_stamp(line) {
            self.stamp = STAMP;
            return true;
        }
        let may_be_stamp = self.stamp > 0;
        self.stamp = self.stamp.saturating_sub(1);
        is_rule(line)
            || line.chars().nth(1).is_none()
            || may_be_stamp && pages().is_of_stamp(line)
            || pages().is_page_number(line)
            || pages().is_running_head(unnumbered(&squeezed(line)))
    }
}

/// Whether a line has neither letters nor digits: `________`, `* * *`.
pub(super) fn is_rule(line: &str) -> bool {
    !line.contains(char::is_alphanumeric)
}
