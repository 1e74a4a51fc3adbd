//! The `thoisu` binary: everything is in the library's `cli`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    thoisu::cli::main()
}
