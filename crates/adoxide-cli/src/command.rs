//! The commands: each goes from what was typed, by way of the settings, to the other crates and back.

mod api;
mod auth;
mod completions;
mod demo;
mod emulator;
mod pr;
mod query;
mod repo;
mod sync;
mod verify;
mod wiql;
mod work_item;

use std::future::Future;

use crate::args::{AuthCommand, Command, EmulatorCommand};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::printer::Printer;

/// Runs a command.
pub fn run(command: Command, printer: &Printer) -> Result<Exit> {
    match command {
        Command::Demo(args) => block_on(demo::run(&args, printer)),
        Command::Emulator(args) => match args.command {
            Some(EmulatorCommand::Exec(args)) => block_on(emulator::exec::run(args, printer)),
            None => block_on(emulator::run(*args, printer)),
        },
        Command::Sync(args) => block_on(sync::run(&args, printer)),
        Command::Query(args) => query::run(&args, printer),
        Command::Pr(args) => block_on(pr::run(args.command, printer)),
        Command::Repo(args) => block_on(repo::run(args.command, printer)),
        Command::WorkItem(args) => block_on(work_item::run(args.command, printer)),
        Command::Wiql(args) => block_on(wiql::run(&args, printer)),
        Command::Verify(args) => block_on(verify::run(&args, printer)),
        Command::Api(args) if args.list => api::list(&args, printer),
        Command::Api(args) => block_on(api::run(&args, printer)),
        Command::Auth(args) => match args.command {
            AuthCommand::Status(args) => block_on(auth::status::run(&args, printer)),
        },
        Command::Completions(args) => completions::run(args.shell, printer),
    }
}

/// Runs what waits for others. Only commands that do pay for it.
fn block_on(work: impl Future<Output = Result<Exit>>) -> Result<Exit> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Error::failed(format!("no thread can be started: {error}")))?;
    runtime.block_on(work)
}

/// A branch as people write it.
fn branch(name: &serde_json::Value) -> serde_json::Value {
    name.as_str().map(|name| name.strip_prefix("refs/heads/").unwrap_or(name)).into()
}

/// A text that is on the command line, or comes from stdin where that is `-`.
fn text_or_stdin(text: &str) -> Result<String> {
    if text != "-" {
        return Ok(text.to_owned());
    }
    std::io::read_to_string(std::io::stdin())
        .map_err(|error| Error::usage(format!("the text can't be read from stdin: {error}")))
}
