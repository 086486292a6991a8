//! The PostgreSQL destination, with real servers.

mod server;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use adoxide_sync::arrow_array::RecordBatch;
use adoxide_sync::arrow_schema::DataType;
use adoxide_sync::conformance::{self, Subject};
use adoxide_sync::destination::postgres::{Address, Reader, Value as Cell};
use adoxide_sync::table::{integer, json as json_column, record, text};
use adoxide_sync::{
    Batch, Change, Counts, Cursor, Decoder, Deletion, Engine, Error, ErrorKind, Ingestion, Location, Place,
    Postgres, Report, Session, Table, Unit,
};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};
use tokio_postgres::{Client, NoTls};

use self::server::{Server, schema, shared, url};
use crate::crash::{self, Stored};
use crate::engine::STORED;
use crate::script::{How, Source, Trip};

/// A sync that was dropped finishes its commit, and a server takes its time to see that it has ended.
const PATIENCE: Duration = Duration::from_secs(20);

/// A schema of a server.
struct Schema {
    url: String,
    schema: String,
}

impl Schema {
    fn of(server: &Server) -> Self {
        let schema = schema();
        Self { url: server.url(&schema), schema }
    }

    fn address(&self) -> Address {
        self.url.parse().unwrap()
    }

    /// A connection as anybody has one.
    async fn client(&self) -> Client {
        let (base, _) = self.url.split_once('?').unwrap();
        let (client, connection) = tokio_postgres::connect(base, NoTls).await.unwrap();
        tokio::spawn(connection);
        client.batch_execute(&format!("SET search_path = \"{}\"", self.schema)).await.unwrap();
        client
    }

    async fn texts(&self, sql: &str) -> Vec<String> {
        let rows = self.client().await.query(sql, &[]).await.unwrap();
        rows.iter().map(|row| row.get::<_, Option<String>>(0).unwrap_or_default()).collect()
    }

    async fn run(&self, sql: &str) {
        self.client().await.batch_execute(sql).await.unwrap();
    }

    async fn open(&self) -> Postgres {
        Postgres::at(self.address()).open().await.unwrap()
    }

    async fn sync(&self, source: &Source) -> Result<Report, Error> {
        self.sync_within(source, PATIENCE).await
    }

    async fn sync_within(&self, source: &Source, patience: Duration) -> Result<Report, Error> {
        let destination = Postgres::at(self.address()).patience(patience).open().await?;
        let report = Engine::new("o", source.feeds(), &destination).run().await;
        adoxide_sync::Destination::close(&destination).await?;
        report
    }

    async fn complete(&self, source: &Source) {
        assert!(self.sync(source).await.unwrap().is_complete());
    }

    async fn refused(&self, kind: ErrorKind, message: &str) {
        // Who is locked out need not wait for it.
        let patience = if kind == ErrorKind::Locked { Duration::from_millis(100) } else { PATIENCE };
        let error = self.sync_within(&Source::new(), patience).await.unwrap_err();
        let message = message.replace("PLACE", &format!("`{}`", self.address()));
        let told = error.to_string();
        assert_eq!((error.kind(), told.starts_with(&message)), (kind, true), "{told}");
        assert!(!told.contains('\n'));
    }
}

impl Subject for Schema {
    type Destination = Postgres;

    async fn open(&self, deletion: Deletion) -> Result<Postgres, Error> {
        Postgres::at(self.address()).deletion(deletion).patience(PATIENCE).open().await
    }

    async fn obstruct(&self, table: &'static Table, obstruct: bool) -> Result<(), Error> {
        let table = table.name();
        self.run(&if obstruct {
            format!(
                "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$; \
                 CREATE TRIGGER obstructed BEFORE INSERT ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION no()"
            )
        } else {
            format!("DROP TRIGGER obstructed ON \"{table}\"; DROP FUNCTION no")
        })
        .await;
        Ok(())
    }

