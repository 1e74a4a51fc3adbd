//! How good the extractors are: scores against gold, and synthetic articles with known mentions.

#![doc = include_str!("QUALITY.md")]

pub mod eval;
pub mod synth;
