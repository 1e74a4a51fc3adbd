//! Hostile shapes under a budget of counted work: what the benchmark of the same shapes measures,
//! without a clock.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

#[path = "../../tests/shapes/mod.rs"]
mod shapes;

use self::shapes::{SHAPES, To, feed, make_index};
use crate::work;

/// Bytes of each shape: a loop over all pairs of ten bytes each goes round a hundred times a byte,
/// one over all pairs of bytes ten thousand times.
const SIZE: usize = 20_000;
/// Rounds for each byte. The most that any shape takes is 66 (grouped digits); a loop over half of
/// all pairs of ten bytes takes a hundred.
const BUDGET: usize = 75;

/// The same of a query: a condition on a number asks for ten thousand tokens.
const QUERY_SIZE: usize = 2_000;
const QUERY_BUDGET: usize = 2_000;

#[test]
fn every_shape_keeps_its_budget() {
    let dir = tempfile::tempdir().unwrap();
    make_index(dir.path());
    let mut beyond = Vec::new();
    for shape in SHAPES {
        let (size, budget) =
            if shape.to == To::Search { (QUERY_SIZE, QUERY_BUDGET) } else { (SIZE, BUDGET) };
        let bytes = shape.bytes(size);
        let rounds = work::of(|| assert!(feed(shape.to, &bytes, dir.path()) < 1_000 * SIZE));
        if rounds > budget * size {
            beyond.push(format!("{}: {} rounds a byte", shape.name, rounds / size));
        }
    }
    assert!(SHAPES.len() >= 60 && beyond.is_empty(), "{beyond:#?}");
}
