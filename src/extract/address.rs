//! Web and e-mail addresses: nothing inside them is a mention, so their tokens are taken before any
//! extractor looks.
//!
//! Only what holds digits could be read as something: an address is looked for around digits that
//! touch what stands beside them.

use super::view::LineCursor;
use crate::lexicon::token::begins;

/// Shorter stretches are no address with digits in it.
const SHORTEST: usize = 8;

/// Takes the tokens of the line's addresses.
pub(super) fn claim(view: &mut LineCursor<'_>) {
    let mut i = 0;
    while let Some(at) = view.next(i, begins::DIGITS) {
        i = at + 1;
        if !view.tokens.is_glued(at) && !view.tokens.is_glued(i) {
            continue;
        }
        let Some(start) = view.tokens.get(at).map(|token| token.span().start) else { break };
        let text = view.tokens.text;
        let is_blank = |byte: &u8| byte.is_ascii_whitespace();
        let from = text
            .as_bytes()
            .get(..start)
            .and_then(|before| before.iter().rposition(is_blank))
            .map_or(0, |blank| blank + 1);
        let to = text
            .as_bytes()
            .get(start..)
            .and_then(|rest| rest.iter().position(is_blank))
            .map_or(text.len(), |blank| start + blank);
        // Each stretch is looked at once.
        let token_at =
            |place: usize| view.tokens.list.partition_point(|token| token.span().start < place);
        i = token_at(to).max(at + 1);
        if to - from >= SHORTEST && text.get(from..to).is_some_and(is_address) {
            view.claim(token_at(from), i);
        }
    }
}

fn is_address(stretch: &str) -> bool {
    let is_mail = || {
        stretch.split_once('@').is_some_and(|(user, host)| {
            user.ends_with(|c: char| c.is_alphanumeric()) && host.contains('.')
        })
    };
    let has_host = || stretch.split_once('/').is_some_and(|(before, _)| is_host(before));
    stretch.contains("://") || is_mail() || has_host()
}

/// Whether a stretch before a slash ends in the name of a host: small letters with dots between,
/// the last part without digits.
fn is_host(before: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    let host = before.rsplit(|c| !is_part(c)).next().unwrap_or_default();
    host.rsplit_once('.').is_some_and(|(name, end)| {
        name.contains(|c: char| c.is_ascii_lowercase())
            && end.len() >= 2
            && end.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::mention_values;

    #[test]
    fn addresses_hold_nothing() {
        for text in [
            "Xem https://bao.example.vn/2024/03/05/tin-15-2020-nd-cp.html để rõ.",
            "Gửi về phong.tiep.dan2@so.example.vn trước giờ họp.",
            "Tải tại www.example.com/2023/12/4 nhé",
            "(nguồn: bao.example.vn/tin-9-3-2021)",
            "Thư gửi 5.nguyen@example.vn.",
        ] {
            assert_eq!(mention_values(text), [""; 0], "{text}");
        }
        for (text, value) in [
            ("họp ngày 5/3/2024", "2024-03-05"),
            ("đạt 3.500/người", "3500"),
            ("theo 15/2020/NĐ-CP", "15/2020/NĐ-CP"),
        ] {
            assert_eq!(mention_values(text), [value], "{text}");
        }
    }
}
