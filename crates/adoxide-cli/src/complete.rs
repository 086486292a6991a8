//! What a shell completes a value with: names that are known here, and names that the service knows.
//!
//! A shell asks at each key, so nothing is printed, and nothing is waited for longer than a person does.

use std::future::Future;
use std::time::Duration;

use adoxide::api::git::PullRequestStatus;
use clap_complete::CompletionCandidate;
use futures::StreamExt as _;

use crate::args::ProjectArgs;
use crate::error::Result;
use crate::settings::Place;
use crate::settings::config::{Config, KEYS};

/// How long the service may take.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// The most values of the service that are offered.
const MOST: usize = 200;

type Candidates = Vec<CompletionCandidate>;

fn candidate(value: &str, help: &str) -> CompletionCandidate {
    let help = help.split('\n').next().unwrap_or_default().to_owned();
    CompletionCandidate::new(value).help((!help.is_empty()).then(|| help.into()))
}

/// The profiles of the configuration.
pub fn profiles() -> Candidates {
    let config = Config::open().unwrap_or_default();
    config.profiles.keys().map(|name| candidate(name, "")).collect()
}

/// The keys of the configuration.
pub fn keys() -> Candidates {
    let config = Config::open().unwrap_or_default();
    let aliases = config.aliases.iter().map(|(name, command)| candidate(&format!("alias.{name}"), command));
    KEYS.iter().map(|key| candidate(key.name, key.about)).chain(aliases).collect()
}

/// The operations of the REST API.
pub fn operations() -> Candidates {
    let describe = |operation: &adoxide::api::wire::OpMeta| {
        candidate(operation.id, &format!("{} {}", operation.method, operation.template))
    };
    adoxide::api::catalog().map(describe).collect()
}

/// The projects of the organization.
pub fn projects() -> Candidates {
    live(async |place| {
        let mut found = Vec::new();
        let mut projects = place.ado.projects();
        while let Some(project) = projects.next().await {
            let project = project?;
            let about = project.description().await?.unwrap_or_default();
            found.push(candidate(&project.name().await?, &about));
        }
        Ok(found)
    })
}

/// The repositories of the project, or of all: those with their project.
pub fn repositories() -> Candidates {
    live(async |place| {
        use adoxide::api::git::{GetRepositories, get_repositories};

        let project = place.project.as_ref().map(|project| place.ado.project(&project.value).locator());
        let mut repositories =
            place.ado.items(get_repositories(project.as_ref(), GetRepositories::default()));
        let mut found = Vec::new();
        while let Some(repository) = repositories.next().await {
            let repository = repository?;
            let of = repository.project.and_then(|project| project.name).unwrap_or_default();
            let name = repository.name.unwrap_or_default();
            let name = if place.project.is_some() { name } else { format!("{of}/{name}") };
            found.push(candidate(&name, ""));
        }
        Ok(found)
    })
}

/// The active pull requests of the repository, or of the project.
pub fn pull_requests() -> Candidates {
    live(async |place| {
        let all = match &place.repository {
            Some(_) => place.repository()?.pull_requests(),
            None => place.project()?.pull_requests(),
        };
        let mut all = all.status(PullRequestStatus::Active).stream().take(MOST);
        let mut found = Vec::new();
        while let Some(pull_request) = all.next().await {
            let pull_request = pull_request?;
            found.push(candidate(&pull_request.number().to_string(), &pull_request.title().await?));
        }
        Ok(found)
    })
}

/// What the service knows, if it answers in time.
fn live<F>(ask: impl FnOnce(Place) -> F) -> Candidates
where
    F: Future<Output = Result<Candidates>>,
{
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return Vec::new();
    };
    let Ok(place) = Place::of_repository(&ProjectArgs::default(), None) else { return Vec::new() };
    let found = runtime.block_on(async { tokio::time::timeout(PATIENCE, ask(place)).await });
    found.ok().and_then(Result::ok).unwrap_or_default()
}
