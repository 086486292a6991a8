//! Pipelines, runs and what they use, against the emulator.

use std::time::Duration;

use adoxide::api::build::{BuildReason, BuildResult, BuildStatus, DefinitionQueueStatus};
use adoxide::resource::{Pipeline, Project, RecordKind, RunEvent};
use adoxide::{Client, ErrorKind};
use adoxide_emulator::Emulator;
use adoxide_emulator::world::build::BuildResult as Outcome;
use adoxide_emulator::world::journal::Stamp;

use crate::emulator::{empty, in_process};

async fn a_project(ado: &Client) -> (Project, Pipeline) {
    let project = ado.create_project("Fabrikam").await.unwrap();
    let web = project.create_repository("web").await.unwrap();
    let yaml = "parameters:\n- name: count\n  type: number\n  default: 1\nsteps:\n- script: echo hello\n";
    web.commit("main", "Add a pipeline").add("/azure-pipelines.yml", yaml).create().push().await.unwrap();
    let pipeline =
        project.create_pipeline("ci", &web, "/azure-pipelines.yml").folder("team/web").await.unwrap();
    (project, pipeline)
}

#[tokio::test]
async fn pipelines_are_found_by_number_and_name() {
    let ado = in_process(&empty());
    let (project, pipeline) = a_project(&ado).await;
    let id = pipeline.id().await.unwrap();
    assert_eq!(pipeline.name().await.unwrap(), "ci");
    assert_eq!(pipeline.folder().await.unwrap(), "\\team\\web");
    for name in ["ci", "CI", "\\team\\web\\ci", "team/web/ci"] {
        let named = project.pipeline(name);
        assert_eq!(named.id().await.unwrap(), id, "{name}");
        assert!(named.ptr_eq(&pipeline));
    }
    let error = project.pipeline("nothing").id().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    let web = project.repository("web");
    let again =
        project.create_pipeline("ci", &web, "/azure-pipelines.yml").folder("team/web").await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::AlreadyExists, "{again}");
    let other = project.create_pipeline("ci", &web, "/azure-pipelines.yml").await.unwrap();
    let several = project.pipeline("ci").id().await.unwrap_err();
    assert_eq!(several.kind(), ErrorKind::Invalid, "{several}");
    assert!(several.to_string().contains("\\team\\web"), "{several}");
    other.delete().await.unwrap();
    let mut all = project.pipelines().stream();
    assert!(all.next().await.unwrap().unwrap().ptr_eq(&pipeline));
    assert!(all.next().await.is_none());
}

#[tokio::test]
async fn a_definition_is_changed_without_loss() {
    let ado = in_process(&empty());
    let (_, pipeline) = a_project(&ado).await;
    pipeline.set_secret_variable("token", "hunter2").await.unwrap();
    pipeline.set_variable("color", "blue").await.unwrap();
    pipeline.rename("build").await.unwrap();
    pipeline.pause().await.unwrap();
    let now = pipeline.reload().await.unwrap();
    assert_eq!(now.name.as_deref(), Some("build"));
    assert_eq!(now.queue_status, Some(DefinitionQueueStatus::Paused));
    let variables = now.variables.clone().unwrap();
    assert_eq!(
        variables["color"].as_ref().unwrap().value.as_ref().map(adoxide::api::wire::Secret::expose),
        Some("blue")
    );
    assert_eq!(variables["token"].as_ref().unwrap().is_secret, Some(true));
    assert_eq!(variables["token"].as_ref().unwrap().value, None);
    pipeline.unset_variable("color").await.unwrap();
    assert!(!pipeline.snapshot().await.unwrap().variables.clone().unwrap().contains_key("color"));
    pipeline.enable().await.unwrap();
    pipeline.add_tags(["nightly", "slow"]).await.unwrap();
    pipeline.remove_tag("slow").await.unwrap();
    assert_eq!(pipeline.tags().await.unwrap(), ["nightly"]);
}

/// Lets the runs of a pipeline fail.
async fn fails(emulator: &Emulator, pipeline: &Pipeline) {
    let id = pipeline.id().await.unwrap();
    emulator.update(|world, now| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let stamp = Stamp { at: now, actor: organization.owner() };
        organization.change(stamp, |tx| tx.set_build_outcome(id, Outcome::Failed)).unwrap();
    });
}

