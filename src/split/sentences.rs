//! Sentences of a block, as Vietnamese news writes them.
//!
//! A sentence ends behind a line and behind the marks `. ? ! …`, together with what closes a
//! quotation or bracket there, if a capital follows. But
//! - none ends behind an abbreviation, an initial or an enumerator ("TP. ", "ông N.V.A. ", "1. "),
//!   before a lower-case letter ("… “Sao thế?” ông hỏi"), inside an address ("?id=1") and where no
//!   word follows ("… thi hành. ./.");
//! - one ends also where two sentences were glued ("phù hợp.PV: …"), before a figure ("của tỉnh.
//!   70% số hộ"), before a name with a small first letter ("iPhone …") and before the dash of an
//!   answer ("thế nào? - Thưa ông, …");
//! - a closing quotation mark that was torn off ("… . ” Ông nói") goes back to the sentence it
//!   closes, a comma that was left over stays there.
//!
//! The bounds of UAX #29, mended by the same rules, were the first form: they cost four times as
//! much and had to be overruled in both directions.
//!
//! Colons and semicolons never end a sentence; a line break always does. Not covered: "C." and the
//! like at the end of a sentence before a name, which are read as initials.

use super::lines;
use crate::Span;
use crate::lexicon::{SentenceWord, sentence_words};

/// More than any abbreviation or address has, in bytes or characters.
const ADDRESS: usize = 200;

/// The sentences of a block's text: spans without white space at their ends, in order, which
/// together cover all that is not white space.
///
/// ```
/// use thoisu::split::sentences;
/// let text = "PGS.TS. Lê An sống ở TP. Huế. Ông nói: “Đường dài 1.200 m.” Xong.";
/// let found: Vec<&str> = sentences(text).map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["PGS.TS. Lê An sống ở TP. Huế.", "Ông nói: “Đường dài 1.200 m.”", "Xong."]);
/// ```
pub fn sentences(text: &str) -> impl Iterator<Item = Span> {
    let mut bounds = bounds(text);
    let (mut counted, mut quotes) = (0, 0);
    for at in &mut bounds {
        quotes += text[counted..*at].matches('"').count();
        counted = *at;
        *at = behind_closer(text, *at, quotes % 2 == 1);
    }
    bounds.dedup();
    bounds.push(text.len());
    drop_wordless(text, &mut bounds);
    let mut start = 0;
    bounds.into_iter().filter_map(move |end| {
        let span = lines::trimmed(text, Span::new(start, end));
        // The enumerator "1." belongs to what it counts.
        let is_counting = || {
            is_enumerator(span.slice(text))
                && end < text.len()
                && !text[..end].trim_end_matches(' ').ends_with('\n')
        };
        if !span.is_empty() && is_counting() {
            return None;
        }
        start = end;
        (!span.is_empty()).then_some(span)
    })
}

/// Takes out the bounds behind which no word stands before the next: "… kết thúc. ./.", a quotation
/// mark left alone.
fn drop_wordless(text: &str, bounds: &mut Vec<usize>) {
    let ends: Vec<usize> = bounds.iter().skip(1).copied().collect();
    let mut ends = ends.into_iter();
    bounds.retain(|&start| {
        let next = Span::new(start, ends.next().unwrap_or(text.len()));
        next.is_empty()
            || text[..start].ends_with('\n')
            || next.slice(text).contains(char::is_alphanumeric)
    });
}

/// All places where a sentence may begin: behind a line end, and behind the marks that end one.
fn bounds(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut bounds = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| {
        rest.iter().position(|&b| matches!(b, b'.' | b'?' | b'!' | b'\n' | b'\r' | ELLIPSIS))
    }) {
        at += next;
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some('\n' | '\r') => {
                at += 1;
                bounds.push(at);
            }
            Some(mark) if MARKS.contains(&mark) => {
                let marks = text[at..].find(|c| !MARKS.contains(&c)).unwrap_or(text.len() - at);
                bounds.extend(behind_marks(text, at, at + marks));
                at += marks;
            }
            // Another character with the same first byte.
            _ => at += 1,
        }
    }
    bounds
}

/// Whether a word is on this list.
fn is(word: &str, list: SentenceWord) -> bool {
    sentence_words().has(word, list)
}

/// The marks that may end a sentence.
const MARKS: [char; 4] = ['.', '?', '!', '…'];

/// The first byte of "…".
const ELLIPSIS: u8 = 0xe2;

