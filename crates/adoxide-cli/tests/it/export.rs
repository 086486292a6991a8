//! `adox export`.

use std::fs;

use adoxide_sync::arrow_array::RecordBatch;
use adoxide_sync::destination::lookup::json_rows;
use arrow_ipc::reader::StreamReader;
use serde_json::Value;

use crate::stage::{Stage, TABLES};

fn synced() -> Stage {
    let stage = Stage::new();
    stage.run(&["sync", TABLES]).good();
    stage
}

fn rows(batches: impl IntoIterator<Item = RecordBatch>) -> Vec<Value> {
    let rows = batches.into_iter().flat_map(|batch| json_rows(&batch).unwrap());
    rows.map(|row| serde_json::from_str(&row).unwrap()).collect()
}

/// All formats hold the same rows, and those that the file has.
#[test]
fn every_format_holds_all_rows() {
    let stage = synced();
    // As it is written: the stage replaces addresses in what it captures.
    let raw = |format: &str| {
        let output = stage.command(&["export", "repositories", "--format", format]).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let lines = raw("jsonl");
    let expected: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names = "SELECT name, project ->> 'name' AS project, size FROM repositories ORDER BY rowid";
    let asked = stage.run(&["query", names]).json();
    assert_eq!(asked.as_array().unwrap().len(), expected.len());
    for (row, asked) in expected.iter().zip(asked.as_array().unwrap()) {
        assert_eq!(
            (&row["name"], &row["project"]["name"], &row["size"]),
            (&asked["name"], &asked["project"], &asked["size"])
        );
    }

    let stream = stage.command(&["export", "repositories", "--format", "arrow"]).output().unwrap();
    assert!(stream.status.success());
    let stream = StreamReader::try_new(&stream.stdout[..], None).unwrap();
    let schema = stream.schema();
    let project = schema.field_with_name("project").unwrap();
    assert!(project.data_type().is_nested(), "{project}");
    let size = schema.field_with_name("size").unwrap();
    assert_eq!(size.metadata()["description"], "Size, in bytes, compressed");
    assert_eq!(rows(stream.map(Result::unwrap)), expected);

    let csv = stage.run(&["export", "repositories"]).good();
    let asked = stage.run(&["query", "--output", "csv", "SELECT * FROM repositories"]).good();
    // SQLite has no booleans of its own: a query shows 1 and 0.
    let same = |(exported, asked): (&str, &str)| {
        exported == asked || matches!((exported, asked), ("true", "1") | ("false", "0"))
    };
    assert_eq!(csv.lines().count(), asked.lines().count());
    for (exported, asked) in csv.lines().zip(asked.lines()) {
        assert_eq!(exported.split(',').count(), asked.split(',').count(), "{exported}\n{asked}");
        assert!(exported.split(',').zip(asked.split(',')).all(same), "{exported}\n{asked}");
    }
    stage.run(&["export", "repositories", "--out", "repositories.csv"]).good();
    assert_eq!(fs::read_to_string(stage.path("repositories.csv")).unwrap(), raw("csv"));

    #[cfg(feature = "parquet")]
    {
        use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

        stage.run(&["export", "repositories", "--out", "repositories.parquet"]).good();
        let file = fs::File::open(stage.path("repositories.parquet")).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
        assert_eq!(rows(reader.map(Result::unwrap)), expected);
    }
}

#[test]
fn rows_are_chosen_by_a_condition() {
    let stage = synced();
    let of = |condition: &str| {
        let ran = stage.run(&["export", "refs", "--format", "jsonl", "--where", condition]);
        ran.good().lines().count()
    };
    let all = of("TRUE -- each of them");
    assert!(all > 1);
    assert_eq!(of("name = 'refs/heads/main'") + of("name <> 'refs/heads/main'"), all);
    assert_eq!(of("_deletedAt IS NOT NULL"), 0);
    assert_eq!(stage.run(&["export", "refs", "--where", "FALSE"]).good().lines().count(), 1);
}

#[test]
fn what_cannot_be_exported_says_why() {
    let stage = synced();
    let refused = |arguments: &[&str], code: i32, text: &str| {
        let ran = stage.run(arguments);
        assert_eq!(ran.code, code, "{ran}");
        assert!(ran.stderr.contains(text), "{ran}");
        assert_eq!(ran.stdout, "");
    };
    refused(&["export", "repos"], 2, "there is no table `repos` in `adox.db`; the tables are ");
    refused(&["export", "_state"], 2, "there is no table `_state`");
    refused(&["export", "refs", "--where", "nonsense = 1"], 2, "no such column: nonsense");
    refused(
        &["export", "refs", "--where", "1) --"],
        2,
        "the condition can't be used on the columns of `refs`",
    );
    refused(&["export", "refs", "--database", "other.db"], 1, "there is no file `other.db`");
    refused(&["export", "refs", "--database", "jsonl:x"], 2, "can't be read as a table");
    refused(&["export", "refs", "--out", "refs.xlsx"], 2, "`.xlsx` is not the extension of a format");
    let mut command = stage.command(&["export", "refs", "--format", "arrow"]);
    let ran = stage.ran({
        command.env("ADOXIDE_FORCE_TTY", "80");
        command
    });
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("not written to a terminal"), "{ran}");
}
