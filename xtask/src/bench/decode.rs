//! `decode`: pages of JSON, one core.

use std::fs;
use std::hint::black_box;

use adoxide_api::wire::{List, Malformed, Reply as _, Scanner};
use adoxide_sync::{Decoder, Table, Unit, table};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::subject::{Named, Work};
use super::{Goal, Outcome, Stand, data, measure};

pub const SUBJECTS: &[Named] = &[
    ("decode-value", |args| pages(args, |_, page| done(serde_json::from_slice::<Value>(page)))),
    ("decode-serde", |args| pages(args, |kind, page| plain(kind, page, Parser::SerdeJson))),
    ("decode-sonic", |args| pages(args, |kind, page| plain(kind, page, Parser::Sonic))),
    ("decode-typed", |args| pages(args, typed)),
    ("decode-arrow", arrow),
];

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    for kind in data::KINDS {
        let file = stand.path(kind);
        fs::write(&file, data::pages(kind, stand.size(40, 40, 2))?).map_err(|error| error.to_string())?;
        let repeat = stand.size(10, 3, 1).to_string();
        let arguments = [kind, &file.to_string_lossy(), &repeat];
        let mut ways = vec!["value", "serde", "sonic", "typed"];
        if arrow_table(kind).is_some() {
            ways.push("arrow");
        }
        let mut subjects: Vec<measure::Subject<'_>> = Vec::new();
        for way in ways {
            let own = move || Stand::own(&format!("decode-{way}"), &arguments);
            subjects.push((name(kind, way), Box::new(move || measure::program(&mut own()?))));
        }
        outcome.samples.extend(measure::in_turns(&mut subjects, stand.rounds())?);
        // One core, whatever else the machine does.
        let rate = |sample: &measure::Sample| {
            sample.amount.as_ref().map_or(f64::NAN, |(amount, _)| amount / sample.cpu)
        };
        outcome.ratio(&name(kind, "arrow"), &name(kind, "sonic"), "MB for CPU", rate, Goal::AtLeast(1.0));
    }
    outcome.notes.push(
        "value: `serde_json::Value`; serde and sonic: to the same plain owned structs of the fields that are used; typed: \
         `adoxide-api`, all fields, unknown ones kept, each item on its own; arrow: what the connector does."
            .to_owned(),
    );
    Ok(outcome)
}

fn name(kind: &str, way: &str) -> String {
    format!("{kind}: {way}")
}

/// The table of a kind of page.
fn arrow_table(kind: &str) -> Option<&'static Table> {
    match kind {
        "work-items" => Some(&table::WORK_ITEMS),
        "pull-requests" => Some(&table::PULL_REQUESTS),
        "builds" => Some(&table::BUILDS),
        "repositories" => Some(&table::REPOSITORIES),
        _ => None,
    }
}

fn pages(args: &[String], decode: fn(&str, &[u8]) -> Result<(), String>) -> Result<Work, String> {
    each(args, decode)
}

fn arrow(args: &[String]) -> Result<Work, String> {
    let kind = args.first().ok_or("which kind?")?;
    let table = arrow_table(kind).ok_or("the connector has no such table")?;
    let mut decoder = Decoder::new(table);
    let unit = Unit::organization("fabrikam").project("p", Some("Storefront")).repository("r", Some("web"));
    each(args, |_, page| {
        let (mut array, mut items) = ("", Vec::new());
        // As the pages of a list are taken apart.
        let mut scanner = Scanner::of(page).map_err(|error| error.to_string())?;
        let scanned = scanner.object(|name, value| {
            if name == "value" {
                array = value.array(|item| {
                    items.push(item.range()?);
                    Ok::<_, Malformed>(())
                })?;
            }
            Ok(())
        });
        scanned.and_then(|_| scanner.end()).map_err(|error: Malformed| error.to_string())?;
        black_box(items);
        let rows = decoder.decode(array.as_bytes(), "value", &unit).map_err(|error| error.to_string())?;
        match rows.faults.first() {
            None => done(Ok::<_, String>(rows.rows)),
            Some(fault) => Err(fault.to_string()),
        }
    })
}

/// Decodes all pages of a file, several times; how many megabytes that was.
fn each(args: &[String], mut decode: impl FnMut(&str, &[u8]) -> Result<(), String>) -> Result<Work, String> {
    let [kind, file, repeat] = args else { return Err("kind, file, how often".to_owned()) };
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let repeat: usize = repeat.parse().map_err(|error| format!("{repeat}: {error}"))?;
    Work::of("MB", || {
        for _ in 0..repeat {
            for page in text.lines() {
                decode(kind, page.as_bytes())?;
            }
        }
        Ok((text.len() * repeat) as f64 / 1e6)
    })
}

fn done<T, E: ToString>(decoded: Result<T, E>) -> Result<(), String> {
    decoded.map(|value| drop(black_box(value))).map_err(|error| error.to_string())
}

fn typed(kind: &str, page: &[u8]) -> Result<(), String> {
    use adoxide_api::{build, git, wit};
    fn list<T: DeserializeOwned>(page: &[u8]) -> Result<(), String> {
        let list = List::<T>::decode(page).map_err(|error| error.to_string())?;
        done(list.into_vec().map_err(|bad| bad.error))
    }
    match kind {
        "work-items" => list::<wit::WorkItem>(page),
        "pull-requests" => list::<git::GitPullRequest>(page),
        "builds" => list::<build::Build>(page),
        _ => list::<git::GitRepository>(page),
    }
}

#[derive(Clone, Copy)]
enum Parser {
    SerdeJson,
    Sonic,
}

