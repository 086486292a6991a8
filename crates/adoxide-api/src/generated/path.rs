// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! The arguments of paths, each a type of its own.

path_args! {
    text
        ApprovalGuid, AreaId, ArtifactId, AttachmentIdText, BacklogId, BehaviorRefName, BoardRef, BranchName,
        CategoryRef, CheckSuiteId, ClientType, CollectionId, CollectionName, CommitId, ConfigurationIdText,
        ConnectionId, ConsumerActionId, ConsumerId, ContainerDescriptor, ContainerIdText, ContributionId, ControlId,
        DashboardId, DebugEntryClientKey, DebugEntryId, DefinitionRef, DocumentId, EndpointId, EntryId,
        EvaluationId, EventType, EventTypeId, ExtensionName, FavoriteGuid, FeatureId, FeedRef, FeedId, FieldRef,
        FieldNameOrRefName, FieldRefName, FileName, FilterId, GroupDescriptor, GroupIdText, HostId, HubName,
        IconRef, IdText, IdentifierRef, IdentityId, IterationGuid, JobGuid, KeyRef, LabelId, LabelIdOrName, ListId,
        MemberId, MetricAggregationType, MruName, NameRef, ObjectId, OperationId, OrchestrationId, PackageId,
        PackageName, PackageScopeRef, PackageType, PackageVersionRef, PackageVersionId, PageIdText, PathRef,
        PlanGroupRef, PlanIdText, PlatformRef, PointIdsText, PolicyName, ProcessId, ProcessTypeId, ProjectRef,
        ProjectId, ProtocolRef, ProviderName, PublisherId, PublisherName, QueryRef, RecordId, RegistrationId,
        RelationRef, RepoType, RepositoryRef, RepositoryId, RepositoryNameOrId, RequestIdText, RequesterId,
        ResourceIdText, ResourceType, ReviewerId, RuleId, ScopeId, ScopeIdentifier, ScopeName, ScopeType,
        ScopeValueRef, SectionId, SecureFileId, SecurityNamespaceId, ServicePrincipalDescriptor, ServicePrincipalId,
        ServiceType, SessionIdText, Sha1Ref, SourceRef, StageName, StageRefName, StateId, StorageKey,
        SubjectDescriptor, SubscriberId, SubscriptionId, TagRef, TagIdOrName, TaskGroupId, TaskIdText, TeamRef,
        TeamId, TeamMemberId, TemplateId, TestCaseIdText, TestCaseIdsText, TimelineId, TypeRef, TypeId,
        UnscopedPackageName, UserDescriptor, UserId, UserScopeRef, VersionText, VersionStringRef, ViewId, WebHookId,
        WidgetId, WikiIdentifier, WitRefName, WitRefNameForBehaviorsRef;
    number
        AdoPipelineId, AgentCloudId, AgentId, AlertId, ApprovalId, ApprovalStepId, AttachmentId, AttemptId, BuildId,
        CherryPickId, CloneOperationId, CommentId, ConfigurationId, ConflictId, ContainerId, ControllerId,
        DefinitionId, DeploymentGroupId, ElasticNodeId, EnvironmentId, FailureTypeId, FavoriteId,
        ForkSyncOperationId, GateId, GateStepId, GroupId, IdRef, ImportRequestId, IterationId, JobId, LeaseId,
        LogId, ManualInterventionId, MergeOperationId, MessageId, NotificationId, PageId, ParentSuiteId,
        PermissionsRef, PipelineId, PlanId, PointIds, PoolId, PullRequestId, PushId, QueueId, ReleaseDefinitionId,
        ReleaseDeployPhaseId, ReleaseId, RequestId, ResourceId, ResultId, RevertId, RevisionRef, RevisionId,
        RevisionNumber, RunId, SarifId, SessionId, StatusId, StreamId, SuiteId, TargetId, TaskId, TestCaseId,
        TestCaseIds, TestCaseReferenceId, TestCaseResultId, TestConfigurationId, TestExtensionFieldId, TestResultId,
        TestVariableId, ThreadId, UpdateNumber, VersionRef, WorkItemId,
}
