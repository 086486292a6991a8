//! `adox`: Azure DevOps on the command line.
//!
//! | module | what |
//! |---|---|
//! | `cli` | the tree of commands: what was typed becomes a job |
//! | `verb` | what a command is: its flags, its help and what it does, in one type |
//! | `command` | one module a command, one file a verb |
//! | `args` | flags that commands have in common |
//! | `context` | how lists, things and changes are written by all commands |
//! | `settings` | what holds: flag > environment > profile > git remote, each with where it came from |
//! | `complete` | what a shell completes a value with |
//! | `catalog` | operations by the names that people type |
//! | `git`, `web`, `wait` | the user's git and how it gets the token, the browser, waiting for the service |
//! | `trace` | what `--debug` tells |
//! | `output`, `printer` | rows as table, JSON, CSV or TSV; data goes to stdout, messages to stderr |
//! | `error`, `exit` | one sentence and what to do; the exit code |

#![allow(clippy::struct_excessive_bools, reason = "flags are")]
#![allow(clippy::struct_field_names, reason = "a verb and a group of its flags may be called alike")]

mod args;
mod catalog;
mod cli;
mod command;
mod complete;
mod context;
mod error;
mod exit;
mod git;
mod interrupt;
mod output;
mod printer;
mod settings;
mod trace;
mod verb;
mod wait;
mod web;

use std::process::ExitCode;

use self::cli::Refusal;
use self::context::Context;
use self::error::{Error, Result};
use self::exit::Exit;
use self::printer::Printer;
use self::verb::Job;

fn main() -> ExitCode {
    clap_complete::CompleteEnv::with_factory(cli::command).complete();
    let cli = match cli::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(Refusal::Clap(answer)) => {
            let exit = if answer.use_stderr() { Exit::Usage } else { Exit::Ok };
            // Whoever asked for help and has stopped reading it has had enough.
            let _ = answer.print();
            return exit.into();
        }
        Err(Refusal::Error(error)) => return fail(&error, &Printer::new(true)),
    };
    if cli.debug {
        trace::start();
    }
    let context = Context { printer: Printer::new(cli.quiet) };
    match run(cli.job, &context) {
        Ok(exit) => exit.into(),
        Err(error) => fail(&error, &context.printer),
    }
}

fn run(job: Box<dyn Job>, context: &Context) -> Result<Exit> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Error::failed(format!("no thread can be started: {error}")))?;
    runtime.block_on(job.run(context))
}

fn fail(error: &Error, printer: &Printer) -> ExitCode {
    printer.error(error);
    error.exit().into()
}
