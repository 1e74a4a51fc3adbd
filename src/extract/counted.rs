//! Whether what follows a numeral is counted by it.

use crate::lexicon::token::Tokens;
use crate::lexicon::{Context, lexicons};

/// Whether a counted noun or classifier begins at `at`: the longest entry there decides (lần lượt
/// is no lần).
pub(super) fn is_counted(tokens: &Tokens<'_>, at: usize) -> bool {
    let at = tokens.behind_note(at);
    let mut longest = 0;
    lexicons().contexts.kinds(tokens, at) & Context::Counted.bit() != 0
        && !tokens.starts_line(at)
        && (!tokens.is_capitalised(at) || tokens.in_capitals(at))
        && lexicons()
            .contexts
            .matches(tokens, at)
            .take_while(|&(_, length)| length >= std::mem::replace(&mut longest, length))
            .any(|(context, _)| *context == Context::Counted)
}
