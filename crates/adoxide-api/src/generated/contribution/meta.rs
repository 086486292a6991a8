// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `contribution`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Contribution").area_id(None).host(Host::Dev)
}

catalog! {
    QUERY_CONTRIBUTION_NODES = op("contribution.query_contribution_nodes", Method::POST, "_apis/Contribution/nodes/query")
        .resource("ContributionNodeQuery").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("db7f2146-2309-4cee-b39c-c767777a1c55")).consumes(Some("application/json"));
    QUERY_DATA_PROVIDERS = op("contribution.query_data_providers", Method::POST, "_apis/Contribution/dataProviders/query/{scopeName?}/{scopeValue?}")
        .resource("dataProvidersQuery").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("738368db-35ee-4b85-9f94-77ed34af2b0d")).consumes(Some("application/json"));
    GET_INSTALLED_EXTENSIONS = op("contribution.get_installed_extensions", Method::GET, "_apis/Contribution/installedApps")
        .resource("installedApps").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("2648442b-fd63-4b9a-902f-0c913510f139"))
        .optional(&["contributionIds", "includeDisabledApps", "assetTypes"]);
    GET_INSTALLED_EXTENSION_BY_NAME = op("contribution.get_installed_extension_by_name", Method::GET, "_apis/Contribution/installedApps/{publisherName}/{extensionName}")
        .resource("installedApps").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("3e2f6668-0798-4dcb-b592-bfe2fa57fde2")).optional(&["assetTypes"]);
    HIERARCHY_QUERY = op("contribution.hierarchy_query", Method::POST, "_apis/Contribution/HierarchyQuery/{scopeName?}/{scopeValue?}")
        .resource("HierarchyQuery").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("3353e165-a11e-43aa-9d88-14f2bb09b6d9")).consumes(Some("application/json"))
        .forms(const { &[
            Form::new(Method::POST, Some(Host::Vssps), "_apis/Contribution/HierarchyQuery/{scopeName?}/{scopeValue?}"),
            Form::new(Method::POST, Some(Host::Vsaex), "_apis/Contribution/HierarchyQuery/{scopeName?}/{scopeValue?}"),
        ] });
}
