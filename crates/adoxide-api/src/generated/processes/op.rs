// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

required! { CreateNewProcessBody(CreateProcessModel) {
    name: String = "name", parent_process_type_id: String = "parentProcessTypeId",
} }

/// `POST _apis/work/processes` · 7.1 · `vso.work_write`
#[inline]
pub fn create_new_process(body: &CreateNewProcessBody) -> Op<ProcessInfo> {
    Op::new(&meta::CREATE_NEW_PROCESS).json(body)
}

params! { GetListOfProcesses {
    expand: GetProcessExpandLevel = "$expand",
} }

/// `GET _apis/work/processes` · 7.1 · `vso.work`
#[inline]
pub fn get_list_of_processes(params: GetListOfProcesses) -> Op<List<ProcessInfo>> {
    params.add_to(Op::new(&meta::GET_LIST_OF_PROCESSES))
}

/// `POST _apis/work/processes/{processId}/behaviors` · 7.1 · `vso.work_write`
#[inline]
pub fn create_process_behavior(
    process_id: &ProcessId, body: &ProcessBehaviorCreateRequest,
) -> Op<ProcessBehavior> {
    Op::new(&meta::CREATE_PROCESS_BEHAVIOR).path("processId", process_id).guid("processId").json(body)
}

params! { GetProcessBehaviors {
    expand: GetBehaviorsExpand = "$expand",
} }

/// `GET _apis/work/processes/{processId}/behaviors` · 7.1 · `vso.work`
#[inline]
pub fn get_process_behaviors(process_id: &ProcessId, params: GetProcessBehaviors) -> Op<List<ProcessBehavior>> {
    params.add_to(Op::new(&meta::GET_PROCESS_BEHAVIORS).path("processId", process_id).guid("processId"))
}

/// `DELETE _apis/work/processes/{processId}/behaviors/{behaviorRefName}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_process_behavior(process_id: &ProcessId, behavior_ref_name: &BehaviorRefName) -> Op<()> {
    Op::new(&meta::DELETE_PROCESS_BEHAVIOR)
        .path("processId", process_id).guid("processId").path("behaviorRefName", behavior_ref_name)
}

params! { GetProcessBehavior {
    expand: GetBehaviorsExpand = "$expand",
} }

/// `GET _apis/work/processes/{processId}/behaviors/{behaviorRefName}` · 7.1 · `vso.work`
#[inline]
pub fn get_process_behavior(
    process_id: &ProcessId, behavior_ref_name: &BehaviorRefName, params: GetProcessBehavior,
) -> Op<ProcessBehavior> {
    params.add_to(Op::new(&meta::GET_PROCESS_BEHAVIOR)
        .path("processId", process_id).guid("processId").path("behaviorRefName", behavior_ref_name))
}

/// `PUT _apis/work/processes/{processId}/behaviors/{behaviorRefName}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_process_behavior(
    process_id: &ProcessId, behavior_ref_name: &BehaviorRefName, body: &ProcessBehaviorUpdateRequest,
) -> Op<ProcessBehavior> {
    Op::new(&meta::UPDATE_PROCESS_BEHAVIOR)
        .path("processId", process_id).guid("processId").path("behaviorRefName", behavior_ref_name).json(body)
}

/// `POST _apis/work/processes/{processId}/workitemtypes` · 7.1 · `vso.work_write`
#[inline]
pub fn create_process_work_item_type(
    process_id: &ProcessId, body: &CreateProcessWorkItemTypeRequest,
) -> Op<ProcessWorkItemType> {
    Op::new(&meta::CREATE_PROCESS_WORK_ITEM_TYPE).path("processId", process_id).guid("processId").json(body)
}

params! { GetProcessWorkItemTypes {
    expand: GetWorkItemTypeExpand = "$expand",
} }

/// `GET _apis/work/processes/{processId}/workitemtypes` · 7.1 · `vso.work`
#[inline]
pub fn get_process_work_item_types(
    process_id: &ProcessId, params: GetProcessWorkItemTypes,
) -> Op<List<ProcessWorkItemType>> {
    params.add_to(Op::new(&meta::GET_PROCESS_WORK_ITEM_TYPES).path("processId", process_id).guid("processId"))
}

