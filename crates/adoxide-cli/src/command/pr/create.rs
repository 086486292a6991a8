use std::path::PathBuf;

use adoxide::ErrorKind;
use adoxide::api::git::PullRequestStatus;
use adoxide::resource::{Completion, NewPullRequest, Repository};
use clap::Args;

use super::{VIEW, url};
use crate::args::{OutputArgs, PlaceArgs};
use crate::command::text_or_stdin;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::git::{self, Git};
use crate::settings::Place;
use crate::verb::Verb;

/// Create a pull request from a branch
#[derive(Args, Debug)]
#[command(visible_alias = "new", mut_arg("jinja", |arg| arg.long("output-template")))]
pub struct Create {
    /// The title (default: the first line of the branch's last commit)
    #[arg(long, short)]
    title: Option<String>,

    /// The description, in Markdown; `-` reads it from stdin
    #[arg(long, short, visible_alias = "body", conflicts_with_all = ["fill", "template"])]
    description: Option<String>,

    /// Take title and description from the commits of the branch
    #[arg(long, short)]
    fill: bool,

    /// Begin the description with a template of the repository: its name, or by
    /// default pull_request_template.md
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "", conflicts_with = "fill")]
    template: Option<String>,

    /// The branch to merge (default: the one that is checked out)
    #[arg(long, visible_alias = "head", value_name = "BRANCH")]
    source: Option<String>,

    /// The branch to merge into (default: the repository's default branch)
    #[arg(long, visible_alias = "base", value_name = "BRANCH")]
    target: Option<String>,

    /// Push the branch first
    #[arg(long)]
    push: bool,

    /// Create it as a draft
    #[arg(long)]
    draft: bool,

    /// Ask somebody to review it: a sign-in address, a name or an id; repeatable
    #[arg(long, value_name = "WHO")]
    reviewer: Vec<String>,

    /// The same, and it can't be completed without them; repeatable
    #[arg(long, value_name = "WHO")]
    required_reviewer: Vec<String>,

    /// Put a label on it; repeatable
    #[arg(long, value_name = "NAME")]
    label: Vec<String>,

    /// Link a work item to it; repeatable
    #[arg(long, value_name = "NUMBER", value_parser = crate::args::work_item)]
    work_item: Vec<i64>,

    /// Complete it as soon as its policies are met
    #[arg(long)]
    auto_complete: bool,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let repository = place.repository()?;
        let source = match &self.source {
            Some(source) => source.strip_prefix("refs/heads/").unwrap_or(source).to_owned(),
            None => git::current_branch().await?.ok_or_else(|| {
                Error::usage("no branch is named, and none is checked out here")
                    .help("name it with --source BRANCH")
            })?,
        };
        let target = self.target(&repository).await?;
        if source == target {
            return Err(Error::usage(format!("the source and the target are the same branch, {source}"))
                .help("switch to another branch, or name one with --source or --target"));
        }
        self.pushed(context, &place, &repository, &source).await?;
        let (title, description) = self.words(&place, &source, &target).await?;
        let mut new = repository.new_pull_request(&source, title).into_branch(&target);
        if let Some(description) = description {
            new = new.description(description);
        }
        if self.draft {
            new = new.draft();
        }
        new = self.reviewer.iter().fold(new, NewPullRequest::reviewer);
        new = self.required_reviewer.iter().fold(new, NewPullRequest::required_reviewer);
        new = self.label.iter().fold(new, NewPullRequest::label);
        new = self.work_item.iter().fold(new, |new, id| new.work_item(*id));
        if self.auto_complete {
            new = new.auto_complete(Completion::new());
        }
        let made = match Box::pin(new.create()).await {
            Ok(made) => made,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(existing(&place, &repository, &source, &target, error.into()).await);
            }
            Err(error) => return Err(error.into()),
        };
        let now = made.snapshot().await?;
        let draft = if self.draft { "draft " } else { "" };
        let title = now.title.as_deref().unwrap_or_default();
        let done = format!("Created {draft}pull request {}: {title}", made.number());
        context.changed(done, &VIEW, place.address(), &self.output, &*now)
    }
}

impl Create {
    /// The branch to merge into.
    async fn target(&self, repository: &Repository) -> Result<String> {
        if let Some(target) = &self.target {
            return Ok(target.strip_prefix("refs/heads/").unwrap_or(target).to_owned());
        }
        let default = repository.default_branch().await?.ok_or_else(|| {
            Error::failed("the repository has no branch to merge into").help("push its first branch")
        })?;
        Ok(default.short_name().to_owned())
    }

