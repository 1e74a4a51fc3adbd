//! The real binary, end to end.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

mod bad_input;
mod cli;
mod containers;
mod boundaries;
mod corpus;
mod counts;
mod damage;
mod duplicates;
mod encodings;
mod errors;
mod export;
mod fates;
mod forms;
mod hard_wraps;
mod html_records;
mod kinds;
mod leads;
mod lexicon;
mod links;
mod markdown;
mod merge;
mod office;
mod official;
mod pages;
mod quiet;
mod readings;
mod regulations;
mod restart;
#[path = "../serve/schema.rs"]
mod schema;
mod schemas;
mod search;
mod streams;
mod support;
mod tables;
