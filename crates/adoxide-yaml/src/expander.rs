//! The expander: reads, expands, normalizes, checks and writes a pipeline.

use std::rc::Rc;

use crate::check::{self, Inventory};
use crate::document;
use crate::evaluate::{Declared, Evaluator, Flow, Frame, Scope, Stop};
use crate::expression::Value;
use crate::node::Node;
use crate::refusal::Refusal;
use crate::repository::Repositories;
use crate::rewrite;
use crate::schema::PIPELINE;
use crate::template;
use crate::tree::Tree;

/// Expands pipelines as the service's preview does.
///
/// ```
/// use adoxide_yaml::{Expander, Pipeline, Repositories, Repository, RepositoryResource};
///
/// struct NoFiles;
///
/// impl Repositories for NoFiles {
///     fn own(&self) -> Repository {
///         Repository::default()
///     }
///     fn declared(&self, resource: &RepositoryResource) -> Result<Repository, String> {
///         Err(format!("no repository {}", resource.name))
///     }
///     fn text(&self, _: &Repository, _: &str) -> Result<Option<String>, String> {
///         Ok(None)
///     }
/// }
///
/// let pipeline = Pipeline::new("/azure-pipelines.yml", "steps:\n- bash: make ${{ lower('ALL') }}\n");
/// let expanded = Expander::new(&NoFiles).expand(&pipeline)?;
/// assert!(expanded.yaml.contains("script: make all"));
/// # Ok::<(), adoxide_yaml::Refusal>(())
/// ```
#[derive(Clone, Copy)]
pub struct Expander<'a> {
    repositories: &'a dyn Repositories,
    inventory: Option<&'a dyn Inventory>,
}

/// A pipeline to expand.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pipeline {
    /// The path of its file in the repository, for messages and relative references: `/azure-pipelines.yml`.
    pub path: String,
    /// The text of the file, or of what is previewed in its place.
    pub text: String,
    /// Parameters by name, as text: `templateParameters` of the preview. Collections are JSON or YAML.
    pub parameters: Vec<(String, String)>,
    /// Variables that are known before the pipeline is read, such as `Build.SourceBranch`.
    pub variables: Vec<(String, String)>,
}

impl Pipeline {
    /// A pipeline without parameters, with the predefined variables of a run on `main`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let variables = predefined("refs/heads/main");
        Self { path: path.into(), text: text.into(), parameters: Vec::new(), variables }
    }

    /// Gives a parameter a value, as text.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Gives a variable a value, in place of the one that it has.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        match self.variables.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            Some((_, before)) => *before = value,
            None => self.variables.push((name, value)),
        }
        self
    }
}

/// The variables that the service knows before it reads a pipeline, for a run of `branch` (its full name:
/// `refs/heads/main`). Values that name an organization are placeholders.
///
/// [Reference](https://learn.microsoft.com/azure/devops/pipelines/build/variables)
pub fn predefined(branch: &str) -> Vec<(String, String)> {
    let name = branch.rsplit('/').next().unwrap_or_default();
    let none = "00000000-0000-0000-0000-000000000000";
    let all = [
        ("system", "build"),
        ("system.hosttype", "build"),
        ("system.servertype", "Hosted"),
        ("system.culture", "en-US"),
        ("system.collectionId", none),
        ("system.collectionUri", "https://dev.azure.com/organization/"),
        ("system.teamFoundationCollectionUri", "https://dev.azure.com/organization/"),
        ("system.taskDefinitionsUri", "https://dev.azure.com/organization/"),
        ("system.pipelineStartTime", "2025-01-01 00:00:00+00:00"),
        ("system.teamProject", "project"),
        ("system.teamProjectId", none),
        ("system.definitionId", "1"),
        ("build.definitionName", "pipeline"),
        ("build.definitionVersion", "1"),
        ("build.queuedBy", ""),
        ("build.queuedById", none),
        ("build.requestedFor", ""),
        ("build.requestedForId", none),
        ("build.requestedForEmail", ""),
        ("build.sourceVersion", ""),
        ("build.sourceBranch", branch),
        ("build.sourceBranchName", name),
        ("build.reason", "Manual"),
        ("build.repository.name", "project"),
        ("build.repository.provider", "TfsGit"),
    ];
    all.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// An expanded pipeline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Expanded {
    /// The YAML that the service would run: `finalYaml` of the preview.
    pub yaml: String,
    /// The same as a tree.
    pub tree: Tree,
}

impl<'a> Expander<'a> {
    /// An expander that finds templates in these repositories.
    pub fn new(repositories: &'a dyn Repositories) -> Self {
        Self { repositories, inventory: None }
    }

    /// Also checks that tasks, environments and variable groups exist. By default all do.
    #[must_use]
    pub fn inventory(mut self, inventory: &'a dyn Inventory) -> Self {
        self.inventory = Some(inventory);
        self
    }

    /// Expands a pipeline.
    ///
    /// # Errors
    /// The lines with which the service refuses it.
    pub fn expand(&self, pipeline: &Pipeline) -> Result<Expanded, Refusal> {
        let mut predefined = Scope::default();
        for (name, value) in &pipeline.variables {
            predefined.set(name, Value::text(value.as_str()));
        }
        let mut evaluator = Evaluator::new(self.repositories, predefined);
        let root = match evaluate(&mut evaluator, pipeline) {
            Ok(root) if evaluator.messages.len() == 0 => rewrite::pipeline(root),
            _ => return Err(evaluator.messages.into_refusal()),
        };
        let mut messages = check::runtime(&root);
        if let (true, Some(inventory)) = (messages.is_empty(), self.inventory) {
            messages = check::inventory(&root, inventory);
        }
        if messages.is_empty() {
            return Ok(Expanded { yaml: document::write(&root), tree: Tree::of(&root) });
        }
        Err(Refusal { messages })
    }
}

/// The expanded root. It counts for nothing when there are messages.
fn evaluate(evaluator: &mut Evaluator<'_>, pipeline: &Pipeline) -> Flow<Node> {
    let file = evaluator.add_entry(&pipeline.path);
    let document = match document::read(&pipeline.text, file, &pipeline.path) {
        Ok(document) => document,
        Err(lines) => {
            for line in lines {
                evaluator.messages.push(line);
            }
            return Err(Stop);
        }
    };
    let (root, mut faults) = template::read(&document, &PIPELINE);
    let declared = Declared::of(root.get("parameters"), &mut faults);
    if !faults.is_empty() {
        for (at, failure) in faults {
            evaluator.failure(at, failure)?;
        }
        return Err(Stop);
    }
    let frame = Frame { file, parameters: Rc::default(), local: None };
    let Some(parameters) = evaluator.bind_root(&declared, &pipeline.parameters, &frame)? else {
        return Err(Stop);
    };
    let frame = Frame { parameters: Rc::clone(&parameters), ..frame };
    evaluator.resolve_repositories(&root, &frame)?;
    evaluator.root(&root, &PIPELINE, parameters)
}
