//! Style and script, in the binary. Pages name them with a hash of what they hold.

use std::sync::LazyLock;

use twox_hash::XxHash3_64;

/// The style of all pages.
pub const STYLE: &str = include_str!("assets/style.css");
/// The script that helps: keys, filters without reload. Everything works without it.
const SCRIPT: &str = include_str!("assets/script.js");
const ICON: &str = include_str!("assets/icon.svg");

/// The addresses of assets, with the hash of what they hold.
pub struct Addresses {
    pub style: String,
    pub script: String,
    pub icon: String,
}

/// The addresses for pages.
pub static ADDRESSES: LazyLock<Addresses> = LazyLock::new(|| {
    let at = |name: &str, text: &str| {
        format!("/assets/{name}?v={:08x}", XxHash3_64::oneshot(text.as_bytes()) >> 32)
    };
    Addresses {
        style: at("style.css", STYLE),
        script: at("script.js", SCRIPT),
        icon: at("icon.svg", ICON),
    }
});

/// The asset of a path: its type and what it holds.
pub fn of(path: &str) -> Option<(&'static str, &'static str)> {
    match path {
        "/assets/style.css" => Some(("text/css; charset=utf-8", STYLE)),
        "/assets/script.js" => Some(("text/javascript; charset=utf-8", SCRIPT)),
        "/assets/icon.svg" | "/favicon.ico" => Some(("image/svg+xml", ICON)),
        _ => None,
    }
}
