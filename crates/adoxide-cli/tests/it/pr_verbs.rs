//! What is done with a pull request between its creation and its end.

use serde_json::Value;

use crate::pr::clone;
use crate::stage::Stage;

/// A pull request from `topic` into `main` of a new repository, and its number.
fn create(stage: &Stage, arguments: &[&str]) -> String {
    clone(stage);
    let made = stage.run_in("web", &[&["pr", "create", "--json="], arguments].concat()).json();
    made["pullRequestId"].to_string()
}

/// Two approvals are needed for `main`, of whomever.
fn require_reviewers(stage: &Stage, count: i64) {
    let repository = stage.run(&["repo", "show", "Storefront/fresh", "--jq", ".id"]).good();
    let scope = format!(
        "{{\"repositoryId\":\"{}\",\"refName\":\"refs/heads/main\",\"matchKind\":\"exact\"}}",
        repository.trim_end()
    );
    let settings = format!(
        "settings:={{\"minimumApproverCount\":{count},\"creatorVoteCounts\":true,\"scope\":[{scope}]}}"
    );
    let kind = "type:={\"id\":\"fa4e907d-c16b-4a4c-9dfa-4906e5d171dd\"}";
    let create = ["api", "policy.create_policy_configuration", "-f", "project=Storefront"];
    let more = ["isEnabled:=true", "isBlocking:=true", kind, &settings];
    stage.run(&[&create[..], &more].concat()).good();
}

#[test]
fn a_draft_is_published_and_changed() {
    let stage = Stage::new();
    let number = create(&stage, &["--draft"]);
    let ran = stage.run_in("web", &["pr", "merge", "--wait"]);
    assert_eq!(
        ran.stderr,
        format!("error: pull request {number} is a draft\n\nhelp: `adox pr ready {number}` publishes it\n")
    );
    let ran = stage.run_in("web", &["pr", "ready"]);
    assert_eq!(ran.stderr, format!("Published pull request {number}.\n"));
    assert_eq!(ran.stdout, format!("http://EMULATOR/fabrikam/Storefront/_git/fresh/pullrequest/{number}\n"));
    stage.run_in("web", &["pr", "ready", "--undo"]).good();
    assert_eq!(stage.run_in("web", &["pr", "view", "--jq", ".isDraft"]).good(), "true\n");
    stage.run_in("web", &["pr", "ready", "topic"]).good();

    let item = stage
        .run(&["wi", "create", "-p", "Storefront", "-t", "Task", "--title", "Words", "--jq", ".id"])
        .good();
    let item = item.trim_end();
    let edit =
        ["pr", "edit", &number, "--title", "Two", "-d", "-", "--add-label", "words", "--add-work-item", item];
    stage.run_with_input(&[&edit[..], &["--add-reviewer", "@me"]].concat(), "*Why*").good();
    let shown = stage.run(&["pr", "show", &number]).json();
    assert_eq!((&shown["title"], &shown["description"]), (&"Two".into(), &"*Why*".into()));
    assert_eq!(shown["labels"][0]["name"], "words");
    assert_eq!(shown["reviewers"][0]["displayName"], "Ada Example");
    let items = stage.run(&["pr", "work-item", "list", &number, "-o", "tsv"]).good();
    assert!(items.contains(&format!("{item}\tTask\tWords\t")), "{items}");

    stage.run_in("web", &["pr", "label", "add", "one", "two"]).good();
    let labels = stage.run(&["pr", "label", "list", &number, "--jq", ".[].name"]).good();
    assert_eq!(labels.lines().count(), 3, "{labels}");
    let ran = stage.run(&["pr", "label", "remove", "words", "one", "--pr", &number]);
    assert_eq!(ran.stderr, format!("Removed labels from pull request {number}: words, one.\n"));
    stage.run_in("web", &["pr", "reviewer", "remove", "@me"]).good();
    assert_eq!(stage.run(&["pr", "reviewer", "list", &number]).json(), Value::Array(vec![]));
    stage.run_in("web", &["pr", "reviewer", "add", "@me", "--required"]).good();
    let reviewers = stage.run(&["pr", "reviewer", "list", &number, "-o", "csv"]).good();
    assert!(reviewers.contains("Ada Example,no vote,true"), "{reviewers}");
    let ran = stage.run(&["pr", "work-item", "remove", item, "--pr", &number]);
    assert_eq!(ran.code, 0, "{ran}");
    assert_eq!(stage.run(&["pr", "work-item", "list", &number]).json(), Value::Array(vec![]));
    assert_eq!(stage.run(&["pr", "edit", &number]).code, 2);

    let status = stage.run_in("web", &["pr", "status"]).json();
    assert_eq!(status["currentBranch"][0]["pullRequestId"].to_string(), number);
    assert!(
        status["createdByYou"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["pullRequestId"].as_i64() == number.parse().ok())
    );
    assert!(!status["waitingForYourReview"].as_array().unwrap().is_empty());
    stage.run_in("web", &["pr", "vote", "approve"]).good();
    let status = stage.run_in("web", &["pr", "status"]).json();
    let waiting = status["waitingForYourReview"].as_array().unwrap();
    assert!(!waiting.iter().any(|one| one["pullRequestId"].as_i64() == number.parse().ok()), "{status}");
}

