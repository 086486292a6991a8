// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `account`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Accounts").area_id(Some("0d55247a-1c47-4462-9b1f-5e2125590ee6")).host(Host::AppVssps)
}

catalog! {
    GET_ACCOUNTS = op("account.get_accounts", Method::GET, "_apis/accounts")
        .resource("accounts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("229a6a53-b428-4ffb-a835-e8f36b5b4b1e")).scopes(&["vso.profile"])
        .optional(&["ownerId", "memberId", "properties"]).forms(const { &[
            Form::new(Method::GET, Some(Host::Vssps), "_apis/accounts"),
        ] });
}
