//! The types of the system processes.
//!
//! Names, colours, icons, states, transitions and fields of Agile's types are those of the documented
//! examples of `GET {project}/_apis/wit/workitemtypes`; those of the other processes are as the product's
//! guides to its processes list them.

use std::sync::LazyLock;

use uuid::Uuid;

use self::StateCategory::{Completed, InProgress, Proposed, Removed, Resolved};
use super::{Customization, State, StateCategory, TypeField, WorkItemType};
use crate::world::field::{self, FieldId};
use crate::world::id::{Ids, ProcessId};
use crate::world::process::PROCESSES;

struct Spec {
    name: &'static str,
    /// The last part of the reference name.
    reference: &'static str,
    description: &'static str,
    color: &'static str,
    icon: &'static str,
    categories: &'static [&'static str],
    behavior: Option<&'static str>,
    /// Name, category, reason to enter it.
    states: &'static [(&'static str, StateCategory, &'static str)],
    /// Sets of fields.
    fields: &'static [&'static [FieldId]],
    forbidden: &'static [(&'static str, &'static str)],
}

/// What every type has.
const COMMON: &[FieldId] = &[
    field::ITERATION_PATH,
    field::ITERATION_ID,
    field::EXTERNAL_LINK_COUNT,
    field::TEAM_PROJECT,
    field::HYPERLINK_COUNT,
    field::ATTACHED_FILE_COUNT,
    field::NODE_NAME,
    field::AREA_PATH,
    field::REVISED_DATE,
    field::CHANGED_DATE,
    field::ID,
    field::AREA_ID,
    field::AUTHORIZED_AS,
    field::TITLE,
    field::STATE,
    field::AUTHORIZED_DATE,
    field::WATERMARK,
    field::REV,
    field::CHANGED_BY,
    field::REASON,
    field::ASSIGNED_TO,
    field::WORK_ITEM_TYPE,
    field::CREATED_DATE,
    field::CREATED_BY,
    field::DESCRIPTION,
    field::HISTORY,
    field::RELATED_LINK_COUNT,
    field::TAGS,
    field::BOARD_COLUMN,
    field::BOARD_COLUMN_DONE,
    field::BOARD_LANE,
    field::COMMENT_COUNT,
    field::REMOTE_LINK_COUNT,
    field::PARENT,
    field::INTEGRATION_BUILD,
    field::AREA_LEVEL_1,
    field::AREA_LEVEL_2,
    field::AREA_LEVEL_3,
    field::AREA_LEVEL_4,
    field::AREA_LEVEL_5,
    field::AREA_LEVEL_6,
    field::AREA_LEVEL_7,
    field::ITERATION_LEVEL_1,
    field::ITERATION_LEVEL_2,
    field::ITERATION_LEVEL_3,
    field::ITERATION_LEVEL_4,
    field::ITERATION_LEVEL_5,
    field::ITERATION_LEVEL_6,
    field::ITERATION_LEVEL_7,
];

const ACTIVE: &[FieldId] = &[field::STATE_CHANGE_DATE, field::ACTIVATED_DATE, field::ACTIVATED_BY];
const RESOLVED: &[FieldId] = &[field::RESOLVED_DATE, field::RESOLVED_BY, field::RESOLVED_REASON];
const CLOSED: &[FieldId] = &[field::CLOSED_DATE, field::CLOSED_BY];
const WORK: &[FieldId] =
    &[field::REMAINING_WORK, field::ORIGINAL_ESTIMATE, field::COMPLETED_WORK, field::ACTIVITY];
const REPRO: &[FieldId] = &[field::SYSTEM_INFO, field::REPRO_STEPS, field::SEVERITY, field::FOUND_IN];
const RANKED: &[FieldId] = &[field::PRIORITY, field::STACK_RANK];
const ORDERED: &[FieldId] = &[field::PRIORITY, field::BACKLOG_PRIORITY];
const DATES: &[FieldId] = &[field::START_DATE, field::FINISH_DATE];
const PORTFOLIO: &[FieldId] = &[
    field::TARGET_DATE,
    field::START_DATE,
    field::BUSINESS_VALUE,
    field::TIME_CRITICALITY,
    field::EFFORT,
    field::VALUE_AREA,
];

