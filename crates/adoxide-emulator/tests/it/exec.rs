//! Unchanged programs in a namespace of their own.
//!
//! Each test starts this very binary again, in a namespace, with itself as the only test.

use std::process::Command;

use adoxide_emulator::{Emulator, exec};

/// Runs a shell's script in a namespace: its outcome. Outside, the test is started again, inside.
async fn script(test: &str, lines: &str) -> Option<exec::Outcome> {
    if !exec::is_inside() {
        let status = exec::reenter_with([test, "--exact", "--nocapture"]).await.unwrap();
        assert!(status.success(), "{status}");
        return None;
    }
    let emulator = Emulator::builder().seed_size(1).build().unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-euc", lines]).env("PAT", emulator.token());
    Some(exec::Exec::new(emulator).run(shell).await.unwrap())
}

#[tokio::test]
async fn unchanged_programs_find_the_emulator_in_the_clouds_place() {
    let lines = r#"
        get() { curl --silent --show-error --fail --user ":$PAT" "$@"; }
        get https://dev.azure.com/fabrikam/_apis/projects | grep -q '"count":1'
        get https://fabrikam.vssps.visualstudio.com/_apis/connectionData | grep -q '"deploymentType":"hosted"'
        get http://localhost/fabrikam/_apis/projects | grep -q '"count":1'
        python3 -c '
import base64, json, os, urllib.request
basic = base64.b64encode((":" + os.environ["PAT"]).encode()).decode()
get = lambda url: json.load(urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": "Basic " + basic})))
repository = get("https://dev.azure.com/fabrikam/_apis/git/repositories")["value"][0]
assert repository["remoteUrl"].startswith("https://fabrikam@dev.azure.com/fabrikam/"), repository
print(repository["webUrl"])' > "${TMPDIR:-/tmp}/url.$$"
        git -c http.extraHeader="Authorization: Basic $(printf ':%s' "$PAT" | base64 -w0)" \
            ls-remote "$(cat "${TMPDIR:-/tmp}/url.$$")" | grep -q refs/heads/main
        rm "${TMPDIR:-/tmp}/url.$$"
        exit 7
    "#;
    let test = "exec::unchanged_programs_find_the_emulator_in_the_clouds_place";
    let Some(outcome) = script(test, lines).await else { return };
    assert_eq!(outcome.escapes, []);
    assert_eq!((outcome.status.code(), outcome.code()), (Some(7), 7));
}

#[tokio::test]
async fn whatever_else_is_tried_is_refused_and_named() {
    let lines = r#"
        curl --silent https://github.com/ && exit 1
        curl --silent http://8.8.8.8:99/ && exit 1
        curl --silent http://nowhere.dev.azure.com.example:8080/ && exit 1
        python3 -c '
import socket
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("1.1.1.1", 53))
for port in (5432, 5432):
    try: socket.create_connection(("127.0.0.1", port))
    except ConnectionRefusedError: pass
socket.gethostbyname("looked-up-only.example")'
    "#;
    let Some(outcome) = script("exec::whatever_else_is_tried_is_refused_and_named", lines).await else {
        return;
    };
    let escapes: Vec<_> = outcome.escapes.iter().map(ToString::to_string).collect();
    assert_eq!(
        escapes,
        ["1.1.1.1:53 (UDP)", "8.8.8.8:99", "github.com:443", "nowhere.dev.azure.com.example:8080"]
    );
    assert_eq!((outcome.status.code(), outcome.code()), (Some(0), exec::ESCAPED));
}

#[tokio::test]
async fn a_process_outside_is_told() {
    let emulator = Emulator::builder().seed_size(0).build().unwrap();
    let outside = exec::Exec::new(emulator).run(Command::new("true")).await.unwrap_err();
    assert!(matches!(outside, exec::ExecError::Outside), "{outside}");
}
