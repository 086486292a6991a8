// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `permissions_report`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("PermissionsReport").area_id(None).host(Host::Dev)
}

catalog! {
    CREATE_PERMISSIONS_REPORT = op("permissions_report.create_permissions_report", Method::POST, "_apis/permissionsreport")
        .resource("permissionsReport").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("4599291a-3810-4a31-ab22-5c4211cfaf05")).scopes(&["vso.security_manage"])
        .consumes(Some("application/json"));
    GET_PERMISSIONS_REPORTS = op("permissions_report.get_permissions_reports", Method::GET, "_apis/permissionsreport")
        .resource("permissionsReport").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4599291a-3810-4a31-ab22-5c4211cfaf05")).scopes(&["vso.security_manage"]);
    GET_PERMISSIONS_REPORT = op("permissions_report.get_permissions_report", Method::GET, "_apis/permissionsreport/{id}")
        .resource("permissionsReport").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4599291a-3810-4a31-ab22-5c4211cfaf05")).scopes(&["vso.security_manage"]);
    DOWNLOAD = op("permissions_report.download", Method::GET, "_apis/permissionsreport/{id}/download")
        .resource("permissionsReportDownload").api_version("7.1").effect(Effect::Read)
        .location_id(Some("cb51ee09-c726-4417-9055-981b4885e3c1")).scopes(&["vso.security_manage"])
        .produces(&["application/octet-stream"]);
}