#[tokio::test]
async fn a_run_from_its_start_to_its_end() {
    let ado = in_process(&empty());
    let (project, pipeline) = a_project(&ado).await;
    let run = pipeline.run().branch("main").variable("color", "blue").parameter("count", 3).await.unwrap();
    let end = run.finished().await.unwrap();
    assert_eq!(end.result, Some(BuildResult::Succeeded));
    assert_eq!(run.branch().await.unwrap().as_deref(), Some("refs/heads/main"));
    assert_eq!(run.pipeline().await.unwrap().id().await.unwrap(), pipeline.id().await.unwrap());
    let timeline = run.timeline().await.unwrap();
    assert_eq!(timeline.stages().count(), 1);
    assert_eq!(timeline.jobs().count(), 1);
    let task = timeline.tasks().next().unwrap();
    assert_eq!(task.within(&RecordKind::Job).unwrap().name(), "Job");
    assert!(run.why_failed().await.unwrap().is_empty());

    let mut stored = Vec::new();
    for task in timeline.tasks() {
        let text = run.log(task.log_id().unwrap()).text().await.unwrap();
        stored.extend(text.lines().map(str::to_owned));
    }
    let (mut lines, mut events) = (Vec::new(), run.follow());
    let mut last = None;
    while let Some(event) = events.next().await {
        match event.unwrap() {
            RunEvent::Line(line) => lines.push(line.line.text),
            other => last = Some(other),
        }
    }
    assert_eq!(lines, stored);
    assert!(matches!(last, Some(RunEvent::Run(build)) if build.status == Some(BuildStatus::Completed)));

    run.add_tags(["release", "v1"]).await.unwrap();
    run.remove_tags(["v1"]).await.unwrap();
    assert_eq!(run.tags().await.unwrap(), ["release"]);
    let tagged = project.runs().tag("release").first().await.unwrap().unwrap();
    assert!(tagged.ptr_eq(&run));
    assert!(project.runs().failed().first().await.unwrap().is_none());
    assert!(pipeline.runs().await.unwrap().branch("main").first().await.unwrap().unwrap().ptr_eq(&run));
    assert!(pipeline.latest_run(None).await.unwrap().ptr_eq(&run));
    let url = run.web_url().await.unwrap().unwrap();
    assert!(ado.run_at(&url).unwrap().ptr_eq(&run), "{url}");
    assert!(ado.run_at(end.url.as_deref().unwrap()).unwrap().ptr_eq(&run));
}

#[tokio::test]
async fn a_failed_run_says_why() {
    let emulator = empty();
    let ado = in_process(&emulator);
    let (_, pipeline) = a_project(&ado).await;
    fails(&emulator, &pipeline).await;
    let run = pipeline.run().reason(BuildReason::UserCreated).await.unwrap();
    assert_eq!(run.finished().await.unwrap().result, Some(BuildResult::Failed));
    let why = run.why_failed().await.unwrap();
    let [failure] = why.failed.as_slice() else { panic!("{why:?}") };
    assert_eq!(failure.record.kind(), &RecordKind::Task);
    assert_eq!(failure.record.name(), "CmdLine");
    assert_eq!(failure.errors.len(), 1);
    assert!(!failure.last_lines.is_empty());
    assert!(why.to_string().contains("exited with code '1'"), "{why}");
}

#[tokio::test]
async fn a_run_is_canceled() {
    let emulator =
        Emulator::builder().seed_size(0).operation_duration(Duration::from_millis(200)).build().unwrap();
    let ado = in_process(&emulator);
    let (_, pipeline) = a_project(&ado).await;
    let run = pipeline.run().await.unwrap();
    let mut events = run.follow().interval(Duration::from_millis(10));
    events.next().await.unwrap().unwrap();
    run.cancel().await.unwrap();
    let mut last = None;
    while let Some(event) = events.next().await {
        last = Some(event.unwrap());
    }
    assert!(matches!(last, Some(RunEvent::Run(build)) if build.result == Some(BuildResult::Canceled)));
}

