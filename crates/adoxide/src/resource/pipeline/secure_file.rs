//! Secure files of the library.

use std::fmt;

use adoxide_api::distributed_task::task_agent::{
    self, GetSecureFile, GetSecureFiles, SecureFile as Wire, UploadSecureFile,
};
use adoxide_api::path::SecureFileId;

use super::permission::{PipelinePermissions, ProtectedResource};
use crate::error::{Error, ErrorKind, Result};
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};
use crate::upload::Upload;

/// A secure file, as it was when it was asked for. Only pipelines can read what is in it.
///
/// <https://learn.microsoft.com/en-us/azure/devops/pipelines/library/secure-files>
#[derive(Clone)]
pub struct SecureFile {
    project: Project,
    id: String,
    value: Wire,
}

impl SecureFile {
    fn new(project: &Project, value: Wire) -> Option<Self> {
        Some(Self { project: project.clone(), id: value.id.clone()?, value })
    }

    /// All that the service says about it.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    fn locator(&self) -> SecureFileId {
        self.id.as_str().into()
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.project.secure_file(&self.id).await?;
        Ok(())
    }

    /// Changes its name or properties: what `change` leaves alone is put back as it was.
    ///
    /// # Errors
    /// As any call.
    pub async fn update(&mut self, change: impl FnOnce(&mut Wire)) -> Result<()> {
        self.reload().await?;
        let mut value = self.value.clone();
        change(&mut value);
        let op = task_agent::update_secure_file(&self.project.locator(), &self.locator(), &value);
        self.value = self.project.client().call(op).await?;
        Ok(())
    }

    /// Deletes it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        self.project
            .client()
            .call(task_agent::delete_secure_file(&self.project.locator(), &self.locator()))
            .await
    }

    /// Which pipelines may use it.
    pub fn pipeline_permissions(&self) -> PipelinePermissions {
        PipelinePermissions::new(&self.project, ProtectedResource::SecureFile, self.id.clone())
    }
}

impl fmt::Debug for SecureFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecureFile({} of {:?})", self.name(), self.project)
    }
}

impl Project {
    /// Its secure files.
    pub fn secure_files(&self) -> Listing<SecureFile> {
        let project = self.clone();
        let items =
            self.client().items(task_agent::get_secure_files(&self.locator(), GetSecureFiles::default()));
        Listing::new(items, move |value| SecureFile::new(&project, value))
    }

    /// The secure file of this id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn secure_file(&self, id: &str) -> Result<SecureFile> {
        let op = task_agent::get_secure_file(&self.locator(), &id.into(), GetSecureFile::default());
        SecureFile::new(self, self.client().call(op).await?).ok_or_else(|| missing("id"))
    }

    /// The secure file of this name, in any letter case.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn secure_file_named(&self, name: &str) -> Result<SecureFile> {
        let mut all = self.secure_files();
        while let Some(file) = all.next().await {
            let file = file?;
            if file.name().to_lowercase() == name.to_lowercase() {
                return Ok(file);
            }
        }
        let what = format!("there is no secure file \"{name}\" in {self:?}");
        Err(Error::new(ErrorKind::NotFound, what).advise("check its name"))
    }

    /// Uploads a secure file.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is one of this name, and as any call.
    pub async fn upload_secure_file(&self, name: &str, content: impl Into<Upload>) -> Result<SecureFile> {
        let op =
            task_agent::upload_secure_file(&self.locator(), name, Vec::new(), UploadSecureFile::default());
        let made = self.client().upload(op, content).await?;
        SecureFile::new(self, made).ok_or_else(|| missing("id"))
    }
}
