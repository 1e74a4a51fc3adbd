//! The members of a gzip file one after the other; behind a broken one the next whole one is found.
//!
//! The crate's own decoder of many members ends at the first that is broken, and takes the zeros
//! with which tapes and some writers fill up for one. A broken member is often noticed only when
//! bytes of the next one were taken for its own. So the bytes of the member at hand are kept, and
//! the next beginning is looked for from its second byte on.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// The first bytes of a member.
pub(super) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Bytes that are asked of a member at a time.
const CHUNK: u64 = 1 << 16;

/// What follows a broken part of a compressed stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// Nothing can be read any more.
    Ends,
    /// The next gzip member may be whole: web archives have a member a record. A record of up to
    /// `held` bytes is given only when the checksum of its member is right.
    GoesOn { held: u64 },
}

/// How the records of web archives begin, which are given only once the checksum of their member is
/// right.
const RECORD: &[u8] = b"WARC/";

/// Bytes of the member at hand that are kept to be looked through again: more than a broken member
/// reads of what follows, for what it takes for its own is no longer compressed data.
const LOOK_BACK: usize = 1 << 20;

/// Bytes that may be looked through again, for each that was read and besides: a file made of
/// beginnings that lead nowhere must not cost more.
const AGAIN: (u64, u64) = (8, 4 << 20);

/// The members of a gzip file.
pub(super) struct GzipMembers<R: BufRead> {
    state: State<R>,
    broken: Broken,
    /// Whether a member was a record, as the others are then.
    are_records: bool,
    /// What the member at hand gave, up to its end; given from `at` on.
    held: Vec<u8>,
    at: usize,
    /// What is wrong behind the bytes that are still to be given.
    late: Option<io::Error>,
}

#[expect(
    clippy::large_enum_variant,
    reason = "a file has one state, and each of its members another decoder"
)]
enum State<R: BufRead> {
    Between(Kept<R>),
    /// Inside a member; its bytes are held until its end if `is_held`.
    In {
        decoder: GzDecoder<Kept<R>>,
        is_held: bool,
    },
    /// Behind a broken member: the next beginning of one is looked for.
    Lost(Kept<R>),
    End,
}

impl<R: BufRead> Read for GzipMembers<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            let is_held = matches!(self.state, State::In { is_held: true, .. });
            if !is_held && self.at < self.held.len() {
                let count = self.held.get(self.at..).unwrap_or_default().read(buffer)?;
                self.at += count;
                return Ok(count);
            }
            if let Some(error) = self.late.take() {
                return Err(error);
            }
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Ok(0),
                State::Between(input) => self.begin(input)?,
                State::In { decoder, is_held: true } => self.hold(decoder)?,
                State::In { mut decoder, is_held: false } => match decoder.read(buffer) {
                    Ok(0) => self.state = State::Between(decoder.into_inner()),
                    Ok(count) => {
                        self.state = State::In { decoder, is_held: false };
                        return Ok(count);
                    }
                    Err(error) => return Err(self.fail(decoder.into_inner(), error)),
                },
                State::Lost(mut input) => {
                    self.state =
                        if input.find_member()? { State::Between(input) } else { State::End }
                }
            }
        }
    }
}

impl<R: BufRead> GzipMembers<R> {
    pub fn new(input: R, broken: Broken) -> GzipMembers<R> {
        GzipMembers {
            state: State::Between(Kept::new(input, broken)),
            broken,
            are_records: false,
            held: Vec::new(),
            at: 0,
            late: None,
        }
    }

    /// Goes over zeros into the next member.
    fn begin(&mut self, mut input: Kept<R>) -> io::Result<()> {
        while input.fill_buf()?.first() == Some(&0) {
            input.consume(1);
        }
        match input.fill_buf()?.first() {
            None => Ok(()),
            Some(&first) if first == GZIP[0] => {
                input.begin_member();
                (self.held, self.at) = (Vec::new(), 0);
                self.state = State::In {
                    decoder: GzDecoder::new(input),
                    is_held: matches!(self.broken, Broken::GoesOn { .. }),
                };
                Ok(())
            }
            Some(_) => {
                input.begin_member();
                Err(self.fail(
                    input,
                    io::Error::new(io::ErrorKind::InvalidData, "other bytes follow its end"),
                ))
            }
        }
    }

