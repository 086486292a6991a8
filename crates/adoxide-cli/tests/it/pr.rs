use std::fs;

use serde_json::Value;

use crate::stage::Stage;

/// A clone of a new repository in the folder `web`, on the branch `topic`, which is pushed.
pub fn clone(stage: &Stage) {
    stage.run(&["repo", "create", "Storefront/fresh"]).good();
    stage.run(&["repo", "clone", "Storefront/fresh", "web"]).good();
    stage.git("web", &["switch", "--quiet", "--create", "main"]);
    stage.write("web/a.txt", "one\ntwo\nthree\n");
    stage.write("web/gone.txt", "gone\n");
    stage.git("web", &["add", "."]);
    stage.git("web", &["commit", "--quiet", "--message", "First"]);
    stage.git("web", &["push", "--quiet", "origin", "main"]);
    stage.git("web", &["switch", "--quiet", "--create", "topic"]);
    stage.write("web/a.txt", "one\n2\nthree\n");
    stage.write("web/new.txt", "new");
    fs::remove_file(stage.path("web/gone.txt")).unwrap();
    stage.git("web", &["add", "--all"]);
    stage.git("web", &["commit", "--quiet", "--message", "Say 2"]);
    stage.git("web", &["push", "--quiet", "origin", "topic"]);
}

fn field<'a>(json: &'a Value, pointer: &str) -> &'a str {
    json.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer} in {json}"))
}

#[test]
fn the_life_of_a_pull_request() {
    let stage = Stage::new();
    clone(&stage);
    let made =
        stage.run_in("web", &["pr", "create", "--description", "*Two*", "--label", "words", "--json"]).json();
    assert_eq!((field(&made, "/title"), field(&made, "/targetRefName")), ("Say 2", "refs/heads/main"));
    let number = made["pullRequestId"].as_i64().unwrap().to_string();

    let listed = stage.run_in("web", &["pr", "list", "--creator", "@me"]).json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["pullRequestId"], made["pullRequestId"]);
    let table = stage.run_in("web", &["pr", "list", "-o", "table"]).good();
    assert!(table.contains("Say 2  active  Ada Example  topic   main    fresh"), "{table}");
    assert_eq!(stage.run_in("web", &["pr", "list", "--target", "other"]).json(), Value::Array(vec![]));
    let project = stage.run(&["pr", "list", "-p", "Storefront", "-s", "all"]).json();
    let limited = stage.run(&["pr", "list", "-p", "Storefront", "-s", "all", "--limit", "1"]).json();
    assert_eq!(limited[0], project[0]);
    assert_eq!(limited.as_array().unwrap().len(), 1);

    // By its branch, its number and its URL.
    let url = format!("{}/Storefront/_git/fresh/pullrequest/{number}?_a=files", stage.url());
    assert_eq!(field(&stage.run_in("web", &["pr", "show"]).json(), "/description"), "*Two*");
    for name in [&number, &url] {
        assert_eq!(field(&stage.run(&["pr", "show", name]).json(), "/title"), "Say 2");
    }

    let files = stage.run_in("web", &["pr", "diff", "--files", "-o", "tsv"]).good();
    assert_eq!(
        files,
        "changeType\tpath\toriginalPath\nedit\t/a.txt\t\ndelete\t/gone.txt\t/gone.txt\nadd\t/new.txt\t\n"
    );

    let thread = stage
        .run_in("web", &["pr", "comment", "--file", "a.txt", "--line", "2", "-m", "Why?", "--json"])
        .json();
    let id = thread["id"].as_i64().unwrap().to_string();
    let reply = ["pr", "comment", &number, "--reply-to", &id, "-m", "-"];
    stage.run_with_input(&reply, "It is shorter.").good();
    let threads = stage.run(&["pr", "show", &number, "--comments", "-o", "csv"]).good();
    assert!(threads.contains("/a.txt,2,Ada Example,\"Why?\nIt is shorter.\""), "{threads}");

    stage.run(&["pr", "vote", &number, "approve", "--comment", "Good"]).good();
    let shown = stage.run_in("web", &["pr", "show", "-o", "table"]).good();
    assert!(shown.contains("Ada Example (approved)"), "{shown}");
    stage.run_in("web", &["pr", "review", "none"]).good();

    assert_eq!(field(&stage.run_in("web", &["pr", "abandon", "--json"]).json(), "/status"), "abandoned");
    let ran = stage.run_in("web", &["pr", "show"]);
    assert!(ran.stderr.starts_with("error: the branch topic has no active pull request"), "{ran}");
    let ran = stage.run(&["pr", "complete", &number, "--wait"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stderr.contains("is abandoned"), "{ran}");
    assert_eq!(field(&stage.run(&["pr", "reactivate", &number, "--json"]).json(), "/status"), "active");

    let complete = ["pr", "complete", "--wait", "--squash", "--delete-source", "-m", "Two", "--json"];
    let done = stage.run_in("web", &complete);
    assert!(done.stderr.starts_with(&format!("Merged pull request {number} as ")), "{done}");
    assert_eq!(field(&done.json(), "/status"), "completed");
    stage.git("web", &["fetch", "--quiet", "--prune"]);
    assert_eq!(stage.git("web", &["log", "--format=%s", "origin/main"]), "Two\nFirst");
    assert_eq!(stage.git("web", &["branch", "--remotes", "--list", "origin/topic"]), "");
}

