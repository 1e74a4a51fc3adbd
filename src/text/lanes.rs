//! Sixteen bytes side by side: the questions that are asked of all at once, and the sets of bits that they are answered by.

use wide::u8x16;

/// Bytes side by side.
pub(super) const LANES: usize = 16;

/// The bytes of four times as many: a set of them is one number.
pub(crate) const SIZE: usize = 4 * LANES;

/// Which bytes are this one.
#[inline(always)]
pub(super) fn is(bytes: u8x16, value: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(value))
}

/// Which bytes are no less than `from` and no more than `to`.
#[inline(always)]
pub(super) fn within(bytes: u8x16, from: u8, to: u8) -> u8x16 {
    // In unsigned numbers that wrap, one comparison holds for both ends.
    up_to(bytes - u8x16::splat(from), to - from)
}

/// Which bytes are no less than `from`.
#[inline(always)]
pub(super) fn from(bytes: u8x16, from: u8) -> u8x16 {
    bytes.max(u8x16::splat(from)).simd_eq(bytes)
}

/// Which bytes are no more than `to`.
#[inline(always)]
pub(super) fn up_to(bytes: u8x16, to: u8) -> u8x16 {
    bytes.min(u8x16::splat(to)).simd_eq(bytes)
}

/// The bits of the `i`-th sixteen bytes: the highest of each, which all bytes beyond ASCII have.
#[inline(always)]
pub(super) fn set(bytes: u8x16, i: usize) -> u64 {
    u64::from(bytes.to_bitmask()) << (i * LANES)
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
    use super::*;

    #[test]
    fn bits_come_in_order() {
        assert_eq!(bits(1 << 63 | 0b1010).collect::<Vec<_>>(), [1, 3, 63]);
        assert_eq!(bits(0).count(), 0);
    }

    #[test]
    fn what_a_stretch_cuts_is_counted() {
        for (text, at, expected) in
            [("xyzabc", 3, 0), ("xyé", 3, 1), ("xyzé", 5, 0), ("xyạ", 3, 1), ("xyạ", 4, 2), ("xyạ", 5, 0), ("😀", 3, 3)]
        {
            let last: [u8; 3] = text.as_bytes()[at - 3..at].try_into().unwrap_or_default();
            assert_eq!(begun(last), expected, "{text} {at}");
        }
    }

    #[test]
    fn ranges_hold_both_ends() {
        let bytes = u8x16::new(*b"@AMZ[`amz{09/: \xff");
        let found: Vec<usize> = bits(set(within(bytes, b'A', b'Z') | is(bytes, 0xff), 0)).collect();
        assert_eq!(found, [1, 2, 3, 15]);
    }
}
