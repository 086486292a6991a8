//! Fields of work items: those that every organization has, and those that it adds.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::id::IdentityId;

/// A field of an organization: its place in the table of fields. The fields that every organization has come
/// first, in the order in which the service writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u16);

/// What a field holds. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A whole number.
    Integer,
    /// A number.
    Double,
    /// Yes or no.
    Boolean,
    /// An instant.
    DateTime,
    /// One line of text.
    String,
    /// Text of any length.
    PlainText,
    /// Formatted text.
    Html,
    /// The comments.
    History,
    /// A path in a tree of areas or iterations.
    TreePath,
    /// A GUID.
    Guid,
}

impl FieldKind {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Double => "double",
            Self::Boolean => "boolean",
            Self::DateTime => "dateTime",
            Self::String => "string",
            Self::PlainText => "plainText",
            Self::Html => "html",
            Self::History => "history",
            Self::TreePath => "treePath",
            Self::Guid => "guid",
        }
    }

    /// The kind of a name, in any case; `picklistString` and the like are what they are lists of.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Some(match name.strip_prefix("picklist").unwrap_or(&name) {
            "integer" => Self::Integer,
            "double" => Self::Double,
            "boolean" => Self::Boolean,
            "datetime" => Self::DateTime,
            "string" | "identity" => Self::String,
            "plaintext" => Self::PlainText,
            "html" => Self::Html,
            "history" => Self::History,
            "treepath" => Self::TreePath,
            "guid" => Self::Guid,
            _ => return None,
        })
    }

    /// Whether the text may be long: such fields have no order, and cannot be compared for equality.
    pub fn is_long(self) -> bool {
        matches!(self, Self::PlainText | Self::Html | Self::History)
    }
}

/// A value of a field. What is empty is not there.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// A whole number.
    Integer(i64),
    /// A number.
    Double(f64),
    /// Yes or no.
    Boolean(bool),
    /// An instant.
    DateTime(Timestamp),
    /// Text.
    Text(Arc<str>),
    /// A person.
    Identity(IdentityId),
}

impl FieldValue {
    /// Text.
    pub fn text(text: impl AsRef<str>) -> Self {
        Self::Text(text.as_ref().into())
    }

    /// The text, if it is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The instant, if it is one.
    pub fn as_instant(&self) -> Option<Timestamp> {
        match self {
            Self::DateTime(at) => Some(*at),
            _ => None,
        }
    }

    /// The person, if it is one.
    pub fn as_identity(&self) -> Option<IdentityId> {
        match self {
            Self::Identity(id) => Some(*id),
            _ => None,
        }
    }
}

/// A field.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and a field of the wire")]
#[derive(Clone, Debug)]
pub struct Field {
    /// Its place.
    pub id: FieldId,
    /// `System.Title`
    pub reference_name: Arc<str>,
    /// `Title`
    pub name: Arc<str>,
    /// What it is for.
    pub description: Option<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether it holds people.
    pub is_identity: bool,
    /// Whether nobody sets it.
    pub is_read_only: bool,
    /// Whether an answer has it only if it is asked for.
    pub is_hidden: bool,
    /// Whether every organization has it.
    pub is_system: bool,
    /// Whether it was deleted.
    pub is_deleted: bool,
    /// Whether it cannot be changed.
    pub is_locked: bool,
    /// The list of its values.
    pub picklist: Option<Uuid>,
    /// Whether other values than those of the list are allowed.
    pub is_picklist_suggested: bool,
}

/// What a new field is.
#[derive(Clone, Debug)]
pub struct NewField {
    /// `Custom.Colour`; none for one that is made of the name.
    pub reference_name: Option<String>,
    /// `Colour`
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether it holds people.
    pub is_identity: bool,
    /// The list of its values.
    pub picklist: Option<Uuid>,
    /// Whether other values than those of the list are allowed.
    pub is_picklist_suggested: bool,
}

/// The fields of an organization.
#[derive(Clone, Debug)]
pub struct Fields {
    table: Vec<Field>,
    names: HashMap<String, FieldId>,
}

