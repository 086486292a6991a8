use crate::stage::Stage;

#[test]
fn a_report_of_what_was_synced() {
    let stage = Stage::new();
    stage.run(&["sync", "-q"]).good();
    let written = stage.run(&["report", "--out", "pages", "--projects", "1"]);
    assert!(written.stderr.contains("28 pages, "), "{written}");
    assert_eq!(written.good().trim(), "pages/index.html");
    let index = std::fs::read_to_string(stage.path("pages/index.html")).unwrap();
    assert!(index.contains("<title>Overview · fabrikam</title>"));
    assert!(!index.contains("never synced"), "a sync has all that the overview needs");
    // Again, with fewer pages.
    stage
        .run(&["report", "--out", "pages", "--from", "2026-01-01", "--to", "2026-01-31", "--projects=0"])
        .good();
    assert!(!stage.path("pages/365-days").join("index.html").exists());

    stage.write("index.html", "my own page");
    let refused = stage.run(&["report", "--out", "."]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("`./index.html` is there already"), "{refused}");
}
