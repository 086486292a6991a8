// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AddProcessWorkItemTypeFieldRequest {
    allow_groups: bool = "allowGroups",
    allowed_values: Vec<String> = "allowedValues",
    default_value: Json = "defaultValue",
    read_only: bool = "readOnly",
    reference_name: String = "referenceName",
    required: bool = "required",
} }

object! { Control {
    contribution: WitContribution = "contribution",
    control_type: String = "controlType",
    height: i64 = "height",
    id: String = "id",
    inherited: bool = "inherited",
    is_contribution: bool = "isContribution",
    label: String = "label",
    metadata: String = "metadata",
    order: i64 = "order",
    overridden: bool = "overridden",
    read_only: bool = "readOnly",
    visible: bool = "visible",
    watermark: String = "watermark",
} }

object! { CreateProcessModel {
    description: String = "description",
    name: String = "name",
    parent_process_type_id: String = "parentProcessTypeId",
    reference_name: String = "referenceName",
} }

object! { CreateProcessRuleRequest {
    actions: Vec<RuleAction> = "actions",
    conditions: Vec<RuleCondition> = "conditions",
    is_disabled: bool = "isDisabled",
    name: String = "name",
} }

object! { CreateProcessWorkItemTypeRequest {
    color: String = "color",
    description: String = "description",
    icon: String = "icon",
    inherits_from: String = "inheritsFrom",
    is_disabled: bool = "isDisabled",
    name: String = "name",
} }

open_enum! { CustomizationType {
    System = "system" 1, Inherited = "inherited" 2, Custom = "custom" 3,
} }

object! { Extension {
    id: String = "id",
} }

open_enum! { FieldType {
    String = "string" 0, Integer = "integer" 1, DateTime = "dateTime" 2, PlainText = "plainText" 3, Html = "html" 4,
    TreePath = "treePath" 5, History = "history" 6, Double = "double" 7, Guid = "guid" 8, Boolean = "boolean" 9,
    Identity = "identity" 10, PicklistInteger = "picklistInteger" 12, PicklistString = "picklistString" 11,
    PicklistDouble = "picklistDouble" 13,
} }

object! { FormLayout {
    extensions: Vec<Extension> = "extensions",
    pages: Vec<Page> = "pages",
    system_controls: Vec<Control> = "systemControls",
} }

open_enum! { GetBehaviorsExpand {
    None = "none" 0, Fields = "fields" 1, CombinedFields = "combinedFields" 2,
} }

open_enum! { GetProcessExpandLevel {
    None = "none" 0, Projects = "projects" 1,
} }

open_enum! { GetWorkItemTypeExpand {
    None = "none" 0, States = "states" 1, Behaviors = "behaviors" 2, Layout = "layout" 4,
} }

object! { Group {
    contribution: WitContribution = "contribution",
    controls: Vec<Control> = "controls",
    height: i64 = "height",
    id: String = "id",
    inherited: bool = "inherited",
    is_contribution: bool = "isContribution",
    label: String = "label",
    order: i64 = "order",
    overridden: bool = "overridden",
    visible: bool = "visible",
} }

object! { HideStateModel {
    hidden: bool = "hidden",
} }

object! { Page {
    contribution: WitContribution = "contribution",
    id: String = "id",
    inherited: bool = "inherited",
    is_contribution: bool = "isContribution",
    label: String = "label",
    locked: bool = "locked",
    order: i64 = "order",
    overridden: bool = "overridden",
    page_type: PageType = "pageType",
    sections: Vec<Section> = "sections",
    visible: bool = "visible",
} }

open_enum! { PageType {
    Custom = "custom" 1, History = "history" 2, Links = "links" 3, Attachments = "attachments" 4,
} }

object! { PickList {
    id: String = "id",
    is_suggested: bool = "isSuggested",
    items: Vec<String> = "items",
    name: String = "name",
    r#type: String = "type",
    url: String = "url",
} }

object! { PickListMetadata {
    id: String = "id",
    is_suggested: bool = "isSuggested",
    name: String = "name",
    r#type: String = "type",
    url: String = "url",
} }

object! { ProcessBehavior {
    color: String = "color",
    customization: CustomizationType = "customization",
    description: String = "description",
    fields: Vec<ProcessBehaviorField> = "fields",
    inherits: ProcessBehaviorReference = "inherits",
    name: String = "name",
    rank: i64 = "rank",
    reference_name: String = "referenceName",
    url: String = "url",
} }

object! { ProcessBehaviorCreateRequest {
    color: String = "color",
    inherits: String = "inherits",
    name: String = "name",
    reference_name: String = "referenceName",
} }

object! { ProcessBehaviorField {
    name: String = "name",
    reference_name: String = "referenceName",
    url: String = "url",
} }

object! { ProcessBehaviorReference {
    behavior_ref_name: String = "behaviorRefName",
    url: String = "url",
} }

object! { ProcessBehaviorUpdateRequest {
    color: String = "color",
    name: String = "name",
} }

object! { ProcessInfo {
    customization_type: CustomizationType = "customizationType",
    description: String = "description",
    is_default: bool = "isDefault",
    is_enabled: bool = "isEnabled",
    name: String = "name",
    parent_process_type_id: String = "parentProcessTypeId",
    projects: Vec<ProjectReference> = "projects",
    reference_name: String = "referenceName",
    type_id: String = "typeId",
} }

object! { ProcessRule {
    actions: Vec<RuleAction> = "actions",
    conditions: Vec<RuleCondition> = "conditions",
    customization_type: CustomizationType = "customizationType",
    id: String = "id",
    is_disabled: bool = "isDisabled",
    name: String = "name",
    url: String = "url",
} }

