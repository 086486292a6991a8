// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/TenantPolicy/Policies/{policyName}` · 7.1-preview.1 · `vso.profile`
#[inline]
pub fn get_tenant_policy(policy_name: &PolicyName) -> Op<TenantPolicy> {
    Op::new(&meta::GET_TENANT_POLICY).path("policyName", policy_name)
}
