// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `artifacts::feed`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Packaging").area_id(Some("7ab4e64e-c4d8-4f50-ae73-5ef2e21642a5")).host(Host::Feeds)
}

catalog! {
    GET_GLOBAL_PERMISSIONS = op("artifacts.feed.get_global_permissions", Method::GET, "_apis/packaging/globalpermissions")
        .resource("globalPermissions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a74419ef-b477-43df-8758-3cd1cd5f56c6")).scopes(&["vso.packaging"])
        .optional(&["includeIds"]);
    SET_GLOBAL_PERMISSIONS = op("artifacts.feed.set_global_permissions", Method::PATCH, "_apis/packaging/globalpermissions")
        .resource("globalPermissions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a74419ef-b477-43df-8758-3cd1cd5f56c6")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json"));
    GET_FEED_CHANGES = op("artifacts.feed.get_feed_changes", Method::GET, "{project?}/_apis/packaging/feedchanges")
        .resource("feedChanges").api_version("7.1").effect(Effect::Read)
        .location_id(Some("29ba2dad-389a-4661-b5d3-de76397ca05b")).scopes(&["vso.packaging"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "nextFeedContinuationToken", items: "feedChanges", end: PagingEnd::EmptyPage })
        .optional(&["includeDeleted", "continuationToken", "batchSize"]);
    GET_FEED_CHANGE = op("artifacts.feed.get_feed_change", Method::GET, "{project?}/_apis/packaging/feedchanges/{feedId}")
        .resource("feedChanges").api_version("7.1").effect(Effect::Read)
        .location_id(Some("29ba2dad-389a-4661-b5d3-de76397ca05b")).scopes(&["vso.packaging"]);
    GET_FEEDS_FROM_RECYCLE_BIN = op("artifacts.feed.get_feeds_from_recycle_bin", Method::GET, "{project?}/_apis/packaging/feedrecyclebin")
        .resource("feedRecycleBin").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0cee643d-beb9-41f8-9368-3ada763a8344")).scopes(&["vso.packaging"]);
    PERMANENT_DELETE_FEED = op("artifacts.feed.permanent_delete_feed", Method::DELETE, "{project?}/_apis/packaging/feedrecyclebin/{feedId}")
        .resource("feedRecycleBin").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("0cee643d-beb9-41f8-9368-3ada763a8344")).scopes(&["vso.packaging_manage"]).produces(&[]);
    RESTORE_DELETED_FEED = op("artifacts.feed.restore_deleted_feed", Method::PATCH, "{project?}/_apis/packaging/feedrecyclebin/{feedId}")
        .resource("feedRecycleBin").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("0cee643d-beb9-41f8-9368-3ada763a8344")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json-patch+json")).produces(&[]);
    CREATE_FEED = op("artifacts.feed.create_feed", Method::POST, "{project?}/_apis/packaging/feeds")
        .resource("feeds").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("c65009a7-474a-4ad1-8b42-7d852107ef8c")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json"));
    GET_FEEDS = op("artifacts.feed.get_feeds", Method::GET, "{project?}/_apis/packaging/feeds")
        .resource("feeds").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c65009a7-474a-4ad1-8b42-7d852107ef8c")).scopes(&["vso.packaging"])
        .optional(&["feedRole", "includeDeletedUpstreams", "includeUrls"]);
    DELETE_FEED = op("artifacts.feed.delete_feed", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}")
        .resource("feeds").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("c65009a7-474a-4ad1-8b42-7d852107ef8c")).scopes(&["vso.packaging_manage"]).produces(&[]);
    GET_FEED = op("artifacts.feed.get_feed", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}")
        .resource("feeds").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c65009a7-474a-4ad1-8b42-7d852107ef8c")).scopes(&["vso.packaging"])
        .optional(&["includeDeletedUpstreams"]);
    UPDATE_FEED = op("artifacts.feed.update_feed", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}")
        .resource("feeds").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("c65009a7-474a-4ad1-8b42-7d852107ef8c")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json"));
    GET_PACKAGE_CHANGES = op("artifacts.feed.get_package_changes", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/packagechanges")
        .resource("packageChanges").api_version("7.1").effect(Effect::Read)
        .location_id(Some("323a0631-d083-4005-85ae-035114dfb681")).scopes(&["vso.packaging"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "nextPackageContinuationToken", items: "packageChanges", end: PagingEnd::EmptyPage })
        .optional(&["continuationToken", "batchSize"]);
    QUERY_PACKAGE_METRICS = op("artifacts.feed.query_package_metrics", Method::POST, "{project?}/_apis/packaging/Feeds/{feedId}/packagemetricsbatch")
        .resource("packageMetricsBatch").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bddc9b3c-8a59-4a9f-9b40-ee1dcaa2cc0d")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json"));
    GET_PACKAGES = op("artifacts.feed.get_packages", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/packages")
        .resource("packages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7a20d846-c929-4acc-9ea2-0d5a7df1b197")).scopes(&["vso.packaging"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "protocolType", "packageNameQuery", "normalizedPackageName", "includeUrls", "includeAllVersions",
            "isListed", "getTopPackageVersions", "isRelease", "includeDescription", "$top", "$skip",
            "includeDeleted", "isCached", "directUpstreamId",
        ]);
    GET_PACKAGE = op("artifacts.feed.get_package", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/packages/{packageId}")
        .resource("packages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7a20d846-c929-4acc-9ea2-0d5a7df1b197")).scopes(&["vso.packaging"]).optional(&[
            "includeAllVersions", "includeUrls", "isListed", "isRelease", "includeDeleted", "includeDescription",
        ]);
    QUERY_PACKAGE_VERSION_METRICS = op("artifacts.feed.query_package_version_metrics", Method::POST, "{project?}/_apis/packaging/Feeds/{feedId}/Packages/{packageId}/versionmetricsbatch")
        .resource("versionMetricsBatch").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e6ae8caa-b6a8-4809-b840-91b2a42c19ad")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json"));
    GET_PACKAGE_VERSIONS = op("artifacts.feed.get_package_versions", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/Packages/{packageId}/versions")
        .resource("versions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("3b331909-6a86-44cc-b9ec-c1834c35498f")).scopes(&["vso.packaging"])
        .optional(&["includeUrls", "isListed", "isDeleted"]);
    GET_PACKAGE_VERSION = op("artifacts.feed.get_package_version", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/Packages/{packageId}/versions/{packageVersionId}")
        .resource("versions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("3b331909-6a86-44cc-b9ec-c1834c35498f")).scopes(&["vso.packaging"])
        .optional(&["includeUrls", "isListed", "isDeleted"]);
    GET_PACKAGE_VERSION_PROVENANCE = op("artifacts.feed.get_package_version_provenance", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/Packages/{packageId}/Versions/{packageVersionId}/provenance")
        .resource("provenance").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("0aaeabd4-85cd-4686-8a77-8d31c15690b8")).scopes(&["vso.packaging"]);
    GET_FEED_PERMISSIONS = op("artifacts.feed.get_feed_permissions", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/permissions")
        .resource("permissions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("be8c1476-86a7-44ed-b19d-aec0e9275cd8")).scopes(&["vso.packaging"])
        .optional(&["includeIds", "excludeInheritedPermissions", "identityDescriptor", "includeDeletedFeeds"]);
    SET_FEED_PERMISSIONS = op("artifacts.feed.set_feed_permissions", Method::PATCH, "{project?}/_apis/packaging/Feeds/{feedId}/permissions")
        .resource("permissions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("be8c1476-86a7-44ed-b19d-aec0e9275cd8")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json"));
    EMPTY_RECYCLE_BIN = op("artifacts.feed.empty_recycle_bin", Method::DELETE, "{project?}/_apis/packaging/Feeds/{feedId}/RecycleBin/Packages")
        .resource("recycleBinPackages").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("2704e72c-f541-4141-99be-2004b50b05fa")).scopes(&["vso.packaging_manage"]);
    GET_RECYCLE_BIN_PACKAGES = op("artifacts.feed.get_recycle_bin_packages", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/RecycleBin/Packages")
        .resource("recycleBinPackages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2704e72c-f541-4141-99be-2004b50b05fa")).scopes(&["vso.packaging"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["protocolType", "packageNameQuery", "includeUrls", "$top", "$skip", "includeAllVersions"]);
    GET_RECYCLE_BIN_PACKAGE = op("artifacts.feed.get_recycle_bin_package", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/RecycleBin/Packages/{packageId}")
        .resource("recycleBinPackages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2704e72c-f541-4141-99be-2004b50b05fa")).scopes(&["vso.packaging"])
        .optional(&["includeUrls"]);
    GET_RECYCLE_BIN_PACKAGE_VERSIONS = op("artifacts.feed.get_recycle_bin_package_versions", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/RecycleBin/Packages/{packageId}/Versions")
        .resource("recycleBinVersions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("aceb4be7-8737-4820-834c-4c549e10fdc7")).scopes(&["vso.packaging"])
        .optional(&["includeUrls"]);
    GET_RECYCLE_BIN_PACKAGE_VERSION = op("artifacts.feed.get_recycle_bin_package_version", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/RecycleBin/Packages/{packageId}/Versions/{packageVersionId}")
        .resource("recycleBinVersions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("aceb4be7-8737-4820-834c-4c549e10fdc7")).scopes(&["vso.packaging"])
        .optional(&["includeUrls"]);
    DELETE_FEED_RETENTION_POLICIES = op("artifacts.feed.delete_feed_retention_policies", Method::DELETE, "{project?}/_apis/packaging/Feeds/{feedId}/retentionpolicies")
        .resource("retentionPolicies").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ed52a011-0112-45b5-9f9e-e14efffb3193")).scopes(&["vso.packaging_manage"]).produces(&[]);
    GET_FEED_RETENTION_POLICIES = op("artifacts.feed.get_feed_retention_policies", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/retentionpolicies")
        .resource("retentionPolicies").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ed52a011-0112-45b5-9f9e-e14efffb3193")).scopes(&["vso.packaging"]);
    SET_FEED_RETENTION_POLICIES = op("artifacts.feed.set_feed_retention_policies", Method::PUT, "{project?}/_apis/packaging/Feeds/{feedId}/retentionpolicies")
        .resource("retentionPolicies").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ed52a011-0112-45b5-9f9e-e14efffb3193")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json"));
    CREATE_FEED_VIEW = op("artifacts.feed.create_feed_view", Method::POST, "{project?}/_apis/packaging/Feeds/{feedId}/views")
        .resource("views").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("42a8502a-6785-41bc-8c16-89477d930877")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json"));
    GET_FEED_VIEWS = op("artifacts.feed.get_feed_views", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/views")
        .resource("views").api_version("7.1").effect(Effect::Read)
        .location_id(Some("42a8502a-6785-41bc-8c16-89477d930877")).scopes(&["vso.packaging"]);
    DELETE_FEED_VIEW = op("artifacts.feed.delete_feed_view", Method::DELETE, "{project?}/_apis/packaging/Feeds/{feedId}/views/{viewId}")
        .resource("views").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("42a8502a-6785-41bc-8c16-89477d930877")).scopes(&["vso.packaging_manage"]).produces(&[]);
    GET_FEED_VIEW = op("artifacts.feed.get_feed_view", Method::GET, "{project?}/_apis/packaging/Feeds/{feedId}/views/{viewId}")
        .resource("views").api_version("7.1").effect(Effect::Read)
        .location_id(Some("42a8502a-6785-41bc-8c16-89477d930877")).scopes(&["vso.packaging"]);
    UPDATE_FEED_VIEW = op("artifacts.feed.update_feed_view", Method::PATCH, "{project?}/_apis/packaging/Feeds/{feedId}/views/{viewId}")
        .resource("views").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("42a8502a-6785-41bc-8c16-89477d930877")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json"));
    GET_BADGE = op("artifacts.feed.get_badge", Method::GET, "{project?}/_apis/public/packaging/Feeds/{feedId}/Packages/{packageId}/badge")
        .resource("badge").api_version("7.1").effect(Effect::Read)
        .location_id(Some("61d885fd-10f3-4a55-82b6-476d866b673f")).produces(&["image/svg+xml"]);
}
