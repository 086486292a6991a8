//! How release definitions change.

use std::collections::HashMap;
use std::sync::Arc;

use super::definition::{
    Approvals, DefinitionContent, DefinitionEnvironment, Gates, ReleaseDefinition, ReleaseDefinitionId,
};
use super::kind::DefinitionSource;
use super::{Numbers, ReleaseDefinitionEvent, ReleaseRefusal, Releases, next};
use crate::world::id::ProjectId;
use crate::world::organization::{Recorded, Transaction};

type Refused<T> = Result<T, ReleaseRefusal>;

/// What a definition is made of, or changed to.
#[derive(Clone, Debug)]
pub struct NewDefinition {
    /// What makes it.
    pub source: DefinitionSource,
    /// Why.
    pub comment: Option<String>,
    /// Everything that a client sets.
    pub content: DefinitionContent,
}

impl Transaction<'_> {
    /// Creates a definition.
    ///
    /// # Errors
    /// When one of its name is in the folder, or two environments have one name.
    pub fn create_release_definition(
        &mut self,
        project: ProjectId,
        new: NewDefinition,
    ) -> Refused<Recorded<ReleaseDefinitionId>> {
        let stamp = self.stamp();
        let NewDefinition { source, comment, mut content } = new;
        check(self.releases(), project, None, &content)?;
        self.add_release_folders(project, &content.path);
        let releases = self.part_mut::<Releases>();
        number(&mut releases.numbers, &mut content, None);
        let id = next(&mut releases.numbers.definition);
        let definition = ReleaseDefinition {
            id,
            project,
            revision: 1,
            created: stamp,
            changed: stamp,
            source,
            comment,
            content,
        };
        releases.definitions.insert(id, vec![definition]);
        Ok(self.record(ReleaseDefinitionEvent::Created(id)).with(id))
    }

    /// Makes a new revision of a definition. Environments keep their numbers.
    ///
    /// # Errors
    /// When there is none, somebody changed it since, or as for a new one.
    pub fn update_release_definition(
        &mut self,
        id: ReleaseDefinitionId,
        revision: i64,
        new: NewDefinition,
    ) -> Refused<Recorded> {
        let stamp = self.stamp();
        let NewDefinition { source, comment, mut content } = new;
        let known = self.releases().definition(id).ok_or(ReleaseRefusal::NoDefinition(id))?;
        let (project, created, last) = (known.project, known.created, known.revision);
        if revision != last {
            return Err(ReleaseRefusal::DefinitionChanged(id));
        }
        check(self.releases(), project, Some(id), &content)?;
        self.add_release_folders(project, &content.path);
        let releases = self.part_mut::<Releases>();
        let before = releases.definition(id).map(|known| known.content.clone());
        number(&mut releases.numbers, &mut content, before.as_ref());
        let revision = last + 1;
        let definition =
            ReleaseDefinition { id, project, revision, created, changed: stamp, source, comment, content };
        releases.definitions.entry(id).or_default().push(definition);
        Ok(self.record(ReleaseDefinitionEvent::Updated { id, revision }))
    }

    /// Changes the tags of a definition, which makes no revision.
    ///
    /// # Errors
    /// When there is none.
    pub fn tag_release_definition(
        &mut self,
        id: ReleaseDefinitionId,
        change: impl FnOnce(&mut Vec<String>),
    ) -> Refused<Recorded> {
        let revisions = self.part_mut::<Releases>().definitions.get_mut(&id);
        let last = revisions.and_then(|revisions| revisions.last_mut());
        change(&mut last.ok_or(ReleaseRefusal::NoDefinition(id))?.content.tags);
        Ok(self.record(ReleaseDefinitionEvent::Tagged(id)))
    }

    /// Deletes a definition and its releases.
    ///
    /// # Errors
    /// When there is none, or releases of it are being deployed and `force` does not cancel that.
    pub fn delete_release_definition(
        &mut self,
        id: ReleaseDefinitionId,
        comment: &str,
        force: bool,
    ) -> Refused<Recorded> {
        let stamp = self.stamp();
        let releases = self.releases();
        let known = releases.definition(id).ok_or(ReleaseRefusal::NoDefinition(id))?;
        if releases.deleted_definition(id).is_some() {
            return Err(ReleaseRefusal::NoDefinition(id));
        }
        let name = known.content.name.clone();
        let of = releases.releases().filter(|release| release.definition == id && release.deleted.is_none());
        let (mut all, mut busy) = (Vec::new(), Vec::new());
        for release in of {
            all.push(release.id);
            let environments = release.environments.iter().filter(|environment| environment.is_busy());
            busy.extend(environments.map(|environment| (release.id, environment.id)));
        }
        if !busy.is_empty() && !force {
            return Err(ReleaseRefusal::DefinitionInUse(name));
        }
        for (release, environment) in busy {
            self.cancel_deployment(release, environment, comment)?;
        }
        for release in all {
            let _ = self.delete_release(release, comment)?;
        }
        self.part_mut::<Releases>().deleted_definitions.insert(id, stamp);
        Ok(self.record(ReleaseDefinitionEvent::Deleted(id)))
    }

    /// Brings a deleted definition back, with the releases that were deleted with it.
    ///
    /// # Errors
    /// When there is none that is deleted, or its name is taken.
    pub fn restore_release_definition(&mut self, id: ReleaseDefinitionId) -> Refused<Recorded> {
        let releases = self.releases();
        let known = releases.definition(id).ok_or(ReleaseRefusal::NoDefinition(id))?;
        let deleted = releases.deleted_definition(id).ok_or(ReleaseRefusal::NoDefinition(id))?;
        check(releases, known.project, Some(id), &known.content)?;
        let of = releases.releases().filter(|release| release.definition == id);
        let of = of.filter(|release| release.deleted == Some(deleted)).map(|release| release.id);
        for release in of.collect::<Vec<_>>() {
            let _ = self.restore_release(release)?;
        }
        self.part_mut::<Releases>().deleted_definitions.remove(&id);
        Ok(self.record(ReleaseDefinitionEvent::Restored(id)))
    }
}

