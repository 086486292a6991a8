//! The reference names of the fields that nearly every work item has.
//!
//! <https://learn.microsoft.com/en-us/azure/devops/boards/work-items/guidance/work-item-field>

macro_rules! fields {
    ($($name:ident = $reference:literal, $what:literal;)*) => {
        $(#[doc = concat!($what, " `", $reference, "`")] pub const $name: &str = $reference;)*
    };
}

fields! {
    ID = "System.Id", "Its number.";
    REV = "System.Rev", "Its revision.";
    WORK_ITEM_TYPE = "System.WorkItemType", "Its type.";
    TITLE = "System.Title", "Its title.";
    STATE = "System.State", "Its state.";
    REASON = "System.Reason", "Why it is in its state.";
    ASSIGNED_TO = "System.AssignedTo", "Whose it is.";
    TEAM_PROJECT = "System.TeamProject", "Its project.";
    AREA_PATH = "System.AreaPath", "Its area.";
    ITERATION_PATH = "System.IterationPath", "Its iteration.";
    TAGS = "System.Tags", "Its tags, with `; ` between.";
    DESCRIPTION = "System.Description", "What it is about.";
    HISTORY = "System.History", "What was said with a change.";
    PARENT = "System.Parent", "What it is a part of.";
    COMMENT_COUNT = "System.CommentCount", "How many comments it has.";
    CREATED_DATE = "System.CreatedDate", "When it was made.";
    CREATED_BY = "System.CreatedBy", "Who made it.";
    CHANGED_DATE = "System.ChangedDate", "When it was last changed.";
    CHANGED_BY = "System.ChangedBy", "Who changed it last.";
    CLOSED_DATE = "Microsoft.VSTS.Common.ClosedDate", "When it was closed.";
    PRIORITY = "Microsoft.VSTS.Common.Priority", "Its priority; 1 is the highest.";
    SEVERITY = "Microsoft.VSTS.Common.Severity", "How bad it is.";
    ACCEPTANCE_CRITERIA = "Microsoft.VSTS.Common.AcceptanceCriteria", "When it is done.";
    REPRO_STEPS = "Microsoft.VSTS.TCM.ReproSteps", "How to see a bug.";
    STORY_POINTS = "Microsoft.VSTS.Scheduling.StoryPoints", "The size of a story.";
    EFFORT = "Microsoft.VSTS.Scheduling.Effort", "The size of a backlog item.";
    ORIGINAL_ESTIMATE = "Microsoft.VSTS.Scheduling.OriginalEstimate", "The effort that was expected, in hours.";
    REMAINING_WORK = "Microsoft.VSTS.Scheduling.RemainingWork", "The effort that is left, in hours.";
    COMPLETED_WORK = "Microsoft.VSTS.Scheduling.CompletedWork", "The effort that was spent, in hours.";
    START_DATE = "Microsoft.VSTS.Scheduling.StartDate", "When work begins.";
    TARGET_DATE = "Microsoft.VSTS.Scheduling.TargetDate", "When it is to be done.";
    DUE_DATE = "Microsoft.VSTS.Scheduling.DueDate", "When it must be done.";
}
