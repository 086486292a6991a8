// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `processes`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("WorkItemTracking").area_id(Some("5264459e-e5e0-4bd8-b118-0985e68a4ec5")).host(Host::Dev)
}

catalog! {
    CREATE_NEW_PROCESS = op("processes.create_new_process", Method::POST, "_apis/work/processes")
        .resource("processes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("02cc6a73-5cfb-427d-8c8e-b49fb086e8af")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_LIST_OF_PROCESSES = op("processes.get_list_of_processes", Method::GET, "_apis/work/processes")
        .resource("processes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("02cc6a73-5cfb-427d-8c8e-b49fb086e8af")).scopes(&["vso.work"]).optional(&["$expand"]);
    CREATE_PROCESS_BEHAVIOR = op("processes.create_process_behavior", Method::POST, "_apis/work/processes/{processId}/behaviors")
        .resource("behaviors").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("d1800200-f184-4e75-a5f2-ad0b04b4373e")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_PROCESS_BEHAVIORS = op("processes.get_process_behaviors", Method::GET, "_apis/work/processes/{processId}/behaviors")
        .resource("behaviors").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d1800200-f184-4e75-a5f2-ad0b04b4373e")).scopes(&["vso.work"]).optional(&["$expand"]);
    DELETE_PROCESS_BEHAVIOR = op("processes.delete_process_behavior", Method::DELETE, "_apis/work/processes/{processId}/behaviors/{behaviorRefName}")
        .resource("behaviors").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("d1800200-f184-4e75-a5f2-ad0b04b4373e")).scopes(&["vso.work_write"]).produces(&[]);
    GET_PROCESS_BEHAVIOR = op("processes.get_process_behavior", Method::GET, "_apis/work/processes/{processId}/behaviors/{behaviorRefName}")
        .resource("behaviors").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d1800200-f184-4e75-a5f2-ad0b04b4373e")).scopes(&["vso.work"]).optional(&["$expand"]);
    UPDATE_PROCESS_BEHAVIOR = op("processes.update_process_behavior", Method::PUT, "_apis/work/processes/{processId}/behaviors/{behaviorRefName}")
        .resource("behaviors").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("d1800200-f184-4e75-a5f2-ad0b04b4373e")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    CREATE_PROCESS_WORK_ITEM_TYPE = op("processes.create_process_work_item_type", Method::POST, "_apis/work/processes/{processId}/workitemtypes")
        .resource("workItemTypes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("e2e9d1a6-432d-4062-8870-bfcb8c324ad7")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_PROCESS_WORK_ITEM_TYPES = op("processes.get_process_work_item_types", Method::GET, "_apis/work/processes/{processId}/workitemtypes")
        .resource("workItemTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e2e9d1a6-432d-4062-8870-bfcb8c324ad7")).scopes(&["vso.work"]).optional(&["$expand"]);
    DELETE_PROCESS_WORK_ITEM_TYPE = op("processes.delete_process_work_item_type", Method::DELETE, "_apis/work/processes/{processId}/workitemtypes/{witRefName}")
        .resource("workItemTypes").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("e2e9d1a6-432d-4062-8870-bfcb8c324ad7")).scopes(&["vso.work_write"]).produces(&[]);
    GET_PROCESS_WORK_ITEM_TYPE = op("processes.get_process_work_item_type", Method::GET, "_apis/work/processes/{processId}/workitemtypes/{witRefName}")
        .resource("workItemTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e2e9d1a6-432d-4062-8870-bfcb8c324ad7")).scopes(&["vso.work"]).optional(&["$expand"]);
    UPDATE_PROCESS_WORK_ITEM_TYPE = op("processes.update_process_work_item_type", Method::PATCH, "_apis/work/processes/{processId}/workitemtypes/{witRefName}")
        .resource("workItemTypes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("e2e9d1a6-432d-4062-8870-bfcb8c324ad7")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    ADD_FIELD_TO_WORK_ITEM_TYPE = op("processes.add_field_to_work_item_type", Method::POST, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/fields")
        .resource("fields").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("bc0ad8dc-e3f3-46b0-b06c-5bf861793196")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_ALL_WORK_ITEM_TYPE_FIELDS = op("processes.get_all_work_item_type_fields", Method::GET, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/fields")
        .resource("fields").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bc0ad8dc-e3f3-46b0-b06c-5bf861793196")).scopes(&["vso.work"]);
    GET_WORK_ITEM_TYPE_FIELD = op("processes.get_work_item_type_field", Method::GET, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/fields/{fieldRefName}")
        .resource("fields").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bc0ad8dc-e3f3-46b0-b06c-5bf861793196")).scopes(&["vso.work"]).optional(&["$expand"]);
    REMOVE_WORK_ITEM_TYPE_FIELD = op("processes.remove_work_item_type_field", Method::DELETE, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/fields/{fieldRefName}")
        .resource("fields").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("bc0ad8dc-e3f3-46b0-b06c-5bf861793196")).scopes(&["vso.work_write"]).produces(&[]);
    UPDATE_WORK_ITEM_TYPE_FIELD = op("processes.update_work_item_type_field", Method::PATCH, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/fields/{fieldRefName}")
        .resource("fields").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("bc0ad8dc-e3f3-46b0-b06c-5bf861793196")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_FORM_LAYOUT = op("processes.get_form_layout", Method::GET, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout")
        .resource("layout").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fa8646eb-43cd-4b71-9564-40106fd63e40")).scopes(&["vso.work"]);
    CREATE_CONTROL_IN_GROUP = op("processes.create_control_in_group", Method::POST, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/groups/{groupId}/controls")
        .resource("controls").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1f59b363-a2d0-4b7e-9bc6-eb9f5f3f0e58")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    MOVE_CONTROL_TO_GROUP = op("processes.move_control_to_group", Method::PUT, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/groups/{groupId}/controls/{controlId}")
        .resource("controls").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("1f59b363-a2d0-4b7e-9bc6-eb9f5f3f0e58")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).optional(&["removeFromGroupId"]);
    REMOVE_CONTROL_FROM_GROUP = op("processes.remove_control_from_group", Method::DELETE, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/groups/{groupId}/controls/{controlId}")
        .resource("controls").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("1f59b363-a2d0-4b7e-9bc6-eb9f5f3f0e58")).scopes(&["vso.work_write"]).produces(&[]);
    UPDATE_CONTROL = op("processes.update_control", Method::PATCH, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/groups/{groupId}/controls/{controlId}")
        .resource("controls").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1f59b363-a2d0-4b7e-9bc6-eb9f5f3f0e58")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    ADD_PAGE = op("processes.add_page", Method::POST, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages")
        .resource("pages").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1cc7b29f-6697-4d9d-b0a1-2650d3e1d584")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    UPDATE_PAGE = op("processes.update_page", Method::PATCH, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages")
        .resource("pages").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1cc7b29f-6697-4d9d-b0a1-2650d3e1d584")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    REMOVE_PAGE = op("processes.remove_page", Method::DELETE, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}")
        .resource("pages").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("1cc7b29f-6697-4d9d-b0a1-2650d3e1d584")).scopes(&["vso.work_write"]).produces(&[]);
    ADD_GROUP = op("processes.add_group", Method::POST, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}/sections/{sectionId}/groups")
        .resource("groups").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("766e44e1-36a8-41d7-9050-c343ff02f7a5")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    MOVE_GROUP_TO_SECTION = op("processes.move_group_to_section", Method::PUT, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}/sections/{sectionId}/groups/{groupId}")
        .resource("groups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("766e44e1-36a8-41d7-9050-c343ff02f7a5")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).required(&["removeFromSectionId"]);
    REMOVE_GROUP = op("processes.remove_group", Method::DELETE, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}/sections/{sectionId}/groups/{groupId}")
        .resource("groups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("766e44e1-36a8-41d7-9050-c343ff02f7a5")).scopes(&["vso.work_write"]).produces(&[]);
    UPDATE_GROUP = op("processes.update_group", Method::PATCH, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}/sections/{sectionId}/groups/{groupId}")
        .resource("groups").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("766e44e1-36a8-41d7-9050-c343ff02f7a5")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_SYSTEM_CONTROLS = op("processes.get_system_controls", Method::GET, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/systemcontrols")
        .resource("systemControls").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ff9a3d2c-32b7-4c6c-991c-d5a251fb9098")).scopes(&["vso.work"]);
    DELETE_SYSTEM_CONTROL = op("processes.delete_system_control", Method::DELETE, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/systemcontrols/{controlId}")
        .resource("systemControls").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ff9a3d2c-32b7-4c6c-991c-d5a251fb9098")).scopes(&["vso.work_write"]);
    UPDATE_SYSTEM_CONTROL = op("processes.update_system_control", Method::PATCH, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/systemcontrols/{controlId}")
        .resource("systemControls").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ff9a3d2c-32b7-4c6c-991c-d5a251fb9098")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    ADD_PROCESS_WORK_ITEM_TYPE_RULE = op("processes.add_process_work_item_type_rule", Method::POST, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/rules")
        .resource("rules").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("76fe3432-d825-479d-a5f6-983bbb78b4f3")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_PROCESS_WORK_ITEM_TYPE_RULES = op("processes.get_process_work_item_type_rules", Method::GET, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/rules")
        .resource("rules").api_version("7.1").effect(Effect::Read)
        .location_id(Some("76fe3432-d825-479d-a5f6-983bbb78b4f3")).scopes(&["vso.work"]);
    DELETE_PROCESS_WORK_ITEM_TYPE_RULE = op("processes.delete_process_work_item_type_rule", Method::DELETE, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/rules/{ruleId}")
        .resource("rules").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("76fe3432-d825-479d-a5f6-983bbb78b4f3")).scopes(&["vso.work_write"]).produces(&[]);
    GET_PROCESS_WORK_ITEM_TYPE_RULE = op("processes.get_process_work_item_type_rule", Method::GET, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/rules/{ruleId}")
        .resource("rules").api_version("7.1").effect(Effect::Read)
        .location_id(Some("76fe3432-d825-479d-a5f6-983bbb78b4f3")).scopes(&["vso.work"]);
    UPDATE_PROCESS_WORK_ITEM_TYPE_RULE = op("processes.update_process_work_item_type_rule", Method::PUT, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/rules/{ruleId}")
        .resource("rules").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("76fe3432-d825-479d-a5f6-983bbb78b4f3")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    CREATE_STATE_DEFINITION = op("processes.create_state_definition", Method::POST, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/states")
        .resource("states").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("31015d57-2dff-4a46-adb3-2fb4ee3dcec9")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_STATE_DEFINITIONS = op("processes.get_state_definitions", Method::GET, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/states")
        .resource("states").api_version("7.1").effect(Effect::Read)
        .location_id(Some("31015d57-2dff-4a46-adb3-2fb4ee3dcec9")).scopes(&["vso.work"]);
    DELETE_STATE_DEFINITION = op("processes.delete_state_definition", Method::DELETE, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/states/{stateId}")
        .resource("states").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("31015d57-2dff-4a46-adb3-2fb4ee3dcec9")).scopes(&["vso.work_write"]).produces(&[]);
    GET_STATE_DEFINITION = op("processes.get_state_definition", Method::GET, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/states/{stateId}")
        .resource("states").api_version("7.1").effect(Effect::Read)
        .location_id(Some("31015d57-2dff-4a46-adb3-2fb4ee3dcec9")).scopes(&["vso.work"]);
    HIDE_STATE_DEFINITION = op("processes.hide_state_definition", Method::PUT, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/states/{stateId}")
        .resource("states").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("31015d57-2dff-4a46-adb3-2fb4ee3dcec9")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    UPDATE_STATE_DEFINITION = op("processes.update_state_definition", Method::PATCH, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/states/{stateId}")
        .resource("states").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("31015d57-2dff-4a46-adb3-2fb4ee3dcec9")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    ADD_BEHAVIOR_TO_WORK_ITEM_TYPE = op("processes.add_behavior_to_work_item_type", Method::POST, "_apis/work/processes/{processId}/workitemtypesbehaviors/{witRefNameForBehaviors}/behaviors")
        .resource("workItemTypesBehaviors").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("6d765a2e-4e1b-4b11-be93-f953be676024")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_BEHAVIORS_FOR_WORK_ITEM_TYPE = op("processes.get_behaviors_for_work_item_type", Method::GET, "_apis/work/processes/{processId}/workitemtypesbehaviors/{witRefNameForBehaviors}/behaviors")
        .resource("workItemTypesBehaviors").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6d765a2e-4e1b-4b11-be93-f953be676024")).scopes(&["vso.work"]);
    UPDATE_BEHAVIOR_TO_WORK_ITEM_TYPE = op("processes.update_behavior_to_work_item_type", Method::PATCH, "_apis/work/processes/{processId}/workitemtypesbehaviors/{witRefNameForBehaviors}/behaviors")
        .resource("workItemTypesBehaviors").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("6d765a2e-4e1b-4b11-be93-f953be676024")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_BEHAVIOR_FOR_WORK_ITEM_TYPE = op("processes.get_behavior_for_work_item_type", Method::GET, "_apis/work/processes/{processId}/workitemtypesbehaviors/{witRefNameForBehaviors}/behaviors/{behaviorRefName}")
        .resource("workItemTypesBehaviors").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6d765a2e-4e1b-4b11-be93-f953be676024")).scopes(&["vso.work"]);
    REMOVE_BEHAVIOR_FROM_WORK_ITEM_TYPE = op("processes.remove_behavior_from_work_item_type", Method::DELETE, "_apis/work/processes/{processId}/workitemtypesbehaviors/{witRefNameForBehaviors}/behaviors/{behaviorRefName}")
        .resource("workItemTypesBehaviors").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("6d765a2e-4e1b-4b11-be93-f953be676024")).scopes(&["vso.work_write"]).produces(&[]);
    DELETE_PROCESS_BY_ID = op("processes.delete_process_by_id", Method::DELETE, "_apis/work/processes/{processTypeId}")
        .resource("processes").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("02cc6a73-5cfb-427d-8c8e-b49fb086e8af")).scopes(&["vso.work_write"]).produces(&[]);
    EDIT_PROCESS = op("processes.edit_process", Method::PATCH, "_apis/work/processes/{processTypeId}")
        .resource("processes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("02cc6a73-5cfb-427d-8c8e-b49fb086e8af")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_PROCESS_BY_ITS_ID = op("processes.get_process_by_its_id", Method::GET, "_apis/work/processes/{processTypeId}")
        .resource("processes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("02cc6a73-5cfb-427d-8c8e-b49fb086e8af")).scopes(&["vso.work"]).optional(&["$expand"]);
    CREATE_LIST = op("processes.create_list", Method::POST, "_apis/work/processes/lists")
        .resource("lists").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("01e15468-e27c-4e20-a974-bd957dcccebc")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_LISTS_METADATA = op("processes.get_lists_metadata", Method::GET, "_apis/work/processes/lists")
        .resource("lists").api_version("7.1").effect(Effect::Read)
        .location_id(Some("01e15468-e27c-4e20-a974-bd957dcccebc")).scopes(&["vso.work"]);
    DELETE_LIST = op("processes.delete_list", Method::DELETE, "_apis/work/processes/lists/{listId}")
        .resource("lists").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("01e15468-e27c-4e20-a974-bd957dcccebc")).scopes(&["vso.work_write"]).produces(&[]);
    GET_LIST = op("processes.get_list", Method::GET, "_apis/work/processes/lists/{listId}")
        .resource("lists").api_version("7.1").effect(Effect::Read)
        .location_id(Some("01e15468-e27c-4e20-a974-bd957dcccebc")).scopes(&["vso.work"]);
    UPDATE_LIST = op("processes.update_list", Method::PUT, "_apis/work/processes/lists/{listId}")
        .resource("lists").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("01e15468-e27c-4e20-a974-bd957dcccebc")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    MOVE_GROUP_TO_PAGE = op("processes.move_group_to_page", Method::PUT, "_apis/work/processes/{processId}/workItemTypes/{witRefName}/layout/pages/{pageId}/sections/{sectionId}/groups/{groupId}")
        .resource("groups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("766e44e1-36a8-41d7-9050-c343ff02f7a5")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).required(&["removeFromPageId", "removeFromSectionId"]);
}
