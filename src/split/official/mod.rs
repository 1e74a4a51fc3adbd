//! Official documents: acts of State and Party, known by the form that Decree 30/2020/NĐ-CP and
//! Guidance 36-HD/VPTW give them.
//!
//! ```text
//! text ─ head ─▶ its parts, or none: news ─ body ─▶ title · articles · paragraphs · signature
//! ```
//!
//! A document with such a head is one document, whatever its lines look like: an annexed
//! regulation, forms and lists belong to it. [`head`](mod@head) must be sure by the lines that a
//! text begins with, so an article that quotes an act stays an article.
//!
//! Not covered: acts that a page of news brings behind a headline of its own, acts whose head is a
//! picture.

mod acts;
mod body;
mod head;
mod noise;
mod pieces;

#[cfg(test)]
mod tests;

pub(super) use acts::acts;
pub(super) use body::outline;
pub(super) use head::{may_begin, read};
