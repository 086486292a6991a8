//! What may be asked for: nothing that changes anything, and nothing of what is in a file.

use std::collections::BTreeSet;

use adoxide::api::wire::Effect;
use adoxide::{Client, credential::Pat};
use adoxide_sync::{feeds, probed};

#[test]
fn nothing_is_changed_and_no_file_is_read() {
    let client = Client::builder("contoso").credential(Pat::new("a".repeat(52)).unwrap()).build().unwrap();
    let mut operations: BTreeSet<&str> =
        feeds(&client, &[]).iter().flat_map(|feed| feed.operations()).copied().collect();
    operations.extend(probed());
    assert_eq!(
        operations.into_iter().collect::<Vec<_>>(),
        [
            "build.get_artifacts",
            "build.get_build_changes",
            "build.get_build_timeline",
            "build.get_build_work_items_refs",
            "build.get_builds",
            "build.get_definitions",
            "core.get_project",
            "core.get_projects",
            "core.get_team_members_with_extended_properties",
            "core.get_teams",
            "git.get_changes",
            "git.get_commits",
            "git.get_commits_batch",
            "git.get_deleted_repositories",
            "git.get_pull_request",
            "git.get_pull_request_by_id",
            "git.get_pull_request_commits",
            "git.get_pull_request_iteration_changes",
            "git.get_pull_request_iterations",
            "git.get_pull_request_statuses",
            "git.get_pull_request_work_item_refs",
            "git.get_pull_requests_by_project",
            "git.get_push_commits",
            "git.get_pushes",
            "git.get_recycle_bin_repositories",
            "git.get_refs",
            "git.get_repositories",
            "git.get_repository",
            "git.get_threads",
            "graph.list_groups",
            "graph.list_memberships",
            "graph.list_service_principals",
            "graph.list_users",
            "member_entitlement_management.search_user_entitlements",
            "pipelines.list_pipelines",
            "policy.get_policy_configurations",
            "policy.get_policy_evaluations",
            "wit.get_comments",
            "wit.get_deleted_work_item_shallow_references",
            "wit.get_deleted_work_items",
            "wit.get_queries",
            "wit.get_query",
            "wit.get_reporting_links_by_link_type",
            "wit.get_root_nodes",
            "wit.get_tags",
            "wit.get_updates",
            "wit.get_work_item_fields",
            "wit.get_work_item_type_categories",
            "wit.get_work_item_types",
            "wit.query_by_wiql",
            "wit.read_reporting_revisions_get",
            "work.get_board",
            "work.get_boards",
            "work.get_capacities_with_identity_ref_and_totals",
            "work.get_team_days_off",
            "work.get_team_iterations",
        ]
    );
}

#[test]
fn every_operation_is_in_the_catalog_and_only_reads() {
    let client = Client::builder("contoso").credential(Pat::new("a".repeat(52)).unwrap()).build().unwrap();
    let feeds = feeds(&client, &[]);
    let operations = feeds.iter().flat_map(|feed| feed.operations()).copied().chain(probed());
    for operation in operations {
        let meta = adoxide::api::catalog().find(|meta| meta.id == operation);
        let meta = meta.unwrap_or_else(|| panic!("{operation} is not in the catalog"));
        assert_eq!(meta.effect, Effect::Read, "{operation}");
        assert_eq!(meta.produces, ["application/json"], "{operation}");
        let contents = ["items", "itemsBatch", "blobs", "trees", "fileDiffs", "filePaths"];
        assert!(!contents.iter().any(|contents| meta.resource.eq_ignore_ascii_case(contents)), "{operation}");
        assert!(!meta.scopes.is_empty(), "{operation}");
    }
}
