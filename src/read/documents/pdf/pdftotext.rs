//! The system's `pdftotext` (poppler), for what our own reader cannot read.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::sheet::{PdfLine, Sheet};
use crate::read::limits::pdf as limits;

/// The lines of each page; `None` where there is no such program, or it fails too.
pub(super) fn sheets(bytes: Vec<u8>) -> Option<Vec<Sheet>> {
    let mut command = Command::new("pdftotext");
    command
        .args(["-enc", "UTF-8", "-q", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let text = output(&mut child, bytes);
    let _ = child.kill();
    let ended = child.wait().is_ok();
    let text = text.filter(|text| ended && text.chars().any(char::is_alphanumeric))?;
    Some(text.split('\u{c}').map(sheet).collect())
}

/// What the program prints, if it comes to an end in time.
fn output(child: &mut Child, bytes: Vec<u8>) -> Option<String> {
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    std::thread::spawn(move || input.write_all(&bytes));
    let (done, text) = mpsc::channel();
    std::thread::spawn(move || {
        let mut text = Vec::new();
        let read = output.take(limits::OUTPUT).read_to_end(&mut text);
        done.send(read.is_ok().then_some(text))
    });
    String::from_utf8(text.recv_timeout(Duration::from_secs(limits::PATIENCE)).ok()??).ok()
}

/// A page of printed lines, as if each letter were half as wide as high.
fn sheet(page: &str) -> Sheet {
    let line = |(row, text): (usize, &str)| {
        let left = (text.len() - text.trim_start().len()) as f32 / 2.0;
        let right = left + text.trim().chars().count() as f32 / 2.0;
        PdfLine { text: text.trim().to_string(), left, right, top: row as f32 * 1.2, size: 1.0 }
    };
    Sheet {
        lines: page
            .lines()
            .enumerate()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(line)
            .collect(),
    }
}
