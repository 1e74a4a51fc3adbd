//! The checksum of a small file (`meta.json`, `.managed.json`), inside of it: 64 blanks and tabs
//! behind its data, and a line end.
//!
//! These files are replaced whole by a rename, so data and checksum cannot disagree, wherever a run
//! was killed. To a reader of JSON blanks say nothing. Segment files have a footer with a checksum,
//! which tantivy writes.

use twox_hash::XxHash3_64;

/// A bit each of the hash, and the line end.
const LENGTH: usize = 65;

/// Whether a file is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Seal {
    Right,
    Wrong,
    Missing,
}

fn marks(data: &[u8]) -> impl Iterator<Item = u8> {
    let hash = XxHash3_64::oneshot(data);
    (0..64).map(move |bit| if hash >> bit & 1 == 1 { b'\t' } else { b' ' }).chain([b'\n'])
}

/// The data with their checksum.
pub(in crate::index) fn sealed(data: &[u8]) -> Vec<u8> {
    data.iter().copied().chain(marks(data)).collect()
}

/// The data of a file, and whether they are what was written.
pub(in crate::index) fn opened(file: &[u8]) -> (&[u8], Seal) {
    match file.split_at_checked(file.len().saturating_sub(LENGTH)) {
        Some((data, seal))
            if seal.len() == LENGTH
                && seal.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\n')) =>
        {
            (data, if seal.iter().copied().eq(marks(data)) { Seal::Right } else { Seal::Wrong })
        }
        _ => (file, Seal::Missing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_flipped_bit_is_told() {
        let data = b"{\"segments\": []}\n";
        let file = sealed(data);
        assert_eq!(opened(&file), (&data[..], Seal::Right));
        for bit in 0..file.len() * 8 {
            let mut flipped = file.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(opened(&flipped).1, Seal::Right, "bit {bit}");
        }
        assert_eq!(opened(b"[]"), (&b"[]"[..], Seal::Missing));
        assert_eq!(opened(&sealed(b"")), (&b""[..], Seal::Right));
    }
}