#[tokio::test]
async fn what_is_not_there_is_named() {
    let ado = in_process(&empty());
    let (project, pipeline) = a_project(&ado).await;
    let mut events = project.run(4711).follow();
    assert_eq!(events.next().await.unwrap().unwrap_err().kind(), ErrorKind::NotFound);
    assert!(events.next().await.is_none());
    let run = pipeline.run().await.unwrap();
    run.finished().await.unwrap();
    let error = run.log(4711).text().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.to_string().contains("log 4711 of run"), "{error}");
    assert_eq!(run.artifact("a/b & c").await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(ado.run_at("https://example.com/x").unwrap_err().kind(), ErrorKind::Invalid);
}

#[tokio::test]
async fn variables_are_set_and_nothing_is_wiped() {
    let ado = in_process(&empty());
    let (project, _) = a_project(&ado).await;
    let mut group = project
        .create_variable_group("settings")
        .description("for all")
        .variable("color", "blue")
        .secret("token", "hunter2")
        .await
        .unwrap();
    let other = ado.create_project("Contoso").await.unwrap();
    group.share(&other).await.unwrap();
    // Somebody else adds a variable that this handle has not seen.
    let mut theirs = project.variable_group_named("SETTINGS").await.unwrap();
    theirs.set("theirs", "1").await.unwrap();
    group.set("Color", "red").await.unwrap();
    group.set_secret("password", "swordfish").await.unwrap();
    let now = project.variable_group(group.id()).await.unwrap();
    assert_eq!(now.names().collect::<Vec<_>>(), ["color", "password", "theirs", "token"]);
    assert_eq!(now.get("COLOR").unwrap(), "red");
    assert_eq!(now.description(), "for all");
    assert!(now.is_secret("token") && now.is_secret("password"));
    assert_eq!(now.projects().count(), 2);
    assert_eq!(now.get("token").unwrap_err().kind(), ErrorKind::Permission);
    assert_eq!(now.get("nothing").unwrap_err().kind(), ErrorKind::NotFound);
    let mut there = other.variable_group(group.id()).await.unwrap();
    assert_eq!(there.get("theirs").unwrap(), "1");
    there.unset("theirs").await.unwrap();
    there.unset("theirs").await.unwrap();
    group.reload().await.unwrap();
    assert!(!group.contains("theirs"));
    assert!(!format!("{group:?}").contains("hunter2"));
    let nowhere = ado.create_project("Elsewhere").await.unwrap();
    let error = nowhere.variable_group(group.id()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    group.delete_everywhere().await.unwrap();
    assert_eq!(other.variable_groups().all().await.unwrap().len(), 0);
}

#[tokio::test]
async fn queues_lead_to_pools() {
    let ado = in_process(&empty());
    let (project, _) = a_project(&ado).await;
    let queue = project.agent_queue_named("Azure Pipelines").await.unwrap();
    let pool = queue.pool().await.unwrap();
    assert!(pool.is_hosted());
    assert_eq!(ado.agent_pool_named("azure pipelines").await.unwrap().id(), pool.id());
    assert_eq!(project.agent_queue(queue.id()).await.unwrap().name(), "Azure Pipelines");
    assert_eq!(project.agent_queue_named("nothing").await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn a_preview_expands_templates_or_says_what_is_wrong() {
    let ado = in_process(&empty());
    let (_, pipeline) = a_project(&ado).await;
    let yaml = pipeline.run().branch("main").preview().await.unwrap();
    assert!(yaml.contains("echo hello"), "{yaml}");
    let other = "parameters:\n- name: word\n  default: a\nsteps:\n- script: echo ${{ parameters.word }}\n";
    let yaml = pipeline.run().parameter("word", "adieu").preview_of(other).await.unwrap();
    assert!(yaml.contains("echo adieu"), "{yaml}");
    let error = pipeline.run().preview_of("steps:\n- script: ${{ eq }}\n").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    assert!(error.to_string().contains("Line: 2"), "{error}");
    assert_eq!(pipeline.project().runs().stream().all().await.unwrap().len(), 0);
}
