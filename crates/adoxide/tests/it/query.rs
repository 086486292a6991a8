//! Queries, against the emulator.

use std::time::Duration;

use adoxide::api::wire::JsonPatch;
use adoxide::api::wit::{self, QueryType, UpdateWorkItem};
use adoxide::credential::Pat;
use adoxide::resource::{LinkKind, Project, QueryNode, Revision};
use adoxide::transport::InProcess;
use adoxide::{Client, ErrorKind};
use adoxide_emulator::Emulator;
use adoxide_emulator::world::field::{self, FieldValue};
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::work_item::{EditOptions, WorkItemChange};
use axum_core::body::Body;
use futures::TryStreamExt;
use serde_json::json;

/// The service finds no more.
const LIMIT: usize = 20_000;

async fn stage() -> (Emulator, Project) {
    let emulator = Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap();
    let ado = Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator.clone(), Body::new))
        .build()
        .unwrap();
    let project = ado.create_project("Shop").process("Agile").await.unwrap();
    (emulator, project)
}

/// Makes tasks past HTTP, and answers with their numbers.
fn make(emulator: &Emulator, count: usize) -> Vec<i64> {
    emulator.update(|world, at| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let stamp = Stamp { at, actor: organization.owner() };
        let project = organization.projects().next().unwrap().id;
        let make = |number: usize| {
            let title = FieldValue::text(format!("Task {number}"));
            let change =
                WorkItemChange { fields: vec![(field::TITLE, Some(title))], ..WorkItemChange::default() };
            organization
                .change(stamp, |tx| tx.create_work_item(project, "Task", &change, EditOptions::default()))
                .unwrap()
        };
        (0..count).map(make).collect()
    })
}

#[tokio::test]
async fn more_than_the_service_finds_at_once() {
    let (emulator, project) = stage().await;
    let ids = make(&emulator, LIMIT + 41);
    // The limit is there.
    let all = "SELECT [System.Id], [System.Title] FROM workitems";
    let error = project.wiql(all).run().await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Invalid, Some("VS402337")), "{error}");
    assert!(error.advice().contains("stream it"), "{error}");
    assert_eq!(project.wiql(all).limit(LIMIT).run().await.unwrap().ids().len(), LIMIT);
    // A stream goes on behind it, whatever way the query leaves open.
    for query in [
        all.to_owned(),
        format!("{all} WHERE [System.Title] CONTAINS 'Task' OR [System.State] = 'New'"),
        format!("{all} ORDER BY [System.Id] ASC"),
    ] {
        assert_eq!(project.wiql(&query).ids().try_collect::<Vec<_>>().await.unwrap(), ids, "{query}");
    }
    let descending = project.wiql(format!("{all} ORDER BY [System.Id] DESC")).ids();
    let descending: Vec<_> = descending.try_collect().await.unwrap();
    assert!(descending.iter().eq(ids.iter().rev()));
    let limited = project.wiql(all).limit(LIMIT + 7).ids().try_collect::<Vec<_>>().await.unwrap();
    assert_eq!(limited, ids[..LIMIT + 7]);
    // Another order keeps it from going on, unless it is given up.
    let ordered = format!("{all} ORDER BY [System.Title] DESC");
    let error = project.wiql(&ordered).ids().try_collect::<Vec<_>>().await.unwrap_err();
    assert!(
        error.to_string().contains("can't be asked in parts in the order of [System.Title] DESC"),
        "{error}"
    );
    assert_eq!(project.wiql(&ordered).by_id().ids().try_collect::<Vec<_>>().await.unwrap(), ids);
    assert_eq!(project.wiql(&ordered).limit(3).ids().try_collect::<Vec<_>>().await.unwrap().len(), 3);
    // As rows, with what was selected.
    emulator.clear_requests();
    let mut rows = project.wiql(all).stream();
    let mut count = 0;
    while let Some(row) = rows.try_next().await.unwrap() {
        assert_eq!(row.title(), Some(format!("Task {count}").as_str()));
        assert_eq!(row.state(), None, "it was not selected");
        count += 1;
    }
    assert_eq!(count, ids.len());
    let requests = emulator.requests();
    let queries = requests.iter().filter(|request| request.path.ends_with("/wiql")).count();
    assert_eq!((queries, requests.len()), (2, 2 + 100 + 1), "200 in a request");
}

