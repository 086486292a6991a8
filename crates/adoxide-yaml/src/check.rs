//! Checks after the expansion: runtime expressions, conditions, and the existence of tasks, environments and variable
//! groups.

use crate::expression::{Dialect, Expression, RuntimeFunction};
use crate::node::Node;
use crate::refusal::{Kind, Message};

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

/// Checks the runtime expressions of an expanded pipeline.
pub(crate) fn runtime(root: &Node) -> Vec<Message> {
    for variable in root.get("variables").map(Node::items).unwrap_or_default() {
        let value = variable.get("value").and_then(Node::text).unwrap_or_default();
        let inner = value.strip_prefix("$[").and_then(|rest| rest.strip_suffix(']'));
        if let Some(Err(failure)) = inner.map(|inner| Expression::parse(inner.trim(), ROOT_VARIABLE)) {
            return vec![loading(&failure.text)];
        }
    }
    let mut messages = Vec::new();
    for stage in root.get("stages").map(Node::items).unwrap_or_default() {
        condition(stage, &mut messages);
        for job in stage.get("jobs").map(Node::items).unwrap_or_default() {
            condition(job, &mut messages);
            let name = name(job);
            each_step(job, &mut |step| step_condition(name, step, &mut messages));
        }
    }
    messages
}

fn loading(text: &str) -> Message {
    Message::bare(Kind::Runtime, format!("An error occurred while loading the YAML build pipeline. {text}"))
}

fn condition(node: &Node, messages: &mut Vec<Message>) {
    if let Some(Err(failure)) = text_of(node, "condition").map(|text| Expression::parse(text, CONDITION)) {
        messages.push(Message::bare(Kind::Runtime, failure.text));
    }
}

fn step_condition(job: &str, step: &Node, messages: &mut Vec<Message>) {
    let Some(condition) = text_of(step, "condition") else { return };
    if let Err(failure) = Expression::parse(condition, Dialect::Step) {
        let name = text_of(step, "name").unwrap_or_default();
        let text = format!(
            "Job {job}: Step {name} specifies condition {condition} which is not valid. Reason: {}",
            failure.text
        );
        messages.push(Message::bare(Kind::Runtime, text));
    }
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

/// The steps of a job, and those of every hook of a deployment.
fn each_step(job: &Node, visit: &mut dyn FnMut(&Node)) {
    for (key, value) in job.pairs() {
        match key.text() {
            Some("steps") => value.items().iter().for_each(&mut *visit),
            Some("strategy") => hooks(value, visit),
            _ => {}
        }
    }
}

fn hooks(node: &Node, visit: &mut dyn FnMut(&Node)) {
    for (key, value) in node.pairs() {
        match key.text() {
            Some("steps") => value.items().iter().for_each(&mut *visit),
            Some("matrix") => {}
            _ => hooks(value, visit),
        }
    }
}
