//! What builds leave behind, and the containers that hold the bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{BuildEvent, BuildId, Builds};
use crate::world::journal::Stamp;
use crate::world::name::same_name;
use crate::world::organization::{Recorded, Transaction};
use crate::world::pipeline_refusal::PipelineRefusal;
use crate::world::refusal::Refusal;

/// Something that a build left behind.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Its number in the build.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The record of the timeline that made it.
    pub source: Option<String>,
    /// Where it is: `type`, `data`, `properties`.
    pub resource: Map<String, Value>,
}

impl Artifact {
    /// The container that holds its files, and the folder there: `#/12/drop`.
    pub fn place(&self) -> Option<(i64, &str)> {
        let (container, folder) = self.resource.get("data")?.as_str()?.strip_prefix("#/")?.split_once('/')?;
        Some((container.parse().ok()?, folder))
    }
}

/// A file in a container.
#[derive(Clone, Debug)]
pub struct ContainerFile {
    /// What is in it.
    pub content: Arc<[u8]>,
    /// When and by whom it was written.
    pub written: Stamp,
}

/// A container of files.
#[derive(Clone, Debug)]
pub struct Container {
    /// Its number in the organization.
    pub id: i64,
    /// The build that it belongs to.
    pub build: BuildId,
    /// When it was made.
    pub created: Timestamp,
    /// The files, by path: `drop/bin/app`.
    pub files: BTreeMap<String, ContainerFile>,
}

impl Builds {
    /// A container.
    pub fn container(&self, id: i64) -> Option<&Container> {
        self.containers.get(&id)
    }

    /// The containers, by number.
    pub fn containers(&self) -> impl Iterator<Item = &Container> {
        self.containers.values()
    }

    /// The files of an artifact, by their path in it.
    pub fn files<'b>(&'b self, artifact: &Artifact) -> Vec<(&'b str, &'b ContainerFile)> {
        let Some((container, folder)) = artifact.place() else { return Vec::new() };
        let files = self.containers.get(&container).map(|container| &container.files);
        let below = format!("{folder}/");
        let files = files.into_iter().flatten();
        files.filter_map(|(path, file)| Some((path.strip_prefix(&below)?, file))).collect()
    }
}

impl Transaction<'_> {
    /// The container of a build, which is made if there is none.
    fn container_of(&mut self, build: BuildId) -> i64 {
        let at = self.stamp().at;
        let builds = self.part_mut::<Builds>();
        if let Some(known) = builds.containers.values().find(|known| known.build == build) {
            return known.id;
        }
        builds.last_container += 1;
        let id = builds.last_container;
        builds.containers.insert(id, Container { id, build, created: at, files: BTreeMap::new() });
        id
    }

    /// Adds an artifact to a build, or replaces the one of its name.
    ///
    /// # Errors
    /// When there is no such build.
    pub fn add_build_artifact(
        &mut self,
        id: BuildId,
        name: String,
        source: Option<String>,
        resource: Map<String, Value>,
    ) -> Result<Recorded<i64>, Refusal> {
        let build = self.part_mut::<Builds>().all.get_mut(&id).ok_or(Refusal::NoBuild(id))?;
        build.artifacts.retain(|known| !same_name(&known.name, &name));
        let number = build.artifacts.last().map_or(0, |last| last.id) + 1;
        build.artifacts.push(Artifact { id: number, name, source, resource });
        Ok(self.record(BuildEvent::ArtifactAdded { id, artifact: number }).with(number))
    }

    /// A step publishes files as an artifact.
    ///
    /// # Errors
    /// When there is no such build.
    pub fn publish_artifact(
        &mut self,
        id: BuildId,
        name: &str,
        source: Option<String>,
        files: &[(String, Vec<u8>)],
    ) -> Result<Recorded<i64>, Refusal> {
        self.part::<Builds>().all.get(&id).ok_or(Refusal::NoBuild(id))?;
        let stamp = self.stamp();
        let container = self.container_of(id);
        let size: usize = files.iter().map(|(_, content)| content.len()).sum();
        if let Some(known) = self.part_mut::<Builds>().containers.get_mut(&container) {
            for (path, content) in files {
                let file = ContainerFile { content: content.as_slice().into(), written: stamp };
                known.files.insert(format!("{name}/{path}"), file);
            }
        }
        let resource = json!({
            "type": "Container",
            "data": format!("#/{container}/{name}"),
            "properties": {"localpath": format!("/home/vsts/work/1/a/{name}"), "artifactsize": size.to_string()},
        });
        let Value::Object(resource) = resource else { return Ok(self.unchanged(0)) };
        self.add_build_artifact(id, name.to_owned(), source, resource)
    }

    /// Writes a file to a container.
    ///
    /// # Errors
    /// When there is no such container.
    pub fn write_container_file(
        &mut self,
        container: i64,
        path: &str,
        content: &[u8],
        offset: usize,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let missing = || PipelineRefusal::NoPart { what: "container", id: container.to_string() };
        let known = self.part_mut::<Builds>().containers.get_mut(&container).ok_or_else(missing)?;
        let before = known.files.get(path).map(|file| Arc::clone(&file.content)).filter(|_| offset > 0);
        let mut whole = before.map(|before| before[..offset.min(before.len())].to_vec()).unwrap_or_default();
        whole.extend_from_slice(content);
        known.files.insert(path.to_owned(), ContainerFile { content: whole.into(), written: stamp });
        let id = known.build;
        Ok(self.record(BuildEvent::FileWritten { id, container }))
    }

    /// Deletes a file of a container, or a folder.
    ///
    /// # Errors
    /// When there is no such container.
    pub fn delete_container_item(&mut self, container: i64, path: &str) -> Result<Recorded, Refusal> {
        let missing = || PipelineRefusal::NoPart { what: "container", id: container.to_string() };
        let known = self.part_mut::<Builds>().containers.get_mut(&container).ok_or_else(missing)?;
        let below = format!("{path}/");
        known.files.retain(|known, _| known != path && !known.starts_with(&below));
        let id = known.build;
        Ok(self.record(BuildEvent::FileWritten { id, container }))
    }

    /// The container of a build, for what uploads to it.
    ///
    /// # Errors
    /// When there is no such build.
    pub fn open_container(&mut self, build: BuildId) -> Result<Recorded<i64>, Refusal> {
        self.part::<Builds>().all.get(&build).ok_or(Refusal::NoBuild(build))?;
        let container = self.container_of(build);
        Ok(self.unchanged(container))
    }
}