const EPIC: &[&str] = &["Microsoft.EpicCategory"];
const FEATURE: &[&str] = &["Microsoft.FeatureCategory"];
const REQUIREMENT: &[&str] = &["Microsoft.RequirementCategory"];
const TASK: &[&str] = &["Microsoft.TaskCategory"];
const BUG: &[&str] = &["Microsoft.BugCategory"];

const EPICS: Option<&str> = Some("Microsoft.VSTS.Agile.EpicBacklogBehavior");
const FEATURES: Option<&str> = Some("Microsoft.VSTS.Agile.FeatureBacklogBehavior");
const REQUIREMENTS: Option<&str> = Some("System.RequirementBacklogBehavior");
const TASKS: Option<&str> = Some("System.TaskBacklogBehavior");

const BASE: Spec = Spec {
    name: "",
    reference: "",
    description: "",
    color: "",
    icon: "",
    categories: &[],
    behavior: None,
    states: &[],
    fields: &[],
    forbidden: &[],
};

const AGILE_BACKLOG: &[(&str, StateCategory, &str)] = &[
    ("New", Proposed, "New"),
    ("Active", InProgress, "Implementation started"),
    ("Resolved", Resolved, "Code complete and unit tests pass"),
    ("Closed", Completed, "Acceptance tests pass"),
    ("Removed", Removed, "Removed from the backlog"),
];

const AGILE_PORTFOLIO: &[(&str, StateCategory, &str)] = &[
    ("New", Proposed, "New"),
    ("Active", InProgress, "Implementation started"),
    ("Resolved", Resolved, "Stories complete"),
    ("Closed", Completed, "Acceptance tests pass"),
    ("Removed", Removed, "Removed from the backlog"),
];

const AGILE: &[Spec] = &[
    Spec {
        name: "Bug",
        reference: "Bug",
        description: "A difference between what should happen and what happens, until the correction is \
                      verified.",
        color: "CC293D",
        icon: "icon_insect",
        categories: BUG,
        states: &[
            ("New", Proposed, "New"),
            ("Active", InProgress, "Approved"),
            ("Resolved", Resolved, "Fixed"),
            ("Closed", Completed, "Fixed and verified"),
        ],
        fields: &[ACTIVE, RESOLVED, CLOSED, WORK, REPRO, RANKED, &[field::STORY_POINTS, field::VALUE_AREA]],
        ..BASE
    },
    Spec {
        name: "Epic",
        reference: "Epic",
        description: "A large initiative that takes several releases.",
        color: "FF7B00",
        icon: "icon_crown",
        categories: EPIC,
        behavior: EPICS,
        states: AGILE_PORTFOLIO,
        fields: &[ACTIVE, RESOLVED, CLOSED, RANKED, PORTFOLIO, &[field::RISK]],
        ..BASE
    },
    Spec {
        name: "Feature",
        reference: "Feature",
        description: "A part of the product that is released at once.",
        color: "773B93",
        icon: "icon_trophy",
        categories: FEATURE,
        behavior: FEATURES,
        states: AGILE_PORTFOLIO,
        fields: &[ACTIVE, RESOLVED, CLOSED, RANKED, PORTFOLIO, &[field::RISK]],
        ..BASE
    },
    Spec {
        name: "Issue",
        reference: "Issue",
        description: "Something that stands in the way.",
        color: "B4009E",
        icon: "icon_traffic_cone",
        states: &[("Active", InProgress, "New"), ("Closed", Completed, "Issue resolved")],
        fields: &[ACTIVE, CLOSED, RANKED, &[field::DUE_DATE]],
        ..BASE
    },
    Spec {
        name: "Task",
        reference: "Task",
        description: "Work that is to be done.",
        color: "F2CB1D",
        icon: "icon_clipboard",
        categories: TASK,
        behavior: TASKS,
        states: &[
            ("New", Proposed, "New"),
            ("Active", InProgress, "Work started"),
            ("Closed", Completed, "Completed"),
            ("Removed", Removed, "Removed from the backlog"),
        ],
        fields: &[ACTIVE, CLOSED, WORK, RANKED, DATES],
        ..BASE
    },
    Spec {
        name: "User Story",
        reference: "UserStory",
        description: "Something that somebody wants to do with the product, and why.",
        color: "009CCC",
        icon: "icon_book",
        categories: REQUIREMENT,
        behavior: REQUIREMENTS,
        states: AGILE_BACKLOG,
        fields: &[
            ACTIVE,
            RESOLVED,
            CLOSED,
            RANKED,
            DATES,
            &[field::STORY_POINTS, field::ACCEPTANCE_CRITERIA, field::RISK, field::VALUE_AREA],
        ],
        ..BASE
    },
];