/// Whether an answer or a list's item begins with the dash or dot that `next` begins with.
fn begins_item(stem: &str, next: &str, is_stop: bool) -> bool {
    let said = next
        .trim_start_matches(['-', '–', '—', '*', '•', '+', ' '])
        .trim_start_matches(['"', '“', '‘', '(']);
    next.len() > said.len()
        && said.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !(is_stop && is_abbreviation(stem, said))
}

/// Where the next sentence begins, if the marks at `start..end` end one.
fn behind_marks(text: &str, start: usize, end: usize) -> Option<usize> {
    let (stem, marks) = (&text[..start], &text[start..end]);
    let after = &text[end..];
    let closed = after.trim_start_matches(['"', '”', '’', '»', ')', ']']);
    let next = closed.trim_start_matches([' ', '\t', '\u{a0}']);
    let at = text.len() - next.len();
    let (is_closed, has_blank) = (closed.len() < after.len(), next.len() < closed.len());
    let first = next.chars().next().filter(|c| !matches!(c, '\n' | '\r'))?;
    // A single full stop is the weakest mark, a question mark the strongest.
    let (is_stop, is_question) = (marks == ".", marks.contains(['?', '!']));
    let ends_sentence =
        || is_stop && ends_with_word(stem) && !is_abbreviation(stem, next) || is_question;
    let is_bound = if !has_blank {
        // An answer behind its question: "thế nào?- Thưa ông, …". Glued: "phù hợp.PV", "phù
        // hợp.”PV".
        let said =
            next.strip_prefix("- ").or_else(|| next.strip_prefix("– ")).filter(|_| !is_closed);
        match said {
            Some(said) => said.starts_with(char::is_uppercase) && ends_sentence(),
            None => is_glued(&text[..at], next),
        }
    } else {
        match first {
            ',' => {
                // A comma left over from a list of paragraphs: "… trong năm. , Tỉnh …".
                let behind = next[1..].trim_start();
                let is_left_over = behind.len() + 1 < next.len()
                    && behind.starts_with(char::is_uppercase)
                    && ends_sentence();
                return is_left_over.then(|| text.len() - behind.len());
            }
            ';' | ':' | '.' | '?' | '!' | '…' => false,
            '-' | '–' | '—' | '*' | '•' | '+' => {
                // Behind a quotation the dash leads to the speaker.
                let may_lead_on = matches!(first, '-' | '–' | '—')
                    && (is_closed || marks.ends_with('…') || last_word(stem).is_empty());
                !may_lead_on && begins_item(stem, next, is_stop)
            }
            // The mark that closes the quotation, not one that opens the next: "… cho tôi... ", ông
            // nói".
            '"' | '”' | '“' if closes(&next[first.len_utf8()..]) => false,
            _ if first.is_lowercase() => is_brand(next) && ends_sentence(),
            _ if is_question => true,
            _ if !is_stop => {
                next.trim_start_matches(['"', '“', '‘', '(', '«']).starts_with(char::is_uppercase)
            }
            // Only a letter tells: "… (ảnh) …", "… “theo …", "70% số hộ".
            _ if opens_small(next) => first.is_ascii_digit() && !is_closed && ends_sentence(),
            // "1. 000 đồng" is a number torn in two.
            '0' if next.starts_with("000") => !stem.ends_with(|c: char| c.is_ascii_digit()),
            _ => is_closed || !is_abbreviation(stem, next),
        }
    };
    is_bound.then_some(at)
}

/// Whether a quotation mark before this text closes a quotation that the sentence goes on behind.
fn closes(behind: &str) -> bool {
    behind.trim_start().starts_with([',', ';', '.', ')', '-', '–'])
}

/// Whether the text ends with a word of two letters or more that is no acronym.
fn ends_with_word(stem: &str) -> bool {
    let word = last_word(stem);
    word.chars().nth(1).is_some()
        && word.chars().all(char::is_alphabetic)
        && word.chars().any(char::is_lowercase)
}

/// Whether the first letter is a small one, if any comes before the next mark.
fn opens_small(next: &str) -> bool {
    let is_end = |c: char| MARKS.contains(&c) || c == '\n';
    next.chars()
        .take(ADDRESS)
        .take_while(|&c| !is_end(c))
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase)
}

/// "iPhone", "eKYC": a name whose first letter is small.
fn is_brand(next: &str) -> bool {
    let mut letters = next.chars();
    letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.next().is_some_and(char::is_uppercase)
}

