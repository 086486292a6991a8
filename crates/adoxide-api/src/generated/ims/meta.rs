// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `ims`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Identities").area_id(Some("8a3d49b8-91f0-46ef-b33d-dda338c25db3")).host(Host::Vssps)
}

catalog! {
    READ_IDENTITIES = op("ims.read_identities", Method::GET, "_apis/identities")
        .resource("identities").api_version("7.1").effect(Effect::Read)
        .location_id(Some("28010c54-d0c0-4c89-a5b0-1c9e188b9fb7")).scopes(&["vso.identity"]).optional(&[
            "descriptors", "identityIds", "subjectDescriptors", "searchFilter", "filterValue", "queryMembership",
        ]);
    GET_DESCRIPTOR_BY_ID = op("ims.get_descriptor_by_id", Method::GET, "_apis/identities/descriptors/{id}")
        .resource("descriptors").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("a230389a-94f2-496c-839f-c929787496dd")).optional(&["isMasterId"]);
    CREATE_GROUPS = op("ims.create_groups", Method::POST, "_apis/Groups")
        .resource("Groups").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("5966283b-4196-4d57-9211-1b68f41ec1c2")).consumes(Some("application/json"));
    DELETE_GROUP = op("ims.delete_group", Method::DELETE, "_apis/Groups/{groupId}")
        .resource("Groups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("5966283b-4196-4d57-9211-1b68f41ec1c2")).produces(&[]);
    LIST_GROUPS = op("ims.list_groups", Method::GET, "_apis/Groups")
        .resource("Groups").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5966283b-4196-4d57-9211-1b68f41ec1c2"))
        .optional(&["scopeIds", "recurse", "deleted", "properties"]);
    UPDATE_IDENTITY = op("ims.update_identity", Method::PUT, "_apis/Identities/{identityId}")
        .resource("Identities").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("28010c54-d0c0-4c89-a5b0-1c9e188b9fb7")).consumes(Some("application/json"))
        .produces(&[]);
    READ_IDENTITY_BATCH = op("ims.read_identity_batch", Method::POST, "_apis/IdentityBatch")
        .resource("IdentityBatch").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("299e50df-fe45-4d3a-8b5b-a5836fac74dc")).consumes(Some("application/json"));
    GET_IDENTITY_SNAPSHOT = op("ims.get_identity_snapshot", Method::GET, "_apis/IdentitySnapshot/{scopeId}")
        .resource("IdentitySnapshot").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("d56223df-8ccd-45c9-89b4-eddf692400d7"));
    ADD_MEMBER = op("ims.add_member", Method::PUT, "_apis/identities/{containerId}/Members/{memberId}")
        .resource("Members").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("8ba35978-138e-41f8-8963-7b1ea2c5f775"));
    FORCE_REMOVE_MEMBER = op("ims.force_remove_member", Method::DELETE, "_apis/identities/{containerId}/Members/{memberId}")
        .resource("Members").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("8ba35978-138e-41f8-8963-7b1ea2c5f775")).required(&["forceRemove"]);
    READ_MEMBER = op("ims.read_member", Method::GET, "_apis/identities/{containerId}/Members/{memberId}")
        .resource("Members").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("8ba35978-138e-41f8-8963-7b1ea2c5f775")).optional(&["queryMembership"]);
    READ_MEMBERS = op("ims.read_members", Method::GET, "_apis/identities/{containerId}/Members")
        .resource("Members").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("8ba35978-138e-41f8-8963-7b1ea2c5f775")).optional(&["queryMembership"]);
    REMOVE_MEMBER = op("ims.remove_member", Method::DELETE, "_apis/identities/{containerId}/Members/{memberId}")
        .resource("Members").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("8ba35978-138e-41f8-8963-7b1ea2c5f775"));
    READ_MEMBER_OF = op("ims.read_member_of", Method::GET, "_apis/identities/{memberId}/MembersOf/{containerId}")
        .resource("MembersOf").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("22865b02-9e4a-479e-9e18-e35b8803b8a0")).optional(&["queryMembership"]);
    READ_MEMBERS_OF = op("ims.read_members_of", Method::GET, "_apis/identities/{memberId}/MembersOf")
        .resource("MembersOf").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("22865b02-9e4a-479e-9e18-e35b8803b8a0")).optional(&["queryMembership"]);
    REFRESH_MEMBERS_OF = op("ims.refresh_members_of", Method::POST, "_apis/identities/{memberId}/MembersOf")
        .resource("MembersOf").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("22865b02-9e4a-479e-9e18-e35b8803b8a0")).optional(&["queryMembership"]);
    CREATE_SCOPE = op("ims.create_scope", Method::PUT, "_apis/Scopes/{scopeId}")
        .resource("Scopes").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("4e11e2bf-1e79-4eb5-8f34-a6337bd0de38")).consumes(Some("application/json"));
    DELETE_SCOPE = op("ims.delete_scope", Method::DELETE, "_apis/Scopes/{scopeId}")
        .resource("Scopes").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("4e11e2bf-1e79-4eb5-8f34-a6337bd0de38")).produces(&[]);
    GET_SCOPE_BY_ID = op("ims.get_scope_by_id", Method::GET, "_apis/Scopes/{scopeId}")
        .resource("Scopes").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("4e11e2bf-1e79-4eb5-8f34-a6337bd0de38"));
    GET_SCOPE_BY_NAME = op("ims.get_scope_by_name", Method::GET, "_apis/Scopes")
        .resource("Scopes").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("4e11e2bf-1e79-4eb5-8f34-a6337bd0de38")).required(&["scopeName"]);
    UPDATE_SCOPE = op("ims.update_scope", Method::PATCH, "_apis/Scopes/{scopeId}")
        .resource("Scopes").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("4e11e2bf-1e79-4eb5-8f34-a6337bd0de38")).consumes(Some("application/json-patch+json"))
        .produces(&[]);
    READ_IDENTITY = op("ims.read_identity", Method::GET, "_apis/identities/{identityId}")
        .resource("Identities").api_version("7.1").effect(Effect::Read)
        .location_id(Some("28010c54-d0c0-4c89-a5b0-1c9e188b9fb7")).scopes(&["vso.identity"])
        .optional(&["queryMembership", "properties"]).forms(const { &[
            Form::new(Method::GET, None, "_apis/identities/{identityId}"),
        ] });
}
