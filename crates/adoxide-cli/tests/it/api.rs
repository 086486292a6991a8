use serde_json::{Value, json};

use crate::stage::Stage;

#[test]
fn an_operation_by_its_name_and_anything_by_its_path() {
    let stage = Stage::new();
    let by_name = stage.run(&["api", "Git.GetRepositories", "--project", "Storefront"]).json();
    let by_path = stage.run(&["api", "/Storefront/_apis/git/repositories?api-version=7.1"]).json();
    assert_eq!(by_name, by_path);
    let by_url = stage.run(&["api", &format!("{}/_apis/connectionData", stage.url())]).json();
    assert_eq!(by_url["authenticatedUser"]["providerDisplayName"], "Ada Example");
    let name = by_name["value"][0]["name"].as_str().unwrap();
    // A parameter in every form.
    for arguments in [["--repository-id", name], ["--repositoryId", name]] {
        let refs = stage.run(&[&["api", "get_refs", "project=Storefront"][..], &arguments].concat()).json();
        assert!(refs["count"].as_i64().unwrap() > 0);
    }
    let field = format!("repository_id={name}");
    let refs = stage.run(&["api", "get_refs", "-f", "project=Storefront", "-f", &field, "top:=1"]).json();
    assert_eq!(refs["count"], 1);
}

#[test]
fn a_body_by_fields_or_from_a_file() {
    let stage = Stage::new();
    let repository =
        stage.run(&["api", "create_repository", "--project", "Storefront", "name=größe & 50% off"]).json();
    assert_eq!(repository["name"], "größe & 50% off");
    stage.write("body.json", json!({ "name": "from a file" }).to_string());
    let create = ["api", "git.create_repository", "--project", "Storefront", "--input"];
    assert_eq!(stage.run(&[&create[..], &["body.json"]].concat()).json()["name"], "from a file");
    let ran = stage.run_with_input(&[&create[..], &["-"]].concat(), r#"{"name": "from stdin"}"#);
    assert_eq!(ran.json()["name"], "from stdin");
    let path = "Storefront/_apis/git/repositories";
    let ran = stage.run(&["api", path, "--api-version", "7.1", "name=by path"]);
    assert_eq!(ran.json()["name"], "by path");
    let id = repository["id"].as_str().unwrap();
    // By its name, which has all that has to be escaped.
    let ran = stage.run(&[
        "api",
        "git.get_repository",
        "--project",
        "Storefront",
        "--repository-id",
        "größe & 50% off",
    ]);
    assert_eq!(ran.json()["id"], id);
    let ran = stage.run(&["api", &format!("{path}/{id}?api-version=7.1"), "-X", "delete"]);
    assert_eq!(ran.good(), "");
}

#[test]
fn all_pages_of_a_list() {
    let stage = Stage::new();
    let repositories = stage.run(&["api", "get_repositories"]).json();
    let id = repositories["value"][0]["id"].as_str().unwrap();
    let refs = ["api", "get_refs", "--repository-id", id, "--top", "1", "--paginate"];
    let all = stage.run(&["api", "get_refs", "--repository-id", id]).json();
    stage.emulator.clear_requests();
    assert_eq!(stage.run(&refs).json(), all["value"]);
    assert_eq!(stage.emulator.requests().len(), all["value"].as_array().unwrap().len());
    let lines = stage.run(&[&refs[..], &["--output", "jsonl"]].concat()).good();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::from(lines), all["value"]);
    // By its path, too.
    let path = format!("_apis/git/repositories/{id}/refs?$top=1&api-version=7.1");
    assert_eq!(stage.run(&["api", &path, "--paginate"]).json(), all["value"]);
}

#[test]
fn status_headers_and_bytes() {
    let stage = Stage::new();
    let text = stage.run(&["api", "-i", "core.get_projects"]).good();
    let (head, body) = text.split_once("\n\n").unwrap();
    assert!(head.starts_with("200 OK\n") && head.contains("\ncontent-type: application/json"), "{head}");
    assert_eq!(serde_json::from_str::<Value>(body).unwrap()["count"], 1);

    let repositories = stage.run(&["api", "get_repositories"]).json();
    let repositories = repositories["value"].as_array().unwrap();
    let id =
        repositories.iter().find(|one| one["defaultBranch"].is_string()).unwrap()["id"].as_str().unwrap();
    let item = ["api", "git.get_item", "--repository-id", id, "--project", "Storefront"];
    let content = stage.run(&[&item[..], &["--path", "README.md", "include-content=true"]].concat()).json();
    let readme = ["--path", "README.md", "-H", "Accept: application/octet-stream"];
    assert_eq!(stage.run(&[&item[..], &readme].concat()).good(), content["content"].as_str().unwrap());
    let zip = ["--path", "/", "-H", "Accept: application/zip", "--output-file", "all.zip"];
    assert_eq!(stage.run(&[&item[..], &zip].concat()).good(), "");
    assert!(std::fs::read(stage.path("all.zip")).unwrap().starts_with(b"PK"));
    // A file is there in whole or not at all.
    let ran = stage.run(&["api", "_apis/projects/nowhere", "--output-file", "none"]);
    assert_eq!(ran.code, 1);
    assert_eq!(stage.names(), ["all.zip"]);
}

#[test]
fn operations_are_listed_and_explained() {
    let stage = Stage::new();
    let found = stage.run(&["api", "--list", "pull request", "threads"]).json();
    let names: Vec<_> =
        found.as_array().unwrap().iter().map(|one| one["operation"].as_str().unwrap()).collect();
    assert!(names.contains(&"git.get_threads"), "{names:?}");
    assert!(stage.run(&["api", "--list"]).json().as_array().unwrap().len() > 1_000);
    insta::assert_snapshot!(stage.run(&["api", "git.get_refs", "--help"]));
}

#[test]
fn a_wrong_call_says_what_is_right() {
    let stage = Stage::new();
    let mut all = String::new();
    for arguments in [
        &["get_repositorys"][..],
        &["get_repositorys", "--project", "Storefront"],
        &["items_batch"],
        &["git.get_refs"],
        &["git.get_refs", "--repository-id", "a", "filer=b"],
        &["git.get_refs", "--repository-id", "a", "--repository-id", "b"],
        &["git.get_refs", "--repository-id", ""],
        &["git.get_refs", "--repository-id", ".."],
        &["git.get_refs", "--repository-id", "nowhere", "--project", "Storefront"],
        &["git.get_refs", "-X", "POST", "repositoryId=a"],
        &["core.get_projects", "nonsense"],
        &["core.get_projects", "a:=b"],
        &["core.get_projects", "a=@nowhere"],
        &["core.get_projects", "--api-version", "99.0"],
        &["core.get_projects", "-H", "Authorization: Basic x"],
        &["core.get_projects", "-H", "nonsense"],
        &["core.get_projects", "--output", "csv"],
        &["core.get_projects", "--output-file", "nowhere/file"],
        &["core.get_projects", "--output-file", "."],
        &["git.create_repository", "--project", "Storefront", "--input", "nowhere"],
        &["_apis/nonsense"],
        &["../_apis/projects"],
        &["https://example.com/_apis/projects"],
        &["--list", "nonsense"],
        &[],
    ] {
        let ran = stage.run(&[&["api"], arguments].concat());
        assert_ne!(ran.code, 0, "{arguments:?}");
        all += &format!("> adox api {}\n{ran}\n", arguments.join(" "));
    }
    insta::assert_snapshot!(all);
}
