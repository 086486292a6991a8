//! Code coverage of builds.

use adoxide_api::{test, test_results};
use http::StatusCode;
use serde_json::{Value, json};

use super::run::find;
use super::shape::run_reference;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object};
use crate::wire::reply::Reply;
use crate::world::build::Build;

handlers! {
    test::meta::GET_BUILD_CODE_COVERAGE => read(get_modules),
    test::meta::GET_TEST_RUN_CODE_COVERAGE => read(get_of_run),
    test_results::meta::GET_BUILD_CODE_COVERAGE => read(get_modules),
    test_results::meta::GET_TEST_RUN_CODE_COVERAGE => read(get_of_run),
    test_results::meta::GET_CODE_COVERAGE_SUMMARY => read(get_summary),
    test_results::meta::UPDATE_CODE_COVERAGE_SUMMARY => change(publish),
    test_results::meta::GET_COVERAGE_STATUS_BADGE => read(get_badge),
    test_results::meta::FETCH_SOURCE_CODE_COVERAGE_REPORT => read(get_source_view),
}

/// The build that a query names.
pub(super) fn build<'v>(view: &View<'v>) -> Result<&'v Build, Fault> {
    let given = view.query.any(&["buildId"]).ok_or_else(|| Fault::argument_null("buildId"))?;
    let id: i64 = given.parse().map_err(|_| Fault::invalid_parameter("buildId", given))?;
    let project = view.project()?.id;
    let found = view.organization.builds().build(id).filter(|build| build.project == project);
    found.ok_or_else(|| Fault::build_not_found(given))
}

/// How much of something is covered, and how much there is.
fn covered(coverage: &Value, label: &str) -> (i64, i64) {
    let statistics = coverage["coverageStats"].as_array().into_iter().flatten();
    let found = statistics
        .clone()
        .find(|known| known["label"].as_str().is_some_and(|own| own.eq_ignore_ascii_case(label)));
    found.map_or((0, 0), |known| {
        (known["covered"].as_i64().unwrap_or(0), known["total"].as_i64().unwrap_or(0))
    })
}

/// The modules of a build: what was published, as one module for each platform and flavor.
fn get_modules(view: &View<'_>) -> Result<Reply, Fault> {
    let build = build(view)?;
    let definition = view.organization.builds().definition(build.new.definition);
    let name = definition.map_or("total", |definition| definition.content.name.as_str());
    let flags = view.query.number(&["flags"])?.unwrap_or(1);
    let rows = view.organization.test_runs().coverage(build.id).iter().map(|known| {
        let (lines, all_lines) = covered(known, "lines");
        let (blocks, all_blocks) = covered(known, "blocks");
        let module = json!({
            "name": name,
            "blockCount": all_blocks,
            "statistics": {
                "blocksCovered": blocks,
                "blocksNotCovered": all_blocks - blocks,
                "linesCovered": lines,
                "linesNotCovered": all_lines - lines,
                "linesPartiallyCovered": 0,
            },
            "functions": [],
        });
        let configuration = Object::new()
            .set("id", build.id)
            .set("flavor", &known["buildFlavor"])
            .set("platform", &known["buildPlatform"])
            .set("uri", format_args!("vstfs:///Build/Build/{}", build.id))
            .set("project", Object::new());
        // The first flag asks for modules.
        let modules = if flags & 1 == 1 { vec![module] } else { Vec::new() };
        Object::new()
            .set("configuration", configuration)
            .set("state", "0")
            .set("lastError", "")
            .set("modules", modules)
    });
    Ok(Reply::list(rows))
}

fn get_of_run(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find(view)?;
    let known = run.build.map(|build| view.organization.test_runs().coverage(build)).unwrap_or_default();
    let rows = known.iter().map(|_| {
        Object::new()
            .set("testRun", run_reference(view, run))
            .set("state", "0")
            .set("lastError", "")
            .set("modules", Json::empty_list())
    });
    Ok(Reply::list(rows))
}

