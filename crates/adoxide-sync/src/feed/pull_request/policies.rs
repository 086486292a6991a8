//! What the evaluations of policies depend on.

use std::collections::BTreeSet;

use crate::Error;
use crate::read::{Items, Json, mark};

/// The types of policies whose evaluations follow from the pull request, its reviewers, threads, statuses and work items,
/// and those that are about pushes. Those of the others change by themselves: that of a build when it is completed, and
/// when it has expired.
const STILL: [&str; 14] = [
    // Minimum number of reviewers
    "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd",
    // Required reviewers
    "fd2167ab-b0be-447a-8ec8-39368250530e",
    // Work item linking
    "40e92b44-2fe1-4dd6-b3d8-74a9c21d0c6e",
    // Comment requirements
    "c6a1889d-b943-4856-b76f-9e46bb6b0df2",
    // Require a merge strategy
    "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab",
    // Status
    "cbdc66da-9728-4af8-aada-9a5a32e4a226",
    // Commit author email validation
    "77ed4bd3-b063-4689-934a-175e4d0a78d7",
    // File name restriction
    "51c78909-e838-41a2-9496-c647091e3c61",
    // File size restriction
    "2e26e725-8201-4edd-8bf5-978563c34a80",
    // Git commit hard limits
    "90231074-b810-4521-ac14-ca5aa6781f42",
    // Git repository settings
    "7ed39669-655c-494e-b4a0-a08b4da0fcce",
    // Path length restriction
    "001a79cf-fda1-4c4e-9e7c-bac40ee5ead8",
    // Reserved names restriction
    "db2b9b4c-180d-4529-9701-01541d19f36b",
    // Search settings
    "0517f88d-4ec5-4343-9d26-9930ebd53069",
];

/// The policies of a project.
#[derive(Debug, Default)]
pub(super) struct Policies {
    /// A mark of all of them.
    mark: u64,
    /// The repositories where the evaluations of one of them change by themselves.
    moving: BTreeSet<String>,
    /// Whether they do everywhere.
    is_moving: bool,
}

impl Policies {
    pub(super) fn of(pages: &[Items]) -> Result<Self, Error> {
        let (mut policies, mut all) = (Self::default(), Vec::new());
        for page in pages {
            for policy in page.each()? {
                policies.add(&policy)?;
                all.push(policy);
            }
        }
        policies.mark = mark(&all.iter().map(Json::as_text).collect::<Vec<_>>());
        Ok(policies)
    }

    fn add(&mut self, policy: &Json) -> Result<(), Error> {
        let of_type = policy.text(&["type", "id"])?.unwrap_or_default().to_lowercase();
        if STILL.contains(&of_type.as_str()) || policy.text(&["isEnabled"])?.as_deref() == Some("false") {
            return Ok(());
        }
        let scopes = policy.member(&["settings", "scope"])?.filter(|scopes| scopes.is(b'['));
        let Some(scopes) = scopes else {
            self.is_moving = true;
            return Ok(());
        };
        for scope in scopes.items()? {
            match scope.text(&["repositoryId"])? {
                Some(repository) => drop(self.moving.insert(repository)),
                None => self.is_moving = true,
            }
        }
        Ok(())
    }

    /// Whether evaluations of pull requests in a repository may change by themselves.
    pub(super) fn is_moving(&self, repository: &str) -> bool {
        self.is_moving || self.moving.contains(repository)
    }

    pub(super) fn mark(&self) -> u64 {
        self.mark
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn builds_change_by_themselves_where_they_are_required() {
        let policy = |of_type: &str, repository: serde_json::Value| {
            Json::of(&json!({
                "type": {"id": of_type}, "isEnabled": true, "settings": {"scope": [{"repositoryId": repository}]},
            }))
        };
        let policies = |all: Vec<Json>| Policies::of(&[Items::of(all)]).unwrap();
        let build = "0609b952-1397-4640-95ec-e00a01b2c241";
        let still = policies(vec![policy("FA4E907D-C16B-4A4C-9DFA-4906E5D171DD", json!(null))]);
        assert!(!still.is_moving("a"));
        let some = policies(vec![policy(build, json!("a"))]);
        assert!(some.is_moving("a") && !some.is_moving("b") && some.mark() != still.mark());
        assert!(policies(vec![policy(build, json!(null))]).is_moving("b"));
        let off = json!({"type": {"id": build}, "isEnabled": false, "settings": {"scope": [{}]}});
        assert!(!policies(vec![Json::of(&off)]).is_moving("a"));
    }
}
