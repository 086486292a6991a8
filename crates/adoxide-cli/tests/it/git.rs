//! The real git in clones: its credential comes from adox, and its remotes are understood.

use std::fs;

use crate::stage::Stage;

/// A clone of a new repository with one commit on `main`, pushed by git alone.
fn clone(stage: &Stage) {
    stage.run(&["repo", "create", "Storefront/fresh"]).good();
    stage.run(&["repo", "clone", "Storefront/fresh", "web"]).good();
    stage.git_alone("web", &["switch", "--quiet", "--create", "main"]).good();
    stage.write("web/a.txt", "one\n");
    stage.git_alone("web", &["add", "."]).good();
    stage.git_alone("web", &["commit", "--quiet", "--message", "First"]).good();
    stage.git_alone("web", &["push", "--quiet", "--set-upstream", "origin", "main"]).good();
}

#[test]
fn a_clone_pushes_and_fetches_with_the_credential_of_adox_and_has_no_token() {
    let stage = Stage::new();
    clone(&stage);
    stage.git_alone("web", &["fetch", "origin"]).good();
    stage.git_alone("web", &["ls-remote", "--exit-code", "origin", "main"]).good();
    let config = fs::read_to_string(stage.path("web/.git/config")).unwrap();
    assert!(config.contains("auth git-credential --organization"), "{config}");
    assert!(!config.contains(&stage.emulator.token()), "{config}");
    // A profile and a file of a token stay with the clone.
    stage.write("my token", stage.emulator.token());
    stage.run(&["repo", "clone", "Storefront/fresh", "other", "--token-file", "my token"]).good();
    let mut command = std::process::Command::new("git");
    command.args(["fetch"]).current_dir(stage.path("other")).env("HOME", stage.path("home"));
    command.env("GIT_TERMINAL_PROMPT", "0").env("NO_PROXY", "*").env_remove("ADOXIDE_PAT");
    stage.ran(command).good();
}

#[test]
fn git_is_set_up_for_one_organization_and_told_nothing_about_others() {
    let stage = Stage::new();
    fs::create_dir(stage.path("home")).unwrap();
    stage.run(&["auth", "setup-git"]).good();
    stage.run(&["auth", "setup-git"]).good();
    let config = fs::read_to_string(stage.path("home/.gitconfig")).unwrap();
    assert_eq!(config.matches("helper").count(), 2, "{config}");
    let asked = |url: &str| {
        let (protocol, rest) = url.split_once("://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        let text = format!("protocol={protocol}\nhost={host}\npath={path}\n\n");
        let mut command = stage.command(&["auth", "git-credential", "get"]);
        let mut child = stage.spawn(command.stdin(std::process::Stdio::piped()));
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
        // Not by way of the stage, which sees to it that nothing prints a token.
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let ours = asked(&format!("{}/Storefront/_git/web", stage.url()));
    assert_eq!(ours, format!("username=adox\npassword={}\n", stage.emulator.token()));
    for other in [
        "http://127.0.0.1:1/fabrikam/Storefront/_git/web".to_owned(),
        "https://evil.example/fabrikam/Storefront/_git/web".to_owned(),
        "https://github.com/rust-lang/rust".to_owned(),
        "https://dev.azure.com/contoso/p/_git/r".to_owned(),
        format!("{}other/Storefront/_git/web", stage.url()),
    ] {
        assert_eq!(asked(&other), "", "{other}");
    }
}

#[test]
fn a_branch_that_is_not_pushed_is_named_and_pushed_on_demand() {
    let stage = Stage::new();
    clone(&stage);
    let ran = stage.run_in("web", &["pr", "create"]);
    assert_eq!(
        ran.stderr.lines().next(),
        Some("error: the source and the target are the same branch, main"),
        "{ran}"
    );
    stage.git_alone("web", &["switch", "--quiet", "--create", "feat/x"]).good();
    for (text, message) in [("two\n", "Say two\n\nBecause of one."), ("three\n", "Say three")] {
        stage.write("web/a.txt", text);
        stage.git_alone("web", &["commit", "--quiet", "--all", "--message", message]).good();
    }
    let ran = stage.run_in("web", &["pr", "create"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert_eq!(
        ran.stderr,
        "error: the branch feat/x is not on the server\n\nhelp: add --push, or push it: git push -u origin feat/x\n"
    );
    let ran = stage.run_in("web", &["pr", "create", "--source", "nope", "--title", "t"]);
    assert!(ran.stderr.starts_with("error: the branch nope is not on the server\n"), "{ran}");
    let made = stage.run_in("web", &["pr", "create", "--push", "--fill", "--json"]).json();
    assert_eq!((&made["title"], &made["description"]), (&"Say two".into(), &"- Say two\n- Say three".into()));
    assert_eq!(stage.git("web", &["rev-parse", "--abbrev-ref", "@{upstream}"]), "origin/feat/x");
    // It exists, and its branch goes on.
    let ran = stage.run_in("web", &["pr", "create"]);
    let number = &made["pullRequestId"];
    assert!(
        ran.stderr
            .starts_with(&format!("error: pull request {number} from feat/x into main exists already\n")),
        "{ran}"
    );
    assert!(ran.stderr.contains(&format!("/Storefront/_git/fresh/pullrequest/{number}")), "{ran}");
    stage.run_in("web", &["pr", "abandon"]).good();
    stage.write("web/a.txt", "four\n");
    stage.git_alone("web", &["commit", "--quiet", "--all", "--message", "Say four"]).good();
    let ran = stage.run_in("web", &["pr", "create"]);
    assert!(ran.stderr.starts_with("warning: 1 commit of feat/x not pushed yet; --push pushes\n"), "{ran}");
}

#[test]
fn remotes_are_resolved_as_git_does() {
    let stage = Stage::new();
    clone(&stage);
    let remote = |url: &str| stage.git("web", &["remote", "set-url", "origin", url]);
    let project = |expected: &str| {
        let ran = stage.run_in("web", &["repo", "show", "--json", "name"]);
        assert!(ran.stdout.contains("\"fresh\""), "{expected}: {ran}");
    };
    let host = stage.url().split('/').nth(2).unwrap().split(':').next().unwrap().to_owned();
    for url in [
        format!("{}/Storefront/Team/_git/fresh", stage.url()),
        format!("ssh://git@{host}:22/fabrikam/Storefront/_git/fresh"),
        format!("git@{host}:fabrikam/Storefront/_ssh/fresh"),
    ] {
        remote(&url);
        project(&url);
    }
    stage.git("web", &["config", &format!("url.{}/.insteadOf", stage.url()), "ado:"]);
    remote("ado:Storefront/_git/fresh");
    project("insteadOf");
}
