//! What the service itself notes in the threads of a pull request: the text, the properties, and the people
//! whom those name by number.

use super::shape::{Shape, team_name};
use crate::wire::json::{IntoJson, Object, link};
use crate::world::id::IdentityId;
use crate::world::pull_request::PullRequestStatus;
use crate::world::pull_request::thread::{SystemEvent, Thread};

/// The service as a person.
const SERVICE: &str = "00000002-0000-8888-8000-000000000000";
const SERVICE_NAME: &str = "Microsoft.VisualStudio.Services.TFS";
const SERVICE_DESCRIPTOR: &str =
    "s2s.MDAwMDAwMDItMDAwMC04ODg4LTgwMDAtMDAwMDAwMDAwMDAwQDJjODk1OTA4LTA0ZTAtNDk1Mi04OWZkLTU0YjAwNDZkNjI4OA";

/// A note of the service, ready to be told.
pub(super) struct Note {
    pub author: Object,
    pub content: String,
    pub properties: Object,
    pub identities: Object,
}

/// A property as the service types it.
pub(super) fn property(kind: &str, value: impl IntoJson) -> Object {
    Object::new().set("$type", kind).set("$value", value)
}

/// Collects properties and the people in them.
struct Writer {
    properties: Object,
    people: Vec<IdentityId>,
}

impl Writer {
    fn text(&mut self, name: &str, text: &str) {
        self.set(name, property("System.String", text));
    }

    fn number(&mut self, name: &str, number: usize) {
        self.set(name, property("System.Int32", number));
    }

    fn set(&mut self, name: &str, property: Object) {
        let properties = std::mem::replace(&mut self.properties, Object::new());
        self.properties = properties.set(name, property);
    }

    /// Names people by their numbers in the list of identities.
    fn people(&mut self, name: &str, people: &[IdentityId]) {
        let numbers: Vec<_> = people
            .iter()
            .map(|id| {
                self.people.push(*id);
                self.people.len().to_string()
            })
            .collect();
        self.text(name, &numbers.join(";"));
    }
}