#[test]
fn a_pull_request_is_checked_out() {
    let stage = Stage::new();
    clone(&stage);
    let made = stage.run_in("web", &["pr", "create", "--json"]).json();
    let number = made["pullRequestId"].as_i64().unwrap().to_string();
    stage.run(&["repo", "clone", "Storefront/fresh", "other"]).good();
    for _ in 0..2 {
        let ran = stage.run_in("other", &["pr", "checkout", &number]);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{ran}");
        assert_eq!(stage.git("other", &["log", "-1", "--format=%s %D"]), "Say 2 HEAD -> topic, origin/topic");
        stage.git("other", &["switch", "--quiet", "main"]);
    }
    let config = fs::read_to_string(stage.path("other/.git/config")).unwrap();
    assert!(config.contains("[branch \"topic\"]\n\tremote = origin"), "{config}");
    let ran = stage.run(&["pr", "checkout", &number]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.starts_with("error: this folder is not a clone of a repository"), "{ran}");
}

#[test]
fn a_pull_request_of_a_fork_is_checked_out() {
    let stage = Stage::new();
    clone(&stage);
    let id = |made: &Value| field(made, "/id").to_owned();
    let fresh = id(&stage.run(&["repo", "show", "Storefront/fresh"]).json());
    let parent = format!("parentRepository:={{\"id\":\"{fresh}\"}}");
    let create = ["api", "git.create_repository", "--project", "Storefront", "name=fork", &parent];
    let fork = id(&stage.run(&create).json());
    let syncs =
        ["api", "git.get_fork_sync_requests", "--project", "Storefront", "--repository-name-or-id", &fork];
    while field(&stage.run(&syncs).json(), "/value/0/status") != "completed" {}
    stage.run(&["repo", "clone", "Storefront/fork", "fork"]).good();
    let push = |text: &str, message: &str| {
        stage.write("fork/a.txt", text);
        stage.git("fork", &["commit", "--quiet", "--all", "--message", message]);
        stage.git("fork", &["push", "--quiet", "origin", "topic"]);
    };
    // The branch of the fork is called as one that is here.
    stage.git("fork", &["switch", "--quiet", "topic"]);
    push("one\nzwei\nthree\n", "Say zwei");
    let source = format!("forkSource:={{\"repository\":{{\"id\":\"{fork}\"}}}}");
    let made = stage.run(&[
        "api",
        "git.create_pull_request",
        "--project",
        "Storefront",
        "--repository-id",
        &fresh,
        "sourceRefName=refs/heads/topic",
        "targetRefName=refs/heads/main",
        "title=From afar",
        &source,
    ]);
    let number = made.json()["pullRequestId"].as_i64().unwrap().to_string();
    let here = stage.git("web", &["rev-parse", "topic"]);
    let checkout = |expected: &str| {
        let ran = stage.run_in("web", &["pr", "checkout", &number]);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{ran}");
        let seen = stage.git("web", &["log", "-1", "--format=%s %D"]);
        assert_eq!(seen, format!("{expected} HEAD -> pull/{number}/topic"));
        stage.git("web", &["switch", "--quiet", "main"]);
    };
    checkout("Say zwei");
    checkout("Say zwei");
    push("one\ndeux\nthree\n", "Say deux");
    checkout("Say deux");
    assert_eq!(stage.git("web", &["rev-parse", "topic"]), here);
    // What git pulls into the branch comes from the fork.
    let configured = |key: &str| {
        let key = format!("branch.pull/{number}/topic.{key}");
        stage.git("web", &["config", "--get", &key])
    };
    assert_eq!(configured("merge"), "refs/heads/topic");
    assert!(configured("remote").ends_with("/Storefront/_git/fork"), "{}", configured("remote"));
    // In a clone of the fork there is no such pull request.
    let ran = stage.run_in("fork", &["pr", "checkout", &number]);
    assert!(ran.stderr.starts_with("error: pull request "), "{ran}");
}

#[test]
fn a_pull_request_that_completes_itself() {
    let stage = Stage::new();
    clone(&stage);
    let made = stage.run_in("web", &["pr", "create", "--draft", "--json"]).json();
    assert_eq!(made["isDraft"], true);
    let ran = stage.run_in("web", &["pr", "complete"]);
    assert!(ran.stderr.contains("is a draft"), "{ran}");
    let number = made["pullRequestId"].to_string();
    stage
        .run(&[
            "api",
            "update_pull_request",
            "repositoryId=fresh",
            "project=Storefront",
            &format!("pullRequestId={number}"),
            "isDraft:=false",
        ])
        .good();
    let done = stage.run_in("web", &["pr", "complete", "--json"]);
    assert!(done.stderr.contains("completes when") || done.stderr.contains("Completed"), "{done}");
    assert_eq!(field(&done.json(), "/autoCompleteSetBy/displayName"), "Ada Example");
}

#[test]
fn a_pull_request_that_cannot_be_meant() {
    let stage = Stage::new();
    let mut all = String::new();
    for arguments in [
        &["list"][..],
        &["list", "--limit", "0"],
        &["list", "-p", "Storefront", "--creator", "nobody at all"],
        &["show"],
        &["show", "0"],
        &["show", "99999"],
        &["show", "abc"],
        &["show", "https://dev.azure.com/contoso/p/_git/r/pullrequest/1"],
        &["vote", "1", "maybe"],
        &["vote"],
        &["comment", "1", "-m", " "],
        &["comment", "1", "-m", "a", "--line", "1"],
        &["create", "-p", "Storefront"],
        &["create", "-r", "Storefront/nowhere", "--source", "a", "--title", "b"],
    ] {
        let ran = stage.run(&[&["pr"], arguments].concat());
        assert_ne!(ran.code, 0, "{arguments:?}");
        all += &format!("> adox pr {}\n{ran}\n", arguments.join(" "));
    }
    insta::assert_snapshot!(all);
}
