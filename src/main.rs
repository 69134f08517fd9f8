//! The program: reads the command line, runs the command, sets the exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    whichdb::cli::main(std::env::args_os()).into()
}
