//! The makers of mentions: each writes one, with the value that it has by construction.

use jiff::ToSpan;
use jiff::civil::Date;

use super::page::Page;
use super::tables::{CODES, NAMED, NUMBER_WORDS, PARTIALS};
use crate::model::{DateValue, Quantity};
use crate::random::Random;

/// Days before the publication in which what is told happened: near enough for a date without a
/// year to be of the nearest one.
const RECENT: usize = 60;

/// Writes the mention of a name in `tables::SENTENCES`; false for a name that is none of its.
pub(super) fn write(page: &mut Page, random: &mut Random, published: Date, name: &str) -> bool {
    match name {
        "day" | "Day" => recent_day(page, random, published, name == "Day"),
        "full_day" => full_day(page, random, published),
        "day_range" => day_range(page, random, published),
        "Month" => month(page, random, published),
        "quarter" => quarter(page, random, published),
        "half" => half(page, random, published),
        "year" => {
            let year = published.year() - 2 + random.below(4) as i16;
            date(page, &format!("năm {year}"), year.to_string());
        }
        "years" => years(page, random, published),
        "Relative" => relative(page, random, published),
        "code" => code(page, random, published),
        "partial" => {
            let (doc_type, number) =
                (PARTIALS[often(random, PARTIALS.len())], 1 + random.below(180));
            page.regulation("partial", &format!("{doc_type} {number}"), doc_type);
        }
        "named" => {
            let (value, doc_type) = NAMED[often(random, NAMED.len())];
            page.regulation("named", value, doc_type);
        }
        "words" => {
            let (words, value) = NUMBER_WORDS[often(random, NUMBER_WORDS.len())];
            page.mention(Quantity::KIND, Some("words"), words, value.to_string());
        }
        _ => return number(page, random, name),
    }
    true
}

/// One of `count` things, the first ones more often.
pub(super) fn often(random: &mut Random, count: usize) -> usize {
    random.below(count).min(random.below(count))
}

fn date(page: &mut Page, text: &str, value: String) {
    page.mention(DateValue::KIND, None, text, value);
}

fn days_before(published: Date, days: usize) -> Date {
    published.checked_sub((days as i64).days()).unwrap_or(published)
}

/// `ngày 19/5`, `sáng 12/4`, `ngày 19-5-2021`, `ngày 19 tháng 5`.
fn recent_day(page: &mut Page, random: &mut Random, published: Date, opens: bool) {
    let day = days_before(published, 1 + random.below(RECENT));
    let (d, m, y) = (day.day(), day.month(), day.year());
    let head = ["ngày", "sáng", "chiều", "ngày", "tối"][random.below(5)];
    let text = match random.below(8) {
        0 => format!("ngày {d} tháng {m}"),
        1 => format!("{head} {d}-{m}"),
        2 => format!("ngày {d}/{m}/{y}"),
        3 => format!("{head} {d:02}/{m:02}"),
        _ => format!("{head} {d}/{m}"),
    };
    let mut letters = text.chars();
    match (opens, letters.next()) {
        (true, Some(first)) => {
            date(page, &format!("{}{}", first.to_uppercase(), letters.as_str()), day.to_string())
        }
        _ => date(page, &text, day.to_string()),
    }
}

/// A day with its year, perhaps of years ago.
fn full_day(page: &mut Page, random: &mut Random, published: Date) {
    let day = days_before(published, random.below(3000));
    let (d, m, y) = (day.day(), day.month(), day.year());
    let text = match random.below(4) {
        0 => format!("ngày {d} tháng {m} năm {y}"),
        1 => format!("{d:02}/{m:02}/{y}"),
        2 => format!("ngày {d}-{m}-{y}"),
        _ => format!("ngày {d}/{m}/{y}"),
    };
    date(page, &text, day.to_string());
}

/// The first word of an interval stands in the sentence: `từ` is the mention's.
fn day_range(page: &mut Page, random: &mut Random, published: Date) {
    let last = days_before(published, 1 + random.below(RECENT));
    let first = days_before(last, 1 + random.below(9));
    let text = match first.month() == last.month() && random.below(2) == 0 {
        true => format!("Từ ngày {} đến {}/{}", first.day(), last.day(), last.month()),
        false => format!(
            "Từ ngày {}/{} đến ngày {}/{}",
            first.day(),
            first.month(),
            last.day(),
            last.month()
        ),
    };
    date(page, &text, format!("{first}/{last}"));
}

fn month(page: &mut Page, random: &mut Random, published: Date) {
    let day = days_before(published, random.below(700));
    let text = match random.below(3) {
        0 => format!("Tháng {} năm {}", day.month(), day.year()),
        1 => format!("Đầu tháng {}/{}", day.month(), day.year()),
        _ => format!("Tháng {}/{}", day.month(), day.year()),
    };
    date(page, &text, format!("{}-{:02}", day.year(), day.month()));
}

fn quarter(page: &mut Page, random: &mut Random, published: Date) {
    let (number, year) = (random.below(4), published.year() - random.below(3) as i16);
    let name = ["I", "II", "III", "IV"][number];
    let text = match random.below(3) {
        0 => format!("quý {name} năm {year}"),
        1 => format!("quý {}/{year}", number + 1),
        _ => format!("quý {name}/{year}"),
    };
    date(page, &text, format!("{year}-{}", 33 + number));
}

