//! Areas and iterations: the two trees that each project has.
//!
//! A node is known by a number of the organization, which work items keep (`System.AreaId`), by a GUID, which
//! teams and security keep, and by its path. A path comes in two forms: `Fabrikam\Web` in fields, and
//! `\Fabrikam\Area\Web` in the answers about nodes. Both are read wherever a path is taken.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use uuid::Uuid;

use super::id::{Ids, ProcessId, ProjectId};
use super::journal::event;
use super::name::same_name;
use super::organization::{Organization, Recorded, Transaction};
use super::process::process_by_id;
use super::refusal::Refusal;

/// The number of a node, unique in its organization.
pub type NodeId = i64;

/// The longest name of a node, in characters, as published.
const NAME_LENGTH: usize = 255;

/// Which of the two trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StructureGroup {
    /// What the work is about.
    Areas,
    /// When the work is done.
    Iterations,
}

impl StructureGroup {
    /// The name of a node's type on the wire: `area`.
    pub fn node_type(self) -> &'static str {
        match self {
            Self::Areas => "area",
            Self::Iterations => "iteration",
        }
    }

    /// The segment of a URL: `Areas`.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Areas => "Areas",
            Self::Iterations => "Iterations",
        }
    }

    /// What stands between the project and the rest in the path of a node: `Area`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Areas => "Area",
            Self::Iterations => "Iteration",
        }
    }
}

/// An area or an iteration.
#[derive(Clone, Debug)]
pub struct ClassificationNode {
    /// Its number.
    pub id: NodeId,
    /// Its GUID.
    pub identifier: Uuid,
    /// The tree that it is in.
    pub group: StructureGroup,
    /// Its name; that of the project for a root.
    pub name: String,
    /// The node above; none for a root.
    pub parent: Option<NodeId>,
    /// The nodes below, in the order of lists.
    pub children: BTreeSet<NodeId>,
    /// When an iteration starts.
    pub start_date: Option<Timestamp>,
    /// The day on which an iteration ends.
    pub finish_date: Option<Timestamp>,
}

/// The areas and iterations of a project.
#[derive(Clone, Debug)]
pub struct Classification {
    nodes: BTreeMap<NodeId, ClassificationNode>,
    areas: NodeId,
    iterations: NodeId,
}

impl Classification {
    /// The trees of a new project: iterations before areas, as the recorded numbers say.
    pub(super) fn new(project: &str, process: ProcessId, ids: &mut Ids, last: &mut NodeId) -> Self {
        let mut new = |group, parent, name: &str| {
            *last += 1;
            ClassificationNode {
                id: *last,
                identifier: ids.uuid(),
                group,
                name: name.to_owned(),
                parent,
                children: BTreeSet::new(),
                start_date: None,
                finish_date: None,
            }
        };
        let mut iterations = new(StructureGroup::Iterations, None, project);
        let names = first_iterations(process).into_iter();
        let sprints: Vec<_> =
            names.map(|name| new(StructureGroup::Iterations, Some(iterations.id), &name)).collect();
        iterations.children.extend(sprints.iter().map(|sprint| sprint.id));
        let areas = new(StructureGroup::Areas, None, project);
        let (areas_id, iterations_id) = (areas.id, iterations.id);
        let nodes = sprints.into_iter().chain([areas, iterations]).map(|node| (node.id, node)).collect();
        Self { nodes, areas: areas_id, iterations: iterations_id }
    }

    /// The root of a tree. It has the name of the project.
    pub fn root(&self, group: StructureGroup) -> NodeId {
        match group {
            StructureGroup::Areas => self.areas,
            StructureGroup::Iterations => self.iterations,
        }
    }

    /// A node of either tree.
    pub fn node(&self, id: NodeId) -> Option<&ClassificationNode> {
        self.nodes.get(&id)
    }

    /// A node of either tree by its GUID.
    pub fn by_identifier(&self, identifier: Uuid) -> Option<&ClassificationNode> {
        self.nodes.values().find(|node| node.identifier == identifier)
    }

    /// All nodes of a tree, by number.
    pub fn nodes(&self, group: StructureGroup) -> impl Iterator<Item = &ClassificationNode> {
        self.nodes.values().filter(move |node| node.group == group)
    }

    /// A node by its path below the root: `Web\Shop`, also with slashes; the root for an empty path.
    pub fn below_root(&self, group: StructureGroup, path: &str) -> Option<NodeId> {
        self.walk(self.root(group), segments(path))
    }

