// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Artifact {
    name: String = "name",
    signed_content: SignedUrl = "signedContent",
    url: String = "url",
} }

object! { Build {
    artifact_source_version_url: String = "artifactSourceVersionUrl",
    r#type: String = "type",
    version_id: String = "versionId",
    version_name: String = "versionName",
} }

open_enum! { BuildFrameworkDetectionType {
    Shallow = "shallow" 0, Full = "full" 10,
} }

object! { BuildResourceParameters {
    version: String = "version",
} }

object! { ConfigurationFile {
    content: String = "content",
    is_base64_encoded: bool = "isBase64Encoded",
    path: String = "path",
} }

open_enum! { ConfigurationType {
    Unknown = "unknown" 0, Yaml = "yaml" 1, DesignerJson = "designerJson" 2, JustInTime = "justInTime" 3,
    DesignerHyphenJson = "designerHyphenJson" 2,
} }

object! { Container {
    environment: Map<String> = "environment",
    image: String = "image",
    map_docker_socket: bool = "mapDockerSocket",
    options: String = "options",
    ports: Vec<String> = "ports",
    volumes: Vec<String> = "volumes",
} }

object! { ContainerResource {
    container: Container = "container",
} }

object! { ContainerResourceParameters {
    version: String = "version",
} }

object! { CreatePipelineConfigurationParameters {
    r#type: ConfigurationType = "type",
} }

object! { CreatePipelineParameters {
    configuration: CreatePipelineConfigurationParameters = "configuration",
    folder: String = "folder",
    name: String = "name",
} }

object! { DetectedBuildFramework {
    build_targets: Vec<DetectedBuildTarget> = "buildTargets",
    id: String = "id",
    settings: Map<String> = "settings",
    version: String = "version",
} }

object! { DetectedBuildTarget {
    path: String = "path",
    settings: Map<String> = "settings",
    r#type: String = "type",
} }

open_enum! { GetArtifactExpandOptions {
    None = "none" 0, SignedContent = "signedContent" 1,
} }

open_enum! { GetLogExpandOptions {
    None = "none" 0, SignedContent = "signedContent" 1,
} }

object! { JobStateChangedEvent {
    job: PipelineEventStage = "job",
    pipeline: Pipeline = "pipeline",
    repositories: Vec<PipelineEventRepository> = "repositories",
    run: Run = "run",
    stage: PipelineEventStage = "stage",
} }

object! { Log {
    created_on: DateTime = "createdOn",
    id: i64 = "id",
    last_changed_on: DateTime = "lastChangedOn",
    line_count: i64 = "lineCount",
    signed_content: SignedUrl = "signedContent",
    url: String = "url",
} }

object! { LogCollection {
    logs: Vec<Log> = "logs",
    signed_content: SignedUrl = "signedContent",
    url: String = "url",
} }

object! { PackageResourceParameters {
    version: String = "version",
} }

object! { Pipeline {
    links: Links = "_links",
    configuration: PipelineConfiguration = "configuration",
    folder: String = "folder",
    id: i64 = "id",
    name: String = "name",
    revision: i64 = "revision",
    url: String = "url",
} }

object! { PipelineConfiguration {
    r#type: ConfigurationType = "type",
} }

object! { PipelineEventAuthor {
    date: DateTime = "date",
    email: String = "email",
    name: String = "name",
} }

object! { PipelineEventChange {
    author: PipelineEventAuthor = "author",
    committer: PipelineEventAuthor = "committer",
    message: String = "message",
} }

object! { PipelineEventRepository {
    change: PipelineEventChange = "change",
    r#type: String = "type",
    url: String = "url",
} }

object! { PipelineEventStage {
    links: Links = "_links",
    attempt: i64 = "attempt",
    display_name: String = "displayName",
    finish_time: DateTime = "finishTime",
    id: String = "id",
    name: String = "name",
    result: String = "result",
    start_time: DateTime = "startTime",
    state: String = "state",
} }

object! { PipelineReference {
    folder: String = "folder",
    id: i64 = "id",
    name: String = "name",
    revision: i64 = "revision",
    url: String = "url",
} }

