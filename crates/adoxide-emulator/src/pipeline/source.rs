//! From a definition to the YAML that a run of it runs.

use std::path::Path;

use adoxide_yaml::{
    Expanded, Expander, Inventory, Pipeline, Refusal, Repositories, Repository, RepositoryResource, Tree,
};
use git2::Oid;
use serde_json::{Map, Value};

use crate::git::peel_to_commit;
use crate::shared::Shared;
use crate::wire::address::segment;
use crate::wire::error::Fault;
use crate::world::build::plan::Plan;
use crate::world::build::{Build, Definition, DefinitionId};
use crate::world::id::{IdentityId, ProjectId, RepositoryId};
use crate::world::permission::Access;
use crate::world::{Organization, World, repository, task};

/// What is to be expanded, and for whom.
pub(crate) struct Asked<'a> {
    pub definition: DefinitionId,
    /// What is expanded in place of the definition's file.
    pub text: Option<&'a str>,
    /// Parameters by name, as text.
    pub parameters: Vec<(String, String)>,
    /// Variables that are given for the run.
    pub variables: Vec<(String, String)>,
    /// Branches and commits by the alias of the repository; `self` is the definition's own.
    pub versions: Vec<Version>,
    /// Whose permissions decide what is seen.
    pub actor: IdentityId,
    /// Whether the environments must exist already: those of a run come with it.
    pub is_preview: bool,
}

/// Parameters of a template as text: collections are JSON.
pub(crate) fn parameter_texts(given: &Map<String, Value>) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    given.iter().map(|(name, value)| (name.clone(), text(value))).collect()
}

/// The variables of a build, which are JSON in a text.
pub(crate) fn build_variables(parameters: Option<&str>) -> Vec<(String, String)> {
    let given: Option<Map<String, Value>> = parameters.and_then(|text| serde_json::from_str(text).ok());
    parameter_texts(&given.unwrap_or_default())
}

/// The version of a repository that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub alias: String,
    /// The full name of a branch or tag.
    pub reference: Option<String>,
    /// A commit.
    pub commit: Option<String>,
}

/// Where the definition is, what it is called, which file it has.
struct Definitions {
    project: ProjectId,
    project_name: String,
    path: String,
    variables: Vec<(String, String)>,
}

/// Expands a definition's YAML.
///
/// # Errors
/// `PipelineValidationException` with the service's own message if the YAML is missing or is refused.
pub(crate) fn expand(place: Place<'_>, asked: &Asked<'_>) -> Result<Expanded, Fault> {
    let files = Files::open(place, asked)?;
    let text = files.root()?.ok_or_else(|| {
        Fault::pipeline_invalid(&format!("File {} not found in repository {}.", files.path, files.own))
    })?;
    files.expand(text)
}

/// What a run of a definition consists of; none if its YAML is not here.
///
/// # Errors
/// As [`expand`], if there is YAML.
pub(crate) fn plan(place: Place<'_>, asked: &Asked<'_>) -> Result<Option<Plan>, Fault> {
    Ok(read(place, asked)?.map(|(_, plan)| plan))
}

/// The expanded document of a definition, and what a run of it consists of; none if its YAML is not here.
pub(super) fn read(place: Place<'_>, asked: &Asked<'_>) -> Result<Option<(Tree, Plan)>, Fault> {
    let files = Files::open(place, asked)?;
    let Some(text) = files.root()? else { return Ok(None) };
    let extends = files.extended(&text);
    let Expanded { yaml, tree, .. } = files.expand(text)?;
    let plan = super::plan::plan(&tree, yaml, extends);
    Ok(Some((tree, plan)))
}

/// What a run of a document consists of that names no other file.
///
/// # Errors
/// The lines with which the service refuses it.
pub(crate) fn plan_of_text(text: &str) -> Result<Plan, Refusal> {
    struct NoFiles;
    impl Repositories for NoFiles {
        fn own(&self) -> Repository {
            Repository::default()
        }

        fn declared(&self, resource: &RepositoryResource) -> Result<Repository, String> {
            Err(format!("There is no repository {}.", resource.name))
        }

        fn text(&self, _: &Repository, _: &str) -> Result<Option<String>, String> {
            Ok(None)
        }
    }
    let Expanded { yaml, tree, .. } =
        Expander::new(&NoFiles).expand(&Pipeline::new("/azure-pipelines.yml", text))?;
    Ok(super::plan::plan(&tree, yaml, Vec::new()))
}

