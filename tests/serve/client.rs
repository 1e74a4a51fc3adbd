//! A server of a small archive, and a client that sends bytes as they are.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Archive, stderr, thoisu};

/// Records: id, day, address, text.
const ARTICLES: [(&str, &str, &str, &str); 7] = [
    (
        "quy-dinh",
        "2021-05-10",
        "https://tin.example/1",
        "Giữ lời\n\nNgày 4/5/2021, Ban Bí thư ban hành Quy định số 11-QĐ/TW về giữ lời hứa. Xã Vân Trà họp.",
    ),
    (
        "ban-lai",
        "2021-06-11",
        "https://tin.example/2",
        "Xã bàn lại\n\nQuy định số 11-QĐ/TW của Bộ Chính trị về giữ lời hứa có hiệu lực.",
    ),
    (
        "ben-do",
        "2021-06-12",
        "https://bao.example/3",
        "Bến đò\n\nNghị định 1/2020/NĐ-CP ngày 2/1/2020 của Chính phủ thay thế Nghị định 2/2010/NĐ-CP. Nghị định 1 rất rõ.",
    ),
    (
        "phao",
        "2021-07-12",
        "https://bao.example/4",
        "Phao\n\nNghị định 5/2021/NĐ-CP ngày 1/7/2021 của Chính phủ thay thế Nghị định 1/2020/NĐ-CP. Xã chi 12 triệu đồng.",
    ),
    (
        "de-nghi",
        "2022-08-12",
        "javascript:alert(1)",
        "=Đề nghị\n\nBộ đề nghị thay thế Nghị định 5/2021/NĐ-CP <script>alert(1)</script>.",
    ),
    (
        "cu",
        "2014-03-01",
        "",
        "Quy định cũ\n\nQuy định số 11-QĐ/TW ngày 3/2/2014 của Ban Bí thư về sổ sách ở xã.",
    ),
    (
        "dat",
        "2014-01-05",
        "",
        "Đất\n\nLuật Đất đai năm 2013 được Quốc hội thông qua ngày 29/11/2013.",
    ),
];

/// A server that ends with the test.
pub struct Served {
    pub archive: Archive,
    pub child: Child,
    /// Kept open: what the server says there has a reader.
    _stdout: BufReader<ChildStdout>,
    pub address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The records of articles as JSON Lines.
pub fn lines(articles: &[(&str, &str, &str, &str)]) -> String {
    let record = |(id, published, url, text): &(&str, &str, &str, &str)| json!({"id": id, "published": published, "url": url, "text": text});
    articles.iter().map(|article| format!("{}\n", record(article))).collect()
}

/// An archive of the articles, in `out`.
pub fn archive() -> Archive {
    let archive = Archive::with(&[("in.jsonl", lines(&ARTICLES).as_bytes())]);
    index(&archive, "in.jsonl");
    archive
}

/// Brings `out` forward by a file.
pub fn index(archive: &Archive, input: &str) {
    let output = thoisu()
        .args(["run", input, "--out", "out", "-q"])
        .current_dir(archive.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
}

/// Serves `out` of an archive.
pub fn serve(archive: Archive, options: &[&str]) -> Served {
    let mut command = Command::new(env!("CARGO_BIN_EXE_thoisu"));
    command
        .args(["serve", "out", "--listen", "127.0.0.1:0", "-q"])
        .args(options)
        .current_dir(archive.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_string();
    assert!(!address.is_empty(), "the server says no address");
    Served { archive, child, _stdout: stdout, address }
}

/// Serves the archive of the articles.
pub fn served() -> Served {
    serve(archive(), &[])
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// A connection that is kept for several requests.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    pub fn new(served: &Served) -> Connection {
        Connection::to(&served.address)
    }

    pub fn to(address: &str) -> Connection {
        let stream = TcpStream::connect(address).unwrap();
        // Only so that a server that says nothing fails the test.
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        Connection(BufReader::new(stream))
    }

    /// Sends bytes; false where the server has closed the connection.
    pub fn send(&mut self, bytes: &[u8]) -> bool {
        self.0.get_mut().write_all(bytes).is_ok()
    }

    /// The next answer; none where the connection ends without one.
    pub fn answer(&mut self) -> Option<Answer> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.0.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let pairs = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let headers: BTreeMap<String, String> =
            pairs.map(|(name, value)| (name.to_lowercase(), value.to_string())).collect();
        let body = match headers.get("content-length").and_then(|length| length.parse().ok()) {
            Some(length) => {
                let mut body = vec![0; length];
                self.0.read_exact(&mut body).ok()?;
                body
            }
            None if headers.contains_key("transfer-encoding") => self.chunks()?,
            None => Vec::new(),
        };
        Some(Answer { status, headers, body })
    }

    fn chunks(&mut self) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).ok()?;
            let length = usize::from_str_radix(line.trim(), 16).ok()?;
            let mut chunk = vec![0; length + 2];
            self.0.read_exact(&mut chunk).ok()?;
            if length == 0 {
                return Some(body);
            }
            body.extend_from_slice(&chunk[..length]);
        }
    }

    /// Asks for a path.
    pub fn get(&mut self, path: &str, headers: &str) -> Option<Answer> {
        self.send(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n").as_bytes());
        self.answer()
    }
}

impl Served {
    /// What the server answers to a path, its letters encoded where they must be.
    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, "")
    }

    pub fn get_with(&self, path: &str, headers: &str) -> Answer {
        Connection::new(self).get(&encoded(path), headers).unwrap()
    }
}

/// A path whose bytes beyond ASCII, blanks and quotes are percent-encoded.
pub fn encoded(path: &str) -> String {
    let keep = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>');
    path.bytes()
        .map(|byte| if keep(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