/// `DELETE _apis/work/processes/{processId}/workitemtypes/{witRefName}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_process_work_item_type(process_id: &ProcessId, wit_ref_name: &WitRefName) -> Op<()> {
    Op::new(&meta::DELETE_PROCESS_WORK_ITEM_TYPE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
}

params! { GetProcessWorkItemType {
    expand: GetWorkItemTypeExpand = "$expand",
} }

/// `GET _apis/work/processes/{processId}/workitemtypes/{witRefName}` · 7.1 · `vso.work`
#[inline]
pub fn get_process_work_item_type(
    process_id: &ProcessId, wit_ref_name: &WitRefName, params: GetProcessWorkItemType,
) -> Op<ProcessWorkItemType> {
    params.add_to(Op::new(&meta::GET_PROCESS_WORK_ITEM_TYPE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name))
}

/// `PATCH _apis/work/processes/{processId}/workitemtypes/{witRefName}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_process_work_item_type(
    process_id: &ProcessId, wit_ref_name: &WitRefName, body: &UpdateProcessWorkItemTypeRequest,
) -> Op<ProcessWorkItemType> {
    Op::new(&meta::UPDATE_PROCESS_WORK_ITEM_TYPE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).json(body)
}

/// `POST _apis/work/processes/{processId}/workItemTypes/{witRefName}/fields` · 7.1 · `vso.work_write`
#[inline]
pub fn add_field_to_work_item_type(
    process_id: &ProcessId, wit_ref_name: &WitRefName, body: &AddProcessWorkItemTypeFieldRequest,
) -> Op<ProcessWorkItemTypeField> {
    Op::new(&meta::ADD_FIELD_TO_WORK_ITEM_TYPE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).json(body)
}

/// `GET _apis/work/processes/{processId}/workItemTypes/{witRefName}/fields` · 7.1 · `vso.work`
#[inline]
pub fn get_all_work_item_type_fields(
    process_id: &ProcessId, wit_ref_name: &WitRefName,
) -> Op<List<ProcessWorkItemTypeField>> {
    Op::new(&meta::GET_ALL_WORK_ITEM_TYPE_FIELDS)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
}

params! { GetWorkItemTypeField {
    expand: ProcessWorkItemTypeFieldsExpandLevel = "$expand",
} }

/// `GET _apis/work/processes/{processId}/workItemTypes/{witRefName}/fields/{fieldRefName}` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_type_field(
    process_id: &ProcessId, wit_ref_name: &WitRefName, field_ref_name: &FieldRefName, params: GetWorkItemTypeField,
) -> Op<ProcessWorkItemTypeField> {
    params.add_to(Op::new(&meta::GET_WORK_ITEM_TYPE_FIELD)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
        .path("fieldRefName", field_ref_name))
}

/// `DELETE _apis/work/processes/{processId}/workItemTypes/{witRefName}/fields/{fieldRefName}` · 7.1 · `vso.work_write`
#[inline]
pub fn remove_work_item_type_field(
    process_id: &ProcessId, wit_ref_name: &WitRefName, field_ref_name: &FieldRefName,
) -> Op<()> {
    Op::new(&meta::REMOVE_WORK_ITEM_TYPE_FIELD)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
        .path("fieldRefName", field_ref_name)
}

/// `PATCH _apis/work/processes/{processId}/workItemTypes/{witRefName}/fields/{fieldRefName}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_work_item_type_field(
    process_id: &ProcessId, wit_ref_name: &WitRefName, field_ref_name: &FieldRefName,
    body: &UpdateProcessWorkItemTypeFieldRequest,
) -> Op<ProcessWorkItemTypeField> {
    Op::new(&meta::UPDATE_WORK_ITEM_TYPE_FIELD)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
        .path("fieldRefName", field_ref_name).json(body)
}

/// `GET _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout` · 7.1 · `vso.work`
#[inline]
pub fn get_form_layout(process_id: &ProcessId, wit_ref_name: &WitRefName) -> Op<FormLayout> {
    Op::new(&meta::GET_FORM_LAYOUT)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
}

/// `POST _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/groups/{groupId}/controls` · 7.1 · `vso.work_write`
#[inline]
pub fn create_control_in_group(
    process_id: &ProcessId, wit_ref_name: &WitRefName, group_id: &GroupIdText, body: &Control,
) -> Op<Control> {
    Op::new(&meta::CREATE_CONTROL_IN_GROUP)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("groupId", group_id)
        .json(body)
}

