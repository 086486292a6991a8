use adoxide::api::git::GitStatusState;
use adoxide::api::policy::{PolicyEvaluationStatus, requeue_policy_evaluation};
use adoxide::resource::PullRequest;
use clap::Args;
use serde_json::{Value, json};

use super::SelectorArgs;
use crate::args::{Format, ListArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, WEB_URL};
use crate::settings::Place;
use crate::verb::Verb;
use crate::wait::{Poll, Row, Screen};
use crate::web;

/// Show how a pull request stands with its policies and statuses
#[derive(Args, Debug)]
#[command(after_help = "Exit codes: 0 all passed; 1 one failed; 8 one is pending.")]
pub struct Checks {
    /// Wait until none is pending, and show how they change
    #[arg(long)]
    watch: bool,

    /// With --watch, stop as soon as one has failed
    #[arg(long, requires = "watch")]
    fail_fast: bool,

    /// Only those that the pull request can't be completed without
    #[arg(long)]
    required: bool,

    /// Run this policy again first, such as a build that has expired; repeatable
    #[arg(long, value_name = "NAME")]
    requeue: Vec<String>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

const VIEW: View = View::new(&[
    Field::new("name"),
    Field::new("state").state(),
    Field::new("status"),
    Field::new("isRequired").head("required"),
    Field::new("kind").unlisted(),
    Field::new("description").unlisted(),
    Field::new(WEB_URL).unlisted(),
]);

impl Verb for Checks {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        let mut checks = self.all(&place, &pull_request).await?;
        if !self.requeue.is_empty() {
            for name in &self.requeue {
                requeue(&place, &pull_request, &checks, name).await?;
                context.printer.say(format_args!("Queued the policy {name} again."));
            }
            checks = self.all(&place, &pull_request).await?;
        }
        if self.watch {
            let mut poll = Poll::new(&context.printer).silent();
            let mut screen = Screen::new(&context.printer);
            loop {
                screen.show(checks.iter().map(|check| {
                    let text = |name: &str| check[name].as_str().unwrap_or_default().to_owned();
                    let name = text("name");
                    Row {
                        leaf: name.clone(),
                        name,
                        state: text("state"),
                        detail: text("status"),
                        ..Row::default()
                    }
                }));
                let failed = self.fail_fast && exit(&checks) == Exit::Failed;
                if failed || !checks.iter().any(|check| check["state"] == "pending") {
                    break;
                }
                poll.wait("").await;
                checks = self.all(&place, &pull_request).await?;
            }
            if self.list.output.asked().is_none_or(|format| format == Format::Table) {
                return Ok(exit(&checks));
            }
        }
        let exit = exit(&checks);
        let rows = futures::stream::iter(checks.into_iter().map(Ok::<_, Error>));
        context.list(&VIEW, place.address(), &self.list, rows).await?;
        Ok(exit)
    }
}

impl Checks {
    async fn all(&self, place: &Place, pull_request: &PullRequest) -> Result<Vec<Value>> {
        let mut checks = all(place, pull_request).await?;
        checks.retain(|check| !self.required || check["isRequired"] == true);
        Ok(checks)
    }
}

/// Has the policy of this name evaluated again.
async fn requeue(place: &Place, pull_request: &PullRequest, checks: &[Value], name: &str) -> Result<()> {
    let mut policies = checks.iter().filter(|check| check["kind"] == "policy");
    let is = |check: &&Value| check["name"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(name));
    let Some(id) = policies.clone().find(is).and_then(|check| check["evaluationId"].as_str()) else {
        let names: Vec<_> = policies.by_ref().filter_map(|check| check["name"].as_str()).collect();
        let error = Error::failed(format!("no policy of the pull request is named `{name}`"));
        return Err(if names.is_empty() {
            error
        } else {
            error.help(format!("there are {}", names.join(", ")))
        });
    };
    let project = pull_request.repository().project().locator();
    place.ado.call(requeue_policy_evaluation(&project, &id.into())).await?;
    Ok(())
}

fn exit(checks: &[Value]) -> Exit {
    let any = |state: &str| checks.iter().any(|check| check["state"] == state);
    if any("fail") {
        Exit::Failed
    } else if any("pending") {
        Exit::Pending
    } else {
        Exit::Ok
    }
}

/// Policies and statuses, those that are required first.
async fn all(place: &Place, pull_request: &PullRequest) -> Result<Vec<Value>> {
    let mut checks = Vec::new();
    let project = pull_request.repository().project().name().await?;
    let mut evaluations = pull_request.evaluations().await?;
    while let Some(evaluation) = evaluations.next().await {
        let evaluation = evaluation?;
        let record = serde_json::to_value(evaluation.record()).unwrap_or_default();
        let settings = &record["configuration"]["settings"];
        let given = settings["displayName"].as_str().or(settings["statusName"].as_str());
        let name = given.filter(|name| !name.is_empty()).unwrap_or(evaluation.policy()).to_owned();
        let state = match evaluation.status() {
            Some(PolicyEvaluationStatus::Approved) => "pass",
            Some(PolicyEvaluationStatus::Rejected | PolicyEvaluationStatus::Broken) => "fail",
            Some(PolicyEvaluationStatus::NotApplicable) => "skipped",
            _ => "pending",
        };
        let build = record["context"]["buildId"].as_i64();
        let page = build.map(|id| {
            format!("{}?buildId={id}", web::page(place.address(), &[&project, "_build", "results"]))
        });
        checks.push(json!({
            "name": name,
            "state": state,
            "status": record["status"],
            "isRequired": record["configuration"]["isBlocking"].as_bool().unwrap_or(false),
            "kind": "policy",
            "description": evaluation.policy(),
            "evaluationId": record["evaluationId"],
            WEB_URL: page,
        }));
    }
    // The last status of each name holds.
    let mut statuses = pull_request.statuses();
    let mut last: Vec<(String, Value)> = Vec::new();
    while let Some(status) = statuses.next().await {
        let status = status?;
        let about = status.context.clone().unwrap_or_default();
        let parts = [about.genre, about.name].into_iter().flatten().filter(|part| !part.is_empty());
        let name = parts.collect::<Vec<_>>().join("/");
        let state = match status.state {
            Some(GitStatusState::Succeeded) => "pass",
            Some(GitStatusState::Failed | GitStatusState::Error) => "fail",
            Some(GitStatusState::NotApplicable | GitStatusState::NotSet) => "skipped",
            _ => "pending",
        };
        let row = json!({
            "name": name,
            "state": state,
            "status": status.state,
            "isRequired": false,
            "kind": "status",
            "description": status.description,
            WEB_URL: status.target_url,
        });
        last.retain(|(known, _)| *known != name);
        last.push((name, row));
    }
    checks.extend(last.into_iter().map(|(_, row)| row));
    checks.sort_by_key(|check| check["isRequired"] != true);
    Ok(checks)
}