/// The organization that everything is looked up in.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub shared: &'a Shared,
    /// The world where it is locked already. By default it is locked only while it is looked at.
    pub held: Option<&'a World>,
    pub organization: &'a str,
    /// Where the organization is on its main host.
    pub base: &'a str,
}

impl Place<'_> {
    pub(super) fn look<T>(&self, look: impl FnOnce(&Organization) -> Result<T, Fault>) -> Result<T, Fault> {
        let missing = || Fault::organization_not_found(self.organization);
        match self.held {
            Some(world) => look(world.organization(self.organization).ok_or_else(missing)?),
            None => look(self.shared.world().organization(self.organization).ok_or_else(missing)?),
        }
    }

    /// Where a repository is looked at and cloned from.
    fn web(&self, project: &str, repository: &str) -> String {
        format!("{}/{}/_git/{}", self.base, segment(project), segment(repository))
    }

    /// The definition's own repository at the version that is asked for.
    fn own(
        &self,
        organization: &Organization,
        definition: &Definition,
        asked: &Asked<'_>,
    ) -> Result<Repository, Fault> {
        let version = asked.version("self");
        let found = definition.repository().and_then(|id| organization.repository_by_id(id));
        let Some(found) = found else {
            // A repository elsewhere: there is nothing of it here unless one of the emulator's stands for it.
            let field = |name: &str| definition.content.repository.get(name).and_then(|value| value.as_str());
            let url = field("url")
                .map(str::to_owned)
                .or_else(|| Some(format!("https://github.com/{}", field("id")?)));
            let url = url.unwrap_or_default();
            let branch =
                version.and_then(|version| version.reference.clone()).or_else(|| definition.default_branch());
            let known = self.shared.mirror(&url).and_then(|(_, id)| organization.repository_by_id(id));
            let Some(known) = known else {
                return Ok(Repository { url, branch: branch.unwrap_or_default(), ..Repository::default() });
            };
            return at(known, url, branch, version).map_err(|why| Fault::pipeline_invalid(&why));
        };
        let home = organization.project_by_id(found.project).map_or("", |project| &project.name);
        let branch =
            version.and_then(|version| version.reference.clone()).or_else(|| definition.default_branch());
        at(found, self.web(home, &found.name), branch, version).map_err(|why| Fault::pipeline_invalid(&why))
    }

    /// What a definition is called and what its runs know before its YAML is read.
    fn about(&self, organization: &Organization, definition: &Definition, own: &Repository) -> Definitions {
        let project = organization.project_by_id(definition.project);
        let process = definition.content.rest.get("process");
        let path = process.and_then(|process| process["yamlFilename"].as_str()).unwrap_or_default();
        let name = definition.content.repository.get("name").and_then(|name| name.as_str());
        let kind = definition.content.repository.get("type").and_then(|kind| kind.as_str());
        let collection = format!("{}/", self.base);
        let mut variables: Vec<(String, String)> = [
            ("system.collectionId", organization.id().to_string()),
            ("system.collectionUri", collection.clone()),
            ("system.teamFoundationCollectionUri", collection.clone()),
            ("system.taskDefinitionsUri", collection),
            ("system.teamProject", project.map(|project| project.name.clone()).unwrap_or_default()),
            ("system.teamProjectId", definition.project.to_string()),
            ("system.definitionId", definition.id.to_string()),
            ("build.definitionName", definition.content.name.clone()),
            ("build.definitionVersion", definition.revision.to_string()),
            ("build.sourceVersion", own.version.clone()),
            ("build.sourceBranch", own.branch.clone()),
            ("build.sourceBranchName", own.branch.rsplit('/').next().unwrap_or_default().to_owned()),
            ("build.repository.name", name.unwrap_or_default().to_owned()),
            ("build.repository.provider", kind.unwrap_or("TfsGit").to_owned()),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
        for (name, variable) in definition.content.variables.iter().flatten() {
            // The value of a secret one is not known before the run.
            let value = variable["value"].as_str().filter(|_| variable["isSecret"] != true);
            variables.extend(value.map(|value| (name.clone(), value.to_owned())));
        }
        Definitions {
            project: definition.project,
            project_name: project.map(|project| project.name.clone()).unwrap_or_default(),
            path: format!("/{}", path.trim_start_matches('/').replace('\\', "/")),
            variables,
        }
    }
}