    /// Sees to it that the branch is on the server.
    async fn pushed(
        &self,
        context: &Context,
        place: &Place,
        repository: &Repository,
        source: &str,
    ) -> Result<()> {
        let remote = place.remote_of(repository).await?;
        if self.push {
            let (remote, url) = remote.ok_or_else(|| {
                Error::usage("--push: this folder is not a clone of the repository")
                    .help("change to a clone of it; `adox repo clone` creates one")
            })?;
            let refspec = format!("refs/heads/{source}:refs/heads/{source}");
            let push = ["push", "--quiet", "--set-upstream", &remote, &refspec];
            Git::new(push).authorized(&place.ado, &url).await?.run().await?;
            repository.branch(source).refresh();
            return Ok(());
        }
        let local = git::commit_of(&format!("refs/heads/{source}")).await?.filter(|_| remote.is_some());
        let branch = repository.branch(source);
        if !branch.exists().await? {
            let error = Error::failed(format!("the branch {source} is not on the server"));
            return Err(if local.is_some() {
                let remote = remote.map_or_else(|| "origin".to_owned(), |(remote, _)| remote);
                error.help(format!("add --push, or push it: git push -u {remote} {source}"))
            } else {
                error.help("`adox branch list` lists those that are")
            });
        }
        if let Some(local) = local
            && let Some(ahead) = git::ahead(&branch.object_id().await?, &local).await?
            && ahead > 0
        {
            let commits = if ahead == 1 { "commit" } else { "commits" };
            context
                .printer
                .warning(format_args!("{ahead} {commits} of {source} not pushed yet; --push pushes"));
        }
        Ok(())
    }

    /// Title and description.
    async fn words(&self, place: &Place, source: &str, target: &str) -> Result<(String, Option<String>)> {
        let remote = place.remote.as_ref().map_or("origin", |(remote, _)| remote.as_str());
        let commits =
            if self.fill { git::commits(&format!("{remote}/{target}"), source).await? } else { Vec::new() };
        let (mut title, mut description) = match &commits[..] {
            [] => (git::subject(source).await?, None),
            [(subject, body)] => (Some(subject.clone()), Some(body.clone()).filter(|body| !body.is_empty())),
            several => {
                let subjects: Vec<_> = several.iter().map(|(subject, _)| format!("- {subject}")).collect();
                (several.first().map(|(subject, _)| subject.clone()), Some(subjects.join("\n")))
            }
        };
        if let Some(text) = &self.description {
            description = Some(text_or_stdin(text)?);
        }
        if let Some(name) = &self.template {
            description = Some(template(name).await?);
        }
        if self.title.is_some() {
            title.clone_from(&self.title);
        }
        let title = title.filter(|title| !title.trim().is_empty()).ok_or_else(|| {
            Error::usage("the pull request has no title").help("give it one with --title TEXT")
        })?;
        Ok((title, description))
    }
}

/// A template of the repository that is checked out, where the service looks for it, too.
async fn template(name: &str) -> Result<String> {
    let top = git::top().await?.ok_or_else(|| {
        Error::usage("--template: no repository is checked out here").help("use --description")
    })?;
    let folders = [".azuredevops", ".vsts", "docs", ""];
    let files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| {
            let folder = top.join(folder);
            if name.is_empty() {
                ["md", "txt"].map(|end| folder.join(format!("pull_request_template.{end}"))).to_vec()
            } else {
                let below = folder.join("pull_request_template");
                let branches = below.join("branches");
                [below.join(name), below.join(format!("{name}.md")), branches.join(format!("{name}.md"))]
                    .to_vec()
            }
        })
        .collect();
    for file in &files {
        match std::fs::read_to_string(file) {
            Ok(text) => return Ok(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(Error::usage(format!("--template: `{}` can't be read: {error}", file.display())));
            }
        }
    }
    let what =
        if name.is_empty() { "pull_request_template.md".to_owned() } else { format!("template `{name}`") };
    Err(Error::usage(format!("--template: the repository has no {what}"))
        .help("it is looked for in .azuredevops, .vsts, docs and at the top"))
}

/// The pull request that is there already.
async fn existing(place: &Place, repository: &Repository, source: &str, target: &str, error: Error) -> Error {
    let search = repository.pull_requests().from_branch(source).into_branch(target);
    let found = search.status(PullRequestStatus::Active).stream().all().await.unwrap_or_default();
    let Some(found) = found.first() else { return error };
    let number = found.number();
    let now = found.snapshot().await.ok();
    let page = now.and_then(|now| url(&serde_json::to_value(&*now).ok()?, place.address()));
    Error::failed(format!("pull request {number} from {source} into {target} exists already"))
        .help(page.unwrap_or_else(|| format!("`adox pr show {number}` shows it")))
}