fn plain(kind: &str, page: &[u8], parser: Parser) -> Result<(), String> {
    fn with<T: DeserializeOwned>(page: &[u8], parser: Parser) -> Result<(), String> {
        match parser {
            Parser::SerdeJson => done(serde_json::from_slice::<Page<T>>(page)),
            Parser::Sonic => done(sonic_rs::from_slice::<Page<T>>(page)),
        }
    }
    match kind {
        "work-items" => with::<WorkItem>(page, parser),
        "pull-requests" => with::<PullRequest>(page, parser),
        "builds" => with::<Build>(page, parser),
        _ => with::<Repository>(page, parser),
    }
}

/// Declares structs of optional fields, spelled as on the wire.
macro_rules! plain {
    ($($name:ident { $($field:ident: $type:ty = $key:literal),* $(,)? })*) => {$(
        #[derive(Deserialize)]
        #[allow(dead_code)]
        struct $name { $(#[serde(rename = $key, default)] $field: Option<$type>),* }
    )*};
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Page<T> {
    count: u64,
    value: Vec<T>,
}

plain! {
    Link { href: String = "href" }
    Project {
        id: String = "id", name: String = "name", url: String = "url", state: String = "state", revision: i64 = "revision",
        visibility: String = "visibility", last_update_time: String = "lastUpdateTime",
    }
    Links {
        this: Link = "self", project: Link = "project", web: Link = "web", ssh: Link = "ssh", commits: Link = "commits",
        refs: Link = "refs", pull_requests: Link = "pullRequests", items: Link = "items", pushes: Link = "pushes",
        html: Link = "html", avatar: Link = "avatar", timeline: Link = "timeline", badge: Link = "badge",
    }
    Repository {
        id: String = "id", name: String = "name", url: String = "url", project: Project = "project",
        default_branch: String = "defaultBranch", size: i64 = "size", remote_url: String = "remoteUrl",
        ssh_url: String = "sshUrl", web_url: String = "webUrl", is_disabled: bool = "isDisabled",
        is_in_maintenance: bool = "isInMaintenance", is_fork: bool = "isFork", links: Links = "_links",
    }
    Identity {
        display_name: String = "displayName", url: String = "url", links: Links = "_links", id: String = "id",
        unique_name: String = "uniqueName", image_url: String = "imageUrl", descriptor: String = "descriptor",
        vote: i64 = "vote", has_declined: bool = "hasDeclined", is_required: bool = "isRequired",
        is_flagged: bool = "isFlagged",
    }
    Commit { commit_id: String = "commitId", url: String = "url" }
    Label { id: String = "id", name: String = "name", active: bool = "active" }
    Completion {
        message: String = "mergeCommitMessage", delete_source: bool = "deleteSourceBranch", strategy: String = "mergeStrategy",
    }
    PullRequest {
        repository: Repository = "repository", id: i64 = "pullRequestId", review: i64 = "codeReviewId",
        status: String = "status", created_by: Identity = "createdBy", created: String = "creationDate",
        closed: String = "closedDate", title: String = "title", description: String = "description",
        source: String = "sourceRefName", target: String = "targetRefName", merge_status: String = "mergeStatus",
        is_draft: bool = "isDraft", merge_id: String = "mergeId", merge_source: Commit = "lastMergeSourceCommit",
        merge_target: Commit = "lastMergeTargetCommit", merge: Commit = "lastMergeCommit",
        reviewers: Vec<Identity> = "reviewers", labels: Vec<Label> = "labels", url: String = "url",
        completion: Completion = "completionOptions", iterations: bool = "supportsIterations",
        queued: String = "completionQueueTime",
    }
    Fields {
        area: String = "System.AreaPath", project: String = "System.TeamProject", iteration: String = "System.IterationPath",
        kind: String = "System.WorkItemType", state: String = "System.State", reason: String = "System.Reason",
        assigned: Identity = "System.AssignedTo", created: String = "System.CreatedDate",
        created_by: Identity = "System.CreatedBy", changed: String = "System.ChangedDate",
        changed_by: Identity = "System.ChangedBy", comments: i64 = "System.CommentCount", title: String = "System.Title",
        column: String = "System.BoardColumn", column_done: bool = "System.BoardColumnDone",
        state_changed: String = "Microsoft.VSTS.Common.StateChangeDate", priority: i64 = "Microsoft.VSTS.Common.Priority",
        rank: f64 = "Microsoft.VSTS.Common.StackRank", value_area: String = "Microsoft.VSTS.Common.ValueArea",
        points: f64 = "Microsoft.VSTS.Scheduling.StoryPoints", description: String = "System.Description",
        tags: String = "System.Tags",
    }
    WorkItem { id: i64 = "id", rev: i64 = "rev", fields: Fields = "fields", links: Links = "_links", url: String = "url" }
    Reference { id: Value = "id", name: String = "name", url: String = "url", revision: i64 = "revision", project: Project = "project" }
    Build {
        links: Links = "_links", tags: Vec<String> = "tags", trigger: Value = "triggerInfo", id: i64 = "id",
        number: String = "buildNumber", status: String = "status", result: String = "result", queued: String = "queueTime",
        started: String = "startTime", finished: String = "finishTime", url: String = "url", definition: Reference = "definition",
        project: Project = "project", uri: String = "uri", branch: String = "sourceBranch", version: String = "sourceVersion",
        queue: Reference = "queue", priority: String = "priority", reason: String = "reason",
        requested_for: Identity = "requestedFor", requested_by: Identity = "requestedBy", last_changed: String = "lastChangedDate",
        last_changed_by: Identity = "lastChangedBy", repository: Reference = "repository", retained: bool = "retainedByRelease",
    }
}
