// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET {project?}/_apis/dashboard/widgettypes` · 7.1-preview.1 · `vso.dashboards`
#[inline]
pub fn get_widget_types(project: Option<&ProjectRef>, scope: &WidgetScope) -> Op<WidgetTypesResponse> {
    Op::new(&meta::GET_WIDGET_TYPES).path_opt("project", project).query("$scope", scope)
}

/// `GET {project?}/_apis/dashboard/widgettypes/{contributionId}` · 7.1-preview.1 · `vso.dashboards`
#[inline]
pub fn get_widget_metadata(
    project: Option<&ProjectRef>, contribution_id: &ContributionId,
) -> Op<WidgetMetadataResponse> {
    Op::new(&meta::GET_WIDGET_METADATA).path_opt("project", project).path("contributionId", contribution_id)
}

/// `POST {project}/{team?}/_apis/dashboard/dashboards` · 7.1-preview.3 · `vso.dashboards_manage`
#[inline]
pub fn create_dashboard(project: &ProjectRef, team: Option<&TeamRef>, body: &Dashboard) -> Op<Dashboard> {
    Op::new(&meta::CREATE_DASHBOARD).path("project", project).path_opt("team", team).json(body)
}

/// `GET {project}/{team?}/_apis/dashboard/dashboards` · 7.1-preview.3 · `vso.dashboards`
#[inline]
pub fn get_dashboards_by_project(project: &ProjectRef, team: Option<&TeamRef>) -> Op<List<Dashboard>> {
    Op::new(&meta::GET_DASHBOARDS_BY_PROJECT).path("project", project).path_opt("team", team)
}

/// `PUT {project}/{team?}/_apis/dashboard/dashboards` · 7.1-preview.3 · `vso.dashboards_manage`
#[inline]
pub fn replace_dashboards(
    project: &ProjectRef, team: Option<&TeamRef>, body: &DashboardGroup,
) -> Op<DashboardGroup> {
    Op::new(&meta::REPLACE_DASHBOARDS).path("project", project).path_opt("team", team).json(body)
}

/// `DELETE {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}` · 7.1-preview.3 · `vso.dashboards_manage`
#[inline]
pub fn delete_dashboard(project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId) -> Op<()> {
    Op::new(&meta::DELETE_DASHBOARD)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId")
}

/// `GET {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}` · 7.1-preview.3 · `vso.dashboards`
#[inline]
pub fn get_dashboard(project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId) -> Op<Dashboard> {
    Op::new(&meta::GET_DASHBOARD)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId")
}

/// `PUT {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}` · 7.1-preview.3 · `vso.dashboards_manage`
#[inline]
pub fn replace_dashboard(
    project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId, body: &Dashboard,
) -> Op<Dashboard> {
    Op::new(&meta::REPLACE_DASHBOARD)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId")
        .json(body)
}

/// `POST {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets` · 7.1-preview.2 · `vso.dashboards_manage`
#[inline]
pub fn create_widget(
    project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId, body: &Widget,
) -> Op<Widget> {
    Op::new(&meta::CREATE_WIDGET)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId")
        .json(body)
}

params! { GetWidgets {
    e_tag: String = header "eTag",
} }

/// `GET {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets` · 7.1-preview.2 · `vso.dashboards`
#[inline]
pub fn get_widgets(
    project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId, params: GetWidgets,
) -> Op<List<Widget>> {
    params.add_to(Op::new(&meta::GET_WIDGETS)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId"))
}

params! { ReplaceWidgets {
    e_tag: String = header "eTag",
} }

/// `PUT {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets` · 7.1-preview.2 · `vso.dashboards_manage`
#[inline]
pub fn replace_widgets(
    project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId, body: &[Widget],
    params: ReplaceWidgets,
) -> Op<List<Widget>> {
    params.add_to(Op::new(&meta::REPLACE_WIDGETS)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId")
        .json(body))
}

params! { UpdateWidgets {
    e_tag: String = header "eTag",
} }

/// `PATCH {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets` · 7.1-preview.2 · `vso.dashboards_manage`
#[inline]
pub fn update_widgets(
    project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId, body: &[Widget],
    params: UpdateWidgets,
) -> Op<List<Widget>> {
    params.add_to(Op::new(&meta::UPDATE_WIDGETS)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId")
        .json(body))
}

/// `DELETE {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets/{widgetId}` · 7.1-preview.2 · `vso.dashboards_manage`
#[inline]
pub fn delete_widget(
    project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId, widget_id: &WidgetId,
) -> Op<Dashboard> {
    Op::new(&meta::DELETE_WIDGET)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId")
        .path("widgetId", widget_id).guid("widgetId")
}

/// `GET {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets/{widgetId}` · 7.1-preview.2 · `vso.dashboards`
#[inline]
pub fn get_widget(
    project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId, widget_id: &WidgetId,
) -> Op<Widget> {
    Op::new(&meta::GET_WIDGET)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId")
        .path("widgetId", widget_id).guid("widgetId")
}

/// `PUT {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets/{widgetId}` · 7.1-preview.2 · `vso.dashboards_manage`
#[inline]
pub fn replace_widget(
    project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId, widget_id: &WidgetId, body: &Widget,
) -> Op<Widget> {
    Op::new(&meta::REPLACE_WIDGET)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId")
        .path("widgetId", widget_id).guid("widgetId").json(body)
}

/// `PATCH {project}/{team?}/_apis/dashboard/dashboards/{dashboardId}/widgets/{widgetId}` · 7.1-preview.2 · `vso.dashboards_manage`
#[inline]
pub fn update_widget(
    project: &ProjectRef, team: Option<&TeamRef>, dashboard_id: &DashboardId, widget_id: &WidgetId, body: &Widget,
) -> Op<Widget> {
    Op::new(&meta::UPDATE_WIDGET)
        .path("project", project).path_opt("team", team).path("dashboardId", dashboard_id).guid("dashboardId")
        .path("widgetId", widget_id).guid("widgetId").json(body)
}
