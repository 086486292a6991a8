//! The programs of `examples/`, against the emulator.

use std::sync::Arc;

use adoxide::credential::Pat;
use adoxide::jiff::Timestamp;
use adoxide::transport::InProcess;
use adoxide::{Client, OptionalExt};
use axum_core::body::Body;

use crate::emulator::{empty, in_process};

macro_rules! examples {
    ($($name:ident $file:literal),* $(,)?) => {
        $(#[path = $file] #[allow(dead_code, reason = "it has a main function")]
        mod $name;)*
    };
}

examples! {
    bump_version "../../examples/bump_version.rs",
    custom_transport "../../examples/custom_transport.rs",
    licences "../../examples/licences.rs",
    publish_wiki "../../examples/publish_wiki.rs",
    retag "../../examples/retag.rs",
    rotate_secret "../../examples/rotate_secret.rs",
    stale_branches "../../examples/stale_branches.rs",
    watch_run "../../examples/watch_run.rs",
    wiql_to_csv "../../examples/wiql_to_csv.rs",
}

#[tokio::test]
async fn a_version_is_bumped_in_all_repositories() {
    let ado = in_process(&empty());
    let project = ado.create_project("Fabrikam").await.unwrap();
    for number in 0..4 {
        let repository = project.create_repository(format!("repo-{number}")).await.unwrap();
        let text = if number == 3 { "other = 1\n" } else { "library = 1.2\n" };
        repository.commit("main", "Begin").add("/versions.txt", text).create().await.unwrap();
    }
    project.create_repository("empty").await.unwrap();
    let made = bump_version::bump(&project, "/versions.txt", "1.2", "1.3").await.unwrap();
    assert_eq!(made.len(), 3);
    let text =
        made[0].repository().file("/versions.txt").at(made[0].source().await.unwrap().version().unwrap());
    assert_eq!(text.text().await.unwrap(), "library = 1.3\n");
    assert!(bump_version::bump(&project, "/versions.txt", "1.2", "1.3").await.unwrap().is_empty());
    let later = Timestamp::now() + adoxide::jiff::SignedDuration::from_hours(1);
    let stale = stale_branches::stale(&project, later).await.unwrap();
    assert_eq!(stale.len(), 3);
    assert!(stale_branches::stale(&project, Timestamp::UNIX_EPOCH).await.unwrap().is_empty());
}

#[tokio::test]
async fn work_items_are_retagged_and_exported() {
    let ado = in_process(&empty());
    let project = ado.create_project("Fabrikam").process("Agile").await.unwrap();
    for number in 0..5 {
        let tag = if number < 3 { "old" } else { "other" };
        project.new_work_item("Task", format!("Say \"{number}\"")).tag(tag).await.unwrap();
    }
    assert_eq!(retag::retag(&project, "old", "new").await.unwrap(), 3);
    assert_eq!(retag::retag(&project, "old", "new").await.unwrap(), 0);
    let mut csv = Vec::new();
    let condition = "[System.Tags] CONTAINS 'new'";
    assert_eq!(wiql_to_csv::export(&project, condition, &mut csv).await.unwrap(), 3);
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.lines().nth(1).unwrap().ends_with(",\"Task\",\"New\",\"Say \"\"0\"\"\""), "{csv}");
}

#[tokio::test]
async fn a_transport_counts_requests() {
    let emulator = empty();
    let transport = custom_transport::Counting::new(Arc::new(InProcess::new(emulator.clone(), Body::new)));
    let ado = Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(transport.clone())
        .build()
        .unwrap();
    assert!(custom_transport::names(&ado).await.unwrap().is_empty());
    assert_eq!(transport.counts()["GET"], 1);
}

#[tokio::test]
async fn a_run_is_watched() {
    let ado = in_process(&empty());
    let project = ado.create_project("Fabrikam").await.unwrap();
    let web = project.create_repository("web").await.unwrap();
    web.commit("main", "Begin").add("/ci.yml", "steps:\n- script: echo hello\n").create().await.unwrap();
    let pipeline = project.create_pipeline("ci", &web, "/ci.yml").await.unwrap();
    let mut out = Vec::new();
    assert!(watch_run::watch(&pipeline, &mut out).await.unwrap());
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("== Job Job: completed"), "{out}");
}

#[tokio::test]
async fn a_secret_is_rotated_everywhere() {
    let ado = in_process(&empty());
    for name in ["Fabrikam", "Contoso"] {
        let project = ado.create_project(name).await.unwrap();
        project
            .create_variable_group(format!("of {name}"))
            .secret("token", "old")
            .variable("a", "1")
            .await
            .unwrap();
        project.create_variable_group(format!("plain {name}")).variable("token", "x").await.unwrap();
    }
    assert_eq!(rotate_secret::rotate(&ado, "token", "new").await.unwrap().len(), 2);
    let fabrikam = ado.project("Fabrikam");
    assert_eq!(fabrikam.variable_group_named("of Fabrikam").await.unwrap().get("a").unwrap(), "1");
    assert!(fabrikam.variable_group_named("nothing").await.optional().unwrap().is_none());
}

#[tokio::test]
async fn licences_are_exported() {
    let emulator = empty();
    let object = emulator.update(|world, _| {
        let bot = world.add_application("Deploy, or not").identity;
        world.identity(bot).unwrap().object_id.to_string()
    });
    let ado = in_process(&emulator);
    ado.entitle_user("ada@example.com").license("stakeholder".into()).await.unwrap();
    ado.entitle_service_principal(&object).await.unwrap();
    let mut csv = Vec::new();
    assert_eq!(licences::export(&ado, &mut csv).await.unwrap(), 3);
    let csv = String::from_utf8(csv).unwrap();
    let has = |row: &str| csv.lines().any(|line| line.starts_with(row));
    assert!(
        has("\"ada@example.com\",\"ada@example.com\",\"user\",\"Stakeholder\",\"pending\",\"\""),
        "{csv}"
    );
    assert!(has(&format!("\"Deploy, or not\",\"{object}\",\"service principal\",\"Basic\"")), "{csv}");
}

#[tokio::test]
async fn a_folder_becomes_a_wiki() {
    use adoxide::resource::PageChange::{Created, Edited, Unchanged};

    let ado = in_process(&empty());
    let project = ado.create_project("Fabrikam").await.unwrap();
    let wiki = project.create_wiki("Handbook").await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("home.md", "# Home\n");
    write("guide/first-steps.md", "Begin.\n");
    write("guide/picture.png", "no page");
    let publish = async || {
        let changes = publish_wiki::publish(&wiki, folder.path()).await.unwrap();
        changes.into_iter().map(|(_, change)| change).collect::<Vec<_>>()
    };
    assert_eq!(publish().await, [Created, Created]);
    assert_eq!(wiki.page("/guide/first steps").content().await.unwrap(), "Begin.\n");
    write("home.md", "# Welcome\n");
    assert_eq!(publish().await, [Unchanged, Edited]);
    assert_eq!(publish().await, [Unchanged, Unchanged]);
}
