// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! The arguments of paths, each a type of its own.

path_args! {
    text
        ApprovalId, ArtifactId, BacklogId, BehaviorRefName, BoardRef, CategoryRef, CheckSuiteId, ClientType,
        CollectionId, CommitId, ConsumerActionId, ConsumerId, ContainerDescriptor, ContributionId, ControlId,
        DashboardId, DebugEntryClientKey, DebugEntryId, DefinitionRef, EndpointId, EntryId, EvaluationId, EventType,
        EventTypeId, ExtensionName, FavoriteId, FeedId, FeedRef, FieldNameOrRefName, FieldRef, FieldRefName,
        FileName, GroupDescriptor, GroupId, HubName, IconRef, IdRef, IdentityId, IterationId, JobId, LabelId,
        LabelIdOrName, ListId, MemberId, MetricAggregationType, NameRef, ObjectId, OperationId, PackageId,
        PackageName, PackageScopeRef, PackageVersionId, PackageVersionRef, PageId, PathRef, PlanId, PointIds,
        ProcessId, ProcessTypeId, ProjectId, ProjectRef, ProtocolRef, ProviderName, PublisherId, PublisherName,
        QueryRef, RecordId, RelationRef, RepoType, RepositoryId, RepositoryNameOrId, RepositoryRef, RequestId,
        ResourceId, ResourceType, ReviewerId, RuleId, ScopeId, ScopeIdentifier, SectionId, SecurityNamespaceId,
        ServicePrincipalDescriptor, ServicePrincipalId, Sha1Ref, SourceRef, StageRefName, StateId, StorageKey,
        SubjectDescriptor, SubscriberId, SubscriptionId, TagIdOrName, TagRef, TaskGroupId, TeamId, TeamMemberId,
        TeamRef, TemplateId, TestCaseId, TestCaseIds, TimelineId, TypeId, TypeRef, UnscopedPackageName,
        UserDescriptor, UserId, VersionRef, ViewId, WidgetId, WikiIdentifier, WitRefName, WitRefNameForBehaviorsRef;
    number
        AgentCloudId, AgentId, AttachmentId, AttemptId, BuildId, CherryPickId, CloneOperationId, CommentId,
        ConfigurationId, ControllerId, DefinitionId, DeploymentGroupId, ElasticNodeId, EnvironmentId, FailureTypeId,
        ForkSyncOperationId, GateStepId, ImportRequestId, LeaseId, LogId, ManualInterventionId, MergeOperationId,
        NotificationId, PermissionsRef, PipelineId, PoolId, PullRequestId, PushId, QueueId, ReleaseDeployPhaseId,
        ReleaseId, ResultId, RevertId, RevisionId, RevisionNumber, RevisionRef, RunId, StatusId, StreamId, SuiteId,
        TargetId, TaskId, TestCaseReferenceId, TestCaseResultId, TestConfigurationId, TestResultId, TestVariableId,
        ThreadId, UpdateNumber, WorkItemId,
}