/// Whether a mark without a blank behind it ends a sentence: `head` ends with it (and with what
/// closes), `next` starts right behind.
fn is_glued(head: &str, next: &str) -> bool {
    let token = end_of(head).rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_in_mail =
        next.chars().take(ADDRESS).take_while(|c| !c.is_whitespace()).any(|c| c == '@');
    if is_in_mail || token.contains("://") || token.contains('@') || token.starts_with("www.") {
        return false;
    }
    let opened = next.trim_start_matches(['"', '“', '‘']);
    let follower: &str = opened.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let mut letters = follower.chars();
    let is_word = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_alphabetic);
    let lower = follower.to_lowercase();
    if !is_word || is(&lower, SentenceWord::Domain) {
        return false;
    }
    let stem = head.trim_end_matches(['.', '?', '!', '…', '"', '”', '’', '»', ')']);
    let is_closed = head.ends_with(['"', '”', '’', '»', ')']);
    let word = last_word(stem);
    let is_long = word.chars().nth(1).is_some();
    let is_sentence_word = is_closed
        || word.chars().all(char::is_lowercase) && (is_long || !word.is_ascii())
        || word.ends_with(|c: char| c.is_ascii_digit())
        || !is_long
            && is(
                &last_word(stem[..stem.len() - word.len()].trim_end()).to_lowercase(),
                SentenceWord::BeforeNumeral,
            );
    // "Hà Nội.Theo ông": behind a capitalised word only what opens sentences, or what only
    // Vietnamese words hold.
    let is_opener = is(&lower, SentenceWord::Opener);
    let is_foreign = word.is_ascii() && follower.is_ascii();
    (is_sentence_word
        || is_long && (is_opener || !is_foreign && word.chars().any(char::is_lowercase)))
        && (is_closed || !is_abbreviation(stem, next))
}

/// Whether the stop behind `stem` belongs to its last word, given what follows.
fn is_abbreviation(stem: &str, next: &str) -> bool {
    let word = last_word(stem);
    if word.is_empty() || stem.ends_with('.') {
        return false;
    }
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    let follower: String =
        next.chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let opens = is(&follower, SentenceWord::Opener);
    let last = lower.rsplit('.').next().unwrap_or_default();
    let starts_high = word.starts_with(char::is_uppercase);
    if is(lower, SentenceWord::Title)
        || starts_high && is(last, SentenceWord::Title)
        || is(lower, SentenceWord::Reference) && (!starts_high || !opens)
    {
        return !lower.starts_with("cn") || starts_high;
    }
    let previous = last_word(stem[..stem.len() - word.len()].trim_end());
    let previous_lower = previous.to_lowercase();
    if word.len() <= 4
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    {
        // A number inside a list ("…; 4. Giao …") or a heading ("Điều 9. Nghĩa vụ …").
        let before = &stem[..stem.len() - word.len()];
        let is_listed = before.trim_end().ends_with([';', ':']) && before.ends_with(' ');
        return is_listed || is(previous, SentenceWord::Headed) && !opens;
    }
    let is_place = is(lower, SentenceWord::Place) && lower.chars().nth(1).is_some();
    if lower == "v.v" || !is_place && is(&previous_lower, SentenceWord::BeforeNumeral) {
        return false;
    }
    if is(lower, SentenceWord::Place) && lower != "x" {
        return !opens && starts_high
            || next.starts_with(|c: char| c.is_ascii_digit())
            || lower == "tp" && !opens;
    }
    // Initials: "N.V.A.", "anh T.", "George W. Bush".
    let piece = word.rsplit('.').next().unwrap_or_default();
    // With a tone mark it is a word: "Đông Nam Á".
    let is_capital = piece.starts_with(|c: char| c.is_ascii_uppercase() || "ĐĂÂÊÔƠƯ".contains(c));
    let is_letter =
        is_capital && (piece.chars().nth(1).is_none() || is(last, SentenceWord::Digraph));
    let names = word.contains('.')
        || previous.starts_with(char::is_uppercase)
        || is(&previous_lower, SentenceWord::BeforeInitial)
        || previous.is_empty();
    is_letter && names && !opens
}

/// The run of letters, digits and inner stops and slashes that ends the text.
fn last_word(text: &str) -> &str {
    let text = end_of(text);
    let word = text
        .rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '/'))
        .next()
        .unwrap_or_default();
    word.trim_start_matches(['.', '/'])
}

