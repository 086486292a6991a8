// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `search`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Search").area_id(Some("ea48a0a1-269c-42d8-b8ad-ddc8fcdcf578")).host(Host::AlmSearch)
}

catalog! {
    FETCH_PACKAGE_SEARCH_RESULTS = op("search.fetch_package_search_results", Method::POST, "_apis/search/packagesearchresults")
        .resource("packageSearchResults").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.packaging"]).consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "results" });
    FETCH_CODE_SEARCH_RESULTS = op("search.fetch_code_search_results", Method::POST, "{project?}/_apis/search/codesearchresults")
        .resource("codeSearchResults").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "results" });
    GET_REPOSITORY_STATUS = op("search.get_repository_status", Method::GET, "{project}/_apis/search/status/repositories/{repository}")
        .resource("repositories").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    GET_TFVC_REPOSITORY_STATUS = op("search.get_tfvc_repository_status", Method::GET, "{project}/_apis/search/status/tfvc")
        .resource("tfvc").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    FETCH_WIKI_SEARCH_RESULTS = op("search.fetch_wiki_search_results", Method::POST, "{project?}/_apis/search/wikisearchresults")
        .resource("wikiSearchResults").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.wiki"]).consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "results" });
    FETCH_WORK_ITEM_SEARCH_RESULTS = op("search.fetch_work_item_search_results", Method::POST, "{project?}/_apis/search/workitemsearchresults")
        .resource("workItemSearchResults").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]).consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "results" });
}
