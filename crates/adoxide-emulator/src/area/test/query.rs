//! Results that are looked for: by a query in words, by what they have in common, by flakiness.

use std::cmp::Ordering;

use adoxide_api::test_results::meta;
use http::header::HeaderName;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use super::history::{Found, all, branch};
use super::result::located;
use super::run::{ContextBody, find};
use super::shape::{Details, result_json, run_reference, test_url};
use crate::base::{page, parse_date};
use crate::handler::{View, handlers};
use crate::wiql::{self, Condition, Expression, Operator, Written};
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object};
use crate::wire::reply::Reply;
use crate::world::name::same_name;
use crate::world::test_run::{TestResult, TestRun};

handlers! {
    meta::QUERY_TEST_RESULT_HISTORY => read(get_history),
    meta::GET_TEST_RESULTS_BY_QUERY_WIQL => read(query_results),
    meta::GET_SIMILAR_TEST_RESULTS => read(get_similar),
    meta::GET_FLAKY_TEST_RESULTS_BY_BUILD_DEFINITION_ID => read(get_flaky_of_definition),
    meta::GET_FLAKY_TEST_RESULTS_BY_TEST_RUN => read(get_flaky_of_run),
}

/// As many results as a page has.
const MOST: usize = 1_000;

const TOKEN: HeaderName = HeaderName::from_static("x-ms-continuationtoken");

// The latest result of a test, in each branch or environment.

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct History {
    automated_test_name: Option<String>,
    test_case_id: Option<i64>,
    branch: Option<String>,
    group_by: Option<String>,
    max_complete_date: Option<String>,
    trend_days: Option<i64>,
    results_count: Option<usize>,
    test_results_context: Option<ContextBody>,
}

/// From when to when results are looked for.
pub(super) fn window(
    view: &View<'_>,
    end: Option<&str>,
    days: Option<i64>,
) -> Result<(Timestamp, Timestamp), Fault> {
    let end = end.filter(|given| !given.is_empty() && !given.starts_with("0001"));
    let end =
        end.map(|given| parse_date(given).ok_or_else(|| Fault::invalid_parameter("maxCompleteDate", given)));
    let end = end.transpose()?.unwrap_or_else(|| view.stamp().at);
    let days = days.filter(|days| *days > 0).unwrap_or(7).min(3650);
    let start = end.saturating_sub(SignedDuration::from_hours(24 * days));
    Ok((start.unwrap_or(Timestamp::MIN), end))
}

/// When a result was over, or changed last.
pub(super) fn when(result: &TestResult) -> Timestamp {
    result.completed.unwrap_or(result.updated.at)
}

