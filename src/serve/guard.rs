//! Who may ask, and what the head of each answer says.
//!
//! A page of another site can send its visitors' browsers here under a name of its own (DNS
//! rebinding). So a request must be for `localhost`, for an address, which no other site can take,
//! or for a name that `--host` gives.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::header::{
    AUTHORIZATION, CONTENT_SECURITY_POLICY, HOST, HeaderMap, HeaderName, HeaderValue,
    REFERRER_POLICY, VARY, WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{Method, StatusCode, Uri, Version};

use super::limits::{ADDRESS, HEAD};
use super::options::Options;
use super::problem::Problem;
use super::reply::Reply;

/// What a page may load: style and script of this server, nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// What a file to keep may load: the style in it.
pub const POLICY_OF_FILES: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; sandbox";

/// Whether a request may be answered.
///
/// # Errors
///
/// When it is for another host, its address is too long, or it lacks the token.
pub fn admit(
    method: &Method,
    uri: &Uri,
    version: Version,
    headers: &HeaderMap,
    options: &Options,
) -> Result<(), Problem> {
    let length = uri.path().len() + uri.query().map_or(0, str::len);
    if length > ADDRESS {
        let told = format!("expected an address of at most {ADDRESS} bytes, but found {length}");
        return Err(Problem::new(StatusCode::URI_TOO_LONG, told));
    }
    // hyper ends longer ones too, but only where they stand in the way of its buffer.
    let length: usize =
        headers.iter().map(|(name, value)| name.as_str().len() + value.len() + LINE).sum();
    if length > HEAD {
        let told = format!("expected headers of at most {HEAD} bytes, but found {length}");
        return Err(Problem::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, told));
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Err(Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            format!("expected GET or HEAD, but found {method}; nothing can be changed here"),
        ));
    }
    let mut hosts = headers.get_all(HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok(),
        (None, None) if version == Version::HTTP_10 => Some("localhost"),
        _ => None,
    };
    let Some(host) = host else { return Err(Problem::bad("expected one Host header")) };
    if !is_known(host, options)
        || uri.authority().is_some_and(|authority| !is_known(authority.as_str(), options))
    {
        let told = "the Host header names another host; `thoisu serve --host NAME` adds a name";
        return Err(Problem::new(StatusCode::FORBIDDEN, told));
    }
    match &options.token {
        Some(token) if is_data(uri.path()) && !shows(headers, token) => Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "expected the server's token as `Authorization: Bearer TOKEN`",
        )),
        _ => Ok(()),
    }
}

/// Bytes of a header beside its name and value: `: ` and the end of the line.
const LINE: usize = 4;

/// Whether a request's host is this one.
fn is_known(host: &str, options: &Options) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => {
            return rest.split_once(']').is_some_and(|(address, port)| {
                address.parse::<Ipv6Addr>().is_ok() && is_port(port)
            });
        }
        None => host
            .rsplit_once(':')
            .map_or(host, |(name, port)| if is_port(&format!(":{port}")) { name } else { host }),
    };
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<IpAddr>().is_ok()
        || options.hosts.iter().any(|known| known.eq_ignore_ascii_case(&name))
}

fn is_port(text: &str) -> bool {
    text.is_empty() || text.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok())
}

/// Whether an address is one of data: the interface, and the pages' JSON and CSV.
pub fn is_data(path: &str) -> bool {
    path.starts_with("/api/")
        || path.ends_with(".csv")
        || path.ends_with(".json") && path != "/openapi.json"
}

/// Whether a request shows the token. The time it takes does not tell how much of it is right.
fn shows(headers: &HeaderMap, token: &str) -> bool {
    let shown =
        headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (scheme, shown) = shown.split_once(' ').unwrap_or_default();
    scheme.eq_ignore_ascii_case("bearer") && is_same(shown.trim().as_bytes(), token.as_bytes())
}

fn is_same(shown: &[u8], token: &[u8]) -> bool {
    let mut difference = u8::from(shown.len() != token.len());
    for (at, byte) in token.iter().enumerate() {
        difference |= byte ^ shown.get(at).copied().unwrap_or_default();
    }
    std::hint::black_box(difference) == 0
}

/// Puts what every answer says into its head.
pub fn seal(reply: &mut Reply) {
    let unauthorized = reply.status() == StatusCode::UNAUTHORIZED;
    let headers = reply.headers_mut();
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
        (VARY, "Accept-Language"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    if unauthorized {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"thoisu\""));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn options() -> Options {
        let (token, hosts) = (Some("bí mật".to_string()), vec!["Tin.example".to_string()]);
        Options {
            dirs: Vec::new(),
            listen: ([127, 0, 0, 1], 0).into(),
            token,
            hosts,
            time_limit: Duration::from_secs(1),
            workers: 1,
        }
    }

    #[test]
    fn only_known_hosts_are_answered() {
        for (host, known) in [
            ("localhost", true),
            ("LOCALHOST:7700", true),
            ("thoisu.localhost", true),
            ("127.0.0.1:7700", true),
            ("192.168.1.5", true),
            ("[::1]:7700", true),
            ("[::1]", true),
            ("tin.example", true),
            ("tin.example:80", true),
            ("evil.example", false),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("[::1].evil.example", false),
            ("", false),
            ("localhost:x", false),
        ] {
            assert_eq!(is_known(host, &options()), known, "{host}");
        }
    }

    #[test]
    fn a_token_is_the_same_or_not() {
        for (shown, same) in [("bí mật", true), ("bí mậ", false), ("bí mật ", false), ("", false)]
        {
            assert_eq!(is_same(shown.as_bytes(), "bí mật".as_bytes()), same, "{shown}");
        }
        assert!(
            is_data("/api/v1/search")
                && is_data("/search.csv")
                && is_data("/regulation/15-NQ/TW.json")
        );
        assert!(!is_data("/search") && !is_data("/openapi.json") && !is_data("/metrics"));
    }
}
