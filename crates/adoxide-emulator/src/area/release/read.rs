//! Releases, as they are read.

use adoxide_api::release::meta;

use super::super::distributed_task::{group_json, numbers, variables_json};
use super::definition::{artifact_json, kinds, listed, page};
use super::environment::{Parts, environment_json};
use super::shape::{Reference, definition_reference, release_links, release_url};
use crate::base::{named, parse_date, sql_date};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::build::folder_path;
use crate::world::name::same_name;
use crate::world::release::deployment::{Release, ReleaseId};
use crate::world::release::kind::{EnvironmentStatus, ReleaseStatus};

handlers! {
    meta::GET_RELEASES => read(get_releases),
    meta::GET_RELEASE => read(get_release),
    meta::GET_RELEASE_REVISION => read(get_release_revision),
    meta::GET_RELEASE_HISTORY => read(get_release_history),
}

/// As many releases as a page has if nothing else is asked for, and at most.
const USUAL: usize = 50;
const MOST: usize = 1_000;

named! {
    /// What lists of releases have besides.
    enum Expand {
        None = 0 "none",
        Environments = 2 "environments",
        Artifacts = 4 "artifacts",
        Approvals = 8 "approvals",
        ManualInterventions = 16 "manualInterventions",
        Variables = 32 "variables",
        Tags = 64 "tags",
    }

    /// How lists of releases and deployments are ordered.
    pub(super) enum Order {
        Descending = 0 "descending",
        Ascending = 1 "ascending",
    }

    /// Which approvals a release is answered with.
    pub(super) enum ApprovalFilter {
        None = 0 "none",
        ManualApprovals = 1 "manualApprovals",
        AutomatedApprovals = 2 "automatedApprovals",
        ApprovalSnapshots = 4 "approvalSnapshots",
        All = 7 "all",
    }
}

/// The order that a query asks for: the latest first unless it says another.
pub(super) fn order(view: &View<'_>) -> Result<Order, Fault> {
    let given = view.query.any(&["queryOrder"]);
    let order =
        given.map(|given| Order::find(given).ok_or_else(|| Fault::invalid_parameter("queryOrder", given)));
    Ok(order.transpose()?.unwrap_or(Order::Descending))
}

/// An instant of a query.
pub(super) fn instant(view: &View<'_>, name: &str) -> Result<Option<jiff::Timestamp>, Fault> {
    let given = view.query.any(&[name]);
    given.map(|at| parse_date(at).ok_or_else(|| Fault::invalid_parameter(name, at))).transpose()
}

fn groups(view: &View<'_>, release: &Release) -> Json {
    let all = view.organization.variable_groups();
    let known = release.variable_groups.iter().filter_map(|id| all.group(*id));
    known.map(|group| group_json(view.directory, group, release.project, false)).collect()
}

fn release_json(
    view: &View<'_>,
    release: &Release,
    parts: Option<&Parts>,
    artifacts: bool,
    project: Option<&str>,
) -> Object {
    let person = |id| view.urls().person(view.directory, id);
    let environments = parts.map(|parts| {
        let all = release.environments.iter();
        all.map(|known| environment_json(view, release, known, parts)).collect::<Json>()
    });
    let artifacts = artifacts
        .then(|| release.artifacts.iter().map(|artifact| artifact_json(view, artifact)).collect::<Json>());
    Object::new()
        .set("id", release.id)
        .set("name", release.name.as_str())
        .set("status", release.status.name())
        .set("createdOn", sql_date(release.created.at))
        .set("modifiedOn", sql_date(release.modified.at))
        .set("modifiedBy", person(release.modified.actor))
        .set("createdBy", person(release.created.actor))
        .set("createdFor", person(release.created_for))
        .set_some("environments", environments)
        .set("variables", variables_json(&release.variables.0))
        .set("variableGroups", groups(view, release))
        .set_some("artifacts", artifacts)
        .set("releaseDefinition", definition_reference(view, release, Reference::Linked, None))
        .set("releaseDefinitionRevision", release.definition_revision)
        .set("description", release.description.as_str())
        .set("reason", release.reason.name())
        .set("releaseNameFormat", release.name_format.as_str())
        .set("keepForever", release.keep_forever)
        .set("definitionSnapshotRevision", release.snapshot_revision)
        .set(
            "logsContainerUrl",
            release_url(view, release.project, format_args!("releases/{}/logs", release.id)),
        )
        .set("url", release_url(view, release.project, format_args!("releases/{}", release.id)))
        .set("_links", release_links(view, release))
        .set("tags", &release.tags)
        .set("triggeringArtifactAlias", release.triggering_alias.as_deref())
        .set("projectReference", Object::new().set("id", release.project).set("name", project))
        .set("properties", &release.properties)
}

