//! Tokens: the words, digit runs and marks of a text, each word known by its number in a
//! vocabulary.
//!
//! Grammars walk over tokens, never over characters: a syllable is compared by its [`WordId`],
//! found once while scanning.

pub mod begins;
mod careful;
mod scanner;
mod tokens;
mod vocabulary;

pub use scanner::Scanner;
pub(crate) use tokens::next_candidate;
pub use tokens::{Case, Gap, PADDING, RAISED, Token, TokenKind, Tokens, UNKNOWN, WordId};
pub use vocabulary::Vocabulary;
