//! `adox repo permission`.

use adoxide::resource::{GitPermissions, PermissionEntry, Permissions};
use serde_json::{Value, json};

use crate::args::{
    PermissionPlaceArgs, RepoPermissionCommand, RepoPermissionListArgs, RepoPermissionRemoveArgs,
    RepoPermissionSetArgs,
};
use crate::error::{Error, Result};
use crate::output::record::{self, Field, Records};
use crate::printer::Printer;
use crate::settings::Place;

const FIELDS: &[Field] = &[
    Field::new("name", |entry| entry["name"].clone()),
    Field::new("allow", |entry| entry["allow"].clone()),
    Field::new("deny", |entry| entry["deny"].clone()),
    Field::new("effectiveAllow", |entry| entry["effectiveAllow"].clone()).unlisted(),
    Field::new("effectiveDeny", |entry| entry["effectiveDeny"].clone()).unlisted(),
    Field::new("descriptor", |entry| entry["descriptor"].clone()).unlisted(),
];

/// Runs a command about permissions.
pub async fn run(command: &RepoPermissionCommand, printer: &Printer) -> Result<()> {
    match command {
        RepoPermissionCommand::List(args) => list(args, printer).await,
        RepoPermissionCommand::Set(args) => set(args, printer).await,
        RepoPermissionCommand::Remove(args) => remove(args, printer).await,
    }
}

fn permissions(args: &PermissionPlaceArgs) -> Result<Permissions> {
    let place = Place::of_repository(&args.project, args.repository.as_deref())?;
    let repository = place.repository()?;
    Ok(args
        .branch
        .as_ref()
        .map_or_else(|| repository.permissions(), |branch| repository.branch(branch).permissions()))
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

async fn list(args: &RepoPermissionListArgs, printer: &Printer) -> Result<()> {
    let mut records = Records::new(FIELDS, args.output, printer);
    for entry in permissions(&args.place)?.entries().await? {
        records.write(&row(&entry))?;
    }
    records.finish(printer)
}

async fn set(args: &RepoPermissionSetArgs, printer: &Printer) -> Result<()> {
    let (allow, deny) = (named(&args.allow)?, named(&args.deny)?);
    let both = allow & deny;
    if !both.is_empty() {
        return Err(Error::usage(format!("{both} can't be both allowed and denied")));
    }
    let permissions = permissions(&args.place)?;
    if !allow.is_empty() {
        permissions.allow(&args.who, allow).await?;
    }
    if !deny.is_empty() {
        permissions.deny(&args.who, deny).await?;
    }
    record::show(FIELDS, &row(&permissions.of(&args.who).await?), args.output, printer)
}

async fn remove(args: &RepoPermissionRemoveArgs, printer: &Printer) -> Result<()> {
    let was = permissions(&args.place)?.remove(&args.who).await?;
    let what = if was { "is said here any more" } else { "was said here" };
    printer.say(format_args!("Nothing {what} of {}.", args.who));
    Ok(())
}

fn named(names: &[String]) -> Result<GitPermissions> {
    names.iter().try_fold(GitPermissions::NONE, |all, name| {
        let found = GitPermissions::named(name.trim());
        let unknown = || {
            let all = GitPermissions::from_bits(i64::MAX).names().collect::<Vec<_>>().join(", ");
            Error::usage(format!("`{name}` is no permission")).help(format!("there are {all}"))
        };
        found.map(|found| all | found).ok_or_else(unknown)
    })
}
