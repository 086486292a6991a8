//! `adox demo`: the whole way in small, from a repository to a question about what changed in it.

mod git;
mod organization;

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::time::Instant;

use adoxide_report::Scope;
use adoxide_sync::{Engine, Location, Report, Sqlite, Table, feeds, table};
use jiff::Timestamp;

use self::git::{Git, Source};
use self::organization::Organization;
use super::{query, sync};
use crate::args::{DemoArgs, Format, days_name};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::{Layout, Style};
use crate::printer::Printer;
use crate::settings;
use crate::web;

/// Shows everything.
pub async fn run(args: &DemoArgs, printer: &Printer) -> Result<Exit> {
    let mut interrupt = Interrupt::listen().map_err(|error| Error::interrupt(&error))?;
    tokio::select! {
        shown = show(args, printer) => shown.map(|()| Exit::Ok),
        () = interrupt.pressed() => {
            Err(Error::new(Exit::Usage, "the demo was stopped").help("run it again: it begins at the start"))
        }
    }
}

async fn show(args: &DemoArgs, printer: &Printer) -> Result<()> {
    let begin = Instant::now();
    let mut story = Story { printer, step: 0 };
    let git = Git::find().await?;
    let source = match &args.path {
        Some(path) => Source::copy(&git, path).await?,
        None => Source::make(&git).await?,
    };

    let demo = Organization::start().await?;
    replace(&args.database, &demo).await?;
    story.step("An Azure DevOps in this process")?;
    story.say(format_args!("{} answers REST and git. The people, projects", demo.url()))?;
    story.say(format_args!("and repositories in it are made up. Nothing here uses a network."))?;

    story.step(&match &args.path {
        Some(path) => format!("Your repository {}, pushed into it with git", path.display()),
        None => "A small repository, made and pushed with git".to_owned(),
    })?;
    let project = demo.project().await?;
    let repository = demo.create_repository(&project, &source.name).await?;
    let name = repository.name().await?;
    let url = demo.remote(&repository).await?;
    git.authorize(demo.base(), demo.token())?;
    source.push(&git, &url).await?;
    story.say(format_args!("git push {url} {}", source.branch))?;
    story.say(source.in_words())?;

    story.step(format_args!("Everything copied into {}", args.database.display()))?;
    let report = copy(&demo, &args.database, &TABLES).await?;
    story.report(&report)?;

    story.step("Questions, in SQL")?;
    story.ask(
        &args.database,
        &["SELECT project_name, count(*) AS repositories", "FROM repositories GROUP BY 1 ORDER BY 2 DESC, 1"],
    )?;
    story.ask(
        &args.database,
        &[
            "SELECT author ->> 'name' AS author, count(*) AS commits",
            "FROM commits GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3",
        ],
    )?;

    story.step("Changes at the source")?;
    source.push_old_commit(&git, &url).await?;
    story.say(format_args!("a commit pushed to {name}, with a date of {}", git::OLD_DATE))?;
    let renamed = demo.rename(&repository).await?;
    story.say(renamed)?;
    let deleted = demo.delete_one(&repository).await?;
    story.say(deleted)?;
    let created = demo.create_another(&project).await?;
    story.say(created)?;

    story.step("Copied again: only what changed")?;
    let report = copy(&demo, &args.database, &TABLES).await?;
    story.report(&report)?;
    story.say(
        "With a repository go its refs, pushes and commits; with its name, the URLs of its commits change.",
    )?;
    story.ask(
        &args.database,
        &[
            "SELECT name, iif(_deletedAt IS NULL, 'new or changed', 'deleted') AS state FROM repositories",
            "WHERE _syncedAt = (SELECT max(_syncedAt) FROM repositories) ORDER BY name",
        ],
    )?;
    let index = match args.report() {
        Some(folder) => Some(pages(&demo, &args.database, &folder, &mut story).await?),
        None => None,
    };
    story.end(&args.database, begin)?;
    match index.filter(|_| args.open) {
        Some(index) => web::open_file(&index, printer),
        None => Ok(()),
    }
}