const SCRUM_BACKLOG: &[(&str, StateCategory, &str)] = &[
    ("New", Proposed, "New backlog item"),
    ("Approved", Proposed, "Approved by the Product Owner"),
    ("Committed", InProgress, "Commitment made by the team"),
    ("Done", Completed, "Work finished"),
    ("Removed", Removed, "Removed from the backlog"),
];

const SCRUM: &[Spec] = &[
    Spec {
        name: "Bug",
        reference: "Bug",
        description: "A difference between what should happen and what happens, until the correction is \
                      verified.",
        color: "CC293D",
        icon: "icon_insect",
        categories: &["Microsoft.BugCategory", "Microsoft.RequirementCategory"],
        behavior: REQUIREMENTS,
        states: &[
            ("New", Proposed, "New defect reported"),
            ("Approved", Proposed, "Approved by the Product Owner"),
            ("Committed", InProgress, "Commitment made by the team"),
            ("Done", Completed, "Work finished"),
            ("Removed", Removed, "Not a bug"),
        ],
        fields: &[
            ACTIVE,
            CLOSED,
            REPRO,
            ORDERED,
            &[field::EFFORT, field::REMAINING_WORK, field::ACTIVITY, field::VALUE_AREA],
            &[field::ACCEPTANCE_CRITERIA, field::RESOLVED_REASON],
        ],
        ..BASE
    },
    Spec {
        name: "Epic",
        reference: "Epic",
        description: "A large initiative that takes several releases.",
        color: "FF7B00",
        icon: "icon_crown",
        categories: EPIC,
        behavior: EPICS,
        states: &[
            ("New", Proposed, "New epic"),
            ("In Progress", InProgress, "Implementation started"),
            ("Done", Completed, "Work finished"),
            ("Removed", Removed, "Removed from the backlog"),
        ],
        fields: &[ACTIVE, CLOSED, ORDERED, PORTFOLIO, &[field::ACCEPTANCE_CRITERIA]],
        ..BASE
    },
    Spec {
        name: "Feature",
        reference: "Feature",
        description: "A part of the product that is released at once.",
        color: "773B93",
        icon: "icon_trophy",
        categories: FEATURE,
        behavior: FEATURES,
        states: &[
            ("New", Proposed, "New feature"),
            ("In Progress", InProgress, "Implementation started"),
            ("Done", Completed, "Work finished"),
            ("Removed", Removed, "Removed from the backlog"),
        ],
        fields: &[ACTIVE, CLOSED, ORDERED, PORTFOLIO, &[field::ACCEPTANCE_CRITERIA]],
        ..BASE
    },
    Spec {
        name: "Impediment",
        reference: "Impediment",
        description: "Something that stands in the way.",
        color: "B4009E",
        icon: "icon_traffic_cone",
        states: &[("Open", InProgress, "New impediment"), ("Closed", Completed, "Impediment removed")],
        fields: &[ACTIVE, CLOSED, &[field::PRIORITY, field::RESOLUTION]],
        ..BASE
    },
    Spec {
        name: "Product Backlog Item",
        reference: "ProductBacklogItem",
        description: "Something that the product shall do, and what it is worth.",
        color: "009CCC",
        icon: "icon_list",
        categories: REQUIREMENT,
        behavior: REQUIREMENTS,
        states: SCRUM_BACKLOG,
        fields: &[
            ACTIVE,
            CLOSED,
            ORDERED,
            &[field::EFFORT, field::BUSINESS_VALUE, field::ACCEPTANCE_CRITERIA, field::VALUE_AREA],
        ],
        ..BASE
    },
    Spec {
        name: "Task",
        reference: "Task",
        description: "Work that is to be done.",
        color: "F2CB1D",
        icon: "icon_clipboard",
        categories: TASK,
        behavior: TASKS,
        states: &[
            ("To Do", Proposed, "New task"),
            ("In Progress", InProgress, "Work started"),
            ("Done", Completed, "Work finished"),
            ("Removed", Removed, "Removed from the backlog"),
        ],
        fields: &[ACTIVE, CLOSED, ORDERED, &[field::REMAINING_WORK, field::ACTIVITY, field::BLOCKED]],
        ..BASE
    },
];

