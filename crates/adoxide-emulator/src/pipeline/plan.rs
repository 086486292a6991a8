//! From expanded YAML to what a run consists of.

use adoxide_yaml::Tree;

use crate::world::build::plan::{DEFAULT, Job, Plan, Pool, Resource, ResourceKind, Stage, Step, TaskName};

/// The most combinations of a matrix, and the most jobs of `parallel`, that are run; the service has the same limit.
const INSTANCES: usize = 256;

/// What a run of an expanded document consists of.
pub(super) fn plan(root: &Tree, yaml: String, extends: Vec<(String, String)>) -> Plan {
    let mut stages: Vec<Stage> = Vec::new();
    let variables = root.get("variables").map(Tree::items).unwrap_or_default();
    let groups = variable_groups(variables);
    let root_pool = root.get("pool").map(pool);
    for (index, given) in root.get("stages").map(Tree::items).unwrap_or_default().iter().enumerate() {
        let name = text(given, "stage").filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| format!("Stage{}", index + 1));
        let is_manual = text(given, "trigger").is_some_and(|trigger| trigger == "manual");
        let depends_on = match given.get("dependsOn") {
            Some(names) => list(names),
            // By default a stage waits for the one before it; a manual one for nobody.
            None if is_manual => Vec::new(),
            None => stages.last().map(|before| before.name.clone()).into_iter().collect(),
        };
        let stage_pool = given.get("pool").map(pool).or_else(|| root_pool.clone());
        let own = given.get("variables").map(Tree::items).unwrap_or_default();
        let mut resources = groups.clone();
        resources.extend(variable_groups(own));
        let jobs = given.get("jobs").map(Tree::items).unwrap_or_default();
        let jobs = jobs.iter().enumerate().map(|(index, given)| job(given, index, stage_pool.as_ref()));
        stages.push(Stage {
            name,
            display: text(given, "displayName"),
            depends_on,
            condition: text(given, "condition"),
            is_manual,
            resources,
            jobs: jobs.collect(),
        });
    }
    let values =
        variables.iter().filter_map(|variable| Some((text(variable, "name")?, text(variable, "value")?)));
    Plan { stages, extends, yaml: Some(yaml), variables: values.collect() }
}

fn text(node: &Tree, key: &str) -> Option<String> {
    node.get(key).and_then(Tree::text).map(str::to_owned)
}

fn is_true(node: &Tree, key: &str) -> bool {
    node.get(key).and_then(Tree::text).is_some_and(|text| text.eq_ignore_ascii_case("true"))
}

/// The texts of a list, or the one text.
fn list(node: &Tree) -> Vec<String> {
    let items = node.items().iter().filter_map(Tree::text).map(str::to_owned);
    node.text().filter(|text| !text.is_empty()).map(str::to_owned).into_iter().chain(items).collect()
}

fn pool(node: &Tree) -> (Pool, Vec<String>) {
    let demands = node.get("demands").map(list).unwrap_or_default();
    let name = node.text().map(str::to_owned).or_else(|| text(node, "name"));
    let pool = match name.filter(|name| !name.is_empty()) {
        Some(name) if name.eq_ignore_ascii_case("server") => Pool::Server,
        Some(name) => Pool::Named(name),
        None => Pool::Default,
    };
    (pool, demands)
}

fn variable_groups(variables: &[Tree]) -> Vec<Resource> {
    let names = variables.iter().filter_map(|variable| text(variable, "group"));
    names.map(|name| Resource { kind: ResourceKind::VariableGroup, name }).collect()
}

