//! Requests that nobody should send.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::client::{Connection, Served, served};

/// The status of raw bytes; none where the connection ends without an answer.
fn status(served: &Served, request: &str) -> Option<u16> {
    let mut connection = Connection::new(served);
    connection.send(request.as_bytes());
    connection.answer().map(|answer| answer.status)
}

#[test]
fn bad_requests_are_told_so() {
    let served = served();
    let long = "a".repeat(20_000);
    let headers: String = (0..200).map(|at| format!("X-{at}: 1\r\n")).collect();
    for (request, expected) in [
        ("GET / HTTP/1.1\r\n\r\n".to_string(), &[400][..]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n".into(), &[400]),
        ("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n".into(), &[403]),
        ("GET / HTTP/1.0\r\n\r\n".into(), &[200]),
        ("POST /search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n".into(), &[405]),
        ("DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n".into(), &[405]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n".into(), &[413]),
        (format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"), &[414]),
        (format!("GET /search?q={long} HTTP/1.1\r\nHost: localhost\r\n\r\n"), &[414]),
        (format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}{long}\r\n\r\n"), &[431]),
        (format!("GET / HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n"), &[431]),
        ("GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n".into(), &[404]),
        ("GET /assets/..%2f..%2fCargo.toml HTTP/1.1\r\nHost: localhost\r\n\r\n".into(), &[404]),
        ("GET /document?id=%00%ff%0d%0aX HTTP/1.1\r\nHost: localhost\r\n\r\n".into(), &[404]),
        (
            "GET /document.html?id=%0d%0aSet-Cookie:x HTTP/1.1\r\nHost: localhost\r\n\r\n".into(),
            &[404],
        ),
        ("GET /regulation/ HTTP/1.1\r\nHost: localhost\r\n\r\n".into(), &[400]),
        ("GET /search?q=%22 HTTP/1.1\r\nHost: localhost\r\n\r\n".into(), &[400]),
        (
            "GET /search?page=99999999999999999999 HTTP/1.1\r\nHost: localhost\r\n\r\n".into(),
            &[400],
        ),
        ("GET /search?page=5 HTTP/1.1\r\nHost: localhost\r\n\r\n".into(), &[200]),
        ("\u{0}\u{1}\r\n\r\n".into(), &[400]),
        ("HELLO\r\n\r\n".into(), &[400]),
    ] {
        let seen = status(&served, &request);
        assert!(
            seen.is_some_and(|seen| expected.contains(&seen)),
            "{:?}: {seen:?}",
            request.chars().take(80).collect::<String>()
        );
    }
    assert_eq!(served.get("/healthz").text(), "ok\n");
}

/// Pieces of addresses, sensible and not.
fn address() -> impl Strategy<Value = String> {
    let path = prop_oneof![
        Just("/search"),
        Just("/search.json"),
        Just("/search.csv"),
        Just("/document"),
        Just("/document.html"),
        Just("/regulations"),
        Just("/regulation/"),
        Just("/timeline"),
        Just("/timeline.csv"),
        Just("/api/v1/search"),
        Just("/api/v1/regulations"),
        Just("/"),
    ];
    let name = prop_oneof![
        Just("q"),
        Just("page"),
        Just("limit"),
        Just("offset"),
        Just("sort"),
        Just("facets"),
        Just("year"),
        Just("issuer"),
        Just("by"),
        Just("share"),
        Just("from"),
        Just("id"),
        Just("n"),
        Just("at"),
        Just("means"),
        Just("lang"),
        Just("published"),
        Just("x"),
    ];
    let value = prop_oneof![
        "[a-zđ0-9 \"():*~^<>=.,/-]{0,20}",
        "%[0-9a-f]{2}",
        "\\PC{0,8}",
        Just("ben-do".to_string()),
        "[0-9]{1,25}",
        "(title|date|number|published|regulation):[\"a-z0-9.>]{0,12}",
    ];
    let query = proptest::collection::vec((name, value), 0..5);
    (path, "[a-zA-Z0-9/%@.-]{0,12}", query, "\\PC{0,6}").prop_map(|(path, rest, query, odd)| {
        let rest = if path.ends_with('/') { rest } else { String::new() };
        let query: Vec<String> =
            query.into_iter().map(|(name, value)| format!("{name}={}", plain(&value))).collect();
        format!(
            "{path}{}{}?{}",
            plain(&rest),
            plain(if query.is_empty() { &odd } else { "" }),
            query.join("&")
        )
    })
}

/// A text as an address may hold it: what would end the request's line is encoded, other odd bytes
/// are as well.
fn plain(text: &str) -> String {
    let keep = |byte: &u8| {
        byte.is_ascii_graphic()
            && !matches!(
                byte,
                b'#' | b'?' | b'&' | b'"' | b'<' | b'>' | b'^' | b'`' | b'{' | b'}' | b'|' | b'\\'
            )
    };
    text.bytes()
        .map(|byte| if keep(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Random addresses that are asked for.
const ADDRESSES: u32 = 10_000;

#[test]
fn random_addresses_never_end_the_server() {
    let served = served();
    let connection = RefCell::new(Connection::new(&served));
    let seen = RefCell::new(BTreeMap::<u16, u32>::new());
    let config = Config {
        cases: ADDRESSES,
        rng_seed: RngSeed::Fixed(32),
        failure_persistence: None,
        ..Config::default()
    };
    let done = TestRunner::new(config).run(&address(), |address| {
        // The server closes a connection behind some bad requests.
        let first = connection.borrow_mut().get(&address, "");
        let answer = first.or_else(|| {
            *connection.borrow_mut() = Connection::new(&served);
            connection.borrow_mut().get(&address, "")
        });
        let answer = answer.ok_or_else(|| TestCaseError::fail("no answer"))?;
        *seen.borrow_mut().entry(answer.status).or_default() += 1;
        prop_assert!(
            matches!(answer.status, 200 | 400 | 404),
            "{} {}",
            answer.status,
            answer.text()
        );
        Ok(())
    });
    assert!(done.is_ok(), "{done:?}");
    let seen = seen.into_inner();
    assert!(seen.values().sum::<u32>() >= ADDRESSES && seen.len() == 3, "{seen:?}");
}

#[test]
fn slow_clients_keep_no_one_waiting() {
    let served = served();
    let mut slow: Vec<Connection> = (0..100).map(|_| Connection::new(&served)).collect();
    for (at, connection) in slow.iter_mut().enumerate() {
        // Some say nothing, some begin, some ask and never read.
        match at % 3 {
            0 => {}
            1 => assert!(connection.send(b"GET /search HTTP/1.1\r\nHost: local")),
            // The server may close one that asks on and on.
            _ => {
                for _ in 0..20 {
                    let _ = connection.send(b"GET /search.csv HTTP/1.1\r\nHost: localhost\r\n\r\n");
                }
            }
        }
    }
    for path in ["/", "/search?q=quy+dinh", "/regulations", "/healthz"] {
        assert_eq!(served.get(path).status, 200, "{path}");
    }
    // One that begins and goes on later is answered.
    let rest = slow.get_mut(1).unwrap();
    rest.send(b"host\r\n\r\n");
    assert_eq!(rest.answer().map(|answer| answer.status), Some(200));
}
