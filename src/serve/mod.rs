//! Pages and an interface over HTTP for an archive: search, read, follow regulations. The only user
//! of axum, hyper, tokio and maud.
//!
//! ```text
//! server: a connection  →  guard: host, token, headers  →  routes  →  pool: a thread, a time limit  →  pages · api
//! ```
//!
//! A page's address is its state, and the same address with `.json` or `.csv` is its data. A
//! handler is a plain function of what was asked (`ask`) and of one commit of the index
//! (`archive`): it never waits, so it runs on a thread of a bounded pool.
//!
//! | file | answers |
//! |---|---|
//! | `server` | how connections are taken, and how they end |
//! | `limits` | every bound against hostile and slow clients, with its reason |
//! | `patient` | a connection whose reader may not stall |
//! | `guard` | who may ask, and what each answer's head says |
//! | `routes` | which function answers an address |
//! | `pool` | on which thread, and for how long |
//! | `archive` | which commit of the index is asked |
//! | `ask`, `params` | what an address says, and addresses made of it |
//! | `answer` | a search, a timeline: the only user of `index::search` |
//! | `api`, `rows` | data as JSON and CSV |
//! | `openapi` | what the interface promises |
//! | `problem` | what went wrong, as a page and as problem+json |
//! | `pages`, `parts`, `svg`, `marks` | what people see |
//! | `standalone` | an article with its marks as one file |
//! | `strings`, `language` | every word of the pages, in two languages |
//! | `assets` | style and script |
//! | `metrics` | what was done, for Prometheus |

#![doc = include_str!("BROWSER.md")]

mod answer;
mod api;
mod archive;
mod ask;
mod assets;
mod guard;
mod language;
mod limits;
mod marks;
mod metrics;
mod named;
mod openapi;
mod options;
mod pages;
mod params;
mod parts;
mod patient;
mod pool;
mod problem;
mod records;
mod reply;
mod routes;
mod rows;
mod server;
mod standalone;
mod state;
mod strings;
mod svg;

pub use language::Language;
pub use options::Options;
pub use reply::file_name;
pub use server::{Server, Stop};
pub use standalone::{annotated_page, list_of_pages, stored_page};