// Recorded: what is done in Basic was "Completed", and never activated if it was never under way.
const BASIC_STATES: &[(&str, StateCategory, &str)] = &[
    ("To Do", Proposed, "Added to backlog"),
    ("Doing", InProgress, "Started"),
    ("Done", Completed, "Completed"),
];

const BASIC: &[Spec] = &[
    Spec {
        name: "Epic",
        reference: "Epic",
        description: "A large piece of work, made of issues.",
        color: "E06C00",
        icon: "icon_crown",
        categories: EPIC,
        behavior: EPICS,
        states: BASIC_STATES,
        fields: &[ACTIVE, CLOSED, RANKED, DATES, &[field::TARGET_DATE, field::EFFORT]],
        ..BASE
    },
    Spec {
        name: "Issue",
        reference: "Issue",
        description: "Something that is to be done or put right.",
        color: "339947",
        icon: "icon_clipboard_issue",
        categories: REQUIREMENT,
        behavior: REQUIREMENTS,
        states: BASIC_STATES,
        fields: &[ACTIVE, CLOSED, RANKED, &[field::EFFORT]],
        ..BASE
    },
    Spec {
        name: "Task",
        reference: "Task",
        description: "Work that is to be done.",
        color: "A4880A",
        icon: "icon_clipboard",
        categories: TASK,
        behavior: TASKS,
        states: BASIC_STATES,
        fields: &[ACTIVE, CLOSED, RANKED, &[field::REMAINING_WORK, field::ACTIVITY]],
        ..BASE
    },
];

const CMMI_STATES: &[(&str, StateCategory, &str)] = &[
    ("Proposed", Proposed, "New"),
    ("Active", InProgress, "Accepted"),
    ("Resolved", Resolved, "Code complete and system test passed"),
    ("Closed", Completed, "Validation test passed"),
];