/// Copies the tables that the story is not about, and writes a report over all of them. Returns its first page.
async fn pages(
    demo: &Organization,
    database: &Path,
    folder: &Path,
    story: &mut Story<'_>,
) -> Result<PathBuf> {
    story.step(format_args!(
        "Work items, pull requests, pipelines and people too, and a report in {}",
        folder.display()
    ))?;
    let tables: Vec<_> = table::choose(&[], &[], &[])?.into_iter().map(Table::name).collect();
    let report = copy(demo, database, &tables).await?;
    let rows: u64 = report.tables().iter().map(|table| table.counts.added).sum();
    story.say(format_args!("{rows} rows of {} tables in {}", tables.len(), sync::requests(&report)))?;
    let location = Location::Sqlite(database.to_owned());
    adoxide_report::view::install(&location)?;
    let reader = settings::reader(&location)?;
    let scope = Scope::last_days(Timestamp::now(), DAYS)?;
    let times = super::report::times(&scope, DAYS)?;
    let projects = super::report::busiest(&reader, &scope, PROJECTS)?;
    let index =
        super::report::write(&reader, scope, &days_name(DAYS), times, projects, folder, story.printer)?;
    story.say(format_args!("open {}", index.display()))?;
    Ok(index)
}

/// How many days the report looks back.
const DAYS: u32 = 365;
/// How many projects have pages of their own in it.
const PROJECTS: usize = 3;

/// What the story is about.
const TABLES: [&str; 5] = ["projects", "repositories", "refs", "pushes", "commits"];

/// One sync, as `adox sync` does it.
async fn copy(demo: &Organization, database: &Path, tables: &[&str]) -> Result<Report> {
    let destination = Sqlite::at(database).open().await?;
    let ado = demo.client();
    let engine = Engine::new(&ado.address().organization(), feeds(ado, &[]), &destination)
        .tables(tables.iter().copied());
    let report = engine.run().await?;
    destination.close().await?;
    match report.failures().first() {
        Some(failure) => Err(Error::failed(failure.to_string())),
        None => Ok(report),
    }
}

/// Makes room for the file. Only one of an earlier demo is removed, and none that another program writes to.
async fn replace(database: &Path, demo: &Organization) -> Result<()> {
    if database.exists() && !demo.is_copied_in(database)? {
        return Err(Error::usage(format!("`{}` is there already, and not of a demo", database.display()))
            .help("name another file with --database"));
    }
    // Whoever writes to it has it locked; and where none can be made, that is said before all else.
    Sqlite::at(database).open().await?.close().await?;
    for suffix in ["", "-wal", "-shm"] {
        let file = query::beside(database, suffix);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::failed(format!("`{}` can't be removed: {error}", file.display())));
            }
            _ => {}
        }
    }
    Ok(())
}

/// What is said, step by step.
struct Story<'a> {
    printer: &'a Printer,
    step: usize,
}

impl Story<'_> {
    fn step(&mut self, title: impl Display) -> Result<()> {
        self.step += 1;
        let gap = if self.step == 1 { "" } else { "\n" };
        self.printer.line(format_args!("{gap}{}. {title}", self.step))
    }

    fn say(&self, text: impl Display) -> Result<()> {
        let line = format!("   {text}");
        self.printer.line(line.trim_end())
    }

    fn report(&self, report: &Report) -> Result<()> {
        for line in sync::summary(report).lines() {
            self.say(line)?;
        }
        self.say(format_args!("in {}", sync::requests(report)))
    }

    fn ask(&self, database: &Path, sql: &[&str]) -> Result<()> {
        let connection = query::open(database)?;
        let mut answer = Vec::new();
        let layout = Layout::new(Format::Table, Style::plain());
        query::ask(&connection, database, &sql.join(" "), &mut answer, layout)?;
        let lines = sql.iter().copied().chain([""]);
        self.printer.line("")?;
        for line in lines.chain(String::from_utf8_lossy(&answer).lines()) {
            self.say(line)?;
        }
        Ok(())
    }

    fn end(&self, database: &Path, begin: Instant) -> Result<()> {
        let database = database.display();
        self.printer.line(format_args!(
            "\nThat took {:.1} s. The file stays; look at it with any SQLite program, or
   adox query --database {database} --tables
   adox query --database {database} \"SELECT * FROM pushes LIMIT 5\"

The same with an organization of yours:
   export ADOXIDE_ORG=https://dev.azure.com/ORGANIZATION
   export ADOXIDE_PAT=...        # a personal access token with the read scopes that `adox verify` names
   adox verify
   adox sync
And `adox emulator` keeps an Azure DevOps like this one running.",
            begin.elapsed().as_secs_f64()
        ))
    }
}
