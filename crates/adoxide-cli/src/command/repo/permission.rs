//! `adox repo permission`.

use adoxide::resource::{GitPermissions, PermissionEntry, Permissions};
use clap::Args;
use clap_complete::ArgValueCandidates;
use serde_json::{Value, json};

use crate::args::{ListArgs, OutputArgs, ProjectArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// List and change the permissions of a repository, or of a branch
#[derive(Args, Debug)]
pub struct Permission {}

/// The verbs.
pub const VERBS: &[Entry] =
    &[Entry::verb::<List>("list"), Entry::verb::<Set>("set"), Entry::verb::<Remove>("remove")];

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::new("allow"),
    Field::new("deny"),
    Field::new("effectiveAllow").unlisted(),
    Field::new("effectiveDeny").unlisted(),
    Field::new("descriptor").unlisted(),
]);

/// Where permissions are.
#[derive(Args, Debug)]
struct WhereArgs {
    /// The repository (default: the one whose clone you are in)
    #[arg(value_name = "[PROJECT/]NAME|URL", add = ArgValueCandidates::new(crate::complete::repositories))]
    repository: Option<String>,

    /// Those of this branch, instead of the whole repository
    #[arg(long, value_name = "BRANCH")]
    branch: Option<String>,

    #[command(flatten)]
    project: ProjectArgs,
}

impl WhereArgs {
    fn find(&self) -> Result<(Place, Permissions)> {
        let place = Place::of_repository(&self.project, self.repository.as_deref())?;
        let repository = place.repository()?;
        let permissions = match &self.branch {
            Some(branch) => repository.branch(branch).permissions(),
            None => repository.permissions(),
        };
        Ok((place, permissions))
    }
}

/// List explicit permissions; inherited ones are not shown
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    at: WhereArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, permissions) = self.at.find()?;
        let rows = permissions.entries().await?;
        let rows = futures::stream::iter(rows.iter().map(|entry| Ok::<_, Error>(row(entry))));
        context.list(&VIEW, place.address(), &self.list, rows).await
    }
}

/// Allow or deny permissions to somebody, in addition to those that are set
#[derive(Args, Debug)]
#[command(override_usage = "adox repo permission set [OPTIONS] --who <WHO> [REPOSITORY]")]
#[group(id = "change", required = true, multiple = true, args = ["allow", "deny"])]
struct Set {
    #[command(flatten)]
    at: WhereArgs,

    /// Whose: a sign-in address, a name (`[Project]\Contributors`), an id, or @me
    #[arg(long, value_name = "WHO")]
    who: String,

    /// What is allowed, separated by commas: GenericRead, GenericContribute,
    /// ForcePush, CreateBranch, PolicyExempt …
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    allow: Vec<String>,

    /// What is denied; it wins over what is allowed
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    deny: Vec<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Set {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (allow, deny) = (named(&self.allow)?, named(&self.deny)?);
        let both = allow & deny;
        if !both.is_empty() {
            return Err(Error::usage(format!("{both} can't be both allowed and denied")));
        }
        let (place, permissions) = self.at.find()?;
        if !allow.is_empty() {
            permissions.allow(&self.who, allow).await?;
        }
        if !deny.is_empty() {
            permissions.deny(&self.who, deny).await?;
        }
        let now = row(&permissions.of(&self.who).await?);
        let done = format!("Changed the permissions of {}.", self.who);
        context.changed(done, &VIEW, place.address(), &self.output, &now)
    }
}

/// Remove the explicit permissions of somebody
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Remove {
    #[command(flatten)]
    at: WhereArgs,

    /// Whose
    #[arg(long, value_name = "WHO")]
    who: String,
}

impl Verb for Remove {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, permissions) = self.at.find()?;
        let who = &self.who;
        if permissions.remove(who).await? {
            context.printer.say(format_args!("Removed the explicit permissions of {who}."));
        } else {
            context.printer.say(format_args!("{who} had no explicit permissions."));
        }
        Ok(Exit::Ok)
    }
}

fn row(entry: &PermissionEntry) -> Value {
    let names = |permissions: GitPermissions| {
        Some(permissions.to_string())
            .filter(|_| !permissions.is_empty())
            .map(|names| names.replace(" | ", ", "))
    };
    json!({
        "name": entry.display_name.as_ref().unwrap_or(&entry.descriptor),
        "descriptor": entry.descriptor,
        "allow": names(entry.allow),
        "deny": names(entry.deny),
        "effectiveAllow": entry.effective_allow.and_then(names),
        "effectiveDeny": entry.effective_deny.and_then(names),
    })
}

fn named(names: &[String]) -> Result<GitPermissions> {
    names.iter().try_fold(GitPermissions::NONE, |all, name| {
        let found = GitPermissions::named(name.trim());
        let unknown = || {
            let all = GitPermissions::from_bits(i64::MAX).names().collect::<Vec<_>>().join(", ");
            Error::usage(format!("expected a permission, got `{name}`")).help(format!("there are {all}"))
        };
        found.map(|found| all | found).ok_or_else(unknown)
    })
}
