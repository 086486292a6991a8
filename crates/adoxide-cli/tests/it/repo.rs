use std::fs;
use std::path::Path;

use crate::stage::Stage;

/// All that git wrote down about a clone.
fn written(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text += &written(&path);
        } else if let Ok(content) = fs::read_to_string(&path) {
            text += &content;
        }
    }
    text
}

#[test]
fn the_life_of_a_repository() {
    let stage = Stage::new();
    let made = stage.run(&["repo", "create", "Storefront/größe & 50%", "--json"]).json();
    assert_eq!((&made["name"], &made["project"]["name"]), (&"größe & 50%".into(), &"Storefront".into()));
    let all = stage.run(&["repo", "list"]).json();
    let names: Vec<_> = all.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"größe & 50%"), "{names:?}");
    let table = stage.run(&["repo", "list", "-p", "storefront", "-o", "csv"]).good();
    assert!(table.starts_with("name,project,defaultBranch,size,id,"), "{table}");
    assert_eq!(table.lines().count(), names.len() + 1);
    for name in ["Storefront/größe & 50%", made["webUrl"].as_str().unwrap()] {
        let name = name.replace("http://EMULATOR", stage.url().trim_end_matches("/fabrikam"));
        assert_eq!(stage.run(&["repo", "show", &name]).json()["id"], made["id"]);
    }
    let delete = ["repo", "delete", "größe & 50%", "--project", "Storefront"];
    let ran = stage.run(&delete);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran}");
    assert!(ran.stderr.starts_with("error: this deletes Storefront/größe & 50% and"), "{ran}");
    stage.run(&[&delete[..], &["--yes"]].concat()).good();
    assert_eq!(stage.run(&["repo", "show", "Storefront/größe & 50%"]).code, 1);
    let deleted = stage.run(&["repo", "list", "--deleted", "-p", "Storefront"]).json();
    assert_eq!(deleted[0]["id"], made["id"]);
    let back = stage.run(&["repo", "restore", "Storefront/größe & 50%", "--json"]).json();
    assert_eq!(back["id"], made["id"]);
    let ran = stage.run(&["repo", "restore", "Storefront/größe & 50%"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stderr.contains("has no repository `größe & 50%`"), "{ran}");
}

#[test]
fn a_clone_has_everything_but_the_token() {
    let stage = Stage::new();
    let all = stage.run(&["repo", "list"]).json();
    let all = all.as_array().unwrap();
    let name = all.iter().find(|one| one["defaultBranch"].is_string()).unwrap()["name"].as_str().unwrap();
    let name = format!("Storefront/{name}");
    stage.run(&["repo", "clone", &name, "here", "--", "--depth", "1"]).good();
    assert!(stage.path("here/.git").is_dir());
    assert_eq!(stage.git("here", &["rev-list", "--count", "HEAD"]), "1");
    let config = fs::read_to_string(stage.path("here/.git/config")).unwrap();
    assert!(config.contains("/fabrikam/Storefront/_git/") && !config.contains("extraHeader"), "{config}");
    assert!(!config.contains('@'), "{config}");
    let written = written(&stage.path("here/.git"));
    assert!(!written.contains(&stage.emulator.token()) && !written.contains("Basic "));
    // In it, it is known which repository is meant.
    assert_eq!(
        stage.run_in("here", &["repo", "show"]).json()["webUrl"].as_str().unwrap().rsplit('/').next(),
        name.rsplit('/').next()
    );
    // There is something there already.
    let ran = stage.run(&["repo", "clone", &name, "here"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stderr.contains("error: git clone failed (exit code 128)"), "{ran}");
}

#[test]
fn a_repository_that_cannot_be_meant() {
    let stage = Stage::new();
    let mut all = String::new();
    for arguments in [
        &["show"][..],
        &["show", "web"],
        &["show", "Storefront/"],
        &["show", "Nowhere/web"],
        &["show", "Storefront/nowhere"],
        &["show", "Storefront/web", "--project", "Other"],
        &["show", "https://dev.azure.com/contoso/p/_git/r"],
        &["show", "git@github.com:rust-lang/rust.git"],
        &["clone", "https://evil.example/fabrikam/p/_git/r"],
        &["create", "Storefront/a:b"],
        &["list", "--deleted"],
    ] {
        let ran = stage.run(&[&["repo"], arguments].concat());
        assert_ne!(ran.code, 0, "{arguments:?}");
        all += &format!("> adox repo {}\n{ran}\n", arguments.join(" "));
    }
    insta::assert_snapshot!(all);
    assert!(stage.names().is_empty());
}

#[test]
fn permissions_are_listed_changed_and_removed() {
    let stage = Stage::new();
    stage.run(&["repo", "create", "Storefront/fresh"]).good();
    let permission = |verb: &str, more: &[&str]| {
        stage.run(&[&["repo", "permission", verb, "Storefront/fresh"], more].concat())
    };
    assert_eq!(permission("list", &[]).json(), serde_json::Value::Array(vec![]));
    let who = ["--who", "[Storefront]\\Contributors"];
    let said = permission(
        "set",
        &[&who[..], &["--allow", "CreateTag,genericread", "--deny", "ForcePush", "--json"]].concat(),
    );
    let said = said.json();
    assert_eq!((&said["allow"], &said["deny"]), (&"GenericRead, CreateTag".into(), &"ForcePush".into()));
    let listed = permission("list", &["-o", "table"]).good();
    assert!(listed.contains("[Storefront]\\Contributors  GenericRead, CreateTag  ForcePush"), "{listed}");
    let branch = ["--branch", "main"];
    assert_eq!(permission("list", &branch).json(), serde_json::Value::Array(vec![]));
    permission("set", &[&who[..], &branch, &["--deny", "PolicyExempt"]].concat()).good();
    assert_eq!(permission("list", &branch).json()[0]["deny"], "PolicyExempt");
    let ran = permission("remove", &who);
    assert!(ran.stderr.starts_with("Removed the explicit permissions of "), "{ran}");
    assert!(permission("remove", &who).stderr.contains("had no explicit permissions"));
    assert_eq!(permission("list", &branch).json().as_array().unwrap().len(), 1);
    for (wrong, why) in [
        (&["--who", "@me", "--allow", "Fly"][..], "error: expected a permission, got `Fly`"),
        (&["--who", "@me", "--allow", "ForcePush", "--deny", "ForcePush"], "error: ForcePush can't be both"),
        (&["--who", "@me"], "error: the following required arguments"),
        (&["--who", "nobody at all", "--allow", "ForcePush"], "error: "),
    ] {
        let ran = permission("set", wrong);
        assert!(ran.code != 0 && ran.stderr.starts_with(why), "{ran}");
    }
}
