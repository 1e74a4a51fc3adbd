//! The command line: arguments to calls, results to standard output, exit codes.
//!
//! Exit codes: 0 all went well; 1 nothing could be done (no such input, no document in it, a folder
//! that is not writable, a query that does not parse); 2 the work was done, but items of kinds that
//! are read failed (or the arguments were wrong: clap's code is 2 as well); 130 stopped by Ctrl-C.

mod annotate;
pub(crate) mod answer;
mod completions;
mod done;
mod eval;
mod export;
mod extract;
mod hit_rows;
mod input;
mod kinds;
pub(crate) mod lexicon;
mod man;
mod merge;
mod optimize;
mod print;
mod progress;
mod prompt;
mod query;
mod regulations;
pub(crate) mod resolve;
mod run;
mod search;
mod serve;
mod show;
mod split;
mod synth;
mod threads;
mod timeline;
mod verify;
mod with;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};

use self::done::{Done, FAILED};

/// Vietnamese political news: clean documents, dates, regulations and numbers, full-text search.
#[derive(Parser)]
#[command(name = "thoisu", version, about, long_about = None, after_help = EXAMPLES, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    verbosity: Verbosity,
}

const EXAMPLES: &str = "\
Examples:
  thoisu run articles/ --out archive         read, extract and index a folder
  thoisu search archive 'nghi quyet trung uong'
  thoisu extract news.jsonl.gz > mentions.jsonl
  thoisu help search                         the query language

Exit codes: 0 done; 1 nothing could be done; 2 done, but some items failed; 130 stopped";

#[derive(Args)]
struct Verbosity {
    /// Print more on standard error (-vv: even more)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
    /// Print only errors on standard error, and no progress
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
}

#[derive(Subcommand)]
enum Command {
    Run(run::Arguments),
    Extract(extract::Arguments),
    Annotate(annotate::Arguments),
    Search(search::Arguments),
    Timeline(timeline::Arguments),
    Regulations(regulations::Arguments),
    Resolve(resolve::Arguments),
    Show(show::Arguments),
    Serve(serve::Arguments),
    Verify(verify::Arguments),
    Merge(merge::Arguments),
    Optimize(optimize::Arguments),
    Export(export::Arguments),
    Split(split::Arguments),
    Eval(eval::Arguments),
    Lexicon(lexicon::Arguments),
    Synth(synth::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the command that the arguments of the process name.
pub fn main() -> ExitCode {
    run(std::env::args_os()).into()
}

/// Runs the command that arguments name, the program's own name first, and gives the exit code.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> u8 {
    let cli = Cli::parse_from(with_queries(arguments));
    let level = match (cli.verbosity.quiet, cli.verbosity.verbose) {
        (true, _) => log::LevelFilter::Error,
        (_, 0) => log::LevelFilter::Warn,
        (_, 1) => log::LevelFilter::Info,
        _ => log::LevelFilter::Debug,
    };
    print::start_log(level);
    let quiet = cli.verbosity.quiet;
    let done = match cli.command {
        Command::Run(arguments) => run::run(&arguments, quiet),
        Command::Extract(arguments) => extract::run(&arguments, quiet),
        Command::Annotate(arguments) => annotate::run(&arguments, quiet),
        Command::Search(arguments) => search::run(&arguments),
        Command::Timeline(arguments) => timeline::run(&arguments),
        Command::Regulations(arguments) => regulations::run(&arguments),
        Command::Resolve(arguments) => resolve::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Merge(arguments) => merge::run(&arguments),
        Command::Optimize(arguments) => optimize::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Split(arguments) => split::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Lexicon(arguments) => lexicon::run(&arguments),
        Command::Synth(arguments) => synth::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments, Cli::command()),
        Command::Man(arguments) => man::run(&arguments, Cli::command()),
    };
    match done {
        Ok(done) => done.into(),
        // Who closes the pipe has read enough.
        Err(error) if error.is_broken_pipe() => Done::All.into(),
        Err(error) => {
            print::note(error);
            FAILED
        }
    }
}

/// The arguments, with a blank before each query that begins with `-` (`-thuế`), so that it is not
/// taken for options, nor options for it.
fn with_queries(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.collect();
    let takes_query =
        arguments.iter().skip(1).find(|argument| !argument.as_encoded_bytes().starts_with(b"-"));
    if takes_query.is_some_and(|command| command == "search" || command == "timeline") {
        for argument in arguments.iter_mut().take_while(|argument| *argument != "--") {
            if let Some(query) = argument
                .to_str()
                .filter(|argument| argument.starts_with('-') && !is_option(argument))
            {
                *argument = format!(" {query}").into();
            }
        }
    }
    arguments
}

/// Whether an argument that begins with `-` is an option of a command that takes a query.
fn is_option(argument: &str) -> bool {
    let Some(short) = argument.strip_prefix('-') else { return false };
    let is_limit =
        |number: &str| number.trim_start_matches('=').bytes().all(|byte| byte.is_ascii_digit());
    short.starts_with('-')
        || matches!(short, "" | "h" | "V" | "q")
        || short.bytes().all(|byte| byte == b'v')
        || short.strip_prefix('n').is_some_and(is_limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_told_from_options() {
        for (given, expected) in [
            ("search d -thuế", "search|d| -thuế"),
            ("-q search d -n2 -thuế", "-q|search|d|-n2| -thuế"),
            ("search d -n 2 -năm", "search|d|-n|2| -năm"),
            ("timeline d -(a --limt", "timeline|d| -(a|--limt"),
            ("search d -n=2 -vv -v1", "search|d|-n=2|-vv| -v1"),
            ("search d -- -thuế", "search|d|--|-thuế"),
            ("search d thuế đất --all", "search|d|thuế|đất|--all"),
            ("run d -x search", "run|d|-x|search"),
        ] {
            let arguments = ["thoisu"].into_iter().chain(given.split(' ')).map(OsString::from);
            let seen: Vec<String> = with_queries(arguments)
                .into_iter()
                .skip(1)
                .filter_map(|argument| argument.into_string().ok())
                .collect();
            assert_eq!(seen.join("|"), expected);
        }
    }

    #[test]
    fn examples_fit_in_a_hundred_columns() {
        let all = Cli::command();
        for command in [&all].into_iter().chain(all.get_subcommands()) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let wide: Vec<&str> = help.lines().filter(|line| line.chars().count() > 100).collect();
            assert_eq!(wide, [] as [&str; 0], "{}", command.get_name());
        }
    }
}
