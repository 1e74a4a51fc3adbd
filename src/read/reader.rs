//! The reader: a stack of open containers, whose topmost gives the next item.
//!
//! Pulling from the top of a stack keeps one thing open at each level and holds nothing else,
//! however deep and long the input.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use super::item::Item;
use super::open;
use super::options::ReadOptions;
use super::source::{Notes, Source, Step};
use super::walk::{Handed, InputFiles, Inputs};
use crate::Result;

/// Hands out the items of all inputs, in order.
pub struct Reader {
    stack: Vec<Box<dyn Source>>,
    files: InputFiles,
    notes: Notes,
    salt: u64,
}

impl Reader {
    /// A reader over files, folders (searched through) and `-` for standard input.
    ///
    /// # Errors
    ///
    /// When an input does not exist: nothing is read then.
    pub fn new(inputs: &[PathBuf], options: ReadOptions) -> Result<Reader> {
        let (salt, options) = (options.salt(), Arc::new(options));
        let files = InputFiles::new(inputs, options.clone());
        Ok(Reader {
            stack: vec![Box::new(Inputs::new(inputs, options)?)],
            files,
            notes: Notes::default(),
            salt,
        })
    }

    /// A reader over a stream that the caller hands over; `name` stands in the origins of its items
    /// as the path of a file does. Its format is that of the options, or told by its first bytes.
    ///
    /// ```
    /// use thoisu::read::{ReadOptions, Reader, decode};
    ///
    /// let lines = br#"{"id":"a","text":"Hai."}"#.as_slice();
    /// let mut reader = Reader::of_stream("today.jsonl", Box::new(lines), ReadOptions::default());
    /// let raw = decode(reader.next().expect("one record"))?.raw;
    /// assert_eq!((raw.source_id.as_str(), raw.origin.to_string().as_str()), ("a", "today.jsonl:1"));
    /// # Ok::<(), thoisu::Error>(())
    /// ```
    pub fn of_stream(name: &str, input: Box<dyn Read + Send>, options: ReadOptions) -> Reader {
        let (salt, options) = (options.salt(), Arc::new(options));
        let files = InputFiles::new(&[], options.clone());
        let stack: Vec<Box<dyn Source>> = vec![Box::new(Handed::new(name, input, &options))];
        Reader { stack, files, notes: Notes::default(), salt }
    }

    /// The files that the inputs name, to be listed before or while they are read.
    pub fn files(&self) -> InputFiles {
        self.files.clone()
    }

    /// A number that differs where the options make other documents of the same bytes.
    pub fn salt(&self) -> u64 {
        self.salt
    }

    /// How many records of web archives hold no page and are no items: requests, redirects,
    /// pictures.
    pub fn ignored(&self) -> u64 {
        self.notes.ignored
    }

    /// How many symbolic links lead out of an input folder and were not followed
    /// ([`ReadOptions::follow`]).
    pub fn links_left(&self) -> u64 {
        self.notes.links
    }

    /// Takes a step; returns the item that it gives, if it gives one.
    fn take(&mut self, step: Step) -> Option<Item> {
        match step {
            Step::Item(item) => return Some(item),
            Step::Found(found) => {
                let opened = open::open(found);
                return self.take(opened);
            }
            Step::Open(source) => self.stack.push(source),
            Step::Passed => {}
            Step::End => drop(self.stack.pop()),
        }
        None
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let step = self.stack.last_mut()?.next(&mut self.notes);
            if let Some(item) = self.take(step) {
                return Some(item);
            }
        }
    }
}
