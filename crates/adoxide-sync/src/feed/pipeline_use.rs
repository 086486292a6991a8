//! What YAML pipelines use: the service expands the YAML of each, and what stands in it then is rows.

use adoxide::api::path::{PipelineId, ProjectRef};
use adoxide::api::pipelines::{self, Preview, RunPipelineParameters};
use adoxide::{ErrorKind as ServiceErrorKind, api::build};
use adoxide_yaml::Tree;
use futures::FutureExt as _;
use futures::stream::{self, StreamExt as _};
use serde_json::{Map, Value, json};

use super::FeedOf;
use crate::read::{AT_ONCE, Items, Json, Reader, is_not_found, is_refused};
use crate::table::{BUILD_DEFINITIONS, PIPELINE_USES};
use crate::{Change, Error, Level, Scope, ScopeValue};

pub(crate) static FEED: FeedOf = FeedOf::new("pipeline_uses", Level::Project, |reader| read(reader).boxed())
    .also(&[&build::meta::GET_DEFINITIONS]);

/// The type of the process of a pipeline that is made of YAML.
const YAML: i64 = 2;

async fn read(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectRef::from(reader.project()?);
    let mut pipelines = Vec::new();
    for page in reader.ask.rows(&BUILD_DEFINITIONS, &reader.pull.unit, &[]).await? {
        for definition in page.each()? {
            if definition.integer(&["process", "type"])? == Some(YAML)
                && let Some(id) = definition.integer(&["id"])?
            {
                pipelines.push((id, definition.text(&["name"])?.unwrap_or_default()));
            }
        }
    }
    reader.change(Change::SnapshotBegin(&PIPELINE_USES, Scope::unit())).await?;
    let ask = reader.ask.clone();
    let mut previews = stream::iter(pipelines)
        .map(|(id, name)| {
            let (ask, project) = (ask.clone(), project.clone());
            async move {
                let body =
                    RunPipelineParameters { preview_run: Some(true), ..RunPipelineParameters::default() };
                let op = pipelines::preview(&project, PipelineId(id), &body, Preview::default());
                (id, name, ask.call(op).await)
            }
            .boxed()
        })
        .buffered(AT_ONCE);
    while let Some((id, name, preview)) = previews.next().await {
        let given = [("definition_id", ScopeValue::Integer(id))];
        let uses = match preview {
            Ok(preview) => match Tree::read(&preview.text(&["finalYaml"])?.unwrap_or_default()) {
                Ok(tree) => uses(&tree),
                Err(refusal) => refused(&refusal.to_string()),
            },
            // It was deleted meanwhile.
            Err(error) if is_not_found(&error) => continue,
            // It would be for each: once says it all.
            Err(error) if is_refused(&error) => {
                drop(previews);
                reader.failed(&PIPELINE_USES, &[], String::new(), error).await?;
                break;
            }
            Err(error) => match error.as_service() {
                // What is wrong with its YAML is wrong with the pipeline, and not with the sync.
                Some(service) if service.kind() == ServiceErrorKind::Invalid => refused(&service.to_string()),
                _ => {
                    reader.failed(&PIPELINE_USES, &given, format!("pipeline `{name}`"), error).await?;
                    continue;
                }
            },
        };
        let rows = uses.into_iter().zip(1..).map(|(mut row, position)| {
            row["position"] = Value::from(position);
            Json::of(&row)
        });
        reader.page(&PIPELINE_USES, &Items::of(rows), &given).await?;
        if reader.is_full() {
            reader.checkpoint(1, &()).await?;
        }
    }
    reader.change(Change::SnapshotEnd(&PIPELINE_USES)).await?;
    reader.checkpoint(1, &()).await
}

/// The row of a pipeline whose YAML can't be expanded.
fn refused(message: &str) -> Vec<Value> {
    vec![json!({"kind": "refused", "name": message})]
}

