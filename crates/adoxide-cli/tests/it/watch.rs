//! `adox run` while a run goes on.

use crate::stage::Stage;

/// A pipeline in `Storefront/pipes`, and the number of a run of it.
fn queue(stage: &Stage) -> String {
    stage.run(&["repo", "create", "Storefront/pipes"]).good();
    stage.run(&["repo", "clone", "Storefront/pipes", "pipes"]).good();
    stage.git("pipes", &["switch", "--quiet", "--create", "main"]);
    stage.write("pipes/azure-pipelines.yml", "steps:\n- bash: make\n");
    stage.git("pipes", &["add", "."]);
    stage.git("pipes", &["commit", "--quiet", "--message", "Pipeline"]);
    stage.git("pipes", &["push", "--quiet", "origin", "main"]);
    stage.run_in("pipes", &["pipeline", "create", "ci"]).good();
    let run = stage.run_in("pipes", &["pipeline", "run", "ci", "--jq", ".id"]).good();
    run.trim_end().to_owned()
}

/// Sets how a run stands.
fn set(stage: &Stage, run: &str, fields: &[&str]) {
    let update = ["api", "build.update_build", "--project", "Storefront", "--build-id", run];
    stage.run(&[&update[..], fields].concat()).good();
}

#[test]
fn a_run_is_watched_until_it_is_completed() {
    let stage = Stage::new();
    let run = queue(&stage);
    let watch = ["run", "watch", &run, "--project", "Storefront", "--exit-status"];
    let watching = stage.spawn(&mut stage.command(&watch));
    set(&stage, &run, &["status=inProgress"]);
    set(&stage, &run, &["status=completed", "result=failed"]);
    let ran = stage.end(watching);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran}");
    assert!(ran.stderr.ends_with(&format!("Run {run} of ci failed.\n")), "{ran}");
    assert!(ran.stderr.contains(": fail ("), "{ran}");

    // Drawn on a terminal, where a row has its sign.
    let mut drawn = stage.command(&watch);
    let drawn = stage.ran({
        drawn.env("ADOXIDE_FORCE_TTY", "80");
        drawn
    });
    assert!(drawn.stderr.contains('✗') && !drawn.stderr.contains(": fail ("), "{drawn}");

    let why = stage.run(&["run", "why", &run, "--project", "Storefront"]).json();
    assert_eq!(why[0]["result"], "failed", "{why}");
    let url = why[0]["webUrl"].as_str().unwrap();
    assert!(url.contains(&format!("/Storefront/_build/results?buildId={run}&view=logs&t=")), "{url}");
}

#[test]
fn a_cancelled_run_is_not_cancelled_again() {
    let stage = Stage::new();
    let run = queue(&stage);
    set(&stage, &run, &["status=completed", "result=canceled"]);
    let ran = stage.run(&["run", "cancel", &run, "--project", "Storefront"]);
    assert_eq!(ran.stderr, format!("error: run {run} of ci is completed already: canceled\n"));
    let ran = stage.run(&["run", "show", &run, "--exit-status", "--project", "Storefront"]);
    assert_eq!(ran.code, 1, "{ran}");
}
