//! Tasks: what the steps of pipelines run. Every organization has those that come with the service.

use std::sync::LazyLock;

use uuid::Uuid;

/// An input of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskInput {
    /// Its name.
    pub name: &'static str,
    /// `string`, `boolean`, `filePath`, …
    pub kind: &'static str,
    /// Whether it must be given.
    pub is_required: bool,
}

/// A version of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The name that steps use: `Bash`.
    pub name: &'static str,
    /// The same for all versions.
    pub id: Uuid,
    /// Major, minor, patch.
    pub version: [u32; 3],
    /// `Build`, `Deploy`, `Utility`, …
    pub category: &'static str,
    /// Where it is offered: `Build`, `Release`.
    pub visibility: Vec<&'static str>,
    /// What can run it: `Agent`, `Server`, …
    pub runs_on: Vec<&'static str>,
    /// Whether it is not to be used any more.
    pub is_deprecated: bool,
    /// The name that people see.
    pub friendly_name: &'static str,
    /// Its inputs.
    pub inputs: Vec<TaskInput>,
}

/// The steps `checkout`, `publish` and `download`: tasks that no list has, by id, with the name of the step.
///
/// Recorded: the preview writes such steps with these ids.
pub const STEP_TASKS: [(&str, &str); 3] = [
    ("6d15af64-176c-496d-b583-fd2ae21d4df4", "Checkout"),
    ("ecdc45f6-832d-4ad9-b52b-ee49e94659be", "PublishPipelineArtifact"),
    ("30f35852-3f7e-4c0c-9a88-e127b4f97211", "DownloadPipelineArtifact"),
];

impl Task {
    /// Reads a line of the table: columns between tabs, lists between commas, inputs between blanks.
    fn read(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let mut next = || columns.next();
        let (name, id, version) = (next()?, next()?.parse().ok()?, next()?);
        let mut numbers = version.split('.').map(|part| part.parse().ok());
        let mut number = || numbers.next().flatten();
        let version = [number()?, number()?, number()?];
        let (category, visibility, runs_on) = (next()?, next()?, next()?);
        let (is_deprecated, friendly_name) = (next()? == "1", next()?);
        let inputs = next()?.split_whitespace().filter_map(|input| {
            let (name, kind) = input.split_once(':')?;
            let is_required = kind.ends_with('!');
            Some(TaskInput { name, kind: kind.trim_end_matches('!'), is_required })
        });
        let list = |column: &'static str| column.split(',').collect();
        Some(Self {
            name,
            id,
            version,
            category,
            visibility: list(visibility),
            runs_on: list(runs_on),
            is_deprecated,
            friendly_name,
            inputs: inputs.collect(),
        })
    }

    /// `3.278.0`
    pub fn full_version(&self) -> String {
        let [major, minor, patch] = self.version;
        format!("{major}.{minor}.{patch}")
    }
}

/// The tasks that come with the service, in alphabetical order, the newest of each major version.
///
/// Names, ids, versions and inputs are those of
/// [microsoft/azure-pipelines-tasks](https://github.com/microsoft/azure-pipelines-tasks), November 2026.
pub fn tasks() -> &'static [Task] {
    static TASKS: LazyLock<Vec<Task>> =
        LazyLock::new(|| include_str!("../../data/tasks.tsv").lines().filter_map(Task::read).collect());
    &TASKS
}

/// The task that a step names, `name@version` or `id@version`, in any case.
pub fn find_task(name: &str, version: &str) -> Option<&'static Task> {
    let major: u32 = version.split('.').next()?.parse().ok()?;
    let id: Option<Uuid> = name.parse().ok();
    tasks().iter().find(|task| {
        task.version[0] == major && (id == Some(task.id) || task.name.eq_ignore_ascii_case(name))
    })
}

/// Whether a step may name a task, `name@version` or `id@version`.
pub fn is_installed(name: &str, version: &str) -> bool {
    STEP_TASKS.iter().any(|(id, _)| id.eq_ignore_ascii_case(name)) || find_task(name, version).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_task() {
        assert_eq!(tasks().len(), include_str!("../../data/tasks.tsv").lines().count());
        let bash = find_task("bash", "3").unwrap();
        assert_eq!((bash.name, bash.version[0]), ("Bash", 3));
        assert!(bash.inputs.iter().any(|input| input.name == "filePath" && input.is_required));
        assert!(is_installed("6D15AF64-176C-496D-B583-FD2AE21D4DF4", "1"));
        assert!(!is_installed("Bash", "99"));
    }
}