/// A release with all that it says: its project without a name, as recorded.
pub(super) fn whole(view: &View<'_>, release: &Release, parts: &Parts) -> Object {
    release_json(view, release, Some(parts), true, None)
}

pub(super) fn told(view: &View<'_>, id: ReleaseId) -> Result<Reply, Fault> {
    let found = view.organization.releases().release(id);
    let found = found.ok_or_else(|| Fault::release_not_found(&id.to_string()))?;
    Ok(Reply::json(whole(view, found, &Parts::whole(None))))
}

/// The release of the path, unless it is deleted.
pub(super) fn find<'v>(view: &View<'v>) -> Result<&'v Release, Fault> {
    let given = view.required("releaseId")?;
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.releases().release(id));
    let found = found.filter(|found| found.project == project && found.deleted.is_none());
    found.ok_or_else(|| Fault::release_not_found(given))
}

fn get_releases(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project_of_path()?.map(|project| project.id);
    let expand = kinds(view, "$expand", Expand::find_all)?.unwrap_or_default();
    let has = |one: Expand| expand.contains(&one);
    let order = order(view)?;
    let top = view.query.number(&["$top", "top"])?.unwrap_or(USUAL).clamp(1, MOST);
    let definitions = numbers(view, "definitionId")?;
    let environment = numbers(view, "definitionEnvironmentId")?;
    let ids = numbers(view, "releaseIdFilter")?;
    let statuses = kinds(view, "statusFilter", ReleaseStatus::find_all)?;
    let statuses = statuses.filter(|statuses| !statuses.contains(&ReleaseStatus::Undefined));
    let states = kinds(view, "environmentStatusFilter", EnvironmentStatus::find_all)?;
    let states = states.filter(|states| !states.contains(&EnvironmentStatus::Undefined));
    let (from, to) = (instant(view, "minCreatedTime")?, instant(view, "maxCreatedTime")?);
    let creator = view.query.any(&["createdBy"]);
    let search = view.query.any(&["searchText"]).map(str::to_lowercase);
    let (kind, source) = (view.query.any(&["artifactTypeId"]), view.query.any(&["sourceId"]));
    let (version, branch) = (view.query.any(&["artifactVersionId"]), view.query.any(&["sourceBranchFilter"]));
    let tags = view.query.all("tagFilter");
    let path = view.query.any(&["path"]).map(folder_path);
    let is_deleted = view.query.flag("isDeleted")?;
    let releases = view.organization.releases();
    let is = |id: crate::world::id::IdentityId, given: &str| {
        id.to_string().eq_ignore_ascii_case(given)
            || view.directory.identity(id).is_some_and(|person| {
                same_name(&person.display_name, given) || same_name(&person.unique_name, given)
            })
    };
    let fits = |release: &&Release| {
        let definition = releases.definition(release.definition);
        let mut environments = release.environments.iter();
        let mut artifacts = release.artifacts.iter();
        project.map_or_else(|| view.sees(release.project, None), |project| release.project == project)
            && release.deleted.is_some() == is_deleted
            && definitions.as_ref().is_none_or(|ids| ids.contains(&0) || ids.contains(&release.definition))
            && ids.as_ref().is_none_or(|ids| ids.contains(&release.id))
            && statuses.as_ref().is_none_or(|statuses| statuses.contains(&release.status))
            && (environment.is_none() && states.is_none()
                || environments.any(|known| {
                    environment
                        .as_ref()
                        .is_none_or(|ids| ids.contains(&0) || ids.contains(&known.snapshot.id))
                        && states.as_ref().is_none_or(|states| states.contains(&known.status))
                }))
            && from.is_none_or(|from| release.created.at >= from)
            && to.is_none_or(|to| release.created.at <= to)
            && creator.is_none_or(|creator| is(release.created.actor, creator))
            && search.as_ref().is_none_or(|search| release.name.to_lowercase().contains(search))
            && (kind.is_none() && source.is_none() && version.is_none() && branch.is_none()
                || artifacts.any(|artifact| {
                    kind.is_none_or(|kind| kind.eq_ignore_ascii_case(&artifact.kind))
                        && source.is_none_or(|source| source.eq_ignore_ascii_case(&artifact.source_id))
                        && version.is_none_or(|version| artifact.id_of("version") == Some(version))
                        && branch.is_none_or(|branch| artifact.id_of("branch") == Some(branch))
                }))
            && tags.iter().all(|tag| release.tags.iter().any(|known| same_name(known, tag)))
            && path
                .as_ref()
                .is_none_or(|path| definition.is_some_and(|known| same_name(&known.content.path, path)))
    };
    let mut found: Vec<_> = releases.releases().filter(fits).collect();
    if order == Order::Descending {
        found.reverse();
    }
    let (found, next) = page(view, found, top, |release| release.id)?;
    let approvals = has(Expand::Approvals);
    let parts = (approvals || has(Expand::Environments) || has(Expand::ManualInterventions))
        .then(|| Parts::listed(approvals));
    let rows = found.into_iter().map(|release| {
        let project = view.organization.project_by_id(release.project);
        let project = project.map(|project| project.name.as_str());
        release_json(view, release, parts.as_ref(), has(Expand::Artifacts), project)
    });
    Ok(listed(Reply::list(rows), next))
}

