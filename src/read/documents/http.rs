//! A response as a web archive holds it: its head, and the packing of its body.

use std::io::{Cursor, Read};
use std::sync::Arc;

use crate::read::compression::{buffered, decompressed};
use crate::read::gzip::Broken;
use crate::read::limits::{Budget, too_long, whole};
use crate::{Error, Result};

/// Headers of a response, at most.
const HEADERS: usize = 256;

/// What the head of a response says of its body.
#[derive(Debug, Default)]
pub(in crate::read) struct Head {
    pub status: u16,
    /// The media type, in lower case, without parameters; empty where none is given.
    pub media_type: String,
    /// The `charset` parameter of it.
    pub charset: Option<String>,
    pub packing: Packing,
}

/// How a body is packed for its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Packing {
    chunked: bool,
    /// The codings in the order in which they were applied, in lower case.
    codings: Vec<String>,
}

/// The head at the beginning of `bytes`, and where the body begins; `None` if it is no head of a
/// response.
pub(in crate::read) fn head(bytes: &[u8]) -> Option<(Head, usize)> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let mut config = httparse::ParserConfig::default();
    // Servers are careless, and browsers lenient.
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true);
    config.ignore_invalid_headers_in_responses(true);
    let httparse::Status::Complete(body) = config.parse_response(&mut response, bytes).ok()? else {
        return None;
    };
    let mut head = Head { status: response.code?, ..Head::default() };
    for header in response.headers.iter() {
        let value = String::from_utf8_lossy(header.value).trim().to_ascii_lowercase();
        match header.name.to_ascii_lowercase().as_str() {
            "content-type" => (head.media_type, head.charset) = media_type(&value),
            "content-encoding" => head
                .packing
                .codings
                .extend(value.split(',').map(|coding| coding.trim().to_string())),
            "transfer-encoding" => head.packing.chunked |= value.contains("chunked"),
            _ => {}
        }
    }
    Some((head, body))
}

/// `text/html; charset="utf-8"` as its type and charset.
pub(in crate::read) fn media_type(value: &str) -> (String, Option<String>) {
    let value = value.to_ascii_lowercase();
    let (media_type, parameters) = value.split_once(';').unwrap_or((&value, ""));
    let charset =
        parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("charset="));
    let charset = charset
        .map(|charset| charset.trim_matches(['"', '\'', ' ']).to_string())
        .filter(|charset| !charset.is_empty());
    (media_type.trim().to_string(), charset)
}

/// A body without its packing.
///
/// Some crawlers unpack bodies and keep the head as it was; so a body that is not packed as its
/// head says is taken as it is.
///
/// # Errors
///
/// When it is broken, larger than `max`, or packed in a way that is not known.
pub(in crate::read) fn unpack(mut body: Vec<u8>, packing: Packing, max: u64) -> Result<Vec<u8>> {
    if packing.chunked
        && let Some(joined) = dechunked(&body)
    {
        body = joined;
    }
    for coding in packing.codings.iter().rev() {
        body = match coding.as_str() {
            "" | "identity" => body,
            // Zstandard and gzip are known by their first bytes.
            "gzip" | "x-gzip" | "zstd" => {
                let budget = Arc::<Budget>::default();
                budget.read(body.len() as u64);
                bounded(
                    decompressed(Box::new(Cursor::new(body)), &budget, Broken::Ends)?,
                    coding,
                    max,
                )?
            }
            "deflate" if body.first().is_some_and(|byte| byte & 0x0f == 8) => {
                bounded(flate2::read::ZlibDecoder::new(Cursor::new(body)), coding, max)?
            }
            "deflate" => {
                bounded(flate2::read::DeflateDecoder::new(Cursor::new(body)), coding, max)?
            }
            "br" if looks_like_text(&body) => body,
            "br" => bounded(
                buffered(brotli_decompressor::Decompressor::new(Cursor::new(body), 1 << 14)),
                coding,
                max,
            )?,
            other => {
                return Err(Error::format(format!(
                    "expected a body packed as gzip, deflate, br or zstd, but found `{other}`"
                )));
            }
        };
    }
    Ok(body)
}

fn bounded(mut input: impl Read, coding: &str, max: u64) -> Result<Vec<u8>> {
    let read = whole(&mut input, max).map_err(|error| {
        Error::format(format!("the response's `{coding}` body is broken: {error}"))
    })?;
    read.ok_or_else(|| too_long(max))
}

/// Brotli has no mark at its beginning; a page has.
fn looks_like_text(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// The chunks of a body joined; `None` if it is not in chunks. A last chunk cut short is kept as
/// far as it goes.
fn dechunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let (at, size) = match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete(found)) => found,
            _ if joined.is_empty() => return None,
            _ => return Some(joined),
        };
        let size = usize::try_from(size).ok()?;
        let data = rest.get(at..).unwrap_or_default();
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(data.get(..size).unwrap_or(data));
        let after = data.get(size..).unwrap_or_default();
        rest = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn heads() {
        let response = b"HTTP/1.1 200 OK\r\nContent-Type: text/HTML; Charset=\"UTF-8\"\r\nTransfer-Encoding: chunked\r\ncontent-encoding: gzip\r\n\r\nabc";
        let (head, body) = head(response).unwrap();
        assert_eq!(
            (head.status, head.media_type.as_str(), head.charset.as_deref()),
            (200, "text/html", Some("utf-8"))
        );
        assert_eq!(head.packing, Packing { chunked: true, codings: vec!["gzip".into()] });
        assert_eq!(&response[body..], b"abc");
        assert!(super::head(b"<html>").is_none() && super::head(b"HTTP/1.1 200 OK\r\nA").is_none());
    }

    #[test]
    fn bodies() {
        let page = "<p>Xã Yên Hòa họp bàn về đường liên thôn.</p>".as_bytes();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(page).unwrap();
        let gzip = gzip.finish().unwrap();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        zlib.write_all(page).unwrap();
        let zlib = zlib.finish().unwrap();
        let mut deflate =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        deflate.write_all(page).unwrap();
        let deflate = deflate.finish().unwrap();
        let chunks = [
            b"5;x=y\r\n",
            &page[..5],
            b"\r\n",
            format!("{:x}\r\n", page.len() - 5).as_bytes(),
            &page[5..],
            b"\r\n0\r\n\r\n",
        ]
        .concat();
        // What `brotli` makes of so short a text: its length, the text itself, the end.
        let brotli = [b"\x0b\x1d\x80", page, b"\x03"].concat();
        let packing =
            |chunked: bool, coding: &str| Packing { chunked, codings: vec![coding.to_string()] };
        for (body, packing) in [
            (page.to_vec(), packing(false, "identity")),
            (gzip.clone(), packing(false, "gzip")),
            (zlib, packing(false, "deflate")),
            (deflate, packing(false, "deflate")),
            (chunks, packing(true, "")),
            (page.to_vec(), packing(true, "gzip")),
            (page.to_vec(), packing(false, "br")),
            (brotli, packing(false, "br")),
        ] {
            assert_eq!(unpack(body, packing.clone(), 1_000).unwrap(), page, "{packing:?}");
        }
        assert!(unpack(gzip.clone(), packing(false, "gzip"), 10).is_err());
        assert!(unpack(gzip[..20].to_vec(), packing(false, "gzip"), 1_000).is_err());
        assert!(unpack(page.to_vec(), packing(false, "compress"), 1_000).is_err());
    }
}