impl Shape<'_> {
    fn name(&self, id: IdentityId) -> String {
        if let Some(known) = self.directory.identity(id) {
            return known.display_name.clone();
        }
        self.team(id).map(|(project, team)| team_name(project, team)).unwrap_or_default()
    }

    fn service(&self) -> Object {
        let avatar = self.urls.at(format_args!("_apis/GraphProfile/MemberAvatars/{SERVICE_DESCRIPTOR}"));
        Object::new()
            .set("displayName", SERVICE_NAME)
            .set("url", self.urls.identity(SERVICE))
            .set("_links", Object::new().set("avatar", link(avatar)))
            .set("id", SERVICE)
            .set("uniqueName", "")
            .set("imageUrl", self.urls.at(format_args!("_api/_common/identityImage?id={SERVICE}")))
            .set("descriptor", SERVICE_DESCRIPTOR)
    }

    /// What a note of the service says. The names of the properties, the words of votes, statuses and pushes
    /// and who the author is are reported from the live service; other words are guessed.
    #[expect(clippy::too_many_lines, reason = "one arm a kind of note")]
    pub fn note(&self, thread: &Thread, event: &SystemEvent) -> Note {
        let actor = thread.stamp.actor;
        let who = self.name(actor);
        let mut out = Writer { properties: Object::new(), people: Vec::new() };
        let mut by_service = false;
        let (kind, content) = match event {
            SystemEvent::Vote { vote } => {
                out.people("CodeReviewVotedByInitiatorIdentity", &[actor]);
                out.text("CodeReviewVoteResult", &vote.to_string());
                out.people("CodeReviewVotedByIdentity", &[actor]);
                ("VoteUpdate", format!("{who} voted {vote}"))
            }
            SystemEvent::RefUpdate { name, commits, head } => {
                by_service = true;
                let ids: Vec<_> = commits.iter().map(ToString::to_string).collect();
                out.text("CodeReviewRefName", name);
                out.text("CodeReviewRefNewCommits", &ids.join(";"));
                out.number("CodeReviewRefNewCommitsCount", ids.len());
                out.text("CodeReviewRefNewHeadCommit", &head.to_string());
                out.people("CodeReviewRefUpdatedByIdentity", &[actor]);
                ("RefUpdate", format!("The reference {name} was updated."))
            }
            SystemEvent::Status { status, commit, bypass, bypass_reason } => {
                let status = match status {
                    PullRequestStatus::Active => "Active",
                    PullRequestStatus::Abandoned => "Abandoned",
                    PullRequestStatus::Completed => "Completed",
                };
                out.text("CodeReviewStatus", status);
                if let Some(commit) = commit {
                    out.text("CodeReviewStatusUpdateAssociatedCommit", &commit.to_string());
                    out.text("BypassPolicy", if *bypass { "True" } else { "False" });
                }
                if let Some(reason) = bypass_reason {
                    out.text("BypassReason", reason);
                }
                out.people("CodeReviewStatusUpdatedByIdentity", &[actor]);
                ("StatusUpdate", format!("{who} updated the pull request status to {status}"))
            }
            SystemEvent::Reviewers { added, removed } => {
                out.number("CodeReviewReviewersUpdatedNumAdded", added.len());
                out.number("CodeReviewReviewersUpdatedNumRemoved", removed.len());
                if !added.is_empty() {
                    out.people("CodeReviewReviewersUpdatedAddedIdentity", added);
                }
                if !removed.is_empty() {
                    out.people("CodeReviewReviewersUpdatedRemovedIdentity", removed);
                }
                out.people("CodeReviewReviewersUpdatedByIdentity", &[actor]);
                let names =
                    |ids: &[IdentityId]| ids.iter().map(|id| self.name(*id)).collect::<Vec<_>>().join(", ");
                let content = match (added.as_slice(), removed.as_slice()) {
                    ([], gone) => format!("{who} removed {} from the reviewers", names(gone)),
                    ([one], _) => format!("{who} added {} as a reviewer", names(&[*one])),
                    (all, _) => format!("{who} added {} as reviewers", names(all)),
                };
                ("ReviewersUpdate", content)
            }
            SystemEvent::MergeAttempt { status, source, target } => {
                by_service = true;
                out.text("CodeReviewMergeStatus", status);
                out.text("CodeReviewSourceCommit", &source.to_string());
                out.text("CodeReviewTargetCommit", &target.to_string());
                ("MergeAttempt", format!("The merge of {source} into {target} ended as {status}."))
            }
            SystemEvent::Draft { is_draft } => {
                out.text("CodeReviewIsDraftNowSet", if *is_draft { "True" } else { "False" });
                out.people("CodeReviewIsDraftUpdatedByIdentity", &[actor]);
                let what =
                    if *is_draft { "marked the pull request as draft" } else { "published the pull request" };
                ("IsDraftUpdate", format!("{who} {what}"))
            }
            SystemEvent::AutoComplete { is_set } => {
                out.text("CodeReviewAutoCompleteNowSet", if *is_set { "True" } else { "False" });
                out.people("CodeReviewAutoCompleteUpdatedByIdentity", &[actor]);
                let what = if *is_set { "set auto-complete" } else { "cancelled auto-complete" };
                ("AutoCompleteUpdate", format!("{who} {what}"))
            }
            SystemEvent::TargetChanged { from, to } => {
                out.text("CodeReviewTargetChangedByDisplayName", &who);
                out.text("CodeReviewTargetChangedByTfId", &actor.to_string());
                ("TargetChanged", format!("{who} changed the target branch from {from} to {to}"))
            }
            SystemEvent::VotesReset { voters } => {
                by_service = true;
                out.people("CodeReviewResetMultipleVotesInitiatorIdentity", &[actor]);
                out.number("CodeReviewResetMultipleVotesNumVoters", voters.len());
                out.people("CodeReviewResetMultipleVotesExampleVoterIdentities", voters);
                ("ResetMultipleVotes", format!("{who} reset the votes of {} reviewers", voters.len()))
            }
        };
        let kind = Object::new().set("CodeReviewThreadType", property("System.String", kind));
        let properties = kind.and(out.properties);
        let mut identities = Object::new();
        for (index, id) in out.people.iter().enumerate() {
            let person = self.group(*id).unwrap_or_else(|| self.person(*id));
            identities = identities.set(&(index + 1).to_string(), person);
        }
        Note {
            author: if by_service { self.service() } else { self.person(actor) },
            content,
            properties,
            identities,
        }
    }
}
