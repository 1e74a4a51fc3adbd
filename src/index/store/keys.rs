//! The key under which a newspaper is found however it is typed.

use crate::model::host;

/// The key of a newspaper: its host in lower case. Of an address the rest goes, as do `www.`, a
/// user and a port, which people paste along.
pub(in crate::index) fn source_key(typed: &str) -> String {
    host(&typed.trim().to_lowercase()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_hosts() {
        for typed in [
            "bao.example.vn",
            "Bao.Example.vn",
            "www.bao.example.vn",
            "https://www.bao.example.vn/",
            "https://bao.example.vn/a/b-1.html?x=a@b#c",
            "user@bao.example.vn",
            "http://user:pw@bao.example.vn:8080/",
            "bao.example.vn:80",
        ] {
            assert_eq!(source_key(typed), "bao.example.vn", "{typed}");
        }
        assert_eq!(source_key("http://[::1]:80/"), "[::1]");
    }
}
