//! What work items are made of, where they are sorted into, and who works on them, against the emulator. What
//! was changed is looked at by a client that knows nothing of the change.

use std::time::Duration;

use adoxide::api::processes::{
    AddProcessWorkItemTypeFieldRequest, CreateProcessRuleRequest, CreateProcessWorkItemTypeRequest, PickList,
    ProcessBehaviorCreateRequest, ProcessBehaviorUpdateRequest, RuleAction, RuleActionType, RuleCondition,
    RuleConditionType, UpdateProcessModel, UpdateProcessRuleRequest, UpdateProcessWorkItemTypeFieldRequest,
    UpdateProcessWorkItemTypeRequest, WorkItemStateInputModel,
};
use adoxide::api::wit::{FieldType, WorkItemField2};
use adoxide::api::work::{
    BoardCardSettings, BoardColumn, BoardColumnType, BoardRow, BugsBehavior, ReorderOperation,
    TeamSettingsPatch,
};
use adoxide::credential::Pat;
use adoxide::resource::{ClassificationNode, Process, ProcessType, Project, QueryNode};
use adoxide::transport::InProcess;
use adoxide::{Client, ErrorKind};
use adoxide_emulator::Emulator;
use axum_core::body::Body;
use futures::TryStreamExt;
use jiff::civil::date;

fn emulator() -> Emulator {
    Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap()
}

fn client(emulator: &Emulator) -> Client {
    Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator.clone(), Body::new))
        .build()
        .unwrap()
}

/// A project of the Agile process, and the same project of another client.
async fn stage() -> (Project, Project) {
    let emulator = emulator();
    let project = client(&emulator).create_project("Shop").process("Agile").await.unwrap();
    (project, client(&emulator).project("Shop"))
}

