//! Every table there is, also those that are read on request.

use std::collections::BTreeSet;

use adoxide::Client;
use adoxide::resource::Version;
use adoxide_sync::{Connector, Engine, Report, Sqlite, Table, Verdict, feeds, verify};

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::isolation::answered;
use crate::sqlite::File;

async fn sync(ado: &Client, file: &File, tables: &[&str]) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let engine = Engine::new(ORGANIZATION, feeds(ado, &[]), &destination);
    let report = engine.tables(tables.iter().copied()).run().await.unwrap();
    assert!(report.is_complete(), "{:#?}", report.failures());
    report
}

fn column(file: &File, select: &str) -> Vec<String> {
    let reader = file.read();
    let mut select = reader.prepare(select).unwrap();
    let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[tokio::test(start_paused = true)]
async fn every_connector_copies_its_tables_and_then_nothing() {
    let (emulator, file) = (emulator(2), File::new());
    let ado = client(&emulator);
    let tables: Vec<_> = answered().map(Table::name).collect();

    let report = sync(&ado, &file, &tables).await;
    for name in [
        "projects",
        "teams",
        "team_members",
        "areas",
        "iterations",
        "boards",
        "work_item_type_categories",
        "work_item_types",
        "work_item_type_states",
        "work_item_type_fields",
        "work_item_tags",
        "board_columns",
        "board_rows",
        "project_capabilities",
        "fields",
        "queries",
        "commits",
        "commit_changes",
        "commit_details",
        "default_branch_commits",
        "users",
        "groups",
        "group_memberships",
        "user_entitlements",
    ] {
        assert!(report.table(name).unwrap().counts.added > 0, "{name}");
    }
    let report = sync(&ado, &file, &tables).await;
    for table in report.tables() {
        assert!(table.counts.is_quiet(), "{} {}", table.table.name(), table.counts);
    }

    // States, transitions, columns and rows are in the rows.
    for (select, what) in [
        (
            "SELECT name FROM work_item_types, json_each(states) WHERE json_each.value ->> 'category' = 'Proposed'",
            "states",
        ),
        ("SELECT name FROM work_item_types, json_each(transitions)", "transitions"),
        (
            "SELECT boards.name FROM boards, json_each(columns) WHERE json_each.value ->> 'name' IS NOT NULL",
            "columns",
        ),
        (
            "SELECT referenceName FROM fields WHERE referenceName = 'System.Title' AND type = 'string'",
            "fields",
        ),
        (
            "SELECT teams.name FROM teams JOIN groups ON identity ->> 'subjectDescriptor' = descriptor",
            "teams as groups",
        ),
        (
            "SELECT processTemplate ->> 'templateName' FROM project_capabilities WHERE versioncontrol IS NOT NULL",
            "capabilities",
        ),
        (
            "SELECT work_items.title FROM work_items JOIN work_item_type_states AS states \
             USING (project_name, workItemType) WHERE states.name = state AND category = 'Proposed'",
            "categories of states",
        ),
        (
            "SELECT name FROM work_item_type_categories WHERE referenceName = 'Microsoft.BugCategory'",
            "categories",
        ),
        (
            "SELECT a.name FROM iterations a JOIN iterations b ON a.parent_id = b.id",
            "iterations below others",
        ),
        ("SELECT name FROM queries WHERE isFolder AND parent_id IS NULL", "folders of queries"),
        (
            "SELECT path FROM commit_changes JOIN commits USING (repository_id, commitId)",
            "changes of commits",
        ),
        (
            "SELECT parent.value FROM commit_details AS later, json_each(later.parents) AS parent \
             JOIN commits AS earlier ON earlier.commitId = parent.value WHERE later.treeId IS NOT NULL",
            "parents of commits",
        ),
    ] {
        assert!(!column(&file, select).is_empty(), "{what}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_default_branch_is_what_it_is_now() {
    let (emulator, file) = (emulator(0), File::new());
    let ado = client(&emulator);
    let project = ado.create_project("Shop").await.unwrap();
    let repository = project.create_repository("web").await.unwrap();
    let tables = &["default_branch_commits"];
    sync(&ado, &file, tables).await.table("default_branch_commits").unwrap();

    let check = async || {
        let report = sync(&ado, &file, tables).await;
        let mut expected = BTreeSet::new();
        for commit in repository.commits().at(Version::branch("main")).stream().all().await.unwrap() {
            expected.insert(commit.sha().to_owned());
        }
        let stored = column(&file, "SELECT commitId FROM default_branch_commits WHERE _deletedAt IS NULL");
        assert_eq!(stored.into_iter().collect::<BTreeSet<_>>(), expected);
        let counts = report.table("default_branch_commits").unwrap().counts;
        (counts.added, counts.changed, counts.deleted)
    };
    let mut tips = Vec::new();
    for at in 0..5 {
        let commit = repository.commit("main", "Some").upsert(format!("/{at}.txt"), "x");
        let commit = if at == 0 { commit.create() } else { commit };
        commit.push().await.unwrap();
        let branch = repository.branch("main");
        branch.refresh();
        tips.push(branch.object_id().await.unwrap());
    }
    assert_eq!(check().await, (5, 0, 0));
    assert_eq!(check().await, (0, 0, 0));
    // What is on another branch is not in it.
    repository.branch("side").create(&tips[1]).await.unwrap();
    repository.commit("side", "Side").upsert("/side.txt", "x").push().await.unwrap();
    assert_eq!(check().await, (0, 0, 0));
    repository.commit("main", "More").upsert("/more.txt", "x").push().await.unwrap();
    assert_eq!(check().await, (1, 0, 0));
    // Forced back, with something new on top.
    let branch = repository.branch("main");
    branch.refresh();
    let forced = branch.object_id().await.unwrap();
    let update =
        serde_json::json!([{"name": "refs/heads/main", "oldObjectId": forced, "newObjectId": tips[2]}]);
    let path = format!("Shop/_apis/git/repositories/{}/refs", repository.id().await.unwrap());
    let request = ado.request(adoxide::Method::POST, path).query("api-version", "7.1").json(&update);
    request.send::<serde_json::Value>().await.unwrap();
    repository.commit("main", "Other").upsert("/other.txt", "x").push().await.unwrap();
    assert_eq!(check().await, (1, 0, 3));
    repository.rename("site").await.unwrap();
    assert_eq!(check().await, (0, 4, 0));
}

/// The tables of the Lakeflow connector, column by column, from ours: who changes over loses nothing.
const LAKEFLOW: [(&str, &str); 14] = [
    (
        "projects",
        "SELECT id, name, description, url, state, revision, visibility, lastUpdateTime, organization FROM projects",
    ),
    (
        "repositories",
        "SELECT id, name, url, project, defaultBranch, size, remoteUrl, sshUrl, webUrl, isDisabled, \
         isInMaintenance, isFork, parentRepository, _links, organization, project_name FROM repositories",
    ),
    (
        "commits",
        "SELECT commitId, author, committer, comment, commentTruncated, changeCounts ->> 'Add', \
         changeCounts ->> 'Edit', changeCounts ->> 'Delete', url, remoteUrl, treeId, parents, organization, \
         project_name, repository_id FROM commits",
    ),
    (
        "pullrequests",
        "SELECT pullRequestId, codeReviewId, status, createdBy, creationDate, closedDate, title, description, \
         sourceRefName, targetRefName, mergeStatus, mergeId, lastMergeSourceCommit, lastMergeTargetCommit, \
         lastMergeCommit, url, supportsIterations, artifactId, organization, project_name, repository_id \
         FROM pull_requests",
    ),
    (
        "refs",
        "SELECT name, objectId, creator, url, peeledObjectId, organization, project_name, repository_id FROM refs",
    ),
    (
        "pushes",
        "SELECT pushId, date, pushedBy, url, refUpdates, organization, project_name, repository_id FROM pushes",
    ),
    (
        "users",
        "SELECT descriptor, displayName, mailAddress, principalName, origin, originId, subjectKind, domain, \
         directoryAlias, url, _links, organization FROM users",
    ),
    (
        "pullrequest_threads",
        "SELECT id, publishedDate, lastUpdatedDate, (SELECT json_group_array(json_object('id', said.id, \
         'parentCommentId', parentCommentId, 'author', json(author), 'content', content, \
         'publishedDate', said.publishedDate, 'lastUpdatedDate', said.lastUpdatedDate, \
         'lastContentUpdatedDate', lastContentUpdatedDate, 'commentType', commentType)) \
         FROM pull_request_comments AS said WHERE said.repository_id = threads.repository_id \
         AND said.pullRequestId = threads.pullRequestId AND thread_id = threads.id) AS comments, \
         status, threadContext, isDeleted, organization, project_name, repository_id, \
         pullRequestId AS pullrequest_id FROM pull_request_threads AS threads",
    ),
    (
        "pullrequest_workitems",
        "SELECT CAST(id AS TEXT) AS id, url, organization, project_name, repository_id, \
         pullRequestId AS pullrequest_id FROM pull_request_work_items",
    ),
    (
        "pullrequest_commits",
        "SELECT commitId, author, committer, comment, commentTruncated, url, organization, project_name, \
         repository_id, pullRequestId AS pullrequest_id FROM pull_request_commits",
    ),
    (
        "pullrequest_reviewers",
        "SELECT reviewerUrl, vote, hasDeclined, isFlagged, displayName, id, uniqueName, url, imageUrl, \
         isRequired, organization, project_name, repository_id, pullRequestId AS pullrequest_id \
         FROM pull_request_reviewers",
    ),
    (
        "workitems",
        "SELECT id, rev, fields, (SELECT json_group_array(json_object('rel', rel, 'url', url)) \
         FROM work_item_relations WHERE workItemId = items.id) AS relations, \
         'https://dev.azure.com/' || organization || '/_apis/wit/workItems/' || id AS url, organization, \
         project_name FROM work_items AS items",
    ),
    (
        "workitem_revisions",
        "SELECT id, rev, id AS workItemId, fields ->> '$.\"System.RevisedDate\"' AS revisedDate, fields, \
         'https://dev.azure.com/' || organization || '/_apis/wit/workItems/' || id || '/revisions/' || rev AS url, \
         organization, project_name FROM work_item_revisions \
         WHERE fields ->> '$.\"System.RevisedDate\"' IS NOT NULL",
    ),
    (
        "workitem_types",
        "SELECT name, referenceName, description, color, icon, isDisabled, \
         (SELECT json_group_array(json_object('referenceName', own.referenceName, 'name', own.name, 'type', type, \
         'readOnly', readOnly, 'required', alwaysRequired, 'defaultValue', defaultValue, 'helpText', helpText)) \
         FROM work_item_type_fields AS own JOIN fields AS every USING (referenceName) \
         WHERE own.project_id = types.project_id AND workItemType = types.name) AS fields, states, url, \
         organization, project_name FROM work_item_types AS types",
    ),
];

#[tokio::test(start_paused = true)]
async fn another_connectors_tables_are_there_column_by_column() {
    let (emulator, file) = (emulator(3), File::new());
    let ado = client(&emulator);
    let connectors = Connector::ALL.into_iter().flat_map(Connector::tables).map(Table::name);
    let tables: BTreeSet<_> = connectors.collect();
    drop(sync(&ado, &file, &tables.into_iter().collect::<Vec<_>>()).await);
    let reader = file.read();
    for (name, select) in LAKEFLOW {
        let mut select = reader.prepare(select).unwrap_or_else(|error| panic!("{name}: {error}"));
        // The seed links no work items with pull requests.
        assert!(select.exists([]).unwrap() || name == "pullrequest_workitems", "{name} has no rows");
    }
}

#[tokio::test(start_paused = true)]
async fn a_credential_is_good_for_every_connector() {
    let emulator = emulator(2);
    let ado = client(&emulator);
    for connector in [Connector::Boards, Connector::Repos, Connector::PullCommits, Connector::Commits] {
        let verification = verify(&ado, connector).await;
        assert_eq!(verification.verdict(), Verdict::Ok, "{verification}");
    }
}
