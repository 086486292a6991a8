//! `adox pr checkout`.

use adoxide::api::git::GitRepository;
use adoxide::resource::Repository;

use super::named;
use crate::args::PrCheckoutArgs;
use crate::command::repo::remote;
use crate::error::{Error, Result};
use crate::git::Git;
use crate::printer::Printer;
use crate::settings::Place;

/// Fetches the branch of a pull request and checks it out.
pub async fn run(args: &PrCheckoutArgs, printer: &Printer) -> Result<()> {
    let place = Place::resolve(&args.place)?;
    let pull_request = named(&place, &args.pull_request).await?;
    let number = pull_request.number();
    let here = place.remote.as_ref().ok_or_else(|| {
        Error::usage("this folder is no clone of a repository of the organization")
            .help("go into a clone; `adox repo clone` makes one")
    })?;
    let (name, repository) = here;
    let of = pull_request.repository();
    if repository.id().await? != of.id().await? {
        let (is, other) = (of.name().await?, repository.name().await?);
        return Err(Error::usage(format!(
            "pull request {number} is of {is}, and this is a clone of {other}"
        ))
        .help("go into a clone of that repository"));
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
    Git::new(["fetch", "--no-tags", "--", &url, &refspec]).authorized(&place.ado, &url).await?.run().await?;
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
    printer.say(format_args!("Pull request {number} is checked out as {branch}."));
    Ok(())
}

/// The fork that a pull request comes from.
fn of_fork(place: &Place, fork: GitRepository) -> Result<Repository> {
    let project = fork.project.and_then(|project| project.id.or(project.name));
    let found = project.zip(fork.id.or(fork.name));
    let (project, name) = found.ok_or_else(|| Error::failed("the service does not say what fork it is"))?;
    Ok(place.ado.project(project).repository(name))
}