    /// Reads on in a member whose bytes are held: to its end, or to where it shows to be no record,
    /// or one that is too long.
    fn hold(&mut self, mut decoder: GzDecoder<Kept<R>>) -> io::Result<()> {
        let Broken::GoesOn { held: most } = self.broken else { return Ok(()) };
        // The first bytes tell whether it is a record, and whoever types into a pipe waits for no
        // more of them.
        let wanted = if self.held.is_empty() { RECORD.len() as u64 } else { CHUNK };
        match decoder.by_ref().take(wanted).read_to_end(&mut self.held) {
            Err(error) => {
                // What is no record is given up to the damage.
                if self.is_record() {
                    self.held.clear();
                }
                self.late = Some(self.fail(decoder.into_inner(), error));
            }
            Ok(0) => {
                self.are_records |= self.held.starts_with(RECORD);
                self.state = State::Between(decoder.into_inner());
            }
            Ok(_) => {
                let is_held = self.is_record() && self.held.len() as u64 <= most;
                self.state = State::In { decoder, is_held };
            }
        }
        Ok(())
    }

    fn is_record(&self) -> bool {
        self.are_records || self.held.starts_with(RECORD)
    }

    fn fail(&mut self, input: Kept<R>, error: io::Error) -> io::Error {
        self.state = if matches!(self.broken, Broken::GoesOn { .. }) {
            State::Lost(input)
        } else {
            State::End
        };
        error
    }
}

/// A stream that keeps what was read of it since the last member began, up to [`LOOK_BACK`], and
/// can go back in it.
struct Kept<R> {
    input: R,
    keeps: bool,
    kept: Vec<u8>,
    /// Where the member at hand begins in `kept`, and where reading goes on; behind its end in the
    /// input.
    begin: usize,
    at: usize,
    /// Bytes that were read, and that were gone back over.
    read: u64,
    again: u64,
}

impl<R: BufRead> Kept<R> {
    fn new(input: R, broken: Broken) -> Kept<R> {
        Kept {
            input,
            keeps: broken != Broken::Ends,
            kept: Vec::new(),
            begin: 0,
            at: 0,
            read: 0,
            again: 0,
        }
    }

    /// A member begins here: what was before it is not looked at again.
    fn begin_member(&mut self) {
        if self.at == self.kept.len() {
            self.kept.clear();
            self.at = 0;
        }
        self.begin = self.at;
    }

    /// Goes to the next beginning of a member behind that of the one at hand; false at the end of
    /// the stream.
    fn find_member(&mut self) -> io::Result<bool> {
        let first = (self.begin + 1).min(self.kept.len());
        let back = self.at.saturating_sub(first) as u64;
        if self.again + back <= AGAIN.0 * self.read + AGAIN.1 {
            (self.at, self.again) = (first, self.again + back);
        }
        if self.at == self.kept.len() && self.kept.is_empty() {
            self.fill_buf()?;
            self.consume(1);
        }
        loop {
            let buffer = self.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let found =
                (0..buffer.len()).find(|&at| may_begin(buffer.get(at..).unwrap_or_default()));
            let passed = found.unwrap_or(buffer.len());
            self.consume(passed);
            if found.is_some() {
                return Ok(true);
            }
        }
    }
}

/// Whether bytes may begin a member: its mark, the one method there is, no flag that has no
/// meaning. A beginning that is cut may be one: the decoder will tell.
fn may_begin(bytes: &[u8]) -> bool {
    let is = |at: usize, fits: fn(u8) -> bool| bytes.get(at).is_none_or(|&byte| fits(byte));
    is(0, |byte| byte == GZIP[0])
        && is(1, |byte| byte == GZIP[1])
        && is(2, |byte| byte == 8)
        && is(3, |byte| byte & 0xe0 == 0)
}

