//! The root of a [pipeline](https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/pipeline) and of each kind
//! of [template](https://learn.microsoft.com/azure/devops/pipelines/process/templates).

use super::job::{JOBS, LOCK_BEHAVIOR, POOL, STAGES, STRATEGY, VARIABLES, WORKSPACE};
use super::resource::{JOB_CONTAINER, PULL_REQUEST, RESOURCES, SCHEDULES, SERVICES, TRIGGER, VALUES};
use super::shape::{ANY, BOOLEAN, Expressions, Fields, NAME, Property, SCALAR, Shape, TemplateKind};
use super::step::STEPS;

const PIPELINE_COMMON: &[Property] = &[
    ("name", &SCALAR),
    ("appendCommitMessageToRunName", &BOOLEAN),
    ("trigger", &TRIGGER),
    ("parameters", &PARAMETERS),
    ("pr", &PULL_REQUEST),
    ("schedules", &SCHEDULES),
    ("resources", &RESOURCES),
    ("variables", &VARIABLES),
    ("lockBehavior", &LOCK_BEHAVIOR),
    ("pool", &POOL),
];

/// Root keys that move into the job when the steps stand at the root.
const IMPLICIT_JOB: &[Property] = &[
    ("strategy", &STRATEGY),
    ("continueOnError", &SCALAR),
    ("container", &JOB_CONTAINER),
    ("services", &SERVICES),
    ("workspace", &WORKSPACE),
];

/// Whether a key moves into the job.
pub(crate) fn is_of_implicit_job(key: &str) -> bool {
    IMPLICIT_JOB.iter().any(|(name, _)| *name == key)
}

pub(crate) static PIPELINE: Shape = Shape::mapping(&[
    &Fields::of(&[&[("stages", &STAGES)], PIPELINE_COMMON]),
    &Fields::of(&[&[("jobs", &JOBS)], PIPELINE_COMMON]),
    &Fields::of(&[&[("extends", &EXTENDS)], PIPELINE_COMMON]),
    &Fields::of(&[&[("steps", &STEPS)], IMPLICIT_JOB, PIPELINE_COMMON]),
])
.expressions(Expressions::Allowed);

static EXTENDS: Shape = Shape::mapping(&[&Fields::template(TemplateKind::Extends)]);

/// What `extends` names: a pipeline whose parameters are those of a template.
pub(crate) static EXTENDED: Shape = Shape::mapping(&[
    &Fields::of(&[&[("stages", &STAGES)], EXTENDED_COMMON]),
    &Fields::of(&[&[("jobs", &JOBS)], EXTENDED_COMMON]),
    &Fields::of(&[&[("extends", &EXTENDS)], EXTENDED_COMMON]),
    &Fields::of(&[&[("steps", &STEPS)], EXTENDED_COMMON]),
])
.expressions(Expressions::Allowed);

const EXTENDED_COMMON: &[Property] = &[
    ("parameters", &EXTENDED_PARAMETERS),
    ("trigger", &TRIGGER),
    ("resources", &RESOURCES),
    ("variables", &VARIABLES),
];

pub(crate) static STEPS_TEMPLATE: Shape = template(&[&Fields::of(&[DECLARED, &[("steps", &STEPS)]])]);
pub(crate) static JOBS_TEMPLATE: Shape = template(&[&Fields::of(&[DECLARED, &[("jobs", &JOBS)]])]);
pub(crate) static STAGES_TEMPLATE: Shape = template(&[&Fields::of(&[DECLARED, &[("stages", &STAGES)]])]);
pub(crate) static VARIABLES_TEMPLATE: Shape =
    template(&[&Fields::of(&[DECLARED, &[("variables", &VARIABLES)]])]);

const DECLARED: &[Property] = &[("parameters", &TEMPLATE_PARAMETERS)];

const fn template(fields: &'static [&'static Fields]) -> Shape {
    Shape::mapping(fields).expressions(Expressions::Allowed)
}

static PARAMETERS: Shape = Shape::sequence(&PARAMETER).expressions(Expressions::Refused);
static PARAMETER: Shape = Shape::mapping(&[&Fields::first(
    "name",
    &[&[
        ("name", &SCALAR),
        ("displayName", &SCALAR),
        ("type", &TYPE),
        ("default", &ANY),
        ("values", &VALUES),
    ]],
)]);

static TEMPLATE_PARAMETERS: Shape = Shape::mapping(&[&Fields::of(&[]).loose(&ANY)])
    .or_sequence(&TEMPLATE_PARAMETER)
    .expressions(Expressions::Refused);
static EXTENDED_PARAMETERS: Shape = Shape::sequence(&TEMPLATE_PARAMETER).expressions(Expressions::Refused);
static TEMPLATE_PARAMETER: Shape = Shape::mapping(&[&Fields::first(
    "name",
    &[&[
        ("name", &NAME),
        ("displayName", &SCALAR),
        ("type", &TEMPLATE_TYPE),
        ("default", &ANY),
        ("values", &VALUES),
    ]],
)]);

static TYPE: Shape = Shape::words(&[
    "string",
    "number",
    "boolean",
    "object",
    "step",
    "stepList",
    "job",
    "jobList",
    "deployment",
    "deploymentList",
    "stage",
    "stageList",
    "container",
    "containerList",
    "stringList",
    "environment",
    "filePath",
    "pool",
    "secureFile",
    "serviceConnection",
]);

static TEMPLATE_TYPE: Shape = Shape::words(&[
    "string",
    "number",
    "boolean",
    "object",
    "step",
    "stepList",
    "job",
    "jobList",
    "deployment",
    "deploymentList",
    "stage",
    "stageList",
    "container",
    "containerList",
    "stringList",
    "legacyObject",
]);
