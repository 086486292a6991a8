//! Work items, against the emulator.

use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::resource::{Link, LinkKind, Text};
use adoxide::transport::InProcess;
use adoxide::{Client, ErrorKind};
use adoxide_emulator::Emulator;
use axum_core::body::Body;

fn client() -> Client {
    let emulator = Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap();
    Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator, Body::new))
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_work_item_from_its_making_to_its_end() {
    let ado = client();
    let project = ado.create_project("Shop").process("Agile").await.unwrap();
    let story = project.new_work_item("User Story", "Pay").tag("web").tag("cart").save().await.unwrap();
    let task = project.new_work_item("Task", "Ask").parent(story.id()).priority(1).save().await.unwrap();
    assert!(ado.work_item(task.id()).ptr_eq(&task) && task.parent().await.unwrap().unwrap().ptr_eq(&story));
    story.refresh();
    assert_eq!(story.children().await.unwrap().len(), 1);
    // Tags are a set; fields that have no method are set by name.
    let edit = story.edit().remove_tag("cart").tag("web").tag("now").state("Active");
    edit.set("Microsoft.VSTS.Common.Risk", "1 - High")
        .description(Text::html("<p>Why</p>"))
        .save()
        .await
        .unwrap();
    let now = story.current().await.unwrap();
    assert_eq!(now.tags().into_iter().collect::<Vec<_>>(), ["now", "web"]);
    assert_eq!((now.state(), now.text("Microsoft.VSTS.Common.Risk")), (Some("Active"), Some("1 - High")));
    assert_eq!(now.description(), Some("<p>Why</p>"));
    // How it was, and what became of it.
    assert_eq!(story.at_revision(1).await.unwrap().state(), Some("New"));
    let changed = story.updates().all().await.unwrap();
    assert!(
        changed
            .iter()
            .flat_map(|update| update.changes().map(|change| change.field.to_owned()).collect::<Vec<_>>())
            .any(|field| field == "System.State")
    );
    // Comments, attachments, links.
    let mut comment = story.comment("Hello").await.unwrap();
    comment.edit("Hello, all").await.unwrap();
    assert_eq!(story.comments().await.unwrap().all().await.unwrap()[0].text(), Some("Hello, all"));
    let file = story.attach("note.txt", "a note").await.unwrap();
    assert_eq!(&ado.download_attachment(file.id()).await.unwrap().bytes().await.unwrap()[..], b"a note");
    story.edit().link(Link::hyperlink("https://example.com/")).save().await.unwrap();
    assert_eq!(story.current().await.unwrap().linked(&LinkKind::Child).len(), 1);
    // Deleted, taken back, gone.
    task.delete().await.unwrap();
    task.restore().await.unwrap();
    assert_eq!(task.title().await.unwrap(), "Ask");
    task.destroy().await.unwrap();
    task.refresh();
    assert_eq!(task.current().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn what_cannot_be_is_said() {
    let ado = client();
    let project = ado.create_project("Shop").process("Agile").await.unwrap();
    let one = project.new_work_item("Task", "One").save().await.unwrap();
    // Somebody else was faster.
    let stale = one.edit().title("Mine").if_rev(1);
    one.edit().title("Theirs").save().await.unwrap();
    let error = stale.save().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Precondition, "{error}");
    assert!(error.to_string().contains("not at revision 1 any more"), "{error}");
    for (edit, kind) in [
        (one.edit().set("No.Such.Field", 1), ErrorKind::Invalid),
        (one.edit().set("Microsoft.VSTS.Common.Priority", "high"), ErrorKind::Invalid),
        (one.edit().state("Nowhere"), ErrorKind::Invalid),
        (one.edit().parent(one.id()), ErrorKind::Invalid),
    ] {
        let error = edit.save().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
    }
    assert_eq!(one.current().await.unwrap().title(), Some("Theirs"));
}