params! { MoveControlToGroup {
    remove_from_group_id: String = "removeFromGroupId",
} }

/// `PUT _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/groups/{groupId}/controls/{controlId}` · 7.1 · `vso.work_write`
#[inline]
pub fn move_control_to_group(
    process_id: &ProcessId, wit_ref_name: &WitRefName, group_id: &GroupIdText, control_id: &ControlId,
    body: &Control, params: MoveControlToGroup,
) -> Op<Control> {
    params.add_to(Op::new(&meta::MOVE_CONTROL_TO_GROUP)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("groupId", group_id)
        .path("controlId", control_id).json(body))
}

/// `DELETE _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/groups/{groupId}/controls/{controlId}` · 7.1 · `vso.work_write`
#[inline]
pub fn remove_control_from_group(
    process_id: &ProcessId, wit_ref_name: &WitRefName, group_id: &GroupIdText, control_id: &ControlId,
) -> Op<()> {
    Op::new(&meta::REMOVE_CONTROL_FROM_GROUP)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("groupId", group_id)
        .path("controlId", control_id)
}

/// `PATCH _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/groups/{groupId}/controls/{controlId}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_control(
    process_id: &ProcessId, wit_ref_name: &WitRefName, group_id: &GroupIdText, control_id: &ControlId,
    body: &Control,
) -> Op<Control> {
    Op::new(&meta::UPDATE_CONTROL)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("groupId", group_id)
        .path("controlId", control_id).json(body)
}

/// `POST _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages` · 7.1 · `vso.work_write`
#[inline]
pub fn add_page(process_id: &ProcessId, wit_ref_name: &WitRefName, body: &Page) -> Op<Page> {
    Op::new(&meta::ADD_PAGE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).json(body)
}

/// `PATCH _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages` · 7.1 · `vso.work_write`
#[inline]
pub fn update_page(process_id: &ProcessId, wit_ref_name: &WitRefName, body: &Page) -> Op<Page> {
    Op::new(&meta::UPDATE_PAGE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).json(body)
}

/// `DELETE _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}` · 7.1 · `vso.work_write`
#[inline]
pub fn remove_page(process_id: &ProcessId, wit_ref_name: &WitRefName, page_id: &PageIdText) -> Op<()> {
    Op::new(&meta::REMOVE_PAGE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("pageId", page_id)
}

/// `POST _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}/sections/{sectionId}/groups` · 7.1 · `vso.work_write`
#[inline]
pub fn add_group(
    process_id: &ProcessId, wit_ref_name: &WitRefName, page_id: &PageIdText, section_id: &SectionId, body: &Group,
) -> Op<Group> {
    Op::new(&meta::ADD_GROUP)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("pageId", page_id)
        .path("sectionId", section_id).json(body)
}

/// `PUT _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}/sections/{sectionId}/groups/{groupId}` · 7.1 · `vso.work_write`
#[inline]
pub fn move_group_to_section(
    process_id: &ProcessId, wit_ref_name: &WitRefName, page_id: &PageIdText, section_id: &SectionId,
    group_id: &GroupIdText, remove_from_section_id: &str, body: &Group,
) -> Op<Group> {
    Op::new(&meta::MOVE_GROUP_TO_SECTION)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("pageId", page_id)
        .path("sectionId", section_id).path("groupId", group_id)
        .query("removeFromSectionId", remove_from_section_id).json(body)
}

/// `DELETE _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}/sections/{sectionId}/groups/{groupId}` · 7.1 · `vso.work_write`
#[inline]
pub fn remove_group(
    process_id: &ProcessId, wit_ref_name: &WitRefName, page_id: &PageIdText, section_id: &SectionId,
    group_id: &GroupIdText,
) -> Op<()> {
    Op::new(&meta::REMOVE_GROUP)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("pageId", page_id)
        .path("sectionId", section_id).path("groupId", group_id)
}

/// `PATCH _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}/sections/{sectionId}/groups/{groupId}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_group(
    process_id: &ProcessId, wit_ref_name: &WitRefName, page_id: &PageIdText, section_id: &SectionId,
    group_id: &GroupIdText, body: &Group,
) -> Op<Group> {
    Op::new(&meta::UPDATE_GROUP)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("pageId", page_id)
        .path("sectionId", section_id).path("groupId", group_id).json(body)
}