/// A repository at a branch, tag or commit; by default at its default branch.
fn at(
    repository: &repository::Repository,
    url: String,
    branch: Option<String>,
    version: Option<&Version>,
) -> Result<Repository, String> {
    let branch = branch.or_else(|| repository.default_branch.clone()).unwrap_or_default();
    let tip = match version.and_then(|version| version.commit.clone()) {
        Some(commit) => commit,
        None => match repository.tip(&branch) {
            Some(tip) => tip.to_string(),
            None if repository.is_empty() => String::new(),
            // The words that the service's users report.
            None => {
                return Err(format!(
                    "Could not get the latest source version for repository {} hosted on Azure Repos using ref \
                     {branch}.",
                    repository.name
                ));
            }
        },
    };
    Ok(Repository { id: repository.id.to_string(), url, branch, version: tip })
}

impl Asked<'_> {
    /// What a build that is there is to be expanded with.
    pub fn of(build: &Build) -> Self {
        let own = Version {
            alias: "self".to_owned(),
            reference: build.new.source_branch.clone(),
            commit: build.new.source_version.clone(),
        };
        Self {
            definition: build.new.definition,
            text: None,
            parameters: parameter_texts(&build.new.template_parameters),
            variables: build_variables(build.new.parameters.as_deref()),
            versions: vec![own],
            actor: build.queued.actor,
            is_preview: false,
        }
    }

    fn version(&self, alias: &str) -> Option<&Version> {
        self.versions.iter().find(|version| version.alias.eq_ignore_ascii_case(alias))
    }
}

/// The files that a pipeline may name, and the resources.
struct Files<'a> {
    place: Place<'a>,
    asked: &'a Asked<'a>,
    project: ProjectId,
    project_name: String,
    /// The file of the definition.
    path: String,
    variables: Vec<(String, String)>,
    own: Repository,
}

impl<'a> Files<'a> {
    fn open(place: Place<'a>, asked: &'a Asked<'a>) -> Result<Self, Fault> {
        place.look(|organization| {
            let definition = organization.builds().definition(asked.definition);
            let definition = definition.ok_or_else(|| Fault::pipeline_does_not_exist(asked.definition))?;
            let own = place.own(organization, definition, asked)?;
            let Definitions { project, project_name, path, variables } =
                place.about(organization, definition, &own);
            Ok(Self { place, asked, project, project_name, path, variables, own })
        })
    }

    /// The YAML of the definition, or what is given in its place.
    fn root(&self) -> Result<Option<String>, Fault> {
        if let Some(text) = self.asked.text {
            return Ok(Some(text.to_owned()));
        }
        self.text(&self.own, &self.path).map_err(|why| Fault::pipeline_invalid(&why))
    }

    fn expand(&self, text: String) -> Result<Expanded, Fault> {
        let mut pipeline = Pipeline::new(self.path.as_str(), text);
        for (name, value) in self.variables.iter().chain(&self.asked.variables) {
            pipeline = pipeline.variable(name, value);
        }
        pipeline.parameters.clone_from(&self.asked.parameters);
        let expanded = Expander::new(self).inventory(self).expand(&pipeline);
        expanded.map_err(|refusal| Fault::pipeline_invalid(&refusal.to_string()))
    }

    /// The template that a document extends, with the name of its repository: what checks ask for, and an expanded
    /// document does not tell any more.
    fn extended(&self, text: &str) -> Vec<(String, String)> {
        let mut lines = text.lines().skip_while(|line| !line.starts_with("extends:")).skip(1);
        let template = lines
            .by_ref()
            .take_while(|line| line.is_empty() || line.starts_with([' ', '#']))
            .find_map(|line| line.trim().strip_prefix("template:"));
        let Some(template) = template else { return Vec::new() };
        let template = template.split(" #").next().unwrap_or_default().trim().trim_matches(['\'', '"']);
        let (path, alias) = template.split_once('@').unwrap_or((template, "self"));
        let repository = if alias.eq_ignore_ascii_case("self") {
            self.own.url.rsplit('/').next().unwrap_or_default().to_owned()
        } else {
            // `repository: ALIAS`, and its `name` in the same entry.
            let mut entries = text.split("- repository:").skip(1);
            let entry = entries.find(|entry| entry.lines().next().is_some_and(|line| line.trim() == alias));
            let name =
                entry.and_then(|entry| entry.lines().find_map(|line| line.trim().strip_prefix("name:")));
            let name = name.unwrap_or_default().trim().trim_matches(['\'', '"']);
            name.rsplit('/').next().unwrap_or_default().to_owned()
        };
        vec![(path.to_owned(), repository)]
    }
}