fn half(page: &mut Page, random: &mut Random, published: Date) {
    let year = published.year() - random.below(3) as i16;
    match random.below(3) {
        0 => date(page, &format!("6 tháng cuối năm {year}"), format!("{year}-41")),
        1 => date(page, &format!("9 tháng đầu năm {year}"), format!("{year}-01/{year}-09")),
        _ => date(page, &format!("6 tháng đầu năm {year}"), format!("{year}-40")),
    }
}

fn years(page: &mut Page, random: &mut Random, published: Date) {
    let first = published.year() / 5 * 5 - 4 + 5 * random.below(3) as i16;
    let dash = [" - ", "-", "-"][random.below(3)];
    date(page, &format!("{first}{dash}{}", first + 4), format!("{first}/{}", first + 4));
}

fn relative(page: &mut Page, random: &mut Random, published: Date) {
    match random.below(4) {
        0 => date(page, "Hôm qua", days_before(published, 1).to_string()),
        1 => date(page, "Năm ngoái", (published.year() - 1).to_string()),
        2 => date(page, "Năm nay", published.year().to_string()),
        _ => date(page, "Sáng nay", published.to_string()),
    }
}

fn code(page: &mut Page, random: &mut Random, published: Date) {
    let (doc_type, tail) = CODES[often(random, CODES.len())];
    let number = 1 + often(random, 2400);
    let code = format!(
        "{number:02}{}",
        tail.replace("{y}", &(published.year() - often(random, 6) as i16).to_string())
    );
    page.push(doc_type);
    page.push([" số ", " "][random.below(2)]);
    page.regulation("code", &code, doc_type);
}

/// Numbers by the name of their maker: counts, percentages and sums; [`measure`] has the rest.
fn number(page: &mut Page, random: &mut Random, name: &str) -> bool {
    let mut digits =
        |text: &str, value: String| page.mention(Quantity::KIND, Some("digits"), text, value);
    match name {
        "count" => {
            let count = 2 + often(random, 40) * (1 + often(random, 400));
            digits(&grouped(count), count.to_string());
        }
        "percent" => {
            let (text, value) = decimal(random, 1, 99);
            digits(&format!("{text}%"), value);
        }
        "percent_range" => {
            let low = 1 + random.below(80);
            let high = low + 1 + random.below(15);
            digits(&format!("{low}-{high}%"), format!("{low}..{high}"));
        }
        "money" => {
            let (unit, power) =
                [("tỷ đồng", 9), ("triệu đồng", 6), ("nghìn tỷ đồng", 12)][often(random, 3)];
            let amount = 2 + often(random, 1900);
            digits(
                &format!("{} {unit}", grouped(amount)),
                format!("{amount}{}", "0".repeat(power)),
            );
        }
        "small_money" => {
            let amount = (1 + random.below(40)) * 500_000;
            digits(&format!("{} đồng", grouped(amount)), amount.to_string());
        }
        "money_range" => {
            let low = 2 + random.below(30);
            let high = low + 1 + random.below(30);
            let value = format!("{low}000000..{high}000000");
            digits(&format!("{low}-{high} triệu đồng"), value);
        }
        _ => return measure(page, random, name),
    }
    true
}

/// Measures, ratios and ordinals by the name of their maker, and digits that are no number.
fn measure(page: &mut Page, random: &mut Random, name: &str) -> bool {
    let mut digits =
        |text: &str, value: String| page.mention(Quantity::KIND, Some("digits"), text, value);
    match name {
        "area" => {
            let (text, value) = decimal(random, 2, 900);
            digits(&format!("{text} ha"), value);
        }
        "length" => {
            let (text, value) = decimal(random, 1, 60);
            digits(&format!("{text} km"), value);
        }
        "tons" => {
            let (text, value) = decimal(random, 2, 70);
            digits(&format!("{text} tấn"), value);
        }
        "duration" => {
            let amount = 2 + random.below(9);
            digits(
                &format!("{amount} {}", ["tháng", "năm", "tuần"][random.below(3)]),
                amount.to_string(),
            );
        }
        "ratio" => {
            let whole = 20 + random.below(60);
            let text = format!("{}/{whole}", whole - random.below(15));
            digits(&text, text.clone());
        }
        "ordinal" => {
            let number = 3 + random.below(20);
            digits(&number.to_string(), number.to_string());
        }
        "label" => page.label(&(1 + random.below(200)).to_string()),
        "phone" => {
            // The nought before belongs to it, and 24/7 behind is no number either.
            page.push(&format!("{:09}", 300_000_000 + random.below(600_000_000)));
        }
        "clock" => page.push(&format!("{}h{:02}", 6 + random.below(14), random.below(4) * 15)),
        _ => return false,
    }
    true
}

/// A number with a point at the thousands.
fn grouped(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        1_000..1_000_000 => format!("{}.{:03}", number / 1_000, number % 1_000),
        _ => format!("{}.{:03}.{:03}", number / 1_000_000, number / 1_000 % 1_000, number % 1_000),
    }
}

/// A whole number or one with a decimal, as written and as a value.
fn decimal(random: &mut Random, least: usize, most: usize) -> (String, String) {
    let whole = least + often(random, most - least);
    match random.below(10) {
        tenth @ 1..=6 => (format!("{whole},{tenth}"), format!("{whole}.{tenth}")),
        _ => (whole.to_string(), whole.to_string()),
    }
}
