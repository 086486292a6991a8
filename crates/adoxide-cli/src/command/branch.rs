//! `adox branch`.

use adoxide::api::git::{GetBranches, GitBranchStats, get_branches};
use adoxide::resource::Repository;
use clap::Args;
use futures::TryStreamExt as _;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, PlaceArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, WEB_URL};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with branches
#[derive(Args, Debug)]
#[command(
    alias = "ref",
    after_help = "\
Examples:
  adox branch list
  adox branch list --stale 90d --author ada@example.com
  adox branch delete --stale 180d --merged --dry-run
  adox branch create topic --from main
  adox branch lock release/1.0"
)]
pub struct Branch {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Delete>("delete"),
    Entry::verb::<Lock>("lock"),
    Entry::verb::<Unlock>("unlock"),
];

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::new("ahead"),
    Field::new("behind"),
    Field::new("date").head("last commit").date(),
    Field::new("author"),
    Field::new("commit").unlisted(),
    Field::new("subject").unlisted(),
    Field::new("isDefault").unlisted(),
    Field::new(WEB_URL).unlisted(),
]);

/// A branch, with how far it is from the default one.
fn row(stats: &GitBranchStats, page: &str, default: &str) -> Value {
    let name = stats.name.as_deref().unwrap_or_default();
    let commit = serde_json::to_value(&stats.commit).unwrap_or_default();
    let subject = commit["comment"].as_str().and_then(|comment| comment.lines().next());
    json!({
        "name": name,
        "ahead": stats.ahead_count,
        "behind": stats.behind_count,
        "commit": commit["commitId"],
        "author": commit["author"]["name"],
        "email": commit["author"]["email"],
        "date": commit["committer"]["date"].as_str().or(commit["author"]["date"].as_str()),
        "subject": subject,
        "isDefault": name == default,
        WEB_URL: format!("{page}?version=GB{name}"),
    })
}

/// Which branches.
#[derive(Args, Clone, Debug)]
struct FilterArgs {
    /// Those without a commit for this time, such as 90d, 12w or 2y
    #[arg(long, value_name = "TIME", value_parser = days)]
    stale: Option<i64>,

    /// Those that have no commit that the default branch has not
    #[arg(long)]
    merged: bool,

    /// Those whose last commit is by somebody: a name or a mail address
    #[arg(long, value_name = "WHO")]
    author: Option<String>,

    /// Those whose names begin with this
    #[arg(long, value_name = "TEXT")]
    prefix: Option<String>,
}

impl FilterArgs {
    fn is_empty(&self) -> bool {
        self.stale.is_none() && !self.merged && self.author.is_none() && self.prefix.is_none()
    }

    fn fits(&self, branch: &Value) -> bool {
        let text = |name: &str| branch[name].as_str().unwrap_or_default();
        let is_old = self.stale.is_none_or(|days| {
            let age = SignedDuration::from_hours(24 * days);
            let date = text("date").parse::<Timestamp>();
            // One whose age is not known is not old.
            date.is_ok_and(|date| Timestamp::now().duration_since(date) > age)
        });
        let by = self.author.as_deref().is_none_or(|who| {
            text("author").eq_ignore_ascii_case(who) || text("email").eq_ignore_ascii_case(who)
        });
        let begins = self.prefix.as_deref().is_none_or(|prefix| text("name").starts_with(prefix));
        is_old && by && begins && (!self.merged || branch["ahead"] == 0)
    }
}

/// A number of days, from a time with its unit.
fn days(text: &str) -> Result<i64, String> {
    let wrong = || "expected a time in days, weeks or years, such as 90d, 12w or 2y".to_owned();
    let at = text.find(|char: char| !char.is_ascii_digit()).ok_or_else(wrong)?;
    let (number, unit) = text.split_at(at);
    let number: i64 = number.parse().ok().filter(|number| *number <= 10_000).ok_or_else(wrong)?;
    match unit {
        "d" => Ok(number),
        "w" => Ok(number * 7),
        "y" => Ok(number * 365),
        _ => Err(wrong()),
    }
}

/// All branches of a repository, those with the last commits first.
async fn branches(place: &Place, repository: &Repository) -> Result<Vec<Value>> {
    let (project, id) = repository.locator();
    let default = repository.default_branch().await?;
    let Some(default) = default else { return Ok(Vec::new()) };
    let name = repository.name().await?;
    let page = web::page(place.address(), &[&repository.project().name().await?, "_git", &name]);
    let found = place.ado.items(get_branches(Some(&project), &id, GetBranches::default()));
    let found = found.map_ok(|stats| row(&stats, &page, default.short_name()));
    let mut found: Vec<_> = found.try_collect().await?;
    found.sort_by(|one, other| other["date"].as_str().cmp(&one["date"].as_str()));
    Ok(found)
}

