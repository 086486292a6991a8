// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { AadLoginPromptOption {
    NoOption = "noOption" 0, Login = "login" 1, SelectAccount = "selectAccount" 2, FreshLogin = "freshLogin" 3,
    FreshLoginWithMfa = "freshLoginWithMfa" 4,
} }

object! { AuthConfiguration {
    client_id: String = "clientId",
    client_secret: Secret = "clientSecret",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    endpoint_type: String = "endpointType",
    id: String = "id",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    name: String = "name",
    parameters: Map<Parameter> = "parameters",
    url: String = "url",
} }

object! { AuthenticationSchemeReference {
    inputs: Map<String> = "inputs",
    r#type: String = "type",
} }

object! { AzureManagementGroup {
    display_name: String = "displayName",
    id: String = "id",
    name: String = "name",
    tenant_id: String = "tenantId",
} }

object! { AzureManagementGroupQueryResult {
    error_message: String = "errorMessage",
    value: Vec<AzureManagementGroup> = "value",
} }

object! { AzureSubscription {
    display_name: String = "displayName",
    subscription_id: String = "subscriptionId",
    subscription_tenant_id: String = "subscriptionTenantId",
    subscription_tenant_name: String = "subscriptionTenantName",
} }

object! { AzureSubscriptionQueryResult {
    error_message: String = "errorMessage",
    value: Vec<AzureSubscription> = "value",
} }

object! { ClientCertificate {
    value: String = "value",
} }

object! { DataSource {
    authentication_scheme: AuthenticationSchemeReference = "authenticationScheme",
    callback_context_template: String = "callbackContextTemplate",
    callback_required_template: String = "callbackRequiredTemplate",
    endpoint_url: String = "endpointUrl",
    headers: Vec<AuthorizationHeader> = "headers",
    initial_context_template: String = "initialContextTemplate",
    name: String = "name",
    request_content: String = "requestContent",
    request_verb: String = "requestVerb",
    resource_url: String = "resourceUrl",
    result_selector: String = "resultSelector",
} }

object! { DataSourceDetails {
    data_source_name: String = "dataSourceName",
    data_source_url: String = "dataSourceUrl",
    headers: Vec<AuthorizationHeader> = "headers",
    initial_context_template: String = "initialContextTemplate",
    parameters: Map<String> = "parameters",
    request_content: String = "requestContent",
    request_verb: String = "requestVerb",
    resource_url: String = "resourceUrl",
    result_selector: String = "resultSelector",
} }

object! { DependencyBinding {
    key: String = "key",
    value: String = "value",
} }

object! { DependencyData {
    input: String = "input",
    map: Vec<Json> = "map",
} }

object! { DependsOn {
    input: String = "input",
    map: Vec<DependencyBinding> = "map",
} }

object! { EndpointUrl {
    depends_on: DependsOn = "dependsOn",
    display_name: String = "displayName",
    format: String = "format",
    help_text: String = "helpText",
    is_visible: String = "isVisible",
    value: String = "value",
} }

object! { HelpLink {
    text: String = "text",
    url: String = "url",
} }

open_enum! { HttpStatusCode {
    Continue = "continue", SwitchingProtocols = "switchingProtocols", Ok = "ok", Created = "created",
    Accepted = "accepted", NonAuthoritativeInformation = "nonAuthoritativeInformation", NoContent = "noContent",
    ResetContent = "resetContent", PartialContent = "partialContent", MultipleChoices = "multipleChoices",
    Ambiguous = "ambiguous", MovedPermanently = "movedPermanently", Moved = "moved", Found = "found",
    Redirect = "redirect", SeeOther = "seeOther", RedirectMethod = "redirectMethod", NotModified = "notModified",
    UseProxy = "useProxy", Unused = "unused", TemporaryRedirect = "temporaryRedirect",
    RedirectKeepVerb = "redirectKeepVerb", BadRequest = "badRequest", Unauthorized = "unauthorized",
    PaymentRequired = "paymentRequired", Forbidden = "forbidden", NotFound = "notFound",
    MethodNotAllowed = "methodNotAllowed", NotAcceptable = "notAcceptable",
    ProxyAuthenticationRequired = "proxyAuthenticationRequired", RequestTimeout = "requestTimeout",
    Conflict = "conflict", Gone = "gone", LengthRequired = "lengthRequired",
    PreconditionFailed = "preconditionFailed", RequestEntityTooLarge = "requestEntityTooLarge",
    RequestUriTooLong = "requestUriTooLong", UnsupportedMediaType = "unsupportedMediaType",
    RequestedRangeNotSatisfiable = "requestedRangeNotSatisfiable", ExpectationFailed = "expectationFailed",
    UpgradeRequired = "upgradeRequired", InternalServerError = "internalServerError",
    NotImplemented = "notImplemented", BadGateway = "badGateway", ServiceUnavailable = "serviceUnavailable",
    GatewayTimeout = "gatewayTimeout", HttpVersionNotSupported = "httpVersionNotSupported",
} }

object! { OAuthConfiguration {
    client_id: String = "clientId",
    client_secret: Secret = "clientSecret",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    endpoint_type: String = "endpointType",
    id: String = "id",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    name: String = "name",
    url: String = "url",
} }

open_enum! { OAuthConfigurationActionFilter {
    None = "none" 0, Manage = "manage" 2, Use = "use" 16,
} }

object! { OAuthConfigurationParams {
    client_id: String = "clientId",
    client_secret: Secret = "clientSecret",
    endpoint_type: String = "endpointType",
    name: String = "name",
    url: String = "url",
} }