fn get_release(view: &View<'_>) -> Result<Reply, Fault> {
    let release = find(view)?;
    let filters = kinds(view, "approvalFilters", ApprovalFilter::find_all)?;
    Ok(Reply::json(whole(view, release, &Parts::whole(filters))))
}

/// What a release took from its definition, as text.
fn get_release_revision(view: &View<'_>) -> Result<Reply, Fault> {
    let release = find(view)?;
    let given = view.query.any(&["definitionSnapshotRevision"]);
    let given = given.ok_or_else(|| Fault::argument_null("definitionSnapshotRevision"))?;
    let revision: i64 =
        given.parse().map_err(|_| Fault::invalid_parameter("definitionSnapshotRevision", given))?;
    if revision < 1 || revision > release.snapshot_revision {
        return Err(Fault::release_part_not_found("snapshot revision", given));
    }
    let (_, text) = Reply::json(whole(view, release, &Parts::whole(None))).into_text();
    Ok(Reply::bytes("text/plain", text))
}

fn get_release_history(view: &View<'_>) -> Result<Reply, Fault> {
    let release = find(view)?;
    let rows = release.history.iter().map(|known| {
        Object::new()
            .set("releaseId", release.id)
            .set("definitionSnapshotRevision", known.snapshot_revision)
            .set("changedBy", view.urls().person(view.directory, known.stamp.actor))
            .set("changedDate", sql_date(known.stamp.at))
            .set("changeType", known.kind)
            .set("changeDetails", known.details.as_str())
            .set("comment", known.comment.as_str())
    });
    Ok(Reply::list(rows))
}
