//! `adox pr list`.

use adoxide::api::git::{self, GetPullRequests, GetPullRequestsByProject, PullRequestStatus};

use super::FIELDS;
use crate::args::{PrListArgs, Status};
use crate::error::Result;
use crate::output::record::Records;
use crate::printer::Printer;
use crate::settings::Place;

/// Lists pull requests, to the last one.
pub async fn run(args: &PrListArgs, printer: &Printer) -> Result<()> {
    let place = Place::resolve(&args.place)?;
    let project = place.project()?;
    let who = async |who: &Option<String>| match who {
        Some(who) => place.ado.identity_id(who).await.map(Some),
        None => Ok(None),
    };
    let branch = |name: &Option<String>| {
        let name = name.as_deref()?;
        Some(if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") })
    };
    let params = GetPullRequests {
        status: Some(match args.status {
            Status::Active => PullRequestStatus::Active,
            Status::Completed => PullRequestStatus::Completed,
            Status::Abandoned => PullRequestStatus::Abandoned,
            Status::All => PullRequestStatus::All,
        }),
        creator_id: who(&args.creator).await?,
        reviewer_id: who(&args.reviewer).await?,
        source_ref_name: branch(&args.source),
        target_ref_name: branch(&args.target),
        ..GetPullRequests::default()
    };
    let mut found = if place.repository.is_some() {
        let (project, repository) = place.repository()?.locator();
        place.ado.items(git::get_pull_requests(Some(&project), &repository, params))
    } else {
        let params = GetPullRequestsByProject {
            status: params.status,
            creator_id: params.creator_id,
            reviewer_id: params.reviewer_id,
            source_ref_name: params.source_ref_name,
            target_ref_name: params.target_ref_name,
            ..GetPullRequestsByProject::default()
        };
        place.ado.items(git::get_pull_requests_by_project(&project.locator(), params))
    };
    let mut records = Records::new(FIELDS, args.output, printer);
    let mut left = args.limit.unwrap_or(u64::MAX);
    while left > 0
        && let Some(pull_request) = found.next().await
    {
        records.write(&pull_request?)?;
        left -= 1;
    }
    records.finish(printer)
}
