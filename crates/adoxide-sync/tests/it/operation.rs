//! What may be called: nothing that changes anything, and nothing of what is in a file.

use adoxide::api::wire::Effect;
use adoxide::{Client, credential::Pat};
use adoxide_sync::{feeds, table};

#[test]
fn nothing_is_changed_and_no_file_is_read() {
    let client = Client::builder("contoso").credential(Pat::new("a".repeat(52)).unwrap()).build().unwrap();
    let feeds = feeds(&client, &[]);
    let operations: Vec<_> = feeds.iter().flat_map(|feed| feed.operations()).collect();
    assert!(operations.len() > 50);
    for meta in operations {
        let operation = meta.id;
        assert_eq!(meta.effect, Effect::Read, "{operation}");
        assert_eq!(meta.produces, ["application/json"], "{operation}");
        let contents = ["items", "itemsBatch", "blobs", "trees", "fileDiffs", "filePaths", "logs"];
        assert!(!contents.iter().any(|contents| meta.resource.eq_ignore_ascii_case(contents)), "{operation}");
        assert!(!meta.scopes.is_empty(), "{operation}");
    }
}

/// Lists of tables, operations and scopes are derived from what each table says, so it says everything.
#[test]
fn every_table_says_everything_about_itself() {
    let mut names = Vec::new();
    for table in table::all() {
        let name = table.name();
        names.push(name);
        assert!(!table.description().is_empty() && table.description().ends_with('.'), "{name}");
        let reference = table.reference().unwrap_or_else(|| panic!("{name} has no reference"));
        assert!(reference.starts_with("https://learn.microsoft.com/en-us/rest/api/azure/devops/"), "{name}");
        assert!(!table.connectors().is_empty(), "{name} belongs to no connector");
        for column in table.all_columns() {
            let (column, about) = (column.name(), column.description());
            assert!(!about.is_empty() && !about.ends_with('.'), "{name}.{column}: {about}");
        }
        for key in table.key() {
            assert!(table.schema().index_of(key).is_ok(), "{name}.{key}");
        }
    }
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names.len(), "a name is taken twice");
}
