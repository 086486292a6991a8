//! Every bench runs, in small: what it finds is right, and its page can be read. No figure is judged.

use std::process::Command;

#[test]
fn all() {
    // Building, and peers, are not for here.
    let benches = [
        "decode",
        "call",
        "sync-full",
        "sync-none",
        "sync-one",
        "sync-pull-requests",
        "throttle",
        "memory",
        "write",
        "write-postgres",
        "events",
        "freshness",
        "emulator",
        "start",
    ];
    let output =
        Command::new(env!("CARGO_BIN_EXE_xtask")).args(["bench", "--smoke"]).args(benches).output().unwrap();
    let (said, complaints) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}\n{complaints}");
    for bench in benches {
        assert!(said.contains(&format!("## {bench}: ")), "{bench} is missing in {said}");
    }
}
