//! What changes a repository: `adox repo edit`, `rename`, `fork`, `sync` and `import`.

use adoxide::resource::Repository;
use clap::Args;

use super::{SelectorArgs, VIEW};
use crate::args::{OutputArgs, ProjectArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// `PROJECT/NAME` of a repository.
async fn full(repository: &Repository) -> Result<String> {
    Ok(format!("{}/{}", repository.project().name().await?, repository.name().await?))
}

/// Tells about a change of a repository.
async fn changed(
    context: &Context,
    place: &Place,
    output: &OutputArgs,
    done: String,
    repository: &Repository,
) -> Result<Exit> {
    let now = repository.snapshot().await?;
    context.changed(done, &VIEW, place.address(), output, &*now)
}

/// Change a repository: its default branch, its name, whether it is disabled
#[derive(Args, Debug)]
#[command(visible_alias = "update", override_usage = "adox repo edit [OPTIONS] [[PROJECT/]NAME|URL]")]
#[group(id = "change", required = true, multiple = true, args = ["default_branch", "name", "disable", "enable"])]
pub struct Edit {
    /// The default branch
    #[arg(long, value_name = "BRANCH")]
    default_branch: Option<String>,

    /// The name
    #[arg(long)]
    name: Option<String>,

    /// Disable it: nobody can read or push to it, or see its pull requests
    #[arg(long, conflicts_with = "enable")]
    disable: bool,

    /// Enable it again
    #[arg(long)]
    enable: bool,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = self.selector.place()?;
        let repository = place.repository()?;
        let was = full(&repository).await?;
        // A disabled one takes no other change.
        if self.enable {
            repository.set_disabled(false).await?;
        }
        if let Some(branch) = &self.default_branch {
            if !repository.branch(branch).exists().await? {
                return Err(Error::failed(format!("{was} has no branch {branch}"))
                    .help("`adox branch list` lists its branches"));
            }
            repository.set_default_branch(branch).await?;
        }
        if let Some(name) = &self.name {
            repository.rename(name).await?;
        }
        if self.disable {
            repository.set_disabled(true).await?;
        }
        changed(context, &place, &self.output, format!("Changed repository {was}."), &repository).await
    }
}

/// Rename a repository
#[derive(Args, Debug)]
pub struct Rename {
    /// The new name
    #[arg(value_name = "NEW-NAME")]
    name: String,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Rename {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = self.selector.place()?;
        let repository = place.repository()?;
        let was = full(&repository).await?;
        repository.rename(&self.name).await?;
        changed(context, &place, &self.output, format!("Renamed {was} to {}.", self.name), &repository).await
    }
}

/// Fork a repository, into its own or another project
#[derive(Args, Debug)]
pub struct Fork {
    /// The project to fork into (default: the project of the repository)
    #[arg(long, value_name = "NAME|ID")]
    into: Option<String>,

    /// The name of the fork (default: NAME.USER)
    #[arg(long)]
    name: Option<String>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Fork {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = self.selector.place()?;
        let repository = place.repository()?;
        let was = full(&repository).await?;
        let project = match &self.into {
            Some(project) => place.ado.project(project),
            None => repository.project().clone(),
        };
        let name = if let Some(name) = &self.name {
            name.clone()
        } else {
            // As the service's page proposes it.
            let account = place.my_account().await?;
            let user = account.split('@').next().unwrap_or(&account);
            format!("{}.{user}", repository.name().await?)
        };
        let fork = repository.fork(&project, &name).await?;
        let done = format!("Forked {was} as {}.", full(&fork).await?);
        changed(context, &place, &self.output, done, &fork).await
    }
}

/// Sync a fork with the repository that it was forked from
#[derive(Args, Debug)]
pub struct Sync {
    /// Sync this branch only
    #[arg(long, value_name = "BRANCH")]
    branch: Option<String>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Sync {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = self.selector.place()?;
        let repository = place.repository()?;
        let name = full(&repository).await?;
        let parent = repository.parent().await?;
        let parent = parent.ok_or_else(|| Error::failed(format!("{name} is not a fork")))?;
        match &self.branch {
            Some(branch) => repository.sync_fork_branch(branch).await?,
            None => repository.sync_fork().await?,
        }
        let done = format!("Synced {name} with {}.", full(&parent).await?);
        changed(context, &place, &self.output, done, &repository).await
    }
}

/// Import a git repository from a URL, into a new or an empty repository
#[derive(Args, Debug)]
pub struct Import {
    /// The URL to clone from
    #[arg(value_name = "URL")]
    url: String,

    /// The repository, created if it doesn't exist
    #[arg(value_name = "[PROJECT/]NAME")]
    repository: String,

    /// The service connection that has the credential of the URL, by its id
    #[arg(long, value_name = "ID")]
    endpoint: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Import {
    async fn run(self, context: &Context) -> Result<Exit> {
        if !self.url.contains("://") {
            return Err(Error::usage(format!("expected a URL to clone from, got `{}`", self.url))
                .help("as in https://github.com/OWNER/NAME"));
        }
        let place = Place::of_repository(&self.project, Some(&self.repository))?;
        let repository = place.repository()?;
        let created = match repository.snapshot().await {
            Ok(_) => false,
            Err(error) if error.kind() == adoxide::ErrorKind::NotFound => {
                let name = place.repository.as_ref().map_or("", |name| &name.value);
                place.project()?.create_repository(name).await?;
                repository.refresh();
                true
            }
            Err(error) => return Err(error.into()),
        };
        context.printer.say("Importing; that can take a while.");
        if let Err(error) = repository.import_with(&self.url, self.endpoint.as_deref()).await {
            let error = Error::from(error);
            // What was made for the import alone goes with it.
            if created {
                repository.delete().await?;
            }
            return Err(error);
        }
        repository.refresh();
        let done = format!("Imported {} into {}.", self.url, full(&repository).await?);
        changed(context, &place, &self.output, done, &repository).await
    }
}
