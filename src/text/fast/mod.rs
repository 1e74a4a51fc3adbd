//! Many bytes at a time. Tests hold what is found here to what plain code finds.

pub(crate) mod blocks;
pub(crate) mod lanes;
pub(super) mod scan;