#[tokio::test]
async fn types_say_what_can_be_done() {
    let (project, _) = stage().await;
    let types = project.work_item_types().all().await.unwrap();
    assert!(types.iter().any(|kind| kind.name() == "User Story"));
    let story = project.work_item_type("user story").await.unwrap();
    assert_eq!(story.reference_name(), "Microsoft.VSTS.WorkItemTypes.UserStory");
    let states: Vec<_> = story.states().iter().filter_map(|state| state.name.as_deref()).collect();
    assert_eq!(states, ["New", "Active", "Resolved", "Closed", "Removed"]);
    assert_eq!(story.initial_state(), Some("New"));
    assert!(story.transitions("active").any(|state| state == "Resolved"));
    assert!(!story.is_disabled());
    // What a type says can be done is what can be done.
    for state in story.transitions("New") {
        let item = story.new_work_item("Try").save().await.unwrap();
        item.edit().state(state).save().await.unwrap();
    }
    let fields = story.fields().all().await.unwrap();
    let title = fields.iter().find(|field| field.reference_name.as_deref() == Some("System.Title")).unwrap();
    assert_eq!(title.always_required, Some(true));
    let priority = story.field("Microsoft.VSTS.Common.Priority").await.unwrap();
    assert_eq!(priority.allowed_values.unwrap().len(), 4);
    assert_eq!(story.field("No.Field").await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(story.template().await.unwrap().state(), Some("New"));
    assert_eq!(project.work_item_type("Nothing").await.unwrap_err().kind(), ErrorKind::NotFound);
    let category = project.work_item_type_category("Microsoft.RequirementCategory").await.unwrap();
    assert_eq!((category.name(), category.default_type()), ("Requirement Category", Some("User Story")));
    assert_eq!(category.work_item_types().await.unwrap()[0].name(), "User Story");
    assert!(project.work_item_type_categories().all().await.unwrap().len() > 5);
    let links = project.client().link_types().all().await.unwrap();
    assert!(links.iter().any(|kind| kind.reference_name.as_deref() == Some("System.LinkTypes.Related")));
}

#[tokio::test]
async fn fields_come_and_go() {
    let (project, other) = stage().await;
    let ado = project.client();
    let points = ado.field("Story Points").await.unwrap();
    assert_eq!(points.reference_name(), "Microsoft.VSTS.Scheduling.StoryPoints");
    assert_eq!(points.field_type(), Some(&FieldType::Double));
    let new = WorkItemField2 {
        name: Some("Colour".into()),
        reference_name: Some("Custom.Colour".into()),
        r#type: Some(FieldType::String),
        ..WorkItemField2::default()
    };
    let mut colour = ado.create_field(&new).await.unwrap();
    assert_eq!(ado.create_field(&new).await.unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(other.client().field("Custom.Colour").await.unwrap().name(), "Colour");
    colour.delete().await.unwrap();
    assert_eq!(other.client().field("Custom.Colour").await.unwrap_err().kind(), ErrorKind::NotFound);
    let all = other.client().fields_and_deleted().all().await.unwrap();
    assert!(all.iter().any(|field| field.name() == "Colour"));
    let there = other.client().fields().all().await.unwrap();
    assert!(there.iter().all(|field| field.name() != "Colour"));
    colour.restore().await.unwrap();
    assert_eq!(other.client().field("Colour").await.unwrap().reference_name(), "Custom.Colour");
    assert_eq!(points.delete().await.unwrap_err().kind(), ErrorKind::Invalid);
}

#[tokio::test]
async fn tags_are_renamed_everywhere() {
    let (project, other) = stage().await;
    let item = project.new_work_item("Task", "One").tag("old").tag("stays").save().await.unwrap();
    project.rename_work_item_tag("old", "new").await.unwrap();
    let tags = other.work_item(item.id()).current().await.unwrap().tags();
    assert_eq!(tags.into_iter().collect::<Vec<_>>(), ["new", "stays"]);
    project.delete_work_item_tag("stays").await.unwrap();
    let names = other.work_item_tags().all().await.unwrap();
    assert_eq!(names.iter().filter_map(|tag| tag.name.as_deref()).collect::<Vec<_>>(), ["new"]);
}

#[tokio::test]
async fn areas_and_iterations_are_trees() {
    let (project, other) = stage().await;
    let top = project.areas().await.unwrap();
    assert_eq!((top.path().as_str(), top.is_iteration()), ("Shop", false));
    let mut web = top.create_child("Wéb (new)").await.unwrap();
    let cart = web.create_child("Cart").await.unwrap();
    assert_eq!(cart.path(), "Shop\\Wéb (new)\\Cart");
    assert_eq!(other.area("shop/wéb (new)/cart").await.unwrap().id().unwrap(), cart.id().unwrap());
    let item = project.new_work_item("Task", "One").area(cart.path()).save().await.unwrap();
    // Renamed, moved: work items follow.
    web.rename("Site").await.unwrap();
    assert_eq!(web.children().next().unwrap().path(), "Shop\\Site\\Cart");
    let mut cart = project.area("Shop\\Site\\Cart").await.unwrap();
    cart.move_to(&project.areas().await.unwrap()).await.unwrap();
    assert_eq!(cart.path(), "Shop\\Cart");
    let area = async || other.client().work_item(item.id()).at_current_area().await;
    assert_eq!(area().await, "Shop\\Cart");
    let error = project.areas().await.unwrap().create_child("cart").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists, "{error}");
    // Deleted: work items go where they are told to.
    cart.delete_into(&web).await.unwrap();
    assert_eq!(area().await, "Shop\\Site");
    let tree: Vec<_> =
        other.areas().await.unwrap().descendants().iter().map(ClassificationNode::path).collect();
    assert_eq!(tree, ["Shop\\Site"]);
    assert_eq!(other.area("Shop\\Cart").await.unwrap_err().kind(), ErrorKind::NotFound);
    let error = other.area("Cart").await.unwrap_err();
    assert!(error.to_string().contains("write Shop\\Cart"), "{error}");

    let top = project.iterations().await.unwrap();
    let release = top.create_child("Release").await.unwrap();
    let (first, last) = (date(2026, 11, 2), date(2026, 11, 13));
    let sprint = release.create_child_with_dates("Sprint 7", first, last).await.unwrap();
    let mut sprint = other.iteration(sprint.path()).await.unwrap();
    assert_eq!((sprint.start_date(), sprint.finish_date()), (Some(first), Some(last)));
    assert!(sprint.is_iteration());
    sprint.set_dates(Some((first, date(2026, 11, 20)))).await.unwrap();
    assert_eq!(project.iteration(sprint.path()).await.unwrap().finish_date(), Some(date(2026, 11, 20)));
    sprint.set_dates(None).await.unwrap();
    assert_eq!(project.iteration(sprint.path()).await.unwrap().start_date(), None);
    for error in [
        sprint.set_dates(Some((last, first))).await.unwrap_err(),
        web.set_dates(None).await.unwrap_err(),
        web.delete_into(&sprint).await.unwrap_err(),
        sprint.move_to(&web).await.unwrap_err(),
        release.clone().move_to(&sprint).await.unwrap_err(),
    ] {
        assert!(
            matches!(error.kind(), ErrorKind::Invalid | ErrorKind::NotFound | ErrorKind::Conflict),
            "{error}"
        );
    }
    // Deeper than one level, in one piece.
    let mut node = release;
    for level in 0..6 {
        node = node.create_child(format!("Level {level}")).await.unwrap();
    }
    let all = other.iterations().await.unwrap().descendants();
    assert!(all.iter().any(|found| found.path() == node.path()));
}

/// Where a work item is.
trait AtCurrentArea {
    async fn at_current_area(&self) -> String;
}

impl AtCurrentArea for adoxide::resource::WorkItem {
    async fn at_current_area(&self) -> String {
        self.refresh();
        self.current().await.unwrap().area_path().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_team_from_its_making_to_its_end() {
    let (project, other) = stage().await;
    let team = project.create_team("Web").await.unwrap();
    let again = other.team("WEB");
    assert_eq!(again.id().await.unwrap(), team.id().await.unwrap());
    assert!(other.team(team.id().await.unwrap()).ptr_eq(&again));
    let names: Vec<_> = other.teams().all().await.unwrap().iter().map(|team| format!("{team:?}")).collect();
    assert_eq!(names, ["Team(Shop Team)", "Team(Web)"]);
    assert_eq!(other.client().teams().all().await.unwrap().len(), 2);
    let members = team.members().all().await.unwrap();
    let me = members[0].identity.clone().unwrap();
    assert_eq!(team.admins().await.unwrap().len(), 1);
    // Settings and areas.
    let areas = project.areas().await.unwrap();
    let (web, api) = (areas.create_child("Web").await.unwrap(), areas.create_child("Api").await.unwrap());
    team.set_areas(&web.path(), [(web.path(), true), (api.path(), false)]).await.unwrap();
    let owned = again.areas().await.unwrap();
    assert_eq!(owned.default_value.as_deref(), Some("Shop\\Web"));
    assert_eq!(owned.values.unwrap()[1].include_children, Some(false));
    let error = team.set_areas("Shop\\No", [("Shop\\No", true)]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    let iterations = project.iterations().await.unwrap();
    let changes = TeamSettingsPatch {
        bugs_behavior: Some(BugsBehavior::AsTasks),
        backlog_iteration: Some(iterations.identifier().unwrap().to_owned()),
        ..TeamSettingsPatch::default()
    };
    team.update_settings(&changes).await.unwrap();
    assert_eq!(again.settings().await.unwrap().bugs_behavior, Some(BugsBehavior::AsTasks));
    // Iterations, the current one, capacity, days off.
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let (first, last) = (today.yesterday().unwrap(), today.tomorrow().unwrap());
    let sprint = iterations.create_child_with_dates("Now", first, last).await.unwrap();
    let before = team.iterations().all().await.unwrap().len();
    let joined = team.add_iteration(&sprint).await.unwrap();
    assert_eq!((joined.name(), joined.path()), ("Now", "Shop\\Now"));
    assert_eq!(again.iterations().all().await.unwrap().len(), before + 1);
    let current = again.current_iteration().await.unwrap().unwrap();
    assert_eq!(current.id().unwrap(), joined.id().unwrap());
    assert_eq!((current.start_date(), current.finish_date()), (Some(first), Some(last)));
    let by_name = again.iteration("shop\\now").await.unwrap();
    let name = me.display_name.unwrap();
    joined.set_capacity(&name, [("Development", 5.5)], [(today, last)]).await.unwrap();
    let capacity = by_name.capacities().await.unwrap();
    assert_eq!((capacity.total_capacity_per_day, capacity.total_days_off), (Some(5.5), Some(2)));
    let mine = by_name.capacity(&name).await.unwrap();
    assert_eq!(mine.activities.unwrap()[0].name.as_deref(), Some("Development"));
    joined.set_days_off([(last, last)]).await.unwrap();
    assert_eq!(by_name.days_off().await.unwrap(), [(last, last)]);
    by_name.replace_capacities(&[]).await.unwrap();
    assert_eq!(joined.capacities().await.unwrap().total_capacity_per_day, Some(0.0));
    // What is in it, and what is asked for it.
    let story = project.new_work_item("User Story", "Do").iteration("Shop\\Now").area("Shop\\Web");
    let story = story.save().await.unwrap();
    let task = story.new_child("Task", "Part").await.unwrap().save().await.unwrap();
    let tree = QueryNode::trees(by_name.work_items().await.unwrap());
    assert_eq!((tree[0].id, tree[0].children[0].id), (story.id(), task.id()));
    let query = "SELECT [System.Id] FROM workitems WHERE [System.IterationPath] = @CurrentIteration";
    assert_eq!(team.wiql(query).ids().try_collect::<Vec<_>>().await.unwrap(), [story.id(), task.id()]);
    let backlog = again.backlog_work_items("Microsoft.RequirementCategory").await.unwrap();
    assert_eq!(backlog.iter().map(|row| row.target).collect::<Vec<_>>(), [story.id()]);
    assert_eq!(again.backlogs().all().await.unwrap().len(), 4);
    let configuration = again.backlog_configuration().await.unwrap();
    assert_eq!(configuration.requirement_backlog.unwrap().name.as_deref(), Some("Stories"));
    by_name.remove().await.unwrap();
    assert_eq!(team.iteration("Now").await.unwrap_err().kind(), ErrorKind::NotFound);
    // Renamed, gone.
    team.rename("Site").await.unwrap();
    assert!(project.team("Site").ptr_eq(&team));
    again.refresh();
    assert_eq!(again.name().await.unwrap(), "Site");
    team.delete().await.unwrap();
    again.refresh();
    assert_eq!(again.snapshot().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(project.default_team().await.unwrap().unwrap().name().await.unwrap(), "Shop Team");
}

#[tokio::test]
async fn a_backlog_is_put_in_order() {
    let (project, other) = stage().await;
    let (team, again) = (project.team("Shop Team"), other.team("Shop Team"));
    let mut ids = Vec::new();
    for name in ["One", "Two", "Three"] {
        ids.push(project.new_work_item("User Story", name).save().await.unwrap().id());
    }
    let first = ReorderOperation {
        ids: Some(vec![ids[2]]),
        previous_id: Some(0),
        next_id: Some(ids[0]),
        parent_id: Some(0),
        ..ReorderOperation::default()
    };
    let moved = team.reorder(&first).await.unwrap();
    assert_eq!(moved[0].id, Some(ids[2]));
    let backlog = again.backlog_work_items("Microsoft.RequirementCategory").await.unwrap();
    let order: Vec<_> = backlog.iter().map(|row| row.target).collect();
    assert_eq!(order, [ids[2], ids[0], ids[1]]);
    let task = project.new_work_item("Task", "Part").parent(ids[1]).save().await.unwrap();
    let parents = again.board_parents("Microsoft.TaskCategory", &[task.id()]).await.unwrap();
    assert_eq!(parents[0].id, Some(ids[1]));
    assert_eq!(parents[0].child_work_item_ids.as_deref(), Some(&[task.id()][..]));
    let error = again.reorder(&ReorderOperation { ids: Some(vec![99_999]), ..first }).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Invalid | ErrorKind::NotFound), "{error}");
}

#[tokio::test]
async fn a_board_is_arranged() {
    let (project, other) = stage().await;
    let team = project.team("Shop Team");
    let again = other.team("Shop Team");
    let names = again.boards().all().await.unwrap();
    assert_eq!(
        names.iter().filter_map(|board| board.name.as_deref()).collect::<Vec<_>>(),
        ["Features", "Stories"]
    );
    let mut board = team.board("stories").await.unwrap();
    let mut columns = board.columns().to_vec();
    let review = BoardColumn {
        name: Some("Review".into()),
        item_limit: Some(3),
        is_split: Some(true),
        column_type: Some(BoardColumnType::InProgress),
        state_mappings: columns[2].state_mappings.clone(),
        ..BoardColumn::default()
    };
    columns.insert(3, review);
    board.set_columns(&columns).await.unwrap();
    let seen = again.board("Stories").await.unwrap();
    let names: Vec<_> = seen.columns().iter().filter_map(|column| column.name.as_deref()).collect();
    assert_eq!(names, ["New", "Active", "Resolved", "Review", "Closed"]);
    assert_eq!(seen.columns(), board.columns());
    // Out of order: nothing changes.
    columns.swap(0, 1);
    assert_eq!(board.set_columns(&columns).await.unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(again.board("Stories").await.unwrap().columns(), seen.columns());
    let mut rows = board.rows().to_vec();
    rows.insert(0, BoardRow { name: Some("Expedite".into()), ..BoardRow::default() });
    board.set_rows(&rows).await.unwrap();
    let seen = again.board("Stories").await.unwrap();
    assert_eq!(
        seen.rows().iter().map(|row| row.name.as_deref()).collect::<Vec<_>>(),
        [Some("Expedite"), None]
    );
    assert!(seen.fields()[0].unwrap().ends_with("_Kanban.Column"));
    let settings: BoardCardSettings =
        serde_json::from_str(r#"{"cards": {"Bug": [{"fieldIdentifier": "System.Tags"}]}}"#).unwrap();
    board.set_card_settings(&settings).await.unwrap();
    assert_eq!(seen.card_settings().await.unwrap(), settings);
    let rules = seen.card_rules().await.unwrap();
    board.set_card_rules(&rules).await.unwrap();
    assert_eq!(seen.charts().await.unwrap().len(), 1);
    assert_eq!(again.board("Nothing").await.unwrap_err().kind(), ErrorKind::NotFound);
}

async fn derived(ado: &Client) -> (Process, ProcessType) {
    let process = ado.process("agile").await.unwrap().inherit("Ours").await.unwrap();
    let task = process.work_item_type("Task").await.unwrap().customize().await.unwrap();
    (process, task)
}

#[tokio::test]
async fn processes_are_made_ones_own() {
    let emulator = emulator();
    let (ado, other) = (client(&emulator), client(&emulator));
    let names: Vec<_> = ado.processes().all().await.unwrap().iter().map(|it| it.name().to_owned()).collect();
    assert_eq!(names, ["Scrum", "Basic", "Agile", "CMMI"]);
    let (mut process, _) = derived(&ado).await;
    let error = ado.process("Agile").await.unwrap().inherit("ours").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists, "{error}");
    process.update(&UpdateProcessModel { is_default: Some(true), ..Default::default() }).await.unwrap();
    assert!(other.process("Ours").await.unwrap().is_default());
    let project = ado.create_project("Shop").await.unwrap();
    let found = project.process().await.unwrap();
    assert_eq!(found.name(), "Ours");
    assert!(found.projects().await.unwrap()[0].ptr_eq(&project));
    assert_eq!(process.delete().await.unwrap_err().kind(), ErrorKind::Invalid, "a project has it");
    project.set_process(&ado.process("Agile").await.unwrap()).await.unwrap();
    assert_eq!(other.project("Shop").process().await.unwrap().name(), "Agile");
    process.delete().await.unwrap();
    let error = other.process("Ours").await.unwrap_err();
    assert!(error.to_string().contains("choose one of Scrum, Basic, Agile, CMMI"), "{error}");
}

#[tokio::test]
async fn states_of_a_process_bite() {
    let emulator = emulator();
    let (ado, other) = (client(&emulator), client(&emulator));
    let (_, task) = derived(&ado).await;
    let project = ado.create_project("Shop").process("Ours").await.unwrap();
    let testing = WorkItemStateInputModel {
        name: Some("Testing".into()),
        state_category: Some("InProgress".into()),
        color: Some("5688e0".into()),
        ..Default::default()
    };
    task.create_state(&testing).await.unwrap();
    task.hide_state("active", true).await.unwrap();
    let seen = other.process("Ours").await.unwrap().work_item_type("Task").await.unwrap();
    let states = seen.states().await.unwrap();
    let hidden: Vec<_> =
        states.iter().filter(|it| it.hidden == Some(true)).filter_map(|it| it.name.as_deref()).collect();
    assert_eq!(hidden, ["Active"]);
    let item = project.new_work_item("Task", "One").save().await.unwrap();
    assert_eq!(item.edit().state("Active").save().await.unwrap_err().kind(), ErrorKind::Invalid);
    item.edit().state("Testing").save().await.unwrap();
    task.hide_state("Active", false).await.unwrap();
    item.edit().state("Active").save().await.unwrap();
    task.update_state("Testing", &WorkItemStateInputModel { color: Some("000000".into()), ..testing })
        .await
        .unwrap();
    task.delete_state("Testing").await.unwrap();
    let error = task.delete_state("Testing").await.unwrap_err();
    assert!(error.to_string().contains("choose one of New"), "{error}");
}

#[tokio::test]
async fn fields_of_a_process_bite() {
    let emulator = emulator();
    let (ado, other) = (client(&emulator), client(&emulator));
    let (_, task) = derived(&ado).await;
    let project = ado.create_project("Shop").process("Ours").await.unwrap();
    let seen = other.process("Ours").await.unwrap().work_item_type("Task").await.unwrap();
    let list = PickList {
        name: Some("Colours".into()),
        r#type: Some("String".into()),
        items: Some(vec!["Red".into(), "Green".into()]),
        ..PickList::default()
    };
    let mut list = ado.create_picklist(&list).await.unwrap();
    let field = WorkItemField2 {
        name: Some("Colour".into()),
        reference_name: Some("Custom.Colour".into()),
        r#type: Some(FieldType::String),
        is_picklist: Some(true),
        picklist_id: list.id.clone(),
        ..WorkItemField2::default()
    };
    let field = ado.create_field(&field).await.unwrap();
    assert_eq!(field.picklist_id(), list.id.as_deref());
    let add = AddProcessWorkItemTypeFieldRequest {
        reference_name: Some("Custom.Colour".into()),
        default_value: Some("Red".into()),
        ..Default::default()
    };
    task.add_field(&add).await.unwrap();
    let made = project.new_work_item("Task", "Two").save().await.unwrap().current().await.unwrap();
    assert_eq!(made.text("Custom.Colour"), Some("Red"));
    let blue = || project.new_work_item("Task", "Three").set("Custom.Colour", "Blue");
    assert_eq!(blue().save().await.unwrap_err().kind(), ErrorKind::Invalid);
    list.items = Some(vec!["Red".into(), "Blue".into()]);
    ado.update_picklist(&list).await.unwrap();
    blue().save().await.unwrap();
    let changes = UpdateProcessWorkItemTypeFieldRequest { required: Some(true), ..Default::default() };
    task.update_field("Custom.Colour", &changes).await.unwrap();
    assert_eq!(seen.field("Custom.Colour").await.unwrap().required, Some(true));
    task.remove_field("Custom.Colour").await.unwrap();
    assert_eq!(seen.field("Custom.Colour").await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn rules_of_a_process_bite() {
    let emulator = emulator();
    let (ado, other) = (client(&emulator), client(&emulator));
    let (_, task) = derived(&ado).await;
    let project = ado.create_project("Shop").process("Ours").await.unwrap();
    let seen = other.process("Ours").await.unwrap().work_item_type("Task").await.unwrap();
    let condition = RuleCondition {
        condition_type: Some(RuleConditionType::When),
        field: Some("Microsoft.VSTS.Common.Priority".into()),
        value: Some("1".into()),
        ..RuleCondition::default()
    };
    let action = RuleAction {
        action_type: Some(RuleActionType::MakeRequired),
        target_field: Some("System.Description".into()),
        ..RuleAction::default()
    };
    let rule = CreateProcessRuleRequest {
        name: Some("urgent".into()),
        conditions: Some(vec![condition]),
        actions: Some(vec![action.clone()]),
        ..Default::default()
    };
    let rule = task.add_rule(&rule).await.unwrap();
    let urgent = || project.new_work_item("Task", "Now").priority(1);
    assert_eq!(urgent().save().await.unwrap_err().kind(), ErrorKind::Invalid);
    urgent().description("Why").save().await.unwrap();
    let id = rule.id.unwrap();
    let off = UpdateProcessRuleRequest {
        name: rule.name,
        actions: Some(vec![action]),
        is_disabled: Some(true),
        ..Default::default()
    };
    task.update_rule(&id, &off).await.unwrap();
    urgent().save().await.unwrap();
    task.delete_rule(&id).await.unwrap();
    assert!(seen.rules().await.unwrap().is_empty());
}

#[tokio::test]
async fn types_of_a_process_come_and_go() {
    let emulator = emulator();
    let ado = client(&emulator);
    let (process, mut task) = derived(&ado).await;
    let project = ado.create_project("Shop").process("Ours").await.unwrap();
    let level = ProcessBehaviorCreateRequest {
        name: Some("Bets".into()),
        inherits: Some("System.PortfolioBacklogBehavior".into()),
        ..Default::default()
    };
    let level = process.create_behavior(&level).await.unwrap().reference_name.unwrap();
    let request = CreateProcessWorkItemTypeRequest { name: Some("Bet".into()), ..Default::default() };
    let bet = process.create_work_item_type(&request).await.unwrap();
    bet.add_behavior(&level, true).await.unwrap();
    assert_eq!(bet.behaviors().await.unwrap().len(), 1);
    bet.remove_behavior(&level).await.unwrap();
    let name = ProcessBehaviorUpdateRequest { name: Some("Wagers".into()), ..Default::default() };
    process.update_behavior(&level, &name).await.unwrap();
    let levels = process.behaviors().await.unwrap();
    assert!(levels.iter().any(|level| level.name.as_deref() == Some("Wagers")));
    process.delete_behavior(&level).await.unwrap();
    assert!(!bet.layout().await.unwrap().pages.unwrap().is_empty());
    project.new_work_item("Bet", "All in").save().await.unwrap();
    bet.delete().await.unwrap();
    assert_eq!(project.new_work_item("Bet", "More").save().await.unwrap_err().kind(), ErrorKind::NotFound);
    let changes = UpdateProcessWorkItemTypeRequest { is_disabled: Some(true), ..Default::default() };
    task.update(&changes).await.unwrap();
    assert_eq!(project.new_work_item("Task", "No").save().await.unwrap_err().kind(), ErrorKind::Invalid);
    task.delete().await.unwrap();
    project.new_work_item("Task", "Yes").save().await.unwrap();
}
