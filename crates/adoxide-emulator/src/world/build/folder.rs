//! Folders of definitions.

use super::{Builds, FolderEvent, folder_path};
use crate::world::id::ProjectId;
use crate::world::journal::Stamp;
use crate::world::name::same_name;
use crate::world::organization::{Recorded, Transaction};
use crate::world::refusal::Refusal;

/// A folder of definitions.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Its project.
    pub project: ProjectId,
    /// `\Team A\Nightly`
    pub path: String,
    /// What it is for.
    pub description: Option<String>,
    /// When and by whom it was made; the root comes with the project.
    pub created: Option<Stamp>,
    /// When and by whom it was changed last.
    pub changed: Option<Stamp>,
}

impl Transaction<'_> {
    /// Makes a folder, and those that it is in.
    pub fn make_folder(
        &mut self,
        project: ProjectId,
        path: &str,
        description: Option<&str>,
    ) -> Result<Recorded, Refusal> {
        self.add_folders(project, path, description);
        Ok(self.record(FolderEvent::Created { project, path: folder_path(path) }))
    }

    /// Adds a folder, and those that it is in, where they are not there yet.
    pub(super) fn add_folders(&mut self, project: ProjectId, path: &str, description: Option<&str>) {
        let stamp = self.stamp();
        let path = folder_path(path);
        let ends = path.match_indices('\\').map(|(at, _)| at).skip(1).chain([path.len()]);
        for end in ends.collect::<Vec<_>>() {
            let part = &path[..end];
            let known = self.part::<Builds>().folders(project).any(|folder| same_name(&folder.path, part));
            if known {
                continue;
            }
            let description = description.filter(|_| end == path.len()).map(str::to_owned);
            let (path, created) = (part.to_owned(), Some(stamp));
            self.part_mut::<Builds>().folders.push(Folder {
                project,
                path,
                description,
                created,
                changed: None,
            });
        }
    }

    /// Moves a folder with all in it, and describes it anew.
    ///
    /// # Errors
    /// When there is none, or one where it is to go.
    pub fn update_folder(
        &mut self,
        project: ProjectId,
        path: &str,
        new_path: Option<&str>,
        description: Option<&str>,
    ) -> Result<Recorded<String>, Refusal> {
        let stamp = self.stamp();
        let path = folder_path(path);
        let to = new_path.map_or_else(|| path.clone(), folder_path);
        let is = |folder: &Folder, path: &str| folder.project == project && same_name(&folder.path, path);
        if !self.part::<Builds>().folders.iter().any(|folder| is(folder, &path)) {
            return Err(Refusal::NoFolder(path));
        }
        if !same_name(&path, &to) && self.part::<Builds>().folders.iter().any(|folder| is(folder, &to)) {
            let known = self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
            return Err(Refusal::FolderExists { path: to, project: known.name.clone() });
        }
        if let Some((parent, _)) = to.rsplit_once('\\').filter(|(parent, _)| !parent.is_empty()) {
            let parent = parent.to_owned();
            self.add_folders(project, &parent, None);
        }
        let below = format!("{path}\\");
        let moved = |known: &str| {
            if same_name(known, &path) {
                Some(to.clone())
            } else {
                let rest = known.get(..below.len()).filter(|start| same_name(start, &below))?;
                Some(format!("{to}\\{}", &known[rest.len()..]))
            }
        };
        let builds = self.part_mut::<Builds>();
        for folder in builds.folders.iter_mut().filter(|folder| folder.project == project) {
            let Some(new) = moved(&folder.path) else { continue };
            if same_name(&folder.path, &path) {
                folder.description = description.map(str::to_owned).or_else(|| folder.description.take());
                folder.changed = Some(stamp);
            }
            folder.path = new;
        }
        for definition in builds.definitions.values_mut().filter_map(|all| all.last_mut()) {
            if definition.project == project
                && let Some(new) = moved(&definition.content.path)
            {
                definition.content.path = new;
            }
        }
        let event = FolderEvent::Updated { project, path: to.clone(), from: path };
        Ok(self.record(event).with(to))
    }

    /// Deletes a folder with all in it.
    ///
    /// # Errors
    /// When there is none, or it is the root.
    pub fn delete_folder(&mut self, project: ProjectId, path: &str) -> Result<Recorded, Refusal> {
        let path = folder_path(path);
        let known = self.part::<Builds>().folders(project).any(|folder| same_name(&folder.path, &path));
        if !known || path == "\\" {
            return Err(Refusal::NoFolder(path));
        }
        let below = format!("{path}\\");
        let is_in = |known: &str| {
            same_name(known, &path) || known.get(..below.len()).is_some_and(|start| same_name(start, &below))
        };
        let inside = self.part::<Builds>().definitions().filter(|known| known.project == project);
        let inside = inside.filter(|known| is_in(&known.content.path)).map(|known| known.id);
        for id in inside.collect::<Vec<_>>() {
            self.delete_build_definition(id)?;
        }
        self.part_mut::<Builds>().folders.retain(|folder| folder.project != project || !is_in(&folder.path));
        Ok(self.record(FolderEvent::Deleted { project, path }))
    }
}
