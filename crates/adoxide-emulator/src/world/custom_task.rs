//! Tasks that an organization uploaded, beside those that come with the service.

use std::sync::Arc;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::pipeline_refusal::PipelineRefusal;
use super::refusal::Refusal;

/// A version of an uploaded task.
#[derive(Clone, Debug)]
pub struct CustomTask {
    /// The same for all versions.
    pub id: Uuid,
    /// The name that steps use.
    pub name: String,
    /// Major, minor, patch.
    pub version: [u64; 3],
    /// What its `task.json` says.
    pub definition: Map<String, Value>,
    /// The archive.
    pub content: Arc<[u8]>,
}

impl CustomTask {
    /// `1.2.0`
    pub fn full_version(&self) -> String {
        let [major, minor, patch] = self.version;
        format!("{major}.{minor}.{patch}")
    }

    /// Whether a step that names `name@version` or `id@version` means it.
    pub fn is_meant(&self, name: &str, version: &str) -> bool {
        let is_named = self.name.eq_ignore_ascii_case(name) || name.parse() == Ok(self.id);
        is_named && version.split('.').next() == Some(self.version[0].to_string().as_str())
    }
}

/// What happens to uploaded tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CustomTaskEvent {
    /// A version was uploaded.
    Uploaded(Uuid, String),
    /// All versions were deleted.
    Deleted(Uuid),
}

#[derive(Debug, Default)]
struct CustomTasks {
    all: Vec<CustomTask>,
}

part!(CustomTasks);
event!(CustomTaskEvent);

impl Organization {
    /// The uploaded tasks, every version of each, in the order of their upload.
    pub fn custom_tasks(&self) -> &[CustomTask] {
        &self.part::<CustomTasks>().all
    }
}

impl Transaction<'_> {
    /// Uploads a version of a task.
    ///
    /// # Errors
    /// When that version is there and is not to be replaced.
    pub fn upload_task(&mut self, task: CustomTask, overwrites: bool) -> Result<Recorded, Refusal> {
        let all = &mut self.part_mut::<CustomTasks>().all;
        let is_same = |known: &CustomTask| (known.id, known.version) == (task.id, task.version);
        if !overwrites && all.iter().any(is_same) {
            let what = format!("Task {} {}", task.name, task.full_version());
            return Err(PipelineRefusal::Exists(what).into());
        }
        all.retain(|known| !is_same(known));
        let (id, version) = (task.id, task.full_version());
        all.push(task);
        Ok(self.record(CustomTaskEvent::Uploaded(id, version)))
    }

    /// Deletes all versions of a task; nothing if there are none.
    ///
    /// # Errors
    /// None.
    pub fn delete_task(&mut self, id: Uuid) -> Result<Recorded, Refusal> {
        let all = &mut self.part_mut::<CustomTasks>().all;
        if !all.iter().any(|known| known.id == id) {
            return Ok(self.unchanged(()));
        }
        all.retain(|known| known.id != id);
        Ok(self.record(CustomTaskEvent::Deleted(id)))
    }
}