object! { Parameter {
    is_secret: bool = "isSecret",
    value: String = "value",
} }

object! { RefreshAuthenticationParameters {
    endpoint_id: String = "endpointId",
    scope: Vec<i64> = "scope",
    token_validity_in_minutes: i64 = "tokenValidityInMinutes",
} }

object! { ResultTransformationDetails {
    callback_context_template: String = "callbackContextTemplate",
    callback_required_template: String = "callbackRequiredTemplate",
    result_template: String = "resultTemplate",
} }

object! { ServiceEndpoint {
    administrators_group: IdentityRef = "administratorsGroup",
    authorization: EndpointAuthorization = "authorization",
    created_by: IdentityRef = "createdBy",
    creation_date: DateTime = "creationDate",
    data: Map<String> = "data",
    description: String = "description",
    group_scope_id: String = "groupScopeId",
    id: String = "id",
    is_disabled: bool = "isDisabled",
    is_outdated: bool = "isOutdated",
    is_ready: bool = "isReady",
    is_shared: bool = "isShared",
    modification_date: DateTime = "modificationDate",
    modified_by: IdentityRef = "modifiedBy",
    name: String = "name",
    operation_status: Json = "operationStatus",
    owner: String = "owner",
    readers_group: IdentityRef = "readersGroup",
    service_endpoint_project_references: Vec<ServiceEndpointProjectReference> = "serviceEndpointProjectReferences",
    service_management_reference: String = "serviceManagementReference",
    r#type: String = "type",
    url: String = "url",
} }

open_enum! { ServiceEndpointActionFilter {
    None = "none" 0, Manage = "manage" 2, Use = "use" 16, View = "view" 32,
} }

object! { ServiceEndpointAuthenticationScheme {
    authorization_headers: Vec<AuthorizationHeader> = "authorizationHeaders",
    authorization_url: String = "authorizationUrl",
    client_certificates: Vec<ClientCertificate> = "clientCertificates",
    data_source_bindings: Vec<DataSourceBinding> = "dataSourceBindings",
    display_name: String = "displayName",
    input_descriptors: Vec<InputDescriptor> = "inputDescriptors",
    properties: Map<String> = "properties",
    requires_o_auth2_configuration: bool = "requiresOAuth2Configuration",
    scheme: String = "scheme",
} }

object! { ServiceEndpointDetails {
    authorization: EndpointAuthorization = "authorization",
    data: Map<String> = "data",
    r#type: String = "type",
    url: String = "url",
} }

object! { ServiceEndpointEvent {
    authorization: EndpointAuthorization = "authorization",
    id: String = "id",
    name: String = "name",
    project_ids: Vec<String> = "projectIds",
    r#type: String = "type",
} }

object! { ServiceEndpointExecutionData {
    definition: ServiceEndpointExecutionOwner = "definition",
    finish_time: DateTime = "finishTime",
    id: i64 = "id",
    owner: ServiceEndpointExecutionOwner = "owner",
    owner_details: String = "ownerDetails",
    plan_type: String = "planType",
    result: ServiceEndpointExecutionResult = "result",
    start_time: DateTime = "startTime",
} }

object! { ServiceEndpointExecutionOwner {
    links: Links = "_links",
    id: i64 = "id",
    name: String = "name",
} }

object! { ServiceEndpointExecutionRecord {
    data: ServiceEndpointExecutionData = "data",
    endpoint_id: String = "endpointId",
} }

object! { ServiceEndpointExecutionRecordsInput {
    data: ServiceEndpointExecutionData = "data",
    endpoint_ids: Vec<String> = "endpointIds",
} }

open_enum! { ServiceEndpointExecutionResult {
    Succeeded = "succeeded" 0, SucceededWithIssues = "succeededWithIssues" 1, Failed = "failed" 2,
    Canceled = "canceled" 3, Skipped = "skipped" 4, Abandoned = "abandoned" 5,
} }

object! { ServiceEndpointProjectReference {
    description: String = "description",
    name: String = "name",
    project_reference: ProjectReference = "projectReference",
} }

object! { ServiceEndpointRequest {
    data_source_details: DataSourceDetails = "dataSourceDetails",
    result_transformation_details: ResultTransformationDetails = "resultTransformationDetails",
    service_endpoint_details: ServiceEndpointDetails = "serviceEndpointDetails",
} }

object! { ServiceEndpointRequestResult {
    activity_id: String = "activityId",
    callback_context_parameters: Map<String> = "callbackContextParameters",
    callback_required: bool = "callbackRequired",
    error_message: String = "errorMessage",
    result: Json = "result",
    status_code: HttpStatusCode = "statusCode",
} }

object! { ServiceEndpointType {
    authentication_schemes: Vec<ServiceEndpointAuthenticationScheme> = "authenticationSchemes",
    data_sources: Vec<DataSource> = "dataSources",
    dependency_data: Vec<DependencyData> = "dependencyData",
    description: String = "description",
    display_name: String = "displayName",
    endpoint_url: EndpointUrl = "endpointUrl",
    help_link: HelpLink = "helpLink",
    help_mark_down: String = "helpMarkDown",
    icon_url: String = "iconUrl",
    input_descriptors: Vec<InputDescriptor> = "inputDescriptors",
    is_hidden: bool = "isHidden",
    name: String = "name",
    trusted_hosts: Vec<String> = "trustedHosts",
    ui_contribution_id: String = "uiContributionId",
} }

subtype! { AuthConfiguration: OAuthConfiguration }