/// The full name of a branch or tag that may be written short.
fn full_name(reference: &str) -> String {
    if reference.starts_with("refs/") { reference.to_owned() } else { format!("refs/heads/{reference}") }
}

impl Repositories for Files<'_> {
    fn own(&self) -> Repository {
        self.own.clone()
    }

    fn declared(&self, resource: &RepositoryResource) -> Result<Repository, String> {
        let version = self.asked.version(&resource.alias);
        let reference =
            version.and_then(|version| version.reference.as_deref()).or(resource.reference.as_deref());
        let branch = reference.map(full_name);
        let (project, name) = match resource.name.split_once('/') {
            Some((project, name)) => (project, name),
            None => (self.project_name.as_str(), resource.name.as_str()),
        };
        let is_own = resource.kind.is_empty() || resource.kind.eq_ignore_ascii_case("git");
        let found = self.place.look(|organization| {
            let home = organization.project(project).filter(|_| is_own);
            let lost = || {
                let home = home.map_or(self.project, |home| home.id);
                Fault::pipeline_invalid(&format!(
                    "The repository {name} in project {home} could not be retrieved. Verify the name and \
                     credentials being used and permissions."
                ))
            };
            let url = format!("https://github.com/{}", resource.name);
            let found = if is_own {
                home.and_then(|home| organization.repository(Some(home.id), name))
            } else {
                self.place.shared.mirror(&url).and_then(|(_, id)| organization.repository_by_id(id))
            };
            let seen = |found: &repository::Repository| {
                organization.access(self.asked.actor, Some(found.project), Some(found.id)) > Access::None
            };
            let found = found.filter(|found| seen(found) && !found.is_disabled).ok_or_else(lost)?;
            let url = if is_own { self.place.web(project, &found.name) } else { url };
            at(found, url, branch, version).map_err(|why| Fault::pipeline_invalid(&why))
        });
        found.map_err(|fault| fault.message().to_owned())
    }

    fn text(&self, repository: &Repository, path: &str) -> Result<Option<String>, String> {
        let (Ok(id), Ok(commit)) = (repository.id.parse::<RepositoryId>(), repository.version.parse::<Oid>())
        else {
            return Ok(None);
        };
        let read = self.place.shared.git.with(id, |git| {
            let Some(commit) = peel_to_commit(git, commit) else { return Ok(None) };
            let tree = commit.tree()?;
            let Ok(entry) = tree.get_path(Path::new(path.trim_start_matches('/'))) else { return Ok(None) };
            let Ok(blob) = git.find_blob(entry.id()) else { return Ok(None) };
            let content = blob.content();
            let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
            Ok::<_, git2::Error>(Some(String::from_utf8_lossy(content).into_owned()))
        });
        read.map_err(|error| error.to_string())
    }
}

impl Inventory for Files<'_> {
    fn task(&self, name: &str, version: &str) -> bool {
        let is_uploaded = || {
            self.place.look(|organization| {
                Ok(organization.custom_tasks().iter().any(|task| task.is_meant(name, version)))
            })
        };
        task::is_installed(name, version) || is_uploaded().unwrap_or_default()
    }

    fn environment(&self, name: &str) -> bool {
        let found = self.place.look(|organization| {
            let name = name.split('.').next().unwrap_or_default();
            Ok(organization.environment_named(self.project, name).is_some())
        });
        !self.asked.is_preview || found.unwrap_or_default()
    }

    fn variable_group(&self, name: &str) -> bool {
        let found = self.place.look(|organization| {
            let mut groups = organization.variable_groups().of(self.project);
            Ok(groups.any(|group| {
                let own = group.reference(self.project).map_or("", |reference| reference.name.as_str());
                own.eq_ignore_ascii_case(name)
            }))
        });
        found.unwrap_or_default()
    }
}