const CMMI: &[Spec] = &[
    Spec {
        name: "Bug",
        reference: "Bug",
        description: "A difference between what should happen and what happens, until the correction is \
                      verified.",
        color: "CC293D",
        icon: "icon_insect",
        categories: BUG,
        states: &[
            ("Proposed", Proposed, "New"),
            ("Active", InProgress, "Approved"),
            ("Resolved", Resolved, "Fixed"),
            ("Closed", Completed, "Verified"),
        ],
        fields: &[
            ACTIVE,
            RESOLVED,
            CLOSED,
            WORK,
            REPRO,
            RANKED,
            &[field::SIZE, field::TRIAGE, field::BLOCKED, field::ROOT_CAUSE, field::DISCIPLINE],
            &[field::PROPOSED_FIX, field::SYMPTOM, field::VALUE_AREA, field::ESCALATE],
        ],
        ..BASE
    },
    Spec {
        name: "Change Request",
        reference: "ChangeRequest",
        description: "A change of something that was agreed.",
        color: "FF9D00",
        icon: "icon_megaphone",
        states: CMMI_STATES,
        fields: &[
            ACTIVE,
            RESOLVED,
            CLOSED,
            RANKED,
            &[
                field::TRIAGE,
                field::BLOCKED,
                field::DISCIPLINE,
                field::JUSTIFICATION,
                field::IMPACT_ASSESSMENT,
            ],
        ],
        ..BASE
    },
    Spec {
        name: "Epic",
        reference: "Epic",
        description: "A large initiative that takes several releases.",
        color: "FF7B00",
        icon: "icon_crown",
        categories: EPIC,
        behavior: EPICS,
        states: CMMI_STATES,
        fields: &[ACTIVE, RESOLVED, CLOSED, RANKED, PORTFOLIO],
        ..BASE
    },
    Spec {
        name: "Feature",
        reference: "Feature",
        description: "A part of the product that is released at once.",
        color: "773B93",
        icon: "icon_trophy",
        categories: FEATURE,
        behavior: FEATURES,
        states: CMMI_STATES,
        fields: &[ACTIVE, RESOLVED, CLOSED, RANKED, PORTFOLIO],
        ..BASE
    },
    Spec {
        name: "Issue",
        reference: "Issue",
        description: "Something that stands in the way.",
        color: "B4009E",
        icon: "icon_traffic_cone",
        states: CMMI_STATES,
        fields: &[
            ACTIVE,
            RESOLVED,
            CLOSED,
            RANKED,
            &[field::DUE_DATE, field::TRIAGE, field::ESCALATE, field::CORRECTIVE_ACTION, field::ANALYSIS],
        ],
        ..BASE
    },
    Spec {
        name: "Requirement",
        reference: "Requirement",
        description: "Something that the product shall do.",
        color: "009CCC",
        icon: "icon_sticky_note",
        categories: REQUIREMENT,
        behavior: REQUIREMENTS,
        states: CMMI_STATES,
        fields: &[
            ACTIVE,
            RESOLVED,
            CLOSED,
            RANKED,
            DATES,
            &[field::SIZE, field::TRIAGE, field::BLOCKED, field::COMMITTED, field::REQUIREMENT_TYPE],
            &[field::IMPACT_ASSESSMENT, field::VALUE_AREA, field::ACCEPTANCE_CRITERIA, field::DISCIPLINE],
        ],
        ..BASE
    },
    Spec {
        name: "Review",
        reference: "Review",
        description: "What came out of looking at a design or at code together.",
        color: "B4009E",
        icon: "icon_review",
        states: &[
            ("Active", InProgress, "New"),
            ("Resolved", Resolved, "Accepted (as is)"),
            ("Closed", Completed, "Review complete"),
        ],
        fields: &[
            ACTIVE,
            RESOLVED,
            CLOSED,
            &[field::PURPOSE, field::COMMENTS, field::MINUTES, field::MEETING_TYPE],
        ],
        ..BASE
    },
    Spec {
        name: "Risk",
        reference: "Risk",
        description: "Something that may happen and would do harm.",
        color: "CC293D",
        icon: "icon_flame",
        states: &[
            ("Proposed", Proposed, "New"),
            ("Active", InProgress, "Accepted"),
            ("Closed", Completed, "Mitigated"),
        ],
        fields: &[
            ACTIVE,
            CLOSED,
            RANKED,
            &[field::SEVERITY, field::PROBABILITY, field::BLOCKED],
            &[field::MITIGATION_PLAN, field::CONTINGENCY_PLAN],
        ],
        ..BASE
    },
    Spec {
        name: "Task",
        reference: "Task",
        description: "Work that is to be done.",
        color: "F2CB1D",
        icon: "icon_clipboard",
        categories: TASK,
        behavior: TASKS,
        states: &[
            ("Proposed", Proposed, "New"),
            ("Active", InProgress, "Accepted"),
            ("Resolved", Resolved, "Complete and requires review/test"),
            ("Closed", Completed, "Completed"),
        ],
        fields: &[
            ACTIVE,
            RESOLVED,
            CLOSED,
            WORK,
            RANKED,
            DATES,
            &[field::TRIAGE, field::BLOCKED, field::TASK_TYPE, field::DISCIPLINE],
            &[field::REQUIRES_REVIEW, field::REQUIRES_TEST],
        ],
        ..BASE
    },
];

