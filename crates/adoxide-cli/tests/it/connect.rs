//! `adox connect`.

use serde_json::{Value, json};

use crate::stage::Stage;

const TABLES: [&str; 3] = ["projects", "repositories", "commits"];

/// A stage with a configuration.
fn configured() -> Stage {
    let stage = Stage::new();
    let config = json!({"organization": stage.url(), "token": stage.emulator.token()});
    stage.write("config.json", config.to_string());
    stage
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn airbyte(stage: &Stage, arguments: &[&str]) -> Vec<Value> {
    lines(&stage.run(&[&["connect", "airbyte"], arguments].concat()).good())
}

fn count(stage: &Stage, table: &str) -> usize {
    let question = format!("SELECT count(*) AS count FROM {table}");
    stage.run(&["query", &question]).json()[0]["count"].as_u64().unwrap() as usize
}

#[test]
fn airbyte_reads_streams_whole_or_from_where_the_last_read_ended() {
    let stage = configured();
    stage.run(&["sync", "--tables", &TABLES.join(",")]).good();
    let [spec] = &airbyte(&stage, &["spec"])[..] else { panic!("expected one message") };
    assert_eq!(spec["spec"]["connectionSpecification"]["properties"]["token"]["airbyte_secret"], true);
    let [status] = &airbyte(&stage, &["check", "--config", "config.json"])[..] else {
        panic!("expected one message")
    };
    assert_eq!(status["connectionStatus"]["status"], "SUCCEEDED");

    let catalog = airbyte(&stage, &["discover", "--config", "config.json"]);
    let streams = catalog[0]["catalog"]["streams"].as_array().unwrap();
    let chosen = streams.iter().filter(|stream| TABLES.contains(&stream["name"].as_str().unwrap()));
    let chosen = chosen.map(|stream| {
        let modes = stream["supported_sync_modes"].as_array().unwrap();
        json!({"stream": stream, "sync_mode": modes.last(), "destination_sync_mode": "append"})
    });
    let chosen = json!({"streams": chosen.collect::<Vec<_>>()});
    stage.write("catalog.json", chosen.to_string());
    let read = ["read", "--config", "config.json", "--catalog", "catalog.json"];
    let first = airbyte(&stage, &read);
    let records = |messages: &[Value], table: &str| {
        messages.iter().filter(|message| message["record"]["stream"] == table).count()
    };
    for table in TABLES {
        assert_eq!(records(&first, table), count(&stage, table), "{table}");
    }
    let states: Vec<_> = first.iter().filter(|message| message["type"] == "STATE").collect();
    let state = &states.last().unwrap()["state"];
    stage.write("state.json", json!([state]).to_string());
    let second = airbyte(&stage, &[&read[..], &["--state", "state.json"]].concat());
    // What is read whole comes again, what is read by its changes does not.
    assert_eq!(records(&second, "projects"), count(&stage, "projects"));
    assert_eq!(records(&second, "commits"), 0);
}

#[test]
fn singer_prints_schemas_records_and_a_state() {
    let stage = configured();
    let catalog = stage.run(&["connect", "singer", "--config", "config.json", "--discover"]).good();
    let mut catalog: Value = serde_json::from_str(&catalog).unwrap();
    for stream in catalog["streams"].as_array_mut().unwrap() {
        let is_chosen = TABLES.contains(&stream["tap_stream_id"].as_str().unwrap());
        stream["metadata"][0]["metadata"]["selected"] = is_chosen.into();
    }
    stage.write("catalog.json", catalog.to_string());
    let tap = ["connect", "singer", "--config", "config.json", "--catalog", "catalog.json"];
    let messages = lines(&stage.run(&tap).good());
    let schemas: Vec<_> = messages.iter().filter(|message| message["type"] == "SCHEMA").collect();
    assert_eq!(schemas.len(), TABLES.len());
    assert_eq!(messages.last().unwrap()["type"], "STATE");
    assert!(messages.iter().any(|message| message["type"] == "RECORD" && message["stream"] == "commits"));
    stage.write("state.json", messages.last().unwrap()["value"].to_string());
    let again = lines(&stage.run(&[&tap[..], &["--state", "state.json"]].concat()).good());
    assert!(!again.iter().any(|message| message["stream"] == "commits" && message["type"] == "RECORD"));
}

/// What was wrong, without what may be a secret.
#[test]
fn a_configuration_that_is_wrong_says_why() {
    let stage = configured();
    let singer = |config: &Value| {
        stage.write("wrong.json", config.to_string());
        stage.run(&["connect", "singer", "--config", "wrong.json"]).stderr
    };
    let error = singer(&json!({"organization": "contoso", "token": 4711}));
    assert!(error.contains("a value is of another type") && !error.contains("4711"), "{error}");
    assert!(singer(&json!({"token": "x"})).contains("missing field `organization`"));
    assert!(singer(&json!({"organization": "x", "tokn": "x"})).contains("unknown field `tokn`"));
    assert!(singer(&json!({"organization": "x"})).contains("one kind of credential"));
    let state = json!({"version": 1, "organization": "another", "notes": {}});
    stage.write("state.json", state.to_string());
    let error = stage.run(&["connect", "singer", "--config", "config.json", "--state", "state.json"]).stderr;
    assert!(error.contains("the state is of the organization `another`"), "{error}");
    let error = stage.run(&["connect", "airbyte", "read", "--config", "none.json", "--catalog", "none.json"]);
    assert!(error.stdout.contains(r#""failure_type":"config_error""#), "{}", error.stdout);
}