/// List the branches of a repository, how far they are ahead and behind, and their last commits
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    filter: FilterArgs,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let mut found = branches(&place, &place.repository()?).await?;
        found.retain(|branch| self.filter.fits(branch));
        let rows = futures::stream::iter(found.into_iter().map(Ok::<_, Error>));
        context.list(&VIEW, place.address(), &self.list, rows).await
    }
}

/// Create a branch
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct Create {
    /// Its name
    name: String,

    /// The branch or commit that it begins at (default: the default branch)
    #[arg(long, value_name = "BRANCH|COMMIT")]
    from: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let repository = place.repository()?;
        let is_sha = |text: &str| text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let commit = match &self.from {
            Some(sha) if is_sha(sha) => sha.clone(),
            Some(branch) => {
                let from = repository.branch(branch);
                if !from.exists().await? {
                    return Err(Error::failed(format!("the repository has no branch {branch}"))
                        .help("`adox branch list` lists its branches"));
                }
                from.object_id().await?
            }
            None => {
                let default = repository.default_branch().await?;
                let default =
                    default.ok_or_else(|| Error::failed("the repository has no branch to begin at"))?;
                default.object_id().await?
            }
        };
        let branch = repository.branch(&self.name);
        branch.create(&commit).await?;
        let name = branch.short_name();
        let page = web::page(
            place.address(),
            &[&repository.project().name().await?, "_git", &repository.name().await?],
        );
        let made = json!({ "name": name, "commit": commit, WEB_URL: format!("{page}?version=GB{name}") });
        context.changed(format!("Created branch {name}."), &VIEW, place.address(), &self.output, &made)
    }
}

/// Delete branches: those that are named, or those that a filter finds
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    /// The branches
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    #[command(flatten)]
    filter: FilterArgs,

    /// List what would be deleted, and delete nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.names.is_empty() && self.filter.is_empty() {
            return Err(Error::usage("no branch is named")
                .help("name some, or a filter such as --stale 180d --merged; --dry-run shows which"));
        }
        let place = Place::resolve(&self.place)?;
        let repository = place.repository()?;
        let all = branches(&place, &repository).await?;
        for name in &self.names {
            if !all.iter().any(|branch| branch["name"] == name.as_str()) {
                return Err(Error::failed(format!("the repository has no branch {name}"))
                    .help("`adox branch list` lists its branches"));
            }
        }
        let chosen: Vec<_> = all
            .into_iter()
            .filter(|branch| {
                let is_named = self.names.iter().any(|name| branch["name"] == name.as_str());
                let is_found = self.names.is_empty() && self.filter.fits(branch);
                // The default branch goes only by name, and then the service refuses it.
                is_named || is_found && branch["isDefault"] == false
            })
            .collect();
        if self.dry_run {
            let rows = futures::stream::iter(chosen.into_iter().map(Ok::<_, Error>));
            return context.list(&VIEW, place.address(), &self.list, rows).await;
        }
        if chosen.is_empty() {
            context.printer.say("No branch is to be deleted.");
            return Ok(Exit::Ok);
        }
        let names: Vec<_> = chosen.iter().filter_map(|branch| branch["name"].as_str()).collect();
        let what = match names[..] {
            [name] => format!("this deletes the branch {name}"),
            _ => format!("this deletes {} branches: {}", names.len(), names.join(", ")),
        };
        context.confirm(self.confirm, what, "a deleted branch can be restored from its last commit")?;
        let mut failed = false;
        for branch in &chosen {
            let name = branch["name"].as_str().unwrap_or_default();
            match repository.branch(name).delete().await {
                Ok(()) => {
                    let commit = branch["commit"].as_str().unwrap_or_default();
                    context.printer.say(format_args!("Deleted branch {name}, which was at {commit}."));
                }
                Err(error) => {
                    failed = true;
                    context.printer.warning(format_args!("the branch {name} is not deleted: {error}"));
                }
            }
        }
        Ok(if failed { Exit::Failed } else { Exit::Ok })
    }
}

/// Lock a branch: only you can push to it
#[derive(Args, Debug)]
struct Lock {
    /// The branch
    name: String,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for Lock {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        place.repository()?.branch(&self.name).lock().await?;
        context.printer.say(format_args!("Locked branch {}.", self.name));
        Ok(Exit::Ok)
    }
}

/// Unlock a branch
#[derive(Args, Debug)]
struct Unlock {
    /// The branch
    name: String,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for Unlock {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        place.repository()?.branch(&self.name).unlock().await?;
        context.printer.say(format_args!("Unlocked branch {}.", self.name));
        Ok(Exit::Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_a_unit() {
        assert_eq!((days("90d"), days("2w"), days("1y")), (Ok(90), Ok(14), Ok(365)));
        for wrong in ["", "90", "d", "1m", "-1d", "99999d"] {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }
}
