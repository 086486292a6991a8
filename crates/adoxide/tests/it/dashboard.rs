//! Dashboards and their widgets, against the emulator. What was changed is looked at by a client that knows nothing of
//! the change.

use adoxide::ErrorKind;
use adoxide::api::dashboard::Widget as WireWidget;
use adoxide::resource::{NewWidget, Project, Widget};

use crate::emulator::{empty, in_process};

async fn stage() -> (Project, Project) {
    let emulator = empty();
    let project = in_process(&emulator).create_project("Shop").await.unwrap();
    (project, in_process(&emulator).project("Shop"))
}

fn note(name: &str) -> NewWidget {
    NewWidget::markdown(name, format!("# {name}")).at(1, 2).size(1, 2)
}

#[tokio::test]
async fn a_dashboard_from_its_making_to_its_end() {
    let (project, other) = stage().await;
    let team = project.create_team("Web").await.unwrap();
    let made =
        team.create_dashboard("Health").description("How we are").refresh_minutes(5).widget(note("One"));
    let mut health = made.await.unwrap();
    assert_eq!((health.name(), health.description()), ("Health", Some("How we are")));
    assert_eq!(health.value().refresh_interval, Some(5));
    assert!(health.team().unwrap().ptr_eq(&team) && health.project().ptr_eq(&project));
    let error = team.create_dashboard("health").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists, "{error}");
    let of_project = project.create_dashboard("Health").await.unwrap();
    assert!(of_project.team().is_none());
    // By name and id, by team and project.
    let web = other.team("web");
    let again = web.dashboard("HEALTH").await.unwrap();
    assert_eq!(again.id(), health.id());
    assert_eq!(web.dashboard(health.id()).await.unwrap().name(), "Health");
    assert_eq!(other.dashboard("health").await.unwrap().id(), of_project.id(), "the project's first");
    assert_eq!(web.dashboards().all().await.unwrap().len(), 1);
    let all = other.dashboards().all().await.unwrap();
    let listed = all.iter().find(|listed| listed.id() == health.id()).unwrap();
    assert_eq!(listed.team().unwrap().id().await.unwrap(), team.id().await.unwrap());
    assert_eq!(listed.widgets().all().await.unwrap().len(), 1);
    // Renamed and changed: the widgets stay.
    health.rename("Pulse").await.unwrap();
    health.update(|dashboard| dashboard.description = Some("More".into())).await.unwrap();
    let mut again = web.dashboard("Pulse").await.unwrap();
    assert_eq!(again.description(), Some("More"));
    assert_eq!(again.widgets().all().await.unwrap().len(), 1);
    // A stale version overwrites nothing.
    let mut stale = again.clone();
    again.update(|dashboard| dashboard.description = Some("Mine".into())).await.unwrap();
    let error = stale.update(|dashboard| dashboard.description = Some("Theirs".into())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    assert_ne!(stale.version(), again.version());
    stale.reload().await.unwrap();
    assert_eq!((stale.description(), stale.version()), (Some("Mine"), again.version()));
    for name in ["No", "29653dd2-c18a-4d19-80b6-d4a000000000"] {
        assert_eq!(other.dashboard(name).await.unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(web.dashboard(name).await.unwrap_err().kind(), ErrorKind::NotFound);
    }
    assert!(again.update(|dashboard| dashboard.name = Some(" ".into())).await.is_err());
    let twin = other.create_team("Api").await.unwrap().create_dashboard("Pulse").await.unwrap();
    assert_eq!(other.dashboard("pulse").await.unwrap_err().kind(), ErrorKind::Invalid, "of two teams");
    twin.delete().await.unwrap();
    assert_eq!(other.dashboard("pulse").await.unwrap().id(), health.id());
    health.delete().await.unwrap();
    assert_eq!(again.reload().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn widgets_come_change_and_go() {
    let (project, other) = stage().await;
    let mut board = project.create_dashboard("Health").await.unwrap();
    let one = board.add_widget(note("One")).await.unwrap();
    // The version follows one's own changes.
    let two = board.add_widget(note("Two").with(|widget| widget.is_enabled = Some(true))).await.unwrap();
    assert_eq!((one.name(), one.settings()), ("One", Some("# One")));
    assert_eq!(one.value().size.as_ref().unwrap().column_span, Some(2));
    assert_eq!(board.add_widget(NewWidget::new("No kind", "")).await.unwrap_err().kind(), ErrorKind::Invalid);
    let mut theirs = other.dashboard("Health").await.unwrap();
    let mut their_one = theirs.widget("one").await.unwrap();
    let mut their_two = theirs.widget(two.id()).await.unwrap();
    assert_eq!(theirs.widget("No").await.unwrap_err().kind(), ErrorKind::NotFound);
    // Each is changed by itself, though each change moves the version of the dashboard.
    their_one.update(|widget| widget.settings = Some("# First".into())).await.unwrap();
    their_two.update(|widget| widget.name = Some("Second".into())).await.unwrap();
    their_one.update(|widget| widget.name = Some("First".into())).await.unwrap();
    let mut now = project.dashboard("Health").await.unwrap().widget("First").await.unwrap();
    assert_eq!(now.settings(), Some("# First"));
    // Somebody else's change of the same widget is not overwritten.
    let mut stale = one.clone();
    let error = stale.update(|widget| widget.settings = Some("mine".into())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    stale.reload().await.unwrap();
    stale.update(|widget| widget.settings = None).await.unwrap();
    now.reload().await.unwrap();
    assert_eq!(now.settings(), None, "what is taken away is gone");
    // A dashboard that was read before somebody else's change takes nothing.
    let error = theirs.add_widget(note("Three")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    theirs.reload().await.unwrap();
    let three = theirs.add_widget(note("Three")).await.unwrap();
    theirs.add_widget(note("three")).await.unwrap();
    assert_eq!(theirs.widget("THREE").await.unwrap_err().kind(), ErrorKind::Invalid, "two of the name");
    three.delete().await.unwrap();
    assert_eq!(three.clone().reload().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(three.delete().await.unwrap_err().kind(), ErrorKind::NotFound);
    // All at once: one stays, one is new.
    let error = board.replace_widgets(&[]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    board.reload().await.unwrap();
    let kept = WireWidget { name: Some("Kept".into()), ..now.value().clone() };
    let new = WireWidget {
        name: Some("New".into()),
        contribution_id: now.value().contribution_id.clone(),
        ..WireWidget::default()
    };
    board.replace_widgets(&[kept, new]).await.unwrap();
    let seen = other.dashboard("Health").await.unwrap().widgets().all().await.unwrap();
    assert_eq!(seen.iter().map(Widget::name).collect::<Vec<_>>(), ["Kept", "New"]);
    assert_eq!(seen[0].id(), now.id());
    board.remove_widget(seen[1].id()).await.unwrap();
    board.rename("Pulse").await.unwrap();
    assert_eq!(board.widgets().all().await.unwrap().len(), 1);
    assert_eq!(board.remove_widget(seen[1].id()).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn types_of_widgets() {
    let (project, _) = stage().await;
    let types = project.widget_types().await.unwrap();
    let first = types[0].contribution_id.as_deref().unwrap();
    assert_eq!(project.widget_type(first).await.unwrap().name, types[0].name);
    assert_eq!(project.widget_type("no.such").await.unwrap_err().kind(), ErrorKind::NotFound);
}
