//! Secure files: what pipelines may use and nobody may read.

use std::fmt;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::build::plan::ResourceKind;
use super::id::ProjectId;
use super::journal::{Stamp, event};
use super::name::same_name;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::pipeline_refusal::PipelineRefusal;
use super::refusal::Refusal;

/// A secure file.
#[derive(Clone)]
pub struct SecureFile {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// Properties that clients set.
    pub properties: Map<String, Value>,
    /// Who uploaded it, and when.
    pub created: Stamp,
    /// Who changed it last, and when.
    pub modified: Stamp,
    /// What is in it: never answered, but to a job that has a ticket.
    pub content: Vec<u8>,
}

impl fmt::Debug for SecureFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecureFile").field("id", &self.id).field("name", &self.name).finish_non_exhaustive()
    }
}

/// What happens to a secure file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecureFileEvent {
    /// It was uploaded.
    Uploaded(Uuid),
    /// Its name or properties changed.
    Updated(Uuid),
    /// It was deleted.
    Deleted(Uuid),
}

/// The secure files of an organization.
#[derive(Debug, Default)]
struct SecureFiles {
    all: Vec<SecureFile>,
}

part!(SecureFiles);
event!(SecureFileEvent);

impl Organization {
    /// The secure files of a project, in the order of their upload.
    pub fn secure_files(&self, project: ProjectId) -> impl Iterator<Item = &SecureFile> {
        self.part::<SecureFiles>().all.iter().filter(move |file| file.project == project)
    }

    /// The secure file of this name.
    pub fn secure_file_named(&self, project: ProjectId, name: &str) -> Option<&SecureFile> {
        self.secure_files(project).find(|file| same_name(&file.name, name))
    }

    /// A secure file.
    pub fn secure_file(&self, id: Uuid) -> Option<&SecureFile> {
        self.part::<SecureFiles>().all.iter().find(|file| file.id == id)
    }
}

impl Transaction<'_> {
    /// Uploads a file.
    ///
    /// # Errors
    /// When the name is taken in the project.
    pub fn upload_secure_file(
        &mut self,
        project: ProjectId,
        name: String,
        content: Vec<u8>,
    ) -> Result<Recorded<Uuid>, Refusal> {
        let stamp = self.stamp();
        if self.secure_file_named(project, &name).is_some() {
            return Err(PipelineRefusal::Exists(format!("Secure file {name}")).into());
        }
        let id = self.uuid();
        let properties = Map::new();
        let file = SecureFile { id, project, name, properties, created: stamp, modified: stamp, content };
        self.part_mut::<SecureFiles>().all.push(file);
        Ok(self.record(SecureFileEvent::Uploaded(id)).with(id))
    }

    /// Changes the name or the properties of a file.
    ///
    /// # Errors
    /// When there is none, or the name is taken.
    pub fn update_secure_file(
        &mut self,
        id: Uuid,
        name: Option<String>,
        properties: Option<Map<String, Value>>,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let missing = || PipelineRefusal::NoSecureFile(id);
        let project = self.secure_file(id).ok_or_else(missing)?.project;
        if let Some(taken) = name
            .as_ref()
            .filter(|name| self.secure_file_named(project, name).is_some_and(|known| known.id != id))
        {
            return Err(PipelineRefusal::Exists(format!("Secure file {taken}")).into());
        }
        let all = &mut self.part_mut::<SecureFiles>().all;
        let file = all.iter_mut().find(|file| file.id == id).ok_or_else(missing)?;
        file.name = name.unwrap_or_else(|| std::mem::take(&mut file.name));
        file.properties = properties.unwrap_or_else(|| std::mem::take(&mut file.properties));
        file.modified = stamp;
        Ok(self.record(SecureFileEvent::Updated(id)))
    }

    /// Deletes a file.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_secure_file(&mut self, id: Uuid) -> Result<Recorded, Refusal> {
        let missing = || PipelineRefusal::NoSecureFile(id);
        let project = self.secure_file(id).ok_or_else(missing)?.project;
        self.part_mut::<SecureFiles>().all.retain(|file| file.id != id);
        self.forget_resource(project, ResourceKind::SecureFile, &id.to_string());
        Ok(self.record(SecureFileEvent::Deleted(id)))
    }
}
