//! Microsoft Entra: what is sent for a token, how often, and what is said when there is none.

use std::path::Path;
use std::time::Duration;

use adoxide::api::wire::{Effect, Json, Op, OpMeta};
use adoxide::credential::{Credential, Entra};
use adoxide::{Client, ErrorKind, Method, Options};
use aws_lc_rs::signature::{RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rcgen::{CertificateParams, KeyPair, PublicKeyData};
use url::Url;

use crate::script::{Script, Seen, Step};

static READ: OpMeta = OpMeta::new("test.read", Method::GET, "_apis/read").effect(Effect::Read);

const TENANT: &str = "72f988bf-0000-0000-0000-000000000000";
const CLIENT: &str = "11111111-2222-3333-4444-555555555555";

/// The service, and whoever makes tokens for it; these are numbered and good for an hour.
fn world() -> Script {
    Script::by(|seen, index| {
        let url = Url::parse(&seen.uri).unwrap();
        match url.host_str().unwrap() {
            "dev.azure.com" => Step::json(200, "{}"),
            "vstoken.dev.azure.com" => Step::json(200, r#"{"oidcToken":"federated-by-pipeline"}"#),
            "169.254.169.254" | "localhost" => Step::json(
                200,
                &format!(r#"{{"access_token":"token-{index}","expires_in":"3600","token_type":"Bearer"}}"#),
            ),
            _ => Step::json(
                200,
                &format!(r#"{{"token_type":"Bearer","expires_in":3600,"access_token":"token-{index}"}}"#),
            ),
        }
    })
}

fn client(script: &Script, credential: impl Credential) -> Client {
    Client::builder("contoso").credential(credential).transport(script.clone()).build().unwrap()
}

async fn read(client: &Client) -> Result<Json, adoxide::Error> {
    client.call(Op::<Json>::new(&READ)).await
}

fn form(seen: &Seen) -> Vec<(String, String)> {
    url::form_urlencoded::parse(&seen.body).into_owned().collect()
}

fn field(seen: &Seen, name: &str) -> String {
    form(seen).into_iter().find(|(known, _)| known == name).unwrap().1
}

#[tokio::test(start_paused = true)]
async fn a_client_secret() {
    let script = world();
    let client = client(&script, Entra::client_secret(TENANT, CLIENT, "s3&cret"));
    futures::future::try_join_all((0..20).map(|_| read(&client))).await.unwrap();
    let seen = script.seen();
    assert_eq!(seen.len(), 21, "one token for all");
    assert_eq!(seen[0].uri, format!("https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token"));
    assert_eq!(seen[0].headers["content-type"], "application/x-www-form-urlencoded");
    let expected = [
        ("grant_type", "client_credentials"),
        ("client_id", CLIENT),
        ("scope", "499b84ac-1321-427f-aa17-267ca6975798/.default"),
        ("client_secret", "s3&cret"),
    ];
    assert_eq!(form(&seen[0]), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(seen[1..].iter().all(|seen| seen.headers["authorization"] == "Bearer token-0"));
    // It is renewed before its end, once.
    tokio::time::advance(Duration::from_secs(3310)).await;
    read(&client).await.unwrap();
    read(&client).await.unwrap();
    assert_eq!(script.seen()[23].headers["authorization"], "Bearer token-21");
    assert_eq!(script.count(), 24);
}

#[tokio::test(start_paused = true)]
async fn a_certificate_signs_and_its_key_stays_here() {
    let key = KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256).unwrap();
    let certificate = CertificateParams::new(vec!["contoso".into()]).unwrap().self_signed(&key).unwrap();
    let pem = format!("{}{}", key.serialize_pem(), certificate.pem());
    let script = world();
    let entra = Entra::client_certificate(TENANT, CLIENT, &pem).unwrap();
    let entra = entra.authority("http://127.0.0.1:8080/entra").unwrap();
    read(&client(&script, entra)).await.unwrap();
    let seen = &script.seen()[0];
    let endpoint = format!("http://127.0.0.1:8080/entra/{TENANT}/oauth2/v2.0/token");
    assert_eq!(seen.uri, endpoint);
    let kind = field(seen, "client_assertion_type");
    assert_eq!(kind, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    let assertion = field(seen, "client_assertion");
    let (signed, signature) = assertion.rsplit_once('.').unwrap();
    let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap();
    UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, key.der_bytes())
        .verify(signed.as_bytes(), &signature)
        .unwrap();
    let part = |index| -> Json {
        let part = signed.split('.').nth(index).unwrap();
        serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, certificate.der());
    assert_eq!(part(0)["x5t#S256"], BASE64_URL_SAFE_NO_PAD.encode(hash));
    assert_eq!(part(0)["alg"], "PS256");
    let payload = part(1);
    assert_eq!((&payload["iss"], &payload["sub"]), (&CLIENT.into(), &CLIENT.into()));
    assert_eq!(payload["aud"], endpoint.as_str());
    let now = jiff::Timestamp::now().as_second();
    assert!(payload["nbf"].as_i64().unwrap() < now && payload["exp"].as_i64().unwrap() > now);
}

#[test]
fn a_certificate_that_cannot_be_used_is_said_to_be_one() {
    let rsa = KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256).unwrap();
    let other = KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256).unwrap();
    let ec = KeyPair::generate().unwrap();
    let of = |key: &KeyPair| CertificateParams::new(vec![]).unwrap().self_signed(key).unwrap().pem();
    for (pem, sentence) in [
        (String::new(), "is not there"),
        ("hunter2".to_owned(), "is not there"),
        (of(&rsa), "has no key"),
        (rsa.serialize_pem(), "is not there"),
        (of(&rsa) + &other.serialize_pem(), "are not of each other"),
        (of(&ec) + &ec.serialize_pem(), "has a key that can't be used"),
        (
            of(&rsa) + "-----BEGIN ENCRYPTED PRIVATE KEY-----\nhunter2\n-----END ENCRYPTED PRIVATE KEY-----",
            "has a key with a password",
        ),
    ] {
        let error = Entra::client_certificate(TENANT, CLIENT, &pem).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(sentence), "{sentence}: {error}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_federated_token_is_read_anew_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, "first\n").unwrap();
    let script = world();
    let client = client(&script, Entra::workload_identity(TENANT, CLIENT, &file));
    read(&client).await.unwrap();
    std::fs::write(&file, "second").unwrap();
    tokio::time::advance(Duration::from_secs(3310)).await;
    read(&client).await.unwrap();
    let seen = script.seen();
    assert_eq!(
        (field(&seen[0], "client_assertion"), field(&seen[2], "client_assertion")),
        ("first".into(), "second".into())
    );
    std::fs::remove_file(&file).unwrap();
    tokio::time::advance(Duration::from_secs(3700)).await;
    let error = read(&client).await.unwrap_err();
    assert_eq!((error.kind(), script.count()), (ErrorKind::Config, 4));
    assert!(error.to_string().contains("can't be read: No such file"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_pipeline_vouches_for_its_service_connection() {
    let script = world();
    let uri = "https://vstoken.dev.azure.com/o/_apis/distributedtask/hubs/build/plans/p/jobs/j/oidctoken";
    let entra = Entra::azure_pipelines(TENANT, CLIENT, "connection", uri, "job-token").unwrap();
    read(&client(&script, entra)).await.unwrap();
    let seen = script.seen();
    assert_eq!(seen[0].uri, format!("{uri}?api-version=7.1&serviceConnectionId=connection"));
    assert_eq!(seen[0].headers["authorization"], "Bearer job-token");
    assert_eq!(field(&seen[1], "client_assertion"), "federated-by-pipeline");
    assert!(!seen[1].headers.contains_key("authorization"));
    assert_eq!(seen[2].headers["authorization"], "Bearer token-1");
    for uri in ["http://evil.example.com/x", "ftp://x", "x"] {
        let error = Entra::azure_pipelines(TENANT, CLIENT, "c", uri, "job-token").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    }
}

#[tokio::test(start_paused = true)]
async fn a_machine_has_an_identity_and_its_service_may_be_starting() {
    let script = Script::by(|seen, index| match index {
        0 => Step::json(503, ""),
        1 => Step::json(404, ""),
        _ if seen.uri.starts_with("http://169.254.169.254/") => {
            let expires = jiff::Timestamp::now().as_second() + 3600;
            Step::json(200, &format!(r#"{{"access_token":"token","expires_on":"{expires}"}}"#))
        }
        _ => Step::json(200, "{}"),
    });
    read(&client(&script, Entra::managed_identity(Some(CLIENT)).unwrap())).await.unwrap();
    let seen = script.seen();
    assert_eq!(seen.len(), 4);
    assert_eq!(
        seen[2].uri,
        "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&\
         resource=499b84ac-1321-427f-aa17-267ca6975798&client_id=11111111-2222-3333-4444-555555555555"
    );
    assert_eq!(seen[2].headers["metadata"], "true");
    assert_eq!(seen[3].headers["authorization"], "Bearer token");
}

/// A program in the place of `az` that counts how often it is run.
#[cfg(unix)]
fn az(folder: &Path, does: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join("az");
    let script = format!("#!/bin/sh\necho \"$@\" >> '{}/runs'\n{does}\n", folder.display());
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[cfg(unix)]
#[tokio::test]
async fn the_azure_cli_is_run_once_for_the_life_of_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let payload = BASE64_URL_SAFE_NO_PAD.encode(r#"{"exp":9999999999}"#);
    // The token itself says how long it is good; so do newer versions beside it.
    let program = az(
        folder.path(),
        &format!(
            r#"echo '{{"accessToken":"e.{payload}.s","expiresOn":"2099-01-01 00:00:00.000000","tenant":"t"}}'"#
        ),
    );
    let script = world();
    let client = client(&script, Entra::azure_cli_at(Some(TENANT), program));
    futures::future::try_join_all((0..10).map(|_| read(&client))).await.unwrap();
    read(&client).await.unwrap();
    let runs = std::fs::read_to_string(folder.path().join("runs")).unwrap();
    assert_eq!(
        runs,
        format!(
            "account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 --output json --tenant {TENANT}\n"
        )
    );
    assert!(
        script
            .seen()
            .iter()
            .all(|seen| seen.headers["authorization"] == format!("Bearer e.{payload}.s").as_str())
    );
}

#[cfg(unix)]
#[tokio::test]
async fn what_the_azure_cli_says_is_passed_on() {
    let folder = tempfile::tempdir().unwrap();
    for (does, sentence) in [
        (
            "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1",
            "test.read: the Azure CLI makes no token: Please run 'az login' to setup account; run `az login`, or \
             give another credential",
        ),
        (
            "echo hunter2",
            "test.read: the answer of the Azure CLI can't be read; run `az account get-access-token` to see it",
        ),
        (
            "exit 3",
            "test.read: the Azure CLI makes no token: it says nothing; run `az login`, or give another credential",
        ),
    ] {
        let program = az(folder.path(), does);
        let error = read(&client(&world(), Entra::azure_cli_at(None, program))).await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Auth, sentence));
        assert_eq!(error.credential_source(), Some("az login"));
    }
    let error = read(&client(&world(), Entra::azure_cli_at(None, "/nowhere/az"))).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "test.read: the Azure CLI (/nowhere/az) is not there; install it, or give another credential"
    );
}

#[tokio::test(start_paused = true)]
async fn why_there_is_no_token_and_what_to_do() {
    let refused = |status, code: &str, text: &str| {
        let description =
            format!("{code}: {text} Trace ID: a-b Correlation ID: c-d Timestamp: 2026-01-01 00:00:00Z");
        Step::json(
            status,
            &serde_json::json!({ "error": "invalid_client", "error_description": description }).to_string(),
        )
    };
    for (step, sentence) in [
        (
            refused(400, "AADSTS90002", "Tenant 'x' not found."),
            "login.microsoftonline.com makes no token for the secret: AADSTS90002: Tenant 'x' not found (400); give the \
             tenant that the organization belongs to, by its id or its domain",
        ),
        (
            refused(401, "AADSTS7000215", "Invalid client secret provided."),
            "login.microsoftonline.com makes no token for the secret: AADSTS7000215: Invalid client secret provided \
             (401); give the secret's value, and not its id",
        ),
        (
            refused(401, "AADSTS700024", "Client assertion is not within its valid time range."),
            "login.microsoftonline.com makes no token for the secret: AADSTS700024: Client assertion is not within \
             its valid time range (401); check the certificate, and the clock of this machine",
        ),
        (Step::json(200, "{}"), "the answer holds no token"),
        (
            Step::html(200),
            "login.microsoftonline.com makes no token for the secret (200); check the tenant, the client id and its \
             secret, certificate or federated credential",
        ),
    ] {
        let script = Script::new([step]);
        let entra = Entra::client_secret(TENANT, CLIENT, "hunter2").from_source("the secret");
        let error = read(&client(&script, entra)).await.unwrap_err();
        assert_eq!((error.kind(), script.count()), (ErrorKind::Auth, 1), "{error}");
        assert_eq!(error.to_string(), format!("test.read: {sentence}"));
        assert_eq!(error.credential_source(), Some("the secret"));
        assert!(!format!("{error:?}").contains("hunter2"));
    }
    // What may pass is asked for again, for a while.
    for step in [
        Step::json(503, ""),
        Step::json(429, ""),
        Step::Fail(adoxide::transport::TransportErrorKind::Connect),
        Step::Never,
    ] {
        let script = Script::new([step]);
        let client = client(&script, Entra::client_secret(TENANT, CLIENT, "hunter2"));
        let error = read(&client).await.unwrap_err();
        assert_eq!(script.count(), 3, "{error}");
        assert!(matches!(error.kind(), ErrorKind::Unavailable | ErrorKind::Transport), "{error}");
    }
    // And no longer than the call may take.
    let script = Script::new([Step::Never]);
    let client = client(&script, Entra::client_secret(TENANT, CLIENT, "hunter2"));
    let client = client.with(Options::default().time(Duration::from_secs(20)));
    let error = read(&client).await.unwrap_err();
    assert!(error.to_string().contains("there was no token in time"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_explained_by_what_it_says_itself() {
    let token = |payload: Json| format!("e.{}.s", BASE64_URL_SAFE_NO_PAD.encode(payload.to_string()));
    let now = jiff::Timestamp::now();
    let date = |seconds: i64| {
        (now + jiff::SignedDuration::from_secs(seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
    };
    let exp = now.as_second() + 3600;
    for (payload, date, sentence) in [
        (
            serde_json::json!({ "exp": 1_736_424_180, "tid": "t" }),
            date(0),
            "it expired at 2025-01-09T12:03:00Z: make a new one",
        ),
        (
            serde_json::json!({ "exp": exp, "aud": "https://management.azure.com/" }),
            date(0),
            "it is a token for https://management.azure.com/ and not for Azure DevOps: ask for one of the resource \
             499b84ac-1321-427f-aa17-267ca6975798",
        ),
        (
            serde_json::json!({ "exp": exp, "tid": "t" }),
            date(0),
            "check that the organization belongs to its tenant t, and that it is a user there",
        ),
        (serde_json::json!({ "exp": exp, "tid": "t" }), date(1000), "minutes slow: set it"),
        (serde_json::json!({ "exp": exp, "tid": "t" }), date(-1000), "minutes fast: set it"),
        (
            serde_json::json!({ "exp": exp }),
            date(7200),
            "and the clock of this machine is slow: make a new one",
        ),
    ] {
        let script = Script::new([Step::json(401, "").with("date", &date)]);
        let bearer = adoxide::credential::Bearer::new(token(payload)).unwrap();
        let error = read(&client(&script, bearer)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Auth);
        assert!(error.to_string().ends_with(sentence), "{sentence}: {error}");
    }
}

/// The emulator's own directory, asked as Microsoft's is.
mod emulated {
    use adoxide::transport::InProcess;
    use adoxide_emulator::Emulator;
    use adoxide_emulator::world::application::Federated;
    use adoxide_emulator::world::journal::Stamp;
    use axum_core::body::Body;

    use super::*;

    struct Directory {
        emulator: Emulator,
        tenant: String,
        client: String,
    }

    impl Directory {
        fn new() -> Self {
            let emulator = Emulator::builder().seed_size(1).build().unwrap();
            let (tenant, client) = emulator.update(|world, at| {
                let application = world.add_application("Robot");
                application.add_secret("a~secret", None);
                application.is_managed = true;
                application.federated = vec![Federated {
                    issuer: "https://cluster.example".into(),
                    subject: "system:serviceaccount:sync".into(),
                    audience: "api://AzureADTokenExchange".into(),
                    certificate: None,
                }];
                let (client, who) = (application.client_id, application.identity);
                let organization = world.organization_mut("fabrikam").unwrap();
                let actor = organization.owner();
                organization.change(Stamp { at, actor }, |tx| tx.add_member(who)).unwrap();
                (world.tenant().to_string(), client.to_string())
            });
            Self { emulator, tenant, client }
        }

        async fn projects(&self, entra: Entra) -> Result<usize, adoxide::Error> {
            let credential = entra.authority("http://127.0.0.1:1/").unwrap();
            let client = Client::builder("http://127.0.0.1:1/fabrikam")
                .credential(credential)
                .transport(InProcess::new(self.emulator.clone(), Body::new))
                .build()
                .unwrap();
            Ok(client.projects().all().await?.len())
        }
    }

    #[tokio::test]
    async fn every_way_to_sign_in() {
        let here = Directory::new();
        let (tenant, client) = (here.tenant.as_str(), here.client.as_str());
        assert_eq!(here.projects(Entra::client_secret(tenant, client, "a~secret")).await.unwrap(), 1);

        let key = KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256).unwrap();
        let certificate =
            CertificateParams::new(vec!["robot".into()]).unwrap().self_signed(&key).unwrap().pem();
        here.emulator.update(|world, _| {
            let application = world.application_mut(client.parse().unwrap()).unwrap();
            application.certificates.push(certificate.clone());
        });
        let pem = certificate + &key.serialize_pem();
        let entra = Entra::client_certificate(tenant, client, pem).unwrap();
        assert_eq!(here.projects(entra).await.unwrap(), 1);

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token");
        let assertion = |subject: &str| {
            here.emulator.assertion("https://cluster.example", subject, "api://AzureADTokenExchange").unwrap()
        };
        std::fs::write(&file, assertion("system:serviceaccount:sync")).unwrap();
        assert_eq!(here.projects(Entra::workload_identity(tenant, client, &file)).await.unwrap(), 1);

        assert_eq!(here.projects(Entra::managed_identity(None).unwrap()).await.unwrap(), 1);
        assert_eq!(here.projects(Entra::managed_identity(Some(client)).unwrap()).await.unwrap(), 1);

        std::fs::write(&file, assertion("system:serviceaccount:other")).unwrap();
        for (entra, sentences) in [
            (
                Entra::client_secret(tenant, client, "wrong"),
                ["AADSTS7000215", "give the secret's value, and not its id"],
            ),
            (
                Entra::client_secret(tenant, "99999999-2222-3333-4444-555555555555", "a~secret"),
                ["AADSTS700016", "check the client id, and that it is of this tenant"],
            ),
            (
                Entra::client_secret("99999999-2222-3333-4444-555555555555", client, "a~secret"),
                ["AADSTS90002", "give the tenant that the organization belongs to"],
            ),
            (
                Entra::workload_identity(tenant, client, &file),
                [
                    "AADSTS700213",
                    "check issuer, subject and audience of the application's federated credential",
                ],
            ),
            (
                Entra::managed_identity(Some("99999999-2222-3333-4444-555555555555")).unwrap(),
                ["the managed identity", "check that this machine has that identity"],
            ),
        ] {
            let error = here.projects(entra).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Auth, "{error}");
            for sentence in sentences {
                assert!(error.to_string().contains(sentence), "{sentence}: {error}");
            }
        }
    }

    /// The job of a pipeline vouches for its service connection: no secret is kept anywhere.
    #[tokio::test]
    async fn a_job_signs_in_by_its_service_connection() {
        use adoxide::Method;
        use adoxide::credential::Pat;
        use adoxide_emulator::Clock;
        use serde_json::json;

        let clock = Clock::manual(jiff::Timestamp::now());
        let emulator = Emulator::builder().seed_size(1).clock(clock).build().unwrap();
        let transport = || InProcess::new(emulator.clone(), Body::new);
        let builder = Client::builder("http://127.0.0.1:1/fabrikam").transport(transport());
        let ado = builder.credential(Pat::new(emulator.token()).unwrap()).build().unwrap();
        let ask = async |method, path: &str, body: Json| {
            ado.request(method, path).query("api-version", "7.1").json(&body).await.map(|answer| answer.body)
        };
        let project = ado.projects().all().await.unwrap().remove(0);
        let (project, name) = (project.id().await.unwrap(), project.name().await.unwrap());
        let repositories = format!("{project}/_apis/git/repositories");
        let repositories = ado.request(Method::GET, repositories).await.unwrap().body;
        let definition = json!({
            "name": "Deploy", "queue": { "name": "Azure Pipelines" },
            "process": { "type": 2, "yamlFilename": "azure-pipelines.yml" },
            "repository": { "id": repositories["value"][0]["id"], "type": "tfsgit" },
        });
        let definitions = format!("{project}/_apis/build/definitions");
        let definition = ask(Method::POST, &definitions, definition).await.unwrap()["id"].clone();
        let builds = format!("{project}/_apis/build/builds");
        let build = ask(Method::POST, &builds, json!({ "definition": { "id": definition } })).await.unwrap();
        let connection = json!({
            "name": "cloud", "type": "azurerm", "authorization": { "scheme": "WorkloadIdentityFederation" },
            "serviceEndpointProjectReferences": [{ "name": "cloud", "projectReference": { "id": project } }],
        });
        let connection = ask(Method::POST, "_apis/serviceendpoint/endpoints", connection).await.unwrap();
        let plan = build["orchestrationPlan"]["planId"].as_str().unwrap();
        let (tenant, client) = emulator.update(|world, at| {
            let organization = world.organization("fabrikam").unwrap();
            let (id, actor) = (organization.id(), organization.owner());
            let application = world.add_application("Pipeline");
            application.federated = vec![Federated {
                issuer: format!("https://vstoken.dev.azure.com/{id}"),
                subject: format!("sc://fabrikam/{name}/cloud"),
                audience: "api://AzureADTokenExchange".into(),
                certificate: None,
            }];
            let (client, who) = (application.client_id, application.identity);
            world
                .organization_mut("fabrikam")
                .unwrap()
                .change(Stamp { at, actor }, |tx| tx.add_member(who))
                .unwrap();
            (world.tenant().to_string(), client.to_string())
        });
        let sign_in = async |job: &str, connection: &str| {
            let uri = format!(
                "http://127.0.0.1:1/fabrikam/{project}/_apis/distributedtask/hubs/build/plans/{plan}/jobs/{job}/oidctoken"
            );
            let entra = Entra::azure_pipelines(&tenant, &client, connection, &uri, emulator.token()).unwrap();
            let entra = entra.authority("http://127.0.0.1:1/").unwrap();
            let builder = Client::builder("http://127.0.0.1:1/fabrikam").transport(transport());
            let robot = builder.credential(entra).build().unwrap();
            robot.projects().all().await.map(|projects| projects.len())
        };
        let connection = connection["id"].as_str().unwrap();
        // The build waits: it has no job yet that could ask.
        let error = sign_in(plan, connection).await.unwrap_err();
        assert!(error.to_string().contains("No plan found for identifier"), "{error}");
        emulator.clock().advance(Duration::from_millis(300));
        let timeline = format!("{builds}/{}/timeline", build["id"]);
        let timeline = ado.request(Method::GET, timeline).await.unwrap().body;
        let records = timeline["records"].as_array().unwrap();
        let job = records.iter().find(|record| record["type"] == "Job").unwrap()["id"].as_str().unwrap();
        assert_eq!(sign_in(job, connection).await.unwrap(), 1);
        for (job, connection, sentence) in
            [(plan, connection, "No job found with identifier"), (job, plan, "Service connection with id")]
        {
            let error = sign_in(job, connection).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Auth, "{error}");
            assert!(error.to_string().contains(sentence), "{error}");
        }
    }
}
