//! Azure DevOps Servers, whose API versions are older.

use crate::stage::Stage;

#[test]
fn servers_of_three_versions_are_verified_synced_and_listed() {
    for version in ["5.1", "6.0", "7.0"] {
        let stage = Stage::with(|builder| builder.server_version(version));
        let verified = stage.run(&["verify", "--output", "json"]);
        assert_eq!(verified.code, 0, "{version}: {verified}");
        let synced = stage.run(&["sync"]);
        assert_eq!(synced.code, 0, "{version}: {synced}");
        let count = stage.run(&["query", "--output", "csv", "SELECT count(*) > 10 FROM work_items"]);
        assert_eq!(count.stdout.lines().last(), Some("1"), "{version}: {count}");
        for arguments in [
            &["repo", "list"][..],
            &["wi", "list", "--project", "Storefront"],
            &["pr", "list", "--project", "Storefront"],
        ] {
            let listed = stage.run(arguments);
            assert_eq!(listed.code, 0, "{version}: {listed}");
        }
        let fixed = stage.run(&["repo", "list", "--api-version", version]);
        assert_eq!(fixed.code, 0, "{version}: {fixed}");
        let newer = stage.run(&["repo", "list", "--api-version", "7.1"]);
        assert!(
            newer.code == 1 && newer.stderr.contains("is out of range for this server"),
            "{version}: {newer}"
        );
        let wrong = stage.run(&["repo", "list", "--api-version", "newest"]);
        assert_eq!(wrong.code, 2, "{version}: {wrong}");
    }
}