/// `GET _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/systemcontrols` · 7.1 · `vso.work`
#[inline]
pub fn get_system_controls(process_id: &ProcessId, wit_ref_name: &WitRefName) -> Op<List<Control>> {
    Op::new(&meta::GET_SYSTEM_CONTROLS)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
}

/// `DELETE _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/systemcontrols/{controlId}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_system_control(
    process_id: &ProcessId, wit_ref_name: &WitRefName, control_id: &ControlId,
) -> Op<List<Control>> {
    Op::new(&meta::DELETE_SYSTEM_CONTROL)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
        .path("controlId", control_id)
}

/// `PATCH _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/systemcontrols/{controlId}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_system_control(
    process_id: &ProcessId, wit_ref_name: &WitRefName, control_id: &ControlId, body: &Control,
) -> Op<Control> {
    Op::new(&meta::UPDATE_SYSTEM_CONTROL)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
        .path("controlId", control_id).json(body)
}

/// `POST _apis/work/processes/{processId}/workItemTypes/{witRefName}/rules` · 7.1 · `vso.work_write`
#[inline]
pub fn add_process_work_item_type_rule(
    process_id: &ProcessId, wit_ref_name: &WitRefName, body: &CreateProcessRuleRequest,
) -> Op<ProcessRule> {
    Op::new(&meta::ADD_PROCESS_WORK_ITEM_TYPE_RULE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).json(body)
}

/// `GET _apis/work/processes/{processId}/workItemTypes/{witRefName}/rules` · 7.1 · `vso.work`
#[inline]
pub fn get_process_work_item_type_rules(
    process_id: &ProcessId, wit_ref_name: &WitRefName,
) -> Op<List<ProcessRule>> {
    Op::new(&meta::GET_PROCESS_WORK_ITEM_TYPE_RULES)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
}

/// `DELETE _apis/work/processes/{processId}/workItemTypes/{witRefName}/rules/{ruleId}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_process_work_item_type_rule(
    process_id: &ProcessId, wit_ref_name: &WitRefName, rule_id: &RuleId,
) -> Op<()> {
    Op::new(&meta::DELETE_PROCESS_WORK_ITEM_TYPE_RULE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("ruleId", rule_id)
        .guid("ruleId")
}

/// `GET _apis/work/processes/{processId}/workItemTypes/{witRefName}/rules/{ruleId}` · 7.1 · `vso.work`
#[inline]
pub fn get_process_work_item_type_rule(
    process_id: &ProcessId, wit_ref_name: &WitRefName, rule_id: &RuleId,
) -> Op<ProcessRule> {
    Op::new(&meta::GET_PROCESS_WORK_ITEM_TYPE_RULE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("ruleId", rule_id)
        .guid("ruleId")
}

/// `PUT _apis/work/processes/{processId}/workItemTypes/{witRefName}/rules/{ruleId}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_process_work_item_type_rule(
    process_id: &ProcessId, wit_ref_name: &WitRefName, rule_id: &RuleId, body: &UpdateProcessRuleRequest,
) -> Op<ProcessRule> {
    Op::new(&meta::UPDATE_PROCESS_WORK_ITEM_TYPE_RULE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("ruleId", rule_id)
        .guid("ruleId").json(body)
}

required! { CreateStateDefinitionBody(WorkItemStateInputModel) {
    name: String = "name", color: String = "color", state_category: String = "stateCategory",
} }

/// `POST _apis/work/processes/{processId}/workItemTypes/{witRefName}/states` · 7.1 · `vso.work_write`
#[inline]
pub fn create_state_definition(
    process_id: &ProcessId, wit_ref_name: &WitRefName, body: &CreateStateDefinitionBody,
) -> Op<WorkItemStateResultModel> {
    Op::new(&meta::CREATE_STATE_DEFINITION)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).json(body)
}

/// `GET _apis/work/processes/{processId}/workItemTypes/{witRefName}/states` · 7.1 · `vso.work`
#[inline]
pub fn get_state_definitions(
    process_id: &ProcessId, wit_ref_name: &WitRefName,
) -> Op<List<WorkItemStateResultModel>> {
    Op::new(&meta::GET_STATE_DEFINITIONS)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name)
}

