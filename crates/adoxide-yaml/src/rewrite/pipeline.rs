//! The pipeline: stages, whatever stood at its root.

use crate::node::{Content, Node, Pair};
use crate::schema::is_of_implicit_job;

/// The stage of jobs that stand in none.
pub(crate) const DEFAULT_STAGE: &str = "__default";

/// Puts steps into a job and jobs into a stage, in the place where they stood.
pub(crate) fn pipeline(root: Node) -> Node {
    let at = root.at;
    let Content::Mapping(pairs) = root.content else { return root };
    let has_steps = pairs.iter().any(|(key, _)| key.text() == Some("steps"));
    let plain = |text: &str| Node::plain(at, text);
    let (of_job, rest): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(|(key, _)| {
        has_steps && key.text().is_some_and(|key| key == "pool" || is_of_implicit_job(key))
    });
    let mut of_job = Some(of_job);
    let mut out = Vec::with_capacity(rest.len());
    for (key, value) in rest {
        let jobs = match key.text() {
            Some("jobs") => value,
            Some("steps") => {
                let mut job = vec![(plain("job"), plain("Job"))];
                let (pool, others): (Vec<Pair>, Vec<Pair>) = of_job
                    .take()
                    .unwrap_or_default()
                    .into_iter()
                    .partition(|(key, _)| key.text() == Some("pool"));
                job.extend(pool);
                job.extend(others);
                job.push((key, value));
                Node::sequence(at, vec![Node::mapping(at, job)])
            }
            _ => {
                out.push((key, value));
                continue;
            }
        };
        let stage = vec![(plain("stage"), plain(DEFAULT_STAGE)), (plain("jobs"), jobs)];
        out.push((plain("stages"), Node::sequence(at, vec![Node::mapping(at, stage)])));
    }
    Node::mapping(at, out)
}
