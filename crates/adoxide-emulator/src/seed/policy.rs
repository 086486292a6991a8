//! What the first repository of a seeded organization asks of pull requests.

use serde_json::json;

use super::{BuildError, DAY, ProjectId, Seeder, ago};
use crate::world::build::DefinitionId;
use crate::world::journal::Stamp;
use crate::world::policy::{NewConfiguration, POLICY_TYPES, PolicyKind};

const MAIN: &str = "refs/heads/main";

impl Seeder<'_> {
    /// Reviewers, a build, and answers to all comments, before something comes into the main branch. They are asked
    /// for and not demanded: whoever tries the emulator pushes to a main branch first of all.
    pub(super) fn policies(
        &mut self,
        project: ProjectId,
        pipeline: Option<DefinitionId>,
    ) -> Result<(), BuildError> {
        let stamp = Stamp { at: ago(self.end, DAY), actor: self.owner };
        let organization = self.organization()?;
        // The one that was made with the project is empty.
        let first = organization
            .repositories()
            .filter(|known| known.project == project && known.tip(MAIN).is_some())
            .min_by_key(|known| (known.created, known.name.to_lowercase()))
            .map(|known| known.id);
        let Some(repository) = first else { return Ok(()) };
        let policies = [
            (
                PolicyKind::MinimumReviewers,
                json!({"minimumApproverCount": 1, "creatorVoteCounts": false, "allowDownvotes": false,
                       "resetOnSourcePush": true}),
            ),
            (
                PolicyKind::Build,
                // By hand: nothing is built before somebody is there to look at it.
                json!({"buildDefinitionId": pipeline, "displayName": "CI", "manualQueueOnly": true,
                       "queueOnSourceUpdateOnly": true, "validDuration": 720.0}),
            ),
            (PolicyKind::CommentRequirements, json!({})),
        ];
        for (kind, mut settings) in policies {
            let policy = POLICY_TYPES.iter().find(|policy| policy.kind == kind);
            let policy = policy.ok_or_else(|| BuildError::Seed("a type of policies is gone".into()))?;
            settings["scope"] =
                json!([{"repositoryId": repository.to_string(), "refName": MAIN, "matchKind": "exact"}]);
            let new = NewConfiguration { policy, is_enabled: true, is_blocking: false, settings };
            organization.change(stamp, |tx| tx.create_policy_configuration(project, &new))?;
        }
        Ok(())
    }
}
