// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `project_analysis`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("projectanalysis").area_id(None).host(Host::Dev)
}

catalog! {
    GET_PROJECT_LANGUAGE_ANALYTICS = op("project_analysis.get_project_language_analytics", Method::GET, "{project}/_apis/projectanalysis/languagemetrics")
        .resource("languagemetrics").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5b02a779-1867-433f-90b7-d23ed5e33e57"));
    GET_PROJECT_ACTIVITY_METRICS = op("project_analysis.get_project_activity_metrics", Method::GET, "{project}/_apis/projectanalysis/projectactivitymetrics")
        .resource("projectactivitymetrics").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e40ae584-9ea6-4f06-a7c7-6284651b466b")).required(&["fromDate", "aggregationType"]);
    GET_GIT_REPOSITORIES_ACTIVITY_METRICS = op("project_analysis.get_git_repositories_activity_metrics", Method::GET, "{project}/_apis/projectanalysis/repositoryactivitymetrics")
        .resource("repositoryactivitymetrics").api_version("7.1").effect(Effect::Read)
        .location_id(Some("df7fbbca-630a-40e3-8aa3-7a3faf66947e"))
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .required(&["fromDate", "aggregationType", "$skip", "$top"]);
    GET_REPOSITORY_ACTIVITY_METRICS = op("project_analysis.get_repository_activity_metrics", Method::GET, "{project}/_apis/projectanalysis/repositoryactivitymetrics/{repositoryId}")
        .resource("repositoryactivitymetrics").api_version("7.1").effect(Effect::Read)
        .location_id(Some("df7fbbca-630a-40e3-8aa3-7a3faf66947e")).required(&["fromDate", "aggregationType"]);
}
