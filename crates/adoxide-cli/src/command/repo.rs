//! `adox repo`.

mod clone;
mod permission;

pub use self::clone::remote;

use adoxide::api::git::{GetRepositories, get_repositories};
use adoxide::resource::{Project, Repository};

use crate::args::{
    OutputArgs, RepoCommand, RepoCreateArgs, RepoDeleteArgs, RepoListArgs, RepoRestoreArgs, RepoShowArgs,
};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::record::{self, Field, Records};
use crate::printer::Printer;
use crate::settings::Place;

const FIELDS: &[Field] = &[
    Field::new("name", |repository| repository["name"].clone()),
    Field::new("project", |repository| repository["project"]["name"].clone()),
    Field::new("defaultBranch", |repository| super::branch(&repository["defaultBranch"])),
    Field::new("size", |repository| repository["size"].clone()),
    Field::new("id", |repository| repository["id"].clone()).unlisted(),
    Field::new("isDisabled", |repository| repository["isDisabled"].clone()).unlisted(),
    Field::new("remoteUrl", |repository| repository["remoteUrl"].clone()).unlisted(),
    Field::new("sshUrl", |repository| repository["sshUrl"].clone()).unlisted(),
    Field::new("webUrl", |repository| repository["webUrl"].clone()),
];

const DELETED: &[Field] = &[
    Field::new("name", |repository| repository["name"].clone()),
    Field::new("project", |repository| repository["project"]["name"].clone()),
    Field::new("id", |repository| repository["id"].clone()),
    Field::new("deletedDate", |repository| repository["deletedDate"].clone()),
    Field::new("deletedBy", |repository| repository["deletedBy"]["displayName"].clone()),
];

/// Runs a command about repositories.
pub async fn run(command: RepoCommand, printer: &Printer) -> Result<Exit> {
    match command {
        RepoCommand::List(args) => list(&args, printer).await,
        RepoCommand::Show(args) => show(&args, printer).await,
        RepoCommand::Create(args) => create(&args, printer).await,
        RepoCommand::Clone(args) => clone::run(&args).await,
        RepoCommand::Delete(args) => delete(&args, printer).await,
        RepoCommand::Restore(args) => restore(&args, printer).await,
        RepoCommand::Permission(command) => permission::run(&command, printer).await,
    }?;
    Ok(Exit::Ok)
}

async fn list(args: &RepoListArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_project(&args.project)?;
    if args.deleted {
        let mut found = place.project()?.deleted_repositories();
        let mut records = Records::new(DELETED, args.output, printer);
        while let Some(repository) = found.next().await {
            records.write(&repository?)?;
        }
        return records.finish(printer);
    }
    let project = place.project.as_ref().filter(|_| !args.all);
    let project = project.map(|project| place.ado.project(&project.value).locator());
    let mut found = place.ado.items(get_repositories(project.as_ref(), GetRepositories::default()));
    let mut records = Records::new(FIELDS, args.output, printer);
    while let Some(repository) = found.next().await {
        records.write(&repository?)?;
    }
    records.finish(printer)
}

async fn show(args: &RepoShowArgs, printer: &Printer) -> Result<()> {
    let repository = Place::of_repository(&args.project, args.repository.as_deref())?.repository()?;
    write(&repository, args.output, printer).await
}

async fn write(repository: &Repository, output: OutputArgs, printer: &Printer) -> Result<()> {
    record::show(FIELDS, &*repository.snapshot().await?, output, printer)
}

async fn create(args: &RepoCreateArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_repository(&args.project, Some(&args.name))?;
    let name = place.repository.as_ref().map_or("", |name| &name.value);
    let made = place.project()?.create_repository(name).await?;
    write(&made, args.output, printer).await
}

async fn delete(args: &RepoDeleteArgs, printer: &Printer) -> Result<()> {
    let repository = Place::of_repository(&args.project, Some(&args.repository))?.repository()?;
    let name = format!("{}/{}", repository.project().name().await?, repository.name().await?);
    if !args.yes {
        return Err(Error::usage(format!("this deletes {name} and its pull requests"))
            .help("add --yes if that is meant; `adox repo restore` takes it back for some weeks"));
    }
    repository.delete().await?;
    printer.say(format_args!("{name} is deleted; `adox repo restore {name}` takes it back."));
    Ok(())
}

async fn restore(args: &RepoRestoreArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_repository(&args.project, Some(&args.repository))?;
    let project = place.project()?;
    let wanted = place.repository.as_ref().map_or("", |name| &name.value);
    let id = in_recycle_bin(&project, wanted).await?;
    write(&project.restore_repository(&id).await?, args.output, printer).await
}

/// The id of a repository that was deleted. Several may have had the same name.
async fn in_recycle_bin(project: &Project, wanted: &str) -> Result<String> {
    let mut ids = Vec::new();
    let mut deleted = project.deleted_repositories();
    while let Some(repository) = deleted.next().await {
        let repository = repository?;
        let is =
            |text: &Option<String>| text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(wanted));
        if is(&repository.id) || is(&repository.name) {
            ids.extend(repository.id);
        }
    }
    match &ids[..] {
        [id] => Ok(id.clone()),
        [] => Err(Error::failed(format!("there is no `{wanted}` in the recycle bin of the project"))
            .help("`adox repo list --deleted` lists what is there")),
        several => Err(Error::usage(format!(
            "{} repositories in the recycle bin are called `{wanted}`",
            several.len()
        ))
        .help(format!("name one by its id: {}", several.join(", ")))),
    }
}
