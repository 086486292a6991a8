//! What changes an environment of a release: `adox release deploy` and `cancel`.

use adoxide::api::release::{
    EnvironmentStatus, ReleaseEnvironmentUpdateMetadata, update_release_environment,
};
use clap::Args;

use super::{SelectorArgs, VIEW, get};
use crate::args::OutputArgs;
use crate::command::selector::Selector as _;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::Verb;

/// An environment of a release.
#[derive(Args, Debug)]
struct EnvironmentArgs {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The environment (stage)
    #[arg(value_name = "ENVIRONMENT")]
    environment: String,

    /// A comment
    #[arg(long, short = 'm', visible_alias = "message", value_name = "TEXT")]
    comment: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl EnvironmentArgs {
    async fn set(self, context: &Context, status: EnvironmentStatus, done: &str) -> Result<Exit> {
        let (place, release) = self.selector.find().await?;
        let id = release.id.unwrap_or_default();
        let all = release.environments.unwrap_or_default();
        let wanted = self.environment.to_lowercase();
        let found = all.iter().find(|one| {
            one.name.as_deref().is_some_and(|name| name.to_lowercase() == wanted)
                || one.id.is_some_and(|id| id.to_string() == wanted)
        });
        let found = found.ok_or_else(|| {
            let names: Vec<_> = all.iter().filter_map(|one| one.name.as_deref()).collect();
            Error::failed(format!("release {id} has no environment `{}`", self.environment))
                .help(format!("its environments are {}", names.join(", ")))
        })?;
        let body = ReleaseEnvironmentUpdateMetadata {
            status: Some(status),
            comment: self.comment,
            ..ReleaseEnvironmentUpdateMetadata::default()
        };
        let environment = found.id.unwrap_or_default();
        let project = place.project()?.locator();
        place.ado.call(update_release_environment(&project, id.into(), environment.into(), &body)).await?;
        let name = found.name.as_deref().unwrap_or_default().to_owned();
        let now = get(&place, id).await?;
        context.changed(format!("{done} release {id} to {name}."), &VIEW, place.address(), &self.output, &now)
    }
}

/// Deploy a release to an environment
#[derive(Args, Debug)]
pub struct Deploy {
    #[command(flatten)]
    environment: EnvironmentArgs,
}

impl Verb for Deploy {
    async fn run(self, context: &Context) -> Result<Exit> {
        self.environment.set(context, EnvironmentStatus::InProgress, "Deploying").await
    }
}

/// Cancel the deployment of a release to an environment
#[derive(Args, Debug)]
pub struct Cancel {
    #[command(flatten)]
    environment: EnvironmentArgs,
}

impl Verb for Cancel {
    async fn run(self, context: &Context) -> Result<Exit> {
        self.environment.set(context, EnvironmentStatus::Canceled, "Cancelled the deployment of").await
    }
}