/// What the service's processes say of a field, in our words.
fn help(reference_name: &str) -> Option<&'static str> {
    Some(match reference_name {
        "System.Title" => "What the work item is about, in one line",
        "System.State" => "Where the work item is in its workflow",
        "System.Reason" => "Why the work item is in its state",
        "System.AssignedTo" => "Who works on the item",
        "System.AreaPath" => "The part of the product that the item belongs to",
        "System.IterationPath" => "The iteration in which the item is to be completed",
        "System.Description" => "What is to be done, and why",
        "System.History" => "The discussion, and what happened to the item",
        "System.Tags" => "Words to find the item by",
        "Microsoft.VSTS.Common.Priority" => "The business importance: 1 is highest, 4 is lowest",
        "Microsoft.VSTS.Common.Severity" => "How much the bug affects the product",
        "Microsoft.VSTS.TCM.ReproSteps" => "How to see the defect, and what should happen instead",
        "Microsoft.VSTS.TCM.SystemInfo" => "The machine and the software that the defect was seen on",
        "Microsoft.VSTS.Common.AcceptanceCriteria" => "What must be true for the item to be done",
        "Microsoft.VSTS.Scheduling.RemainingWork" => "The hours that are left to complete the item",
        "Microsoft.VSTS.Build.FoundIn" => "The build in which the defect was found",
        "Microsoft.VSTS.Build.IntegrationBuild" => "The build in which the change is",
        _ => return None,
    })
}

impl Default for Fields {
    fn default() -> Self {
        let mut fields = Self { table: Vec::new(), names: HashMap::new() };
        for (reference_name, name, kind, flags) in SYSTEM {
            fields.push(Field {
                id: FieldId(0),
                reference_name: (*reference_name).into(),
                name: (*name).into(),
                description: help(reference_name).map(str::to_owned),
                kind: *kind,
                is_identity: flags.contains('i'),
                is_read_only: flags.contains('r'),
                is_hidden: flags.contains('h'),
                is_system: true,
                is_deleted: false,
                is_locked: false,
                picklist: None,
                is_picklist_suggested: false,
            });
        }
        fields
    }
}

impl Fields {
    fn push(&mut self, mut field: Field) -> FieldId {
        let id = FieldId(u16::try_from(self.table.len()).unwrap_or(u16::MAX));
        field.id = id;
        self.names.insert(field.reference_name.to_lowercase(), id);
        self.names.entry(field.name.to_lowercase()).or_insert(id);
        self.table.push(field);
        id
    }

    /// All fields that are not deleted.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.table.iter().filter(|field| !field.is_deleted)
    }

    /// All fields, also the deleted ones.
    pub fn all(&self) -> impl Iterator<Item = &Field> {
        self.table.iter()
    }

    /// A field by its place.
    pub fn get(&self, id: FieldId) -> Option<&Field> {
        self.table.get(usize::from(id.0))
    }

    /// A field by its reference name or its name, whatever the case of its letters.
    pub fn find(&self, name: &str) -> Option<&Field> {
        self.find_any(name).filter(|field| !field.is_deleted)
    }

    /// A field by its reference name or its name, also a deleted one.
    pub fn find_any(&self, name: &str) -> Option<&Field> {
        self.get(*self.names.get(&name.to_lowercase())?)
    }

    /// Adds a field; none if there is one of this name, or no room.
    pub(super) fn add(&mut self, new: NewField) -> Option<FieldId> {
        let made = || {
            let letters: String = new.name.chars().filter(char::is_ascii_alphanumeric).collect();
            format!("Custom.{letters}")
        };
        let reference_name = new.reference_name.clone().unwrap_or_else(made);
        let is_taken = |name: &str| self.names.contains_key(&name.to_lowercase());
        if is_taken(&reference_name) || is_taken(&new.name) || self.table.len() >= usize::from(u16::MAX) {
            return None;
        }
        Some(self.push(Field {
            id: FieldId(0),
            reference_name: reference_name.into(),
            name: new.name.into(),
            description: new.description,
            kind: new.kind,
            is_identity: new.is_identity,
            is_read_only: false,
            is_hidden: false,
            is_system: false,
            is_deleted: false,
            is_locked: false,
            picklist: new.picklist,
            is_picklist_suggested: new.is_picklist_suggested,
        }))
    }

    /// A field to change.
    pub(super) fn get_mut(&mut self, id: FieldId) -> Option<&mut Field> {
        self.table.get_mut(usize::from(id.0))
    }
}

