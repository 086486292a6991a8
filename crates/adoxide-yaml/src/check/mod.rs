//! Checks after the expansion: runtime expressions and conditions, the graph of stages and jobs, and the existence of
//! tasks, environments and variable groups.

mod graph;

use std::collections::HashSet;

use graph::{Graph, Level, VALID, is_valid, key};

use crate::expression::{Dialect, Expression, RuntimeFunction};
use crate::node::Node;
use crate::refusal::{Kind, Message};
use crate::rewrite::DEFAULT_STAGE;

/// The tasks, environments and variable groups that exist. By default all do.
///
/// The service refuses a pipeline that names a missing one.
pub trait Inventory {
    /// Whether a task is installed: `name` and `version` of `name@version`.
    fn task(&self, name: &str, version: &str) -> bool {
        let _ = (name, version);
        true
    }

    /// Whether an environment exists that the pipeline may use.
    fn environment(&self, name: &str) -> bool {
        let _ = name;
        true
    }

    /// Whether a variable group exists that the pipeline may use.
    fn variable_group(&self, name: &str) -> bool {
        let _ = name;
        true
    }
}

const MANY: usize = usize::MAX;

const STATUS: &[RuntimeFunction] = &[
    ("always", 0, 0),
    ("canceled", 0, 0),
    ("succeeded", 0, MANY),
    ("failed", 0, MANY),
    ("succeededOrFailed", 0, MANY),
];

/// `$[ ]` in the variables of the root. Those of stages and jobs are not checked.
const ROOT_VARIABLE: Dialect =
    Dialect::Runtime { names: &["variables", "resources", "pipeline"], functions: &[("counter", 0, 2)] };

/// Conditions of stages and jobs.
const CONDITION: Dialect = Dialect::Runtime {
    names: &["variables", "dependencies", "stageDependencies", "pipeline"],
    functions: STATUS,
};

/// Checks the runtime expressions of an expanded pipeline, and its graph.
///
/// The service stops at the first variable, and at the first condition of a stage or job; it collects the rest.
pub(crate) fn runtime(root: &Node) -> Vec<Message> {
    let first = root.get("variables").map(Node::items).unwrap_or_default().iter().find_map(variable);
    if let Some(message) = first.or_else(|| graph_condition(root)) {
        return vec![message];
    }
    let mut messages = Vec::new();
    let stages = Graph::new(Level::Stages, root.get("stages").map(Node::items).unwrap_or_default());
    let is_unique = stages.check_names(&mut messages);
    for stage in &stages.nodes {
        jobs(stage.node, &stage.name, &mut messages);
    }
    stages.check_dependencies(is_unique, &mut messages);
    messages
}

/// Checks the jobs of a stage and their steps.
fn jobs(stage: &Node, name: &str, messages: &mut Vec<Message>) {
    let list = stage.get("jobs").map(Node::items).unwrap_or_default();
    let jobs = Graph::new(Level::Jobs(Some(name).filter(|name| *name != DEFAULT_STAGE)), list);
    let is_unique = jobs.check_names(messages);
    for job in &jobs.nodes {
        let is_deployment = job.node.get("deployment").is_some();
        if is_deployment && job.node.get("environment").is_none() {
            messages
                .push(Message::bare(Kind::Structure, format!("Job {}: Environment is required.", job.name)));
        }
        each_list(job.node, &mut |steps| {
            let mut names = HashSet::new();
            for step in enabled(steps) {
                messages.extend(step_condition(&job.name, step));
                messages.extend(step_name(&job.name, step, &mut names));
            }
        });
    }
    jobs.check_dependencies(is_unique, messages);
}

/// What is wrong with the name of a step.
fn step_name(job: &str, step: &Node, names: &mut HashSet<String>) -> Option<Message> {
    let name = text_of(step, "name")?;
    let text = if !is_valid(name) {
        format!("Job {job}: Step {name} has an invalid name. {VALID}")
    } else if names.insert(key(name)) {
        return None;
    } else {
        format!(
            "Job {job}: The step name {name} appears more than once. Step names must be unique within a job."
        )
    };
    Some(Message::bare(Kind::Structure, text))
}

fn loading(text: &str) -> Message {
    Message::bare(Kind::Runtime, format!("An error occurred while loading the YAML build pipeline. {text}"))
}

/// What is wrong with `$[ ]` as the value of a variable.
fn variable(variable: &Node) -> Option<Message> {
    let value = variable.get("value").and_then(Node::text)?;
    let inner =
        value.strip_prefix("$[").and_then(|rest| rest.strip_suffix(']')).filter(|it| !it.is_empty())?;
    if inner.trim().is_empty() {
        let text =
            format!("'{value}' is not a valid expression. Expressions must be enclosed with '$[' and ']'.");
        return Some(loading(&text));
    }
    parse(inner.trim(), ROOT_VARIABLE).map(|text| loading(&text))
}