/// Where something is used.
#[derive(Clone, Copy, Default)]
struct Place<'y> {
    stage: Option<&'y str>,
    job: Option<&'y str>,
    step: Option<&'y str>,
}

/// What an expanded pipeline uses, in its order.
fn uses(pipeline: &Tree) -> Vec<Value> {
    let mut found = Found { rows: Vec::new(), containers: Vec::new() };
    let of_kind =
        |kind: &str| pipeline.get("resources").and_then(|all| all.get(kind)).map_or(&[][..], Tree::items);
    for repository in of_kind("repositories") {
        let name = repository.get("name").or_else(|| repository.get("repository")).and_then(Tree::text);
        let version = repository.get("ref").and_then(Tree::text);
        found.add("repository", name, version, Place::default(), &without(repository, &["name", "ref"]));
    }
    for container in of_kind("containers") {
        found.containers.extend(container.get("container").and_then(Tree::text));
        found.container(container, Place::default());
    }
    found.pool(pipeline, Place::default());
    found.jobs(pipeline, Place::default());
    for stage in pipeline.get("stages").map_or(&[][..], Tree::items) {
        let place = Place { stage: stage.get("stage").and_then(Tree::text), ..Place::default() };
        found.pool(stage, place);
        found.jobs(stage, place);
    }
    found.rows
}

struct Found<'y> {
    rows: Vec<Value>,
    /// The containers that jobs may name.
    containers: Vec<&'y str>,
}

impl<'y> Found<'y> {
    fn add(&mut self, kind: &str, name: Option<&str>, version: Option<&str>, at: Place<'_>, details: &Value) {
        let Some(name) = name.filter(|name| !name.is_empty()) else { return };
        self.rows.push(json!({
            "kind": kind, "name": name, "version": version, "stage": at.stage, "job": at.job, "step": at.step,
            "details": details,
        }));
    }

    /// The image of the agent.
    fn pool(&mut self, of: &Tree, at: Place<'_>) {
        if let Some(pool) = of.get("pool") {
            let image = pool.get("vmImage").and_then(Tree::text);
            self.add("image", image, None, at, &without(pool, &["vmImage"]));
        }
    }

    /// A container, by its image.
    fn container(&mut self, container: &Tree, at: Place<'_>) {
        let image = container.text().or_else(|| container.get("image").and_then(Tree::text));
        let (name, version) = image.map_or((None, None), |image| {
            let (name, version) = split_image(image);
            (Some(name), version)
        });
        self.add("container", name, version, at, &without(container, &["image"]));
    }

    /// The jobs of a stage or pipeline; its steps, where it has no jobs.
    fn jobs(&mut self, of: &'y Tree, at: Place<'y>) {
        for job in of.get("jobs").map_or(&[][..], Tree::items) {
            let name = job.get("job").or_else(|| job.get("deployment")).and_then(Tree::text);
            let at = Place { job: name, ..at };
            self.pool(job, at);
            // One that the resources name is there already.
            if let Some(container) = job.get("container")
                && container.text().is_none_or(|name| !self.containers.contains(&name))
            {
                self.container(container, at);
            }
            if let Some(environment) = job.get("environment") {
                let name = environment.text().or_else(|| environment.get("name").and_then(Tree::text));
                // The part after the point is a resource of it.
                let name = name.map(|name| name.split_once('.').map_or(name, |(name, _)| name));
                self.add("environment", name, None, at, &without(environment, &["name"]));
            }
            self.steps(job, at);
        }
        if of.get("jobs").is_none() {
            self.steps(of, at);
        }
    }