/// `DELETE _apis/work/processes/{processId}/workItemTypes/{witRefName}/states/{stateId}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_state_definition(process_id: &ProcessId, wit_ref_name: &WitRefName, state_id: &StateId) -> Op<()> {
    Op::new(&meta::DELETE_STATE_DEFINITION)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("stateId", state_id)
        .guid("stateId")
}

/// `GET _apis/work/processes/{processId}/workItemTypes/{witRefName}/states/{stateId}` · 7.1 · `vso.work`
#[inline]
pub fn get_state_definition(
    process_id: &ProcessId, wit_ref_name: &WitRefName, state_id: &StateId,
) -> Op<WorkItemStateResultModel> {
    Op::new(&meta::GET_STATE_DEFINITION)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("stateId", state_id)
        .guid("stateId")
}

/// `PUT _apis/work/processes/{processId}/workItemTypes/{witRefName}/states/{stateId}` · 7.1 · `vso.work_write`
#[inline]
pub fn hide_state_definition(
    process_id: &ProcessId, wit_ref_name: &WitRefName, state_id: &StateId, body: &HideStateModel,
) -> Op<WorkItemStateResultModel> {
    Op::new(&meta::HIDE_STATE_DEFINITION)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("stateId", state_id)
        .guid("stateId").json(body)
}

/// `PATCH _apis/work/processes/{processId}/workItemTypes/{witRefName}/states/{stateId}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_state_definition(
    process_id: &ProcessId, wit_ref_name: &WitRefName, state_id: &StateId, body: &WorkItemStateInputModel,
) -> Op<WorkItemStateResultModel> {
    Op::new(&meta::UPDATE_STATE_DEFINITION)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("stateId", state_id)
        .guid("stateId").json(body)
}

/// `POST _apis/work/processes/{processId}/workitemtypesbehaviors/{witRefNameForBehaviors}/behaviors` · 7.1 · `vso.work_write`
#[inline]
pub fn add_behavior_to_work_item_type(
    process_id: &ProcessId, wit_ref_name_for_behaviors: &WitRefNameForBehaviorsRef, body: &WorkItemTypeBehavior,
) -> Op<WorkItemTypeBehavior> {
    Op::new(&meta::ADD_BEHAVIOR_TO_WORK_ITEM_TYPE)
        .path("processId", process_id).guid("processId").path("witRefNameForBehaviors", wit_ref_name_for_behaviors)
        .json(body)
}

/// `GET _apis/work/processes/{processId}/workitemtypesbehaviors/{witRefNameForBehaviors}/behaviors` · 7.1 · `vso.work`
#[inline]
pub fn get_behaviors_for_work_item_type(
    process_id: &ProcessId, wit_ref_name_for_behaviors: &WitRefNameForBehaviorsRef,
) -> Op<List<WorkItemTypeBehavior>> {
    Op::new(&meta::GET_BEHAVIORS_FOR_WORK_ITEM_TYPE)
        .path("processId", process_id).guid("processId").path("witRefNameForBehaviors", wit_ref_name_for_behaviors)
}

/// `PATCH _apis/work/processes/{processId}/workitemtypesbehaviors/{witRefNameForBehaviors}/behaviors` · 7.1 · `vso.work_write`
#[inline]
pub fn update_behavior_to_work_item_type(
    process_id: &ProcessId, wit_ref_name_for_behaviors: &WitRefNameForBehaviorsRef, body: &WorkItemTypeBehavior,
) -> Op<WorkItemTypeBehavior> {
    Op::new(&meta::UPDATE_BEHAVIOR_TO_WORK_ITEM_TYPE)
        .path("processId", process_id).guid("processId").path("witRefNameForBehaviors", wit_ref_name_for_behaviors)
        .json(body)
}

