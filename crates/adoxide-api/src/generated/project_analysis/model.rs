// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { AggregationType {
    Hourly = "hourly" 0, Daily = "daily" 1,
} }

object! { CodeChangeTrendItem {
    time: DateTime = "time",
    value: i64 = "value",
} }

object! { LanguageStatistics {
    bytes: i64 = "bytes",
    files: i64 = "files",
    files_percentage: f64 = "filesPercentage",
    language_percentage: f64 = "languagePercentage",
    name: String = "name",
    namespace_id: String = "namespaceId",
    project_id: String = "projectId",
    required_permissions: i64 = "requiredPermissions",
} }

object! { ProjectActivityMetrics {
    authors_count: i64 = "authorsCount",
    code_changes_count: i64 = "codeChangesCount",
    code_changes_trend: Vec<CodeChangeTrendItem> = "codeChangesTrend",
    project_id: String = "projectId",
    pull_requests_completed_count: i64 = "pullRequestsCompletedCount",
    pull_requests_created_count: i64 = "pullRequestsCreatedCount",
} }

object! { ProjectLanguageAnalytics {
    id: String = "id",
    language_breakdown: Vec<LanguageStatistics> = "languageBreakdown",
    namespace_id: String = "namespaceId",
    project_id: String = "projectId",
    repository_language_analytics: Vec<RepositoryLanguageAnalytics> = "repositoryLanguageAnalytics",
    required_permissions: i64 = "requiredPermissions",
    result_phase: ResultPhase = "resultPhase",
    url: String = "url",
} }

object! { RepositoryActivityMetrics {
    code_changes_count: i64 = "codeChangesCount",
    code_changes_trend: Vec<CodeChangeTrendItem> = "codeChangesTrend",
    repository_id: String = "repositoryId",
} }

object! { RepositoryLanguageAnalytics {
    id: String = "id",
    language_breakdown: Vec<LanguageStatistics> = "languageBreakdown",
    name: String = "name",
    namespace_id: String = "namespaceId",
    project_id: String = "projectId",
    required_permissions: i64 = "requiredPermissions",
    result_phase: ResultPhase = "resultPhase",
    updated_time: DateTime = "updatedTime",
} }

open_enum! { ResultPhase {
    Preliminary = "preliminary" 0, Full = "full" 1,
} }