object! { ProcessWorkItemType {
    behaviors: Vec<WorkItemTypeBehavior> = "behaviors",
    color: String = "color",
    customization: CustomizationType = "customization",
    description: String = "description",
    icon: String = "icon",
    inherits: String = "inherits",
    is_disabled: bool = "isDisabled",
    layout: FormLayout = "layout",
    name: String = "name",
    reference_name: String = "referenceName",
    states: Vec<WorkItemStateResultModel> = "states",
    url: String = "url",
} }

object! { ProcessWorkItemTypeField {
    allow_groups: bool = "allowGroups",
    allowed_values: Vec<Json> = "allowedValues",
    customization: CustomizationType = "customization",
    default_value: Json = "defaultValue",
    description: String = "description",
    is_locked: bool = "isLocked",
    name: String = "name",
    read_only: bool = "readOnly",
    reference_name: String = "referenceName",
    required: bool = "required",
    r#type: FieldType = "type",
    url: String = "url",
} }

open_enum! { ProcessWorkItemTypeFieldsExpandLevel {
    None = "none" 0, AllowedValues = "allowedValues" 1, All = "all" 2,
} }

object! { ProjectReference {
    description: String = "description",
    id: String = "id",
    name: String = "name",
    url: String = "url",
} }

object! { RuleAction {
    action_type: RuleActionType = "actionType",
    target_field: String = "targetField",
    value: String = "value",
} }

open_enum! { RuleActionType {
    MakeRequired = "makeRequired" 1, MakeReadOnly = "makeReadOnly" 2, SetDefaultValue = "setDefaultValue" 3,
    SetDefaultFromClock = "setDefaultFromClock" 4, SetDefaultFromCurrentUser = "setDefaultFromCurrentUser" 5,
    SetDefaultFromField = "setDefaultFromField" 6, CopyValue = "copyValue" 7, CopyFromClock = "copyFromClock" 8,
    CopyFromCurrentUser = "copyFromCurrentUser" 9, CopyFromField = "copyFromField" 10,
    SetValueToEmpty = "setValueToEmpty" 11, CopyFromServerClock = "copyFromServerClock" 12,
    CopyFromServerCurrentUser = "copyFromServerCurrentUser" 13, HideTargetField = "hideTargetField" 14,
    DisallowValue = "disallowValue" 15,
} }

object! { RuleCondition {
    condition_type: RuleConditionType = "conditionType",
    field: String = "field",
    value: String = "value",
} }

open_enum! { RuleConditionType {
    When = "when" 1, WhenNot = "whenNot" 2, WhenChanged = "whenChanged" 3, WhenNotChanged = "whenNotChanged" 4,
    WhenWas = "whenWas" 5, WhenStateChangedTo = "whenStateChangedTo" 6,
    WhenStateChangedFromAndTo = "whenStateChangedFromAndTo" 7, WhenWorkItemIsCreated = "whenWorkItemIsCreated" 8,
    WhenValueIsDefined = "whenValueIsDefined" 9, WhenValueIsNotDefined = "whenValueIsNotDefined" 10,
    WhenCurrentUserIsMemberOfGroup = "whenCurrentUserIsMemberOfGroup" 11,
    WhenCurrentUserIsNotMemberOfGroup = "whenCurrentUserIsNotMemberOfGroup" 12,
} }

object! { Section {
    groups: Vec<Group> = "groups",
    id: String = "id",
    overridden: bool = "overridden",
} }

object! { UpdateProcessModel {
    description: String = "description",
    is_default: bool = "isDefault",
    is_enabled: bool = "isEnabled",
    name: String = "name",
} }

object! { UpdateProcessRuleRequest {
    actions: Vec<RuleAction> = "actions",
    conditions: Vec<RuleCondition> = "conditions",
    id: String = "id",
    is_disabled: bool = "isDisabled",
    name: String = "name",
} }

object! { UpdateProcessWorkItemTypeFieldRequest {
    allow_groups: bool = "allowGroups",
    allowed_values: Vec<String> = "allowedValues",
    default_value: Json = "defaultValue",
    read_only: bool = "readOnly",
    required: bool = "required",
} }

object! { UpdateProcessWorkItemTypeRequest {
    color: String = "color",
    description: String = "description",
    icon: String = "icon",
    is_disabled: bool = "isDisabled",
} }

object! { WitContribution {
    contribution_id: String = "contributionId",
    height: i64 = "height",
    inputs: Map<Json> = "inputs",
    show_on_deleted_work_item: bool = "showOnDeletedWorkItem",
} }

object! { WorkItemBehaviorReference {
    id: String = "id",
    url: String = "url",
} }

object! { WorkItemStateInputModel {
    color: String = "color",
    name: String = "name",
    order: i64 = "order",
    state_category: String = "stateCategory",
} }

object! { WorkItemStateResultModel {
    color: String = "color",
    customization_type: CustomizationType = "customizationType",
    hidden: bool = "hidden",
    id: String = "id",
    name: String = "name",
    order: i64 = "order",
    state_category: String = "stateCategory",
    url: String = "url",
} }

object! { WorkItemTypeBehavior {
    behavior: WorkItemBehaviorReference = "behavior",
    is_default: bool = "isDefault",
    is_legacy_default: bool = "isLegacyDefault",
    url: String = "url",
} }

subtype! { PickList: PickListMetadata }
subtype! { ProcessRule: CreateProcessRuleRequest }
subtype! { UpdateProcessRuleRequest: CreateProcessRuleRequest }
