// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `test`: 40 operations.

pub mod meta;
#[cfg(feature = "test")]
mod model;
#[cfg(feature = "test")]
mod op;

#[cfg(feature = "test")]
pub use self::{model::*, op::*};
#[cfg(feature = "test")]
pub use crate::generated::common::{
    AttachmentType, BuildConfiguration, BuildCoverage, BuildReference, CoverageStatistics, CustomTestField,
    DtlEnvironmentDetails, FailingSince, FunctionCoverage, IdentityRef, JobReference, LastResultDetails,
    ModuleCoverage, PhaseReference, PipelineReference, ReleaseReference, ResultDetails, ResultGroupType,
    ResultMetadata, RunCreateModel, RunFilter, RunStatistic, RunSummaryModel, RunUpdateModel, ShallowReference,
    SharedStepModel, StageReference, TestActionResultModel, TestAttachment, TestAttachmentReference,
    TestAttachmentRequestModel, TestCaseResult, TestCaseResultAttachmentModel, TestCaseResultIdentifier,
    TestEnvironment, TestHistoryQuery, TestIterationDetailsModel, TestMessageLogDetails, TestOutcome,
    TestResolutionState, TestResultGroupBy, TestResultHistoryForGroup, TestResultParameterModel, TestRun,
    TestRunCoverage, TestRunPublishContext, TestRunState, TestRunStatistic, TestRunSubstate, TestSubResult, TestTag,
    WorkItemReference
};
