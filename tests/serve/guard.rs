//! Who is answered, and what each answer's head says.

use crate::client::{Connection, archive, serve, served};

#[test]
fn every_answer_is_sealed() {
    let served = served();
    for path in [
        "/",
        "/search.json",
        "/search.csv",
        "/regulation/x",
        "/nothing",
        "/assets/style.css",
        "/healthz",
        "/document.html?id=ben-do",
    ] {
        let answer = served.get(path);
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("script-src 'unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
    }
    // No page has a script or style of its own in it, and what articles hold is text.
    for path in [
        "/search?q=de+nghi",
        "/document?id=de-nghi",
        "/search?q=<script>alert(2)</script>",
        "/regulation/<script>alert(2)</script>",
    ] {
        let page = served.get(path).text();
        assert!(
            !page.contains("<script>")
                && !page.contains(" onclick")
                && !page.contains("style=\"")
                && !page.contains("href=\"javascript"),
            "{path}: {page}"
        );
    }
}

#[test]
fn only_this_host_is_answered() {
    let served = serve(archive(), &["--host", "tin.example"]);
    for (host, status) in [
        ("localhost", 200),
        ("127.0.0.1:80", 200),
        ("[::1]", 200),
        ("tin.example", 200),
        ("evil.example", 403),
        ("", 403),
    ] {
        let mut connection = Connection::new(&served);
        connection.send(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert_eq!(connection.answer().map(|answer| answer.status), Some(status), "{host}");
    }
}

#[test]
fn data_asks_for_the_token() {
    let served = serve(archive(), &["--token", "bi-mat-5"]);
    for (path, is_data) in [
        ("/api/v1/search", true),
        ("/search.json", true),
        ("/search.csv", true),
        ("/regulation/1/2020/NĐ-CP.json", true),
        ("/search", false),
        ("/openapi.json", false),
        ("/healthz", false),
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, if is_data { 401 } else { 200 }, "{path}");
        assert_eq!(answer.header("www-authenticate").is_empty(), !is_data, "{path}");
        assert_eq!(
            served.get_with(path, "Authorization: Bearer bi-mat-5\r\n").status,
            200,
            "{path}"
        );
        let wrong = served.get_with(path, "Authorization: Bearer bi-mat-6\r\n").status;
        assert_eq!(wrong, if is_data { 401 } else { 200 }, "{path}");
    }
    // Pages do not offer what a browser cannot show the token for.
    assert!(!served.get("/search").text().contains(".csv"));
}

#[test]
fn a_late_answer_is_503() {
    let served = serve(archive(), &["--time-limit", "0.0001"]);
    let words: Vec<String> = (0..900).map(|at| format!("a{at}*")).collect();
    let path = format!("/search?q={}", words.join("+OR+"));
    // The clock of the server ticks in milliseconds: one of some such queries takes longer.
    let late = (0..50).map(|_| served.get(&path)).find(|answer| answer.status == 503);
    assert!(late.is_some_and(|answer| !answer.header("retry-after").is_empty()));
    assert_eq!(served.get("/healthz").status, 200);
}

#[test]
fn counters_count() {
    let served = served();
    served.get("/search");
    served.get("/nothing");
    let text = served.get("/metrics").text();
    for line in [
        "thoisu_index_documents 7",
        "thoisu_http_requests_total{route=\"search\",status=\"2xx\"} 1",
        "thoisu_http_requests_total{route=\"other\",status=\"4xx\"} 1",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let is_sound = |line: &str| {
        line.starts_with("# ")
            || line.rsplit_once(' ').is_some_and(|(_, value)| value.parse::<f64>().is_ok())
    };
    assert!(text.lines().all(is_sound), "{text}");
}
