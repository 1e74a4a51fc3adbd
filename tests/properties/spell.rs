//! Writes numbers in Vietnamese words: the generator against which the reader is tested.

/// Ways of saying the same number.
#[derive(Clone, Copy)]
pub struct Style {
    /// linh or lẻ
    pub filler: &'static str,
    /// nghìn or ngàn
    pub thousand: &'static str,
    /// tỷ or tỉ
    pub billion: &'static str,
    /// tư or bốn behind tens
    pub four: &'static str,
}

pub const STYLES: [Style; 3] = [
    Style { filler: "linh", thousand: "nghìn", billion: "tỷ", four: "tư" },
    Style { filler: "lẻ", thousand: "ngàn", billion: "tỉ", four: "bốn" },
    Style { filler: "linh", thousand: "nghìn", billion: "tỉ", four: "bốn" },
];

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// `number` in words: 1 003 → một nghìn không trăm linh ba.
pub fn spell(number: u64, style: Style) -> String {
    if number == 0 {
        return DIGITS[0].to_string();
    }
    let mut words = Vec::new();
    whole(number, false, style, &mut words);
    words.join(" ")
}

/// So many billions, then the rest; `follows` tells that larger parts stand before.
fn whole(number: u64, follows: bool, style: Style, words: &mut Vec<&'static str>) {
    let (billions, rest) = (number / 1_000_000_000, number % 1_000_000_000);
    if billions > 0 {
        whole(billions, follows, style, words);
        words.push(style.billion);
    }
    let mut follows = follows || billions > 0;
    for (size, name) in [(1_000_000, "triệu"), (1_000, style.thousand), (1, "")] {
        let group = rest / size % 1_000;
        if group > 0 {
            below_thousand(group, follows, style, words);
            words.extend((!name.is_empty()).then_some(name));
            follows = true;
        }
    }
}

fn below_thousand(group: u64, follows: bool, style: Style, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let digit = |digit: u64| DIGITS[digit as usize];
    if hundreds > 0 || follows {
        words.extend([digit(hundreds), "trăm"]);
    }
    match (tens, ones) {
        (0, 0) => {}
        (0, _) if hundreds > 0 || follows => words.extend([style.filler, digit(ones)]),
        (0, _) => words.push(digit(ones)),
        (1, _) => {
            words.push("mười");
            words.extend((ones > 0).then(|| if ones == 5 { "lăm" } else { digit(ones) }));
        }
        _ => {
            words.extend([digit(tens), "mươi"]);
            words.extend((ones > 0).then(|| match ones {
                1 => "mốt",
                4 => style.four,
                5 => "lăm",
                _ => digit(ones),
            }));
        }
    }
}
