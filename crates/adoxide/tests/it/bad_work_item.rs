//! Bad input about work items: the service's own sentence, what to do about it, and nothing is lost.

use std::time::Duration;

use adoxide::api::wire::JsonPatch;
use adoxide::api::wit::{self, UpdateWorkItem, WorkItemBatchGetRequest};
use adoxide::credential::Pat;
use adoxide::resource::{Link, Project, WorkItem};
use adoxide::transport::InProcess;
use adoxide::{Client, Error, ErrorKind, Options, Upload};
use adoxide_emulator::{Emulator, FaultKind, FaultRule};
use axum_core::body::Body;
use bytes::Bytes;

/// A story, and a part of it.
struct Stage {
    emulator: Emulator,
    project: Project,
    story: WorkItem,
    task: WorkItem,
}

async fn stage() -> Stage {
    let emulator = Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap();
    let project = client(&emulator).create_project("Shop").process("Agile").await.unwrap();
    let story = project.new_work_item("User Story", "Pay").save().await.unwrap();
    let task = project.new_work_item("Task", "Ask").parent(story.id()).save().await.unwrap();
    story.refresh();
    Stage { emulator, project, story, task }
}

fn client(emulator: &Emulator) -> Client {
    Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator.clone(), Body::new))
        .options(Options::default())
        .build()
        .unwrap()
}

impl Stage {
    /// A change that no noun makes.
    async fn patch(&self, patch: JsonPatch) -> Error {
        let op = wit::update_work_item(None, self.story.id().into(), &patch, UpdateWorkItem::default());
        self.project.client().call(op).await.unwrap_err()
    }

    async fn query(&self, text: &str) -> Error {
        self.project.wiql(text).run().await.unwrap_err()
    }

