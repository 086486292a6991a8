//! `adox approval`: approvals of pipelines and of classic releases.

use adoxide::ErrorKind;
use adoxide::api::approvals_and_checks::pipelinesapproval::{
    self as pipelines, ApprovalDetailsExpandParameter, QueryApprovals,
};
use adoxide::api::release::{self, GetApprovals, ReleaseApproval};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use crate::args::{ListArgs, ProjectArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, WEB_URL, joined};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// Work with approvals of pipelines and releases
#[derive(Args, Debug)]
#[command(
    visible_alias = "approvals",
    after_help = "\
Examples:
  adox approval list --mine
  adox approval approve 6f3c1e5a-0a3b-4d7c-9a55-0f3b8f0f2a11 --comment \"Go\"
  adox approval reject 17

An approval of a pipeline is named by a GUID, one of a classic release by a
number."
)]
pub struct Approvals {}

/// The verbs.
pub const VERBS: &[Entry] =
    &[Entry::verb::<List>("list"), Entry::verb::<Approve>("approve"), Entry::verb::<Reject>("reject")];

const VIEW: View = View::new(&[
    Field::new("id").id(),
    Field::new("kind"),
    Field::new("of"),
    Field::new("stage"),
    Field::new("status").state(),
    Field::new("approvers"),
    Field::new("createdOn").head("since").date(),
    Field::new("run").unlisted(),
    Field::new("instructions").unlisted(),
    Field::new(WEB_URL).unlisted(),
]);

/// List pending approvals of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls", after_help = "Exit codes: 0 nothing is pending; 8 something is.")]
struct List {
    /// Those that wait for me
    #[arg(long)]
    mine: bool,

    /// Those of this run
    #[arg(long, value_name = "ID")]
    run: Option<i64>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let me = if self.mine { Some(place.ado.identity_id("@me").await?) } else { None };
        let mut rows = of_pipelines(&place, me.as_deref()).await?;
        if let Some(run) = self.run {
            rows.retain(|row| row["run"] == run);
        } else {
            rows.extend(of_releases(&place, me.as_deref()).await?);
        }
        let exit = if rows.is_empty() { Exit::Ok } else { Exit::Pending };
        let rows = futures::stream::iter(rows.into_iter().map(Ok::<_, Error>));
        context.list(&VIEW, place.address(), &self.list, rows).await?;
        Ok(exit)
    }
}

async fn of_pipelines(place: &Place, user: Option<&str>) -> Result<Vec<Value>> {
    let params = QueryApprovals {
        state: Some(pipelines::ApprovalStatus::Pending),
        user_ids: user.map(|id| vec![id.to_owned()]),
        expand: Some(ApprovalDetailsExpandParameter::Steps),
        ..QueryApprovals::default()
    };
    let found = place.ado.items(pipelines::query_approvals(&place.project()?.locator(), params));
    let found: Vec<pipelines::Approval> = found.try_collect().await?;
    let row = |approval: &pipelines::Approval| {
        let whole = serde_json::to_value(approval).unwrap_or_default();
        let waiting = whole["steps"].as_array().into_iter().flatten();
        let waiting = waiting.filter(|step| step["status"] == "pending");
        json!({
            "id": whole["id"],
            "kind": "pipeline",
            "of": whole["pipeline"]["name"],
            "run": whole["pipeline"]["owner"]["id"],
            "stage": null,
            "status": whole["status"],
            "approvers": joined(waiting.filter_map(|step| {
                step["assignedApprover"]["displayName"].as_str().map(str::to_owned)
            })),
            "createdOn": whole["createdOn"],
            "instructions": whole["instructions"],
            WEB_URL: whole["pipeline"]["owner"]["_links"]["web"]["href"],
        })
    };
    Ok(found.iter().map(row).collect())
}