impl<R: BufRead> Read for Kept<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Kept<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.kept.len() {
            Ok(self.kept.get(self.at..).unwrap_or_default())
        } else {
            self.input.fill_buf()
        }
    }

    fn consume(&mut self, count: usize) {
        if self.at < self.kept.len() {
            self.at += count;
            return;
        }
        self.read += count as u64;
        if self.keeps {
            // What was just looked at is still there, and costs no reading.
            let read = self.input.fill_buf().unwrap_or_default();
            self.kept.extend_from_slice(read.get(..count).unwrap_or(read));
            if self.kept.len() > 2 * LOOK_BACK {
                self.kept.drain(..LOOK_BACK);
                self.begin = self.begin.saturating_sub(LOOK_BACK);
            }
            self.at = self.kept.len();
        }
        self.input.consume(count);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        gzip.finish().unwrap()
    }

    /// The text of a stream, with `!` where an error is.
    fn read(bytes: Vec<u8>, broken: Broken) -> String {
        let mut members = GzipMembers::new(Cursor::new(bytes), broken);
        let (mut text, mut buffer) = (Vec::new(), [0; 7]);
        loop {
            match members.read(&mut buffer) {
                Ok(0) => return String::from_utf8_lossy(&text).into_owned(),
                Ok(count) => text.extend_from_slice(&buffer[..count]),
                Err(_) => text.push(b'!'),
            }
        }
    }

    #[test]
    fn a_broken_member_costs_itself_only() {
        let record = |name: &str| format!("WARC/1.0 {name} {};", "xã Yên Hòa họp bàn ".repeat(9));
        let [first, second, third] = ["một", "hai", "ba"].map(record);
        let whole = [member(&first), member(&second), member(&third)];
        let second_at = whole[0].len()..whole[0].len() + whole[1].len();
        let all = whole.concat();
        let rest = format!("{first}!{third}");
        for at in second_at.clone() {
            for bit in [0, 7] {
                let mut flipped = all.clone();
                flipped[at] ^= 1 << bit;
                let found = read(flipped, Broken::GoesOn { held: 1 << 20 });
                // Flags, times and the name of a system are under no checksum, nor are the bits
                // behind the end of the data.
                let is_unsure = at - second_at.start < 10 || at == second_at.end - 9;
                let is_right = found == rest
                    || is_unsure
                        && (found == all_of(&[&first, &second, &third])
                            || found.starts_with(&first) && found.ends_with(&third));
                assert!(is_right, "byte {at}: {found}");
            }
            let mut cut = all.clone();
            cut.drain(at..second_at.end);
            let found = read(cut, Broken::GoesOn { held: 1 << 20 });
            assert!(
                found == rest || at == second_at.start && found == format!("{first}{third}"),
                "cut at {at}: {found}"
            );
        }
    }

    fn all_of(texts: &[&str]) -> String {
        texts.concat()
    }

    /// A beginning whose name never ends is looked through to the end of the file, and so is each
    /// behind it.
    #[test]
    fn beginnings_that_lead_nowhere_cost_a_bounded_number_of_looks() {
        let bytes = b"\x1f\x8b\x08\x08aaaaaaaa".repeat(40_000);
        let mut members =
            GzipMembers::new(Cursor::new(bytes.clone()), Broken::GoesOn { held: 1 << 20 });
        let mut errors = 0;
        loop {
            match members.read(&mut [0; 64]) {
                Ok(0) => break,
                Ok(_) => {}
                Err(_) => {
                    errors += 1;
                    if let State::Lost(kept) = &members.state {
                        assert!(kept.again <= AGAIN.0 * kept.read + AGAIN.1);
                    }
                }
            }
        }
        assert!(errors > 0 && errors < bytes.len());
    }

    #[test]
    fn what_is_no_record_is_given_as_far_as_it_goes() {
        let mut bytes = member("một dòng\n");
        let at = bytes.len() - 8;
        bytes[at] ^= 1;
        assert_eq!(read(bytes.clone(), Broken::GoesOn { held: 1 << 20 }), "một dòng\n!");
        assert_eq!(read([bytes, member("hai")].concat(), Broken::Ends), "một dòng\n!");
    }
}
