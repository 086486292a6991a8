//! From a push to the builds that it starts.

use std::collections::BTreeMap;
use std::sync::Arc;

use git2::Oid;

use super::source::{Asked, Place, Version, read};
use super::trigger::{Trigger, is_skipped};
use crate::git::merge;
use crate::world::build::{Arrived, Definition, NewBuild};
use crate::world::id::RepositoryId;
use crate::world::push::{Push, RefUpdate};

/// The builds that a push starts, of all pipelines whose triggers mean it. What a trigger says stands in the YAML of the
/// branch that was pushed to.
pub(crate) fn triggered(place: Place<'_>, arrived: &Arrived) -> Vec<NewBuild> {
    let repository = arrived.repository;
    let found = place.look(|organization| {
        let push =
            organization.repository_by_id(repository).and_then(|found| found.push(arrived.push)).cloned();
        let definitions = organization.builds().definitions();
        let its = definitions.filter(|known| known.is_triggered() && known.repository() == Some(repository));
        Ok((push, its.cloned().collect::<Vec<_>>()))
    });
    let Ok((Some(push), definitions)) = found else { return Vec::new() };
    let mut builds = Vec::new();
    for update in push.ref_updates.iter().filter(|update| !update.new.is_zero()) {
        let message = place.shared.git.with(repository, |git| {
            let commit = git.find_object(update.new, None)?.peel_to_commit()?;
            Ok::<_, git2::Error>(String::from_utf8_lossy(commit.message_bytes()).into_owned())
        });
        let Ok(message) = message else { continue };
        if is_skipped(&message) {
            continue;
        }
        let of_it = definitions.iter();
        builds.extend(of_it.filter_map(|known| started(place, repository, known, &push, update, &message)));
    }
    builds
}

/// The build of a definition that a moved reference starts.
fn started(
    place: Place<'_>,
    repository: RepositoryId,
    definition: &Definition,
    push: &Push,
    update: &RefUpdate,
    message: &str,
) -> Option<NewBuild> {
    let own = definition.push_trigger().and_then(|own| Trigger::of_definition(own, definition.is_yaml()));
    let asked = Asked {
        definition: definition.id,
        text: None,
        parameters: Vec::new(),
        variables: Vec::new(),
        versions: vec![Version {
            alias: "self".to_owned(),
            reference: Some(update.name.clone()),
            commit: Some(update.new.to_string()),
        }],
        actor: push.pusher,
        is_preview: false,
    };
    let (trigger, plan) = if definition.is_yaml() {
        match read(place, &asked) {
            // A branch without the file is not built.
            Ok(None) => return None,
            Ok(Some((tree, plan))) => (own.unwrap_or_else(|| Trigger::of_yaml(&tree)), Some(Arc::new(plan))),
            // A run that fails at once says what is wrong with it.
            Err(_) => (own.unwrap_or_else(Trigger::of_all), None),
        }
    } else {
        (own?, None)
    };
    let is_meant = trigger.has_reference(&update.name)
        && (!trigger.asks_for_paths() || changed(place, repository, push, update, &trigger));
    is_meant.then(|| {
        let info = [
            ("ci.sourceBranch", update.name.clone()),
            ("ci.sourceSha", update.new.to_string()),
            ("ci.message", message.lines().next().unwrap_or_default().to_owned()),
            ("ci.triggerRepository", repository.to_string()),
        ];
        NewBuild {
            definition: definition.id,
            source_branch: Some(update.name.clone()),
            source_version: Some(update.new.to_string()),
            reason: if trigger.is_batched { "batchedCI" } else { "individualCI" }.to_owned(),
            priority: "normal".to_owned(),
            trigger_info: info
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect::<BTreeMap<_, _>>(),
            plan,
            ..NewBuild::default()
        }
    })
}

/// Whether a push changes files that a trigger means.
fn changed(
    place: Place<'_>,
    repository: RepositoryId,
    push: &Push,
    update: &RefUpdate,
    trigger: &Trigger,
) -> bool {
    let paths = place.shared.git.with(repository, |git| {
        let parent = |commit: &Oid| git.find_commit(*commit).ok()?.parent_id(0).ok();
        let before = match update.old {
            // A new branch: what its new commits change.
            old if old.is_zero() => push.commits.last().and_then(parent),
            old => Some(old),
        };
        let Some(before) = before else { return Ok(None) };
        Ok::<_, git2::Error>(Some(merge::changes(git, before, update.new)?))
    });
    match paths {
        Ok(Some(paths)) => trigger.has_paths(paths.iter().map(|changed| changed.path.as_str())),
        // Nothing to compare with: the first commit, or no new one.
        Ok(None) | Err(_) => true,
    }
}
