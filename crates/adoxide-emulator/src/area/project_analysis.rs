//! How busy projects and repositories are.

use adoxide_api::project_analysis::meta;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::base::{date, distinct, page, parse_date};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::push::Push;
use crate::world::repository::Repository;

handlers! {
    meta::GET_PROJECT_LANGUAGE_ANALYTICS => read(get_project_language_analytics),
    meta::GET_PROJECT_ACTIVITY_METRICS => read(get_project_activity_metrics),
    meta::GET_GIT_REPOSITORIES_ACTIVITY_METRICS => read(get_git_repositories_activity_metrics),
    meta::GET_REPOSITORY_ACTIVITY_METRICS => read(get_repository_activity_metrics),
}

/// Nobody here looks into files: the service answers this until its first look is over.
fn get_project_language_analytics(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?;
    let url = view.urls().at(format_args!("{}/_apis/projectanalysis/languagemetrics", project.id));
    let repositories = repositories(view)?.into_iter().map(|repository| {
        json!({"id": repository.id.to_string(), "name": repository.name, "resultPhase": "preliminary",
               "updatedTime": date(repository.created), "languageBreakdown": []})
    });
    Ok(Reply::json(
        Object::new()
            .set("url", url)
            .set("resultPhase", "preliminary")
            .set("languageBreakdown", json!([]))
            .set("repositoryLanguageAnalytics", Value::Array(repositories.collect()))
            .set("id", project.id.to_string()),
    ))
}

/// The repositories of the project of the path that the caller sees.
fn repositories<'v>(view: &View<'v>) -> Result<Vec<&'v Repository>, Fault> {
    let project = view.project()?.id;
    let all = view.organization.repositories().filter(|known| known.project == project);
    Ok(all.filter(|known| view.sees(project, Some(known.id))).collect())
}

/// From when, in steps of how long: an hour or a day.
fn steps(view: &View<'_>) -> Result<(Timestamp, SignedDuration), Fault> {
    let hour = SignedDuration::from_hours(1);
    let kinds = [("hourly", 0, hour), ("daily", 1, hour * 24)];
    let wanted =
        view.query.any(&["aggregationType"]).ok_or_else(|| Fault::argument_null("aggregationType"))?;
    let step = crate::base::choice(wanted, &kinds);
    let step = step.ok_or_else(|| Fault::invalid_parameter("aggregationType", wanted))?;
    let from = view.query.any(&["fromDate"]);
    let from = match from {
        None => view.stamp().at.saturating_sub(hour * (24 * 7)).unwrap_or(Timestamp::MIN),
        Some(text) => parse_date(text).ok_or_else(|| Fault::invalid_parameter("fromDate", text))?,
    };
    Ok((from, step))
}

/// The commits that came with pushes: how many, and in each step of time in which there were any.
fn changes(pushes: &[&Push], (from, step): (Timestamp, SignedDuration)) -> (usize, Vec<Value>) {
    let width = step.as_secs().max(1);
    let mut trend: Vec<(i64, usize)> = Vec::new();
    for push in pushes {
        let begin = push.date.as_second().div_euclid(width) * width;
        match trend.iter_mut().find(|(known, _)| *known == begin) {
            Some((_, count)) => *count += push.commits.len(),
            None => trend.push((begin, push.commits.len())),
        }
    }
    trend.sort_unstable();
    let json = trend.into_iter().map(|(begin, count)| {
        let at = Timestamp::from_second(begin).unwrap_or(from);
        json!({"time": date(at), "value": count})
    });
    (pushes.iter().map(|push| push.commits.len()).sum(), json.collect())
}

fn pushes<'v>(repositories: &[&'v Repository], from: Timestamp) -> Vec<&'v Push> {
    repositories.iter().flat_map(|known| known.pushes.iter()).filter(|push| push.date >= from).collect()
}

fn get_project_activity_metrics(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let span = steps(view)?;
    let repositories = repositories(view)?;
    let pushes = pushes(&repositories, span.0);
    let (count, trend) = changes(&pushes, span);
    let authors = distinct(pushes.iter().map(|push| push.pusher)).len();
    let ids: Vec<_> = repositories.iter().map(|known| known.id).collect();
    let requests = view.organization.pull_requests().filter(|known| ids.contains(&known.repository));
    let (mut created, mut completed) = (0, 0);
    for request in requests {
        created += usize::from(request.created.at >= span.0);
        let is_completed = request.status == crate::world::pull_request::PullRequestStatus::Completed;
        completed += usize::from(is_completed && request.closed_at().is_some_and(|at| at >= span.0));
    }
    Ok(Reply::json(
        Object::new()
            .set("projectId", project.to_string())
            .set("codeChangesCount", count)
            .set("codeChangesTrend", Value::Array(trend))
            .set("authorsCount", authors)
            .set("pullRequestsCreatedCount", created)
            .set("pullRequestsCompletedCount", completed),
    ))
}

fn repository_json(repository: &Repository, span: (Timestamp, SignedDuration)) -> Object {
    let (count, trend) = changes(&pushes(&[repository], span.0), span);
    Object::new()
        .set("repositoryId", repository.id.to_string())
        .set("codeChangesCount", count)
        .set("codeChangesTrend", Value::Array(trend))
}

fn get_git_repositories_activity_metrics(view: &View<'_>) -> Result<Reply, Fault> {
    let span = steps(view)?;
    let top = view.query.number(&["$top"])?.unwrap_or(100);
    let skip = view.query.number(&["$skip"])?.unwrap_or(0);
    let all = repositories(view)?;
    Ok(Reply::list(page(all, skip, top).into_iter().map(|known| repository_json(known, span))))
}

fn get_repository_activity_metrics(view: &View<'_>) -> Result<Reply, Fault> {
    let span = steps(view)?;
    let name = view.required("repositoryId")?;
    let project = view.project()?.id;
    let found = view.organization.repository(Some(project), name);
    let found = found.filter(|known| view.sees(project, Some(known.id)));
    Ok(Reply::json(repository_json(found.ok_or_else(|| Fault::repository_not_found(name))?, span)))
}