#[test]
fn threads_are_answered_and_resolved() {
    let stage = Stage::new();
    let number = create(&stage, &[]);
    let comment = ["pr", "comment", "--file", "a.txt", "--line", "2", "-m", "Why?", "--jq", ".id"];
    let thread = stage.run_in("web", &comment).good();
    let thread = thread.trim_end();
    let ran = stage.run_in("web", &["pr", "comment", "-m", "In general"]);
    assert!(ran.stdout.contains(&format!("/pullrequest/{number}?discussionId=")), "{ran}");
    stage.run_in("web", &["pr", "thread", "reply", thread, "-m", "Because", "--resolve"]).good();
    let list = |more: &[&str]| {
        let arguments = [&["pr", "thread", "list", &number, "--jq", ".[].id"], more].concat();
        stage.run(&arguments).good().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(list(&["--status", "fixed"]), [thread]);
    assert_eq!(list(&[]).len(), 2);
    stage.run_in("web", &["pr", "thread", "reopen", thread]).good();
    assert_eq!(list(&["--status", "active"]).len(), 2);
    let ran = stage.run(&["pr", "thread", "resolve", thread, "--status", "wont-fix", "--pr", &number]);
    assert_eq!(ran.stderr, format!("Resolved thread {thread} of pull request {number}.\n"));
    let shown = stage.run_in("web", &["pr", "thread", "show", thread]).json();
    assert_eq!((&shown["status"], shown["comments"].as_array().unwrap().len()), (&"wontFix".into(), 2));
    let ran = stage.run_in("web", &["pr", "thread", "show", "999999"]);
    assert!(ran.stderr.starts_with(&format!("error: pull request {number} has no thread 999999\n")), "{ran}");
}

#[test]
fn completing_waits_for_policies_that_can_turn_green() {
    let stage = Stage::new();
    let number = create(&stage, &[]);
    require_reviewers(&stage, 1);
    let ran = stage.run_in("web", &["pr", "checks"]);
    assert_eq!((ran.code, &ran.stdout.contains("\"state\":\"pending\"")), (8, &true), "{ran}");
    let ran = stage.run_in("web", &["pr", "complete", "--now"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(
        ran.stderr.contains(&format!("help: `adox pr complete {number} --wait` waits for its policies")),
        "{ran}"
    );

    let mut waiting = stage.command(&["pr", "complete", "--wait", "--squash"]);
    let waiting = stage.spawn(waiting.current_dir(stage.path("web")));
    let mut watching = stage.command(&["pr", "checks", "--watch"]);
    let watching = stage.spawn(watching.current_dir(stage.path("web")));
    // It is on as soon as that begins to wait.
    while stage.run(&["pr", "show", &number, "--jq", ".autoCompleteSetBy.displayName"]).good()
        != "Ada Example\n"
    {}
    stage.run(&["pr", "vote", &number, "approve"]).good();
    let ran = stage.end(waiting);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stderr.contains(&format!("Merged pull request {number} as ")), "{ran}");
    let ran = stage.end(watching);
    assert!(ran.code == 0 && ran.stderr.contains("Minimum number of reviewers: pass (approved)\n"), "{ran}");
    let ran = stage.run(&["pr", "complete", &number]);
    assert_eq!(ran.stderr, format!("error: pull request {number} is completed already\n"));
}

#[test]
fn a_rejected_policy_ends_the_wait_and_leaves_auto_complete_on() {
    let stage = Stage::new();
    let number = create(&stage, &[]);
    require_reviewers(&stage, 1);
    stage.run(&["pr", "vote", &number, "reject"]).good();
    let ran = stage.run(&["pr", "complete", &number, "--wait"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(
        ran.stderr.contains(&format!(
            "error: pull request {number} is rejected by a policy: Minimum number of reviewers"
        )),
        "{ran}"
    );
    assert_eq!(stage.run(&["pr", "checks", &number]).code, 1);
    let set_by = || stage.run(&["pr", "show", &number, "--jq", ".autoCompleteSetBy.displayName"]).good();
    assert_eq!(set_by(), "Ada Example\n");
    stage.run(&["pr", "complete", &number, "--disable-auto"]).good();
    assert_eq!(set_by(), "null\n");
}

#[test]
fn the_target_is_merged_into_the_branch() {
    let stage = Stage::new();
    let number = create(&stage, &[]);
    stage.git("web", &["switch", "--quiet", "main"]);
    stage.write("web/other.txt", "other\n");
    stage.git("web", &["add", "."]);
    stage.git("web", &["commit", "--quiet", "--message", "Other"]);
    stage.git("web", &["push", "--quiet", "origin", "main"]);
    let ran = stage.run(&["pr", "update-branch", &number]);
    assert_eq!(ran.stderr, "Merged main into topic.\n");
    let ran = stage.run(&["pr", "update-branch", &number]);
    assert_eq!(ran.stderr, "The branch topic has all of main already.\n");
    stage.git("web", &["fetch", "--quiet"]);
    assert_eq!(
        stage.git("web", &["log", "-1", "--format=%s", "origin/topic"]),
        "Merge branch 'main' into topic"
    );
}

#[test]
fn a_merged_pull_request_is_reverted_and_picked() {
    let stage = Stage::new();
    let number = create(&stage, &[]);
    stage.git("web", &["push", "--quiet", "origin", "main:refs/heads/release"]);
    stage.run(&["pr", "complete", &number, "--wait", "--squash"]).good();
    let ran = stage.run(&["pr", "revert", &number]);
    assert!(ran.stdout.ends_with(&format!("/Storefront/_git/fresh?version=GBrevert/pr-{number}\n")), "{ran}");
    stage.run(&["pr", "cherry-pick", &number, "--onto", "release", "--branch", "picked"]).good();
    stage.git("web", &["fetch", "--quiet"]);
    let content = stage.git("web", &["show", &format!("origin/revert/pr-{number}:a.txt")]);
    assert_eq!(content, "one\ntwo\nthree");
    assert_eq!(stage.git("web", &["show", "origin/picked:a.txt"]), "one\n2\nthree");
}
