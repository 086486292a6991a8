//! What a run consists of: stages of jobs of steps.

use serde_json::{Map, Value};

use super::super::task::{self, STEP_TASKS};

/// The name of the stage of a pipeline that names none, and of a job that runs once.
pub const DEFAULT: &str = "__default";

/// What a run consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Its stages, in order.
    pub stages: Vec<Stage>,
    /// The templates that it extends: the path, and the repository.
    pub extends: Vec<(String, String)>,
    /// The expanded YAML that it comes from.
    pub yaml: Option<String>,
    /// The variables of the root that are known before the run.
    pub variables: Vec<(String, String)>,
}

/// A stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// The name that people see.
    pub display: Option<String>,
    /// The stages that it waits for.
    pub depends_on: Vec<String>,
    /// Whether it runs then; by default if all of them succeeded.
    pub condition: Option<String>,
    /// Whether it waits for somebody to start it.
    pub is_manual: bool,
    /// What it uses, besides what its jobs use.
    pub resources: Vec<Resource>,
    /// Its jobs, in order.
    pub jobs: Vec<Job>,
}

/// What runs a job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Pool {
    /// An agent of the run's queue.
    #[default]
    Default,
    /// An agent of a pool.
    Named(String),
    /// The service itself, without an agent.
    Server,
}

/// A job, or a deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Job {
    /// Its name.
    pub name: String,
    /// The name that people see.
    pub display: Option<String>,
    /// The jobs of its stage that it waits for.
    pub depends_on: Vec<String>,
    /// Whether it runs then; by default if all of them succeeded.
    pub condition: Option<String>,
    /// What runs it.
    pub pool: Pool,
    /// What an agent must have.
    pub demands: Vec<String>,
    /// The environment that it deploys to, and the resource in it.
    pub environment: Option<(String, Option<String>)>,
    /// How often it runs, each time under a name: the combinations of a matrix.
    pub instances: Vec<String>,
    /// Whether the stage goes on if it fails.
    pub continue_on_error: bool,
    /// What it uses.
    pub resources: Vec<Resource>,
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

/// A step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The name that people see.
    pub display: String,
    /// The name by which others refer to it.
    pub name: Option<String>,
    /// The id, name and version of its task.
    pub task: Option<TaskName>,
    /// Whether it runs; by default if all before it succeeded.
    pub condition: Option<String>,
    /// Whether it is switched on.
    pub is_enabled: bool,
    /// Whether the job goes on if it fails.
    pub continue_on_error: bool,
    /// The inputs of its task.
    pub inputs: Vec<(String, String)>,
}

/// A task as timelines name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskName {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// Something outside of the pipeline that a stage uses, and that may be protected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resource {
    /// Its type.
    pub kind: ResourceKind,
    /// Its name, or its id.
    pub name: String,
}

/// The types of protected resources. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum ResourceKind {
    Endpoint,
    Environment,
    Queue,
    Repository,
    SecureFile,
    VariableGroup,
}

impl ResourceKind {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Endpoint, "endpoint"),
        (Self::Environment, "environment"),
        (Self::Queue, "queue"),
        (Self::Repository, "repository"),
        (Self::SecureFile, "securefile"),
        (Self::VariableGroup, "variablegroup"),
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| *name)
    }

    /// The type of a name, in any case. Pools are also called `agentpool`.
    pub fn parse(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("agentqueue") {
            return Some(Self::Queue);
        }
        Self::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(kind, _)| *kind)
    }
}

impl Stage {
    /// The name that people see.
    pub fn shown(&self) -> &str {
        self.display.as_deref().unwrap_or(&self.name)
    }

    /// What it uses, itself and by its jobs, each once.
    pub fn all_resources(&self) -> Vec<Resource> {
        let of_jobs = self.jobs.iter().flat_map(|job| {
            let environment = job
                .environment
                .iter()
                .map(|(name, _)| Resource { kind: ResourceKind::Environment, name: name.clone() });
            let queue = match &job.pool {
                Pool::Named(name) => Some(Resource { kind: ResourceKind::Queue, name: name.clone() }),
                Pool::Default | Pool::Server => None,
            };
            environment.chain(queue).chain(job.resources.iter().cloned())
        });
        let mut all: Vec<_> = self.resources.iter().cloned().chain(of_jobs).collect();
        all.sort();
        all.dedup();
        all
    }
}

impl Job {
    /// The name that people see.
    pub fn shown(&self) -> &str {
        self.display.as_deref().unwrap_or(&self.name)
    }