    /// A node by the path that fields and answers have: `Fabrikam\Web`, `\Fabrikam\Area\Web`, in any case.
    pub fn by_path(&self, group: StructureGroup, path: &str) -> Option<NodeId> {
        let root = self.root(group);
        let mut rest = segments(path);
        let name = &self.node(root)?.name;
        rest.next().filter(|first| same_name(first, name))?;
        let found = self.walk(root, rest.clone());
        // An area may itself be called "Area"; then that is the one that is meant.
        found.or_else(|| {
            rest.next().filter(|label| same_name(label, group.label()))?;
            self.walk(root, rest)
        })
    }

    fn walk<'p>(&self, root: NodeId, path: impl Iterator<Item = &'p str>) -> Option<NodeId> {
        path.into_iter().try_fold(root, |node, name| self.child(node, name))
    }

    fn child(&self, parent: NodeId, name: &str) -> Option<NodeId> {
        let children = &self.nodes.get(&parent)?.children;
        children.iter().copied().find(|id| self.nodes.get(id).is_some_and(|node| same_name(&node.name, name)))
    }

    /// The names from the root to a node.
    pub fn names(&self, id: NodeId) -> Vec<&str> {
        let mut names: Vec<_> = self.line(id).map(|node| node.name.as_str()).collect();
        names.reverse();
        names
    }

    /// The path as fields have it: `Fabrikam\Web\Shop`.
    pub fn path(&self, id: NodeId) -> String {
        self.names(id).join("\\")
    }

    /// The path as answers about nodes have it: `\Fabrikam\Area\Web\Shop`.
    pub fn node_path(&self, id: NodeId) -> String {
        let mut names = self.names(id);
        if let Some(node) = self.node(id) {
            names.insert(1.min(names.len()), node.group.label());
        }
        format!("\\{}", names.join("\\"))
    }

    /// A node and those above it, up to the root.
    pub fn line(&self, id: NodeId) -> impl Iterator<Item = &ClassificationNode> {
        std::iter::successors(self.node(id), |node| self.node(node.parent?))
    }

    /// Whether a node is another one, or somewhere below it.
    pub fn is_under(&self, id: NodeId, ancestor: NodeId) -> bool {
        self.line(id).any(|node| node.id == ancestor)
    }

    /// A node and all below it.
    pub fn subtree(&self, id: NodeId) -> BTreeSet<NodeId> {
        self.nodes.keys().copied().filter(|node| self.is_under(*node, id)).collect()
    }

    /// The roots have the name of the project.
    pub(super) fn rename_roots(&mut self, name: &str) {
        for root in [self.areas, self.iterations] {
            if let Some(root) = self.nodes.get_mut(&root) {
                name.clone_into(&mut root.name);
            }
        }
    }

    fn check_name(&self, parent: NodeId, except: Option<NodeId>, name: &str) -> Result<(), Refusal> {
        if !is_node_name(name) {
            return Err(Refusal::NodeName(name.to_owned()));
        }
        match self.child(parent, name) {
            Some(other) if Some(other) != except => {
                let parent = self.node(parent).map(|node| node.identifier).unwrap_or_default();
                Err(Refusal::NodeExists { name: name.to_owned(), parent })
            }
            _ => Ok(()),
        }
    }
}

/// What changes in a node; what is none stays.
#[derive(Clone, Debug, Default)]
pub struct NodeChange {
    /// The new name.
    pub name: Option<String>,
    /// When the iteration starts; none in it for no date.
    pub start_date: Option<Option<Timestamp>>,
    /// When the iteration ends; none in it for no date.
    pub finish_date: Option<Option<Timestamp>>,
}

/// What happens to an area or iteration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum NodeEvent {
    /// It was created.
    Created { project: ProjectId, node: NodeId },
    /// It was renamed, or has other dates.
    Updated { project: ProjectId, node: NodeId },
    /// It is below another one.
    Moved { project: ProjectId, node: NodeId, from: NodeId },
    /// It is gone, with all below it.
    Deleted { project: ProjectId, node: NodeId },
}

event!(NodeEvent);

impl Organization {
    /// The project that a node is in.
    pub fn project_of_node(&self, id: NodeId) -> Option<ProjectId> {
        self.projects().find(|project| project.classification.node(id).is_some()).map(|found| found.id)
    }
}

