//! What events name: the only place that knows which event says what about which tables.

use adoxide::webhook::Event;
use adoxide_sync::{Target, Unit};

/// What of the tables an event is about.
#[derive(Clone, Copy)]
enum By {
    /// One pull request.
    PullRequest,
    /// One build.
    Build,
    /// What is new in a repository.
    Repository,
    /// What is new in a project.
    Project,
}

struct Rule {
    /// The publisher and the types of its events.
    publisher: &'static str,
    events: &'static [&'static str],
    /// A table of each feed that is to read again.
    tables: &'static [&'static str],
    by: By,
}

const RULES: &[Rule] = &[
    Rule {
        publisher: "tfs",
        events: &["git.push"],
        tables: &["refs", "default_branch_commits"],
        by: By::Repository,
    },
    Rule {
        publisher: "tfs",
        events: &[
            "git.pullrequest.created",
            "git.pullrequest.updated",
            "git.pullrequest.merged",
            "ms.vss-code.git-pullrequest-comment-event",
        ],
        tables: &["pull_requests"],
        by: By::PullRequest,
    },
    Rule {
        publisher: "tfs",
        events: &[
            "git.repo.created",
            "git.repo.deleted",
            "git.repo.forked",
            "git.repo.renamed",
            "git.repo.statuschanged",
            "git.repo.undeleted",
        ],
        tables: &["repositories", "deleted_repositories"],
        by: By::Project,
    },
    // The rows of a repository go and come back with it.
    Rule {
        publisher: "tfs",
        events: &["git.repo.undeleted"],
        tables: &["refs", "default_branch_commits"],
        by: By::Repository,
    },
    Rule {
        publisher: "tfs",
        events: &["git.repo.deleted", "git.repo.renamed", "git.repo.undeleted"],
        tables: &["pull_requests"],
        by: By::Project,
    },
    Rule {
        publisher: "tfs",
        events: &[
            "workitem.commented",
            "workitem.created",
            "workitem.deleted",
            "workitem.restored",
            "workitem.updated",
        ],
        tables: &["work_items"],
        by: By::Project,
    },
    Rule {
        publisher: "tfs",
        events: &["workitem.deleted", "workitem.restored"],
        tables: &["deleted_work_items"],
        by: By::Project,
    },
    Rule { publisher: "tfs", events: &["build.complete"], tables: &["builds"], by: By::Build },
    Rule {
        publisher: "pipelines",
        events: &["ms.vss-pipelines.run-state-changed-event"],
        tables: &["builds"],
        by: By::Build,
    },
    Rule {
        publisher: "pipelines",
        events: &[
            "ms.vss-pipelinechecks-events.approval-pending",
            "ms.vss-pipelinechecks-events.approval-completed",
        ],
        tables: &["pipeline_approvals"],
        by: By::Project,
    },
    Rule {
        publisher: "tfs",
        events: &["ms.vss-endpoint.endpoint-created", "ms.vss-endpoint.endpoint-updated"],
        tables: &["service_endpoints"],
        by: By::Project,
    },
    Rule {
        publisher: "distributedtask",
        events: &["agentqueue.created", "agentqueue.updated"],
        tables: &["agent_queues"],
        by: By::Project,
    },
    Rule {
        publisher: "rm",
        events: &["ms.vss-release.release-created-event", "ms.vss-release.release-abandoned-event"],
        tables: &["releases"],
        by: By::Project,
    },
    Rule {
        publisher: "rm",
        events: &["ms.vss-release.deployment-started-event", "ms.vss-release.deployment-completed-event"],
        tables: &["releases", "release_deployments"],
        by: By::Project,
    },
    Rule {
        publisher: "rm",
        events: &[
            "ms.vss-release.deployment-approval-pending-event",
            "ms.vss-release.deployment-approval-completed-event",
        ],
        tables: &["releases", "release_approvals"],
        by: By::Project,
    },
];

/// What an event names, as the inbox keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub event_type: String,
    pub project: Option<String>,
    pub repository: Option<String>,
    /// The number of the pull request or the build.
    pub number: Option<i64>,
}

/// What an event names. Nothing of it is taken as true: it is read again.
pub(crate) fn named(event: &Event) -> Named {
    let number = event.pull_request_id().or_else(|| event.build_id());
    Named {
        event_type: event.event_type.clone(),
        project: event.project_id().map(str::to_lowercase),
        repository: event.repository_id().map(str::to_lowercase),
        number,
    }
}

/// What is read again for it; nothing if no table is told about by it, or it does not say where it happened.
pub(crate) fn targets(named: &Named, organization: &str) -> Vec<Target> {
    let Some(project) = named.project.as_deref() else { return Vec::new() };
    let project = Unit::organization(organization).project(project, None);
    let mut targets = Vec::new();
    for rule in rules_of(&named.event_type) {
        for table in rule.tables {
            let target = match (rule.by, &named.repository, named.number) {
                (By::PullRequest | By::Build, _, Some(number)) => {
                    Target::new(table, project.clone()).map(|target| target.id(number))
                }
                (By::Repository, Some(repository), _) => {
                    Target::new(table, project.repository(repository, None))
                }
                (By::Project, ..) => Target::new(table, project.clone()),
                // Which one it is was not said: all that is new.
                (By::PullRequest | By::Build, _, None) => Target::new(table, project.clone()),
                (By::Repository, None, _) => None,
            };
            targets.extend(target);
        }
    }
    targets
}

fn rules_of(event_type: &str) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.events.iter().any(|event| event.eq_ignore_ascii_case(event_type)))
}

/// The events, each with its publisher, that tell something about one of the tables that `reads` is true for.
pub(super) fn events(reads: impl Fn(&str) -> bool) -> Vec<(&'static str, &'static str)> {
    let mut events = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.tables.iter().any(|table| reads(table))) {
        for event in rule.events {
            if !events.contains(&(rule.publisher, *event)) {
                events.push((rule.publisher, *event));
            }
        }
    }
    events
}

#[cfg(test)]
mod tests {
    use adoxide::webhook::{EVENTS, EventMeta};

    use super::*;

    #[test]
    fn every_event_of_a_rule_is_known_and_every_table_is_there() {
        for rule in RULES {
            for event in rule.events {
                let is_known =
                    |known: &EventMeta| known.event_type == *event && known.publisher == rule.publisher;
                assert!(EVENTS.iter().any(is_known), "{event}");
            }
            for table in rule.tables {
                assert!(Target::new(table, Unit::organization("fabrikam")).is_some(), "{table}");
            }
        }
        assert_eq!(events(|table| table == "builds").len(), 2);
    }

    #[test]
    fn what_an_event_does_not_name_is_not_guessed() {
        let mut named = Named {
            event_type: "git.push".to_owned(),
            project: Some("p".to_owned()),
            repository: Some("r".to_owned()),
            number: None,
        };
        assert_eq!(targets(&named, "fabrikam").len(), 2);
        named.repository = None;
        assert_eq!(targets(&named, "fabrikam").len(), 0);
        named.event_type = "workitem.deleted".to_owned();
        assert_eq!(targets(&named, "fabrikam").len(), 2);
        named.project = None;
        assert_eq!(targets(&named, "fabrikam").len(), 0);
        named.event_type = "message.posted".to_owned();
        assert_eq!(targets(&named, "fabrikam").len(), 0);
    }
}
