//! Signing in: every way against the emulator's directory, and what is stored of it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use crate::stage::{Ran, Stage};

/// The program with nothing set but the organization: no token in the environment.
fn command(stage: &Stage, arguments: &[&str]) -> Command {
    let mut command = stage.command(arguments);
    command.env_remove("ADOXIDE_PAT").env("AZURE_AUTHORITY_HOST", stage.url().trim_end_matches("/fabrikam"));
    command
}

fn run(stage: &Stage, arguments: &[&str]) -> Ran {
    stage.ran(command(stage, arguments))
}

fn with_input(stage: &Stage, arguments: &[&str], input: &str) -> Ran {
    let mut child = stage.spawn(command(stage, arguments).stdin(Stdio::piped()));
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    stage.end(child)
}

/// All that is written below the home of the stage.
fn written(folder: &std::path::Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all += &written(&path);
        } else {
            all += &String::from_utf8_lossy(&std::fs::read(&path).unwrap());
        }
    }
    all
}

#[test]
fn a_token_is_verified_stored_encrypted_used_and_removed() {
    let stage = Stage::new();
    let ran = run(&stage, &["repo", "list"]);
    assert_eq!(ran.code, 4, "{ran}");
    assert!(ran.stderr.contains("help: sign in with `adox auth login`"), "{ran}");
    let wrong = with_input(&stage, &["auth", "login", "--with-token"], &"a".repeat(52));
    assert_eq!(wrong.code, 4, "{wrong}");
    assert!(!stage.path("home/.config/adoxide/logins.json").exists());

    let token = stage.emulator.token();
    let ran = with_input(&stage, &["auth", "login", "--with-token"], &format!("{token}\n"));
    assert_eq!(
        ran.stderr,
        "Signed in to http://EMULATOR/fabrikam as Ada Example (ada@fabrikam.example).\n\
         The credential is stored in `FOLDER/home/.config/adoxide/credentials`, encrypted.\n\
         Its key is `FOLDER/home/.local/share/adoxide/key`: whoever can read both can use it.\n"
    );
    assert!(!written(&stage.path("home")).contains(&token));
    #[cfg(unix)]
    for file in ["home/.config/adoxide/credentials", "home/.local/share/adoxide/key"] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(stage.path(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    run(&stage, &["repo", "list"]).good();
    let status = run(&stage, &["auth", "status"]).json();
    let source = "the sign-in of Ada Example (ada@fabrikam.example) (adox auth login)";
    assert_eq!(status[0]["credentialSource"], source);
    let listed = run(&stage, &["auth", "list", "-o", "csv"]).good();
    assert!(
        listed.contains(
            "http://emulator/fabrikam,default,Ada Example (ada@fabrikam.example),personal access token,file"
        ) || listed.contains("fabrikam,default,Ada Example"),
        "{listed}"
    );
    // What the environment says is stronger.
    let mut other = command(&stage, &["repo", "list"]);
    other.env("ADOXIDE_PAT", "a".repeat(52));
    assert_eq!(stage.ran(other).code, 4);

    let ran = run(&stage, &["auth", "logout"]);
    assert!(ran.stderr.contains("where you were Ada Example"), "{ran}");
    assert_eq!(run(&stage, &["repo", "list"]).code, 4);
    let ran = run(&stage, &["auth", "logout"]);
    assert!(ran.code == 1 && ran.stderr.starts_with("error: nobody is signed in to "), "{ran}");
}

#[test]
fn a_person_signs_in_with_a_code_and_git_with_them() {
    let stage = Stage::new();
    let ran = run(&stage, &["auth", "login", "--device"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(
        ran.stderr.starts_with(
            "Open http://EMULATOR/devicelogin in a browser on any device, and enter the code EMULATOR1.\n\
             Signed in to http://EMULATOR/fabrikam as Ada Example (ada@fabrikam.example).\n"
        ),
        "{ran}"
    );
    assert!(!written(&stage.path("home")).contains("eyJ"));
    // The access token is kept: one exchange is enough for many commands.
    run(&stage, &["repo", "create", "Storefront/fresh"]).good();
    run(&stage, &["repo", "clone", "Storefront/fresh", "web"]).good();
    stage.write("web/a.txt", "one\n");
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]).args(arguments);
        git.current_dir(stage.path("web")).env("HOME", stage.path("home")).env("GIT_TERMINAL_PROMPT", "0");
        git.env("ADOXIDE_CREDENTIAL_STORE", "file").env("NO_PROXY", "*").env_remove("ADOXIDE_PAT");
        stage.ran(git).good()
    };
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "First"]);
    git(&["push", "--quiet", "origin", "HEAD:refs/heads/main"]);
    let token = command(&stage, &["auth", "token"]).output().unwrap();
    assert!(token.stdout.starts_with(b"eyJ"));
    let exchanges =
        stage.emulator.requests().into_iter().filter(|request| request.path.ends_with("/oauth2/v2.0/token"));
    assert!(exchanges.count() <= 2, "one answer may be that the code is not entered yet");
}

