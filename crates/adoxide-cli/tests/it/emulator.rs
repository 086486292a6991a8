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
        (["--organization", "a/b"], "`a/b` is not the name of an organization"),
        (["--latency", "soon"], "`soon` is not a duration"),
        (["--output", "csv"], "an emulator can't be shown as"),
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

/// What programs do that know nothing of an emulator.
#[cfg(target_os = "linux")]
const UNCHANGED: &str = r#"
    cd "$(mktemp -d -p "$TMPDIR")"
    python3 -c '
import base64, json, os, urllib.request
basic = base64.b64encode((":" + os.environ["AZURE_DEVOPS_EXT_PAT"]).encode()).decode()
url = "https://dev.azure.com/fabrikam/_apis/git/repositories"
answer = urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": "Basic " + basic}))
print(json.load(answer)["value"][0]["webUrl"])' > url
    git clone --quiet "$(sed "s#https://#https://x:$ADOXIDE_PAT@#" url)" clone
    test "$(git -C clone rev-list --count HEAD)" -gt 0
    echo "$ADOXIDE_ORG as $(id -u)"
"#;

#[cfg(target_os = "linux")]
#[test]
fn unchanged_programs_run_against_it_whoever_runs_them() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    let stage = Stage::new();
    let open = |path: &std::path::Path| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o777)).unwrap();
    };
    let (program, folder) = (stage.path("adox"), stage.path("tmp"));
    std::fs::copy(env!("CARGO_BIN_EXE_adox"), &program).unwrap();
    std::fs::create_dir(&folder).unwrap();
    [stage.folder(), &program, &folder].into_iter().for_each(open);
    let me = std::fs::metadata("/proc/self").unwrap().uid();
    // Root can be somebody else, too.
    let users = if me == 0 { vec![0, 65_534] } else { vec![me] };
    for user in users {
        let mut command = Command::new("setpriv");
        if user != me {
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        }
        command.arg("--").arg(&program).args([
            "emulator",
            "exec",
            "--seed-size",
            "1",
            "--",
            "sh",
            "-euc",
            UNCHANGED,
        ]);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("TMPDIR", &folder);
        command.env("HOME", &folder).current_dir(stage.folder());
        let ran = stage.ran(command);
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (0, &*format!("https://dev.azure.com/fabrikam as {user}\n")),
            "{ran}"
        );
    }
    // Where there is nothing to make a namespace with, it says so.
    let mut command = stage.command(&["emulator", "exec", "--", "true"]);
    let ran = stage.ran({
        command.env("PATH", &folder);
        command
    });
    assert_eq!(ran.code, 125, "{ran}");
    assert!(ran.stderr.contains("`unshare` cannot be started; install util-linux"), "{ran}");
}

#[test]
fn an_emulator_in_the_background_is_started_looked_at_and_stopped() {
    let stage = Stage::new();
    let ran = stage.run(&["emulator", "status"]);
    assert_eq!(
        (ran.code, ran.stderr.lines().next().unwrap()),
        (1, "error: no emulator runs in the background")
    );
    let start = ["emulator", "start", "--listen", "127.0.0.1:0", "--seed-size", "1", "--json="];
    // Its token is the stage's own, which the stage lets nothing print.
    let printed = |arguments: &[&str]| -> Value {
        let output = stage.command(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let running = printed(&start);
    let url = running["organizations"][0].as_str().unwrap();
    let again = stage.run(&start);
    assert!(again.stderr.contains("an emulator runs already"), "{again}");

    let call = |arguments: &[&str]| {
        let mut command = stage.command(arguments);
        command.env("ADOXIDE_ORG", url).env("ADOXIDE_PAT", running["token"].as_str().unwrap());
        stage.ran(command)
    };
    call(&["project", "create", "Extra"]).good();
    assert_eq!(call(&["project", "list", "--jq", "length"]).good(), "2\n");
    let log = stage.run(&["emulator", "log", "--clear", "--jq", ".[].path"]).good();
    assert!(log.contains("/_apis/projects"), "{log}");
    stage.run(&["emulator", "fault", "expired-token", "--times", "1"]).good();
    assert_eq!(call(&["project", "list"]).code, 4);
    stage.run(&["emulator", "fault", "--clear"]).good();
    stage.run(&["emulator", "reset"]).good();
    let status = printed(&["emulator", "status"]);
    assert_eq!(status["projects"], 1, "{status}");
    assert_eq!(stage.run(&["emulator", "stop"]).stderr, "Stopped the emulator.\n");
    assert_eq!(stage.run(&["emulator", "stop"]).code, 1);

    let taken = stage.url();
    let address = taken.strip_prefix("http://").unwrap().strip_suffix("/fabrikam").unwrap();
    let ran = stage.run(&["emulator", "start", "--listen", address]);
    assert!(ran.code == 1 && ran.stderr.contains("the emulator can't listen on"), "{ran}");
}

#[test]
fn an_emulator_goes_on_from_its_state() {
    let stage = Stage::new();
    let start =
        ["emulator", "start", "--listen", "127.0.0.1:0", "--seed-size", "1", "--state", "kept", "--json="];
    let mut tokens = Vec::new();
    for expected in ["2\n", "3\n"] {
        let output = stage.command(&start).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let running: Value = serde_json::from_slice(&output.stdout).unwrap();
        let token = running["token"].as_str().unwrap().to_owned();
        let call = |arguments: &[&str]| {
            let mut command = stage.command(arguments);
            command.env("ADOXIDE_ORG", running["organizations"][0].as_str().unwrap());
            stage.ran({
                command.env("ADOXIDE_PAT", &token);
                command
            })
        };
        call(&["project", "create", &format!("Extra {}", tokens.len())]).good();
        assert_eq!(call(&["project", "list", "--jq", "length"]).good(), expected);
        tokens.push(token);
        stage.run(&["emulator", "stop"]).good();
    }
    assert_eq!(tokens[0], tokens[1]);
    let ran = stage.run(&[&start[..], &["--seed", "7"]].concat());
    assert!(ran.code == 1 && ran.stderr.contains("it began with the seed 1, not 7"), "{ran}");
}
