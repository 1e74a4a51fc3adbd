//! `thoisu man`: the manual page of thoisu or of one of its commands.

use super::done::Done;
use super::print;
use crate::{Error, Result};

/// Print the manual page of thoisu, or of one of its commands
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu man > ~/.local/share/man/man1/thoisu.1
  thoisu man search | man -l -")]
pub(super) struct Arguments {
    /// The command; without it, the page of thoisu itself
    command: Option<String>,
}

/// Prints the page in roff.
///
/// # Errors
///
/// When there is no such command.
pub(super) fn run(arguments: &Arguments, mut thoisu: clap::Command) -> Result<Done> {
    thoisu.build();
    let (title, command) = match &arguments.command {
        None => ("thoisu".to_string(), thoisu),
        Some(name) => {
            let none = || {
                Error::new(format!(
                    "expected a command of thoisu, but found `{name}`; `thoisu help` lists them"
                ))
            };
            (format!("thoisu-{name}"), thoisu.find_subcommand(name).cloned().ok_or_else(none)?)
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).title(title).render(&mut page)?;
    print::data(&page)?;
    Ok(Done::All)
}
