//! The commands: each goes from what was typed, by way of the settings, to the other crates and back.

mod api;
mod approval;
mod audit;
mod auth;
mod branch;
mod browse;
mod classification;
mod completions;
mod config;
mod credential;
mod demo;
mod emulator;
mod endpoint;
mod environment;
mod help;
mod mcp;
mod metrics;
mod pipeline;
mod policy;
mod pr;
mod project;
mod query;
mod release;
pub mod repo;
mod report;
mod run;
mod search;
mod serve;
mod sync;
mod team;
mod user;
mod variable_group;
mod verify;
mod wiki;
mod wiql;
mod work_item;

use adoxide::api::wire::OpError;

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
    Entry::noun::<project::Project>("project", project::VERBS),
    Entry::noun::<classification::Areas>("area", classification::AREA),
    Entry::noun::<classification::Iterations>("iteration", classification::ITERATION),
    Entry::noun::<team::Team>("team", team::VERBS),
    Entry::noun::<user::User>("user", user::VERBS),
    Entry::noun::<wiki::Wiki>("wiki", wiki::VERBS),
    Entry::noun::<endpoint::Endpoint>("endpoint", endpoint::VERBS),
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

/// The body of a request, if it has what the service requires.
fn required<T, B: TryFrom<T, Error = OpError>>(body: T) -> Result<B> {
    B::try_from(body).map_err(|error| Error::usage(error.to_string()))
}