/// What a browser does: it follows redirects.
fn browse(url: &str) -> String {
    let mut url = url.to_owned();
    loop {
        let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap_or((&url, ""));
        let mut stream = TcpStream::connect(host.replace("localhost", "127.0.0.1")).unwrap();
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let location = answer.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("location").then(|| value.to_owned())
        });
        match location {
            Some(location) => url = location.replace("/?", "?").replacen('?', "/?", 1),
            None => return answer,
        }
    }
}

#[test]
#[cfg(unix)]
fn a_person_signs_in_in_a_browser() {
    use std::os::unix::fs::PermissionsExt as _;

    let stage = Stage::new();
    stage.write("browser", "#!/bin/sh\nprintf '%s' \"$1\" > url.part && mv url.part url\n");
    std::fs::set_permissions(stage.path("browser"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut login = command(&stage, &["auth", "login", "--web"]);
    let login = stage.spawn(login.env("BROWSER", stage.path("browser")));
    let url = loop {
        if let Ok(url) = std::fs::read_to_string(stage.path("url")) {
            break url;
        }
    };
    assert!(
        url.contains("code_challenge_method=S256") && url.contains("redirect_uri=http%3A%2F%2Flocalhost%3A"),
        "{url}"
    );
    // A redirect of somebody else's sign-in is not taken.
    let redirect = url.split("redirect_uri=").nth(1).unwrap().split('&').next().unwrap();
    let redirect = redirect.replace("%3A", ":").replace("%2F", "/");
    assert!(browse(&format!("{redirect}/?code=x&state=other")).starts_with("HTTP/1.1 404"));
    assert!(browse(&url).contains("You are signed in to adox."));
    let ran = stage.end(login);
    assert!(
        ran.code == 0 && ran.stderr.contains("Signed in to http://EMULATOR/fabrikam as Ada Example"),
        "{ran}"
    );
    assert_eq!(run(&stage, &["auth", "list", "--jq", ".[0].kind"]).good(), "Microsoft Entra user\n");
    run(&stage, &["repo", "list"]).good();
}

#[test]
fn a_profile_has_a_sign_in_of_its_own() {
    let stage = Stage::new();
    let url = stage.url();
    let token = stage.emulator.token();
    let login = ["auth", "login", "--with-token", "--organization", &url, "--profile", "work"];
    let mut child = command(&stage, &login);
    let mut child = stage.spawn(child.env_remove("ADOXIDE_ORG").stdin(Stdio::piped()));
    child.stdin.take().unwrap().write_all(token.as_bytes()).unwrap();
    let ran = stage.end(child);
    assert!(
        ran.stderr.contains(
            "The profile work in `FOLDER/home/.config/adoxide/config.toml` names the organization."
        ),
        "{ran}"
    );
    let mut list = command(&stage, &["repo", "list", "--profile", "work"]);
    list.env_remove("ADOXIDE_ORG");
    stage.ran(list).good();
    // It is that profile's alone.
    assert_eq!(run(&stage, &["repo", "list"]).code, 4);
    run(&stage, &["auth", "logout", "--all"]).good();
    assert_eq!(run(&stage, &["auth", "list"]).json(), serde_json::Value::Array(vec![]));
}

#[test]
fn a_sign_in_that_cannot_be_says_why() {
    let stage = Stage::new();
    let mut all = String::new();
    for (arguments, input) in [
        (&["login"][..], ""),
        (&["login", "--with-token"], " \n"),
        (&["login", "--with-token", "--device"], ""),
        (&["login", "--client-secret-file", "secret"], ""),
        (&["login", "--tenant", "t", "--client-id", "c", "--client-secret-file", "secret"], ""),
        (&["login", "--device", "--tenant", "nowhere"], ""),
        (&["login", "--pipeline"], ""),
        (&["login", "--web", "--organization", "my org"], ""),
    ] {
        let ran = with_input(&stage, &[&["auth"], arguments].concat(), input);
        assert_ne!(ran.code, 0, "{ran}");
        all += &format!("> adox auth {}\n{ran}\n", arguments.join(" "));
    }
    insta::assert_snapshot!(all);
}
