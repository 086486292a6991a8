// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { CreateElasticPool {
    authorize_all_pipelines: bool = "authorizeAllPipelines",
    auto_provision_project_pools: bool = "autoProvisionProjectPools",
    project_id: String = "projectId",
} }

/// `POST _apis/distributedtask/elasticpools` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn create_elastic_pool(
    pool_name: &str, body: &ElasticPool, params: CreateElasticPool,
) -> Op<ElasticPoolCreationResult> {
    params.add_to(Op::new(&meta::CREATE_ELASTIC_POOL).query("poolName", pool_name).json(body))
}

/// `GET _apis/distributedtask/elasticpools` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_elastic_pools() -> Op<List<ElasticPool>> {
    Op::new(&meta::GET_ELASTIC_POOLS)
}

/// `GET _apis/distributedtask/elasticpools/{poolId}` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_elastic_pool(pool_id: PoolId) -> Op<ElasticPool> {
    Op::new(&meta::GET_ELASTIC_POOL).path("poolId", &pool_id)
}

/// `PATCH _apis/distributedtask/elasticpools/{poolId}` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn update_elastic_pool(pool_id: PoolId, body: &ElasticPoolSettings) -> Op<ElasticPool> {
    Op::new(&meta::UPDATE_ELASTIC_POOL).path("poolId", &pool_id).json(body)
}

params! { GetElasticPoolLogs {
    top: i64 = "$top",
} }

/// `GET _apis/distributedtask/elasticpools/{poolId}/logs` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_elastic_pool_logs(pool_id: PoolId, params: GetElasticPoolLogs) -> Op<List<ElasticPoolLog>> {
    params.add_to(Op::new(&meta::GET_ELASTIC_POOL_LOGS).path("poolId", &pool_id))
}

params! { GetElasticNodes {
    state: ElasticNodeState = "$state",
} }

/// `GET _apis/distributedtask/elasticpools/{poolId}/nodes` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_elastic_nodes(pool_id: PoolId, params: GetElasticNodes) -> Op<List<ElasticNode>> {
    params.add_to(Op::new(&meta::GET_ELASTIC_NODES).path("poolId", &pool_id))
}

/// `PATCH _apis/distributedtask/elasticpools/{poolId}/nodes/{elasticNodeId}` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn update_elastic_node(
    pool_id: PoolId, elastic_node_id: ElasticNodeId, body: &ElasticNodeSettings,
) -> Op<ElasticNode> {
    Op::new(&meta::UPDATE_ELASTIC_NODE).path("poolId", &pool_id).path("elasticNodeId", &elastic_node_id).json(body)
}
