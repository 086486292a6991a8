//! How folders of release definitions change.

use super::{ReleaseDefinitionEvent, ReleaseFolder, ReleaseRefusal, Releases};
use crate::world::build::folder_path;
use crate::world::id::ProjectId;
use crate::world::name::same_name;
use crate::world::organization::{Recorded, Transaction};

type Refused<T> = Result<T, ReleaseRefusal>;

impl Transaction<'_> {
    /// Adds a folder, and those that it is in, where they are not there yet.
    pub(super) fn add_release_folders(&mut self, project: ProjectId, path: &str) {
        let stamp = self.stamp();
        let ends = path.match_indices('\\').map(|(at, _)| at).skip(1).chain([path.len()]);
        for end in ends.filter(|_| path != "\\") {
            let path = &path[..end];
            if self.releases().folders(project).all(|folder| !same_name(&folder.path, path)) {
                let path = path.to_owned();
                let folder =
                    ReleaseFolder { project, path, description: None, created: stamp, changed: stamp };
                self.part_mut::<Releases>().folders.push(folder);
            }
        }
    }

    /// Creates a folder of definitions, and those that it is in.
    ///
    /// # Errors
    /// When it exists.
    pub fn create_release_folder(
        &mut self,
        project: ProjectId,
        path: &str,
        description: Option<String>,
    ) -> Refused<Recorded<String>> {
        let path = folder_path(path);
        let exists = self.releases().folders(project).any(|folder| same_name(&folder.path, &path));
        if exists || path == "\\" {
            return Err(ReleaseRefusal::FolderExists(path));
        }
        self.add_release_folders(project, &path);
        let folders = &mut self.part_mut::<Releases>().folders;
        if let Some(folder) = folders.last_mut() {
            folder.description = description;
        }
        let event = ReleaseDefinitionEvent::FolderCreated { project, path: path.clone() };
        Ok(self.record(event).with(path))
    }

    /// Moves a folder with all in it, and describes it anew.
    ///
    /// # Errors
    /// When there is none, or one where it is to go.
    pub fn update_release_folder(
        &mut self,
        project: ProjectId,
        path: &str,
        new_path: Option<&str>,
        description: Option<&str>,
    ) -> Refused<Recorded<String>> {
        let stamp = self.stamp();
        let from = folder_path(path);
        let to = new_path.map_or_else(|| from.clone(), folder_path);
        let has = |path: &str| self.releases().folders(project).any(|folder| same_name(&folder.path, path));
        if !has(&from) {
            return Err(ReleaseRefusal::NoFolder(from));
        }
        if !same_name(&from, &to) && (has(&to) || is_in(&to, &from)) {
            return Err(ReleaseRefusal::FolderExists(to));
        }
        if let Some((parent, _)) = to.rsplit_once('\\').filter(|(parent, _)| !parent.is_empty()) {
            self.add_release_folders(project, parent);
        }
        let moved = |known: &str| is_in(known, &from).then(|| format!("{to}{}", &known[from.len()..]));
        let releases = self.part_mut::<Releases>();
        for folder in releases.folders.iter_mut().filter(|folder| folder.project == project) {
            let Some(new) = moved(&folder.path) else { continue };
            if same_name(&folder.path, &from) {
                folder.description = description.map(str::to_owned).or_else(|| folder.description.take());
                folder.changed = stamp;
            }
            folder.path = new;
        }
        for definition in releases.definitions.values_mut().filter_map(|all| all.last_mut()) {
            if definition.project == project
                && let Some(new) = moved(&definition.content.path)
            {
                definition.content.path = new;
            }
        }
        let event = ReleaseDefinitionEvent::FolderUpdated { project, from, path: to.clone() };
        Ok(self.record(event).with(to))
    }

    /// Deletes a folder with all in it.
    ///
    /// # Errors
    /// When there is none, or releases of a definition in it are being deployed.
    pub fn delete_release_folder(&mut self, project: ProjectId, path: &str) -> Refused<Recorded> {
        let path = folder_path(path);
        let releases = self.releases();
        if releases.folders(project).all(|folder| !same_name(&folder.path, &path)) {
            return Err(ReleaseRefusal::NoFolder(path));
        }
        let inside = releases.definitions(project).filter(|known| is_in(&known.content.path, &path));
        let inside = inside.filter(|known| releases.deleted_definition(known.id).is_none());
        for id in inside.map(|known| known.id).collect::<Vec<_>>() {
            let _ = self.delete_release_definition(id, "", false)?;
        }
        let folders = &mut self.part_mut::<Releases>().folders;
        folders.retain(|folder| folder.project != project || !is_in(&folder.path, &path));
        Ok(self.record(ReleaseDefinitionEvent::FolderDeleted { project, path }))
    }
}

/// Whether a folder is another or in it.
fn is_in(path: &str, folder: &str) -> bool {
    let Some(start) = path.get(..folder.len()).filter(|start| same_name(start, folder)) else { return false };
    path.len() == start.len() || path[start.len()..].starts_with('\\')
}
