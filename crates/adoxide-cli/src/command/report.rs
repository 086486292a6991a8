use std::path::{Path, PathBuf};

use adoxide_report::{Named, Plan, Reader, Scope, metric};
use clap::Args;
use jiff::Timestamp;

use crate::args::{ScopeArgs, days_name};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::printer::Printer;
use crate::verb::Verb;
use crate::web;

/// How many days other pages look back than those that were asked for.
const DAYS: [u32; 3] = [30, 90, 365];

/// Write pages with charts over the synced tables: HTML that needs nothing else
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox report --open
  adox report --out public --days 30
  adox report --project Storefront --from 2026-01-01 --to 2026-03-31
  adox report --grafana --out provisioning

The pages run no script and load nothing. They look well in the dark and on
paper, and each chart has its table, its SQL and its rows as CSV. A report in
the same folder is replaced; other files there are left alone.")]
pub struct Report {
    /// The folder to write into, created if it is not there
    #[arg(long, value_name = "FOLDER", default_value = "adox-report")]
    out: PathBuf,

    /// Open the report in the browser
    #[arg(long)]
    open: bool,

    /// Write dashboards for Grafana in place of pages: a provisioning folder
    /// over the views that a sync creates in this schema of PostgreSQL
    #[arg(long, value_name = "SCHEMA", num_args = 0..=1, default_missing_value = "ado", conflicts_with = "open")]
    grafana: Option<String>,

    /// How many projects, the busiest first, get pages of their own
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    projects: usize,

    #[command(flatten)]
    scope: ScopeArgs,
}

impl Verb for Report {
    async fn run(self, context: &Context) -> Result<Exit> {
        if let Some(schema) = &self.grafana {
            return dashboards(schema, &self.out, &context.printer);
        }
        let reader = self.scope.reader()?;
        let scope = self.scope.scope(&reader)?;
        let times = if self.scope.is_range() { Vec::new() } else { times(&scope, self.scope.days)? };
        let projects =
            if scope.in_project().is_some() { Vec::new() } else { busiest(&reader, &scope, self.projects)? };
        let index = write(&reader, scope, &self.scope.name(), times, projects, &self.out, &context.printer)?;
        context.printer.line(index.display())?;
        if self.open {
            web::open_file(&index, &context.printer)?;
        }
        Ok(Exit::Ok)
    }
}

/// Writes the provisioning folder of Grafana.
fn dashboards(schema: &str, out: &Path, printer: &Printer) -> Result<Exit> {
    for (path, text) in adoxide_report::grafana::provisioning(schema)? {
        let path = out.join(path);
        let folder = path.parent().unwrap_or(out);
        let failed = |error| Error::failed(format!("`{}` can't be written: {error}", path.display()));
        std::fs::create_dir_all(folder).map_err(failed)?;
        std::fs::write(&path, text).map_err(failed)?;
        printer.line(path.display())?;
    }
    Ok(Exit::Ok)
}

/// Writes a report and tells about it. Returns its first page.
pub fn write(
    reader: &Reader,
    scope: Scope,
    time: &str,
    times: Vec<(String, String, Scope)>,
    projects: Vec<Named>,
    out: &Path,
    printer: &Printer,
) -> Result<PathBuf> {
    let organizations = reader.organizations(&scope)?;
    let organization =
        if organizations.is_empty() { "Azure DevOps".to_owned() } else { organizations.join(", ") };
    let plan =
        Plan { organization, reader, scope, time: time.to_owned(), times, projects, made: Timestamp::now() };
    let written = plan.write(out, |_| {})?;
    printer.say(format_args!(
        "{} pages, {} in all, in {}",
        written.pages,
        adoxide_report::Unit::Bytes.show(written.bytes as f64),
        out.display()
    ));
    Ok(out.join("index.html"))
}

/// The same for other numbers of days.
pub fn times(scope: &Scope, shown: u32) -> Result<Vec<(String, String, Scope)>> {
    let others = DAYS.into_iter().filter(|days| *days != shown);
    let time = |days: u32| {
        let other = scope.clone().last(days)?;
        Ok((days_name(days), format!("{days}-days"), other))
    };
    others.map(time).collect()
}

/// The projects in which most happened.
pub fn busiest(reader: &Reader, scope: &Scope, most: usize) -> Result<Vec<Named>> {
    if most == 0 {
        return Ok(Vec::new());
    }
    let figures = reader.metric(metric::find("projects")?, scope)?;
    let mut projects = reader.projects(scope)?;
    let place = |project: &Named| {
        figures
            .rows
            .iter()
            .position(|row| row.first().and_then(adoxide_report::Value::text) == Some(&project.name))
    };
    projects.retain(|project| place(project).is_some_and(|place| place < most));
    Ok(projects)
}
