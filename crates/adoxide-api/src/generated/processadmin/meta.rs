// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `processadmin`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("WorkItemTrackingProcessTemplate").area_id(Some("5264459e-e5e0-4bd8-b118-0985e68a4ec5")).host(Host::Dev)
}

catalog! {
    GET_BEHAVIORS = op("processadmin.get_behaviors", Method::GET, "_apis/work/processadmin/{processId}/behaviors")
        .resource("behaviors").api_version("7.1").effect(Effect::Read)
        .location_id(Some("90bf9317-3571-487b-bc8c-a523ba0e05d7")).scopes(&["vso.work"]);
    EXPORT = op("processadmin.export", Method::GET, "_apis/work/processadmin/processes/export/{id}")
        .resource("processes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("29e1f38d-9e9c-4358-86a5-cdf9896a5759")).scopes(&["vso.work"])
        .produces(&["application/zip"]);
    IMPORT = op("processadmin.import", Method::POST, "_apis/work/processadmin/processes/import")
        .resource("processes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("29e1f38d-9e9c-4358-86a5-cdf9896a5759")).scopes(&["vso.work_write"])
        .consumes(Some("application/octet-stream")).optional(&["ignoreWarnings", "replaceExistingTemplate"]);
    STATUS = op("processadmin.status", Method::GET, "_apis/work/processadmin/processes/status/{id}")
        .resource("processes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("29e1f38d-9e9c-4358-86a5-cdf9896a5759")).scopes(&["vso.work"]);
    GET_BEHAVIOR = op("processadmin.get_behavior", Method::GET, "_apis/work/processadmin/{processId}/behaviors")
        .resource("behaviors").api_version("7.1").effect(Effect::Read)
        .location_id(Some("90bf9317-3571-487b-bc8c-a523ba0e05d7")).scopes(&["vso.work"])
        .required(&["behaviorRefName"]);
}
