//! Tokens of several identities.

use std::collections::BTreeSet;

use adoxide_emulator::world::journal::Stamp;

use crate::stage::{Stage, TABLES};

/// A member of the organization, and so many tokens.
fn member(stage: &Stage, name: &str, tokens: usize) -> Vec<String> {
    stage.emulator.update(|world, at| {
        let who = world.add_identity(name, &format!("{name}@fabrikam.example"));
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        organization.change(Stamp { at, actor }, |tx| tx.add_member(who)).unwrap();
        (0..tokens).map(|_| world.new_token(who, None)).collect()
    })
}

#[test]
fn a_sync_asks_as_everyone_whose_token_it_has() {
    let stage = Stage::new();
    let (one, two) = (member(&stage, "one", 2), member(&stage, "two", 1));
    stage.write("a", format!("{}\n", one[0]));
    stage.write("b", &one[1]);
    stage.write("c", &two[0]);
    let mut command = stage.command(&["sync", TABLES]);
    command.args(["--token-file", "a", "--token-file", "b", "--token-file", "c"]);
    let ran = stage.ran(command);
    assert!(ran.stderr.contains("3 credentials of 2 identities: one, two"), "{ran}");
    assert_eq!(ran.code, 0, "{ran}");
    let asked: BTreeSet<_> = stage
        .emulator
        .requests()
        .into_iter()
        .filter(|request| request.operation.as_deref() == Some("git.get_pushes"))
        .filter_map(|request| request.identity)
        .collect();
    assert_eq!(asked.len(), 2, "{asked:?}");
    // What there is at all is asked by the first.
    let requests = stage.emulator.requests();
    let listed = requests.iter().find(|request| request.operation.as_deref() == Some("core.get_projects"));
    assert_eq!(listed.unwrap().identity.as_deref(), Some("one@fabrikam.example"));

    // One credential is not asked whose it is: there is one request for the id of the organization.
    stage.emulator.clear_requests();
    stage.run(&["sync", TABLES, "--token-file", "a"]).good();
    let requests = stage.emulator.requests();
    assert_eq!(requests.iter().filter(|request| request.path.ends_with("connectionData")).count(), 1);
}

#[test]
fn the_members_of_a_pool_are_named() {
    let stage = Stage::new();
    let (one, two) = (member(&stage, "one", 2), member(&stage, "two", 1));
    let list = format!("{},{}\n{}", one[0], two[0], one[1]);
    let status = |arguments: &[&str], list: &str| {
        let mut command = stage.command(&[&["auth", "status"], arguments].concat());
        command.env("ADOXIDE_TOKENS", list);
        stage.ran(command)
    };
    let ran = status(&[], &list);
    assert!(
        ran.stderr.contains("3 credentials, 2 identities: each identity has a budget of its own"),
        "{ran}"
    );
    let members = ran.json();
    let of = |name: &str| -> Vec<_> {
        members.as_array().unwrap().iter().map(|member| member[name].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of("name"), ["one", "two", "one"]);
    assert_eq!(of("credentialSource"), [1, 2, 3].map(|number| format!("token {number} in ADOXIDE_TOKENS")));
    let table = status(&["--output", "table"], &list).good();
    assert_eq!(table.lines().count(), 5, "{table}");
    // A command that asks once asks as it always did.
    let mut command = stage.command(&["api", "core.get_projects"]);
    command.env("ADOXIDE_TOKENS", &list);
    stage.ran(command).good();
    assert_eq!(stage.emulator.requests().last().unwrap().identity.as_deref(), Some("ada@fabrikam.example"));
}

#[test]
fn one_token_that_is_not_accepted_is_named() {
    let stage = Stage::new();
    let bad = "x".repeat(52);
    let list = format!("{} {bad}", stage.emulator.token());
    for arguments in [&["sync", TABLES][..], &["auth", "status"]] {
        let mut command = stage.command(arguments);
        command.env("ADOXIDE_TOKENS", &list);
        let ran = stage.ran(command);
        assert_eq!(ran.code, 4, "{ran}");
        assert!(ran.stderr.contains("the service does not accept token 2 in ADOXIDE_TOKENS (401)"), "{ran}");
        assert!(!ran.to_string().contains(&bad), "{ran}");
    }
    let ran = stage.run(&["api", "core.get_projects", "--token-file", "a", "--token-file", "b"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("'--token-file <FILE>' cannot be used multiple times"), "{ran}");
}

#[test]
fn each_credential_is_verified_for_itself() {
    let stage = Stage::new();
    let list = format!("{} {}", stage.emulator.token(), "x".repeat(52));
    let verify = |arguments: &[&str]| {
        let mut command = stage.command(&[&["verify"], arguments].concat());
        command.env("ADOXIDE_TOKENS", &list);
        stage.ran(command)
    };
    let ran = verify(&["--connector", "commits,people"]);
    assert_eq!(ran.code, 4, "{ran}");
    let verified: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let of = |row: &serde_json::Value| {
        ["credentialSource", "connector", "verdict"].map(|name| row[name].as_str().unwrap().to_owned())
    };
    let row = |number: u8, connector: &str, verdict: &str| {
        [format!("token {number} in ADOXIDE_TOKENS"), connector.to_owned(), verdict.to_owned()]
    };
    assert_eq!(
        verified.as_array().unwrap().iter().map(of).collect::<Vec<_>>(),
        [
            row(1, "commits", "ok"),
            row(1, "people", "ok"),
            row(2, "commits", "invalid_credentials"),
            row(2, "people", "invalid_credentials"),
        ]
    );
    let ran = verify(&["--output", "table"]);
    assert!(ran.stdout.starts_with("credentialSource"), "{ran}");
    assert!(ran.stderr.contains("warning: token 2 in ADOXIDE_TOKENS: "), "{ran}");
    assert!(!ran.stderr.contains("token 1"), "{ran}");
}
