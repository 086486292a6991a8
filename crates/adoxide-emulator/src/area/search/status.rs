//! How far a repository is indexed: its default branch always is.

use adoxide_api::search::meta;

use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    meta::GET_REPOSITORY_STATUS => read(get_status),
}

fn get_status(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("repository")?;
    let project = view.project()?.id;
    let found = view.organization.repository(Some(project), given);
    let found = found.filter(|known| view.sees(project, Some(known.id)));
    let repository = found.ok_or_else(|| Fault::repository_not_found(given))?;
    let branches = repository.default_branch.iter();
    let branches = branches.map(|name| Object::new().set("name", name.trim_start_matches("refs/heads/")));
    Ok(Reply::json(
        Object::new()
            .set("id", repository.id)
            .set("name", repository.name.as_str())
            .set("indexedBranches", branches.collect::<Vec<_>>()),
    ))
}
