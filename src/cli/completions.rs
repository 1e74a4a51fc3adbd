//! `thoisu completions`: a script that completes the arguments in a shell.

use clap_complete::Shell;

use super::done::Done;
use super::print;
use crate::Result;

/// Print a script that completes thoisu's arguments in your shell
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  thoisu completions bash > ~/.local/share/bash-completion/completions/thoisu
  thoisu completions zsh  > ~/.zfunc/_thoisu
  thoisu completions fish > ~/.config/fish/completions/thoisu.fish")]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints the script for all commands of `thoisu`.
pub(super) fn run(arguments: &Arguments, mut thoisu: clap::Command) -> Result<Done> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut thoisu, "thoisu", &mut script);
    print::data(&script)?;
    Ok(Done::All)
}
