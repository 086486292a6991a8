use adoxide_report::{Metric, Scope, Unit, metric};
use clap::Args;
use serde_json::Value;

use crate::args::{OutputArgs, ScopeArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Rows;
use crate::output::field::{Column, Kind};
use crate::verb::Verb;

/// Compute metrics over the synced tables: pull requests, pipelines, flow
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox metrics
  adox metrics pull-request-phases --days 180
  adox metrics reviewers --project Storefront --output csv
  adox metrics build-results --sql

Weeks begin on Monday, UTC. Durations are seconds and shares are between 0 and
1 in every format but tables. Pull requests and reviews of services and bots
are left out.")]
pub struct Metrics {
    /// The metric; without one, list them
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Print the SQL of the metric, which reads the views that a sync creates
    #[arg(long, requires = "name")]
    sql: bool,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Metrics {
    async fn run(self, context: &Context) -> Result<Exit> {
        let Some(name) = &self.name else { return self.list(context) };
        let metric = metric::find(name).map_err(|error| nearest(error, name))?;
        let reader = self.scope.reader()?;
        let scope = self.scope.scope(&reader)?;
        if self.sql {
            context.printer.line(reader.sql(metric, &scope)?)?;
            return Ok(Exit::Ok);
        }
        let figures = reader.metric(metric, &scope)?;
        let layout = self.output.layout(&context.printer)?;
        let people = layout.style.people;
        let columns = metric.columns.iter().map(|column| Column {
            name: column.name.clone(),
            head: column.title.clone().into(),
            kind: Kind::Unit(column.unit),
        });
        let mut rows = Rows::new(context.printer.paged(&layout), layout, columns);
        for row in &figures.rows {
            let values = row.iter().map(|value| serde_json::to_value(value).unwrap_or(Value::Null));
            rows.row(&values.collect::<Vec<_>>())?;
        }
        context.printer.about(rows.finish()?);
        if people {
            context.printer.say(format_args!("\n{}", about(metric, &scope)));
        }
        Ok(Exit::Ok)
    }
}

impl Metrics {
    fn list(&self, context: &Context) -> Result<Exit> {
        let layout = self.output.layout(&context.printer)?;
        let columns = ["name", "title", "about"].map(Column::from);
        let mut rows = Rows::new(context.printer.paged(&layout), layout, columns);
        for metric in metric::all() {
            rows.row(&[
                metric.name.as_str().into(),
                metric.title.as_str().into(),
                metric.about.as_str().into(),
            ])?;
        }
        context.printer.about(rows.finish()?);
        Ok(Exit::Ok)
    }
}

fn about(metric: &Metric, scope: &Scope) -> String {
    let buckets = metric.columns.iter().any(|column| column.unit == Unit::Day);
    let by = if buckets { format!(", by {}", scope.bucket_name()) } else { String::new() };
    format!("{} From {}{by}.", metric.about, scope.first_day())
}

fn nearest(error: adoxide_report::Error, name: &str) -> Error {
    let near = metric::all().iter().map(|metric| metric.name.as_str());
    let near = near.max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
    let error = Error::from(error);
    match near {
        Some(near) if strsim::jaro_winkler(near, name) > 0.75 => error.help(format!("there is `{near}`")),
        _ => error,
    }
}
