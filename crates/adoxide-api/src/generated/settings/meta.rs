// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `settings`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Settings").area_id(None).host(Host::Dev)
}

catalog! {
    GET_ENTRIES = op("settings.get_entries", Method::GET, "_apis/Settings/Entries/{userScope}/{key*?}")
        .resource("Entries").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("cd006711-163d-4cd4-a597-b05bad2556ff")).forms(const { &[
            Form::new(Method::GET, None, "_apis/Settings/Entries/{userScope}/{key*?}"),
        ] });
    REMOVE_ENTRIES = op("settings.remove_entries", Method::DELETE, "_apis/Settings/Entries/{userScope}/{key*}")
        .resource("Entries").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("cd006711-163d-4cd4-a597-b05bad2556ff")).produces(&[]).forms(const { &[
            Form::new(Method::DELETE, None, "_apis/Settings/Entries/{userScope}/{key*}"),
        ] });
    SET_ENTRIES = op("settings.set_entries", Method::PATCH, "_apis/Settings/Entries/{userScope}")
        .resource("Entries").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("cd006711-163d-4cd4-a597-b05bad2556ff")).consumes(Some("application/json"))
        .produces(&[]).forms(const { &[
            Form::new(Method::PATCH, None, "_apis/Settings/Entries/{userScope}"),
        ] });
    GET_ENTRIES_FOR_SCOPE = op("settings.get_entries_for_scope", Method::GET, "_apis/Settings/{scopeName}/{scopeValue}/Entries/{userScope}/{key*?}")
        .resource("Entries").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("4cbaafaf-e8af-4570-98d1-79ee99c56327")).forms(const { &[
            Form::new(Method::GET, None, "_apis/Settings/{scopeName}/{scopeValue}/Entries/{userScope}/{key*?}"),
        ] });
    REMOVE_ENTRIES_FOR_SCOPE = op("settings.remove_entries_for_scope", Method::DELETE, "_apis/Settings/{scopeName}/{scopeValue}/Entries/{userScope}/{key*}")
        .resource("Entries").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("4cbaafaf-e8af-4570-98d1-79ee99c56327")).produces(&[]).forms(const { &[
            Form::new(Method::DELETE, None, "_apis/Settings/{scopeName}/{scopeValue}/Entries/{userScope}/{key*}"),
        ] });
    SET_ENTRIES_FOR_SCOPE = op("settings.set_entries_for_scope", Method::PATCH, "_apis/Settings/{scopeName}/{scopeValue}/Entries/{userScope}")
        .resource("Entries").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("4cbaafaf-e8af-4570-98d1-79ee99c56327")).consumes(Some("application/json"))
        .produces(&[]).forms(const { &[
            Form::new(Method::PATCH, None, "_apis/Settings/{scopeName}/{scopeValue}/Entries/{userScope}"),
        ] });
}
