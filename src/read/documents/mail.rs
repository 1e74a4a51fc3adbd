//! The one place that uses the crate for mails: what a mail says, and the page of a file that a
//! browser saved (MHT).

use std::collections::HashMap;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Address, Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};

use super::html;
use crate::caught::caught;
use crate::read::limits::mail as limits;
use crate::text::charset;
use crate::text::fast::bytes::find_all;
use crate::{Error, Extent, Result};

/// What a mail says and brings.
#[derive(Debug, Default)]
pub(in crate::read) struct Mail {
    pub subject: Option<String>,
    pub from: Option<String>,
    /// When it was sent, as RFC 3339 writes it.
    pub sent: Option<String>,
    pub text: String,
    /// Names and bytes of what is attached, in order; no name is there twice.
    pub attachments: Vec<(String, Vec<u8>)>,
}

/// Reads a mail.
///
/// # Errors
///
/// When it is none, or more is in each other than any mail has.
pub(in crate::read) fn read(bytes: &[u8]) -> Result<Mail> {
    parsed(bytes, |message| {
        let mut mail = Mail {
            subject: message
                .subject()
                .map(|subject| subject.trim().to_string())
                .filter(|subject| !subject.is_empty()),
            from: message
                .from()
                .and_then(Address::first)
                .and_then(|from| from.name().or(from.address()))
                .map(str::to_string),
            sent: message.date().filter(|date| date.is_valid()).map(|date| date.to_rfc3339()),
            text: body(message),
            attachments: Vec::new(),
        };
        let mut names = HashMap::new();
        for part in message.attachments() {
            mail.attachments.push((free_name(name(part), &mut names), contents(message, part)));
        }
        mail
    })
}

/// The page of a file that a browser saved, with its address.
///
/// # Errors
///
/// Those of [`read`], and when it holds no page.
pub(in crate::read) fn saved_page(bytes: &[u8]) -> Result<(String, Option<String>)> {
    let found = parsed(bytes, |message| {
        let part = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)))?;
        let location = [message.header_raw("Snapshot-Content-Location"), part.content_location()];
        let address = location
            .into_iter()
            .flatten()
            .map(str::trim)
            .find(|address| address.starts_with("http"));
        Some((text(message, part), address.map(str::to_string)))
    })?;
    found.ok_or_else(|| {
        Error::format("expected a page saved as MHT, but found no page in it; save it as .html")
    })
}

/// Parses a mail, within bounds, and looks at it.
fn parsed<T>(bytes: &[u8], look: impl FnOnce(&Message) -> T) -> Result<T> {
    // The parser looks for the end of each part, and drops mails in mails one in another.
    for (word, most) in [
        (&b"boundary"[..], limits::PARTED),
        (b"rfc822", limits::NESTED),
        (b"message/global", limits::NESTED),
    ] {
        if occurrences(bytes, word) > most {
            return Err(Error::format(format!(
                "expected a mail, but found more than {most} parts in parts; save what it holds by itself"
            )));
        }
    }
    let none = || Error::format("expected a mail, but found no head of one; save it again");
    caught(|| MessageParser::default().parse(bytes).filter(is_mail).map(|message| look(&message)))
        .flatten()
        .ok_or_else(none)
}

/// Whether a mail has a field that mails have: the parser takes any bytes for one.
fn is_mail(message: &Message) -> bool {
    message.headers().iter().any(|header| !matches!(header.name, HeaderName::Other(_)))
}

/// How often a word of small letters is there, in any letters.
fn occurrences(bytes: &[u8], word: &[u8]) -> usize {
    let Some((first, rest)) = word.split_first() else { return 0 };
    let behind = |at: usize| {
        bytes.get(at + 1..at + 1 + rest.len()).is_some_and(|found| found.eq_ignore_ascii_case(rest))
    };
    [*first, first.to_ascii_uppercase()]
        .iter()
        .map(|first| find_all(bytes, &[*first]).filter(|&at| behind(at)).count())
        .sum()
}

/// What the mail says: its plain texts; its pages where there is none.
fn body(message: &Message) -> String {
    let join = |parts: Vec<String>| {
        parts
            .iter()
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n")
    };
    let plain = message
        .text_bodies()
        .filter(|part| matches!(part.body, PartType::Text(_)))
        .map(|part| text(message, part));
    let plain = join(plain.collect());
    if !plain.is_empty() {
        return plain.replace("\r\n", "\n");
    }
    let pages = message.html_bodies().filter(|part| matches!(part.body, PartType::Html(_)));
    join(pages.map(|part| text_of_page(&text(message, part))).collect())
}

/// The text of a mail's page: that of its article, or all of it where it is not built as a page of
/// a newspaper.
fn text_of_page(page: &str) -> String {
    let article = html::parse(page).map(|page| page.text).unwrap_or_default();
    if article.is_empty() {
        html::content(page, Extent::Blocks).map(|page| page.text).unwrap_or_default()
    } else {
        article
    }
}

/// The text of a part. Where its letters are not those that it declares, they are told from its
/// words.
fn text(message: &Message, part: &MessagePart) -> String {
    let (PartType::Text(text) | PartType::Html(text)) = &part.body else { return String::new() };
    if !text.contains(char::REPLACEMENT_CHARACTER) {
        return text.to_string();
    }
    let declared = part.content_type().and_then(|declared| declared.attribute("charset"));
    let decoded =
        written(message, part).and_then(|bytes| charset::decode(bytes, None, declared).ok());
    decoded.map_or_else(|| text.to_string(), |decoded| decoded.text)
}

/// The bytes of a text as its writer had them.
fn written(message: &Message, part: &MessagePart) -> Option<Vec<u8>> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    }
}

/// The bytes of an attachment.
fn contents(message: &Message, part: &MessagePart) -> Vec<u8> {
    match &part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
        PartType::Text(text) | PartType::Html(text) => {
            written(message, part).unwrap_or_else(|| text.as_bytes().to_vec())
        }
        PartType::Message(inner) => match part.encoding {
            // What it is in, from where it begins to where it ends.
            Encoding::None => written(message, part).unwrap_or_default(),
            _ => inner.raw_message.to_vec(),
        },
        PartType::Multipart(_) => Vec::new(),
    }
}

/// The name of an attachment; what has none is named after its kind.
fn name(part: &MessagePart) -> String {
    if let Some(name) = part.attachment_name().map(str::trim).filter(|name| !name.is_empty()) {
        return name.replace(['/', '\\', '!'], "_");
    }
    match &part.body {
        PartType::Text(_) => "text.txt",
        PartType::Html(_) => "text.html",
        PartType::Message(_) => "mail.eml",
        _ => "part",
    }
    .to_string()
}

/// A name that no other attachment has: the second `bia.jpg` is `bia (2).jpg`. `names` has all
/// names with how often each was met.
fn free_name(name: String, names: &mut HashMap<String, usize>) -> String {
    let mut number = names.get(&name).copied().unwrap_or(0) + 1;
    let (stem, ending) =
        name.rfind('.').filter(|&at| at > 0).map_or((&*name, ""), |at| name.split_at(at));
    let numbered = |number: usize| {
        if number == 1 { name.clone() } else { format!("{stem} ({number}){ending}") }
    };
    while names.contains_key(&numbered(number)) {
        number += 1;
    }
    let free = numbered(number);
    names.insert(free.clone(), 1);
    names.insert(name, number);
    free
}
