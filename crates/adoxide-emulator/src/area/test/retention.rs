//! How long test results are kept.

use adoxide_api::test;
use serde::Deserialize;

use crate::base::sql_date;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    test::meta::GET_RESULT_RETENTION_SETTINGS => read(get_retention),
    test::meta::UPDATE_RESULT_RETENTION_SETTINGS => change(update_retention),
}

fn get_retention(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?;
    let known = view.organization.test_runs().retention(project.id);
    let (by, at) = known
        .changed
        .map_or((view.organization.owner(), project.last_update), |stamp| (stamp.actor, stamp.at));
    let json = Object::new()
        .set("lastUpdatedBy", view.urls().person(view.directory, by))
        .set("automatedResultsRetentionDuration", known.automated)
        .set("manualResultsRetentionDuration", known.manual)
        .set("lastUpdatedDate", sql_date(at));
    Ok(Reply::json(json))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Settings {
    automated_results_retention_duration: Option<i64>,
    manual_results_retention_duration: Option<i64>,
}

fn update_retention(change: &mut Change<'_>, body: Settings) -> Result<Reply, Fault> {
    let project = change.view().project()?.id;
    let (automated, manual) =
        (body.automated_results_retention_duration, body.manual_results_retention_duration);
    for (name, days) in
        [("automatedResultsRetentionDuration", automated), ("manualResultsRetentionDuration", manual)]
    {
        if let Some(days) = days.filter(|days| *days == 0 || *days < -1) {
            return Err(Fault::invalid_parameter(name, &days.to_string()));
        }
    }
    change.make(|tx| tx.set_test_retention(project, automated, manual))?;
    get_retention(&change.view())
}