impl Transaction<'_> {
    /// Creates an area or an iteration below another.
    ///
    /// # Errors
    /// When the name is taken or not allowed, the dates are in the wrong order, or there is no such parent.
    pub fn create_node(
        &mut self,
        project: ProjectId,
        parent: NodeId,
        name: &str,
        dates: (Option<Timestamp>, Option<Timestamp>),
    ) -> Result<Recorded<NodeId>, Refusal> {
        let classification = &mut self.project_mut(project)?.classification;
        let above = classification.node(parent).ok_or_else(|| Refusal::NoNode(parent.to_string()))?;
        let group = above.group;
        classification.check_name(parent, None, name)?;
        check_dates(dates.0, dates.1)?;
        let node = ClassificationNode {
            id: self.next_node(),
            identifier: self.uuid(),
            group,
            name: name.to_owned(),
            parent: Some(parent),
            children: BTreeSet::new(),
            start_date: dates.0,
            finish_date: dates.1,
        };
        let id = node.id;
        let classification = &mut self.project_mut(project)?.classification;
        classification.nodes.insert(id, node);
        if let Some(parent) = classification.nodes.get_mut(&parent) {
            parent.children.insert(id);
        }
        Ok(self.record(NodeEvent::Created { project, node: id }).with(id))
    }

    /// Renames an area or iteration, or gives an iteration other dates.
    ///
    /// # Errors
    /// When the name is taken or not allowed, the dates are in the wrong order, or there is no such node.
    pub fn update_node(
        &mut self,
        project: ProjectId,
        id: NodeId,
        change: NodeChange,
    ) -> Result<Recorded, Refusal> {
        let classification = &mut self.project_mut(project)?.classification;
        let node = classification.node(id).ok_or_else(|| Refusal::NoNode(id.to_string()))?;
        let start_date = change.start_date.unwrap_or(node.start_date);
        let finish_date = change.finish_date.unwrap_or(node.finish_date);
        check_dates(start_date, finish_date)?;
        let name = change.name.filter(|name| *name != node.name);
        match (node.parent, &name) {
            (Some(parent), Some(name)) => classification.check_name(parent, Some(id), name)?,
            (None, Some(name)) => return Err(Refusal::NodeName(name.clone())),
            (_, None) => {}
        }
        if let Some(node) = classification.nodes.get_mut(&id) {
            node.start_date = start_date;
            node.finish_date = finish_date;
            node.name = name.unwrap_or_else(|| std::mem::take(&mut node.name));
        }
        Ok(self.record(NodeEvent::Updated { project, node: id }))
    }

    /// Puts an area or iteration, with all below it, below another one of its tree. As recorded, an iteration
    /// that is moved gets the dates of the request, none if it has none.
    ///
    /// # Errors
    /// When the name is taken there, there is no such node, or it would be below itself.
    pub fn move_node(
        &mut self,
        project: ProjectId,
        id: NodeId,
        parent: NodeId,
        dates: (Option<Timestamp>, Option<Timestamp>),
    ) -> Result<Recorded, Refusal> {
        check_dates(dates.0, dates.1)?;
        let classification = &mut self.project_mut(project)?.classification;
        let no_node = |id: NodeId| Refusal::NoNode(id.to_string());
        let node = classification.node(id).ok_or_else(|| no_node(id))?;
        let new_parent = classification.node(parent).ok_or_else(|| no_node(parent))?;
        let old_parent = node.parent.ok_or_else(|| Refusal::NodeMove(node.name.clone()))?;
        if new_parent.group != node.group || classification.is_under(parent, id) {
            return Err(Refusal::NodeMove(node.name.clone()));
        }
        classification.check_name(parent, Some(id), &node.name)?;
        if let Some(old) = classification.nodes.get_mut(&old_parent) {
            old.children.remove(&id);
        }
        if let Some(new) = classification.nodes.get_mut(&parent) {
            new.children.insert(id);
        }
        if let Some(node) = classification.nodes.get_mut(&id) {
            node.parent = Some(parent);
            (node.start_date, node.finish_date) = dates;
        }
        Ok(self.record(NodeEvent::Moved { project, node: id, from: old_parent }))
    }

    /// Deletes an area or iteration and all below it. What is in them goes to another node of the tree, or to
    /// the one above.
    ///
    /// # Errors
    /// When it is a root, there is no such node, or the other is no node of the tree that stays.
    pub fn delete_node(
        &mut self,
        project: ProjectId,
        id: NodeId,
        reclassify: Option<NodeId>,
    ) -> Result<Recorded, Refusal> {
        let classification = &self.project_mut(project)?.classification;
        let node = classification.node(id).ok_or_else(|| Refusal::NoNode(id.to_string()))?;
        let parent = node.parent.ok_or_else(|| Refusal::NodeMove(node.name.clone()))?;
        let gone = classification.subtree(id);
        let target = reclassify.unwrap_or(parent);
        let stays = classification.node(target).is_some_and(|found| found.group == node.group);
        if !stays || gone.contains(&target) {
            return Err(Refusal::NoNode(target.to_string()));
        }
        let group = node.group;
        let gone: Vec<_> = gone.into_iter().map(|node| (node, classification.path(node))).collect();
        self.reclassify(group, &gone, target);
        let found = self.project_mut(project)?;
        let classification = &mut found.classification;
        for (node, _) in &gone {
            classification.nodes.remove(node);
        }
        if let Some(parent) = classification.nodes.get_mut(&parent) {
            parent.children.remove(&id);
        }
        for team in found.teams.values_mut() {
            team.settings.forget(&found.classification);
        }
        Ok(self.record(NodeEvent::Deleted { project, node: id }))
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> + Clone {
    path.split(['\\', '/']).filter(|segment| !segment.is_empty())
}

fn check_dates(start: Option<Timestamp>, finish: Option<Timestamp>) -> Result<(), Refusal> {
    match (start, finish) {
        (Some(start), Some(finish)) if finish < start => Err(Refusal::IterationDates),
        _ => Ok(()),
    }
}

/// Whether this can be the name of an area or iteration, as published.
fn is_node_name(name: &str) -> bool {
    let is_allowed = |letter: char| !letter.is_control() && !"\\/$?*:\"&<>#%|+".contains(letter);
    !name.trim().is_empty()
        && name.chars().count() <= NAME_LENGTH
        && name.chars().all(is_allowed)
        && !matches!(name, "." | "..")
}

/// The iterations that a new project comes with. Recorded is `Sprint 1` for Basic; the others are as the
/// process templates have them.
fn first_iterations(process: ProcessId) -> Vec<String> {
    let (word, count) = match process_by_id(process).map(|process| process.name) {
        Some("Scrum") => ("Sprint", 6),
        Some("Agile" | "CMMI") => ("Iteration", 3),
        _ => ("Sprint", 1),
    };
    (1..=count).map(|number| format!("{word} {number}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trees() -> Classification {
        let mut last = 0;
        let scrum = super::super::process::PROCESSES[0].id;
        Classification::new("Fabrikam", scrum, &mut Ids::new(1), &mut last)
    }

    #[test]
    fn paths_are_read_in_both_forms() {
        let trees = trees();
        let sprint = trees.below_root(StructureGroup::Iterations, "sprint 2").unwrap();
        assert_eq!(trees.path(sprint), "Fabrikam\\Sprint 2");
        assert_eq!(trees.node_path(sprint), "\\Fabrikam\\Iteration\\Sprint 2");
        for path in [
            "Fabrikam\\Sprint 2",
            "\\fabrikam\\iteration\\SPRINT 2",
            "Fabrikam/Sprint 2",
            "\\Fabrikam\\Sprint 2",
        ] {
            assert_eq!(trees.by_path(StructureGroup::Iterations, path), Some(sprint), "{path}");
        }
        for path in ["Sprint 2", "Fabrikam\\Area\\Sprint 2", "Fabrikam\\Sprint 9", ""] {
            assert_eq!(trees.by_path(StructureGroup::Iterations, path), None, "{path}");
        }
        assert_eq!(trees.by_path(StructureGroup::Areas, "Fabrikam"), Some(trees.root(StructureGroup::Areas)));
        assert!(trees.is_under(sprint, trees.root(StructureGroup::Iterations)));
        assert!(!trees.is_under(sprint, trees.root(StructureGroup::Areas)));
    }

    #[test]
    fn names_have_limits() {
        for (name, is) in [("Web & Shop", false), ("a+b", false), ("..", false), (" ", false), ("Web", true)]
        {
            assert_eq!(is_node_name(name), is, "{name}");
        }
        assert!(!is_node_name(&"x".repeat(256)));
    }
}
