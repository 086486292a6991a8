// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `commerce`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("AzComm").area_id(None).host(Host::Commerce)
}

catalog! {
    GET_BILLING_SETUP = op("commerce.get_billing_setup", Method::GET, "_apis/AzComm/BillingSetup/{hostId}")
        .resource("BillingSetup").api_version("7.1-preview.1").effect(Effect::Read);
    GET_METER_USAGE = op("commerce.get_meter_usage", Method::GET, "_apis/AzComm/MeterUsage")
        .resource("MeterUsage").api_version("7.1-preview.1").effect(Effect::Read);
}
