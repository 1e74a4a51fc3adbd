//! Many bytes at a time: the only place for SIMD and for the crates that use it. Tests hold what is
//! found here to what plain code finds.

pub(crate) mod blocks;
pub(crate) mod bytes;
pub(crate) mod lanes;
pub(super) mod scan;
