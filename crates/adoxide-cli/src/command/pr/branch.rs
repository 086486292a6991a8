//! What makes branches of a pull request: `adox pr revert`, `adox pr cherry-pick` and `adox pr update-branch`.

use adoxide::ErrorKind;
use adoxide::resource::Ref;
use clap::Args;
use serde_json::{Value, json};

use super::SelectorArgs;
use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, WEB_URL};
use crate::settings::Place;
use crate::verb::Verb;
use crate::web;

const VIEW: View = View::new(&[Field::new("name").id(), Field::new("commit"), Field::new(WEB_URL)]);

/// A branch with its commit and its page.
async fn row(place: &Place, branch: &Ref) -> Result<Value> {
    let repository = branch.repository();
    let (project, name) = (repository.project().name().await?, repository.name().await?);
    let page = web::page(place.address(), &[&project, "_git", &name]);
    Ok(json!({
        "name": branch.short_name(),
        "commit": branch.object_id().await?,
        WEB_URL: format!("{page}?version=GB{}", branch.short_name()),
    }))
}

/// Create a branch that reverts a completed pull request
#[derive(Args, Debug)]
pub struct Revert {
    /// The new branch (default: revert/pr-NUMBER)
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Revert {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        let number = pull_request.number();
        let name = self.branch.unwrap_or_else(|| format!("revert/pr-{number}"));
        let branch = pull_request.revert(&name).await?;
        let done = format!(
            "Reverted pull request {number} on the branch {name}; `adox pr create --source {name}` proposes it."
        );
        context.changed(done, &VIEW, place.address(), &self.output, &row(&place, &branch).await?)
    }
}

/// Create a branch with the commits of a pull request on top of another one
#[derive(Args, Debug)]
pub struct CherryPick {
    /// The branch to start from
    #[arg(long, visible_alias = "base", value_name = "BRANCH")]
    onto: String,

    /// The new branch (default: cherry-pick/pr-NUMBER)
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for CherryPick {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        let number = pull_request.number();
        let name = self.branch.unwrap_or_else(|| format!("cherry-pick/pr-{number}"));
        let branch = pull_request.cherry_pick(&self.onto, &name).await?;
        let onto = &self.onto;
        let done = format!("Cherry-picked pull request {number} onto {onto} as the branch {name}.");
        context.changed(done, &VIEW, place.address(), &self.output, &row(&place, &branch).await?)
    }
}

/// Merge the target of a pull request into its source branch
#[derive(Args, Debug)]
pub struct UpdateBranch {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for UpdateBranch {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        let number = pull_request.number();
        if pull_request.snapshot().await?.fork_source.is_some() {
            return Err(Error::failed(format!("pull request {number} comes from a fork"))
                .help("merge the target in a clone of the fork, and push"));
        }
        let repository = pull_request.repository();
        let (source, target) = (pull_request.source().await?, pull_request.target().await?);
        source.refresh();
        target.refresh();
        let (ours, theirs) = (source.object_id().await?, target.object_id().await?);
        let bases = repository.merge_bases(&ours, &theirs).await?;
        if bases.iter().any(|base| base.sha() == theirs) {
            context.printer.say(format_args!(
                "The branch {} has all of {} already.",
                source.short_name(),
                target.short_name()
            ));
            return Ok(Exit::Ok);
        }
        let message = format!("Merge branch '{}' into {}", target.short_name(), source.short_name());
        let merged = repository.merge(&[&ours, &theirs], &message).await.map_err(|error| {
            let conflicts = error.kind() == ErrorKind::Conflict;
            let error = Error::from(error);
            if conflicts { error.instead("resolve the conflicts in a clone, and push") } else { error }
        })?;
        source.move_to(merged.sha()).await?;
        let done = format!("Merged {} into {}.", target.short_name(), source.short_name());
        context.changed(done, &VIEW, place.address(), &self.output, &row(&place, &source).await?)
    }
}
