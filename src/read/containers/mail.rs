//! Mails and mailboxes: a mail is an item, and so is each thing that is attached to it.
//!
//! A mail is a record: its subject, sender, date and text. What is attached is named
//! `thu.eml!quyet-dinh.pdf`, in a mailbox `thu.mbox:3!quyet-dinh.pdf`, and is read as the entry of
//! an archive is.

use std::io::Cursor;
use std::vec;

use super::made;
use crate::read::compression::{Stream, buffered, explain};
use crate::read::documents::mail::{self, Mail};
use crate::read::fields::{Field, Fields};
use crate::read::item::{Content, Item};
use crate::read::limits::{BoundedLine, HELD_MAIL, line, whole};
use crate::read::source::{Notes, Source, Step, StreamPlace, Unopened};
use crate::{Error, Miss};

/// An open mail.
struct Attachments {
    /// Where what is attached is.
    place: StreamPlace,
    mail: Option<Item>,
    /// What is said instead, where this is too deep in others.
    too_deep: Option<Step>,
    left: vec::IntoIter<(String, Vec<u8>)>,
}

/// Opens a mail.
pub(in crate::read) fn open(place: StreamPlace, mut input: Stream) -> Step {
    match whole(&mut input, HELD_MAIL) {
        Ok(Some(bytes)) => opened(place, None, &bytes),
        Ok(None) => place.failed(None, too_long()),
        Err(error) => place.lost(None, explain(&error)),
    }
}

fn too_long() -> Error {
    Error::format(format!(
        "longer than a mail may be, `{HELD_MAIL}` bytes; save what is attached to it by itself"
    ))
}

/// Opens a mail of a place, or of a mailbox with its number.
fn opened(place: StreamPlace, record: Option<u64>, bytes: &[u8]) -> Step {
    let mail = match mail::read(bytes) {
        Ok(mail) => mail,
        Err(error) => return place.failed(record, error),
    };
    let item = item(&place, record, &mail);
    let named =
        |path: &str| record.map_or_else(|| path.to_string(), |record| format!("{path}:{record}"));
    let inside = StreamPlace { path: named(&place.path), id: named(&place.id), ..place };
    let attached = Attachments {
        place: inside.clone(),
        mail: Some(item),
        too_deep: None,
        left: mail.attachments.into_iter(),
    };
    Step::Open(Box::new(match inside.deeper() {
        Ok(place) => Attachments { place, ..attached },
        Err(_) if attached.left.len() == 0 => attached,
        // The mail is read, what is attached to it is not.
        Err(step) => {
            Attachments { too_deep: Some(*step), left: Vec::new().into_iter(), ..attached }
        }
    }))
}

/// The mail itself, with the names that records have by themselves.
fn item(place: &StreamPlace, record: Option<u64>, mail: &Mail) -> Item {
    if mail.text.trim().is_empty() {
        let error = Error::format(
            "expected a mail with text, but found none; what is attached to it is read by itself",
        );
        return place.item(record, Content::Failed(error.missed(Miss::NoArticle)));
    }
    let fields = Fields::default();
    let stated = [
        (Field::Title, &mail.subject),
        (Field::Published, &mail.sent),
        (Field::Author, &mail.from),
    ];
    let stated =
        stated.iter().filter_map(|(field, value)| Some((fields.first(*field), value.as_deref()?)));
    made::item(
        &made::place(place, fields.clone()),
        record,
        stated.chain([(fields.first(Field::Text), &*mail.text)]),
    )
}

impl Source for Attachments {
    fn next(&mut self, _: &mut Notes) -> Step {
        if let Some(item) = self.mail.take() {
            return Step::Item(item);
        }
        let Some((name, bytes)) = self.left.next() else {
            return self.too_deep.take().unwrap_or(Step::End);
        };
        match self.place.entry(name.as_bytes()) {
            Ok(place) => {
                Step::Found(Unopened::Entry { place, input: buffered(Cursor::new(bytes)) })
            }
            Err(error) => self.place.failed(None, error),
        }
    }
}

/// An open mailbox: mails one after the other, each behind a line `From …` that follows a blank
/// one.
pub(in crate::read) struct Mails {
    place: StreamPlace,
    input: Stream,
    record: u64,
    is_ended: bool,
}

impl Mails {
    pub fn new(place: StreamPlace, input: Stream) -> Mails {
        Mails { place, input, record: 0, is_ended: false }
    }

    /// The lines of the next mail, without what a mailbox does to them; `None` if they are too
    /// many.
    fn mail(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let (mut mail, mut is_too_long, mut follows_blank) = (Vec::new(), false, false);
        loop {
            let mut line = match line(&mut self.input, HELD_MAIL)? {
                BoundedLine::End => {
                    self.is_ended = true;
                    break;
                }
                BoundedLine::TooLong => {
                    is_too_long = true;
                    continue;
                }
                BoundedLine::Whole(line) => line,
            };
            if line.starts_with(b"From ") && follows_blank {
                break;
            }
            follows_blank = line.trim_ascii().is_empty();
            // `>From ` stands for a line of the mail that begins with From, and `>>From ` for
            // `>From `.
            let quotes = line.iter().take_while(|&&byte| byte == b'>').count();
            if quotes > 0 && line.get(quotes..).is_some_and(|rest| rest.starts_with(b"From ")) {
                line.remove(0);
            }
            is_too_long |= (mail.len() + line.len()) as u64 > HELD_MAIL;
            if is_too_long { mail.clear() } else { mail.append(&mut line) }
        }
        Ok((!is_too_long).then_some(mail))
    }
}

impl Source for Mails {
    fn next(&mut self, _: &mut Notes) -> Step {
        if self.is_ended {
            return Step::End;
        }
        let mail = self.mail();
        self.record += 1;
        let record = Some(self.record);
        match mail {
            Ok(Some(mail)) if mail.trim_ascii().is_empty() => {
                self.record -= 1;
                Step::Passed
            }
            Ok(Some(mail)) => {
                // The first line of the first mail is that of the mailbox.
                let bytes = if mail.starts_with(b"From ") {
                    mail.splitn(2, |&byte| byte == b'\n').nth(1).unwrap_or_default()
                } else {
                    &mail
                };
                opened(self.place.clone(), record, bytes)
            }
            Ok(None) => self.place.failed(record, too_long()),
            Err(error) => {
                self.is_ended = true;
                self.place.lost(record, explain(&error))
            }
        }
    }
}
