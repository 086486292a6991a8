use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::stage::Stage;

/// Presses Ctrl-C.
#[cfg(unix)]
pub fn interrupt(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn an_emulator_runs_until_ctrl_c_and_leaves_nothing() {
    let stage = Stage::new();
    std::fs::create_dir(stage.path("tmp")).unwrap();
    let mut command =
        stage.command(&["emulator", "--listen", "127.0.0.1:0", "--organization", "contoso", "--json"]);
    command.args(["--seed-size", "1", "--token", "another-token"]).env("TMPDIR", stage.path("tmp"));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    let started: Value = serde_json::from_str(&line).unwrap();
    let url = started["organizations"][0].as_str().unwrap();
    assert!(url.starts_with("http://127.0.0.1:") && url.ends_with("/contoso"), "{url}");
    assert_eq!(std::fs::read_dir(stage.path("tmp")).unwrap().count(), 1);
    for token in [started["token"].as_str().unwrap(), "another-token"] {
        stage.write("token", token);
        let mut status = stage.command(&["auth", "status", "--organization", url, "--token-file", "token"]);
        status.env_remove("ADOXIDE_PAT");
        assert_eq!(stage.ran(status).json()[0]["accepted"], true);
    }
    interrupt(&child);
    let ran = stage.end(child);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "\nThe emulator has ended.\n"));
    assert_eq!(std::fs::read_dir(stage.path("tmp")).unwrap().count(), 0);
}

#[test]
fn an_emulator_that_cannot_run_says_why() {
    let stage = Stage::new();
    let taken = stage.url();
    let address = taken.strip_prefix("http://").unwrap().strip_suffix("/fabrikam").unwrap();
    let ran = stage.run(&["emulator", "--listen", address]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("the emulator can't listen on"), "{ran}");
    assert!(ran.stderr.contains("help: another program, or another emulator, listens there"), "{ran}");
    stage.write("file", "");
    for (arguments, what) in [
        (["--folder", "file"], "the folder of the repositories cannot be used"),
        (["--organization", "a/b"], "`a/b` is no name of an organization"),
        (["--latency", "soon"], "`soon` is no time"),
        (["--output", "csv"], "an emulator is no row"),
    ] {
        let ran = stage.run(&[&["emulator", "--listen", "127.0.0.1:0"][..], &arguments].concat());
        assert_eq!(ran.code, 2, "{ran}");
        assert!(ran.stderr.contains(what), "{ran}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_runs_unchanged_in_the_place_of_the_cloud() {
    let stage = Stage::new();
    let run = |script: &str| stage.run(&["emulator", "exec", "--seed-size", "1", "--", "sh", "-euc", script]);
    let ran = run("curl -sSf -u :$ADOXIDE_PAT $ADOXIDE_ORG/_apis/projects; exit 7");
    assert_eq!(ran.code, 7, "{ran}");
    assert!(ran.stdout.contains("\"url\":\"https://dev.azure.com/fabrikam/_apis/projects/"), "{ran}");
    let ran = run("curl -sS https://github.com/ || true");
    assert_eq!(ran.code, 121, "{ran}");
    assert!(ran.stderr.contains("the program tried to reach github.com:443"), "{ran}");
    let ran = stage.run(&["emulator", "exec", "--", "/no/such/program"]);
    assert_eq!(ran.code, 125, "{ran}");
}