/// What every process has for tests, reviews and feedback.
const SHARED: &[Spec] = &[
    Spec {
        name: "Test Case",
        reference: "TestCase",
        description: "Steps, and what must come of them.",
        color: "004B50",
        icon: "icon_test_case",
        categories: &["Microsoft.TestCaseCategory"],
        states: &[
            ("Design", Proposed, "New"),
            ("Ready", InProgress, "Completed"),
            ("Closed", Completed, "Deferred"),
        ],
        fields: &[
            ACTIVE,
            CLOSED,
            &[field::PRIORITY, field::STEPS, field::PARAMETERS, field::LOCAL_DATA_SOURCE],
            &[field::AUTOMATED_TEST_NAME, field::AUTOMATED_TEST_STORAGE, field::AUTOMATED_TEST_ID],
            &[field::AUTOMATED_TEST_TYPE, field::AUTOMATION_STATUS],
        ],
        ..BASE
    },
    Spec {
        name: "Test Plan",
        reference: "TestPlan",
        description: "What is to be tested.",
        color: "004B50",
        icon: "icon_test_plan",
        categories: &["Microsoft.TestPlanCategory", "Microsoft.HiddenCategory"],
        states: &[("Active", InProgress, "New"), ("Inactive", Completed, "Completed")],
        fields: &[DATES],
        ..BASE
    },
    Spec {
        name: "Test Suite",
        reference: "TestSuite",
        description: "Test cases that belong together.",
        color: "004B50",
        icon: "icon_test_suite",
        categories: &["Microsoft.TestSuiteCategory", "Microsoft.HiddenCategory"],
        states: &[
            ("In Progress", InProgress, "New"),
            ("In Planning", Proposed, "Deferred"),
            ("Completed", Completed, "Completed"),
        ],
        fields: &[&[
            field::TEST_SUITE_TYPE_ID,
            field::TEST_SUITE_TYPE,
            field::QUERY_TEXT,
            field::TEST_SUITE_AUDIT,
        ]],
        ..BASE
    },
    Spec {
        name: "Shared Steps",
        reference: "SharedStep",
        description: "Steps that several test cases have.",
        color: "004B50",
        icon: "icon_test_step",
        categories: &["Microsoft.SharedStepCategory", "Microsoft.HiddenCategory"],
        states: &[("Active", InProgress, "New"), ("Closed", Completed, "Duplicate")],
        fields: &[ACTIVE, CLOSED, &[field::ISSUE, field::PRIORITY, field::STEPS, field::PARAMETERS]],
        ..BASE
    },
    Spec {
        name: "Shared Parameter",
        reference: "SharedParameter",
        description: "Parameters that several test cases have.",
        color: "004B50",
        icon: "icon_test_parameter",
        categories: &["Microsoft.SharedParameterCategory", "Microsoft.HiddenCategory"],
        states: &[("Active", InProgress, "New"), ("Inactive", Completed, "Deferred")],
        fields: &[&[field::STATE_CHANGE_DATE, field::PARAMETERS]],
        ..BASE
    },
    Spec {
        name: "Code Review Request",
        reference: "CodeReviewRequest",
        description: "A change that others shall look at.",
        color: "B4009E",
        icon: "icon_code_review",
        categories: &["Microsoft.CodeReviewRequestCategory", "Microsoft.HiddenCategory"],
        states: &[("Requested", InProgress, "New"), ("Closed", Completed, "Completed")],
        fields: &[
            CLOSED,
            &[field::CLOSING_COMMENT, field::CONTEXT, field::CONTEXT_CODE, field::CONTEXT_TYPE],
            &[field::CONTEXT_OWNER, field::CLOSED_STATUS, field::CLOSED_STATUS_CODE, field::STATE_CODE],
        ],
        forbidden: &[("Closed", "Requested")],
        ..BASE
    },
    Spec {
        name: "Code Review Response",
        reference: "CodeReviewResponse",
        description: "What somebody says of a change.",
        color: "B4009E",
        icon: "icon_code_response",
        categories: &["Microsoft.CodeReviewResponseCategory", "Microsoft.HiddenCategory"],
        states: &[
            ("Requested", Proposed, "New"),
            ("Accepted", InProgress, "Accepted"),
            ("Closed", Completed, "Completed"),
        ],
        fields: &[
            CLOSED,
            &[field::ACCEPTED_DATE, field::ACCEPTED_BY, field::REVIEWED_BY, field::CLOSING_COMMENT],
            &[field::CLOSED_STATUS, field::CLOSED_STATUS_CODE, field::STATE_CODE],
        ],
        forbidden: &[("Accepted", "Requested"), ("Closed", "Accepted")],
        ..BASE
    },
    Spec {
        name: "Feedback Request",
        reference: "FeedbackRequest",
        description: "What somebody is asked to try and to judge.",
        color: "004B50",
        icon: "icon_review",
        categories: &["Microsoft.FeedbackRequestCategory", "Microsoft.HiddenCategory"],
        states: &[
            ("Active", InProgress, "New"),
            ("Closed", Completed, "Feedback complete"),
            ("Removed", Removed, "Feedback not needed"),
        ],
        fields: &[
            CLOSED,
            &[field::APPLICATION_TYPE, field::APPLICATION_START_INFORMATION],
            &[field::APPLICATION_LAUNCH_INSTRUCTIONS],
        ],
        forbidden: &[("Removed", "Active")],
        ..BASE
    },
    Spec {
        name: "Feedback Response",
        reference: "FeedbackResponse",
        description: "What somebody says of the product.",
        color: "004B50",
        icon: "icon_response",
        categories: &["Microsoft.FeedbackResponseCategory", "Microsoft.HiddenCategory"],
        states: &[("Active", InProgress, "New"), ("Closed", Completed, "Feedback complete")],
        fields: &[CLOSED, &[field::RATING, field::SYSTEM_INFO]],
        forbidden: &[("Closed", "Active")],
        ..BASE
    },
];

