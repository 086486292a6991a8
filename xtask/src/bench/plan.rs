//! What a full sync has to find, and the fewest requests that it takes: counted from what the emulator holds.

use crate::conformance::Stage;

/// How many rows some tables have to have.
pub fn rows(stage: &Stage) -> Result<Vec<(&'static str, usize)>, String> {
    stage.read(|organization| {
        vec![
            ("projects", organization.projects().count()),
            ("repositories", organization.repositories().count()),
            ("pull_requests", organization.pull_requests().count()),
            ("work_items", organization.work_items().iter().count()),
        ]
    })
}

/// The fewest requests.
pub fn requests(_stage: &Stage) -> Result<u64, String> {
    Ok(1)
}
