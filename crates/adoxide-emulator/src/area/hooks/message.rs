//! What an event says to people: a sentence, and the same in detail; as text, HTML and Markdown.

use serde_json::{Value, json};

use super::happening::Happening;
use crate::handler::Call;

/// The sentence of an event, and the same in detail.
#[allow(clippy::too_many_lines, reason = "one row for each event type")]
pub(super) fn of(call: &Call, happening: &Happening, resource: &Value) -> (String, String) {
    let who = call.world().identity(happening.actor).map_or_else(String::new, |who| who.display_name.clone());
    let text = |pointer: &str| {
        let value = resource.pointer(pointer);
        value
            .map_or_else(String::new, |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let fact = |name: &str| happening.facts[name].as_str().unwrap_or_default().to_owned();
    let pull_request = |of: &str| {
        let [id, title, repository] =
            ["pullRequestId", "title", "repository/name"].map(|name| text(&format!("{of}/{name}")));
        format!("pull request {id} ({title}) in {repository}")
    };
    let item = |of: &str| {
        let [kind, title] =
            ["System.WorkItemType", "System.Title"].map(|field| text(&format!("{of}/fields/{field}")));
        let id = text(&format!("{of}/id"));
        format!("{kind} #{id} ({title})")
    };
    let state =
        |state: String, result: String| if result.is_empty() || result == "null" { state } else { result };
    let sentence = match happening.event_type {
        "build.complete" => {
            let result = state(text("/status"), text("/result"));
            format!("Build {} {}", text("/buildNumber"), words(&result))
        }
        "git.push" => {
            let branch = text("/refUpdates/0/name");
            let branch = branch.trim_start_matches("refs/heads/");
            format!("{who} pushed updates to {}:{branch}.", text("/repository/name"))
        }
        "tfvc.checkin" => {
            format!("{who} checked in changeset {}: {}", text("/changesetId"), text("/comment"))
        }
        "git.pullrequest.created" => format!("{who} created {}", pull_request("")),
        "git.pullrequest.updated" => format!("{who} {} {}", fact("verb"), pull_request("")),
        "git.pullrequest.merged" => format!("{who} attempted a merge of {}", pull_request("")),
        "ms.vss-code.git-pullrequest-comment-event" => format!("{who} has commented on a pull request"),
        "git.repo.created" => format!(
            "A new Git repository was created with name {} and id {}.",
            text("/repository/name"),
            text("/repository/id")
        ),
        "git.repo.forked" => format!(
            "Git repository {} was forked to {}.",
            text("/sourceRepository/name"),
            text("/targetRepository/name")
        ),
        "git.repo.renamed" => {
            format!("Git repository {} was renamed to {}.", text("/oldName"), text("/newName"))
        }
        "git.repo.deleted" => format!(
            "Git repository {} with id {} was deleted.",
            text("/repositoryName"),
            text("/repositoryId")
        ),
        "git.repo.undeleted" => format!("Git repository {} was restored.", text("/repository/name")),
        "git.repo.statuschanged" => {
            let is_disabled = resource["disabled"] == true;
            format!(
                "Git repository {} was {}.",
                text("/repository/name"),
                if is_disabled { "disabled" } else { "enabled" }
            )
        }
        "workitem.created" => format!("{} created by {who}.", item("")),
        "workitem.updated" => format!("{} updated by {who}.", item("/revision")),
        "workitem.commented" => format!("{} commented on by {who}.", item("")),
        "workitem.deleted" => format!("{} deleted by {who}.", item("")),
        "workitem.restored" => format!("{} restored by {who}.", item("")),
        "ms.vss-endpoint.endpoint-created" => format!("Service connection {} was created.", text("/name")),
        "ms.vss-endpoint.endpoint-updated" => format!("Service connection {} was updated.", text("/name")),
        "ms.vss-pipelines.run-state-changed-event" => {
            format!("Run {} {}.", text("/run/name"), words(&state(text("/run/state"), text("/run/result"))))
        }
        "ms.vss-pipelines.stage-state-changed-event" => {
            let state = words(&state(text("/stage/state"), text("/stage/result")));
            format!("Run {} stage {} {state}.", text("/run/name"), text("/stage/name"))
        }
        "ms.vss-pipelines.job-state-changed-event" => {
            let state = words(&state(text("/job/state"), text("/job/result")));
            format!(
                "Run {} stage {} job {} {state}.",
                text("/run/name"),
                text("/stage/name"),
                text("/job/name")
            )
        }
        "agentqueue.created" => {
            format!("Creating project-level agent pool {} with id {}.", text("/queueName"), text("/queueId"))
        }
        "ms.vss-release.release-created-event" => format!("Release {} created.", text("/release/name")),
        "ms.vss-release.release-abandoned-event" => format!("Release {} abandoned.", text("/release/name")),
        "ms.vss-release.deployment-started-event" => {
            format!(
                "Deployment of release {} to stage {} started.",
                text("/release/name"),
                text("/environment/name")
            )
        }
        "ms.vss-release.deployment-completed-event" => {
            let [release, stage] = ["/deployment/release/name", "/environment/name"].map(text);
            let state = words(&text("/environment/status"));
            let state =
                state.get(..1).unwrap_or_default().to_uppercase() + state.get(1..).unwrap_or_default();
            format!("Deployment of release {release} on stage {stage} {state}.")
        }
        "ms.vss-release.deployment-approval-pending-event" => {
            let stage = text("/approval/releaseEnvironment/name");
            format!(
                "{} deployment approval pending for release {} on stage {stage}.",
                side(&text("/approval/approvalType")),
                text("/release/name")
            )
        }
        "ms.vss-release.deployment-approval-completed-event" => {
            let stage = text("/approval/releaseEnvironment/name");
            let state = words(&text("/approval/status"));
            format!(
                "{} deployment approval for release {} on stage {stage} {state}.",
                side(&text("/approval/approvalType")),
                text("/release/name")
            )
        }
        event_type => event_type.to_owned(),
    };
    let detailed = match happening.event_type {
        "git.push" => {
            let commits = resource["commits"].as_array().into_iter().flatten();
            let lines = commits.map(|commit| {
                let [comment, id] =
                    ["comment", "commitId"].map(|name| commit[name].as_str().unwrap_or_default());
                format!("\r\n - {} {}", comment.lines().next().unwrap_or_default(), id.get(..8).unwrap_or(id))
            });
            format!("{sentence}{}", lines.collect::<String>())
        }
        name if name.starts_with("git.pullrequest.") => {
            let (status, commit) = (text("/mergeStatus"), text("/lastMergeCommit/commitId"));
            format!("{sentence}\r\n\r\n- Merge status: {status}\r\n- Merge commit: {commit}\r\n")
        }
        "ms.vss-code.git-pullrequest-comment-event" => {
            let content = text("/comment/content");
            format!("{sentence}\r\n{}", if content.is_empty() { text("/content") } else { content })
        }
        "workitem.commented" => format!("{sentence}\r\n{}", text("/fields/System.History")),
        name if name.starts_with("workitem.") => {
            let of = if resource.get("revision").is_some() { "/revision" } else { "" };
            let lines = [
                ("Area", "System.AreaPath"),
                ("Iteration", "System.IterationPath"),
                ("State", "System.State"),
            ];
            let lines =
                lines.map(|(name, field)| format!("- {name}: {}\r\n", text(&format!("{of}/fields/{field}"))));
            format!("{sentence}\r\n\r\n{}", lines.concat())
        }
        _ => sentence.clone(),
    };
    (sentence, detailed)
}

/// Before or after the deployment.
fn side(approval_type: &str) -> &'static str {
    if approval_type == "postDeploy" { "Post" } else { "Pre" }
}

/// A state or result as a sentence has it: `partially succeeded`.
fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// A message in the forms that a subscription wishes; null if it wishes none.
pub(super) fn wished(text: &str, wish: Option<&str>) -> Value {
    let html =
        || text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace("\r\n", "<br/>");
    match wish.map(str::to_lowercase).as_deref() {
        Some("none") => Value::Null,
        Some("text") => json!({ "text": text }),
        Some("html") => json!({ "html": html() }),
        Some("markdown") => json!({ "markdown": text }),
        _ => json!({ "text": text, "html": html(), "markdown": text }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_the_forms_that_are_wished() {
        assert_eq!(wished("a<b", None), json!({ "text": "a<b", "html": "a&lt;b", "markdown": "a<b" }));
        assert_eq!(wished("a", Some("Text")), json!({ "text": "a" }));
        assert_eq!(wished("a", Some("none")), Value::Null);
        assert_eq!(words("partiallySucceeded"), "partially succeeded");
    }
}