    async fn rows(&self, table: &'static Table) -> Result<Vec<Map<String, Value>>, Error> {
        let is = |name: &str, is: fn(&DataType) -> bool| {
            table.schema().field_with_name(name).is_ok_and(|field| is(field.data_type()))
        };
        let times = table.schema().fields().iter().map(|field| field.name().as_str());
        let times = times.filter(|name| is(name, |kind| matches!(kind, DataType::Timestamp(..))));
        let times: Vec<_> = times
            .chain(["_syncedAt", "_deletedAt"])
            .map(|name| {
                format!(
                    "'{name}', to_char(t.\"{name}\" AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                )
            })
            .collect();
        let sql = format!(
            "SELECT (to_jsonb(t) || jsonb_build_object({}))::text FROM \"{}\" t",
            times.join(", "),
            table.name()
        );
        let rows = self.texts(&sql).await.into_iter().map(|row| {
            let Value::Object(row) = serde_json::from_str(&row).unwrap() else { unreachable!() };
            let cells = row.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| {
                let is_number = is(&name, |kind| *kind == DataType::Float64);
                let value = if is_number { value.as_f64().into() } else { value };
                (name, value)
            });
            cells.collect()
        });
        Ok(rows.collect())
    }
}

impl Stored for Schema {
    async fn stored(&self) -> BTreeMap<&'static str, Vec<String>> {
        let client = self.client().await;
        let mut stored = BTreeMap::new();
        for (table, select) in STORED {
            let sql = format!("{select} WHERE \"_deletedAt\" IS NULL ORDER BY 1");
            let rows = client.query(&sql, &[]).await.unwrap();
            if !rows.is_empty() {
                stored.insert(table, rows.iter().map(|row| row.get(0)).collect());
            }
        }
        stored
    }
}

#[tokio::test]
async fn it_keeps_the_contract() {
    let Some(server) = shared() else { return };
    let outcomes = conformance::run(|| Schema::of(server)).await;
    let bad: Vec<_> = outcomes.iter().filter(|outcome| outcome.result.is_err()).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert_eq!(outcomes.len(), 20);
}

#[tokio::test]
async fn a_step_that_fails_or_happens_and_fails() {
    let Some(server) = shared() else { return };
    crash::check(How::FailBefore, 0, 7, || Schema::of(server)).await;
    crash::check(How::FailAfter, 3, 7, || Schema::of(server)).await;
}

#[tokio::test]
async fn a_sync_that_is_dropped_before_or_after_a_step() {
    let Some(server) = shared() else { return };
    crash::check(How::DropBefore, 1, 7, || Schema::of(server)).await;
    crash::check(How::DropAfter, 4, 7, || Schema::of(server)).await;
}

/// What a client sends goes to the server in pieces, until so many have gone; then the connection is cut.
async fn cut_after(listener: UnixListener, server: std::path::PathBuf, pieces: usize) -> usize {
    let mut sent = 0;
    // The lock, and what writes.
    let (Ok((mut lock, _)), mut to_lock) =
        (listener.accept().await, UnixStream::connect(&server).await.unwrap())
    else {
        return sent;
    };
    let locks =
        tokio::spawn(async move { tokio::io::copy_bidirectional(&mut lock, &mut to_lock).await.map(drop) });
    if let Ok((mut client, _)) = listener.accept().await {
        let mut there = UnixStream::connect(&server).await.unwrap();
        let (mut from_client, mut from_server) = (vec![0; 1 << 16], vec![0; 1 << 16]);
        while sent < pieces {
            tokio::select! {
                read = client.read(&mut from_client) => match read {
                    Ok(read) if read > 0 => {
                        there.write_all(&from_client[..read]).await.unwrap();
                        sent += 1;
                    }
                    _ => break,
                },
                read = there.read(&mut from_server) => match read {
                    Ok(read) if read > 0 => client.write_all(&from_server[..read]).await.unwrap(),
                    _ => break,
                },
            }
        }
    }
    locks.abort();
    sent
}

#[tokio::test]
async fn a_connection_that_is_cut_at_any_statement() {
    let Some(server) = shared() else { return };
    let socket = server.folder().join(".s.PGSQL.5432");
    let mut broken = 0;
    for pieces in (2..).step_by(17) {
        let (source, place) = (Source::new(), Schema::of(server));
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).unwrap();
        let cut = tokio::spawn(cut_after(listener, socket.clone(), pieces));
        let through = Schema { url: url(folder.path(), "ado", &place.schema), schema: place.schema.clone() };
        let synced = through.sync(&source).await;
        let sent = cut.await.unwrap();
        crash::change(&source);
        assert!(!crash::sync(&source, &place, Trip::default()).await, "after {pieces}");
        assert_eq!(place.stored().await, source.rows(), "after {pieces}");
        if sent < pieces {
            assert!(synced.unwrap().is_complete());
            break;
        }
        if let Err(error) = synced {
            assert_eq!(error.kind(), ErrorKind::Destination, "{error}");
            broken += 1;
        }
    }
    assert!(broken > 3, "{broken}");
}