async fn of_releases(place: &Place, user: Option<&str>) -> Result<Vec<Value>> {
    let params = GetApprovals {
        assigned_to_filter: user.map(str::to_owned),
        status_filter: Some(release::ApprovalStatus::Pending),
        include_my_group_approvals: user.map(|_| true),
        ..GetApprovals::default()
    };
    let found = place.ado.items(release::get_approvals(&place.project()?.locator(), params));
    let found: Vec<ReleaseApproval> = match found.try_collect().await {
        Ok(found) => found,
        // Organizations may have classic releases turned off.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let row = |approval: &ReleaseApproval| {
        let whole = serde_json::to_value(approval).unwrap_or_default();
        json!({
            "id": whole["id"],
            "kind": "release",
            "of": whole["release"]["name"],
            "run": whole["release"]["id"],
            "stage": whole["releaseEnvironment"]["name"],
            "status": whole["status"],
            "approvers": whole["approver"]["displayName"],
            "createdOn": whole["createdOn"],
            "instructions": null,
            WEB_URL: whole["release"]["_links"]["web"]["href"],
        })
    };
    Ok(found.iter().map(row).collect())
}

/// Which approvals, and a comment on the decision.
#[derive(Args, Debug)]
struct DecisionArgs {
    /// The approvals
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,

    /// A comment
    #[arg(long, short = 'm', visible_alias = "message", value_name = "TEXT")]
    comment: Option<String>,

    #[command(flatten)]
    project: ProjectArgs,
}

impl DecisionArgs {
    async fn decide(self, context: &Context, approves: bool) -> Result<Exit> {
        let mut of_pipelines = Vec::new();
        let mut of_releases = Vec::new();
        for id in &self.ids {
            match id.parse::<i64>() {
                Ok(number) if number > 0 => of_releases.push(number),
                _ if is_guid(id) => of_pipelines.push(id.clone()),
                _ => {
                    return Err(Error::usage(format!("expected an approval, got `{id}`"))
                        .help("`adox approval list` lists those that are pending"));
                }
            }
        }
        let place = Place::of_project(&self.project)?;
        let project = place.project()?.locator();
        let done = if approves { "Approved" } else { "Rejected" };
        if !of_pipelines.is_empty() {
            let status = if approves {
                pipelines::ApprovalStatus::Approved
            } else {
                pipelines::ApprovalStatus::Rejected
            };
            let body: Vec<_> = of_pipelines
                .iter()
                .map(|id| pipelines::ApprovalUpdateParameters {
                    approval_id: Some(id.clone()),
                    comment: self.comment.clone(),
                    status: Some(status.clone()),
                    ..pipelines::ApprovalUpdateParameters::default()
                })
                .collect();
            place.ado.call(pipelines::update_approvals(&project, &body)).await?;
            context.printer.say(format_args!("{done} {}.", of_pipelines.join(", ")));
        }
        for id in of_releases {
            let status =
                if approves { release::ApprovalStatus::Approved } else { release::ApprovalStatus::Rejected };
            let body = ReleaseApproval {
                status: Some(status),
                comments: self.comment.clone(),
                ..ReleaseApproval::default()
            };
            let now = place.ado.call(release::update_release_approval(&project, id.into(), &body)).await?;
            let whole = serde_json::to_value(&now).unwrap_or_default();
            let of = whole["release"]["name"].as_str().unwrap_or_default();
            let stage = whole["releaseEnvironment"]["name"].as_str().unwrap_or_default();
            context.printer.say(format_args!("{done} {of} for {stage}."));
        }
        Ok(Exit::Ok)
    }
}

fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| {
            if matches!(at, 8 | 13 | 18 | 23) { byte == b'-' } else { byte.is_ascii_hexdigit() }
        })
}

/// Approve what waits for an approval
#[derive(Args, Debug)]
struct Approve {
    #[command(flatten)]
    decision: DecisionArgs,
}

impl Verb for Approve {
    async fn run(self, context: &Context) -> Result<Exit> {
        self.decision.decide(context, true).await
    }
}

/// Reject what waits for an approval
#[derive(Args, Debug)]
struct Reject {
    #[command(flatten)]
    decision: DecisionArgs,
}

impl Verb for Reject {
    async fn run(self, context: &Context) -> Result<Exit> {
        self.decision.decide(context, false).await
    }
}
