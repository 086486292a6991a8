//! Imports of repositories from elsewhere.

use super::id::{ObjectId, RepositoryId};
use super::journal::event;
use super::operation::Work;
use super::organization::{Recorded, Transaction};
use super::push::RefUpdate;
use super::refusal::Refusal;
use super::repository::{ImportRequest, ImportStatus, Imported, NewImport, Repositories, Repository};

/// What happens to an import.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum ImportEvent {
    /// It was queued.
    Queued { repository: RepositoryId, request: i64 },
    /// It was abandoned.
    Abandoned { repository: RepositoryId, request: i64 },
    /// It ended, with or without success.
    Ended { repository: RepositoryId, request: i64 },
}

event!(ImportEvent);

/// An import ends.
#[derive(Debug)]
struct FinishImport {
    repository: RepositoryId,
    request: i64,
    imported: Result<Imported, String>,
}

impl Work for FinishImport {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        tx.finish_import(self.repository, self.request, self.imported)
    }
}

impl Transaction<'_> {
    /// Asks for the import of another repository, whose objects are already in the store.
    ///
    /// # Errors
    /// When there is no such repository, or something is in it and may not be overwritten.
    pub fn queue_import(
        &mut self,
        repository: RepositoryId,
        asked: NewImport,
        imported: Result<Imported, String>,
    ) -> Result<Recorded<i64>, Refusal> {
        let found = self.repository_mut(repository)?;
        if !asked.overwrite && !found.is_empty() {
            return Err(Refusal::NotEmpty(found.name.clone()));
        }
        let id = self.next_import();
        let request = ImportRequest { id, asked, status: ImportStatus::InProgress };
        self.repository_mut(repository)?.imports.insert(id, request);
        self.queue(FinishImport { repository, request: id, imported });
        Ok(self.record(ImportEvent::Queued { repository, request: id }).with(id))
    }

    fn next_import(&mut self) -> i64 {
        let repositories = self.part_mut::<Repositories>();
        repositories.last_import += 1;
        repositories.last_import
    }

    /// Abandons an import that is under way.
    ///
    /// # Errors
    /// When there is no such repository or import.
    pub fn abandon_import(&mut self, repository: RepositoryId, request: i64) -> Result<Recorded, Refusal> {
        let found = self.repository_mut(repository)?;
        let import = found.imports.get_mut(&request).ok_or(Refusal::NoImport(request))?;
        if import.status != ImportStatus::InProgress {
            return Ok(self.unchanged(()));
        }
        import.status = ImportStatus::Abandoned;
        Ok(self.record(ImportEvent::Abandoned { repository, request }))
    }

    fn finish_import(
        &mut self,
        repository: RepositoryId,
        request: i64,
        imported: Result<Imported, String>,
    ) -> Result<Recorded, Refusal> {
        let found = self.repository_mut(repository)?;
        let mut import = found.imports.get(&request).cloned().ok_or(Refusal::NoImport(request))?;
        if import.status != ImportStatus::InProgress {
            return Ok(self.unchanged(()));
        }
        let (project, endpoint) = (found.project, import.asked.endpoint);
        let occupied = !import.asked.overwrite && !found.is_empty();
        let imported = imported.and_then(|imported| {
            if occupied { Err(Refusal::NotEmpty(found.name.clone()).to_string()) } else { Ok(imported) }
        });
        match imported {
            Ok(imported) => {
                let updates = import_updates(found, &imported);
                import.status = ImportStatus::Completed;
                found.imports.insert(request, import);
                self.record_push(repository, updates, imported.commits, imported.size)?;
                let found = self.repository_mut(repository)?;
                let branch = imported.default_branch.filter(|branch| found.refs.contains_key(branch));
                found.default_branch = branch.or_else(|| found.default_branch.take());
            }
            Err(reason) => {
                import.status = ImportStatus::Failed(reason);
                found.imports.insert(request, import);
            }
        }
        // Who made it may have deleted it meanwhile.
        if let Some(endpoint) = endpoint.filter(|endpoint| self.service_endpoint(*endpoint).is_some()) {
            self.delete_service_endpoint(endpoint, &[project])?;
        }
        Ok(self.record(ImportEvent::Ended { repository, request }))
    }
}

/// How references move when an import replaces what is there.
fn import_updates(repository: &Repository, imported: &Imported) -> Vec<RefUpdate> {
    let zero = ObjectId::ZERO_SHA1;
    let gone = repository.refs.iter().filter(|(name, _)| !imported.refs.contains_key(*name));
    let gone = gone.map(|(name, old)| RefUpdate { name: name.clone(), old: old.object, new: zero });
    let come = imported.refs.iter().map(|(name, new)| {
        let old = repository.tip(name).unwrap_or(zero);
        RefUpdate { name: name.clone(), old, new: *new }
    });
    gone.chain(come).filter(|update| update.old != update.new).collect()
}