/// What is wrong with the first malformed condition of a stage or a job.
fn graph_condition(root: &Node) -> Option<Message> {
    let stages = root.get("stages").map(Node::items).unwrap_or_default();
    let mut nodes = stages.iter().flat_map(|stage| {
        let jobs = stage.get("jobs").map(Node::items).unwrap_or_default();
        std::iter::once(stage).chain(jobs)
    });
    nodes
        .find_map(|node| parse(text_of(node, "condition")?, CONDITION))
        .map(|text| Message::bare(Kind::Runtime, text))
}

/// What is wrong with the condition of a step.
fn step_condition(job: &str, step: &Node) -> Option<Message> {
    let condition = text_of(step, "condition")?;
    let reason = parse(condition, Dialect::Step)?;
    let name = text_of(step, "name").unwrap_or_default();
    let text = format!(
        "Job {job}: Step {name} specifies condition {condition} which is not valid. Reason: {reason}"
    );
    Some(Message::bare(Kind::Runtime, text))
}

/// What is wrong with a runtime expression. A blank one is not wrong.
fn parse(text: &str, dialect: Dialect) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    Expression::parse(text, dialect).err().map(|failure| failure.text)
}

/// Checks that what an expanded pipeline names exists.
pub(crate) fn inventory(root: &Node, inventory: &dyn Inventory) -> Vec<Message> {
    let mut messages = Vec::new();
    let mut jobs = Vec::new();
    for stage in root.get("stages").map(Node::items).unwrap_or_default() {
        jobs.extend(stage.get("jobs").map(Node::items).unwrap_or_default());
        groups(stage, inventory, &mut messages);
    }
    groups(root, inventory, &mut messages);
    for job in jobs {
        groups(job, inventory, &mut messages);
        let environment = job.get("environment").and_then(|environment| environment.get("name"));
        if let Some(environment) = environment.and_then(Node::text)
            && !inventory.environment(environment)
        {
            let text = format!(
                "Job {}: Environment {environment} could not be found. The environment does not exist or has not been \
                 authorized for use.",
                name(job)
            );
            messages.push(Message::bare(Kind::Resource, text));
        }
        each_step(job, &mut |step| {
            if let Some((task, version)) = text_of(step, "task").and_then(|task| task.split_once('@'))
                && !inventory.task(task, version)
            {
                let text = format!(
                    "A task is missing. The pipeline references a task called '{task}'. This usually indicates the \
                     task isn't installed, and you may be able to install it from the Marketplace: \
                     https://marketplace.visualstudio.com. (Task version {version}, job '{}', step '{}'.)",
                    name(job),
                    text_of(step, "name").unwrap_or_default()
                );
                messages.push(Message::bare(Kind::Resource, text));
            }
        });
    }
    messages
}

fn groups(node: &Node, inventory: &dyn Inventory, messages: &mut Vec<Message>) {
    for variable in node.get("variables").map(Node::items).unwrap_or_default() {
        if let Some(group) = variable.get("group").and_then(Node::text)
            && !inventory.variable_group(group)
        {
            let text = format!(
                "Variable group {group} was not found or is not authorized for use. For authorization details, refer \
                 to https://aka.ms/yamlauthz."
            );
            messages.push(Message { kind: Kind::Resource, ..loading(&text) });
        }
    }
}

fn text_of<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::text).filter(|text| !text.is_empty())
}

/// The name of a job or a deployment.
fn name(job: &Node) -> &str {
    job.pairs().first().and_then(|(_, name)| name.text()).unwrap_or_default()
}

/// The steps of a job, and those of every hook of a deployment. Disabled ones are not read.
fn each_step(job: &Node, visit: &mut dyn FnMut(&Node)) {
    each_list(job, &mut |steps| enabled(steps).for_each(&mut *visit));
}

/// The lists of steps of a job or a deployment.
fn each_list(job: &Node, visit: &mut dyn FnMut(&Node)) {
    for (key, value) in job.pairs() {
        match key.text() {
            Some("steps") => visit(value),
            Some("strategy") => hooks(value, visit),
            _ => {}
        }
    }
}

fn enabled(steps: &Node) -> impl Iterator<Item = &Node> {
    let is_enabled =
        |step: &&Node| text_of(step, "enabled").is_none_or(|text| !text.eq_ignore_ascii_case("false"));
    steps.items().iter().filter(is_enabled)
}

fn hooks(node: &Node, visit: &mut dyn FnMut(&Node)) {
    for (key, value) in node.pairs() {
        match key.text() {
            Some("steps") => visit(value),
            Some("matrix") => {}
            _ => hooks(value, visit),
        }
    }
}
