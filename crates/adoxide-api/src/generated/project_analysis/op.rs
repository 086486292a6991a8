// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET {project}/_apis/projectanalysis/languagemetrics` · 7.1
#[inline]
pub fn get_project_language_analytics(project: &ProjectRef) -> Op<ProjectLanguageAnalytics> {
    Op::new(&meta::GET_PROJECT_LANGUAGE_ANALYTICS).path("project", project)
}

/// `GET {project}/_apis/projectanalysis/projectactivitymetrics` · 7.1
#[inline]
pub fn get_project_activity_metrics(
    project: &ProjectRef, from_date: &DateTime, aggregation_type: &AggregationType,
) -> Op<ProjectActivityMetrics> {
    Op::new(&meta::GET_PROJECT_ACTIVITY_METRICS)
        .path("project", project).query("fromDate", from_date).query("aggregationType", aggregation_type)
}

/// `GET {project}/_apis/projectanalysis/repositoryactivitymetrics` · 7.1
#[inline]
pub fn get_git_repositories_activity_metrics(
    project: &ProjectRef, from_date: &DateTime, aggregation_type: &AggregationType, skip: i64, top: i64,
) -> Op<List<RepositoryActivityMetrics>> {
    Op::new(&meta::GET_GIT_REPOSITORIES_ACTIVITY_METRICS)
        .path("project", project).query("fromDate", from_date).query("aggregationType", aggregation_type)
        .query("$skip", &skip).query("$top", &top)
}

/// `GET {project}/_apis/projectanalysis/repositoryactivitymetrics/{repositoryId}` · 7.1
#[inline]
pub fn get_repository_activity_metrics(
    project: &ProjectRef, repository_id: &RepositoryId, from_date: &DateTime, aggregation_type: &AggregationType,
) -> Op<RepositoryActivityMetrics> {
    Op::new(&meta::GET_REPOSITORY_ACTIVITY_METRICS)
        .path("project", project).path("repositoryId", repository_id).query("fromDate", from_date)
        .query("aggregationType", aggregation_type)
}
