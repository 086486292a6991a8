//! Work items, against the emulator.

use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::resource::{Link, LinkKind, Text, WorkItem, field};
use adoxide::transport::InProcess;
use adoxide::{Client, ErrorKind};
use adoxide_emulator::Emulator;
use axum_core::body::Body;
use futures::{StreamExt, TryStreamExt};

fn emulator() -> Emulator {
    Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap()
}

fn client_of(emulator: &Emulator) -> Client {
    Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator.clone(), Body::new))
        .build()
        .unwrap()
}

fn client() -> Client {
    client_of(&emulator())
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

/// What was asked of the server since the last time, by operation.
fn asked(emulator: &Emulator) -> Vec<String> {
    let requests = emulator.requests();
    emulator.clear_requests();
    requests.into_iter().filter_map(|request| request.operation).collect()
}

#[tokio::test]
async fn many_at_once_in_batches_of_200() {
    let emulator = emulator();
    let (ado, other) = (client_of(&emulator), client_of(&emulator));
    let project = ado.create_project("Shop").process("Agile").await.unwrap();
    emulator.clear_requests();
    let new = (0..450).map(|number| project.new_work_item("Task", format!("Task {number}")).tag("new"));
    let made: Vec<_> = ado.save_work_items(new).try_collect().await.unwrap();
    assert_eq!(asked(&emulator), ["wit.update_work_items"; 3]);
    for (number, item) in made.iter().enumerate() {
        assert_eq!(item.title().await.unwrap(), format!("Task {number}"));
    }
    assert_eq!(asked(&emulator), [""; 0], "the answers are kept");
    let ids: Vec<i64> = made.iter().map(WorkItem::id).collect();
    let found: Vec<_> = other.wiql("SELECT [System.Id] FROM workitems").ids().try_collect().await.unwrap();
    assert_eq!(found, ids);
    // Changed by somebody who has not seen them: they are read 200 at a time too.
    emulator.clear_requests();
    let edits = ids.iter().map(|id| other.work_item(*id).edit().tag("seen").priority(1));
    let changed: Vec<_> = other.save_work_items(edits).try_collect().await.unwrap();
    assert_eq!(asked(&emulator), ["wit.get_work_items_batch", "wit.update_work_items"].repeat(3));
    let last = changed[449].current().await.unwrap();
    assert_eq!(
        (last.priority(), last.tags().into_iter().collect::<Vec<_>>().join(" ")),
        (Some(1), "new seen".into())
    );
    // Each has an outcome of its own: what was seen is old, what is wrong, what is not there, what is new.
    let edits = [
        made[0].edit().title("Mine"),
        made[0].edit().title("Mine").onto_latest(),
        made[1].edit().onto_latest().state("Nowhere"),
        ado.work_item(99_999).edit().title("x"),
        project.new_work_item("Bugg", "x"),
        made[2].edit().onto_latest().parent(99_998),
        made[3].edit().if_rev(2).title("Right"),
        made[4].edit(),
        project.new_work_item("Task", "Last").parent(made[3].id()),
    ];
    let outcomes: Vec<_> = ado.save_work_items(edits).collect().await;
    let kinds: Vec<_> =
        outcomes.iter().map(|outcome| outcome.as_ref().err().map(adoxide::Error::kind)).collect();
    let (old, wrong, none) = (ErrorKind::Precondition, ErrorKind::Invalid, ErrorKind::NotFound);
    assert_eq!(kinds, [Some(old), None, Some(wrong), Some(none), Some(none), Some(none), None, None, None]);
    let error = outcomes[2].as_ref().unwrap_err();
    assert!(
        error.to_string().contains("'Nowhere'") && error.advice().contains("rules of the type"),
        "{error}"
    );
    let fresh = client_of(&emulator);
    assert_eq!(fresh.work_item(ids[0]).title().await.unwrap(), "Mine");
    assert_eq!(fresh.work_item(ids[3]).title().await.unwrap(), "Right");
    assert_eq!(fresh.work_item(ids[3]).children().await.unwrap()[0].title().await.unwrap(), "Last");
    assert_eq!(fresh.work_item(ids[1]).state().await.unwrap(), "New");
    // Onto the latest, whatever somebody else does between.
    let twice = [made[5].edit().onto_latest().tag("one"), made[5].edit().onto_latest().tag("two")];
    ado.save_work_items(twice).try_collect::<Vec<_>>().await.unwrap();
    let tags = client_of(&emulator).work_item(ids[5]).current().await.unwrap().tags();
    assert_eq!(tags.into_iter().collect::<Vec<_>>(), ["new", "one", "seen", "two"]);
    // Gone, 200 in a request.
    emulator.clear_requests();
    ado.delete_work_items(ids, false).try_collect::<Vec<_>>().await.unwrap();
    assert_eq!(asked(&emulator), ["wit.delete_work_items"; 3]);
    assert_eq!(project.deleted_work_items().all().await.unwrap().len(), 450);
}

#[tokio::test]
async fn all_links_between_two_are_taken_away() {
    let emulator = emulator();
    let ado = client_of(&emulator);
    let project = ado.create_project("Shop").process("Agile").await.unwrap();
    let one = project.new_work_item("User Story", "One").save().await.unwrap();
    let two = project.new_work_item("Task", "Two").parent(one.id()).link(Link::related(one.id()));
    let two = two.link(Link::build(7)).save().await.unwrap();
    two.edit().unlink_work_item(one.id()).save().await.unwrap();
    let fresh = client_of(&emulator);
    let links: Vec<_> = fresh.work_item(two.id()).current().await.unwrap().links().collect();
    assert_eq!(links, [Link::build(7)]);
    assert_eq!(fresh.work_item(one.id()).current().await.unwrap().links().count(), 0);
    let error = two.edit().unlink_work_item(one.id()).save().await.unwrap_err();
    assert!(error.to_string().contains(&format!("has no link to work item {}", one.id())), "{error}");
}

#[tokio::test]
async fn fields_of_every_kind() {
    let ado = client();
    let project = ado.create_project("Shop").process("Agile").await.unwrap();
    let when = "2026-11-02T09:00:00Z".parse().unwrap();
    let edit =
        project.new_work_item("User Story", "Pay").story_points(3.5).description(Text::markdown("*Why*"));
    let story = edit.set_date(field::START_DATE, when).set_text(field::ACCEPTANCE_CRITERIA, "<p>It pays</p>");
    let story = story.save().await.unwrap().current().await.unwrap();
    assert_eq!((story.story_points(), story.start_date()), (Some(3.5), Some(when)));
    assert_eq!(story.acceptance_criteria(), Some("<p>It pays</p>"));
    assert!(story.is_markdown(field::DESCRIPTION) && !story.is_markdown(field::ACCEPTANCE_CRITERIA));
    let task = project.new_work_item("Task", "Ask").work(Some(8.0), Some(5.0), None).save().await.unwrap();
    let task = task.current().await.unwrap();
    assert_eq!(
        (task.original_estimate(), task.remaining_work(), task.completed_work()),
        (Some(8.0), Some(5.0), None)
    );
    let bug = project.new_work_item("Bug", "Stops").severity("2 - High").save().await.unwrap();
    assert_eq!(bug.current().await.unwrap().severity(), Some("2 - High"));
}

#[tokio::test]
async fn past_the_rules_in_silence_or_not_at_all() {
    let emulator = emulator();
    let ado = client_of(&emulator);
    let project = ado.create_project("Shop").process("Agile").await.unwrap();
    let item = project.new_work_item("Task", "Ask").save().await.unwrap();
    // Only asked, never made.
    let would = item.edit().state("Active").validate().await.unwrap();
    assert_eq!(
        (would.state(), client_of(&emulator).work_item(item.id()).state().await.unwrap().as_str()),
        (Some("Active"), "New")
    );
    let would = project.new_work_item("Task", "Not").validate().await.unwrap();
    assert_eq!((would.id(), would.title()), (None, Some("Not")));
    assert_eq!(ado.wiql("SELECT [System.Id] FROM workitems").run().await.unwrap().ids(), [item.id()]);
    assert_eq!(item.edit().state("Nowhere").validate().await.unwrap_err().kind(), ErrorKind::Invalid);
    item.edit().state("Nowhere").bypass_rules().suppress_notifications().save().await.unwrap();
    assert_eq!(client_of(&emulator).work_item(item.id()).state().await.unwrap(), "Nowhere");
    // Deleted, and when; for good.
    item.delete().await.unwrap();
    assert_eq!(item.deletion().await.unwrap().id, Some(item.id()));
    item.destroy().await.unwrap();
    assert!(project.deleted_work_items().all().await.unwrap().is_empty());
    assert_eq!(item.restore().await.unwrap_err().kind(), ErrorKind::NotFound);
}