    /// The steps of a job, also those of the phases of its strategy.
    fn steps(&mut self, of: &'y Tree, at: Place<'y>) {
        let strategies = of.get("strategy").map_or(&[][..], Tree::pairs);
        for (_, phase) in strategies.iter().flat_map(|(_, strategy)| strategy.pairs()) {
            self.pool(phase, at);
            self.steps(phase, at);
            // What follows depends on the outcome.
            for (_, outcome) in
                phase.pairs().iter().filter(|(name, _)| name == "success" || name == "failure")
            {
                self.steps(outcome, at);
            }
        }
        for step in of.get("steps").map_or(&[][..], Tree::items) {
            let name = step.get("name").or_else(|| step.get("displayName")).and_then(Tree::text);
            let at = Place { step: name, ..at };
            if let Some(task) = step.get("task").and_then(Tree::text) {
                let (name, version) =
                    task.split_once('@').map_or((task, None), |(name, version)| (name, Some(version)));
                self.add("task", Some(name), version, at, &without(step, &["task", "name", "displayName"]));
            } else if let Some(checkout) = step.get("checkout").and_then(Tree::text) {
                self.add(
                    "repository",
                    Some(checkout).filter(|name| name.contains("://")),
                    None,
                    at,
                    &Value::Null,
                );
            }
        }
    }
}

/// The name of an image, and its digest or tag.
fn split_image(image: &str) -> (&str, Option<&str>) {
    if let Some((name, digest)) = image.split_once('@') {
        return (name, Some(digest));
    }
    match image.rsplit_once(':') {
        // The port of a registry comes before a slash.
        Some((name, tag)) if !tag.contains('/') => (name, Some(tag)),
        _ => (image, None),
    }
}

/// A mapping as JSON, without these members.
fn without(tree: &Tree, members: &[&str]) -> Value {
    let kept = tree.pairs().iter().filter(|(name, _)| !members.contains(&name.as_str()));
    let kept: Map<String, Value> = kept.map(|(name, value)| (name.clone(), plain(value))).collect();
    if kept.is_empty() { Value::Null } else { kept.into() }
}

fn plain(tree: &Tree) -> Value {
    match tree {
        Tree::Text(text) => text.as_str().into(),
        Tree::List(items) => items.iter().map(plain).collect(),
        Tree::Map(pairs) => {
            pairs.iter().map(|(name, value)| (name.clone(), plain(value))).collect::<Map<_, _>>().into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_pipeline_is_rows() {
        let tree = Tree::read(
            "resources:\n  repositories:\n  - repository: shared\n    type: git\n    name: Shop/templates\n    ref: refs/tags/v1\n  \
             containers:\n  - container: tools\n    image: registry:5000/tools:1.2\n    mapDockerSocket: true\n\
             stages:\n- stage: Build\n  jobs:\n  - job: One\n    pool:\n      vmImage: ubuntu-latest\n    container: tools\n    \
             steps:\n    - task: CmdLine@2\n      displayName: Say\n      inputs:\n        script: echo\n- stage: Ship\n  jobs:\n  \
             - deployment: Two\n    environment:\n      name: prod\n    container:\n      image: tools@sha256:1f\n    strategy:\n      \
             runOnce:\n        deploy:\n          steps:\n          - task: Copy@1\n        on:\n          failure:\n            \
             steps:\n            - task: Undo@3\n",
        )
        .unwrap();
        let found: Vec<String> = uses(&tree)
            .iter()
            .map(|row| {
                let text = |member: &str| row[member].as_str().unwrap_or("-").to_owned();
                ["kind", "name", "version", "stage", "job", "step"].map(text).join(" ")
            })
            .collect();
        assert_eq!(
            found,
            [
                "repository Shop/templates refs/tags/v1 - - -",
                "container registry:5000/tools 1.2 - - -",
                "image ubuntu-latest - Build One -",
                "task CmdLine 2 Build One Say",
                "container tools sha256:1f Ship Two -",
                "environment prod - Ship Two -",
                "task Copy 1 Ship Two -",
                "task Undo 3 Ship Two -",
            ]
        );
        let socket = &uses(&tree)[1]["details"]["mapDockerSocket"];
        assert_eq!(socket, "true");
        assert_eq!(split_image("registry:5000/tools"), ("registry:5000/tools", None));
    }
}
