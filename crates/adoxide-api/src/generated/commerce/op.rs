// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/AzComm/BillingSetup/{hostId}` · 7.1-preview.1
#[inline]
pub fn get_billing_setup(host_id: &HostId) -> Op<BillingSetup> {
    Op::new(&meta::GET_BILLING_SETUP).path("hostId", host_id)
}

/// `GET _apis/AzComm/MeterUsage` · 7.1-preview.1
#[inline]
pub fn get_meter_usage() -> Op<List<MeterUsage>> {
    Op::new(&meta::GET_METER_USAGE)
}
