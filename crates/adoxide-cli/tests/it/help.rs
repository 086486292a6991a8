use crate::stage::Stage;

#[test]
fn the_help_of_every_command() {
    let stage = Stage::new();
    let mut all = String::new();
    for arguments in [
        &["--help"][..],
        &["demo"],
        &["emulator"],
        &["emulator", "exec"],
        &["sync"],
        &["query"],
        &["pr"],
        &["pr", "list"],
        &["pr", "show"],
        &["pr", "create"],
        &["pr", "checkout"],
        &["pr", "diff"],
        &["pr", "comment"],
        &["pr", "vote"],
        &["pr", "complete"],
        &["pr", "abandon"],
        &["repo"],
        &["repo", "list"],
        &["repo", "create"],
        &["repo", "clone"],
        &["repo", "delete"],
        &["repo", "restore"],
        &["work-item"],
        &["work-item", "list"],
        &["work-item", "create"],
        &["work-item", "edit"],
        &["work-item", "comment"],
        &["work-item", "link"],
        &["wiql"],
        &["verify"],
        &["api"],
        &["auth", "status"],
        &["completions"],
    ] {
        let mut command = stage.command(arguments);
        if arguments != ["--help"] {
            command.arg("-h");
        }
        let ran = stage.ran(command);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        all += &format!("> adox {}\n{}\n", arguments.join(" "), ran.stdout);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn completions_of_every_shell() {
    let stage = Stage::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stage.run(&["completions", shell]).good();
        assert!(script.contains("emulator") && script.contains("adox"), "{shell}");
    }
}
