//! A command: what can be typed and what it does, in one place.
//!
//! A verb is a type whose fields are its flags (clap's `Args`), whose doc comment is its help, and which knows how
//! to [run](Verb::run). A noun lists its verbs as [`Entry`] values; nothing else lists them.

use std::future::Future;
use std::pin::Pin;

use clap::{ArgMatches, Args, Command};

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// What can be typed behind a name, and done.
pub trait Verb: Args + Sized {
    /// Does it.
    ///
    /// # Errors
    /// When it does not work.
    fn run(self, context: &Context) -> impl Future<Output = Result<Exit>>;
}

/// A verb that runs.
pub type Running<'a> = Pin<Box<dyn Future<Output = Result<Exit>> + 'a>>;

/// A verb with what was typed, ready to run.
pub trait Job {
    /// Runs it.
    fn run(self: Box<Self>, context: &Context) -> Running<'_>;
}

impl<V: Verb + 'static> Job for V {
    fn run(self: Box<Self>, context: &Context) -> Running<'_> {
        Box::pin(Verb::run(*self, context))
    }
}

type Read = fn(&ArgMatches) -> Result<Box<dyn Job>, clap::Error>;

/// A command by its name: a verb, or a noun with verbs of its own.
#[derive(Clone, Copy)]
pub struct Entry {
    /// As it is typed.
    pub name: &'static str,
    /// The commands below it.
    pub below: &'static [Entry],
    arguments: fn(Command) -> Command,
    read: Option<Read>,
}

impl Entry {
    /// A verb of this name.
    pub const fn verb<V: Verb + 'static>(name: &'static str) -> Self {
        Self { name, below: &[], arguments: V::augment_args, read: Some(read::<V>) }
    }

    /// A noun of this name with its verbs. The type is there for its doc comment and its examples.
    pub const fn noun<N: Args>(name: &'static str, below: &'static [Self]) -> Self {
        Self { name, below, arguments: N::augment_args, read: None }
    }

    /// A verb that has others below it.
    pub const fn with(self, below: &'static [Self]) -> Self {
        Self { below, ..self }
    }

    /// What can be typed behind its name.
    pub fn command(&self) -> Command {
        let command = (self.arguments)(Command::new(self.name));
        let command = command.subcommands(self.below.iter().map(Self::command));
        if self.below.is_empty() {
            return command;
        }
        let command = command.disable_help_subcommand(true);
        if self.read.is_some() {
            command.args_conflicts_with_subcommands(true)
        } else {
            command.subcommand_required(true).arg_required_else_help(true)
        }
    }

    /// Reads what was typed: the job of the verb that it names.
    ///
    /// # Errors
    /// When it is not complete.
    pub fn read(entries: &[Self], matches: &ArgMatches) -> Result<Box<dyn Job>, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(missing)?;
        let entry = entries.iter().find(|entry| entry.name == name).ok_or_else(missing)?;
        match entry.read {
            Some(read) if matches.subcommand().is_none() => read(matches),
            _ => Self::read(entry.below, matches),
        }
    }
}

fn read<V: Verb + 'static>(matches: &ArgMatches) -> Result<Box<dyn Job>, clap::Error> {
    Ok(Box::new(V::from_arg_matches(matches)?))
}
