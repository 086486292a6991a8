// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `distributed_task::elastic`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Elastic").area_id(None).host(Host::Dev)
}

catalog! {
    CREATE_ELASTIC_POOL = op("distributed_task.elastic.create_elastic_pool", Method::POST, "_apis/distributedtask/elasticpools")
        .resource("elasticpools").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("dd3c938f-835b-4971-b99a-db75a47aad43")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json")).required(&["poolName"])
        .optional(&["authorizeAllPipelines", "autoProvisionProjectPools", "projectId"]);
    GET_ELASTIC_POOLS = op("distributed_task.elastic.get_elastic_pools", Method::GET, "_apis/distributedtask/elasticpools")
        .resource("elasticpools").api_version("7.1").effect(Effect::Read)
        .location_id(Some("dd3c938f-835b-4971-b99a-db75a47aad43")).scopes(&["vso.agentpools"]);
    GET_ELASTIC_POOL = op("distributed_task.elastic.get_elastic_pool", Method::GET, "_apis/distributedtask/elasticpools/{poolId}")
        .resource("elasticpools").api_version("7.1").effect(Effect::Read)
        .location_id(Some("dd3c938f-835b-4971-b99a-db75a47aad43")).scopes(&["vso.agentpools"]);
    UPDATE_ELASTIC_POOL = op("distributed_task.elastic.update_elastic_pool", Method::PATCH, "_apis/distributedtask/elasticpools/{poolId}")
        .resource("elasticpools").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("dd3c938f-835b-4971-b99a-db75a47aad43")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json"));
    GET_ELASTIC_POOL_LOGS = op("distributed_task.elastic.get_elastic_pool_logs", Method::GET, "_apis/distributedtask/elasticpools/{poolId}/logs")
        .resource("elasticpoollogs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("595b1769-61d5-4076-a72a-98a02105ca9a")).scopes(&["vso.agentpools"])
        .paging(Paging::Limit { top: "$top" }).optional(&["$top"]);
    GET_ELASTIC_NODES = op("distributed_task.elastic.get_elastic_nodes", Method::GET, "_apis/distributedtask/elasticpools/{poolId}/nodes")
        .resource("nodes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1b232402-5ff0-42ad-9703-d76497835eb6")).scopes(&["vso.agentpools"])
        .optional(&["$state"]);
    UPDATE_ELASTIC_NODE = op("distributed_task.elastic.update_elastic_node", Method::PATCH, "_apis/distributedtask/elasticpools/{poolId}/nodes/{elasticNodeId}")
        .resource("nodes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1b232402-5ff0-42ad-9703-d76497835eb6")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json"));
}
