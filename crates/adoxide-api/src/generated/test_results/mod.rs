// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `test_results`: 103 operations.

pub mod meta;
#[cfg(feature = "test-results")]
mod model;
#[cfg(feature = "test-results")]
mod op;

#[cfg(feature = "test-results")]
pub use self::{model::*, op::*};
#[cfg(feature = "test-results")]
pub use crate::generated::common::{
    AttachmentType, BuildConfiguration, BuildCoverage, BuildReference, CoverageStatistics, CustomTestField,
    DtlEnvironmentDetails, FailingSince, FunctionCoverage, IdentityRef, JobReference, ModuleCoverage,
    PhaseReference, PipelineReference, ProjectState, ProjectVisibility, ReleaseReference, ResultDetails,
    ResultGroupType, ResultMetadata, RunCreateModel, RunFilter, RunStatistic, RunSummaryModel, RunUpdateModel,
    ShallowReference, SharedStepModel, StageReference, TeamProjectReference, TestActionResultModel, TestAttachment,
    TestAttachmentReference, TestAttachmentRequestModel, TestCaseResult, TestCaseResultAttachmentModel,
    TestCaseResultIdentifier, TestEnvironment, TestHistoryQuery, TestIterationDetailsModel, TestMessageLogDetails,
    TestOutcome, TestResolutionState, TestResultGroupBy, TestResultHistoryForGroup, TestResultParameterModel,
    TestRun, TestRunCoverage, TestRunPublishContext, TestRunState, TestRunStatistic, TestRunSubstate, TestSubResult,
    TestTag, WorkItemReference
};
