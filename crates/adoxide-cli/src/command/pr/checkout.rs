use adoxide::api::git::GitRepository;
use adoxide::resource::Repository;
use clap::Args;
use clap_complete::ArgValueCandidates;

use super::named;
use crate::args::PlaceArgs;
use crate::command::repo::remote;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::git::Git;
use crate::settings::Place;
use crate::verb::Verb;

/// Check out the branch of a pull request with git
#[derive(Args, Debug)]
pub struct Checkout {
    /// The pull request
    #[arg(value_name = "NUMBER|URL|BRANCH", add = ArgValueCandidates::new(crate::complete::pull_requests))]
    pull_request: String,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for Checkout {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let pull_request = named(&place, &self.pull_request).await?;
        let number = pull_request.number();
        let here = place.remote.as_ref().ok_or_else(|| {
            Error::usage("this folder is not a clone of a repository of the organization")
                .help("change to a clone; `adox repo clone` creates one")
        })?;
        let (name, repository) = here;
        let of = pull_request.repository();
        if repository.id().await? != of.id().await? {
            let (is, other) = (of.name().await?, repository.name().await?);
            return Err(Error::usage(format!(
                "pull request {number} belongs to {is}, and this is a clone of {other}"
            ))
            .help(format!("change to a clone of {is}")));
        }
        let source = pull_request.source().await?.short_name().to_owned();
        let now = pull_request.snapshot().await?;
        let fork = now.fork_source.as_ref().map(|fork| fork.repository.clone().unwrap_or_default());
        // The branch of a fork may be called as one that is here.
        let (branch, tracking) = match &fork {
            Some(_) => (format!("pull/{number}/{source}"), format!("refs/adox/pull/{number}")),
            None => (source.clone(), format!("refs/remotes/{name}/{source}")),
        };
        let url = match fork {
            Some(fork) => remote(&place, &of_fork(&place, fork)?).await?,
            // From the URL of the service, and not from what the folder calls the remote: that may be by SSH.
            None => remote(&place, of).await?,
        };
        let refspec = format!("+refs/heads/{source}:{tracking}");
        Git::new(["fetch", "--no-tags", "--", &url, &refspec])
            .authorized(&place.ado, &url)
            .await?
            .run()
            .await?;
        let exists = Git::new(["rev-parse", "--verify", "--quiet", &format!("refs/heads/{branch}")]).answer();
        if exists.await?.is_some() {
            Git::new(["switch", "--quiet", "--", &branch]).run().await?;
            Git::new(["merge", "--ff-only", "--quiet", &tracking]).run().await?;
        } else {
            let is_fork = now.fork_source.is_some();
            let track = if is_fork { "--no-track" } else { "--track" };
            Git::new(["switch", "--quiet", track, "--create", &branch, &tracking]).run().await?;
            if is_fork {
                // No remote here is the fork, so the branch names it by its URL.
                let merge = format!("refs/heads/{source}");
                for (key, value) in [("remote", &url), ("merge", &merge)] {
                    Git::new(["config", &format!("branch.{branch}.{key}"), value]).run().await?;
                }
            }
        }
        context.printer.say(format_args!("Checked out pull request {number} as {branch}."));
        Ok(Exit::Ok)
    }
}

/// The fork that a pull request comes from.
fn of_fork(place: &Place, fork: GitRepository) -> Result<Repository> {
    let project = fork.project.and_then(|project| project.id.or(project.name));
    let found = project.zip(fork.id.or(fork.name));
    let (project, name) = found.ok_or_else(|| Error::failed("the service does not say what fork it is"))?;
    Ok(place.ado.project(project).repository(name))
}
