//! Thirty-two bytes side by side: the questions that are asked of all at once, and the sets of bits
//! that they are answered by.
//!
//! Each question is compiled for several sorts of processors; which one is at hand is told by a
//! [`Level`](fearless_simd::Level).

use fearless_simd::prelude::*;
use fearless_simd::{i8x32, mask8x32, u8x32};

/// Bytes side by side.
pub(super) const LANES: usize = 32;

/// The bytes of twice as many: a set of them is one number.
pub(crate) const SIZE: usize = 2 * LANES;

/// The bytes of a stretch from `at` on; zeros where it has no more so many.
#[inline(always)]
pub(super) fn lanes<S: Simd>(simd: S, stretch: &[u8], at: usize) -> u8x32<S> {
    let bytes: [u8; LANES] =
        stretch.get(at..at + LANES).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
    u8x32::load_array(simd, bytes)
}

/// Which bytes are this one.
#[inline(always)]
pub(super) fn is<S: Simd>(bytes: u8x32<S>, value: u8) -> mask8x32<S> {
    bytes.simd_eq(value)
}

/// Which bytes are no less than `from` and no more than `to`.
#[inline(always)]
pub(super) fn within<S: Simd>(bytes: u8x32<S>, from: u8, to: u8) -> mask8x32<S> {
    // In unsigned numbers that wrap, one comparison holds for both ends.
    (bytes - from).simd_le(to - from)
}

/// Which bytes belong to characters beyond ASCII.
#[inline(always)]
pub(super) fn is_beyond<S: Simd>(bytes: u8x32<S>) -> mask8x32<S> {
    bytes.bitcast::<i8x32<S>>().simd_lt(0)
}

/// A byte for those of a set, zero for all others.
#[inline(always)]
pub(super) fn for_each_of<S: Simd>(set: mask8x32<S>, byte: u8) -> u8x32<S> {
    set.to_vector().bitcast::<u8x32<S>>() & byte
}

/// The bits of the `i`-th lanes that a set holds.
#[inline(always)]
pub(super) fn set<S: Simd>(set: mask8x32<S>, i: usize) -> u64 {
    set.to_bitmask() << (i * LANES)
}

/// How many of the last three bytes of a stretch belong to a character that goes on behind it.
#[inline(always)]
pub(super) const fn begun(last: [u8; 3]) -> usize {
    match last {
        [.., 0xc0..=0xff] => 1,
        [_, 0xe0..=0xff, _] => 2,
        [0xf0..=0xff, ..] => 3,
        _ => 0,
    }
}

/// The places of the bits that are set, from the lowest on.
#[inline(always)]
pub(crate) fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        (at < u64::BITS).then_some(at as usize)
    })
}

#[cfg(test)]
mod tests {
    use fearless_simd::{Level, dispatch};

    use super::*;

    #[test]
    fn bits_come_in_order() {
        assert_eq!(bits(1 << 63 | 0b1010).collect::<Vec<_>>(), [1, 3, 63]);
        assert_eq!(bits(0).count(), 0);
    }

    #[test]
    fn what_a_stretch_cuts_is_counted() {
        for (text, at, expected) in [
            ("xyzabc", 3, 0),
            ("xyé", 3, 1),
            ("xyzé", 5, 0),
            ("xyạ", 3, 1),
            ("xyạ", 4, 2),
            ("xyạ", 5, 0),
            ("😀", 3, 3),
        ] {
            let last: [u8; 3] = text.as_bytes()[at - 3..at].try_into().unwrap_or_default();
            assert_eq!(begun(last), expected, "{text} {at}");
        }
    }

    #[test]
    fn ranges_hold_both_ends() {
        fn found<S: Simd>(simd: S) -> [u64; 2] {
            let bytes = lanes(simd, b"@AMZ[`amz{09/: \xff\x80\x7f              ", 0);
            [set(within(bytes, b'A', b'Z') | is(bytes, 0xff), 0), set(is_beyond(bytes), 1)]
        }
        let [range, beyond] = dispatch!(Level::new(), simd => found(simd));
        assert_eq!(bits(range).collect::<Vec<_>>(), [1, 2, 3, 15]);
        assert_eq!(bits(beyond).collect::<Vec<_>>(), [47, 48]);
    }
}
