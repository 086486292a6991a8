//! The graph of the stages, or of the jobs in a stage: their names, and what they depend on.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::node::Node;
use crate::refusal::{Kind, Message};

/// What the nodes of a graph are, for messages.
#[derive(Clone, Copy)]
pub(super) enum Level<'n> {
    Stages,
    /// The jobs of a stage. `None` for the implicit one.
    Jobs(Option<&'n str>),
}

pub(super) struct Graph<'n> {
    level: Level<'n>,
    pub nodes: Vec<Vertex<'n>>,
}

/// A stage or a job.
pub(super) struct Vertex<'n> {
    pub node: &'n Node,
    /// Generated where none is written.
    pub name: String,
    depends_on: Vec<String>,
}

impl<'n> Graph<'n> {
    /// The nodes of a list, each with its name in its first key.
    pub(super) fn new(level: Level<'n>, list: &'n [Node]) -> Self {
        let mut known: HashSet<String> = list.iter().map(|node| key(first(node))).collect();
        let mut counter = 0;
        let mut nodes: Vec<Vertex<'n>> = Vec::with_capacity(list.len());
        for node in list {
            let mut name = first(node).to_owned();
            while name.is_empty() || name != first(node) && !known.insert(key(&name)) {
                counter += 1;
                name = format!("{}{counter}", level.noun());
            }
            let depends_on = match (node.get("dependsOn"), level) {
                (Some(names), _) => {
                    let names = names.items().iter().filter_map(Node::text);
                    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
                }
                // By default a stage depends on the one before it.
                (None, Level::Stages) => nodes.last().map(|before| before.name.clone()).into_iter().collect(),
                (None, Level::Jobs(_)) => Vec::new(),
            };
            nodes.push(Vertex { node, name, depends_on });
        }
        Self { level, nodes }
    }

    /// Checks that names are valid and unique. Returns whether they are unique.
    pub(super) fn check_names(&self, messages: &mut Vec<Message>) -> bool {
        let mut known = HashSet::new();
        let mut is_unique = true;
        for Vertex { name, .. } in &self.nodes {
            if !is_valid(name) {
                messages.push(bare(format!("{} has an invalid name. {VALID}", self.level.subject(name))));
            } else if !known.insert(key(name)) {
                is_unique = false;
                messages.push(bare(self.level.not_unique(name)));
            }
        }
        is_unique
    }

    /// Checks that every node is reached. Names that are not unique are not followed.
    pub(super) fn check_dependencies(&self, is_unique: bool, messages: &mut Vec<Message>) {
        if self.nodes.iter().all(|vertex| !vertex.depends_on.is_empty()) {
            // A pipeline without stages is another error.
            if !self.nodes.is_empty() || matches!(self.level, Level::Jobs(_)) {
                messages.push(bare(self.level.no_start()));
            }
            return;
        }
        if !is_unique {
            return;
        }
        let known: HashSet<String> = self.nodes.iter().map(|vertex| key(&vertex.name)).collect();
        for (vertex, left) in self.unsatisfied() {
            for name in left {
                let subject = self.level.subject(&vertex.name);
                let noun = self.level.noun().to_lowercase();
                messages.push(bare(if known.contains(&key(name)) {
                    format!(
                        "{subject} depends on {noun} {name} which creates a cycle in the dependency graph."
                    )
                } else {
                    format!("{subject} depends on unknown {noun} {name}.")
                }));
            }
        }
    }

    /// The nodes that never start, each with the dependencies that it waits for.
    fn unsatisfied(&self) -> Vec<(&Vertex<'n>, Vec<&str>)> {
        let mut dependents: HashMap<String, Vec<usize>> = HashMap::new();
        let mut left: Vec<usize> = Vec::with_capacity(self.nodes.len());
        let mut ready = VecDeque::new();
        for (index, vertex) in self.nodes.iter().enumerate() {
            let names: HashSet<String> = vertex.depends_on.iter().map(|name| key(name)).collect();
            left.push(names.len());
            if names.is_empty() {
                ready.push_back(index);
            }
            for name in names {
                dependents.entry(name).or_default().push(index);
            }
        }
        let mut done = HashSet::new();
        while let Some(index) = ready.pop_front() {
            let name = key(&self.nodes[index].name);
            for dependent in dependents.get(&name).into_iter().flatten() {
                left[*dependent] -= 1;
                if left[*dependent] == 0 {
                    ready.push_back(*dependent);
                }
            }
            done.insert(name);
        }
        let waits = |vertex: &'_ Vertex<'n>| !done.contains(&key(&vertex.name));
        let waiting = self.nodes.iter().filter(|vertex| waits(vertex)).map(|vertex| {
            let mut seen = HashSet::new();
            let names = vertex.depends_on.iter().map(String::as_str);
            (vertex, names.filter(|name| !done.contains(&key(name)) && seen.insert(key(name))).collect())
        });
        waiting.collect()
    }
}

impl Level<'_> {
    fn noun(self) -> &'static str {
        match self {
            Self::Stages => "Stage",
            Self::Jobs(_) => "Job",
        }
    }

    fn subject(self, name: &str) -> String {
        match self {
            Self::Stages => format!("Stage {name}"),
            Self::Jobs(None) => format!("Job {name}"),
            Self::Jobs(Some(stage)) => format!("Stage {stage} job {name}"),
        }
    }

    fn not_unique(self, name: &str) -> String {
        match self {
            Self::Stages => format!(
                "The stage name {name} appears more than once. Stage names must be unique within a pipeline."
            ),
            Self::Jobs(None) => {
                format!(
                    "The job name {name} appears more than once. Job names must be unique within a pipeline."
                )
            }
            Self::Jobs(Some(stage)) => {
                format!(
                    "Stage {stage} job {name} appears more than once. Job names must be unique within a stage."
                )
            }
        }
    }

    fn no_start(self) -> String {
        match self {
            Self::Stages => "The pipeline must contain at least one stage with no dependencies.".to_owned(),
            Self::Jobs(None) => "The pipeline must contain at least one job with no dependencies.".to_owned(),
            Self::Jobs(Some(stage)) => {
                format!("Stage {stage} must contain at least one job with no dependencies.")
            }
        }
    }
}

/// What follows a name that is not valid.
pub(super) const VALID: &str =
    "Valid names may only contain alphanumeric characters and '_' and may not start with a number.";

/// Whether a stage, a job or a step may have this name.
pub(super) fn is_valid(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_ascii_digit())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A name as it is compared: without regard to case.
pub(super) fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

fn first(node: &Node) -> &str {
    node.pairs().first().and_then(|(_, name)| name.text()).unwrap_or_default()
}

fn bare(text: String) -> Message {
    Message::bare(Kind::Structure, text)
}