    /// What it is called in templates and timelines: with its stage, where that has a name.
    pub fn identifier(&self, stage: &Stage) -> String {
        if stage.name == DEFAULT { self.name.clone() } else { format!("{}.{}", stage.name, self.name) }
    }
}

impl Step {
    /// A step that runs a task.
    pub fn task(task: TaskName, display: impl Into<String>) -> Self {
        Self { display: display.into(), task: Some(task), is_enabled: true, ..Self::default() }
    }

    /// An input of its task, by name in any case.
    pub fn input(&self, name: &str) -> Option<&str> {
        let found = self.inputs.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Whether it gets the sources.
    pub fn is_checkout(&self) -> bool {
        self.task.as_ref().is_some_and(|task| task.id == STEP_TASKS[0].0)
    }
}

impl TaskName {
    /// The task that a step names, `Bash@3` or `ID@3`; one that no list has keeps the name that is given.
    pub fn of(reference: &str) -> Self {
        let (name, version) = reference.split_once('@').unwrap_or((reference, "1"));
        if let Some((id, name)) = STEP_TASKS.iter().find(|(id, _)| id.eq_ignore_ascii_case(name)) {
            return Self { id: (*id).to_owned(), name: (*name).to_owned(), version: "1.0.0".to_owned() };
        }
        let known = task::find_task(name, version);
        known.map_or_else(
            || Self { id: name.to_owned(), name: name.to_owned(), version: format!("{version}.0.0") },
            |task| Self { id: task.id.to_string(), name: task.name.to_owned(), version: task.full_version() },
        )
    }
}

impl Plan {
    /// A job that gets the sources and runs one script: what a definition runs whose YAML is not here.
    pub fn simple() -> Self {
        let step = Step::task(TaskName::of("CmdLine@2"), "CmdLine");
        Self::of_jobs(vec![Job {
            name: "Job".to_owned(),
            instances: vec![DEFAULT.to_owned()],
            steps: vec![Step { inputs: vec![("script".to_owned(), "make".to_owned())], ..step }],
            ..Job::default()
        }])
    }

    fn of_jobs(jobs: Vec<Job>) -> Self {
        let stage = Stage { name: DEFAULT.to_owned(), jobs, ..Stage::default() };
        Self { stages: vec![stage], ..Self::default() }
    }

    /// What a designer definition runs: its phases, each with its steps. None if it has none.
    pub fn of_designer(process: &Value) -> Option<Self> {
        let phases = process.get("phases")?.as_array().filter(|phases| !phases.is_empty())?;
        let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let step = |given: &Value| {
            let task = &given["task"];
            let version = text(task, "versionSpec").unwrap_or_default();
            let reference =
                format!("{}@{}", text(task, "id").unwrap_or_default(), version.trim_end_matches(".*"));
            let task = TaskName::of(&reference);
            let inputs = given["inputs"].as_object().into_iter().flatten();
            Step {
                display: text(given, "displayName").unwrap_or_else(|| task.name.clone()),
                name: text(given, "refName"),
                task: Some(task),
                condition: text(given, "condition"),
                is_enabled: given["enabled"].as_bool().unwrap_or(true),
                continue_on_error: given["continueOnError"].as_bool().unwrap_or(false),
                inputs: inputs
                    .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
                    .collect(),
            }
        };
        let jobs = phases.iter().enumerate().map(|(index, phase)| {
            let name = text(phase, "refName").unwrap_or_else(|| format!("Job_{}", index + 1));
            let depends_on = phase["dependencies"].as_array().into_iter().flatten();
            let is_server = phase["target"]["type"] == 2;
            Job {
                display: text(phase, "name").or_else(|| Some("Agent job 1".to_owned())),
                depends_on: depends_on.filter_map(|one| text(one, "scope")).collect(),
                condition: text(phase, "condition"),
                pool: if is_server { Pool::Server } else { Pool::Default },
                instances: vec![DEFAULT.to_owned()],
                steps: phase["steps"].as_array().into_iter().flatten().map(step).collect(),
                name,
                ..Job::default()
            }
        });
        Some(Self::of_jobs(jobs.collect()))
    }

    /// What a definition runs, as far as that is known without its YAML.
    pub fn of_definition(rest: &Map<String, Value>) -> Self {
        rest.get("process").and_then(Self::of_designer).unwrap_or_else(Self::simple)
    }
}