object! { PipelineResource {
    pipeline: PipelineReference = "pipeline",
    version: String = "version",
} }

object! { PipelineResourceParameters {
    run_id: i64 = "runId",
    version: String = "version",
} }

object! { PreviewRun {
    final_yaml: String = "finalYaml",
} }

object! { Repository {
    id: String = "id",
    r#type: RepositoryType = "type",
} }

object! { RepositoryResource {
    ref_name: String = "refName",
    repository: Repository = "repository",
    version: String = "version",
} }

object! { RepositoryResourceParameters {
    ref_name: String = "refName",
    token: Secret = "token",
    token_type: String = "tokenType",
    version: String = "version",
} }

open_enum! { RepositoryType {
    Unknown = "unknown" 0, GitHub = "gitHub" 1, AzureReposGit = "azureReposGit" 2,
    GitHubEnterprise = "gitHubEnterprise" 3, AzureReposGitHyphenated = "azureReposGitHyphenated" 2,
    BitBucket = "bitBucket",
} }

object! { Run {
    links: Links = "_links",
    created_date: DateTime = "createdDate",
    final_yaml: String = "finalYaml",
    finished_date: DateTime = "finishedDate",
    id: i64 = "id",
    name: String = "name",
    pipeline: PipelineReference = "pipeline",
    resources: RunResources = "resources",
    result: RunResult = "result",
    state: RunState = "state",
    tags: Vec<String> = "tags",
    template_parameters: Map<Json> = "templateParameters",
    url: String = "url",
    variables: Map<Variable> = "variables",
    yaml_details: RunYamlDetails = "yamlDetails",
} }

object! { RunPipelineParameters {
    preview_run: bool = "previewRun",
    resources: RunResourcesParameters = "resources",
    stages_to_skip: Vec<String> = "stagesToSkip",
    template_parameters: Map<String> = "templateParameters",
    variables: Map<Variable> = "variables",
    yaml_override: String = "yamlOverride",
} }

object! { RunResources {
    builds: Map<Build> = "builds",
    containers: Map<ContainerResource> = "containers",
    pipelines: Map<PipelineResource> = "pipelines",
    repositories: Map<RepositoryResource> = "repositories",
} }

object! { RunResourcesParameters {
    builds: Map<BuildResourceParameters> = "builds",
    containers: Map<ContainerResourceParameters> = "containers",
    packages: Map<PackageResourceParameters> = "packages",
    pipelines: Map<PipelineResourceParameters> = "pipelines",
    repositories: Map<RepositoryResourceParameters> = "repositories",
} }

open_enum! { RunResult {
    Unknown = "unknown" 0, Succeeded = "succeeded" 1, Failed = "failed" 2, Canceled = "canceled" 4,
} }

open_enum! { RunState {
    Unknown = "unknown" 0, InProgress = "inProgress" 1, Canceling = "canceling" 2, Completed = "completed" 4,
} }

object! { RunStateChangedEvent {
    pipeline: Pipeline = "pipeline",
    repositories: Vec<PipelineEventRepository> = "repositories",
    run: Run = "run",
} }

object! { RunYamlDetails {
    expanded_yaml_url: String = "expandedYamlUrl",
    extended_templates: Vec<YamlFileDetails> = "extendedTemplates",
    included_templates: Vec<YamlFileDetails> = "includedTemplates",
    root_yaml_file: YamlFileDetails = "rootYamlFile",
} }

object! { SignedUrl {
    signature_expires: DateTime = "signatureExpires",
    url: String = "url",
} }

object! { StageStateChangedEvent {
    pipeline: Pipeline = "pipeline",
    repositories: Vec<PipelineEventRepository> = "repositories",
    run: Run = "run",
    stage: PipelineEventStage = "stage",
} }

object! { Variable {
    is_secret: bool = "isSecret",
    value: Secret = "value",
} }

object! { YamlFileDetails {
    r#ref: String = "ref",
    repo_alias: String = "repoAlias",
    yaml_file: String = "yamlFile",
} }
