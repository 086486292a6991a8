// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `search`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Search").area_id(Some("ea48a0a1-269c-42d8-b8ad-ddc8fcdcf578")).host(Host::AlmSearch)
}

catalog! {
    FETCH_PACKAGE_SEARCH_RESULTS = op("search.fetch_package_search_results", Method::POST, "_apis/search/packagesearchresults")
        .resource("packageSearchResults").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f62ada48-eedc-4c8e-93f0-de870e4ecce0")).scopes(&["vso.packaging"])
        .consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "results", total: Some("count") });
    FETCH_CODE_SEARCH_RESULTS = op("search.fetch_code_search_results", Method::POST, "{project?}/_apis/search/codesearchresults")
        .resource("codeSearchResults").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e7f29993-5b82-4fca-9386-f5cfe683d524")).scopes(&["vso.code"])
        .consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "results", total: Some("count") });
    GET_REPOSITORY_STATUS = op("search.get_repository_status", Method::GET, "{project}/_apis/search/status/repositories/{repository}")
        .resource("repositories").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1f60303c-7261-4387-80f1-742a2ecf2964")).scopes(&["vso.code"]);
    GET_TFVC_REPOSITORY_STATUS = op("search.get_tfvc_repository_status", Method::GET, "{project}/_apis/search/status/tfvc")
        .resource("tfvc").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d5bf4e52-e0af-4626-8c50-8a80b18fa69f")).scopes(&["vso.code"]);
    FETCH_WIKI_SEARCH_RESULTS = op("search.fetch_wiki_search_results", Method::POST, "{project?}/_apis/search/wikisearchresults")
        .resource("wikiSearchResults").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e90e7664-7049-4100-9a86-66b161d81080")).scopes(&["vso.wiki"])
        .consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "results", total: Some("count") });
    FETCH_WORK_ITEM_SEARCH_RESULTS = op("search.fetch_work_item_search_results", Method::POST, "{project?}/_apis/search/workitemsearchresults")
        .resource("workItemSearchResults").api_version("7.1").effect(Effect::Read)
        .location_id(Some("73b2c9e2-ff9e-4447-8cda-5f5b21ff7cae")).scopes(&["vso.work"])
        .consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "results", total: Some("count") });
    FETCH_SCROLL_CODE_SEARCH_RESULTS = op("search.fetch_scroll_code_search_results", Method::POST, "{project?}/_apis/search/scrollcodesearchresults")
        .resource("scrollcodesearchresults").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("852dac94-e8f7-45a2-9910-927ae35766a2")).consumes(Some("application/json"));
    FETCH_COMMIT_SEARCH_RESULTS = op("search.fetch_commit_search_results", Method::POST, "{project?}/_apis/search/commitSearchResults")
        .resource("commitSearchResults").api_version("7.1-preview.1").effect(Effect::Read)
        .consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "results", total: Some("count") });
}
