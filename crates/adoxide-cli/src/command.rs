//! The commands: each goes from what was typed, by way of the settings, to the other crates and back.

mod api;
mod auth;
mod completions;
mod demo;
mod emulator;
mod query;
mod sync;
mod verify;

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
