//! `adox auth status` and `adox verify`.

use std::process::Command;

use adoxide_emulator::{FaultKind, FaultRule};

use crate::stage::Stage;

#[test]
fn the_source_that_wins_is_named() {
    let stage = Stage::new();
    stage.write("token", format!("{}\n", stage.emulator.token()));
    std::fs::create_dir(stage.path("config")).unwrap();
    stage.write(
        "config/config.toml",
        format!(
            "[profile.default]\norganization = \"nowhere\"\ntoken_file = \"nothing\"\n\
             [profile.here]\norganization = \"{}\"\ntoken_file = \"../token\"\n",
            stage.url()
        ),
    );
    let status = |arguments: &[&str], changes: &[(&str, Option<&str>)]| {
        let mut command = stage.command(&[&["auth", "status"], arguments].concat());
        command.env("ADOXIDE_CONFIG_DIR", stage.path("config"));
        for (name, value) in changes {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let ran = stage.ran(command).json();
        let of = |name: &str| ran[0][name].as_str().unwrap_or_default().to_owned();
        assert_eq!(of("name"), "Ada Example");
        (of("organizationSource"), of("credentialSource"))
    };
    let named = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(status(&[], &[]), named("ADOXIDE_ORG", "the token in ADOXIDE_PAT"));
    let other = stage.emulator.token();
    let others = [("ADOXIDE_PAT", None), ("AZURE_DEVOPS_EXT_PAT", Some(other.as_str()))];
    assert_eq!(status(&[], &others), named("ADOXIDE_ORG", "the token in AZURE_DEVOPS_EXT_PAT"));
    let url = stage.url();
    let flags = ["--organization", url.as_str(), "--token-file", "token"];
    assert_eq!(status(&flags, &[]), named("--organization", "the token in `token`"));
    let profile = status(&["--profile", "here"], &[("ADOXIDE_ORG", Some("nowhere"))]);
    assert_eq!(profile.0, "the profile here of `FOLDER/config/config.toml`");
    assert_eq!(profile.1, "the token in `FOLDER/config/../token`");
}

#[test]
fn the_organization_of_the_git_remote_is_the_last_to_be_asked() {
    let stage = Stage::new();
    let git = |arguments: &[&str]| {
        let run = Command::new("git").args(arguments).current_dir(stage.folder()).status().unwrap();
        assert!(run.success());
    };
    let nobody = || {
        let mut command = stage.command(&["auth", "status"]);
        command.env_remove("ADOXIDE_ORG").env_remove("ADOXIDE_PAT");
        stage.ran(command).stderr.lines().next().unwrap_or_default().to_owned()
    };
    git(&["init", "--quiet"]);
    git(&["remote", "add", "origin", "https://evil.example/contoso/p/_git/r"]);
    assert_eq!(nobody(), "error: no organization is named");
    git(&["remote", "set-url", "origin", "https://contoso@dev.azure.com/contoso/p/_git/r"]);
    assert_eq!(nobody(), "error: there is no credential");
}

#[test]
fn a_credential_that_is_good_for_everything() {
    let stage = Stage::new();
    let verified = stage.run(&["verify", "--connector", "commits"]).json();
    assert_eq!(verified[0]["verdict"], "ok");
    assert_eq!(verified[0]["probes"][2]["what"], "default_branch_commits");
    assert_eq!(verified.as_array().unwrap().len(), 1);
}

#[test]
fn a_credential_that_is_refused_is_refused_for_each_connector() {
    let stage = Stage::new();
    stage.emulator.add_fault(FaultRule::new(FaultKind::SignInPage));
    let ran = stage.run(&["verify"]);
    assert_eq!(ran.code, 4, "{ran}");
    let verdicts: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let verdicts = verdicts.as_array().unwrap();
    assert_eq!(verdicts.len(), adoxide_sync::Connector::ALL.len());
    assert!(verdicts.iter().all(|verdict| verdict["verdict"] == "invalid_credentials"), "{ran}");
    let ran = stage.run(&["verify", "--connector", "commits", "--output", "table"]);
    insta::assert_snapshot!(ran);
    let ran = stage.run(&["auth", "status", "--output", "table"]);
    insta::assert_snapshot!("auth_status_refused", ran);
}

#[test]
fn a_service_principal_is_added_changed_and_removed() {
    let stage = Stage::new();
    let object = stage.emulator.update(|world, _| {
        let robot = world.add_application("Deploy bot").identity;
        world.identity(robot).unwrap().object_id.to_string()
    });
    let sp = |arguments: &[&str]| stage.run(&[&["service-principal"], arguments].concat());
    let added = sp(&["add", &object, "--license", "stakeholder", "--jq", ".servicePrincipal.displayName"]);
    assert_eq!(
        (added.stdout.as_str(), added.stderr.as_str()),
        ("Deploy bot\n", "Added Deploy bot.\n"),
        "{added}"
    );
    assert_eq!(sp(&["list", "--jq", ".[].displayName"]).good(), "Deploy bot\n");
    sp(&["edit", "Deploy bot", "--license", "express"]).good();
    let license = sp(&["show", "Deploy bot", "--jq", ".accessLevel.accountLicenseType"]);
    assert_eq!(license.good(), "express\n");
    let unsure = sp(&["remove", "Deploy bot"]);
    assert!(unsure.code == 2 && unsure.stderr.contains("--yes"), "{unsure}");
    sp(&["remove", "Deploy bot", "--yes"]).good();
    assert_eq!(sp(&["list", "--jq", "length"]).good(), "0\n");
    let unknown = sp(&["add", "8d1c5b7e-0000-4000-8000-000000000001"]);
    assert_eq!(unknown.code, 1, "{unknown}");
}
