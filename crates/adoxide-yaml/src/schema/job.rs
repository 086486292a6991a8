//! [Jobs](https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs),
//! [stages](https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/stages) and
//! [variables](https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/variables).

use super::resource::{JOB_CONTAINER, SERVICES};
use super::shape::{
    ANY, BOOLEAN, Fields, NAME, NAMED_SCALARS, NAMES, Property, Role, SCALAR, SCALAR_OR_NAMES,
    SCALAR_OR_SCALARS, Shape, TemplateKind,
};
use super::step::{HOOK, STEPS, USES};

pub(crate) static STAGES: Shape = Shape::sequence(&STAGE);
pub(crate) static STAGE: Shape =
    Shape::mapping(&[&STAGE_FIELDS, &Fields::template(TemplateKind::Stages)]).role(Role::Scope);

static STAGE_FIELDS: Fields = Fields::first(
    "stage",
    &[&[
        ("stage", &SCALAR),
        ("group", &SCALAR),
        ("displayName", &SCALAR),
        ("pool", &POOL),
        ("dependsOn", &DEPENDS_ON),
        ("condition", &SCALAR),
        ("variables", &VARIABLES),
        ("jobs", &JOBS),
        ("checks", &CHECKS),
        ("lockBehavior", &LOCK_BEHAVIOR),
        ("trigger", &STAGE_TRIGGER),
        ("isSkippable", &BOOLEAN),
        ("templateContext", &ANY),
    ]],
);

pub(super) static LOCK_BEHAVIOR: Shape = Shape::words(&["sequential", "runLatest"]);
static CHECKS: Shape = Shape::sequence(&CHECK);
static CHECK: Shape = Shape::mapping(&[&Fields::of(&[&[("type", &CHECK_TYPE)]])]);
static CHECK_TYPE: Shape = Shape::words(&["productionReadinessPolicy"]);
static STAGE_TRIGGER: Shape = Shape::words(&["manual", "automatic"]);

pub(crate) static JOBS: Shape = Shape::sequence(&JOB);
pub(crate) static JOB: Shape =
    Shape::mapping(&[&JOB_FIELDS, &DEPLOYMENT_FIELDS, &Fields::template(TemplateKind::Jobs)]).role(Role::Job);

const JOB_COMMON: &[Property] = &[
    ("displayName", &SCALAR),
    ("dependsOn", &DEPENDS_ON),
    ("condition", &SCALAR),
    ("continueOnError", &SCALAR),
    ("timeoutInMinutes", &NAME),
    ("cancelTimeoutInMinutes", &NAME),
    ("variables", &VARIABLES),
    ("pool", &POOL),
    ("container", &JOB_CONTAINER),
    ("services", &SERVICES),
    ("workspace", &WORKSPACE),
    ("uses", &USES),
    ("templateContext", &ANY),
];

static JOB_FIELDS: Fields =
    Fields::first("job", &[&[("job", &SCALAR), ("strategy", &STRATEGY), ("steps", &STEPS)], JOB_COMMON]);

static DEPLOYMENT_FIELDS: Fields = Fields::first(
    "deployment",
    &[
        &[("deployment", &SCALAR), ("environment", &ENVIRONMENT), ("strategy", &DEPLOYMENT_STRATEGY)],
        JOB_COMMON,
    ],
);

pub(super) static DEPENDS_ON: Shape = Shape::sequence(&SCALAR).or_scalar().role(Role::DependsOn);

pub(super) static POOL: Shape = Shape::mapping(&[&POOL_FIELDS]).or_scalar().role(Role::Named("name"));
static POOL_FIELDS: Fields =
    Fields::of(&[&[("name", &NAME), ("demands", &SCALAR_OR_NAMES), ("vmImage", &SCALAR)]]).loose(&ANY);

pub(super) static WORKSPACE: Shape = Shape::mapping(&[&WORKSPACE_FIELDS]);
static WORKSPACE_FIELDS: Fields = Fields::of(&[&[("clean", &CLEAN)]]);
static CLEAN: Shape = Shape::words(&["outputs", "resources", "all"]);

pub(super) static STRATEGY: Shape = Shape::mapping(&[&MATRIX_STRATEGY, &PARALLEL_STRATEGY]);
static MATRIX_STRATEGY: Fields = Fields::of(&[&[("matrix", &MATRIX), ("maxParallel", &NAME)]]);
static PARALLEL_STRATEGY: Fields = Fields::of(&[&[("parallel", &NAME), ("maxParallel", &NAME)]]);
static MATRIX: Shape = Shape::mapping(&[&MATRIX_FIELDS]).or_scalar();
static MATRIX_FIELDS: Fields = Fields::of(&[]).loose(&NAMED_SCALARS);

static ENVIRONMENT: Shape = Shape::mapping(&[&ENVIRONMENT_FIELDS]).or_scalar().role(Role::Named("name"));
static ENVIRONMENT_FIELDS: Fields = Fields::of(&[&[
    ("name", &NAME),
    ("resourceName", &NAME),
    ("resourceId", &NAME),
    ("resourceType", &NAME),
    ("tags", &SCALAR_OR_SCALARS),
]]);

static DEPLOYMENT_STRATEGY: Shape = Shape::mapping(&[
    &Fields::of(&[&[("runOnce", &RUN_ONCE)]]),
    &Fields::of(&[&[("rolling", &ROLLING)]]),
    &Fields::of(&[&[("canary", &CANARY)]]),
]);

const HOOKS: &[Property] = &[
    ("preDeploy", &HOOK),
    ("deploy", &HOOK),
    ("routeTraffic", &HOOK),
    ("postRouteTraffic", &HOOK),
    ("on", &ON),
];

static RUN_ONCE: Shape = Shape::mapping(&[&Fields::of(&[HOOKS])]);
static ROLLING: Shape = Shape::mapping(&[&Fields::of(&[&[("maxParallel", &NAME)], HOOKS])]);
static CANARY: Shape = Shape::mapping(&[&Fields::of(&[&[("increments", &NAMES)], HOOKS])]);
static ON: Shape = Shape::mapping(&[&Fields::of(&[&[("failure", &HOOK), ("success", &HOOK)]])]);

pub(crate) static VARIABLES: Shape =
    Shape::mapping(&[&Fields::of(&[]).loose(&ANY)]).or_sequence(&VARIABLE).role(Role::Variables);

static VARIABLE: Shape = Shape::mapping(&[
    &Fields::first("name", &[&[("name", &NAME), ("value", &SCALAR), ("readonly", &BOOLEAN)]]),
    &Fields::first("group", &[&[("group", &NAME)]]),
    &Fields::template(TemplateKind::Variables),
])
.role(Role::Variable);
