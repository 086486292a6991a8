// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `dashboard`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Dashboard").area_id(Some("31c84e0a-3ece-48fd-a29d-100849af99ba")).host(Host::Dev)
}

catalog! {
    GET_WIDGET_TYPES = op("dashboard.get_widget_types", Method::GET, "{project?}/_apis/dashboard/widgettypes")
        .resource("widgetTypes").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6b3628d3-e96f-4fc7-b176-50240b03b515")).scopes(&["vso.dashboards"])
        .required(&["$scope"]);
    GET_WIDGET_METADATA = op("dashboard.get_widget_metadata", Method::GET, "{project?}/_apis/dashboard/widgettypes/{contributionId}")
        .resource("widgetTypes").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6b3628d3-e96f-4fc7-b176-50240b03b515")).scopes(&["vso.dashboards"]);
    CREATE_DASHBOARD = op("dashboard.create_dashboard", Method::POST, "{project}/{team?}/_apis/dashboard/dashboards")
        .resource("dashboards").api_version("7.1-preview.3").effect(Effect::Unsafe)
        .location_id(Some("454b3e51-2e6e-48d4-ad81-978154089351")).scopes(&["vso.dashboards_manage"])
        .consumes(Some("application/json"));
    GET_DASHBOARDS_BY_PROJECT = op("dashboard.get_dashboards_by_project", Method::GET, "{project}/{team?}/_apis/dashboard/dashboards")
        .resource("dashboards").api_version("7.1-preview.3").effect(Effect::Read)
        .location_id(Some("454b3e51-2e6e-48d4-ad81-978154089351")).scopes(&["vso.dashboards"]);
    REPLACE_DASHBOARDS = op("dashboard.replace_dashboards", Method::PUT, "{project}/{team?}/_apis/dashboard/dashboards")
        .resource("dashboards").api_version("7.1-preview.3").effect(Effect::Idempotent)
        .location_id(Some("454b3e51-2e6e-48d4-ad81-978154089351")).scopes(&["vso.dashboards_manage"])
        .consumes(Some("application/json"));
    DELETE_DASHBOARD = op("dashboard.delete_dashboard", Method::DELETE, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}")
        .resource("dashboards").api_version("7.1-preview.3").effect(Effect::Idempotent)
        .location_id(Some("454b3e51-2e6e-48d4-ad81-978154089351")).scopes(&["vso.dashboards_manage"])
        .produces(&[]);
    GET_DASHBOARD = op("dashboard.get_dashboard", Method::GET, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}")
        .resource("dashboards").api_version("7.1-preview.3").effect(Effect::Read)
        .location_id(Some("454b3e51-2e6e-48d4-ad81-978154089351")).scopes(&["vso.dashboards"]);
    REPLACE_DASHBOARD = op("dashboard.replace_dashboard", Method::PUT, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}")
        .resource("dashboards").api_version("7.1-preview.3").effect(Effect::Idempotent)
        .location_id(Some("454b3e51-2e6e-48d4-ad81-978154089351")).scopes(&["vso.dashboards_manage"])
        .consumes(Some("application/json"));
    CREATE_WIDGET = op("dashboard.create_widget", Method::POST, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets")
        .resource("widgets").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("bdcff53a-8355-4172-a00a-40497ea23afc")).scopes(&["vso.dashboards_manage"])
        .consumes(Some("application/json"));
    GET_WIDGETS = op("dashboard.get_widgets", Method::GET, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets")
        .resource("widgets").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("bdcff53a-8355-4172-a00a-40497ea23afc")).scopes(&["vso.dashboards"]).headers(&["eTag"]);
    REPLACE_WIDGETS = op("dashboard.replace_widgets", Method::PUT, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets")
        .resource("widgets").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("bdcff53a-8355-4172-a00a-40497ea23afc")).scopes(&["vso.dashboards_manage"])
        .consumes(Some("application/json")).headers(&["eTag"]);
    UPDATE_WIDGETS = op("dashboard.update_widgets", Method::PATCH, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets")
        .resource("widgets").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("bdcff53a-8355-4172-a00a-40497ea23afc")).scopes(&["vso.dashboards_manage"])
        .consumes(Some("application/json")).headers(&["eTag"]);
    DELETE_WIDGET = op("dashboard.delete_widget", Method::DELETE, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets/{widgetId}")
        .resource("widgets").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("bdcff53a-8355-4172-a00a-40497ea23afc")).scopes(&["vso.dashboards_manage"]);
    GET_WIDGET = op("dashboard.get_widget", Method::GET, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets/{widgetId}")
        .resource("widgets").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("bdcff53a-8355-4172-a00a-40497ea23afc")).scopes(&["vso.dashboards"]);
    REPLACE_WIDGET = op("dashboard.replace_widget", Method::PUT, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets/{widgetId}")
        .resource("widgets").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("bdcff53a-8355-4172-a00a-40497ea23afc")).scopes(&["vso.dashboards_manage"])
        .consumes(Some("application/json"));
    UPDATE_WIDGET = op("dashboard.update_widget", Method::PATCH, "{project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets/{widgetId}")
        .resource("widgets").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("bdcff53a-8355-4172-a00a-40497ea23afc")).scopes(&["vso.dashboards_manage"])
        .consumes(Some("application/json"));
}
