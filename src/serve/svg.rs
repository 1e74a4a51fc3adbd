//! Drawings: bars in time, and a regulation among those that it is related to. All of them are
//! links, and need no script.

use maud::{Markup, html};

/// A bar.
pub struct Bar {
    /// What stands below it.
    pub label: String,
    /// What it says: `2023: 117 articles`.
    pub told: String,
    /// How high it is.
    pub height: f64,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether it is the one that is shown.
    pub is_current: bool,
}

/// The height of the tallest bar, the room above bars, the room for labels below.
const HIGH: f64 = 120.0;
const ABOVE: f64 = 16.0;
const BELOW: f64 = 20.0;

/// The width of a drawing, and the least width of a bar's place.
const WIDE: f64 = 720.0;
const NARROWEST: f64 = 7.0;

/// The width that a label takes.
const LABEL: f64 = 52.0;

/// Bars with their labels; of many bars some labels. `most` stands at the height of the tallest.
pub fn bars(name: &str, most: &str, bars: &[Bar]) -> Markup {
    let count = f64::from(u32::try_from(bars.len()).unwrap_or(u32::MAX)).max(1.0);
    let place = (WIDE / count).clamp(NARROWEST, 56.0);
    let (wide, high) = ((place * count).max(LABEL), ABOVE + HIGH + BELOW);
    let tallest = bars.iter().map(|bar| bar.height).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small whole number"
    )]
    let every = (LABEL / place).ceil().max(1.0) as usize;
    html! {
        svg class=(if wide > WIDE { "bars" } else { "bars short" }) role="group" aria-label=(name) viewBox=(format!("0 0 {wide:.0} {high}")) width=(format!("{wide:.0}")) height=(high) {
            line class="top" x1="0" y1=(ABOVE) x2=(wide) y2=(ABOVE) {}
            text class="most" aria-hidden="true" x="2" y=(ABOVE - 4.0) { (most) }
            @for (at, bar) in (0u32..).zip(bars) {
                @let left = place * f64::from(at);
                @let tall = (bar.height / tallest * HIGH).max(if bar.height > 0.0 { 2.0 } else { 0.0 });
                @let drawn = html! {
                    title { (bar.told) }
                    rect class="place" x=(format!("{left:.1}")) y=(ABOVE) width=(format!("{place:.1}")) height=(HIGH) {}
                    rect class="bar" x=(format!("{:.1}", left + place * 0.1)) y=(format!("{:.1}", ABOVE + HIGH - tall))
                        width=(format!("{:.1}", place * 0.8)) height=(format!("{tall:.1}")) {}
                };
                @match &bar.href {
                    Some(href) => a href=(href) data-part="" aria-label=(bar.told) aria-current=[bar.is_current.then_some("true")] { (drawn) },
                    None => g aria-hidden="true" { (drawn) },
                }
                @if usize::try_from(at).unwrap_or(0) % every == 0 {
                    text class="label" aria-hidden="true" x=(format!("{left:.1}")) y=(high - 5.0) { (bar.label) }
                }
            }
            line class="floor" x1="0" y1=(ABOVE + HIGH) x2=(wide) y2=(ABOVE + HIGH) {}
        }
    }
}

/// A regulation beside the one in the middle.
pub struct Arm {
    /// What joins the two: `amended by`.
    pub kind: String,
    /// Its id.
    pub label: String,
    /// Its card.
    pub href: Option<String>,
    /// Whether it is only planned.
    pub is_planned: bool,
}

/// The room of a box, and of its row.
const BOX: (f64, f64) = (210.0, 46.0);
const ROW: f64 = 58.0;

/// Characters that fit into a box.
const FIT: usize = 27;

/// The regulation in the middle, what acts on it on the left, what it acts on on the right.
pub fn graph(name: &str, middle: &str, left: &[Arm], right: &[Arm]) -> Markup {
    let rows = f64::from(u32::try_from(left.len().max(right.len()).max(1)).unwrap_or(1));
    let high = rows * ROW;
    let (box_left, box_right) = ((WIDE - BOX.0) / 2.0, f64::midpoint(WIDE, BOX.0));
    let centre = high / 2.0;
    let row = |at: u32, count: usize| {
        let count = f64::from(u32::try_from(count).unwrap_or(1));
        (high - count * ROW) / 2.0 + ROW * f64::from(at) + ROW / 2.0
    };
    html! {
        svg class="graph" role="group" aria-label=(name) viewBox=(format!("0 0 {WIDE} {high}")) width=(WIDE) height=(high) {
            defs {
                marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse" {
                    path d="M0 0 8 4 0 8z" {}
                }
            }
            @for (at, arm) in (0u32..).zip(left) {
                (edge((BOX.0, row(at, left.len())), (box_left, centre), arm.is_planned))
                (boxed(0.0, row(at, left.len()), arm))
            }
            @for (at, arm) in (0u32..).zip(right) {
                (edge((box_right, centre), (WIDE - BOX.0, row(at, right.len())), arm.is_planned))
                (boxed(WIDE - BOX.0, row(at, right.len()), arm))
            }
            g class="middle" {
                rect x=(box_left) y=(centre - BOX.1 / 2.0) width=(BOX.0) height=(BOX.1) rx="6" {}
                text x=(WIDE / 2.0) y=(centre + 5.0) text-anchor="middle" { (cut(middle)) }
            }
        }
    }
}

fn edge(from: (f64, f64), to: (f64, f64), is_planned: bool) -> Markup {
    html! {
        line class=(if is_planned { "edge planned" } else { "edge" }) x1=(from.0) y1=(from.1) x2=(to.0) y2=(to.1) marker-end="url(#tip)" {}
    }
}

fn boxed(left: f64, middle: f64, arm: &Arm) -> Markup {
    let drawn = html! {
        title { (arm.kind) " " (arm.label) }
        rect x=(left + 1.0) y=(middle - BOX.1 / 2.0) width=(BOX.0 - 2.0) height=(BOX.1) rx="6" {}
        text class="kind" x=(left + 10.0) y=(middle - 6.0) { (arm.kind) }
        text x=(left + 10.0) y=(middle + 14.0) { (cut(&arm.label)) }
    };
    html! {
        @match &arm.href {
            Some(href) => a class="arm" href=(href) { (drawn) },
            None => g class="arm" { (drawn) },
        }
    }
}

fn cut(label: &str) -> String {
    if label.chars().count() <= FIT {
        return label.to_string();
    }
    label.chars().take(FIT - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_escaped_and_linked() {
        let bar = |height, href: Option<&str>| Bar {
            label: "2023".into(),
            told: "2023: 5 <bài>".into(),
            height,
            href: href.map(str::to_string),
            is_current: false,
        };
        let drawn = bars("Theo năm", "5", &[bar(5.0, Some("/search?year=2023")), bar(0.0, None)])
            .into_string();
        assert!(
            drawn.contains("<a href=\"/search?year=2023\"")
                && drawn.contains("&lt;bài&gt;")
                && !drawn.contains("NaN"),
            "{drawn}"
        );
        assert!(bars("không", "0", &[]).into_string().contains("<svg"));
        let arm =
            Arm { kind: "thay thế".into(), label: "x".repeat(90), href: None, is_planned: true };
        let drawn = graph("quan hệ", "57-NQ/TW", &[arm], &[]).into_string();
        assert!(
            drawn.contains("edge planned") && drawn.contains(&format!("{}…", "x".repeat(FIT - 1))),
            "{drawn}"
        );
    }
}
