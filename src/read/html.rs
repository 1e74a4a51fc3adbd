//! stub
use crate::{Block, Meta};
/// stub
pub struct Page {
    /// m
    pub meta: Meta,
    /// t
    pub text: String,
    /// b
    pub blocks: Vec<Block>,
}
/// stub
pub fn parse(_: &str) -> Page {
    Page { meta: Meta::default(), text: String::new(), blocks: vec![] }
}
