use crate::stage::{Ran, Stage};

/// A run with a configuration folder, and nothing set by the environment.
fn run(stage: &Stage, arguments: &[&str]) -> Ran {
    let mut command = stage.command(arguments);
    command.env_remove("ADOXIDE_ORG").env("ADOXIDE_CONFIG_DIR", stage.path("config"));
    stage.ran(command)
}

#[test]
fn a_key_is_set_read_and_removed_and_comments_stay() {
    let stage = Stage::new();
    assert_eq!(run(&stage, &["config", "path"]).good(), "FOLDER/config/config.toml\n");
    assert_eq!(run(&stage, &["config", "get", "organization"]).code, 1);
    std::fs::create_dir(stage.path("config")).unwrap();
    stage.write(
        "config/config.toml",
        "# Mine\npager = \"cat\"\n\n[profile.default]\n# Ours\nproject = \"Storefront\"\n",
    );
    let ran = run(&stage, &["config", "set", "organization", &stage.url()]);
    assert_eq!(ran.stderr, "Set organization in `FOLDER/config/config.toml`.\n");
    run(&stage, &["config", "set", "database", "other.db", "--profile", "work"]).good();
    run(&stage, &["config", "set", "alias.ls", "repo list --json name"]).good();
    let file = std::fs::read_to_string(stage.path("config/config.toml")).unwrap();
    assert_eq!(
        file.replace(&stage.url(), "URL"),
        "# Mine\npager = \"cat\"\n\n[profile.default]\n# Ours\nproject = \"Storefront\"\norganization = \"URL\"\n\n\
         [profile.work]\ndatabase = \"other.db\"\n\n[alias]\nls = \"repo list --json name\"\n"
    );
    assert_eq!(run(&stage, &["config", "get", "organization"]).good(), "http://EMULATOR/fabrikam\n");
    let work = run(&stage, &["config", "get", "database", "--profile", "work"]).good();
    assert_eq!(work, "FOLDER/config/other.db\n");
    let listed = run(&stage, &["config", "list", "-o", "csv"]).good();
    assert!(
        listed.contains("project,Storefront,the profile default of `FOLDER/config/config.toml`"),
        "{listed}"
    );
    assert!(listed.contains("alias.ls,repo list --json name,`FOLDER/config/config.toml`"), "{listed}");
    // The default profile names the project, so that the alias lists its repositories.
    let by_alias = run(&stage, &["ls", "--limit", "1"]).good();
    assert!(by_alias.starts_with("[\n{\"name\":"), "{by_alias}");
    run(&stage, &["config", "unset", "alias.ls"]).good();
    assert_eq!(run(&stage, &["ls"]).code, 2);
    assert_eq!(run(&stage, &["config", "get", "alias.ls"]).code, 1);
}

#[test]
fn what_cannot_be_configured_says_why() {
    let stage = Stage::new();
    let mut all = String::new();
    for arguments in [
        &["get", "organisation"][..],
        &["set", "pager", "less", "--profile", "work"],
        &["set", "alias.pr", "repo list"],
        &["set", "organization", "my org"],
        &["set", "project", ""],
    ] {
        let ran = run(&stage, &[&["config"], arguments].concat());
        assert_eq!(ran.code, 2, "{ran}");
        all += &format!("> adox config {}\n{ran}\n", arguments.join(" "));
    }
    std::fs::create_dir(stage.path("config")).unwrap();
    stage.write("config/config.toml", "[profile.default]\norganisation = \"contoso\"\n");
    let ran = run(&stage, &["config", "list"]);
    all += &format!("> adox config list\n{ran}\n");
    insta::assert_snapshot!(all);
    assert!(!stage.path("config/config.toml.tmp").exists());
}

#[test]
fn help_explains_commands_and_topics() {
    let stage = Stage::new();
    assert!(run(&stage, &["help", "pr", "view"]).good().starts_with("Show a pull request\n"));
    let environment = run(&stage, &["help", "environment"]).good();
    for name in ["ADOXIDE_ORG", "AZURE_DEVOPS_EXT_PAT", "AZURE_CLIENT_SECRET", "ADOXIDE_PAGER", "NO_COLOR"] {
        assert!(environment.contains(&format!("\n  {name}\n")), "{name}: {environment}");
    }
    assert!(environment.lines().all(|line| line.chars().count() <= 80), "{environment}");
    assert!(run(&stage, &["help", "formatting"]).good().contains("--jq"));
    let ran = run(&stage, &["help", "pr", "nothing"]);
    assert_eq!(
        ran.stderr,
        "error: `adox pr` has no command `nothing`\n\nhelp: `adox pr --help` lists its commands\n"
    );
}

#[test]
fn a_shell_completes_commands_and_names_of_the_organization() {
    let stage = Stage::new();
    let complete = |words: &[&str]| {
        let mut arguments = vec!["--", "adox"];
        arguments.extend(words);
        let mut command = stage.command(&arguments);
        command.env("COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", words.len().to_string());
        command.env("_CLAP_IFS", "\n").env("_CLAP_COMPLETE_COMP_TYPE", "9");
        command.env("_CLAP_COMPLETE_SPACE", "false");
        stage.ran(command).good()
    };
    assert!(complete(&["pr", "che"]).contains("checkout"), "{}", complete(&["pr", "che"]));
    assert!(complete(&["repo", "show", "Storefront/"]).contains("Storefront/web"));
    assert!(complete(&["api", "git.get_rep"]).contains("git.get_repositories"));
}
