//! `adox pipeline preview`, with and without the service.

use crate::stage::Stage;

const PIPELINE: &str = "\
parameters:
- name: regions
  type: object
  default: [eu]
- name: count
  type: number
  default: 1
resources:
  repositories:
  - repository: shared
    type: git
    name: tools/shared
  - repository: unused
    type: git
    name: tools/unused
steps:
- ${{ each region in parameters.regions }}:
  - template: steps/deploy.yml
    parameters: {region: '${{ region }}', count: '${{ parameters.count }}'}
- template: /lint.yml@shared
- bash: echo ${{ variables['Build.SourceBranch'] }}
";

fn files(stage: &Stage) {
    for folder in ["pipe/steps", "shared"] {
        std::fs::create_dir_all(stage.path(folder)).unwrap();
    }
    stage.write("pipe/azure-pipelines.yml", PIPELINE);
    stage.write(
        "pipe/steps/deploy.yml",
        "parameters:\n  region: ''\n  count: 0\nsteps:\n- bash: deploy ${{ parameters.region }} ${{ parameters.count }}\n",
    );
    stage.write("shared/lint.yml", "steps:\n- bash: lint\n");
}

const OFFLINE: [&str; 7] = [
    "pipeline",
    "preview",
    "--offline",
    "--file",
    "pipe/azure-pipelines.yml",
    "--repository",
    "shared=shared",
];

#[test]
fn a_pipeline_is_expanded_from_folders() {
    let stage = Stage::new();
    files(&stage);
    // Neither an organization nor a token is needed.
    let mut command = stage.command(&OFFLINE);
    command.env_remove("ADOXIDE_ORG").env_remove("ADOXIDE_PAT");
    let plain = stage.ran(command);
    assert_eq!((plain.code, plain.stderr.as_str()), (0, ""), "{plain}");
    let scripts = |yaml: &str| -> Vec<String> {
        let lines = yaml.lines().filter_map(|line| line.trim().strip_prefix("script: "));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(scripts(&plain.stdout), ["deploy eu 1", "lint", "echo refs/heads/main"], "{plain}");

    let typed = ["--parameter", "regions=[eu, us]", "-P", "count=3", "--branch", "topic"];
    let ran = stage.run(&[&OFFLINE[..], &typed].concat());
    let expected = ["deploy eu 3", "deploy us 3", "lint", "echo refs/heads/topic"];
    assert_eq!(scripts(&ran.stdout), expected, "{ran}");
    let json = stage.run(&[&OFFLINE[..], &["--parameter", "regions=[\"a\",\"b\"]"]].concat());
    assert_eq!(scripts(&json.stdout)[..2], ["deploy a 1", "deploy b 1"], "{json}");
    // The folder that one stands in does not matter.
    let here =
        ["pipeline", "preview", "--offline", "-f", "azure-pipelines.yml", "--repository", "shared=../shared"];
    assert_eq!(stage.run_in("pipe", &here).good(), plain.stdout);
    let input = ["pipeline", "preview", "--offline", "--file", "-", "--repository", "shared=../shared"];
    assert_eq!(stage.run_in_with_input("pipe", &input, PIPELINE).good(), plain.stdout);
    // The bytes are those of the expander.
    let output = stage.command(&OFFLINE).output().unwrap();
    assert!(output.stdout.ends_with(b"\n\n"), "{:?}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_refusal_is_the_message_of_the_service() {
    let stage = Stage::new();
    files(&stage);
    let refused = |arguments: &[&str]| {
        let ran = stage.run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran}");
        ran.stderr
    };
    let message = refused(&[&OFFLINE[..], &["--parameter", "count=many"]].concat());
    assert!(message.contains("'many'") && !message.contains("error:"), "{message}");
    let message = refused(&OFFLINE[..5]);
    assert!(message.starts_with("The repository tools/shared in project "), "{message}");
    assert!(message.ends_with("\nhelp: --repository ALIAS=DIR names its folder\n"), "{message}");
    stage.write("pipe/wrong.yml", "steps:\n- template: nowhere.yml\n");
    let message = refused(&["pipeline", "preview", "--offline", "--file", "pipe/wrong.yml"]);
    assert!(
        message.starts_with("/wrong.yml: File /nowhere.yml not found in repository pipe branch"),
        "{message}"
    );
    stage.write("pipe/wrong.yml", "steps:\n- bash: a\n  nothing: b\n");
    let message = refused(&["pipeline", "preview", "--offline", "--file", "pipe/wrong.yml"]);
    assert_eq!(message, "/wrong.yml (Line: 3, Col: 3): Unexpected value 'nothing'\n");
    // The folder of the whole repository, where that is another one.
    std::fs::create_dir(stage.path("pipe/ci")).unwrap();
    stage.write(
        "pipe/ci/build.yml",
        "steps:\n- template: /steps/deploy.yml\n- template: ../steps/deploy.yml\n",
    );
    let own = ["pipeline", "preview", "--offline", "--file", "pipe/ci/build.yml"];
    let message = refused(&own);
    assert!(message.contains("/build.yml: File /steps/deploy.yml not found"), "{message}");
    stage.run(&[&own[..], &["--repository", "self=pipe"]].concat()).good();
}

#[test]
fn what_is_typed_wrong_is_refused_before() {
    let stage = Stage::new();
    files(&stage);
    let mut all = String::new();
    for arguments in [
        &["pipeline", "preview"][..],
        &["pipeline", "preview", "--offline"],
        &["pipeline", "preview", "--offline", "--file", "nowhere.yml"],
        &["pipeline", "preview", "--offline", "--file", "pipe"],
        &[&OFFLINE[..5], &["--repository", "shared"]].concat(),
        &[&OFFLINE[..5], &["--repository", "shared=nowhere"]].concat(),
        &[&OFFLINE[..], &["--repository", "Shared=pipe"]].concat(),
        &[&OFFLINE[..], &["--parameter", "regions"]].concat(),
        &[&OFFLINE[..], &["-P", "count=1", "-P", "count=2"]].concat(),
        &["pipeline", "preview", "web-ci", "--offline", "--file", "pipe/azure-pipelines.yml"],
        &["pipeline", "preview", "nothing", "--project", "Storefront"],
    ] {
        let ran = stage.run(arguments);
        assert_ne!(ran.code, 0, "{arguments:?}");
        all += &format!("> adox {}\n{ran}\n", arguments.join(" "));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn the_service_expands_the_file_of_a_pipeline() {
    let stage = Stage::new();
    stage.run(&["repo", "create", "Storefront/pipes"]).good();
    stage.run(&["repo", "clone", "Storefront/pipes", "pipes"]).good();
    stage.git("pipes", &["switch", "--quiet", "--create", "main"]);
    stage.write("pipes/azure-pipelines.yml", "steps:\n- bash: committed\n");
    stage.git("pipes", &["add", "."]);
    stage.git("pipes", &["commit", "--quiet", "--message", "Pipeline"]);
    stage.git("pipes", &["push", "--quiet", "origin", "main"]);
    stage.run_in("pipes", &["pipeline", "create", "pipes ci"]).good();
    let committed = stage.run_in("pipes", &["pipeline", "preview", "pipes ci"]).good();
    assert!(committed.contains("committed"), "{committed}");
    stage.write("pipes/other.yml", "steps:\n- bash: other\n");
    let other = stage.run_in("pipes", &["pipeline", "preview", "pipes ci", "--file", "other.yml"]).good();
    assert!(other.contains("other") && !other.contains("committed"), "{other}");
}