/// The last bytes of the text: text without blanks must not be read anew at every mark.
fn end_of(text: &str) -> &str {
    let start = text.len().saturating_sub(ADDRESS);
    (start..=text.len()).find_map(|start| text.get(start..)).unwrap_or_default()
}

/// "1.", "a)", "IV.": what counts the sentence behind it.
fn is_enumerator(sentence: &str) -> bool {
    let bare = sentence.trim_start_matches('(').trim_end_matches(['.', ')', ' ']);
    let is_number = bare.len() <= 3 && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    let is_letter =
        bare.chars().nth(1).is_none() && bare.chars().all(char::is_alphabetic) && !bare.is_empty();
    let is_roman = bare.len() <= 5
        && !bare.is_empty()
        && bare.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    sentence.len() > bare.len() && (is_number || is_letter || is_roman)
}

/// The bound behind a closing mark that stands alone after it: "… . ” Ông nói".
fn behind_closer(text: &str, at: usize, is_quoting: bool) -> usize {
    let after = text[at..].trim_start_matches(' ');
    let mut chars = after.chars();
    let closer = match chars.next() {
        Some(c @ ('”' | '’' | '»' | ')')) => c,
        Some('"') if is_quoting && chars.next().is_none_or(char::is_whitespace) => '"',
        _ => return at,
    };
    if text[..at].ends_with('\n') { at } else { text.len() - after.len() + closer.len_utf8() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Texts with a `|` where a sentence begins.
    const TRAPS: &[&str] = &[
        // Places.
        "Đoàn công tác đến TP. Vinh hôm qua. |Lễ ký diễn ra sau đó.",
        "Trụ sở đặt tại TP.HCM. |Theo kế hoạch, nhà máy chạy thử tháng tới.",
        "Ông sống ở P. Tân Lập, Q. Hải An, Tp. Hải Phòng. |Con ông học gần nhà.",
        "Dự án nằm ở H. Quế Sơn và TX. Điện Bàn. |Vốn đã có.",
        "TT. Núi Đối là thị trấn nhỏ. |Dân số tăng.",
        "Xe dừng ở Q. 7 và P. 12. |Không ai bị thương.",
        "Việc này thuộc UBND TP. |Theo ông Lâm, hồ sơ đã đủ.",
        // Titles.
        "PGS.TS. Lê Bình trình bày. |GS.TS. Mai An phản biện.",
        "TS. Trần Cao nói rõ: đường dài 12 km.",
        "ThS. Hà và Th.S. Lan cùng ký. |Th.S Mai vắng mặt.",
        "BS. Đỗ Khoa, LS. Vũ Long, KTS. Hồ Giang và NSƯT. Thu Vân dự lễ.",
        "Đ/c. Nguyễn Bính chủ trì. |Mr. Brown phát biểu.",
        // Initials.
        "Ông N.V.A. khai nhận. |Bà T.T.B. phủ nhận.",
        "Anh Nguyễn Văn A. đã rời hiện trường.",
        "Chị H. cho biết cháu vẫn khỏe.",
        "Công an mời chị M. |Theo lời khai, xe đi ngược chiều.",
        "Anh T. Công an xã biết rõ.",
        "Ông John F. Miller đến Huế. |Bà nói lời chào.",
        "Em Tr. Linh và cháu Ng. Hoa đều đỗ.",
        // Letters and numerals that end sentences.
        "Doanh thu tăng trong quý I. |Lợi nhuận giảm nhẹ.",
        "Rau này giàu vitamin C. |Cam cũng vậy.",
        "Hàng xuất sang Đông Nam Á. |Giá bán ổn định.",
        "Nhiệt độ cao nhất 35 độ C. |Đêm có mưa rào.",
        // Numbers and dates.
        "Tổng vốn là 1.200 tỷ đồng. |Ngày 17.10.2019 khởi công.",
        "Cơ quan T.Ư đã có văn bản.",
        "Điều 9. Nghĩa vụ của công dân được sửa.",
        "1. Thu ngân sách đạt khá. |2. Chi đúng dự toán.",
        "a) Cấp phép mới; b) Gia hạn.",
        "Hồ sơ gồm: 1. Đơn xin phép; 2. Bản vẽ; 3. Cam kết.",
        "Đó là thế mạnh của tỉnh. |70% số hộ làm nghề này.",
        "St. Paul là một thành phố. |No. 5 là tên nhãn hàng.",
        // Ellipses and v.v.
        "Chợ bán cam, bưởi, v.v. và nhiều loại rau.",
        "Chợ bán cam, bưởi, v.v. |Hàng về mỗi sáng.",
        "Mưa lớn... nhưng không ngập.",
        "Chợ có cam, quýt, bưởi… 300 gian hàng.",
        "Máy xúc, xe ủi, xe lu… - Ảnh: LÊ AN",
        "Dân mong có nước, có điện, có đường… \"- Bà Hoa nói.",
        "Hội trường ồn ào. ...và rồi im lặng.",
        "“Có nên làm không?” ông hỏi. |“Nên!” |Cả làng đáp.",
        "Khoản chi gồm: lương (đã trả). |+ Thưởng Tết cho công nhân.",
        "Mưa lớn ở Vinh, Huế… nhưng không ngập.",
        "Mưa lớn ở Vinh, Huế… |Trời sẽ tạnh vào thứ Ba.",
        "Xã trồng ngô, khoai... |Nước tưới lấy từ hồ.",
        // Quotations.
        "“Chúng tôi sẽ làm.” |Ông nói thêm vài điều.",
        "Ông nói: “Cầu đã xong.” |Buổi lễ kết thúc.",
        "Ông nói: “Cầu đã xong. ” |Buổi lễ kết thúc.",
        "\"Cầu đã xong. \" |Buổi lễ kết thúc.",
        "Bà hỏi: \"Bao giờ thông xe?\" rồi ngồi xuống.",
        "“Bao giờ thông xe?” ông Nam hỏi.",
        "“Đường xấu quá!” - ông Nam than.",
        "“Đường xấu quá.” - Ông Nam than.",
        "Ông dặn: “Làm nhanh lên. |Làm cho tốt.”",
        // Glued paragraphs.
        "Giá như vậy là phù hợp.|PV: Xin cảm ơn ông!",
        "Chưa có kết luận.|Theo ông Tư, cần thêm thời gian.",
        "Đoàn về Hà Nội.|Theo lịch, họ nghỉ một ngày.",
        "Ông bảo “tốt”.|Bà gật đầu.",
        "Xem https://vi.du.vn/Tin.Moi?id=1.Html để biết.",
        "Trang dulieu.Vn và bao.Com đã mở lại.",
        "Gửi về toasoan.Bao@vidu.vn trước thứ Sáu.",
        "Hàng về sớm…|Giá vẫn thế.",
        // Answers, questions, brackets, lines.
        "Bao giờ xong? |- Thưa ông, cuối năm.",
        "Ai chịu trách nhiệm? |Chủ đầu tư!",
        "Cầu dài 1 km (rộng 12 m.) |Xe tải được qua.",
        "Cầu mới đẹp. |(Ảnh: Lê An)",
        "Dòng một\n|Dòng hai.",
        "Lộ trình gồm ba bước: chuẩn bị; thi công; nghiệm thu.",
        // More places and addresses.
        "Đoàn đại biểu Quốc hội TP. Vinh họp sáng nay. |Cử tri nêu bốn ý kiến.",
        "Hội nghị diễn ra tại TP. Hồ Chí Minh, TP. Thủ Đức và Q.1. |Hơn 200 người dự.",
        "Nhà ở P.5, Q.3 bị ngập. |Nước rút sau hai giờ.",
        "Trang https://vi.du.vn/tin-tuc.html?id=3.2 đã mở. |Bạn đọc gửi thư về bandoc@vidu.vn. |Thư được trả lời trong ba ngày.",
        "Ông Trần J. K. Minh đến từ St. Petersburg. |Ông ở lại một tuần.",
        "U.S. Steel và Apple Inc. cùng ký. |No. 1 là tên quán.",
        // More titles.
        "BS CKII. Lê Hoa khám cho 30 người. |BS.CK1. Trần Tú phụ giúp.",
        "GS.TSKH. Vũ Minh và PGS. TS. Hà Lan chấm thi. |Ths. Đỗ Bình làm thư ký.",
        "Đ/c. Lê An chủ trì. |Đc. Hà Minh ghi biên bản.",
        "Bà N.T.H. (35 tuổi) bị thương nhẹ. |Chồng bà vô sự.",
        "Nguyễn V. A. nhận tội. |Luật sư xin giảm án.",
        // Numbers: decimals, dates, times, articles of law, codes.
        "Giá là 1.200,5 đồng, tăng 3.14 lần. |Ngày 12.5.2021 giá lại giảm.",
        "Lúc 7.30 xe chạy. |Đến 8h15. |Chuyến sau lúc 9 giờ.",
        "Theo khoản 1, Điều 5. |Người vi phạm bị phạt.",
        "Nghị quyết số 15-NQ/TW. |Tỉnh đã ban hành chương trình hành động.",
        "Lương tăng 1,5 tr.đ. |Phụ cấp giữ nguyên.",
        "Điều 5. Hiệu lực thi hành. |Thông tư có hiệu lực từ 1/7.",
        "Vé giá 200. 000 đồng một người.",
        "Việc này theo Nghị quyết 66. |Bà Mai tán thành.",
        "I. Tình hình chung. |II. Nhiệm vụ.",
        "a) Xã loại I; b) Xã loại II.",
        "Doanh nghiệp thuộc loại B.|Theo luật, họ được miễn phí.",
        // v.v., ellipses, runs of marks.
        "Xã trồng cam, quýt, vv. |Nước tưới đủ quanh năm.",
        "Sao lại thế?! |Không ai trả lời...",
        "Ai biết?... |Chẳng ai cả!!!",
        "Ông ngập ngừng: “Tôi... không rõ”. |Rồi ông đi.",
        "Công việc đã xong./.",
        "Công việc đã xong. ./.",
        "Ông nói: “Làm đi...”. |Mọi người cười.",
        "“Thôi, về đi...\".",
        // Quotations of several sentences.
        "Bà kể: “Nước lên nhanh. |Cả nhà chạy. |Không kịp lấy gì.” |Nay bà đã có nhà mới.",
        "“Tôi tin dân. |Dân tin tôi”, ông nói. |Cả hội trường vỗ tay.",
        // Questions and answers, glued.
        "Ông nghĩ gì về việc này?|- Tôi cho rằng cần làm sớm.",
        "Người dân được hỗ trợ tiền ở.|Tuy nhiên, nhiều hộ chưa nhận.",
        "Ông sẽ chọn lối chơi nào cho HAGL?|- Tôi sẽ bàn với các em.",
        "“Cảm ơn bà con đã giúp tôi... ”, ông nói.",
        "\"Cảm ơn bà con đã giúp tôi... \", ông nói.",
        "Hồ sơ gồm: 1.4. Đơn xin phép; 1.5. Bản vẽ.",
        "Dự án đã xong năm 2020.|Theo ông An, vốn đã quyết toán.",
        // What opens with a small letter or a figure.
        "Máy mới đắt hơn. |iPhone vẫn bán chạy. |eKYC được dùng rộng rãi.",
        "Cả xã có 300 hộ. |12 hộ còn nghèo.",
        // Commas left over.
        "Sản lượng tăng đều. , |Tỉnh đặt mục tiêu cao hơn.",
        // Capitals, colons.
        "TỈNH HỌP KHẨN. |DÂN MONG SỚM CÓ NƯỚC.",
        "Kết quả: Đội xã thắng. |Tỷ số: 3-1.",
        "(Ảnh: Lê An). |Xã đã họp.",
    ];

    #[test]
    fn vietnamese_traps() {
        for &trap in TRAPS {
            let text = trap.replace('|', "");
            let found: Vec<&str> = sentences(&text).map(|span| span.slice(&text)).collect();
            let expected: Vec<&str> = trap.split('|').map(str::trim).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn blank_text_has_no_sentence() {
        assert_eq!(sentences("").chain(sentences(" \n ")).count(), 0);
    }

    /// Text from the letters and marks that the rules look at, so that they meet in every order.
    fn marked_text() -> impl Strategy<Value = String> {
        let pieces = vec![
            " ", ".", "…", "...", "?", "!", "\"", "”", "“", ")", "(", ";", ":", "-", "\n", "1",
            "TP", "N.V", "Ông", "theo", "v.v", "đã", "://", "Điều", "\u{a0}", "Á",
        ];
        proptest::collection::vec(proptest::sample::select(pieces), 0..40)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn sentences_cover_the_text(text in prop_oneof![any::<String>(), marked_text()]) {
            let mut end = 0;
            for span in sentences(&text) {
                prop_assert!(span.start >= end && span.end > span.start);
                let between = text.get(end..span.start);
                prop_assert!(between.is_some_and(|between| between.trim().is_empty()), "{between:?}");
                let sentence = text.get(span.start..span.end);
                prop_assert!(sentence.is_some_and(|sentence| sentence.trim() == sentence), "{sentence:?}");
                end = span.end;
            }
            prop_assert_eq!(text[end..].trim(), "");
        }
    }
}