#[tokio::test]
async fn a_server_that_restarts() {
    let Some(mut server) = Server::start() else { return };
    let (source, place) = (Source::new(), Schema::of(&server));
    let destination = place.open().await;
    let trip = Trip::at(12, How::DropAfter);
    let feeds = source.with(trip.clone()).feeds();
    drop(Engine::new("o", feeds, &destination).run_until(trip.hung()).await.unwrap());
    server.command("restart");
    let error = Engine::new("o", source.feeds(), &destination).run().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Destination, "{error}");
    drop(destination);
    crash::change(&source);
    place.complete(&source).await;
    assert_eq!(place.stored().await, source.rows());

    server.command("standby");
    let message = "PLACE is a replica that can only be read; name the primary server";
    place.refused(ErrorKind::Destination, message).await;
    let location: Location = place.url.parse().unwrap();
    assert!(!location.peek().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_not_ours_is_left_alone() {
    let Some(server) = shared() else { return };
    let place = Schema::of(server);
    place.run(&format!("CREATE SCHEMA {0}; CREATE TABLE {0}.projects (mine text)", place.schema)).await;
    let message =
        "the schema of PLACE holds tables of another program (`projects`); name another one with ?schema=";
    place.refused(ErrorKind::NotADestination, message).await;

    let place = Schema::of(server);
    place.complete(&Source::new()).await;
    place.run("UPDATE _adoxide SET layout = 2").await;
    let message =
        "PLACE was written by a newer version of adoxide (its layout is 2, this one knows 1); update adoxide";
    place.refused(ErrorKind::NewerVersion, message).await;

    let place = Schema::of(server);
    place.complete(&Source::new()).await;
    place.run("ALTER TABLE items ALTER COLUMN name TYPE varchar(3) USING left(name, 3)").await;
    let message = "PLACE was written by another version of adoxide: column `name` of table `items` is character varying(3) and not text";
    place.refused(ErrorKind::Incompatible, message).await;
    place.run("ALTER TABLE items ALTER COLUMN name TYPE text").await;
    // What is missing is made again.
    place.run("ALTER TABLE items DROP COLUMN name").await;
    place.complete(&Source::new()).await;

    let absent = place.url.replace("/postgres?", "/absent?");
    let error = Postgres::at(absent.parse().unwrap()).open().await.err().unwrap().to_string();
    assert!(error.starts_with("there is no such database at `postgresql://ado@"), "{error}");
    let nowhere = url(Path::new("/nowhere"), "ado", "x");
    let error = Postgres::at(nowhere.parse().unwrap()).open().await.err().unwrap().to_string();
    assert!(
        error.starts_with("the connection to `postgresql://ado@%2Fnowhere/postgres?schema=x` failed"),
        "{error}"
    );
}

#[tokio::test]
async fn passwords_and_rights() {
    let Some(mut server) = Server::start() else { return };
    server.rules("local all ada scram-sha-256\n");
    let place = Schema::of(&server);
    place.run("CREATE ROLE ada LOGIN PASSWORD 'right'; REVOKE CREATE ON SCHEMA public FROM public").await;
    let ada = |password: &str| Schema {
        url: url(server.folder(), &format!("ada{password}"), &place.schema),
        schema: place.schema.clone(),
    };
    for (password, said) in [
        (":wrong-secret", "authentication as `ada` failed at PLACE"),
        ("", "PLACE asks for a password; set PGPASSWORD"),
    ] {
        let place = ada(password);
        let error = Postgres::at(place.address()).open().await.err().unwrap().to_string();
        assert!(error.starts_with(&said.replace("PLACE", &format!("`{}`", place.address()))), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
    let message = format!(
        "the user of PLACE may not create the schema; run CREATE SCHEMA \"{}\" AUTHORIZATION \"ada\" as an administrator",
        place.schema
    );
    ada(":right").refused(ErrorKind::Destination, &message).await;
    place.run(&format!("CREATE SCHEMA \"{}\" AUTHORIZATION ada", place.schema)).await;
    let source = Source::new();
    ada(":right").complete(&source).await;
    assert_eq!(place.stored().await, source.rows());
    place
        .run(&format!("REVOKE ALL ON items FROM ada; REVOKE CREATE ON SCHEMA \"{}\" FROM ada", place.schema))
        .await;
    ada(":right")
        .refused(ErrorKind::Destination, "the user of PLACE may not create tables in the schema; run GRANT")
        .await;
}

#[tokio::test]
async fn two_syncs_on_one_schema() {
    let Some(server) = Server::start() else { return };
    let (source, place) = (Source::new(), Schema::of(&server));
    place.complete(&source).await;
    let first = place.open().await;
    let message =
        format!("another sync is writing to PLACE (adoxide, process {}, since 2", std::process::id());
    place.refused(ErrorKind::Locked, &message).await;
    // Another schema is another destination.
    Schema::of(&server).complete(&source).await;

    // A lock that is lost, as when a server is taken over: the next writer comes in, and the first one can't write.
    place
        .run(
            "SELECT pg_terminate_backend(l.pid) FROM pg_locks l WHERE locktype = 'advisory' AND objsubid = 2",
        )
        .await;
    place.complete(&source).await;
    source.set("r1", 100, "new");
    let error = Engine::new("o", source.feeds(), &first).run().await.unwrap_err();
    let told = format!("another sync has taken over `{}`", place.address());
    assert!(error.kind() == ErrorKind::Locked && error.to_string().starts_with(&told), "{error}");
    place.complete(&source).await;
    assert_eq!(place.stored().await, source.rows());
}

const FEED: &str = "feed";

fn unit() -> Unit {
    Unit::organization("o")
}

fn batch(table: &'static Table, rows: Vec<Value>) -> Batch {
    let rows: RecordBatch =
        Decoder::new(table).decode(Value::from(rows).to_string().as_bytes(), "$", &unit()).unwrap().rows;
    Batch {
        feed: FEED,
        unit: unit(),
        tables: vec![table],
        changes: vec![Change::Upsert(table, rows)],
        faults: Vec::new(),
        place: Place::At(Cursor::new(1, &"x").unwrap()),
        at: "2026-01-31T13:05:00Z".parse().unwrap(),
    }
}

async fn commit(session: &Session<'_>, table: &'static Table, rows: Vec<Value>) -> Counts {
    let counted = session.commit(vec![batch(table, rows)]).await.unwrap();
    counted.iter().flatten().find(|counted| counted.table == table).unwrap().counts
}

static WIDE: LazyLock<Table> = LazyLock::new(|| {
    Table::new("wide", Ingestion::Cdc, &["path", "id"])
        .about(&["It's a table."])
        .column(text("path"), "The \"path\" of it: C:\\x")
        .column(integer("id"), "")
        .column(json_column("data"), "Anything")
        .column(record("inner", [text("name")]), "")
        .column(text("a_column_whose_name_is_longer_than_the_sixty_three_bytes_of_one_in_postgresql"), "Long")
});

#[tokio::test]
async fn rows_that_are_unchanged_are_not_touched() {
    let Some(server) = shared() else { return };
    let place = Schema::of(server);
    let destination = place.open().await;
    let session = Session::open(&destination, &[&WIDE]).await.unwrap();
    let rows = |changed: i64| {
        (0..1000)
            .map(move |id| json!({"path": "p", "id": id, "data": {"n": i64::from(id < changed)}}))
            .collect()
    };
    assert_eq!(commit(&session, &WIDE, rows(0)).await, Counts { added: 1000, ..Counts::default() });
    let state = "SELECT string_agg(ctid::text || xmin || xmax, ',' ORDER BY id) FROM wide";
    let before = place.texts(state).await;
    assert_eq!(commit(&session, &WIDE, rows(0)).await, Counts { unchanged: 1000, ..Counts::default() });
    assert_eq!(place.texts(state).await, before);
    let changed = Counts { changed: 3, unchanged: 997, ..Counts::default() };
    assert_eq!(commit(&session, &WIDE, rows(3)).await, changed);
    assert_ne!(place.texts(state).await, before);
}

#[tokio::test]
async fn keys_of_any_length_and_long_names() {
    let Some(server) = shared() else { return };
    let place = Schema::of(server);
    // It does not compress.
    let mut random = fastrand::Rng::with_seed(1);
    let mut long = || (0..5000).map(|_| random.alphanumeric()).collect::<String>();
    let (one, two) = (long(), long());
    let row = |path: &str, name: &str| json!({"path": path, "id": 1, "inner": {"name": name}});
    {
        let destination = place.open().await;
        let session = Session::open(&destination, &[&WIDE]).await.unwrap();
        assert_eq!(commit(&session, &WIDE, vec![row("short", "a")]).await.added, 1);
        let counts = commit(&session, &WIDE, vec![row("short", "b"), row(&one, "a"), row(&two, "a")]).await;
        assert_eq!((counts.added, counts.changed), (2, 1));
        adoxide_sync::Destination::close(&destination).await.unwrap();
    }
    let destination = place.open().await;
    let session = Session::open(&destination, &[&WIDE]).await.unwrap();
    let counts = commit(&session, &WIDE, vec![row("short", "b"), row(&one, "b"), row(&two, "a")]).await;
    assert_eq!(counts, Counts { changed: 1, unchanged: 2, ..Counts::default() });
    let delete = Batch { changes: vec![deletion(&one)], ..batch(&WIDE, Vec::new()) };
    let counted = session.commit(vec![delete]).await.unwrap();
    assert_eq!(counted[0][0].counts.deleted, 1);
    assert_eq!(place.texts("SELECT path FROM wide WHERE \"_deletedAt\" IS NOT NULL").await, [one]);
    // What is described is described in the database.
    let about = "SELECT obj_description(attrelid) || ' ' || col_description(attrelid, attnum) FROM pg_attribute \
         WHERE attrelid = 'wide'::regclass AND attname = 'path'";
    assert_eq!(place.texts(about).await, ["It's a table. The \"path\" of it: C:\\x"]);
    let name =
        "SELECT attname::text FROM pg_attribute WHERE attrelid = 'wide'::regclass AND attname ~ '^a_column'";
    let name = place.texts(name).await;
    assert!(
        name[0].len() == 63 && name[0].starts_with("a_column_whose_name_is_longer_than_the_sixty_three_by"),
        "{name:?}"
    );
    // Nothing is different, so nothing is done.
    Session::open(&destination, &[&WIDE]).await.unwrap();
}

fn deletion(path: &str) -> Change {
    let rows = batch(&WIDE, vec![json!({"path": path, "id": 1})]).changes;
    let Some(Change::Upsert(_, rows)) = rows.into_iter().next() else { unreachable!() };
    let columns = WIDE.key().iter().map(|key| rows.schema().index_of(key).unwrap()).collect::<Vec<_>>();
    Change::Delete(&WIDE, rows.project(&columns).unwrap())
}

#[tokio::test]
async fn what_postgresql_has_no_text_for_is_replaced_and_noted() {
    let Some(server) = shared() else { return };
    let place = Schema::of(server);
    let destination = place.open().await;
    let session = Session::open(&destination, &[&WIDE]).await.unwrap();
    let long = "a_column_whose_name_is_longer_than_the_sixty_three_bytes_of_one_in_postgresql";
    let sent = r#"[{"path": "p", "id": 1, "data": {"a\u0000": "\ud800", "b": "\\u0000"}, "inner": {"name": "x\u0000"}}]"#;
    let mut spoiled = batch(&WIDE, Vec::new());
    let rows = Decoder::new(&WIDE).decode(sent.as_bytes(), "$", &unit()).unwrap().rows;
    spoiled.changes = vec![Change::Upsert(&WIDE, rows)];
    session.commit(vec![spoiled.clone()]).await.unwrap();
    let again = session.commit(vec![spoiled]).await.unwrap();
    assert_eq!(again[0][0].counts, Counts { unchanged: 1, ..Counts::default() });
    let stored = place.texts("SELECT data::text || \"inner\"::text FROM wide").await;
    assert_eq!(stored, ["{\"b\": \"\\\\u0000\", \"a\u{fffd}\": \"\u{fffd}\"}{\"name\": \"x\u{fffd}\"}"]);
    let faults =
        "SELECT column_name || ': ' || message FROM sync_faults WHERE \"_deletedAt\" IS NULL ORDER BY 1";
    let told = place.texts(faults).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[1].starts_with("inner: `inner` of wide p 1 was changed: expected text without U+0000, got {\"name\":\"x\\u0000\"}"),
        "{told:?}"
    );
    // When they fit, they are no faults any more.
    commit(&session, &WIDE, vec![json!({"path": "p", "id": 1, "data": 1, long: "é\u{1}🦀"})]).await;
    assert_eq!(place.texts(faults).await, [""; 0]);
    let name = place.texts("SELECT (to_jsonb(t) ->> attname::text) FROM wide t, pg_attribute WHERE attrelid = 'wide'::regclass AND attname ~ '^a_column'").await;
    assert_eq!(name, ["é\u{1}🦀"]);
}

#[tokio::test]
async fn a_location_without_its_password() {
    let Some(server) = shared() else { return };
    let place = Schema::of(server);
    let location: Location = place.url.replace("ado@", "ado:secret@").parse().unwrap();
    assert!(!format!("{location} {location:?}").contains("secret"));
    assert!(location.peek().await.unwrap().is_empty());
    let destination = location.open(Deletion::Mark).await.unwrap();
    let report = Engine::new("o", Source::new().feeds(), &*destination).run().await.unwrap();
    assert!(report.is_complete());
    destination.close().await.unwrap();
    let known = adoxide_sync::known(&location.peek().await.unwrap()).unwrap();
    assert_eq!(known["projects"], 1);
    for text in ["postgre://u:secret@h/d", "postgresql:", "x"] {
        let error = text.parse::<Location>().unwrap_err().to_string();
        assert!(error.starts_with("expected a destination (") && !error.contains("u:secret"), "{error}");
    }
}

/// The reader waits on a thread of its own, so that it can be used from anywhere.
#[tokio::test]
async fn a_reader_only_reads() {
    let Some(server) = shared() else { return };
    let place = Schema::of(server);
    place.complete(&Source::new()).await;
    let reader = Reader::open(&place.address()).unwrap();
    let rows = |sql: &str, parameters: &[Cell]| {
        let answer = reader.query(sql, parameters, None)?;
        let columns = answer.columns().to_vec();
        Ok::<_, Error>((columns, answer.collect::<Result<Vec<_>, _>>()?))
    };
    let (columns, found) = rows(
        "SELECT count(*) AS items, sum(id) > 3 AS many, $1::text AS said, min(\"_syncedAt\") < now() FROM items; -- all",
        &[Cell::Text("it's \\ said".to_owned())],
    )
    .unwrap();
    assert_eq!(columns, ["items", "many", "said", "?column?"]);
    let said = Cell::Text("it's \\ said".to_owned());
    assert_eq!(found, [[Cell::Integer(15), Cell::Boolean(true), said, Cell::Boolean(true)]]);
    for (sql, message) in [
        ("DELETE FROM items", "the statement answers no rows"),
        (
            "DELETE FROM items RETURNING id",
            "the SQL can't be run: cannot execute DELETE in a read-only transaction",
        ),
        ("SELECT 1; DELETE FROM items", "the SQL can't be run: cannot insert multiple commands"),
        (
            "SELECT _deletedAt FROM items",
            "the SQL can't be run: column \"_deletedat\" does not exist; Perhaps you meant",
        ),
        ("SELECT 1/0", "the SQL can't be run: division by zero"),
        ("SELECT FROM nothing", "the SQL can't be run: relation \"nothing\" does not exist"),
        ("COMMIT", "the statement answers no rows"),
    ] {
        let error = rows(sql, &[]).unwrap_err();
        assert!(error.kind() == ErrorKind::Config && error.to_string().starts_with(message), "{error}");
    }
    // One that is not read to its end does not disturb the next one.
    drop(reader.query("SELECT generate_series(1, 10000)", &[], None).unwrap());
    let sleep = reader.query("SELECT pg_sleep(60)", &[], Some(Duration::from_millis(20))).unwrap();
    let error = sleep.into_iter().next().unwrap().unwrap_err().to_string();
    assert_eq!(error, "the SQL can't be run: canceling statement due to statement timeout");
    assert_eq!(rows("SELECT 1", &[]).unwrap().1, [[Cell::Integer(1)]]);
}
