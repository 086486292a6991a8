//! Azure Artifacts: feeds, their views, permissions and retention, and what is known of packages.

#[expect(clippy::module_inception, reason = "the noun has the area's name")]
mod feed;
mod package;
mod package_type;
mod permission;
mod recycle_bin;
mod retention;
mod view;

use http::StatusCode;
use uuid::Uuid;

use crate::handler::{Call, Row, View};
use crate::wire::error::Fault;
use crate::world::feed::Feed;
use crate::world::name::same_name;

/// The rows of Azure Artifacts.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [
        feed::handlers,
        package::handlers,
        package_type::handlers,
        permission::handlers,
        recycle_bin::handlers,
        retention::handlers,
        view::handlers,
    ];
    all.iter().flat_map(|handlers| handlers()).collect()
}

const NAMESPACE: &str = "Microsoft.VisualStudio.Services.Feed.WebApi";

/// The feed that is asked for does not exist. The type is the official client's, the words are ours.
fn not_found(name: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "FeedIdNotFoundException",
        format!("The feed with ID '{name}' doesn't exist."),
    )
}

/// A feed of the path, by id or name, perhaps with a view (`packages@Release`): deleted ones only where they are asked
/// for. Within a project its feeds are seen and those of the organization, without one only the latter.
fn find<'v>(view: &View<'v>, name: &str, is_deleted: bool) -> Result<&'v Feed, Fault> {
    let project = view.project_of_path()?.map(|project| project.id);
    let bare = name.split_once('@').map_or(name, |(bare, _)| bare);
    let id = bare.parse::<Uuid>().ok();
    let is_it = |feed: &&Feed| {
        let is_named = id == Some(feed.id) || same_name(&feed.name, bare);
        is_named
            && feed.deleted.is_some() == is_deleted
            && feed.project.is_none_or(|own| Some(own) == project)
    };
    // One of the project before one of the organization.
    let mut found: Vec<&Feed> = view.organization.feeds().iter().filter(is_it).collect();
    found.sort_by_key(|feed| feed.project != project);
    found.first().copied().ok_or_else(|| not_found(name))
}

/// The feed of the path, which calls it by one of two names.
fn of_path<'v>(view: &View<'v>) -> Result<&'v Feed, Fault> {
    let name = view.call.argument("feed").map_or_else(|| view.call.required("feedId"), Ok)?;
    find(view, name, false)
}

/// The name of the view that the path asks for, if it does.
fn view_name(call: &Call) -> Option<&str> {
    call.argument("feedId").or_else(|| call.argument("feed"))?.split_once('@').map(|(_, view)| view)
}