fn get_summary(view: &View<'_>) -> Result<Reply, Fault> {
    let build = build(view)?;
    let known = view.organization.test_runs().coverage(build.id);
    let delta = view.query.number(&["deltaBuildId"])?.filter(|id| *id > 0);
    let before = delta.map(|id| view.organization.test_runs().coverage(id as i64)).unwrap_or_default();
    let data = known.iter().map(|known| {
        let mut known = known.clone();
        let other = before.iter().find(|old| {
            old["buildPlatform"] == known["buildPlatform"] && old["buildFlavor"] == known["buildFlavor"]
        });
        for statistic in known["coverageStats"].as_array_mut().into_iter().flatten() {
            let label = statistic["label"].as_str().unwrap_or_default().to_owned();
            let (old, all) = other.map_or((0, 0), |other| covered(other, &label));
            let own = |name: &str| statistic[name].as_i64().unwrap_or(0);
            let percent = |part: i64, all: i64| if all > 0 { part as f64 * 100.0 / all as f64 } else { 0.0 };
            let change = percent(own("covered"), own("total")) - percent(old, all);
            statistic["isDeltaAvailable"] = (all > 0).into();
            statistic["delta"] = if all > 0 { ((change * 100.0).round() / 100.0).into() } else { 0.0.into() };
        }
        known
    });
    let reference = |id: i64| {
        let url = view.urls().at(format_args!("_apis/build/Builds/{id}"));
        Object::new().set("id", id.to_string()).set("url", url)
    };
    let (status, detail) =
        if known.is_empty() { ("none", "none") } else { ("completed", "codeCoverageSuccess") };
    let json = Object::new()
        .set("coverageData", data.collect::<Vec<_>>())
        .set("build", reference(build.id))
        .set("deltaBuild", delta.map(|id| reference(id as i64)))
        .set("status", status)
        .set("coverageDetailedSummaryStatus", detail);
    Ok(Reply::json(json))
}

/// Publishes the coverage of a build, as the task for code coverage does: of one configuration, or a list of them.
fn publish(change: &mut Change<'_>, body: Option<Value>) -> Result<Reply, Fault> {
    let id = build(&change.view())?.id;
    let all = match body.unwrap_or_default() {
        Value::Array(all) => all,
        Value::Null => Vec::new(),
        one => vec![one],
    };
    for one in &all {
        if !one["coverageStats"].is_array() {
            return Err(Fault::argument_null("coverageData.coverageStats"));
        }
    }
    change.make(|tx| tx.publish_coverage(id, all))?;
    Ok(Reply::empty(StatusCode::OK))
}

/// The badge of a definition: how many lines the last completed build of a branch covers that published its coverage.
fn get_badge(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("definition")?;
    let project = view.project()?.id;
    let builds = view.organization.builds();
    let definition = builds
        .definitions()
        .filter(|known| known.project == project)
        .find(|known| known.id.to_string() == given || known.content.name.eq_ignore_ascii_case(given));
    let definition = definition.ok_or_else(|| Fault::definition_not_found(given))?.id;
    let branch = view.query.any(&["branchName"]).map(|branch| {
        if branch.starts_with("refs/") { branch.to_owned() } else { format!("refs/heads/{branch}") }
    });
    let known = |build: &Build| {
        let all = view.organization.test_runs().coverage(build.id).iter();
        let (part, whole) = all
            .map(|known| covered(known, "lines"))
            .fold((0, 0), |(part, whole), known| (part + known.0, whole + known.1));
        (whole > 0).then(|| part * 100 / whole)
    };
    let mut found = builds.builds().rev().filter(|build| {
        build.new.definition == definition
            && build.finished.is_some()
            && branch.as_ref().is_none_or(|branch| build.new.source_branch.as_ref() == Some(branch))
    });
    let percent = found.find_map(known);
    let (text, color) = match percent {
        Some(percent) if percent >= 80 => (format!("{percent}%"), "#4da2db"),
        Some(percent) if percent >= 50 => (format!("{percent}%"), "#fe7d37"),
        Some(percent) => (format!("{percent}%"), "#e05d44"),
        None => ("not set up".to_owned(), "#9f9f9f"),
    };
    let label = view.query.any(&["label"]).unwrap_or("Code coverage");
    Ok(super::super::build::badge_image(label, &text, color))
}

/// The coverage of a build by folders: what was published has the numbers of the whole only.
fn get_source_view(view: &View<'_>) -> Result<Reply, Fault> {
    let build = build(view)?;
    let definition = view.organization.builds().definition(build.new.definition);
    let name = definition.map_or("total", |definition| definition.content.name.as_str());
    let project = Object::new().set("id", build.project.to_string()).into_json();
    let rows = view.organization.test_runs().coverage(build.id).iter().map(|known| {
        let ((lines, all_lines), (blocks, all_blocks)) = (covered(known, "lines"), covered(known, "blocks"));
        let configuration = Object::new()
            .set("id", build.id)
            .set("number", build.number.as_str())
            .set("flavor", &known["buildFlavor"])
            .set("platform", &known["buildPlatform"])
            .set("buildDefinitionId", build.new.definition)
            .set_some("branchName", build.new.source_branch.as_deref())
            .set("uri", format_args!("vstfs:///Build/Build/{}", build.id))
            .set("project", &project);
        let statistics = Object::new()
            .set("blocksCovered", blocks)
            .set("blocksNotCovered", all_blocks - blocks)
            .set("linesCovered", lines)
            .set("linesNotCovered", all_lines - lines)
            .set("linesPartiallyCovered", 0);
        let folder = Object::new()
            .set("name", name)
            .set("coverageStatistics", statistics)
            .set("files", Json::empty_list())
            .set("folders", Json::empty_list());
        Object::new().set("configuration", configuration).set("folderCoverageData", folder)
    });
    Ok(Reply::list(rows))
}