#[tokio::test]
async fn links_and_trees() {
    let (_emulator, project) = stage().await;
    let feature = project.new_work_item("Feature", "Words").save().await.unwrap();
    let story = project.new_work_item("User Story", "Letters").parent(feature.id()).save().await.unwrap();
    let task = project.new_work_item("Task", "Ink").parent(story.id()).save().await.unwrap();
    let alone = project.new_work_item("Bug", "Blot").save().await.unwrap();
    let links = "SELECT [System.Id], [System.Title] FROM workItemLinks WHERE \
                 [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward'";
    let found = project.wiql(format!("{links} MODE (MustContain)")).run().await.unwrap();
    assert_eq!(found.query_type(), Some(&QueryType::OneHop));
    let pairs: Vec<_> =
        found.links().filter_map(|link| Some((link.source?, link.kind?, link.target))).collect();
    let child = LinkKind::Child;
    assert_eq!(pairs, [(feature.id(), child.clone(), story.id()), (story.id(), child.clone(), task.id())]);
    let found = project.wiql(format!("{links} ORDER BY [System.Id] MODE (Recursive)")).run().await.unwrap();
    assert_eq!(found.query_type(), Some(&QueryType::Tree));
    assert_eq!(found.columns().collect::<Vec<_>>(), ["System.Id", "System.Title"]);
    assert_eq!(found.sort_columns().collect::<Vec<_>>(), [("System.Id", false)]);
    let shape = |nodes: &[QueryNode]| format!("{nodes:?}");
    let tree = found.tree();
    assert_eq!((tree[0].id, tree[0].children[0].id), (feature.id(), story.id()), "{}", shape(&tree));
    assert_eq!(tree[0].children[0].children[0].id, task.id(), "{}", shape(&tree));
    assert_eq!(tree[0].children[0].kind, Some(child));
    assert!(tree.iter().any(|node| node.id == alone.id() && node.children.is_empty()), "{}", shape(&tree));
    let titles: Vec<_> = found.rows().try_collect::<Vec<_>>().await.unwrap();
    let titles: Vec<_> = titles.iter().filter_map(|row| row.title()).collect();
    assert_eq!(titles, ["Words", "Letters", "Ink", "Blot"]);
    let error = project.wiql(links).stream().try_next().await.unwrap_err();
    assert!(error.to_string().contains("asks for links"), "{error}");
}

/// So many work items that the rows of all links between them are more than the service finds.
const RELATED: usize = 150;

#[tokio::test]
async fn more_links_than_the_service_finds_at_once() {
    let (emulator, project) = stage().await;
    let ids = make(&emulator, RELATED);
    for (at, id) in ids.iter().enumerate() {
        let link = |other: &i64| json!({"rel": "System.LinkTypes.Related", "url": format!("http://127.0.0.1:1/fabrikam/_apis/wit/workItems/{other}")});
        let patch =
            ids[..at].iter().fold(JsonPatch::new(), |patch, other| patch.add("/relations/-", link(other)));
        let op = wit::update_work_item(None, (*id).into(), &patch, UpdateWorkItem::default());
        project.client().call(op).await.unwrap();
    }
    let all = "SELECT [System.Id] FROM workItemLinks WHERE ([Source].[System.WorkItemType] = 'Task') AND \
               ([System.Links.LinkType] = 'System.LinkTypes.Related') AND ([Target].[System.Title] <> 'x')";
    let error = project.wiql(all).run().await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Invalid, Some("VS402337")), "{error}");
    assert!(error.advice().contains("stream it"), "{error}");
    let rows = |ids: &[i64]| {
        let of = |id: i64| {
            let others = ids.iter().filter(move |other| **other != id);
            let links = others.map(move |other| (Some(id), *other));
            [(None, id)].into_iter().chain(links).collect::<Vec<_>>()
        };
        ids.iter().flat_map(|id| of(*id)).collect::<Vec<_>>()
    };
    let expected = rows(&ids);
    assert_eq!(expected.len(), RELATED * RELATED);
    let asked = async |query: String| {
        let links: Vec<_> = project.wiql(query).links().try_collect().await.unwrap();
        links.into_iter().map(|link| (link.source, link.target)).collect::<Vec<_>>()
    };
    emulator.clear_requests();
    assert_eq!(asked(all.to_owned()).await, expected);
    assert_eq!(emulator.requests().len(), 2);
    assert_eq!(asked(format!("{all} ORDER BY [System.Id] MODE (MayContain)")).await, expected);
    // From the last one to the first: targets have an order of their own.
    let mut descending = asked(format!("{all} ORDER BY [Source].[System.Id] DESC")).await;
    let sources = descending.iter().filter(|(source, _)| source.is_none()).map(|(_, target)| *target);
    assert!(sources.eq(ids.iter().rev().copied()));
    let mut sorted = expected.clone();
    sorted.sort_unstable();
    descending.sort_unstable();
    assert_eq!(descending, sorted);
    // None is both missing and there.
    assert_eq!(asked(format!("{all} MODE (DoesNotContain)")).await, []);
    let limited: Vec<_> = project.wiql(all).limit(LIMIT + 7).links().try_collect().await.unwrap();
    assert_eq!(limited.len(), LIMIT + 7);
    // Another order keeps it from going on, unless it is given up; a tree can't.
    let ordered = format!("{all} ORDER BY [Target].[System.Id]");
    let error = project.wiql(&ordered).links().try_collect::<Vec<_>>().await.unwrap_err();
    assert!(error.to_string().contains("in parts in the order of [Target].[System.Id]"), "{error}");
    assert_eq!(
        project.wiql(&ordered).by_id().links().try_collect::<Vec<_>>().await.unwrap().len(),
        expected.len()
    );
    let error = project.wiql("SELECT [System.Id] FROM workitems").links().try_next().await.unwrap_err();
    assert!(error.to_string().contains("asks for work items"), "{error}");
}