/// The types of a system process; none for any other process.
pub fn system_types(process: ProcessId) -> Option<&'static [WorkItemType]> {
    static TYPES: LazyLock<Vec<(ProcessId, Vec<WorkItemType>)>> = LazyLock::new(|| {
        let processes = PROCESSES.iter().map(|process| {
            let own = match process.name {
                "Agile" => AGILE,
                "Scrum" => SCRUM,
                "CMMI" => CMMI,
                _ => BASIC,
            };
            (process.id, own.iter().chain(SHARED).map(work_item_type).collect())
        });
        processes.collect()
    });
    TYPES.iter().find(|(id, _)| *id == process).map(|(_, types)| types.as_slice())
}

fn work_item_type(spec: &Spec) -> WorkItemType {
    let state = |(index, (name, category, reason)): (usize, &(&str, StateCategory, &str))| State {
        id: stable_id(&[spec.reference, name]),
        name: (*name).to_owned(),
        color: category.color().to_owned(),
        category: *category,
        order: index as i64 + 1,
        reason: (*reason).to_owned(),
        customization: Customization::System,
        is_hidden: false,
    };
    let mut fields: Vec<FieldId> = COMMON.to_vec();
    for field in spec.fields.iter().copied().flatten() {
        if !fields.contains(field) {
            fields.push(*field);
        }
    }
    WorkItemType {
        reference_name: format!("Microsoft.VSTS.WorkItemTypes.{}", spec.reference),
        name: spec.name.to_owned(),
        description: spec.description.to_owned(),
        color: spec.color.to_owned(),
        icon: spec.icon.to_owned(),
        is_disabled: false,
        customization: Customization::System,
        inherits: None,
        categories: spec.categories.iter().map(|category| (*category).to_owned()).collect(),
        states: spec.states.iter().enumerate().map(state).collect(),
        fields: fields.into_iter().map(type_field).collect(),
        rules: Vec::new(),
        behaviors: spec.behavior.iter().map(|behavior| ((*behavior).to_owned(), true)).collect(),
        forbidden: spec.forbidden.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect(),
        layout: None,
    }
}

/// A new type of an organization: with the states that the service gives it.
pub fn custom_type(reference_name: &str, name: &str) -> WorkItemType {
    let spec = Spec {
        color: "f6546a",
        icon: "icon_airplane",
        states: &[
            ("New", Proposed, "Moved to state New"),
            ("Active", InProgress, "Moved to state Active"),
            ("Closed", Completed, "Moved to state Closed"),
        ],
        fields: &[ACTIVE, CLOSED, &[field::PRIORITY]],
        ..BASE
    };
    let made = work_item_type(&spec);
    let state = |state: State| State {
        id: stable_id(&[reference_name, &state.name]),
        customization: Customization::Custom,
        ..state
    };
    WorkItemType {
        reference_name: reference_name.to_owned(),
        name: name.to_owned(),
        customization: Customization::Custom,
        states: made.states.into_iter().map(state).collect(),
        ..made
    }
}