fn job(node: &Tree, index: usize, outer: Option<&(Pool, Vec<String>)>) -> Job {
    let is_deployment = node.get("deployment").is_some();
    let name = text(node, if is_deployment { "deployment" } else { "job" }).filter(|name| !name.is_empty());
    let mut given = Vec::new();
    match node.get("strategy").filter(|_| is_deployment) {
        Some(strategy) => hooks(strategy, &mut given),
        None => given.extend(node.get("steps").map(Tree::items).unwrap_or_default()),
    }
    let steps: Vec<Step> = given.into_iter().map(step).collect();
    let mut resources = variable_groups(node.get("variables").map(Tree::items).unwrap_or_default());
    resources.extend(steps.iter().flat_map(used));
    let (pool, demands) = node.get("pool").map(pool).or_else(|| outer.cloned()).unwrap_or_default();
    let environment = node.get("environment").and_then(|environment| {
        let whole = environment.text().map(str::to_owned).or_else(|| text(environment, "name"))?;
        // `name.resource` names a resource in it.
        let (name, resource) = match whole.split_once('.') {
            Some((name, resource)) => (name.to_owned(), Some(resource.to_owned())),
            None => (whole, None),
        };
        Some((name, text(environment, "resourceName").or(resource)))
    });
    Job {
        name: name.unwrap_or_else(|| format!("Job{}", index + 1)),
        display: text(node, "displayName"),
        depends_on: node.get("dependsOn").map(list).unwrap_or_default(),
        condition: text(node, "condition"),
        pool,
        demands,
        environment,
        instances: instances(node.get("strategy").filter(|_| !is_deployment)),
        continue_on_error: is_true(node, "continueOnError"),
        resources,
        steps,
    }
}

/// The names under which a job runs.
fn instances(strategy: Option<&Tree>) -> Vec<String> {
    let matrix = strategy.and_then(|strategy| strategy.get("matrix")).map(Tree::pairs).unwrap_or_default();
    let parallel = strategy.and_then(|strategy| text(strategy, "parallel")?.parse::<usize>().ok());
    let names: Vec<_> = match parallel {
        Some(count) => (1..=count.min(INSTANCES)).map(|number| number.to_string()).collect(),
        None => matrix.iter().take(INSTANCES).map(|(name, _)| name.clone()).collect(),
    };
    if names.is_empty() { vec![DEFAULT.to_owned()] } else { names }
}

/// The steps of all hooks of a deployment that run when nothing fails.
fn hooks<'t>(node: &'t Tree, steps: &mut Vec<&'t Tree>) {
    for (key, value) in node.pairs() {
        match key.as_str() {
            "steps" => steps.extend(value.items()),
            "failure" => {}
            _ => hooks(value, steps),
        }
    }
}

fn step(node: &Tree) -> Step {
    let task = TaskName::of(&text(node, "task").unwrap_or_default());
    let display = text(node, "displayName").filter(|name| !name.is_empty());
    let inputs = node.get("inputs").map(Tree::pairs).unwrap_or_default();
    Step {
        display: display.unwrap_or_else(|| task.name.clone()),
        name: text(node, "name").filter(|name| !name.is_empty()),
        condition: text(node, "condition"),
        is_enabled: !node
            .get("enabled")
            .and_then(Tree::text)
            .is_some_and(|text| text.eq_ignore_ascii_case("false")),
        continue_on_error: is_true(node, "continueOnError"),
        inputs: inputs
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), value.text()?.to_owned())))
            .collect(),
        task: Some(task),
    }
}

/// What a step uses that may be protected: service connections by the types of its task's inputs, secure files.
fn used(step: &Step) -> Vec<Resource> {
    let task = step.task.as_ref().and_then(|task| {
        crate::world::task::find_task(&task.name, task.version.split('.').next().unwrap_or_default())
    });
    let kind = |name: &str| {
        let input = task?.inputs.iter().find(|input| input.name.eq_ignore_ascii_case(name))?;
        match input.kind {
            "connectedService" => Some(ResourceKind::Endpoint),
            "secureFile" => Some(ResourceKind::SecureFile),
            _ => None,
        }
    };
    // Steps may name inputs by an alias that the table does not have.
    let by_name = |name: &str| match name.to_ascii_lowercase().as_str() {
        "azuresubscription"
        | "connectedservicename"
        | "connectedservicenamearm"
        | "kubernetesserviceconnection"
        | "containerregistry"
        | "serviceconnection" => Some(ResourceKind::Endpoint),
        "securefile" => Some(ResourceKind::SecureFile),
        _ => None,
    };
    let found = step.inputs.iter().filter(|(_, value)| !value.is_empty() && !value.contains("$("));
    let found = found.filter_map(|(name, value)| {
        let kind = kind(name).or_else(|| by_name(name))?;
        Some(Resource { kind, name: value.clone() })
    });
    found.collect()
}
