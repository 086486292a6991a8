//! `adox test-run`.

use adoxide::Address;
use adoxide::api::test::{GetTestResults, GetTestRuns, TestCaseResult};
use adoxide::resource::TestRun as Handle;
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use crate::args::{ConfirmArgs, ListArgs, ProjectArgs, ShowArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::field::{Field, View, person};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// Look at test runs and their results
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox test-run list --run 1042
  adox test-run results 311 --failed
  adox test-run results 311 --outcome Failed --outcome Aborted --output csv")]
pub struct TestRuns {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show>("show"),
    Entry::verb::<Results>("results"),
    Entry::verb::<Delete>("delete"),
];

const VIEW: View = View::new(&[
    Field::new("id"),
    Field::new("name").id(),
    Field::new("state").state(),
    Field::at("total", "totalTests"),
    Field::at("passed", "passedTests"),
    Field::by("failed", |run| {
        let outcomes = run["runStatistics"].as_array().into_iter().flatten();
        let failed = outcomes.filter(|outcome| outcome["outcome"] == "Failed");
        failed.filter_map(|outcome| outcome["count"].as_i64()).sum::<i64>().into()
    }),
    Field::by("run", |run| run["build"]["id"].clone()),
    Field::new("completedDate").head("completed").date(),
    Field::by("outcomes", |run| {
        let outcomes = run["runStatistics"].as_array().into_iter().flatten();
        let outcomes = outcomes.filter_map(|outcome| {
            Some(format!("{} {}", outcome["count"].as_i64()?, outcome["outcome"].as_str()?))
        });
        crate::output::field::joined(outcomes)
    })
    .unlisted(),
    Field::new("startedDate").date().unlisted(),
    Field::by("owner", |run| person(&run["owner"])).unlisted(),
    Field::new("isAutomated").unlisted(),
    Field::new("comment").text(),
    Field::new("errorMessage").text(),
])
.url(url);

fn url(run: &Value, _: &Address) -> Option<String> {
    run["webAccessUrl"].as_str().map(str::to_owned)
}

/// Which test run.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The test run
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    id: i64,

    #[command(flatten)]
    project: ProjectArgs,
}

impl SelectorArgs {
    async fn find(&self) -> Result<(Place, Handle)> {
        let place = Place::of_project(&self.project)?;
        let run = place.project()?.test_run(self.id).await?;
        Ok((place, run))
    }
}

/// List the test runs of a project, or of a run of a pipeline
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those that this run of a pipeline published
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    run: Option<i64>,

    /// Those of automated tests
    #[arg(long, conflicts_with = "manual")]
    automated: bool,

    /// Those of manual tests
    #[arg(long)]
    manual: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let params = GetTestRuns {
            build_uri: self.run.map(|id| format!("vstfs:///Build/Build/{id}")),
            automated: (self.automated || self.manual).then_some(self.automated),
            include_run_details: Some(true),
            ..GetTestRuns::default()
        };
        let found = place.project()?.test_runs_with(params).map_ok(|run| run.value().clone());
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Show a test run with the number of its results by outcome
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct Show {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.selector.find().await?;
        let mut row = super::value(run.value())?;
        if row["runStatistics"].as_array().is_none_or(Vec::is_empty) {
            row["runStatistics"] = json!(run.statistics().await?);
        }
        context.show(&VIEW, place.address(), &self.show, &row)
    }
}

const RESULTS: View = View::new(&[
    Field::new("id"),
    Field::by("test", |result| {
        [&result["testCaseTitle"], &result["automatedTestName"], &result["testCase"]["name"]]
            .into_iter()
            .find(|name| name.as_str().is_some_and(|name| !name.is_empty()))
            .cloned()
            .unwrap_or_default()
    })
    .id(),
    Field::new("outcome").state(),
    Field::at("durationInMs", "durationInMs").head("ms"),
    Field::at("storage", "automatedTestStorage").unlisted(),
    Field::new("computerName").unlisted(),
    Field::new("startedDate").date().unlisted(),
    Field::new("completedDate").date().unlisted(),
    Field::by("failingSince", |result| result["failingSince"]["date"].clone()).unlisted(),
    Field::new("errorMessage").head("error"),
    Field::new("stackTrace").unlisted(),
]);

/// List the results of a test run
#[derive(Args, Debug)]
#[command(visible_alias = "result")]
struct Results {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Those that failed
    #[arg(long, conflicts_with = "outcome")]
    failed: bool,

    /// Those with this outcome, such as Passed, Failed or NotExecuted; repeatable
    #[arg(long, value_name = "OUTCOME")]
    outcome: Vec<String>,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for Results {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.selector.find().await?;
        let mut outcomes = self.outcome;
        if self.failed {
            outcomes.push("Failed".to_owned());
        }
        let params = GetTestResults {
            outcomes: Some(outcomes).filter(|outcomes| !outcomes.is_empty()),
            ..GetTestResults::default()
        };
        let found = run.results_with(params).map_ok(|result: TestCaseResult| result);
        context.list(&RESULTS, place.address(), &self.list, found).await
    }
}

/// Delete a test run with its results
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, run) = self.selector.find().await?;
        let (id, name) = (run.id(), run.name().to_owned());
        let what = format!("this deletes test run {id}, {name}, with its results");
        context.confirm(self.confirm, what, "it can't be restored")?;
        run.delete().await?;
        context.printer.say(format_args!("Deleted test run {id}: {name}."));
        Ok(Exit::Ok)
    }
}
