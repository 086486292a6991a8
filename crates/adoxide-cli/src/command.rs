//! The commands: each goes from what was typed, by way of the settings, to the other crates and back.

mod api;
mod approval;
mod audit;
mod auth;
mod banner;
mod branch;
mod browse;
mod classification;
mod completions;
mod config;
mod connect;
mod credential;
mod demo;
mod emulator;
mod endpoint;
mod environment;
mod export;
mod extension;
mod feed;
mod group;
mod help;
mod hook;
mod mcp;
mod metrics;
mod package;
mod permission;
mod pipeline;
mod policy;
mod pool;
mod pr;
mod project;
mod query;
mod release;
pub mod repo;
mod report;
mod run;
mod search;
mod secure_file;
mod selector;
mod serve;
mod service_principal;
mod sync;
mod task_group;
mod team;
mod test_run;
mod user;
mod variable_group;
mod verify;
mod wiki;
mod wiql;
mod work_item;

use adoxide::api::wire::OpError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::args::{DemoArgs, EmulatorArgs, ExecArgs, QueryArgs, SyncArgs, VerifyArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::{Entry, Verb};

/// All of them, in the order of the help.
pub const COMMANDS: &[Entry] = &[
    Entry::verb::<DemoArgs>("demo"),
    Entry::verb::<EmulatorArgs>("emulator").with(emulator::VERBS),
    Entry::verb::<SyncArgs>("sync"),
    Entry::verb::<serve::Serve>("serve").with(serve::VERBS),
    Entry::noun::<credential::CredentialNoun>("credential", credential::VERBS),
    Entry::verb::<QueryArgs>("query"),
    Entry::verb::<export::Export>("export"),
    Entry::noun::<connect::Connect>("connect", connect::VERBS),
    Entry::verb::<audit::Audit>("audit").with(&[Entry::verb::<audit::Checks>("checks")]),
    Entry::verb::<metrics::Metrics>("metrics"),
    Entry::verb::<report::Report>("report"),
    Entry::noun::<pr::Pr>("pr", pr::VERBS),
    Entry::noun::<repo::Repo>("repo", repo::VERBS),
    Entry::noun::<branch::Branch>("branch", branch::VERBS),
    Entry::noun::<policy::Policy>("policy", policy::VERBS),
    Entry::noun::<work_item::WorkItems>("work-item", work_item::VERBS),
    Entry::verb::<wiql::Wiql>("wiql"),
    Entry::noun::<pipeline::Pipelines>("pipeline", pipeline::VERBS),
    Entry::noun::<run::Runs>("run", run::VERBS),
    Entry::noun::<approval::Approvals>("approval", approval::VERBS),
    Entry::noun::<environment::Environments>("environment", environment::VERBS),
    Entry::noun::<release::Releases>("release", release::VERBS),
    Entry::noun::<variable_group::VariableGroups>("variable-group", variable_group::VERBS),
    Entry::noun::<task_group::TaskGroups>("task-group", task_group::VERBS),
    Entry::noun::<secure_file::SecureFiles>("secure-file", secure_file::VERBS),
    Entry::noun::<pool::Pools>("pool", pool::VERBS),
    Entry::noun::<test_run::TestRuns>("test-run", test_run::VERBS),
    Entry::noun::<project::Project>("project", project::VERBS),
    Entry::noun::<classification::Areas>("area", classification::AREA),
    Entry::noun::<classification::Iterations>("iteration", classification::ITERATION),
    Entry::noun::<team::Team>("team", team::VERBS),
    Entry::noun::<user::User>("user", user::VERBS),
    Entry::noun::<service_principal::ServicePrincipal>("service-principal", service_principal::VERBS),
    Entry::noun::<group::Groups>("group", group::VERBS),
    Entry::noun::<permission::Permission>("permission", permission::VERBS),
    Entry::noun::<wiki::Wiki>("wiki", wiki::VERBS),
    Entry::noun::<endpoint::Endpoint>("endpoint", endpoint::VERBS),
    Entry::noun::<hook::Hook>("hook", hook::VERBS),
    Entry::noun::<feed::FeedNoun>("feed", feed::VERBS),
    Entry::noun::<package::PackageNoun>("package", package::VERBS),
    Entry::noun::<extension::Extension>("extension", extension::VERBS),
    Entry::noun::<banner::Banner>("banner", banner::VERBS),
    Entry::noun::<search::Search>("search", search::VERBS),
    Entry::verb::<browse::Browse>("browse"),
    Entry::verb::<VerifyArgs>("verify"),
    Entry::verb::<api::Api>("api"),
    Entry::verb::<mcp::Mcp>("mcp"),
    Entry::noun::<auth::Auth>("auth", auth::VERBS),
    Entry::noun::<config::Configuration>("config", config::VERBS),
    Entry::verb::<completions::Completions>("completions"),
    Entry::verb::<help::Help>("help"),
];

impl Verb for DemoArgs {
    async fn run(self, context: &Context) -> Result<Exit> {
        demo::run(&self, &context.printer).await
    }
}

impl Verb for EmulatorArgs {
    async fn run(self, context: &Context) -> Result<Exit> {
        emulator::run(self, &context.printer).await
    }
}

impl Verb for ExecArgs {
    async fn run(self, context: &Context) -> Result<Exit> {
        emulator::exec::run(self, &context.printer).await
    }
}

impl Verb for SyncArgs {
    async fn run(self, context: &Context) -> Result<Exit> {
        sync::run(&self, &context.printer).await
    }
}

impl Verb for QueryArgs {
    async fn run(self, context: &Context) -> Result<Exit> {
        query::run(&self, &context.printer)
    }
}

impl Verb for VerifyArgs {
    async fn run(self, context: &Context) -> Result<Exit> {
        verify::run(&self, &context.printer).await
    }
}

/// A text that is on the command line, or comes from stdin where that is `-`.
pub fn text_or_stdin(text: &str) -> Result<String> {
    if text != "-" {
        return Ok(text.to_owned());
    }
    std::io::read_to_string(std::io::stdin())
        .map_err(|error| Error::usage(format!("the text can't be read from stdin: {error}")))
}

/// The two sides of a `NAME=VALUE` that a flag was given.
fn pair<'t>(flag: &str, text: &'t str) -> Result<(&'t str, &'t str)> {
    let halves = text.split_once('=').filter(|(name, _)| !name.is_empty());
    halves.ok_or_else(|| Error::usage(format!("{flag}: expected NAME=VALUE, got `{text}`")))
}

