//! Steps: every short form is a task.

use crate::node::{Content, Node, Pair};
use crate::schema::is_common_of_steps;

/// A short form: the key that it begins with, its task, the name of that key among the inputs, and inputs that the
/// task gets besides: before and after it.
struct Form {
    key: &'static str,
    task: &'static str,
    input: &'static str,
    before: &'static [(&'static str, &'static str)],
    after: &'static [(&'static str, &'static str)],
}

const INLINE: &[(&str, &str)] = &[("targetType", "inline")];

const FORMS: [Form; 11] = [
    Form { key: "script", task: "CmdLine@2", input: "script", before: &[], after: &[] },
    Form { key: "bash", task: "Bash@3", input: "script", before: INLINE, after: &[] },
    Form { key: "powershell", task: "PowerShell@2", input: "script", before: INLINE, after: &[] },
    Form { key: "pwsh", task: "PowerShell@2", input: "script", before: INLINE, after: &[("pwsh", "true")] },
    Form {
        key: "checkout",
        task: "6d15af64-176c-496d-b583-fd2ae21d4df4@1",
        input: "repository",
        before: &[],
        after: &[],
    },
    Form {
        key: "publish",
        task: "ecdc45f6-832d-4ad9-b52b-ee49e94659be@1",
        input: "path",
        before: &[],
        after: &[],
    },
    Form {
        key: "upload",
        task: "ecdc45f6-832d-4ad9-b52b-ee49e94659be@1",
        input: "path",
        before: &[],
        after: &[],
    },
    Form {
        key: "download",
        task: "30f35852-3f7e-4c0c-9a88-e127b4f97211@1",
        input: "alias",
        before: &[],
        after: &[],
    },
    Form {
        key: "downloadBuild",
        task: "a433f589-fce1-4460-9ee6-44a624aeb1fb@0",
        input: "alias",
        before: &[],
        after: &[],
    },
    Form { key: "getPackage", task: "DownloadPackage@1", input: "alias", before: &[], after: &[] },
    Form { key: "reviewApp", task: "ReviewApp@0", input: "resourceName", before: &[], after: &[] },
];

/// The task of a step: `task`, what every step has, then the inputs, each in the order in which it was written.
pub(super) fn step(node: Node) -> Node {
    let at = node.at;
    let first = node.pairs().first().and_then(|(key, _)| key.text());
    let Some(form) = first.and_then(|first| FORMS.iter().find(|form| form.key == first)) else { return node };
    let Content::Mapping(pairs) = node.content else { return node };
    let plain = |text: &str| Node::plain(at, text);
    let extra = |(name, value): &(&str, &str)| (plain(name), plain(value));
    let mut step: Vec<Pair> = vec![(plain("task"), plain(form.task))];
    let mut inputs: Vec<Pair> = form.before.iter().map(extra).collect();
    let mut is_none = false;
    for (index, (key, value)) in pairs.into_iter().enumerate() {
        let name = key.text().unwrap_or_default();
        if index == 0 {
            is_none = form.key == "checkout" && value.text() == Some("none");
            inputs.push((plain(form.input), value));
            inputs.extend(form.after.iter().map(extra));
        } else if is_common_of_steps(name) {
            step.push((key, value));
        } else if name == "artifact" && form.input == "path" {
            inputs.push((plain("artifactName"), value));
        } else {
            inputs.push((key, value));
        }
    }
    if is_none {
        step.push((plain("condition"), plain("false")));
    }
    step.push((plain("inputs"), Node::mapping(at, inputs)));
    Node::mapping(at, step)
}
