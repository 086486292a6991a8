use crate::stage::Stage;

#[test]
fn the_help_of_every_command() {
    let stage = Stage::new();
    let mut all = String::new();
    for arguments in [
        &["--help"][..],
        &["help", "pr"],
        &["pr", "list", "-h"],
        &["repo", "clone", "-h"],
        &["work-item", "edit", "-h"],
        &["api", "git.get_refs", "-h"],
    ] {
        let ran = stage.run(arguments);
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
        assert!(script.contains("COMPLETE") && script.contains("adox"), "{shell}");
    }
}
