//! [Steps](https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps).

use super::shape::{
    BOOLEAN, Fields, NAME, NAMED_SCALARS, NAMED_VALUES, NAMES, Property, Role, SCALAR, Shape, TemplateKind,
};

pub(crate) static STEPS: Shape = Shape::sequence(&STEP);

pub(crate) static STEP: Shape = Shape::mapping(&[
    &TASK,
    &SCRIPT,
    &BASH,
    &POWERSHELL,
    &PWSH,
    &CHECKOUT,
    &PUBLISH,
    &UPLOAD,
    &DOWNLOAD,
    &DOWNLOAD_BUILD,
    &GET_PACKAGE,
    &REVIEW_APP,
    &TEMPLATE,
])
.role(Role::Step);

/// The properties that every step has. In a short form, all others are inputs of its task.
const COMMON: &[Property] = &[
    ("name", &SCALAR),
    ("displayName", &SCALAR),
    ("condition", &SCALAR),
    ("continueOnError", &BOOLEAN),
    ("enabled", &BOOLEAN),
    ("env", &NAMED_SCALARS),
    ("retryCountOnTaskFailure", &SCALAR),
    ("target", &TARGET),
    ("timeoutInMinutes", &NAME),
];

/// Whether a key is a property of every step.
pub(crate) fn is_common_of_steps(key: &str) -> bool {
    COMMON.iter().any(|(name, _)| *name == key)
}

static TASK: Fields = Fields::first("task", &[&[("task", &NAME), ("inputs", &NAMED_VALUES)], COMMON]);

static SCRIPT: Fields = Fields::first(
    "script",
    &[&[("script", &SCALAR), ("failOnStderr", &SCALAR), ("workingDirectory", &SCALAR)], COMMON],
);

static BASH: Fields = Fields::first(
    "bash",
    &[
        &[
            ("bash", &SCALAR),
            ("failOnStderr", &SCALAR),
            ("workingDirectory", &SCALAR),
            ("noProfile", &SCALAR),
        ],
        &[("noRc", &SCALAR), ("bashEnvValue", &SCALAR)],
        COMMON,
    ],
);

const SHELL: &[Property] = &[
    ("errorActionPreference", &SCALAR),
    ("failOnStderr", &SCALAR),
    ("ignoreLASTEXITCODE", &SCALAR),
    ("workingDirectory", &SCALAR),
];

static POWERSHELL: Fields = Fields::first("powershell", &[&[("powershell", &SCALAR)], SHELL, COMMON]);
static PWSH: Fields = Fields::first("pwsh", &[&[("pwsh", &SCALAR)], SHELL, COMMON]);

static CHECKOUT: Fields = Fields::first(
    "checkout",
    &[
        &[
            ("checkout", &SCALAR),
            ("clean", &SCALAR),
            ("fetchDepth", &SCALAR),
            ("fetchFilter", &SCALAR),
            ("fetchTags", &SCALAR),
            ("lfs", &SCALAR),
            ("path", &SCALAR),
            ("persistCredentials", &SCALAR),
            ("sparseCheckoutDirectories", &SCALAR),
            ("sparseCheckoutPatterns", &SCALAR),
            ("submodules", &SCALAR),
            ("workspaceRepo", &SCALAR),
        ],
        COMMON,
    ],
);

static PUBLISH: Fields = Fields::first("publish", &[&[("publish", &SCALAR), ("artifact", &SCALAR)], COMMON]);
static UPLOAD: Fields = Fields::first("upload", &[&[("upload", &SCALAR), ("artifact", &SCALAR)], COMMON]);

static DOWNLOAD: Fields =
    Fields::first("download", &[&[("download", &NAME), ("artifact", &NAME), ("patterns", &NAME)], COMMON]);

static DOWNLOAD_BUILD: Fields = Fields::first(
    "downloadBuild",
    &[
        &[("downloadBuild", &NAME), ("artifact", &SCALAR), ("path", &SCALAR), ("patterns", &SCALAR)],
        &[("inputs", &NAMED_SCALARS)],
        COMMON,
    ],
);

static GET_PACKAGE: Fields =
    Fields::first("getPackage", &[&[("getPackage", &NAME), ("path", &SCALAR)], COMMON]);
static REVIEW_APP: Fields = Fields::first("reviewApp", &[&[("reviewApp", &SCALAR)], COMMON]);
static TEMPLATE: Fields = Fields::template(TemplateKind::Steps);

static TARGET: Shape = Shape::mapping(&[&TARGET_FIELDS]).or_scalar();
static TARGET_FIELDS: Fields =
    Fields::of(&[&[("container", &NAME), ("commands", &COMMANDS), ("settableVariables", &SETTABLE)]]);
static COMMANDS: Shape = Shape::words(&["any", "restricted"]);
static SETTABLE: Shape = Shape::sequence(&NAME).or_scalar();

/// The hooks of a deployment and the like: `steps` and `pool`.
pub(super) static HOOK: Shape = Shape::mapping(&[&HOOK_FIELDS]);
static HOOK_FIELDS: Fields = Fields::of(&[&[("steps", &STEPS), ("pool", &super::job::POOL)]]);

/// Names of repositories and pools.
pub(super) static USES: Shape = Shape::mapping(&[&USES_FIELDS]);
static USES_FIELDS: Fields = Fields::of(&[&[("repositories", &NAMES), ("pools", &NAMES)]]);