/// `GET _apis/work/processes/{processId}/workitemtypesbehaviors/{witRefNameForBehaviors}/behaviors/{behaviorRefName}` · 7.1 · `vso.work`
#[inline]
pub fn get_behavior_for_work_item_type(
    process_id: &ProcessId, wit_ref_name_for_behaviors: &WitRefNameForBehaviorsRef,
    behavior_ref_name: &BehaviorRefName,
) -> Op<WorkItemTypeBehavior> {
    Op::new(&meta::GET_BEHAVIOR_FOR_WORK_ITEM_TYPE)
        .path("processId", process_id).guid("processId").path("witRefNameForBehaviors", wit_ref_name_for_behaviors)
        .path("behaviorRefName", behavior_ref_name)
}

/// `DELETE _apis/work/processes/{processId}/workitemtypesbehaviors/{witRefNameForBehaviors}/behaviors/{behaviorRefName}` · 7.1 · `vso.work_write`
#[inline]
pub fn remove_behavior_from_work_item_type(
    process_id: &ProcessId, wit_ref_name_for_behaviors: &WitRefNameForBehaviorsRef,
    behavior_ref_name: &BehaviorRefName,
) -> Op<()> {
    Op::new(&meta::REMOVE_BEHAVIOR_FROM_WORK_ITEM_TYPE)
        .path("processId", process_id).guid("processId").path("witRefNameForBehaviors", wit_ref_name_for_behaviors)
        .path("behaviorRefName", behavior_ref_name)
}

/// `DELETE _apis/work/processes/{processTypeId}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_process_by_id(process_type_id: &ProcessTypeId) -> Op<()> {
    Op::new(&meta::DELETE_PROCESS_BY_ID).path("processTypeId", process_type_id).guid("processTypeId")
}

/// `PATCH _apis/work/processes/{processTypeId}` · 7.1 · `vso.work_write`
#[inline]
pub fn edit_process(process_type_id: &ProcessTypeId, body: &UpdateProcessModel) -> Op<ProcessInfo> {
    Op::new(&meta::EDIT_PROCESS).path("processTypeId", process_type_id).guid("processTypeId").json(body)
}

params! { GetProcessByItsId {
    expand: GetProcessExpandLevel = "$expand",
} }

/// `GET _apis/work/processes/{processTypeId}` · 7.1 · `vso.work`
#[inline]
pub fn get_process_by_its_id(process_type_id: &ProcessTypeId, params: GetProcessByItsId) -> Op<ProcessInfo> {
    params.add_to(Op::new(&meta::GET_PROCESS_BY_ITS_ID)
        .path("processTypeId", process_type_id).guid("processTypeId"))
}

/// `POST _apis/work/processes/lists` · 7.1 · `vso.work_write`
#[inline]
pub fn create_list(body: &PickList) -> Op<PickList> {
    Op::new(&meta::CREATE_LIST).json(body)
}

/// `GET _apis/work/processes/lists` · 7.1 · `vso.work`
#[inline]
pub fn get_lists_metadata() -> Op<List<PickListMetadata>> {
    Op::new(&meta::GET_LISTS_METADATA)
}

/// `DELETE _apis/work/processes/lists/{listId}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_list(list_id: &ListId) -> Op<()> {
    Op::new(&meta::DELETE_LIST).path("listId", list_id).guid("listId")
}

/// `GET _apis/work/processes/lists/{listId}` · 7.1 · `vso.work`
#[inline]
pub fn get_list(list_id: &ListId) -> Op<PickList> {
    Op::new(&meta::GET_LIST).path("listId", list_id).guid("listId")
}

/// `PUT _apis/work/processes/lists/{listId}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_list(list_id: &ListId, body: &PickList) -> Op<PickList> {
    Op::new(&meta::UPDATE_LIST).path("listId", list_id).guid("listId").json(body)
}

/// `PUT _apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}/sections/{sectionId}/groups/{groupId}` · 7.1 · `vso.work_write`
#[inline]
pub fn move_group_to_page(
    process_id: &ProcessId, wit_ref_name: &WitRefName, page_id: &PageIdText, section_id: &SectionId,
    group_id: &GroupIdText, remove_from_page_id: &str, remove_from_section_id: &str, body: &Group,
) -> Op<Group> {
    Op::new(&meta::MOVE_GROUP_TO_PAGE)
        .path("processId", process_id).guid("processId").path("witRefName", wit_ref_name).path("pageId", page_id)
        .path("sectionId", section_id).path("groupId", group_id).query("removeFromPageId", remove_from_page_id)
        .query("removeFromSectionId", remove_from_section_id).json(body)
}