macro_rules! system {
    ($($id:ident $reference:literal $name:literal $kind:ident $flags:literal)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "only there to be counted")]
        #[repr(u16)]
        enum Place { $($id),* }

        $(
            #[doc = concat!("`", $reference, "`")]
            pub const $id: FieldId = FieldId(Place::$id as u16);
        )*

        /// Reference name, name, kind; `r` read-only, `i` identity, `h` only if asked for.
        static SYSTEM: &[(&str, &str, FieldKind, &str)] =
            &[$(($reference, $name, FieldKind::$kind, $flags)),*];
    };
}

// Names and kinds as documented for `GET _apis/wit/fields`; the order is that of recorded answers.
system! {
    ID "System.Id" "ID" Integer "rh"
    AREA_ID "System.AreaId" "Area ID" Integer "h"
    AREA_PATH "System.AreaPath" "Area Path" TreePath ""
    NODE_NAME "System.NodeName" "Node Name" String "rh"
    TEAM_PROJECT "System.TeamProject" "Team Project" String ""
    AREA_LEVEL_1 "System.AreaLevel1" "Area Level 1" String "rh"
    AREA_LEVEL_2 "System.AreaLevel2" "Area Level 2" String "rh"
    AREA_LEVEL_3 "System.AreaLevel3" "Area Level 3" String "rh"
    AREA_LEVEL_4 "System.AreaLevel4" "Area Level 4" String "rh"
    AREA_LEVEL_5 "System.AreaLevel5" "Area Level 5" String "rh"
    AREA_LEVEL_6 "System.AreaLevel6" "Area Level 6" String "rh"
    AREA_LEVEL_7 "System.AreaLevel7" "Area Level 7" String "rh"
    REV "System.Rev" "Rev" Integer "rh"
    AUTHORIZED_DATE "System.AuthorizedDate" "Authorized Date" DateTime "rh"
    REVISED_DATE "System.RevisedDate" "Revised Date" DateTime "rh"
    ITERATION_ID "System.IterationId" "Iteration ID" Integer "h"
    ITERATION_PATH "System.IterationPath" "Iteration Path" TreePath ""
    ITERATION_LEVEL_1 "System.IterationLevel1" "Iteration Level 1" String "rh"
    ITERATION_LEVEL_2 "System.IterationLevel2" "Iteration Level 2" String "rh"
    ITERATION_LEVEL_3 "System.IterationLevel3" "Iteration Level 3" String "rh"
    ITERATION_LEVEL_4 "System.IterationLevel4" "Iteration Level 4" String "rh"
    ITERATION_LEVEL_5 "System.IterationLevel5" "Iteration Level 5" String "rh"
    ITERATION_LEVEL_6 "System.IterationLevel6" "Iteration Level 6" String "rh"
    ITERATION_LEVEL_7 "System.IterationLevel7" "Iteration Level 7" String "rh"
    WORK_ITEM_TYPE "System.WorkItemType" "Work Item Type" String ""
    STATE "System.State" "State" String ""
    REASON "System.Reason" "Reason" String ""
    ASSIGNED_TO "System.AssignedTo" "Assigned To" String "i"
    CREATED_DATE "System.CreatedDate" "Created Date" DateTime "r"
    CREATED_BY "System.CreatedBy" "Created By" String "ri"
    CHANGED_DATE "System.ChangedDate" "Changed Date" DateTime "r"
    CHANGED_BY "System.ChangedBy" "Changed By" String "ri"
    AUTHORIZED_AS "System.AuthorizedAs" "Authorized As" String "rih"
    PERSON_ID "System.PersonId" "PersonID" Integer "rh"
    WATERMARK "System.Watermark" "Watermark" Integer "rh"
    IS_DELETED "System.IsDeleted" "Is Deleted" Boolean "rh"
    COMMENT_COUNT "System.CommentCount" "Comment Count" Integer "r"
    TITLE "System.Title" "Title" String ""
    BOARD_COLUMN "System.BoardColumn" "Board Column" String "r"
    BOARD_COLUMN_DONE "System.BoardColumnDone" "Board Column Done" Boolean "r"
    BOARD_LANE "System.BoardLane" "Board Lane" String "r"
    STATE_CHANGE_DATE "Microsoft.VSTS.Common.StateChangeDate" "State Change Date" DateTime ""
    ACTIVATED_DATE "Microsoft.VSTS.Common.ActivatedDate" "Activated Date" DateTime ""
    ACTIVATED_BY "Microsoft.VSTS.Common.ActivatedBy" "Activated By" String "i"
    RESOLVED_DATE "Microsoft.VSTS.Common.ResolvedDate" "Resolved Date" DateTime ""
    RESOLVED_BY "Microsoft.VSTS.Common.ResolvedBy" "Resolved By" String "i"
    RESOLVED_REASON "Microsoft.VSTS.Common.ResolvedReason" "Resolved Reason" String ""
    CLOSED_DATE "Microsoft.VSTS.Common.ClosedDate" "Closed Date" DateTime ""
    CLOSED_BY "Microsoft.VSTS.Common.ClosedBy" "Closed By" String "i"
    PRIORITY "Microsoft.VSTS.Common.Priority" "Priority" Integer ""
    SEVERITY "Microsoft.VSTS.Common.Severity" "Severity" String ""
    STACK_RANK "Microsoft.VSTS.Common.StackRank" "Stack Rank" Double ""
    BACKLOG_PRIORITY "Microsoft.VSTS.Common.BacklogPriority" "Backlog Priority" Double ""
    VALUE_AREA "Microsoft.VSTS.Common.ValueArea" "Value Area" String ""
    ACTIVITY "Microsoft.VSTS.Common.Activity" "Activity" String ""
    RISK "Microsoft.VSTS.Common.Risk" "Risk" String ""
    BUSINESS_VALUE "Microsoft.VSTS.Common.BusinessValue" "Business Value" Integer ""
    TIME_CRITICALITY "Microsoft.VSTS.Common.TimeCriticality" "Time Criticality" Double ""
    TRIAGE "Microsoft.VSTS.Common.Triage" "Triage" String ""
    DISCIPLINE "Microsoft.VSTS.Common.Discipline" "Discipline" String ""
    REVIEWED_BY "Microsoft.VSTS.Common.ReviewedBy" "Reviewed By" String "i"
    RATING "Microsoft.VSTS.Common.Rating" "Rating" String ""
    ISSUE "Microsoft.VSTS.Common.Issue" "Issue" String ""
    STATE_CODE "Microsoft.VSTS.Common.StateCode" "State Code" Integer ""
    STORY_POINTS "Microsoft.VSTS.Scheduling.StoryPoints" "Story Points" Double ""
    EFFORT "Microsoft.VSTS.Scheduling.Effort" "Effort" Double ""
    SIZE "Microsoft.VSTS.Scheduling.Size" "Size" Double ""
    REMAINING_WORK "Microsoft.VSTS.Scheduling.RemainingWork" "Remaining Work" Double ""
    ORIGINAL_ESTIMATE "Microsoft.VSTS.Scheduling.OriginalEstimate" "Original Estimate" Double ""
    COMPLETED_WORK "Microsoft.VSTS.Scheduling.CompletedWork" "Completed Work" Double ""
    START_DATE "Microsoft.VSTS.Scheduling.StartDate" "Start Date" DateTime ""
    FINISH_DATE "Microsoft.VSTS.Scheduling.FinishDate" "Finish Date" DateTime ""
    TARGET_DATE "Microsoft.VSTS.Scheduling.TargetDate" "Target Date" DateTime ""
    DUE_DATE "Microsoft.VSTS.Scheduling.DueDate" "Due Date" DateTime ""
    FOUND_IN "Microsoft.VSTS.Build.FoundIn" "Found In" String ""
    INTEGRATION_BUILD "Microsoft.VSTS.Build.IntegrationBuild" "Integration Build" String ""
    BLOCKED "Microsoft.VSTS.CMMI.Blocked" "Blocked" String ""
    COMMITTED "Microsoft.VSTS.CMMI.Committed" "Committed" String ""
    ESCALATE "Microsoft.VSTS.CMMI.Escalate" "Escalate" String ""
    REQUIREMENT_TYPE "Microsoft.VSTS.CMMI.RequirementType" "Requirement Type" String ""
    REQUIRES_REVIEW "Microsoft.VSTS.CMMI.RequiresReview" "Requires Review" String ""
    REQUIRES_TEST "Microsoft.VSTS.CMMI.RequiresTest" "Requires Test" String ""
    ROOT_CAUSE "Microsoft.VSTS.CMMI.RootCause" "Root Cause" String ""
    PROBABILITY "Microsoft.VSTS.CMMI.Probability" "Probability" Integer ""
    TASK_TYPE "Microsoft.VSTS.CMMI.TaskType" "Task Type" String ""
    AUTOMATED_TEST_NAME "Microsoft.VSTS.TCM.AutomatedTestName" "Automated Test Name" String ""
    AUTOMATED_TEST_STORAGE "Microsoft.VSTS.TCM.AutomatedTestStorage" "Automated Test Storage" String ""
    AUTOMATED_TEST_ID "Microsoft.VSTS.TCM.AutomatedTestId" "Automated Test Id" String ""
    AUTOMATED_TEST_TYPE "Microsoft.VSTS.TCM.AutomatedTestType" "Automated Test Type" String ""
    AUTOMATION_STATUS "Microsoft.VSTS.TCM.AutomationStatus" "Automation status" String ""
    TEST_SUITE_TYPE_ID "Microsoft.VSTS.TCM.TestSuiteTypeId" "Test Suite Type Id" Integer ""
    TEST_SUITE_TYPE "Microsoft.VSTS.TCM.TestSuiteType" "Test Suite Type" String ""
    CONTEXT "Microsoft.VSTS.CodeReview.Context" "Associated Context" String ""
    CONTEXT_CODE "Microsoft.VSTS.CodeReview.ContextCode" "Associated Context Code" Integer ""
    CONTEXT_TYPE "Microsoft.VSTS.CodeReview.ContextType" "Associated Context Type" String ""
    CONTEXT_OWNER "Microsoft.VSTS.CodeReview.ContextOwner" "Associated Context Owner" String ""
    CLOSED_STATUS "Microsoft.VSTS.CodeReview.ClosedStatus" "Closed Status" String ""
    CLOSED_STATUS_CODE "Microsoft.VSTS.CodeReview.ClosedStatusCode" "Closed Status Code" Integer ""
    CLOSING_COMMENT "Microsoft.VSTS.CodeReview.ClosingComment" "Closing Comment" String ""
    ACCEPTED_DATE "Microsoft.VSTS.CodeReview.AcceptedDate" "Accepted Date" DateTime ""
    ACCEPTED_BY "Microsoft.VSTS.CodeReview.AcceptedBy" "Accepted By" String "i"
    APPLICATION_TYPE "Microsoft.VSTS.Feedback.ApplicationType" "Application Type" String ""
    EXTERNAL_LINK_COUNT "System.ExternalLinkCount" "External Link Count" Integer "rh"
    HYPERLINK_COUNT "System.HyperLinkCount" "Hyperlink Count" Integer "rh"
    ATTACHED_FILE_COUNT "System.AttachedFileCount" "Attached File Count" Integer "rh"
    RELATED_LINK_COUNT "System.RelatedLinkCount" "Related Link Count" Integer "rh"
    REMOTE_LINK_COUNT "System.RemoteLinkCount" "Remote Link Count" Integer "rh"
    NODE_TYPE "System.NodeType" "Node Type" String "rh"
    PROJECT_ID "System.ProjectId" "ProjectID" Integer "rh"
    LINK_TYPE "System.Links.LinkType" "Link Type" Integer "rh"
    APPLICATION_START_INFORMATION "Microsoft.VSTS.Feedback.ApplicationStartInformation"
        "Application Start Information" PlainText ""
    APPLICATION_LAUNCH_INSTRUCTIONS "Microsoft.VSTS.Feedback.ApplicationLaunchInstructions"
        "Application Launch Instructions" Html ""
    QUERY_TEXT "Microsoft.VSTS.TCM.QueryText" "Query Text" PlainText ""
    TEST_SUITE_AUDIT "Microsoft.VSTS.TCM.TestSuiteAudit" "Test Suite Audit" PlainText ""
    STEPS "Microsoft.VSTS.TCM.Steps" "Steps" Html ""
    PARAMETERS "Microsoft.VSTS.TCM.Parameters" "Parameters" Html ""
    LOCAL_DATA_SOURCE "Microsoft.VSTS.TCM.LocalDataSource" "Local Data Source" Html ""
    SYSTEM_INFO "Microsoft.VSTS.TCM.SystemInfo" "System Info" Html ""
    REPRO_STEPS "Microsoft.VSTS.TCM.ReproSteps" "Repro Steps" Html ""
    RESOLUTION "Microsoft.VSTS.Common.Resolution" "Resolution" Html ""
    ACCEPTANCE_CRITERIA "Microsoft.VSTS.Common.AcceptanceCriteria" "Acceptance Criteria" Html ""
    PROPOSED_FIX "Microsoft.VSTS.CMMI.ProposedFix" "Proposed Fix" Html ""
    SYMPTOM "Microsoft.VSTS.CMMI.Symptom" "Symptom" Html ""
    ANALYSIS "Microsoft.VSTS.CMMI.Analysis" "Analysis" Html ""
    IMPACT_ASSESSMENT "Microsoft.VSTS.CMMI.ImpactAssessmentHtml" "Impact Assessment" Html ""
    JUSTIFICATION "Microsoft.VSTS.CMMI.Justification" "Justification" Html ""
    CORRECTIVE_ACTION "Microsoft.VSTS.CMMI.CorrectiveActionPlan" "Corrective Action Plan" Html ""
    MITIGATION_PLAN "Microsoft.VSTS.CMMI.MitigationPlan" "Mitigation Plan" Html ""
    CONTINGENCY_PLAN "Microsoft.VSTS.CMMI.ContingencyPlan" "Contingency Plan" Html ""
    PURPOSE "Microsoft.VSTS.CMMI.Purpose" "Purpose" String ""
    COMMENTS "Microsoft.VSTS.CMMI.Comments" "Comments" Html ""
    MINUTES "Microsoft.VSTS.CMMI.Minutes" "Minutes" Html ""
    MEETING_TYPE "Microsoft.VSTS.CMMI.MeetingType" "Meeting Type" String ""
    DESCRIPTION "System.Description" "Description" Html ""
    HISTORY "System.History" "History" History ""
    TAGS "System.Tags" "Tags" PlainText ""
    PARENT "System.Parent" "Parent" Integer "r"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_either_name() {
        let mut fields = Fields::default();
        assert_eq!(fields.find("system.title").map(|field| field.id), Some(TITLE));
        assert_eq!(fields.find("Assigned to").map(|field| field.id), Some(ASSIGNED_TO));
        assert_eq!(fields.get(PARENT).map(|field| &*field.reference_name), Some("System.Parent"));
        let new = NewField {
            reference_name: None,
            name: "Paint colour".into(),
            description: None,
            kind: FieldKind::String,
            is_identity: false,
            picklist: None,
            is_picklist_suggested: false,
        };
        let id = fields.add(new.clone()).unwrap();
        assert_eq!(fields.find("custom.paintcolour").map(|field| field.id), Some(id));
        assert!(fields.add(new).is_none());
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        let fields = Fields::default();
        for field in fields.all() {
            assert_eq!(fields.find(&field.reference_name).map(|found| found.id), Some(field.id));
            assert_eq!(fields.find(&field.name).map(|found| found.id), Some(field.id), "{}", field.name);
        }
    }
}