/// The latest result of a test for each branch or environment, newest first.
fn get_history(view: &View<'_>, body: History) -> Result<Reply, Fault> {
    let name = body.automated_test_name.as_deref().filter(|name| !name.is_empty());
    let case = body.test_case_id.filter(|id| *id > 0);
    if name.is_none() && case.is_none() {
        return Err(Fault::argument_null("automatedTestName"));
    }
    let by_environment = match body.group_by.as_deref().unwrap_or("branch").to_lowercase().as_str() {
        "" | "branch" | "1" => false,
        "environment" | "2" => true,
        _ => return Err(Fault::invalid_parameter("groupBy", body.group_by.as_deref().unwrap_or_default())),
    };
    let (start, end) = window(view, body.max_complete_date.as_deref(), body.trend_days)?;
    let context = body.test_results_context.unwrap_or_default();
    let wanted = body.branch.as_deref().filter(|branch| !branch.is_empty());
    let mut groups: Vec<(String, Json, Found<'_>)> = Vec::new();
    for (run, result) in all(view)? {
        let fits = name.is_none_or(|name| result.test_name.as_deref() == Some(name))
            && case.is_none_or(|case| result.test_case == Some(case))
            && wanted.is_none_or(|wanted| branch(view, run) == wanted)
            && context.has(view, run)
            && (start..=end).contains(&when(result));
        if !fits {
            continue;
        }
        let release = run.release.and_then(|(id, of)| Some((view.organization.releases().release(id)?, of)));
        let (key, value) = match release.and_then(|(release, of)| Some((release, release.environment(of)?))) {
            Some((release, known)) if by_environment => {
                let value = Object::new()
                    .set("definitionId", release.definition)
                    .set("environmentDefinitionId", known.snapshot.id)
                    .set("environmentDefinitionName", known.snapshot.name.as_str());
                (format!("{}/{}", release.definition, known.snapshot.id), value.into_json())
            }
            _ if by_environment => continue,
            _ => (branch(view, run).to_owned(), branch(view, run).into_json()),
        };
        match groups.iter_mut().find(|(known, ..)| *known == key) {
            Some((.., latest)) if when(latest.1) < when(result) => *latest = (run, result),
            Some(_) => {}
            None => groups.push((key, value, (run, result))),
        }
    }
    groups.sort_by_key(|(.., (_, result))| std::cmp::Reverse(when(result)));
    groups.truncate(body.results_count.filter(|count| *count > 0).unwrap_or(MOST));
    let rows = groups.into_iter().map(|(_, value, (run, result))| {
        Object::new()
            .set("groupByValue", value)
            .set("latestResult", result_json(view, run, result, Details::default()))
    });
    let json = Object::new()
        .set("groupByField", if by_environment { "Environment" } else { "Branch" })
        .set("resultsForGroup", rows.collect::<Json>());
    Ok(Reply::json(json))
}

// Queries.

#[derive(Deserialize)]
struct QueryModel {
    query: String,
}

/// The value of a field of a result.
enum Own {
    Text(String),
    Number(Option<f64>),
    Date(Option<Timestamp>),
}

fn refused(message: impl Into<String>) -> Fault {
    Fault::invalid_test_request(message)
}

fn person_name(view: &View<'_>, id: Option<crate::world::id::IdentityId>) -> Own {
    let known = id.and_then(|id| view.directory.identity(id));
    Own::Text(known.map_or_else(String::new, |known| known.unique_name.clone()))
}

/// A field of results by its name, with or without blanks and `System.`.
fn field(view: &View<'_>, (run, result): Found<'_>, name: &str) -> Result<Own, Fault> {
    let plain: String = name.rsplit('.').next().unwrap_or(name).chars().filter(|c| *c != ' ').collect();
    let text = |value: Option<&str>| Own::Text(value.unwrap_or_default().to_owned());
    let number = |value: Option<i64>| Own::Number(value.map(|value| value as f64));
    let rest = |name: &str| match result.rest.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    Ok(match plain.to_lowercase().as_str() {
        "testrunid" | "runid" => number(Some(run.id)),
        "testresultid" | "resultid" | "id" => number(Some(result.id)),
        "testcasereferenceid" => number(Some(result.reference)),
        "testcaseid" => number(result.test_case),
        "testpointid" => number(result.point),
        "testplanid" => number(run.plan),
        "buildid" => number(run.build),
        "testruntitle" | "testrunname" => text(Some(&run.name)),
        "testcasetitle" | "title" => text(Some(&result.title)),
        "automatedtestname" => text(result.test_name.as_deref()),
        "automatedteststorage" => text(result.storage.as_deref()),
        "outcome" => text(Some(result.outcome.name())),
        "state" => text(Some(result.state.name())),
        "priority" => Own::Number(Some(rest("priority").parse().unwrap_or(0.0))),
        "duration" | "durationinms" => Own::Number(Some(result.duration)),
        "errormessage" => Own::Text(rest("errorMessage")),
        "comment" => Own::Text(rest("comment")),
        "computername" => Own::Text(rest("computerName")),
        "failuretype" => {
            Own::Text(result.rest.get("failureType").map_or("None".to_owned(), |_| rest("failureType")))
        }
        "resolutionstate" => Own::Text(rest("resolutionState")),
        "owner" => person_name(view, result.owner),
        "runby" => person_name(view, Some(result.run_by)),
        "lastupdatedby" => person_name(view, Some(result.updated.actor)),
        "creationdate" | "createddate" => Own::Date(Some(result.created)),
        "lastupdated" | "lastupdateddate" => Own::Date(Some(result.updated.at)),
        "datestarted" | "starteddate" => Own::Date(result.started),
        "datecompleted" | "completeddate" => Own::Date(result.completed),
        _ => return Err(refused(format!("The field '{name}' of test results cannot be queried."))),
    })
}

/// What a query says of a value: text, with the macros put in.
fn written(view: &View<'_>, value: &Written) -> Result<String, Fault> {
    Ok(match value {
        Written::Text(text) => text.clone(),
        Written::Number(number) => number.to_string(),
        Written::Boolean(flag) => flag.to_string(),
        Written::Macro { name, offset, .. } if name.eq_ignore_ascii_case("me") && *offset == 0.0 => {
            let me = view.directory.identity(view.actor);
            me.map_or_else(String::new, |known| known.unique_name.clone())
        }
        Written::Macro { name, offset, .. } if name.eq_ignore_ascii_case("today") => {
            let today = view.stamp().at.to_string();
            let day = today.get(..10).and_then(parse_date).unwrap_or_default();
            let hours = (offset.clamp(-36_500.0, 36_500.0) * 24.0) as i64;
            day.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(day).to_string()
        }
        Written::Field(name) => return Err(refused(format!("Fields cannot be compared with {name:?}."))),
        Written::Macro { name, .. } => {
            return Err(refused(format!("The macro '@{name}' is not known here.")));
        }
    })
}

/// How a value compares with one that a query says.
fn compare(own: &Own, given: &str) -> Result<Option<Ordering>, Fault> {
    Ok(match own {
        Own::Text(text) => Some(text.to_lowercase().cmp(&given.to_lowercase())),
        Own::Number(number) => {
            let given: f64 =
                given.trim().parse().map_err(|_| refused(format!("'{given}' is not a number.")))?;
            number.and_then(|number| number.partial_cmp(&given))
        }
        Own::Date(at) => {
            let given = parse_date(given).ok_or_else(|| refused(format!("'{given}' is not a date.")))?;
            at.map(|at| at.cmp(&given))
        }
    })
}

fn holds(view: &View<'_>, found: Found<'_>, condition: &Condition) -> Result<bool, Fault> {
    let own = field(view, found, &condition.field.name.text)?;
    let given = condition.operands.iter().map(|operand| written(view, &operand.value));
    let given = given.collect::<Result<Vec<_>, _>>()?;
    let order = |index: usize| given.get(index).map_or(Ok(None), |given| compare(&own, given));
    let contains = || match (&own, given.first()) {
        (Own::Text(text), Some(given)) => Ok(text.to_lowercase().contains(&given.to_lowercase())),
        _ => Err(refused("Only text can contain something.")),
    };
    let is_in = || {
        let all = given.iter().map(|given| compare(&own, given)).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, Fault>(all.contains(&Some(Ordering::Equal)))
    };
    Ok(match condition.operator {
        Operator::Equal => order(0)? == Some(Ordering::Equal),
        Operator::NotEqual => order(0)? != Some(Ordering::Equal),
        Operator::Less => order(0)? == Some(Ordering::Less),
        Operator::LessOrEqual => order(0)?.is_some_and(Ordering::is_le),
        Operator::Greater => order(0)? == Some(Ordering::Greater),
        Operator::GreaterOrEqual => order(0)?.is_some_and(Ordering::is_ge),
        Operator::In => is_in()?,
        Operator::NotIn => !is_in()?,
        Operator::Contains | Operator::ContainsWords => contains()?,
        Operator::NotContains | Operator::NotContainsWords => !contains()?,
        _ => return Err(refused("Queries of test results compare, and look for text and lists only.")),
    })
}

fn passes(view: &View<'_>, found: Found<'_>, expression: &Expression) -> Result<bool, Fault> {
    let each = |all: &[Expression]| {
        all.iter().map(|one| passes(view, found, one)).collect::<Result<Vec<_>, Fault>>()
    };
    Ok(match expression {
        Expression::And(all) => each(all)?.into_iter().all(|is| is),
        Expression::Or(all) => each(all)?.into_iter().any(|is| is),
        Expression::Not(one) => !passes(view, found, one)?,
        Expression::Condition(condition) => holds(view, found, condition)?,
        Expression::Ever(_) => return Err(refused("Test results have no past values.")),
    })
}

/// What follows `FROM TestResult`: the rest of the query is that of work items.
fn after_from(query: &str) -> Option<&str> {
    let words: Vec<_> = query.match_indices(|c: char| c.is_whitespace()).map(|(at, _)| at).collect();
    let starts = std::iter::once(0).chain(words.into_iter().map(|at| at + 1));
    let mut starts = starts.filter(|at| query.is_char_boundary(*at));
    starts.find_map(|at| {
        let mut words = query[at..].split_whitespace();
        let is_from = words.next()?.eq_ignore_ascii_case("from");
        let table = words.next()?.trim_matches(['[', ']']);
        let is_table = ["testresult", "testresults"].contains(&table.to_lowercase().as_str());
        if !(is_from && is_table) {
            return None;
        }
        let name = query[at..].to_lowercase().find("testresult")? + at;
        query[name..].find(char::is_whitespace).map_or(Some(""), |end| query.get(name + end..))
    })
}

/// The results that a query finds, by their numbers, or whole if they are asked for.
fn query_results(view: &View<'_>, body: QueryModel) -> Result<Reply, Fault> {
    if body.query.trim().is_empty() {
        return Err(Fault::argument_null("query"));
    }
    let rest = after_from(&body.query)
        .filter(|_| body.query.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select")))
        .ok_or_else(|| refused("The query must be: SELECT * FROM TestResult WHERE …"))?;
    let query = wiql::parse(&format!("SELECT [Id] FROM WorkItems {rest}"));
    let query = query.map_err(|error| refused(error.to_string()))?;
    if query.as_of.is_some() {
        return Err(refused("Test results have no past values."));
    }
    let mut found = Vec::new();
    for one in all(view)? {
        if query.condition.as_ref().map_or(Ok(true), |condition| passes(view, one, condition))? {
            found.push(one);
        }
    }
    found.sort_by_key(|(run, result)| (run.id, result.id));
    for sort in query.order_by.iter().rev() {
        let mut keyed = Vec::new();
        for one in found {
            keyed.push((field(view, one, &sort.field.name.text)?, one));
        }
        keyed.sort_by(|(left, _), (right, _)| {
            let order = match (left, right) {
                (Own::Text(left), Own::Text(right)) => left.to_lowercase().cmp(&right.to_lowercase()),
                (Own::Number(left), Own::Number(right)) => left.partial_cmp(right).unwrap_or(Ordering::Equal),
                (Own::Date(left), Own::Date(right)) => left.cmp(right),
                _ => Ordering::Equal,
            };
            if sort.descending { order.reverse() } else { order }
        });
        found = keyed.into_iter().map(|(_, one)| one).collect();
    }
    let skip = view.query.number(&["$skip"])?.unwrap_or(0);
    let top = view.query.number(&["$top"])?.unwrap_or(MOST).min(MOST);
    let iterations = view.query.flag("includeIterationDetails")?;
    let is_whole = view.query.flag("includeResultDetails")? || iterations;
    let details = Details { iterations, ..Details::default() };
    Ok(Reply::list(page(found, skip, top).into_iter().map(|(run, result)| {
        if is_whole {
            return result_json(view, run, result, details);
        }
        let url = test_url(view, run.project, format_args!("Runs/{}/Results/{}", run.id, result.id));
        Object::new().set("id", result.id).set("testRun", run_reference(view, run)).set("url", url)
    })))
}

// Failures that are alike.

/// What a failure says, without numbers and the case of its letters, which differ from run to run.
fn failure(rest: &Value) -> Option<String> {
    let message = rest["errorMessage"].as_str().filter(|message| !message.trim().is_empty())?;
    let letters = message.to_lowercase();
    Some(letters.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect())
}

/// The failures of a project that say the same as one does, newest first, without that one.
fn get_similar(view: &View<'_>) -> Result<Reply, Fault> {
    let (run, result) = located(view)?;
    let part = view.query.number(&["testSubResultId"])?.unwrap_or(0) as i64;
    let wanted = if part == 0 {
        failure(&Value::Object(result.rest.clone()))
    } else {
        let parts = result.rest.get("subResults").and_then(Value::as_array).into_iter().flatten();
        let found = parts.clone().find(|known| known["id"] == part);
        failure(found.ok_or_else(|| Fault::test_object_not_found("Test sub result", &part.to_string()))?)
    };
    let top = view.query.number(&["$top"])?.unwrap_or(MOST).clamp(1, MOST);
    let is_alike = |(_, other): &Found<'_>| {
        wanted.is_some()
            && other.outcome.is_failure()
            && failure(&Value::Object(other.rest.clone())) == wanted
    };
    let is_other = |other: &Found<'_>| (other.0.id, other.1.id) != (run.id, result.id);
    let mut found: Vec<_> = all(view)?.filter(|one| is_other(one) && is_alike(one)).collect();
    // The token names the run and the result that the page begins with.
    if let Some(token) = view.query.any(&["continuationToken"]) {
        let first = token.split_once('_').and_then(|(run, id)| Some((run.parse().ok()?, id.parse().ok()?)));
        let first: (i64, i64) = first.ok_or_else(|| Fault::invalid_parameter("continuationToken", token))?;
        let start = found.iter().position(|(run, result)| (run.id, result.id) == first);
        found.drain(..start.unwrap_or(found.len()));
    }
    let next = found.get(top).map(|(run, result)| format!("{}_{}", run.id, result.id));
    found.truncate(top);
    let reply = Reply::list(
        found.into_iter().map(|(run, result)| result_json(view, run, result, Details::default())),
    );
    Ok(match next {
        Some(next) => reply.header(TOKEN, next),
        None => reply,
    })
}

// Flaky tests.

/// Whether the test is known to be flaky on the branch of the run.
fn is_flaky(view: &View<'_>, run: &TestRun, result: &TestResult) -> bool {
    let known = view.organization.test_runs().reference(result.reference);
    let own = branch(view, run);
    known.is_some_and(|known| known.flaky.iter().any(|branch| same_name(branch, own)))
}

fn get_flaky_of_run(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find(view)?;
    let found = run.results.iter().filter(|result| is_flaky(view, run, result));
    Ok(Reply::list(found.map(|result| result_json(view, run, result, Details::default()))))
}

/// The results of flaky tests in the builds of a definition that were queued since an instant.
fn get_flaky_of_definition(view: &View<'_>) -> Result<Reply, Fault> {
    let name = "buildDefinitionId";
    let given = view.query.any(&[name]).ok_or_else(|| Fault::argument_null(name))?;
    let id: i64 = given.parse().map_err(|_| Fault::invalid_parameter(name, given))?;
    let project = view.project()?.id;
    let known = view.organization.builds().definition(id).filter(|known| known.project == project);
    known.ok_or_else(|| Fault::definition_not_found(given))?;
    let name = "minBuildCreatedDate";
    let since = view.query.any(&[name]).ok_or_else(|| Fault::argument_null(name))?;
    let since = parse_date(since).ok_or_else(|| Fault::invalid_parameter(name, since))?;
    let is_of = |run: &TestRun| {
        let build = run.build.and_then(|build| view.organization.builds().build(build));
        build.is_some_and(|build| build.new.definition == id && build.queued.at >= since)
    };
    let found = all(view)?.filter(|(run, result)| is_of(run) && is_flaky(view, run, result));
    Ok(Reply::list(found.map(|(run, result)| result_json(view, run, result, Details::default()))))
}
