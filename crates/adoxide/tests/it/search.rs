//! Searches, against the emulator.

use adoxide::ErrorKind;
use adoxide::resource::{Project, Repository};
use adoxide_emulator::Emulator;

use crate::emulator::{empty, in_process};

async fn files(project: &Project, name: &str, files: usize, text: &str) -> Repository {
    let repository = project.create_repository(name).await.unwrap();
    let mut commit = repository.commit("main", "Begin").create();
    for number in 0..files {
        commit = commit.add(format!("/src/{number:04}.rs"), format!("fn {text}() {{}}\n"));
    }
    commit.push().await.unwrap();
    repository
}

#[tokio::test]
async fn code_is_found_and_read() {
    let ado = in_process(&empty());
    let shop = ado.create_project("Shop").await.unwrap();
    let other = ado.create_project("Other").await.unwrap();
    let web = files(&shop, "web", 7, "pay").await;
    files(&shop, "api", 2, "pay").await;
    files(&other, "web", 3, "pay").await;
    web.branch("next").create(web.branch("main").object_id().await.unwrap()).await.unwrap();
    web.commit("next", "More").add("/lib/x.rs", "fn pay_later() { pay() }\n").push().await.unwrap();
    assert_eq!(ado.search_code("pay").count().await.unwrap(), 12);
    let here = shop.search_code("pay ext:rs");
    assert_eq!(here.count().await.unwrap(), 9);
    // Several answers, each once.
    let mut paths = Vec::new();
    let mut found = here.clone().repository("web").order_by("path").page_size(2).stream();
    while let Some(hit) = found.next().await {
        let hit = hit.unwrap();
        assert!(hit.repository().unwrap().ptr_eq(&web) && hit.project().unwrap().ptr_eq(&shop));
        assert_eq!(hit.branch(), Some("main"));
        assert_eq!(hit.file().unwrap().text().await.unwrap(), "fn pay() {}\n");
        paths.push(hit.path().to_owned());
    }
    assert_eq!(paths, (0..7).map(|number| format!("/src/{number:04}.rs")).collect::<Vec<_>>());
    let last = here.clone().repository("web").order_by_descending("path").first().await.unwrap().unwrap();
    assert_eq!(last.path(), "/src/0006.rs");
    let summary = here.summary().await.unwrap();
    assert_eq!((summary.count, summary.info_code), (9, 0));
    let mut spread: Vec<_> = summary.facets["Repository"]
        .iter()
        .flatten()
        .map(|facet| (facet.name.clone().unwrap(), facet.result_count.unwrap()))
        .collect();
    spread.sort();
    assert_eq!(spread, [("api".to_owned(), 2), ("web".to_owned(), 7)]);
    let later = shop.search_code("pay_later").branch("next").folder("/lib").first().await.unwrap().unwrap();
    assert_eq!(later.file().unwrap().text().await.unwrap(), "fn pay_later() { pay() }\n");
    assert!(shop.search_code("pay_later").first().await.unwrap().is_none(), "not in the default branch");
    assert!(shop.search_code("nothing of it").stream().all().await.unwrap().is_empty());
    assert_eq!(ado.search_code("pay").filter("Project", ["Other"]).count().await.unwrap(), 3);
    let error = ado.search_code(" ").stream().all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    let error = ado.search_code("pay").page_size(1001).stream().all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    let error = ado.project("No").search_code("pay").count().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    assert_eq!(web.indexed_branches().await.unwrap(), ["main"]);
}

#[tokio::test]
async fn what_the_service_does_not_give_is_said() {
    let emulator: Emulator = empty();
    let ado = in_process(&emulator);
    let project = ado.create_project("Shop").await.unwrap();
    files(&project, "large", 1500, "pay").await;
    assert_eq!(
        project.search_code("pay").stream().all().await.unwrap().len(),
        1500,
        "no skip of 1500 is asked for"
    );
    files(&project, "more", 600, "pay").await;
    let search = project.search_code("pay");
    assert_eq!(search.count().await.unwrap(), 2100);
    let mut stream = search.stream();
    for _ in 0..2000 {
        stream.next().await.unwrap().unwrap();
    }
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("2100 items, and the service gives only the first 2000"), "{error}");
    assert!(error.to_string().contains("narrow the search"), "{error}");
    assert!(stream.next().await.is_none());
    // In small pages, less of it can be had, and that is said, too.
    let error = project.search_code("pay").page_size(100).stream().all().await.unwrap_err();
    assert!(error.to_string().contains("only the first 1100"), "{error}");
    assert_eq!(project.search_code("pay").repository("more").stream().all().await.unwrap().len(), 600);
}

