//! What the emulator holds after a suite: whatever clients did, this must be so.

use std::collections::{BTreeMap, BTreeSet};

use adoxide_emulator::world::id::{ObjectId, RepositoryId};
use adoxide_emulator::world::repository::{Pushed, RepositoryEvent};

use super::check::{Checked, Report, equal};
use super::stage::Stage;

/// Adds the checks of the emulator's side.
pub fn add(stage: &Stage, operations: usize, report: &mut Report) {
    report.add("the emulator answered every request", answered(stage));
    report.add("no token is in the emulator's log", silent(stage));
    report.add("the journal tells every push once", journal(stage));
    report.add("the pushes explain every reference", pushes(stage));
    report.add("git sees what the emulator holds", git(stage));
    if operations > 0 {
        report.add(
            &format!("at least {operations} operations of the REST API answered"),
            breadth(stage, operations),
        );
    }
}

/// Nothing broke, nothing was cut off, nothing asked for is missing.
fn answered(stage: &Stage) -> Checked {
    let bad = stage.emulator.requests().into_iter().filter(|request| request.status.is_none_or(|s| s >= 500));
    let bad: Vec<_> = bad
        .map(|request| {
            let status = request.status.map_or("cut off".to_owned(), |status| status.to_string());
            format!("{} {} {status} {}", request.method, request.path, request.operation.unwrap_or_default())
        })
        .collect();
    equal("requests that failed in the emulator", bad, Vec::new())
}

fn silent(stage: &Stage) -> Checked {
    let token = stage.emulator.token();
    let requests = stage.emulator.requests();
    equal("whether there is a log", requests.is_empty(), false)?;
    let told = requests.iter().filter(|request| format!("{request:?}").contains(&token)).count();
    equal("requests that tell the token", told, 0)
}

/// What was pushed is in the journal, once and in order.
fn journal(stage: &Stage) -> Checked {
    let (told, held) = stage.read(|organization| {
        let told = organization.journal().of::<Pushed>(0).map(|(_, pushed)| (pushed.repository, pushed.push));
        // What was deleted was pushed to all the same, and the journal knows what there ever was.
        let all = organization.journal().of::<RepositoryEvent>(0).filter_map(|(_, event)| match event {
            RepositoryEvent::Created { id, .. } => organization.repository_by_id(*id),
            _ => None,
        });
        let all = all.chain(organization.destroyed_repositories());
        let held = all.flat_map(|known| known.pushes.iter().map(|push| (known.id, push.id)));
        (told.collect::<Vec<_>>(), held.collect::<Vec<_>>())
    })?;
    equal("how often the journal tells of pushes", told.len(), held.len())?;
    let told_set: BTreeSet<_> = told.iter().copied().collect();
    equal("the pushes of the journal", &told_set, &held.iter().copied().collect())?;
    let numbers = |of: RepositoryId| told.iter().filter(move |(id, _)| *id == of).map(|(_, push)| *push);
    let is_sorted = told.iter().all(|(repository, _)| numbers(*repository).is_sorted());
    equal("whether the journal is in the order of the pushes", is_sorted, true)
}

/// Every push begins where the one before it left off, and the last one where the references are now.
fn pushes(stage: &Stage) -> Checked {
    let repositories = stage.read(|organization| organization.repositories().cloned().collect::<Vec<_>>())?;
    equal("whether there are repositories", repositories.is_empty(), false)?;
    for repository in repositories {
        let mut refs: BTreeMap<&str, ObjectId> = BTreeMap::new();
        for push in &repository.pushes {
            for update in &push.ref_updates {
                let before = refs.get(update.name.as_str()).copied().unwrap_or(ObjectId::ZERO_SHA1);
                let what = format!("{}: push {}: {}", repository.name, push.id, update.name);
                equal(&format!("{what}: oldObjectId"), update.old, before)?;
                if update.new.is_zero() {
                    refs.remove(update.name.as_str());
                } else {
                    refs.insert(&update.name, update.new);
                }
            }
        }
        // The merges of pull requests are the service's own, and no pushes.
        let held = repository.refs.iter().filter(|(name, _)| !name.starts_with("refs/pull/"));
        let held = held.map(|(name, reference)| (name.as_str(), reference.object)).collect();
        equal(&format!("{}: references by its pushes", repository.name), refs, held)?;
    }
    Ok(())
}

/// Every repository can be cloned, is sound, and has the references of the world.
fn git(stage: &Stage) -> Checked {
    let repositories = stage.read(|organization| {
        let enabled = organization.repositories().filter(|repository| !repository.is_disabled);
        enabled.map(|repository| (repository.clone(), repository.project)).collect::<Vec<_>>()
    })?;
    for (repository, project) in repositories {
        let clone = stage.path(&format!("afterwards-{}", repository.id));
        let url = stage.owned_url(&format!("{project}/_git/{}", repository.id));
        stage.git(&stage.path("."), &["clone", "--quiet", "--mirror", &url, &clone.to_string_lossy()])?;
        let seen = stage.git(&clone, &["for-each-ref", "--format=%(objectname) %(refname)"])?;
        let seen: BTreeSet<_> = seen.lines().map(str::to_owned).collect();
        let held = repository.refs.iter().map(|(name, reference)| format!("{} {name}", reference.object));
        equal(&format!("{}: references by git", repository.name), seen, held.collect())?;
        stage.git(&clone, &["fsck", "--full", "--strict"])?;
        if let Some(branch) = &repository.default_branch {
            let head = stage.git(&clone, &["symbolic-ref", "HEAD"])?;
            equal(&format!("{}: default branch by git", repository.name), &head, branch)?;
        }
    }
    Ok(())
}

/// How many operations of the REST API a client used with success.
fn breadth(stage: &Stage, least: usize) -> Checked {
    let requests = stage.emulator.requests();
    let good = requests.iter().filter(|request| request.status.is_some_and(|s| (200..300).contains(&s)));
    let used = good.filter_map(|request| request.operation.as_deref());
    let used: BTreeSet<_> = used.filter(|operation| !operation.starts_with("git.http.")).collect();
    if used.len() >= least {
        return Ok(());
    }
    let names: Vec<_> = used.iter().copied().collect();
    Err(format!("expected {least}, saw {}: {}", used.len(), names.join(" ")))
}
