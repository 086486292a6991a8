//! What a service hook sends arrives.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;

use crate::stage::Stage;

/// Answers one request with 200, and gives its head and body.
fn one_request(listener: &TcpListener) -> (String, String) {
    let (stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        head += &line;
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    reader.get_mut().write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
    (head, String::from_utf8(body).unwrap())
}

#[test]
fn a_test_of_a_webhook_is_delivered() {
    let stage = Stage::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let receiver = std::thread::spawn(move || one_request(&listener));
    let create = ["hook", "create", "git.push", "--project", "Storefront", "--url", &url];
    let create =
        [&create[..], &["--header", "X-Team: web", "--username", "ada", "--password-file", "-"]].concat();
    let made = stage.run_with_input(&[&create[..], &["--json"]].concat(), "hunter2\n").json();
    let id = made["id"].as_str().unwrap();
    assert_eq!(made["consumerInputs"]["basicAuthPassword"], "********");

    let test = stage.run(&["hook", "test", id, "--jq", ".result"]);
    assert_eq!((test.code, test.stdout.trim()), (0, "succeeded"), "{test}");
    assert!(test.stderr.contains("was delivered"), "{test}");
    let (head, body) = receiver.join().unwrap();
    assert!(head.to_lowercase().contains("x-team: web"), "{head}");
    // ada:hunter2
    assert!(head.contains("Basic YWRhOmh1bnRlcjI="), "{head}");
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["eventType"], "git.push");
}

/// `--debug` tells the calls, and nothing that is secret.
#[test]
fn debug_tells_the_calls() {
    let stage = Stage::new();
    let ran = stage.run(&["project", "show", "Storefront", "--debug", "--jq", ".name"]);
    assert_eq!((ran.code, ran.stdout.trim()), (0, "Storefront"), "{ran}");
    let calls: Vec<_> = ran.stderr.lines().filter(|line| line.starts_with("debug: GET ")).collect();
    assert!(calls.iter().any(|line| line.starts_with("debug: GET core.get_project 200 in ")), "{ran}");
    // The stage looks for its token in what every program writes.

    let mut command = stage.command(&["project", "show", "Nowhere"]);
    command.env("ADOXIDE_DEBUG", "1");
    let ran = stage.ran(command);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stderr.contains("debug: GET core.get_project 404 in "), "{ran}");
    let quiet = stage.run(&["project", "show", "Storefront", "--jq", ".name"]);
    assert_eq!(quiet.stderr, "");
}