#[tokio::test]
async fn work_items_are_found() {
    let ado = in_process(&empty());
    let project = ado.create_project("Shop").process("Agile").await.unwrap();
    ado.create_project("Other").await.unwrap().new_work_item("Task", "Upload there").await.unwrap();
    project.areas().await.unwrap().create_child("Web").await.unwrap();
    let mut ids = Vec::new();
    for number in 0..5 {
        let kind = if number < 3 { "Task" } else { "Bug" };
        let item = project.new_work_item(kind, format!("Upload {number}"));
        ids.push(if number == 0 { item.area("Shop\\Web") } else { item }.await.unwrap().id());
    }
    assert_eq!(ado.search_work_items("upload").count().await.unwrap(), 6);
    let found = project.search_work_items("upload").order_by("System.Id").page_size(2).stream();
    let found = found.all().await.unwrap();
    assert_eq!(found.iter().map(|hit| hit.work_item().unwrap().id()).collect::<Vec<_>>(), ids);
    assert_eq!((found[0].title(), found[0].field("system.STATE")), ("Upload 0", Some("New")));
    assert_eq!(found[4].work_item().unwrap().title().await.unwrap(), "Upload 4");
    let bugs = project.search_work_items("upload").work_item_type("Bug").state("New").state("Active");
    assert_eq!(bugs.count().await.unwrap(), 2);
    assert_eq!(project.search_work_items("upload").area("Shop\\Web").count().await.unwrap(), 1);
    assert_eq!(project.search_work_items("upload").assigned_to("Nobody").count().await.unwrap(), 0);
    let facets = project.search_work_items("upload").summary().await.unwrap().facets;
    assert_eq!(facets["System.WorkItemType"].as_ref().unwrap().len(), 2);
}

#[tokio::test]
async fn pages_of_wikis_and_commits_are_found() {
    let ado = in_process(&empty());
    let project = ado.create_project("Shop").await.unwrap();
    let wiki = project.create_wiki("Shop.wiki").await.unwrap();
    for title in ["On call", "50% a-b", "Other"] {
        wiki.page(format!("/{title}")).create("Restart the gateway.\n").await.unwrap();
    }
    let docs = project.create_repository("docs").await.unwrap();
    docs.commit("main", "Tell about the gateway")
        .add("/docs/Deep/A-page.md", "gateway\n")
        .create()
        .push()
        .await
        .unwrap();
    let published = project.create_wiki("Docs").repository(&docs).folder("/docs").await.unwrap();
    let found = ado.search_wikis("gateway").page_size(3).stream().all().await.unwrap();
    let mut pages: Vec<_> = found.iter().map(|hit| hit.page().unwrap().path().to_owned()).collect();
    pages.sort();
    assert_eq!(pages, ["/50% a-b", "/Deep/A page", "/On call", "/Other"]);
    for hit in &found {
        assert!(hit.page().unwrap().content().await.unwrap().contains("gateway"), "{hit:?}");
    }
    let only = project.search_wikis("gateway").wiki("Docs").first().await.unwrap().unwrap();
    assert!(only.page().unwrap().wiki().ptr_eq(&published));
    assert_eq!(only.file_path(), "/docs/Deep/A-page.md");
    assert_eq!(only.value().file_name.as_deref(), Some("A-page.md"));
    let commits = project.search_commits("gateway").stream().all().await.unwrap();
    assert_eq!(commits[0].commit().unwrap().message().await.unwrap(), "Tell about the gateway");
    assert_eq!(ado.search_commits("gateway").first().await.unwrap().unwrap().sha(), commits[0].sha());
}

#[tokio::test]
async fn packages_are_found_in_all_feeds() {
    let ado = in_process(&Emulator::builder().seed_size(1).build().unwrap());
    assert_eq!(ado.search_packages("fabrikam").count().await.unwrap(), 5);
    let all = ado.search_packages("fabrikam").page_size(2).stream().all().await.unwrap();
    assert_eq!(all.len(), 5);
    let npm = ado.search_packages("fabrikam").protocol("Npm").view("Release").first().await.unwrap().unwrap();
    assert_eq!((npm.name(), npm.protocol()), ("@fabrikam/buttons", "Npm"));
    let packages = npm.packages().await.unwrap();
    assert_eq!(packages.len(), 2, "of the organization and of a project");
    assert!(packages.iter().all(|package| package.name() == npm.name()));
    assert_eq!(packages.iter().filter(|package| package.feed().project().is_some()).count(), 1);
    let shared = ado.search_packages("fabrikam").feed("shared-packages").first().await.unwrap().unwrap();
    assert_eq!(shared.packages().await.unwrap().len(), 1);
}