    /// All that the server has, seen by somebody who knows nothing.
    async fn everything(&self) -> String {
        let ado = client(&self.emulator);
        let items = ado.work_items([self.story.id(), self.task.id()]).all().await.unwrap();
        let count = ado.wiql("SELECT [System.Id] FROM workitems").run().await.unwrap().ids().len();
        let values: Vec<_> = items.iter().map(adoxide::resource::Revision::value).collect();
        format!("{count} {}", serde_json::to_string(&values).unwrap())
    }
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one table")]
async fn what_cannot_be_meant_is_said_and_changes_nothing() {
    let stage = stage().await;
    let before = stage.everything().await;
    let (story, task) = (&stage.story, &stage.task);
    let stale = story.edit().title("Mine").if_rev(7);
    let many =
        WorkItemBatchGetRequest { ids: Some((1..=201).collect()), ..WorkItemBatchGetRequest::default() };
    let many = stage.project.client().items(wit::get_work_items_batch(None, &many)).all().await;
    let title = "/fields/System.Title";
    // What was tried, what kind of failure it is, the service's words, ours.
    let table = [
        (
            "a path that is none",
            stage.patch(JsonPatch::new().add("/felds/System.Title", "x")).await,
            ErrorKind::Invalid,
            "Unable to evaluate path /felds/System.Title",
            "a path is /fields/System.Title",
        ),
        (
            "a relation that is not there",
            stage.patch(JsonPatch::new().remove("/relations/9")).await,
            ErrorKind::Invalid,
            "Index out of range for path /relations/9",
            "/relations/0",
        ),
        (
            "half a patch",
            stage.patch(JsonPatch::new().add(title, "x").add("/fields/No.Field", 1)).await,
            ErrorKind::Invalid,
            "TF51535: Cannot find field No.Field",
            "by its reference name",
        ),
        (
            "an unknown field",
            story.edit().title("x").set("No.Field", 1).save().await.unwrap_err(),
            ErrorKind::Invalid,
            "TF51535: Cannot find field No.Field",
            "by its reference name",
        ),
        (
            "a value of the wrong type",
            task.edit().set("Microsoft.VSTS.Scheduling.RemainingWork", "much").save().await.unwrap_err(),
            ErrorKind::Invalid,
            "'much'",
            "give a value of the field's type",
        ),
        (
            "a value that is not allowed",
            story.edit().state("Nowhere").save().await.unwrap_err(),
            ErrorKind::Invalid,
            "'Nowhere' that is not in the list of supported values",
            "what the rules of the type allow",
        ),
        (
            "an area that is not there",
            story.edit().area("Shop\\Nowhere").save().await.unwrap_err(),
            ErrorKind::Invalid,
            "TF401347",
            "Project\\Name",
        ),
        (
            "a revision that is over, as it was seen",
            stale.save().await.unwrap_err(),
            ErrorKind::Precondition,
            "not at revision 7 any more",
            "read it again",
        ),
        (
            "a revision that is over, as the service sees it",
            stage.patch(JsonPatch::new().test("/rev", 7).add(title, "x")).await,
            ErrorKind::Precondition,
            "VS403351",
            "read it again",
        ),
        (
            "a link to nowhere",
            story.edit().link(Link::related(99_999)).save().await.unwrap_err(),
            ErrorKind::NotFound,
            "TF401232: Work item 99999 does not exist",
            "link it to a work item that is there",
        ),
        (
            "a link to itself",
            story.edit().link(Link::related(story.id())).save().await.unwrap_err(),
            ErrorKind::Invalid,
            "TF201034",
            "another work item",
        ),
        (
            "a parent that is a part",
            story.edit().parent(task.id()).save().await.unwrap_err(),
            ErrorKind::Invalid,
            "TF201035",
            "take a link of the circle away",
        ),
        (
            "a link that is there",
            task.edit().onto_latest().link(Link::child(story.id())).save().await.unwrap_err(),
            ErrorKind::Invalid,
            "TF201035",
            "link the other way round",
        ),
        (
            "a link that is not there",
            story.edit().unlink(Link::related(task.id())).save().await.unwrap_err(),
            ErrorKind::NotFound,
            "has no link",
            "",
        ),
        (
            "a type that is none",
            stage.project.new_work_item("Bugg", "x").save().await.unwrap_err(),
            ErrorKind::NotFound,
            "VS402323",
            "a type that the project has",
        ),
        (
            "a query of an unknown field",
            stage.query("SELECT [System.Id]\nFROM workitems WHERE [Nö] = 1").await,
            ErrorKind::Invalid,
            "TF51005",
            "line 2, column 22: name a field by its reference name",
        ),
        (
            "a query that ends too early",
            stage.query("SELECT [System.Id] FROM workitems WHERE [System.Id] =").await,
            ErrorKind::Invalid,
            "Expecting a value",
            "the end of the query",
        ),
        (
            "a query of another dialect",
            stage.query("SELECT TOP 5 [System.Id] FROM workitems").await,
            ErrorKind::Invalid,
            "TF51006",
            "how many are wanted is said by the limit",
        ),
        (
            "201 numbers",
            many.unwrap_err(),
            ErrorKind::Invalid,
            "VS403474: You requested 201 work items",
            "ask for 200 at a time",
        ),
    ];
    for (tried, error, kind, theirs, ours) in table {
        assert_eq!(error.kind(), kind, "{tried}: {error}");
        assert!(error.to_string().contains(theirs), "{tried}: {error}");
        assert!(error.advice().contains(ours), "{tried}: {error}");
    }
    assert_eq!(stage.everything().await, before);
    // The nouns ask for 200 at a time by themselves.
    let all = stage.project.client().work_items((1..=201).map(|_| story.id())).all().await.unwrap();
    assert_eq!(all.len(), 201);
}

#[tokio::test(start_paused = true)]
async fn an_attachment_that_breaks_off_is_not_linked() {
    let stage = stage().await;
    let before = stage.everything().await;
    let pieces = || {
        let good = Ok::<_, std::io::Error>(Bytes::from_static(b"some of it"));
        futures::stream::iter([good, Err(std::io::Error::other("the disk is gone"))])
    };
    let reset = |operation: &str, kind: FaultKind| {
        let rule = FaultRule::new(kind).operation(operation).times(100);
        stage.emulator.add_fault(rule);
    };
    let story = &stage.story;
    let error = story.attach("a.txt", Upload::once(pieces())).await.unwrap_err();
    assert!(error.to_string().contains("the disk is gone"), "{error}");
    let whole = Upload::once(pieces()).length(1000);
    let error = stage.project.upload_attachment_in_pieces("a.txt", whole, 4).await.unwrap_err();
    assert!(error.to_string().contains("the file a.txt can't be read"), "{error}");
    assert_eq!(error.kind(), ErrorKind::Invalid);
    // It is shorter than it says.
    let short = Upload::from(&b"short"[..]).length(1000);
    let error = stage.project.upload_attachment_in_pieces("a.txt", short, 4).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    // The network goes away, before or behind a piece.
    for kind in [FaultKind::ResetBefore, FaultKind::ResetAfter] {
        reset("wit.upload_attachment", kind.clone());
        let upload = stage.project.upload_attachment_in_pieces("a.txt", "some content", 4).await;
        assert!(upload.is_err(), "{kind:?}");
        stage.emulator.clear_faults();
    }
    // A part of one is none.
    assert_eq!(stage.everything().await, before);
    let file = stage.project.upload_attachment_in_pieces("a.txt", "some content", 4).await.unwrap();
    reset("wit.get_attachment", FaultKind::Truncate);
    let download = stage.project.client().download_attachment(file.id()).await;
    let error = match download {
        Ok(download) => download.bytes().await.unwrap_err(),
        Err(error) => error,
    };
    assert!(matches!(error.kind(), ErrorKind::Transport | ErrorKind::Decode), "{error}");
}
