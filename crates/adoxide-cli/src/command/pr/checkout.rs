//! `adox pr checkout`.

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
    let now = pull_request.snapshot().await?;
    if now.fork_source.is_some() {
        return Err(Error::failed(format!(
            "pull request {number} comes from a fork, and has no branch here"
        ))
        .help(format!("`git fetch {name} refs/pull/{number}/merge` gets what it would merge")));
    }
    let branch = pull_request.source().await?.short_name().to_owned();
    let tracking = format!("refs/remotes/{name}/{branch}");
    let url = remote(&place, of).await?;
    // From the URL of the service, and not from what the folder calls the remote: that may be by SSH.
    let refspec = format!("+refs/heads/{branch}:{tracking}");
    Git::new(["fetch", "--no-tags", "--", &url, &refspec]).authorized(&place.ado, &url).await?.run().await?;
    let exists = Git::new(["rev-parse", "--verify", "--quiet", &format!("refs/heads/{branch}")]).answer();
    if exists.await?.is_some() {
        Git::new(["switch", "--quiet", "--", &branch]).run().await?;
        Git::new(["merge", "--ff-only", "--quiet", &tracking]).run().await?;
    } else {
        Git::new(["switch", "--quiet", "--track", "--create", &branch, &tracking]).run().await?;
    }
    printer.say(format_args!("Pull request {number} is checked out as {branch}."));
    Ok(())
}
