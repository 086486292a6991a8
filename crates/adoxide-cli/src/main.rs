//! `adox`: Azure DevOps on the command line.
//!
//! | module | what |
//! |---|---|
//! | `args` | what can be typed: clap's types, nothing else |
//! | `settings` | what holds: flag > environment > profile > git remote, each with where it came from |
//! | `catalog` | operations by the names that people type |
//! | `command` | one module a command: from settings to the other crates and back |
//! | `git` | the user's git, and how it gets the token |
//! | `output`, `printer` | rows as table, JSON, CSV or TSV; data goes to stdout, talk to stderr |
//! | `error`, `exit` | one sentence and what to do; the exit code |

mod args;
mod catalog;
mod command;
mod error;
mod exit;
mod git;
mod interrupt;
mod output;
mod printer;
mod settings;

use std::process::ExitCode;

use self::args::Refusal;
use self::error::Error;
use self::exit::Exit;
use self::printer::Printer;

fn main() -> ExitCode {
    let cli = match args::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(Refusal::Clap(answer)) => {
            let exit = if answer.use_stderr() { Exit::Usage } else { Exit::Ok };
            // Whoever asked for help and has stopped reading it has had enough.
            let _ = answer.print();
            return exit.into();
        }
        Err(Refusal::Operation(error)) => return fail(&error, &Printer::new(true)),
    };
    let printer = Printer::new(cli.quiet);
    match command::run(cli.command, &printer) {
        Ok(exit) => exit.into(),
        Err(error) => fail(&error, &printer),
    }
}

fn fail(error: &Error, printer: &Printer) -> ExitCode {
    printer.error(error);
    error.exit().into()
}