/// Nothing of a tree that is too large is left out: it is an error.
#[tokio::test]
async fn a_tree_is_whole_or_an_error() {
    let (emulator, project) = stage().await;
    make(&emulator, LIMIT + 1);
    let tree = "SELECT [System.Id] FROM workItemLinks WHERE \
                [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' MODE (Recursive)";
    let error = project.wiql(tree).by_id().links().try_next().await.unwrap_err();
    assert_eq!(error.code(), Some("VS402337"), "{error}");
    assert!(error.to_string().contains("a tree hangs together"), "{error}");
}

#[tokio::test]
async fn the_past_and_the_deleted() {
    let (emulator, project) = stage().await;
    let ids = make(&emulator, 3);
    let item = project.work_item(ids[0]);
    let then = item.current().await.unwrap().changed_date().unwrap();
    emulator.clock().advance(Duration::from_secs(60));
    item.edit().title("Later").save().await.unwrap();
    let query = format!("SELECT [System.Title] FROM workitems WHERE [System.Id] = {} ASOF '{then}'", ids[0]);
    let row = project.wiql(&query).time_precision().stream().try_next().await.unwrap().unwrap();
    assert_eq!(row.title(), Some("Task 0"));
    // One that is gone before its fields are asked for is left out.
    let found = project.wiql("SELECT [System.Title] FROM workitems").run().await.unwrap();
    project.work_item(ids[1]).delete().await.unwrap();
    let rows: Vec<_> = found.rows().try_collect().await.unwrap();
    assert_eq!(rows.iter().filter_map(Revision::id).collect::<Vec<_>>(), [ids[0], ids[2]]);
}

#[tokio::test]
async fn a_saved_query_from_its_making_to_its_end() {
    let (_emulator, project) = stage().await;
    let item = project.new_work_item("Task", "Ask").save().await.unwrap();
    let shared = project.saved_query("Shared Queries").await.unwrap();
    assert!(shared.is_folder() && shared.is_public());
    let team = shared.create_folder("Team").await.unwrap();
    let deep = team.create_folder("Deep").await.unwrap();
    let wiql = "SELECT [System.Id], [System.Title] FROM workitems WHERE [System.TeamProject] = @project";
    let mut query = deep.create_query("All", wiql).await.unwrap();
    assert_eq!((query.path(), query.wiql()), ("Shared Queries/Team/Deep/All", Some(wiql)));
    // It is there, and asks.
    let found = project.saved_query("shared queries\\team\\deep\\all").await.unwrap();
    assert_eq!(found.id().unwrap(), query.id().unwrap());
    assert_eq!(query.run().await.unwrap().ids(), [item.id()]);
    assert_eq!(query.count().await.unwrap(), 1);
    assert_eq!(query.query().unwrap().ids().try_collect::<Vec<_>>().await.unwrap(), [item.id()]);
    assert_eq!(project.search_queries("al").await.unwrap().len(), 1);
    let roots = project.queries().await.unwrap();
    let shared = roots.iter().find(|root| root.name() == "Shared Queries").unwrap();
    let below = shared.descendants().await.unwrap();
    let below: Vec<_> = below.iter().map(|item| item.path().to_owned()).collect();
    assert!(
        below.ends_with(&["Shared Queries/Team/Deep".to_owned(), "Shared Queries/Team/Deep/All".to_owned()])
    );
    // Changed, moved, deleted, back.
    query.rename("Every").await.unwrap();
    query.set_wiql("SELECT [System.Id] FROM workitems WHERE [System.Title] = 'x'").await.unwrap();
    query.move_to(&team).await.unwrap();
    assert_eq!(query.path(), "Shared Queries/Team/Every");
    assert_eq!(query.run().await.unwrap().ids(), [0; 0]);
    team.delete().await.unwrap();
    let error = project.saved_query("Shared Queries/Team/Every").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    let mut back = project.deleted_query(team.id().unwrap()).await.unwrap();
    back.undelete().await.unwrap();
    assert_eq!(
        project.saved_query("Shared Queries/Team/Every").await.unwrap().id().unwrap(),
        query.id().unwrap()
    );
    // What can't be is said.
    let error =
        team.create_query("Wrong", "SELECT [System.Id] FROM workitems WHERE [No] = 1").await.unwrap_err();
    assert!(error.to_string().contains("it is at line 1, column 41"), "{error}");
    let error = team.create_folder("deep").await.unwrap_err();
    assert!(error.to_string().contains("TF237018"), "{error}");
    assert_eq!(team.run().await.unwrap_err().kind(), ErrorKind::Invalid);
}
