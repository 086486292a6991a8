//! How clients find out where everything is: `OPTIONS _apis`, which needs no credentials.
//!
//! Generated clients make no call whose location is not listed here, and take its URL and versions from here.

use adoxide_api::wire::Host;

use crate::base::flag;
use crate::wire::edition::Edition;
use crate::wire::json::Object;
use crate::wire::location::{Location, locations};
use crate::wire::query::Query;
use crate::wire::reply::Reply;

/// Answers `OPTIONS` with the locations of a host, or of all where all hosts are one. What follows `_apis` in
/// the path narrows them: an area, then a resource, letters of any case. Areas that differ only in case are
/// told together.
pub(crate) fn options(edition: Edition, host: Option<Host>, below: &[String], query: &Query) -> Reply {
    let all_host_types = query.get("allHostTypes").and_then(flag).unwrap_or(false);
    let area = below.first().map(|area| area.to_lowercase());
    let resource = below.get(1).map(|resource| resource.to_lowercase());
    let is_wanted = |location: &&Location| {
        host.map_or_else(|| location.is_listed(all_host_types), |host| location.is_on(host, all_host_types))
            && area.as_ref().is_none_or(|area| location.area.to_lowercase() == *area)
            && resource.as_ref().is_none_or(|resource| location.resource.to_lowercase() == *resource)
    };
    // As recorded: the count comes last.
    let listed = locations().iter().filter(is_wanted).filter_map(|location| edition.of(location));
    Reply::counted_last(listed.map(|location| row(&location)))
}

fn row(location: &Location) -> Object {
    Object::new()
        .set("id", location.id)
        .set("area", location.area)
        .set("resourceName", location.resource)
        .set("routeTemplate", location.template)
        .set("resourceVersion", location.resource_version)
        .set("minVersion", location.min.to_string())
        .set("maxVersion", location.max.to_string())
        .set("releasedVersion", location.released.to_string())
}