/// The value of the service that a flag names, in any case.
fn one_of<T: Clone + std::fmt::Display>(flag: &str, text: &str, known: &[T]) -> Result<T> {
    let found = known.iter().find(|known| known.to_string().eq_ignore_ascii_case(text));
    found.cloned().ok_or_else(|| {
        let names: Vec<_> = known.iter().map(ToString::to_string).collect();
        Error::usage(format!("{flag}: there is no `{text}`")).help(format!("there are {}", names.join(", ")))
    })
}

/// A secret that a file holds, `-` for stdin; without the line end that editors add.
fn secret(flag: &str, file: &std::path::Path) -> Result<String> {
    let text = if file.as_os_str() == "-" {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(file)
    };
    let text =
        text.map_err(|error| Error::usage(format!("{flag}: `{}` can't be read: {error}", file.display())))?;
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(Error::usage(format!("{flag}: `{}` is empty", file.display())));
    }
    Ok(text.to_owned())
}

/// What the service says, as JSON.
fn value(thing: &impl Serialize) -> Result<Value> {
    serde_json::to_value(thing)
        .map_err(|error| Error::failed(format!("the answer can't be written as JSON: {error}")))
}

/// A request that is written as JSON.
fn body<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value)
        .map_err(|error| Error::failed(format!("the request can't be written: {error}")))
}

/// The body of a request, if it has what the service requires.
fn required<T, B: TryFrom<T, Error = OpError>>(body: T) -> Result<B> {
    B::try_from(body).map_err(|error| Error::usage(error.to_string()))
}