fn check(
    releases: &Releases,
    project: ProjectId,
    id: Option<ReleaseDefinitionId>,
    content: &DefinitionContent,
) -> Refused<()> {
    let taken = releases.named(project, &content.path, &content.name);
    if taken.is_some_and(|known| Some(known.id) != id) {
        return Err(ReleaseRefusal::DefinitionExists(content.name.clone()));
    }
    let mut names = std::collections::HashSet::new();
    for environment in &content.environments {
        if !names.insert(environment.name.to_lowercase()) {
            return Err(ReleaseRefusal::EnvironmentExists(environment.name.clone()));
        }
    }
    Ok(())
}

/// Gives numbers to what is new, and keeps those of what was there; secrets that do not come with it stay.
fn number(numbers: &mut Numbers, content: &mut DefinitionContent, before: Option<&DefinitionContent>) {
    if let Some(before) = before {
        content.variables.keep_secrets(&before.variables);
    }
    let known: HashMap<_, _> = before
        .into_iter()
        .flat_map(|before| &before.environments)
        .map(|environment| (environment.id, Arc::clone(environment)))
        .collect();
    for environment in &mut content.environments {
        let old = known.get(&environment.id);
        let environment = Arc::make_mut(environment);
        if let Some(old) = old {
            environment.variables.keep_secrets(&old.variables);
        } else {
            environment.id = next(&mut numbers.definition_environment);
        }
        let old = old.map(|old| &**old);
        number_steps(numbers, environment, old);
    }
}

fn number_steps(numbers: &mut Numbers, new: &mut DefinitionEnvironment, old: Option<&DefinitionEnvironment>) {
    let mut step = |given: i64, is_known: bool| {
        if given != 0 && is_known { given } else { next(&mut numbers.definition_step) }
    };
    let approvals = |new: &mut Approvals, old: Option<&Approvals>, step: &mut dyn FnMut(i64, bool) -> i64| {
        for approval in &mut new.steps {
            let is_known = old.is_some_and(|old| old.steps.iter().any(|known| known.id == approval.id));
            approval.id = step(approval.id, is_known);
        }
    };
    let gates = |new: &mut Gates, old: Option<&Gates>, step: &mut dyn FnMut(i64, bool) -> i64| {
        let has_any = !new.gates.is_empty() || new.options.is_some();
        let is_known = old.is_some_and(|old| old.id == new.id);
        new.id = if has_any { step(new.id, is_known) } else { 0 };
    };
    approvals(&mut new.pre_approvals, old.map(|old| &old.pre_approvals), &mut step);
    gates(&mut new.pre_gates, old.map(|old| &old.pre_gates), &mut step);
    let is_known = old.is_some_and(|old| old.deploy_step == new.deploy_step);
    new.deploy_step = step(new.deploy_step, is_known);
    approvals(&mut new.post_approvals, old.map(|old| &old.post_approvals), &mut step);
    gates(&mut new.post_gates, old.map(|old| &old.post_gates), &mut step);
}
