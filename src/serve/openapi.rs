//! The description of the interface, written by hand and held against real answers by
//! `tests/serve`.

/// OpenAPI 3.1.
pub const TEXT: &str = include_str!("openapi.json");
