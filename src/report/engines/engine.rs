//! The engines, and the names of the files that each gets.

/// An engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// OpenSearch 2 and 3: bulk requests and the settings of an index.
    OpenSearch,
    /// Quickwit 0.8: documents and the configuration of an index.
    Quickwit,
}

impl Engine {
    /// The name of the file of its mapping.
    pub const fn mapping_file(self) -> &'static str {
        match self {
            Engine::OpenSearch => "mapping.json",
            Engine::Quickwit => "index-config.json",
        }
    }

    /// How the names of the files of documents begin; `-00000.jsonl` follows.
    pub const fn part(self) -> &'static str {
        match self {
            Engine::OpenSearch => "bulk",
            Engine::Quickwit => "documents",
        }
    }
}
