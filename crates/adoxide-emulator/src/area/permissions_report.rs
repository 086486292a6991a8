//! Reports of who may do what, made when somebody asks for one.

use adoxide_api::permissions_report::meta;
use http::StatusCode;
use http::header::CONTENT_DISPOSITION;
use serde_json::{Value, json};

use super::subject::named;
use crate::base::{date, parse_date};
use crate::handler::{Call, Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::group::Subjects;
use crate::world::security::security_namespaces;

handlers! {
    meta::CREATE_PERMISSIONS_REPORT => change(create_permissions_report),
    meta::GET_PERMISSIONS_REPORTS => read(get_permissions_reports),
    meta::GET_PERMISSIONS_REPORT => read(get_permissions_report),
    meta::DOWNLOAD => read(download),
}

/// Where what was asked for is kept: a report is made when it is downloaded.
const SCOPE: &str = "permissionsreport";

/// How long one takes.
const SECONDS: i64 = 5;

fn to_json(view: &View<'_>, id: &str, asked: &Value) -> Object {
    let requested = text(asked, "/requestedTime").unwrap_or_default();
    let age = parse_date(requested).map_or(0, |at| view.stamp().at.as_second() - at.as_second());
    let status = if age < SECONDS { "inProgress" } else { "completedSuccessfully" };
    let download = view.urls().at(format_args!("_apis/permissionsreport/{id}/download"));
    Object::new()
        .set("id", id)
        .set("reportName", asked["request"]["reportName"].clone())
        .set("requestor", asked["requestor"].clone())
        .set("requestedTime", requested)
        .set("reportStatus", status)
        .set("reportStatusLastUpdatedTime", requested)
        .set("error", Value::Null)
        .set("_downloadLink", download)
}

fn create_permissions_report(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    text(&body, "/reportName").ok_or_else(|| Fault::argument_null("reportName"))?;
    if body.get("resources").and_then(Value::as_array).is_none_or(Vec::is_empty) {
        return Err(Fault::argument_null("resources"));
    }
    let id = change.new_ids(1).first().map(ToString::to_string).unwrap_or_default();
    let stamp = change.stamp();
    let asked =
        json!({"request": body, "requestor": stamp.actor.to_string(), "requestedTime": date(stamp.at)});
    change.make(|tx| tx.set_setting(SCOPE, &id, Some(asked)))?;
    let url = change.urls().at(format_args!("_apis/permissionsreport/{id}"));
    Ok(Reply::json(Object::new().set("_link", link(url.as_str())).set("id", id)).status(StatusCode::ACCEPTED))
}

fn find<'v>(call: &Call, view: &View<'v>) -> Result<(&'v str, &'v Value), Fault> {
    let id = call.required("id")?;
    let found = view.organization.settings(SCOPE, "").find(|(known, _)| known.eq_ignore_ascii_case(id));
    found.ok_or_else(|| {
        Fault::exception(
            StatusCode::NOT_FOUND,
            "Microsoft.VisualStudio.Services.PermissionsReport.WebApi",
            "PermissionsReportNotFoundException",
            format!("The permissions report {id} does not exist."),
        )
    })
}

fn get_permissions_reports(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(view.organization.settings(SCOPE, "").map(|(id, asked)| to_json(view, id, asked))))
}

fn get_permissions_report(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, asked) = find(view, view)?;
    Ok(Reply::json(to_json(view, id, asked)))
}

/// Who may do what with the repositories that were asked for: the entries of their lists, by person and group.
fn download(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, asked) = find(view, view)?;
    let git = security_namespaces().iter().find(|namespace| namespace.name == "Git Repositories");
    let subjects = Subjects { directory: view.directory, organization: view.organization };
    let wanted: Vec<String> = asked["request"]["descriptors"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|descriptor| descriptor.as_str().map(str::to_owned))
        .collect();
    let mut rows = Vec::new();
    for resource in asked["request"]["resources"].as_array().into_iter().flatten() {
        let key = text(resource, "/resourceId").unwrap_or_default();
        let Some(namespace) = git else { continue };
        for (token, list) in view.organization.access_control_lists(namespace.id) {
            if key.is_empty() || !token.to_lowercase().contains(&key.to_lowercase()) {
                continue;
            }
            for (descriptor, entry) in &list.entries {
                let Some(found) = subjects.by_descriptor(descriptor).and_then(|known| named(view, known))
                else {
                    continue;
                };
                if !wanted.is_empty() && !wanted.contains(&found.descriptor) {
                    continue;
                }
                let permissions = namespace.actions.iter().map(|action| {
                    let effective = match (entry.allow & action.bit != 0, entry.deny & action.bit != 0) {
                        (_, true) => "Deny",
                        (true, false) => "Allow",
                        (false, false) => "Not set",
                    };
                    json!({"PermissionName": action.name, "EffectivePermission": effective})
                });
                rows.push(json!({"Descriptor": found.descriptor, "AccountName": found.unique_name,
                    "DisplayName": found.display_name, "Resource": token, "Permissions": permissions.collect::<Vec<_>>()}));
            }
        }
    }
    let name = format!("attachment; filename={id}.json");
    Ok(Reply::bytes("application/octet-stream", Value::Array(rows).to_string())
        .header(CONTENT_DISPOSITION, name))
}
