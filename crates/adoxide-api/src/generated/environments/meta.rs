// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `environments`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("environments").area_id(Some("0a833654-df2a-437e-8253-fe6b63b82035")).host(Host::Dev)
}

catalog! {
    ADD_ENVIRONMENT = op("environments.add_environment", Method::POST, "{project}/_apis/pipelines/environments")
        .resource("environments").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("d86b72de-d240-4d6f-8d06-08c2d66b015d"))
        .scopes(&["vso.build_execute", "vso.environment_manage"]).consumes(Some("application/json"));
    GET_ENVIRONMENTS = op("environments.get_environments", Method::GET, "{project}/_apis/pipelines/environments")
        .resource("environments").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("d86b72de-d240-4d6f-8d06-08c2d66b015d"))
        .scopes(&["vso.build", "vso.environment_manage"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["name", "continuationToken", "$top"]);
    DELETE_ENVIRONMENT = op("environments.delete_environment", Method::DELETE, "{project}/_apis/pipelines/environments/{environmentId}")
        .resource("environments").api_version("7.2-preview.1").effect(Effect::Idempotent)
        .location_id(Some("d86b72de-d240-4d6f-8d06-08c2d66b015d")).scopes(&["vso.environment_manage"])
        .produces(&[]);
    GET_ENVIRONMENT_BY_ID = op("environments.get_environment_by_id", Method::GET, "{project}/_apis/pipelines/environments/{environmentId}")
        .resource("environments").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("d86b72de-d240-4d6f-8d06-08c2d66b015d"))
        .scopes(&["vso.build", "vso.environment_manage"]).optional(&["expands"]);
    UPDATE_ENVIRONMENT = op("environments.update_environment", Method::PATCH, "{project}/_apis/pipelines/environments/{environmentId}")
        .resource("environments").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("d86b72de-d240-4d6f-8d06-08c2d66b015d")).scopes(&["vso.environment_manage"])
        .consumes(Some("application/json"));
    GET_ENVIRONMENT_DEPLOYMENT_EXECUTION_RECORDS = op("environments.get_environment_deployment_execution_records", Method::GET, "{project}/_apis/pipelines/environments/{environmentId}/environmentdeploymentrecords")
        .resource("environmentdeploymentrecords").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("0d9bba8c-e474-49a0-979a-e3b990b4bf76"))
        .scopes(&["vso.build", "vso.environment_manage"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["continuationToken", "top"]);
    ADD_KUBERNETES_RESOURCE = op("environments.add_kubernetes_resource", Method::POST, "{project}/_apis/pipelines/environments/{environmentId}/providers/kubernetes")
        .resource("kubernetes").api_version("7.2-preview.2").effect(Effect::Unsafe)
        .location_id(Some("73fba52f-33ab-42b3-a538-ce67a9223b15"))
        .scopes(&["vso.build_execute", "vso.environment_manage"]).consumes(Some("application/json"));
    UPDATE_KUBERNETES_RESOURCE = op("environments.update_kubernetes_resource", Method::PATCH, "{project}/_apis/pipelines/environments/{environmentId}/providers/kubernetes")
        .resource("kubernetes").api_version("7.2-preview.2").effect(Effect::Unsafe)
        .location_id(Some("73fba52f-33ab-42b3-a538-ce67a9223b15")).scopes(&["vso.environment_manage"])
        .consumes(Some("application/json"));
    DELETE_KUBERNETES_RESOURCE = op("environments.delete_kubernetes_resource", Method::DELETE, "{project}/_apis/pipelines/environments/{environmentId}/providers/kubernetes/{resourceId}")
        .resource("kubernetes").api_version("7.2-preview.2").effect(Effect::Idempotent)
        .location_id(Some("73fba52f-33ab-42b3-a538-ce67a9223b15")).scopes(&["vso.environment_manage"])
        .produces(&[]);
    GET_KUBERNETES_RESOURCE = op("environments.get_kubernetes_resource", Method::GET, "{project}/_apis/pipelines/environments/{environmentId}/providers/kubernetes/{resourceId}")
        .resource("kubernetes").api_version("7.2-preview.2").effect(Effect::Read)
        .location_id(Some("73fba52f-33ab-42b3-a538-ce67a9223b15"))
        .scopes(&["vso.build", "vso.environment_manage"]);
    ADD_VIRTUAL_MACHINE_RESOURCE = op("environments.add_virtual_machine_resource", Method::POST, "{project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines")
        .resource("vmresource").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("20cb45c7-bd6c-401e-b7e0-a634beda2683"))
        .scopes(&["vso.build_execute", "vso.environment_manage"]).consumes(Some("application/json"));
    GET_VIRTUAL_MACHINE_RESOURCES = op("environments.get_virtual_machine_resources", Method::GET, "{project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines")
        .resource("vmresource").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("20cb45c7-bd6c-401e-b7e0-a634beda2683"))
        .scopes(&["vso.build", "vso.environment_manage"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["name", "tags", "continuationToken", "$top"]);
    REPLACE_VIRTUAL_MACHINE_RESOURCE = op("environments.replace_virtual_machine_resource", Method::PUT, "{project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines")
        .resource("vmresource").api_version("7.2-preview.1").effect(Effect::Idempotent)
        .location_id(Some("20cb45c7-bd6c-401e-b7e0-a634beda2683")).scopes(&["vso.environment_manage"])
        .consumes(Some("application/json"));
    UPDATE_VIRTUAL_MACHINE_RESOURCE = op("environments.update_virtual_machine_resource", Method::PATCH, "{project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines")
        .resource("vmresource").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("20cb45c7-bd6c-401e-b7e0-a634beda2683")).scopes(&["vso.environment_manage"])
        .consumes(Some("application/json"));
    DELETE_VIRTUAL_MACHINE_RESOURCE = op("environments.delete_virtual_machine_resource", Method::DELETE, "{project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines/{resourceId}")
        .resource("vmresource").api_version("7.2-preview.1").effect(Effect::Idempotent)
        .location_id(Some("20cb45c7-bd6c-401e-b7e0-a634beda2683")).scopes(&["vso.environment_manage"])
        .produces(&[]);
    GET_LINKED_POOL = op("environments.get_linked_pool", Method::GET, "{project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines/pool")
        .resource("pool").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("d28f3dfe-5bb8-4b06-8420-0452882a4957"))
        .scopes(&["vso.build", "vso.environment_manage"]);
    GENERATE_ENVIRONMENT_ACCESS_TOKEN = op("environments.generate_environment_access_token", Method::POST, "{project}/_apis/pipelines/environments/environmentaccesstoken/{environmentId}")
        .resource("environmentaccesstoken").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("c90d3b68-268d-429d-8b14-1aa864f7f0f6"))
        .scopes(&["vso.build_execute", "vso.environment_manage"]);
}
