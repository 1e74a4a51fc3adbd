//! How good the extractors are: scores against gold, and synthetic articles with known mentions.

pub mod eval;
pub mod synth;
