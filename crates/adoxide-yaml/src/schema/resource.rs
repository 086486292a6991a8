//! [Resources](https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/resources), triggers and schedules.

use super::shape::{
    ANY, BOOLEAN, Expressions, Fields, NAME, NAMED_SCALARS, NAMES, Property, Role, SCALAR, SCALARS, Shape,
};

/// Directives are refused, but plain expressions are evaluated, although the reference says that neither is.
pub(super) static TRIGGER: Shape = Shape::mapping(&[&TRIGGER_FIELDS])
    .or_words(&["none"])
    .or_sequence(&SCALAR)
    .role(Role::Trigger)
    .expressions(Expressions::Values);

static TRIGGER_FIELDS: Fields =
    Fields::of(&[&[("batch", &BOOLEAN), ("branches", &FILTERS), ("paths", &FILTERS), ("tags", &FILTERS)]]);

pub(super) static PULL_REQUEST: Shape = Shape::mapping(&[&PULL_REQUEST_FIELDS])
    .or_words(&["none"])
    .or_sequence(&SCALAR)
    .role(Role::Trigger)
    .expressions(Expressions::Values);

static PULL_REQUEST_FIELDS: Fields = Fields::of(&[&[
    ("autoCancel", &BOOLEAN),
    ("branches", &FILTERS),
    ("paths", &FILTERS),
    ("drafts", &BOOLEAN),
]]);

static FILTERS: Shape = Shape::mapping(&[&FILTERS_FIELDS]);
static FILTERS_FIELDS: Fields = Fields::of(&[&[("include", &SCALARS), ("exclude", &SCALARS)]]);

pub(super) static SCHEDULES: Shape = Shape::sequence(&SCHEDULE).expressions(Expressions::Refused);
static SCHEDULE: Shape = Shape::mapping(&[&Fields::first(
    "cron",
    &[&[
        ("cron", &NAME),
        ("displayName", &SCALAR),
        ("branches", &FILTERS),
        ("batch", &BOOLEAN),
        ("always", &BOOLEAN),
    ]],
)]);

pub(super) static RESOURCES: Shape = Shape::mapping(&[&RESOURCES_FIELDS]).or_sequence(&LEGACY);
static RESOURCES_FIELDS: Fields = Fields::of(&[&[
    ("repositories", &REPOSITORIES),
    ("containers", &CONTAINERS),
    ("pipelines", &PIPELINES),
    ("builds", &BUILDS),
    ("packages", &PACKAGES),
    ("webhooks", &WEBHOOKS),
]]);

static PIPELINES: Shape = Shape::sequence(&Shape::mapping(&[&Fields::first(
    "pipeline",
    &[&[
        ("pipeline", &SCALAR),
        ("project", &NAME),
        ("source", &NAME),
        ("version", &SCALAR),
        ("branch", &SCALAR),
        ("tags", &NAMES),
        ("trigger", &PIPELINE_TRIGGER),
    ]],
)]));

/// Of a pipeline: like that of the pipeline itself, but as it is written in the result.
static PIPELINE_TRIGGER: Shape = Shape::mapping(&[&Fields::of(&[&[
    ("enabled", &BOOLEAN),
    ("branches", &FILTERS_OR_NAMES),
    ("stages", &NAMES),
    ("tags", &NAMES),
]])])
.or_words(SWITCH);
static FILTERS_OR_NAMES: Shape = Shape::mapping(&[&FILTERS_FIELDS]).or_sequence(&SCALAR);

const SWITCH: &[&str] = &["none", "true", "True", "TRUE"];
static RESOURCE_TRIGGER: Shape = Shape::words(SWITCH);

static BUILDS: Shape = Shape::sequence(&Shape::mapping(&[&Fields::first(
    "build",
    &[&[
        ("build", &SCALAR),
        ("type", &NAME),
        ("connection", &NAME),
        ("source", &NAME),
        ("version", &SCALAR),
        ("branch", &SCALAR),
        ("trigger", &RESOURCE_TRIGGER),
    ]],
)]));

static PACKAGES: Shape = Shape::sequence(&Shape::mapping(&[&Fields::first(
    "package",
    &[&[
        ("package", &SCALAR),
        ("type", &NAME),
        ("connection", &NAME),
        ("name", &NAME),
        ("version", &SCALAR),
        ("tag", &SCALAR),
        ("trigger", &RESOURCE_TRIGGER),
    ]],
)]));

static WEBHOOKS: Shape = Shape::sequence(&Shape::mapping(&[&Fields::first(
    "webhook",
    &[&[("webhook", &SCALAR), ("connection", &NAME), ("type", &NAME), ("filters", &WEBHOOK_FILTERS)]],
)]));
static WEBHOOK_FILTERS: Shape =
    Shape::sequence(&Shape::mapping(&[&Fields::first("path", &[&[("path", &NAME), ("value", &NAME)]])]));

static LEGACY: Shape = Shape::mapping(&[&Fields::first("repo", &[&[("repo", &SCALAR)]]).loose(&ANY)]);

static REPOSITORIES: Shape = Shape::sequence(&REPOSITORY).expressions(Expressions::Refused);
static REPOSITORY: Shape = Shape::mapping(&[&REPOSITORY_FIELDS]);
static REPOSITORY_FIELDS: Fields =
    Fields::first("repository", &[&[("repository", &SCALAR), ("ref", &REF), ("endpoint", &NAME)]])
        .loose(&ANY);
static REF: Shape = Shape::scalar().expressions(Expressions::Values);

static CONTAINERS: Shape = Shape::sequence(&CONTAINER);
pub(crate) static CONTAINER: Shape = Shape::mapping(&[&CONTAINER_FIELDS]);
static CONTAINER_FIELDS: Fields =
    Fields::first("container", &[&[("container", &SCALAR), ("type", &SCALAR), ("trigger", &ANY)], IMAGE])
        .loose(&ANY);

const IMAGE: &[Property] = &[
    ("image", &SCALAR),
    ("endpoint", &SCALAR),
    ("env", &NAMED_SCALARS),
    ("mapDockerSocket", &BOOLEAN),
    ("mountReadOnly", &ANY),
    ("options", &SCALAR),
    ("ports", &SCALARS),
    ("volumes", &SCALARS),
];

pub(super) static JOB_CONTAINER: Shape =
    Shape::mapping(&[&Fields::of(&[&[("alias", &SCALAR)], IMAGE])]).or_scalar().role(Role::Named("alias"));

pub(super) static SERVICES: Shape = Shape::mapping(&[&Fields::of(&[]).loose(&JOB_CONTAINER)]);

/// The values that a parameter allows.
pub(super) static VALUES: Shape = Shape::sequence(&NAME);
