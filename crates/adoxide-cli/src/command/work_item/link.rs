use adoxide::resource::{Link, LinkKind as Kind};
use clap::{Args, ValueEnum};

use super::SelectorArgs;
use super::fields::{change, changed};
use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LinkKind {
    Parent,
    Child,
    Related,
    Predecessor,
    Successor,
    Duplicate,
    DuplicateOf,
    TestedBy,
    Tests,
    Affects,
    AffectedBy,
    Hyperlink,
    PullRequest,
    Commit,
    Branch,
    Build,
}

/// One link of a work item.
#[derive(Args, Debug)]
struct LinkArgs {
    #[command(flatten)]
    selector: SelectorArgs,

    /// What the other thing is, or is to it
    #[arg(value_enum)]
    kind: LinkKind,

    /// The other work item, pull request or build by its number; a page by its
    /// URL; a commit as REPOSITORY@SHA; a branch as REPOSITORY@NAME; or vstfs:///…
    #[arg(value_name = "OTHER")]
    other: String,
}

/// Link a work item to another one, a page, a pull request, a commit, a branch or a build
#[derive(Args, Debug)]
pub struct LinkItem {
    #[command(flatten)]
    link: LinkArgs,

    /// Comment on the link
    #[arg(long, short = 'm', short_alias = 'c', value_name = "TEXT")]
    comment: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for LinkItem {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, item) = self.link.selector.find()?;
        let mut link = self.link.read(&place).await?;
        if link.to_work_item().is_some_and(|(_, other)| other == item.id()) {
            return Err(Error::usage(format!("work item {} can't be linked to itself", item.id())));
        }
        if let Some(comment) = &self.comment {
            link = link.comment(comment);
        }
        let item = change(&item, None).link(link).save().await?;
        changed("Linked", context, &place, &self.output, &item).await
    }
}

/// Remove a link of a work item
#[derive(Args, Debug)]
pub struct UnlinkItem {
    #[command(flatten)]
    link: LinkArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for UnlinkItem {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, item) = self.link.selector.find()?;
        let link = self.link.read(&place).await?;
        let item = change(&item, None).unlink(link).save().await?;
        changed("Unlinked", context, &place, &self.output, &item).await
    }
}

impl LinkArgs {
    /// The link.
    ///
    /// # Errors
    /// When what it leads to can't be found.
    async fn read(&self, place: &Place) -> Result<Link> {
        let other = self.other.as_str();
        let wrong = |what: &str| Error::usage(format!("expected the {what}, got `{other}`"));
        let number = |what: &str| crate::args::work_item(other).map_err(|_| wrong(what));
        let work_item = |kind: Kind| number("number of a work item").map(|id| Link::work_item(kind, id));
        let is_artifact = other.get(..9).is_some_and(|scheme| scheme.eq_ignore_ascii_case("vstfs:///"));
        match self.kind {
            LinkKind::Parent => work_item(Kind::Parent),
            LinkKind::Child => work_item(Kind::Child),
            LinkKind::Related => work_item(Kind::Related),
            LinkKind::Predecessor => work_item(Kind::Predecessor),
            LinkKind::Successor => work_item(Kind::Successor),
            LinkKind::Duplicate => work_item(Kind::Duplicate),
            LinkKind::DuplicateOf => work_item(Kind::DuplicateOf),
            LinkKind::TestedBy => work_item(Kind::TestedBy),
            LinkKind::Tests => work_item(Kind::Tests),
            LinkKind::Affects => work_item(Kind::Affects),
            LinkKind::AffectedBy => work_item(Kind::AffectedBy),
            LinkKind::Hyperlink if other.contains("://") => Ok(Link::hyperlink(other)),
            LinkKind::Hyperlink => Err(wrong("URL").help("write it whole: https://…")),
            LinkKind::PullRequest if is_artifact => Ok(Link::artifact("Pull Request", other)),
            LinkKind::Commit if is_artifact => Ok(Link::artifact("Fixed in Commit", other)),
            LinkKind::Branch if is_artifact => Ok(Link::artifact("Branch", other)),
            LinkKind::Build if is_artifact => Ok(Link::artifact("Build", other)),
            LinkKind::PullRequest => {
                let number = number("number of a pull request")?;
                Ok(Link::pull_request(&place.ado.pull_request(number).await?).await?)
            }
            LinkKind::Build => number("number of a build").map(Link::build),
            LinkKind::Commit | LinkKind::Branch => {
                let (repository, name) = other.split_once('@').ok_or_else(|| {
                    wrong("commit or branch of a repository")
                        .help("write REPOSITORY@SHA or REPOSITORY@BRANCH")
                })?;
                let repository = match repository.split_once('/') {
                    Some((project, repository)) => place.ado.project(project).repository(repository),
                    None => place.project()?.repository(repository),
                };
                if self.kind == LinkKind::Branch {
                    return Ok(Link::branch(&repository, name).await?);
                }
                Ok(Link::commit(&repository.commit_by_id(name)).await?)
            }
        }
    }
}
