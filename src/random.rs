//! Numbers that look random and are the same on every machine: for the bootstrap, for invented
//! news, and for the queries of a benchmark.

/// xorshift64* (Marsaglia 2003, Vigna 2016): good enough to draw pages and words.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The numbers of a seed.
    pub const fn new(seed: u64) -> Random {
        // From a state of 0 nothing else follows.
        Random(if seed == 0 { GOLDEN } else { seed })
    }

    /// The numbers of the `i`-th of many series of a seed.
    pub(crate) const fn of_series(seed: u64, i: u64) -> Random {
        Random::new(mixed(mixed(seed).wrapping_add(i)))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number in `0..n`, by the high bits.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}

/// 2⁶⁴ divided by the golden ratio.
pub(crate) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finaliser of SplitMix64: every bit of the input changes half of those of the result.
pub(crate) const fn mixed(mut x: u64) -> u64 {
    x = x.wrapping_add(GOLDEN);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
