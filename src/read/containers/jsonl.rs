//! JSON Lines: a record a line, each line bounded.

use std::io;

use crate::read::compression::{Stream, explain};
use crate::read::item::Content;
use crate::read::limits::{BoundedLine, line, too_long};
use crate::read::source::{Notes, Source, Step, StreamPlace};

/// An open file of JSON Lines.
pub(in crate::read) struct Lines {
    place: StreamPlace,
    input: Stream,
    record: u64,
}

impl Lines {
    pub fn new(place: StreamPlace, input: Stream) -> Lines {
        Lines { place, input, record: 0 }
    }
}

impl Source for Lines {
    /// The next line that is not blank.
    fn next(&mut self, _: &mut Notes) -> Step {
        let max = self.place.options.max_document;
        loop {
            self.record += 1;
            let record = Some(self.record);
            match line(&mut self.input, max) {
                Ok(BoundedLine::End) => return Step::End,
                Ok(BoundedLine::TooLong) => return self.place.failed(record, too_long(max)),
                Ok(BoundedLine::Whole(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(BoundedLine::Whole(mut line)) => {
                    line.truncate(line.trim_ascii_end().len());
                    return Step::Item(self.place.item(record, Content::Record(line)));
                }
                Err(error) => {
                    // What follows a broken place in a compressed stream cannot be read.
                    self.input = Box::new(io::empty());
                    return self.place.lost(record, explain(&error));
                }
            }
        }
    }
}