/// What a field is in every system type that has it. Required ones, defaults and values as documented and
/// recorded: priority 2, severity 3, value area Business.
fn type_field(id: FieldId) -> TypeField {
    const YES_NO: &[&str] = &["Yes", "No"];
    let (default, allowed, is_suggested): (Option<&str>, &[&str], bool) = match id {
        field::PRIORITY => (Some("2"), &["1", "2", "3", "4"], false),
        field::SEVERITY => {
            (Some("3 - Medium"), &["1 - Critical", "2 - High", "3 - Medium", "4 - Low"], false)
        }
        field::VALUE_AREA => (Some("Business"), &["Architectural", "Business"], false),
        field::RISK => (None, &["1 - High", "2 - Medium", "3 - Low"], false),
        field::ACTIVITY => {
            (None, &["Deployment", "Design", "Development", "Documentation", "Requirements", "Testing"], true)
        }
        field::TRIAGE => (Some("Pending"), &["Pending", "More Info", "Info Received", "Triaged"], false),
        field::BLOCKED => (None, YES_NO, false),
        field::COMMITTED => (Some("No"), YES_NO, false),
        field::REQUIRES_REVIEW | field::REQUIRES_TEST => (None, YES_NO, false),
        field::REQUIREMENT_TYPE => (
            Some("Functional"),
            &[
                "Scenario",
                "Quality of Service",
                "Functional",
                "Operational",
                "Security",
                "Feature",
                "Safety",
                "Interface",
                "Business Objective",
            ],
            false,
        ),
        field::AUTOMATION_STATUS => {
            (Some("Not Automated"), &["Automated", "Not Automated", "Planned"], false)
        }
        field::ISSUE => (Some("No"), YES_NO, false),
        field::TEST_SUITE_TYPE_ID => (Some("1"), &[], false),
        field::TEST_SUITE_TYPE => (Some("Static"), &["Static", "Query Based", "Requirement Based"], false),
        field::APPLICATION_TYPE => {
            (Some("Web application"), &["Web application", "Remote machine", "Client application"], false)
        }
        _ => (None, &[], false),
    };
    let is_required =
        matches!(id, field::TITLE | field::STATE | field::AREA_ID | field::ITERATION_ID | field::VALUE_AREA);
    TypeField {
        field: id,
        is_required,
        is_read_only: false,
        default: default.map(str::to_owned),
        allowed_values: allowed.iter().map(|value| (*value).to_owned()).collect(),
        is_suggested,
        allow_groups: false,
        customization: Customization::System,
    }
}

/// A GUID that looks random and is always the same for the same words.
pub(in crate::world) fn stable_id(words: &[&str]) -> Uuid {
    // FNV-1a, only to get a seed of the words.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.join("/").bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    Ids::new(hash).uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transitions_of_agile_are_as_documented() {
        let types = system_types(PROCESSES[2].id).unwrap();
        let story = types.iter().find(|found| found.is_named("user story")).unwrap();
        let to = |from: &str| {
            let from = story.state(from).unwrap();
            let to: Vec<_> = story.states.iter().filter(|to| story.may_follow(from, to)).collect();
            to.into_iter().map(|state| state.name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(to("Closed"), ["New", "Active", "Resolved", "Closed"]);
        assert_eq!(to("Removed"), ["New", "Removed"]);
        assert_eq!(to("New").len(), 5);
        let review = types.iter().find(|found| found.is_named("Code Review Request")).unwrap();
        assert!(!review.may_follow(&review.states[1], &review.states[0]));
    }

    #[test]
    fn every_process_has_its_types() {
        let names = |index: usize| system_types(PROCESSES[index].id).unwrap().len();
        assert_eq!([0, 1, 2, 3].map(names), [15, 12, 15, 18]);
    }
}
