//! What goes wrong at random.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use adoxide_emulator::{FaultKind, FaultRule};
use http::StatusCode;

/// The first seed of a random test and how many there are: `ADOXIDE_SEED` and `ADOXIDE_SEEDS`, or from 0 as many as
/// every run can afford.
pub fn seeds(affordable: u64) -> (u64, u64) {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .map(|value| value.parse().unwrap_or_else(|_| panic!("{name}={value} is no number")))
    };
    (number("ADOXIDE_SEED").unwrap_or(0), number("ADOXIDE_SEEDS").unwrap_or(affordable))
}

/// Does something until it was waited for so many times, and then drops it.
pub async fn broken_off<T>(work: impl Future<Output = T>, mut polls: usize) -> Option<T> {
    let mut work = pin!(work);
    std::future::poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if polls == 0 => Poll::Ready(None),
        Poll::Pending => {
            polls -= 1;
            Poll::Pending
        }
    })
    .await
}

/// Something that goes wrong with one of the next requests, for once or for good.
pub fn some_fault(random: &mut fastrand::Rng) -> FaultRule {
    let kinds = [
        FaultKind::Throttle { retry_after: Some(Duration::from_secs(7)) },
        FaultKind::ResetBefore,
        FaultKind::ResetAfter,
        FaultKind::Truncate,
        FaultKind::Unavailable { status: StatusCode::SERVICE_UNAVAILABLE, is_html: true },
        FaultKind::Unavailable { status: StatusCode::INTERNAL_SERVER_ERROR, is_html: false },
    ];
    let operations = [
        "core.get_projects",
        "wit.read_reporting_revisions_get",
        "wit.get_reporting_links_by_link_type",
        "wit.get_updates",
        "wit.get_comments",
        "wit.query_by_wiql",
        "core.get_teams",
        "git.get_repositories",
        "git.get_pull_requests_by_project",
        "git.get_threads",
        "git.get_pull_request_iterations",
        "git.get_pull_request_commits",
    ];
    let kind = kinds[random.usize(0..kinds.len())].clone();
    let rule = FaultRule::new(kind).operation(operations[random.usize(0..operations.len())]);
    if random.bool() { rule.times(1) } else { rule }
}
