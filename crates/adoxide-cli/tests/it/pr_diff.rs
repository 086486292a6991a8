//! `adox pr diff` against the real git: what git would print, and what git applies.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Stdio;

use crate::stage::Stage;

/// An empty clone of a new repository, in the folder `web`.
fn clone(stage: &Stage) {
    stage.run(&["repo", "create", "Storefront/fresh"]).good();
    stage.run(&["repo", "clone", "Storefront/fresh", "web"]).good();
    for (key, value) in [("core.quotePath", "true"), ("core.autocrlf", "false"), ("diff.renames", "true")] {
        stage.git("web", &["config", key, value]);
    }
}

/// All of the folder as a commit of a branch, which is pushed.
fn commit(stage: &Stage, branch: &str) {
    stage.git("web", &["add", "--all"]);
    stage.git("web", &["commit", "--quiet", "--allow-empty", "--message", branch]);
    stage.git("web", &["push", "--quiet", "origin", &format!("HEAD:refs/heads/{branch}")]);
}

/// The patch of a new pull request.
fn diff(stage: &Stage, source: &str, target: &str, options: &[&str]) -> Vec<u8> {
    let create = ["pr", "create", "--source", source, "--target", target, "--title", "t", "--json"];
    let made = stage.run_in("web", &create).json();
    let number = made["pullRequestId"].as_i64().unwrap().to_string();
    let mut command = stage.command(&["pr", "diff", &number]);
    let output = command.args(options).current_dir(stage.path("web")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn git_bytes(stage: &Stage, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut git = std::process::Command::new("git");
    git.args(arguments).current_dir(stage.path("web")).env("HOME", stage.path("home"));
    git.env("GIT_CONFIG_NOSYSTEM", "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = git.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn set_executable(path: &Path, is: bool) {
    fs::set_permissions(path, fs::Permissions::from_mode(if is { 0o755 } else { 0o644 })).unwrap();
}

const POEM: &str =
    "struct Poem {\n  a\n  b\n  c\n  d\n  e\n  f\n  g\n}\n\nfn read() {\n  1\n  2\n  3\n  4\n  5\n}\n";

#[test]
fn a_patch_is_as_git_prints_it() {
    let stage = Stage::new();
    clone(&stage);
    let at = |name: &str| stage.path("web").join(name);
    stage.write("web/edited.rs", POEM);
    stage.write("web/executable", "run\n");
    stage.write("web/executable and edited", "run\nfast\n");
    stage.write("web/moved", POEM.repeat(2));
    stage.write("web/moved and edited", POEM);
    stage.write("web/gone", "gone\n");
    stage.write("web/empty and gone", "");
    stage.write("web/binary", b"\0\x01\x02");
    stage.write("web/endless", "1\n2");
    stage.write("web/ended", "1\n2\n");
    stage.write("web/returns", "1\r\n2\rstill 2\r\n3\r");
    stage.write("web/file", "target");
    stage.write("web/folder", "was a file\n");
    symlink("edited.rs", at("link")).unwrap();
    stage.write("web/ä \"quoted\"\\\t", "1\n");
    commit(&stage, "main");
    stage.write("web/edited.rs", POEM.replace("  b\n", "  B\n  BB\n").replace("  5\n", ""));
    set_executable(&at("executable"), true);
    set_executable(&at("executable and edited"), true);
    stage.write("web/executable and edited", "run\nfaster\n");
    fs::create_dir(at("deep")).unwrap();
    fs::rename(at("moved"), at("deep/moved here")).unwrap();
    fs::remove_file(at("moved and edited")).unwrap();
    stage.write("web/deep/changed", POEM.replace("  c\n", "  C\n"));
    fs::remove_file(at("gone")).unwrap();
    fs::remove_file(at("empty and gone")).unwrap();
    stage.write("web/binary", b"\0\x01\x03");
    stage.write("web/new binary", b"new\0");
    stage.write("web/endless", "1\n3");
    stage.write("web/ended", "1\n2");
    stage.write("web/returns", "1\r\n2\rstill two\r\n3\r");
    fs::remove_file(at("file")).unwrap();
    symlink("target", at("file")).unwrap();
    fs::remove_file(at("folder")).unwrap();
    fs::create_dir(at("folder")).unwrap();
    stage.write("web/folder/in it", "new\n");
    fs::remove_file(at("link")).unwrap();
    symlink("deep/changed", at("link")).unwrap();
    stage.write("web/new and empty", "");
    stage.write("web/ä \"quoted\"\\\t", "2\n");
    let submodule = "160000,1234567890123456789012345678901234567890,module";
    fs::create_dir(at("module")).unwrap();
    stage.git("web", &["add", "--all"]);
    stage.git("web", &["update-index", "--add", "--cacheinfo", submodule]);
    stage.git("web", &["commit", "--quiet", "--message", "Much"]);
    stage.git("web", &["push", "--quiet", "origin", "HEAD:refs/heads/topic"]);

    let patch = diff(&stage, "topic", "main", &[]);
    let expected = git_bytes(&stage, &["diff", "--full-index", "HEAD~1", "HEAD"], b"");
    assert_eq!(String::from_utf8_lossy(&patch), String::from_utf8_lossy(&expected));
}

/// Numbers that look random, and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn content(&mut self) -> Vec<u8> {
        const LINES: &[&[u8]] =
            &[b"a\n", b"b\n", b"c\n", b"\n", b"d\r\n", b"e\rf\n", b"\xff\n", b"g", b"h\0\n"];
        let often = [4, 5, 8, 9].map(|end| &LINES[..end]);
        let lines = *self.one(&often);
        (0..self.below(30)).flat_map(|_| self.one(lines).iter().copied()).collect()
    }
}

const NAMES: &[&str] = &["a", "b", "c d", "é", "f\"g", "h\\i", "j\tk", "l\nm", " ", "-n"];

/// Does something to a file of the folder.
fn change(numbers: &mut Numbers, folder: &Path) {
    let mut path = folder.to_owned();
    for _ in 0..numbers.below(3) {
        path.push(numbers.one(&["x", "y z"]));
    }
    path.push(numbers.one(NAMES));
    let ready = |path: &Path| {
        let mut parent = path.parent().unwrap();
        while parent != folder {
            // Where a folder is to be, no file may be.
            if parent.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
                fs::remove_file(parent).unwrap();
            }
            parent = parent.parent().unwrap();
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        match path.symlink_metadata() {
            Ok(found) if found.is_dir() => fs::remove_dir_all(path).unwrap(),
            Ok(_) => fs::remove_file(path).unwrap(),
            Err(_) => {}
        }
    };
    let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
    match numbers.below(8) {
        0 => ready(&path),
        1 if is_file => {
            let mut to = folder.join(numbers.one(&["x", "moved"]));
            to.push(numbers.one(NAMES));
            let content = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            ready(&to);
            fs::write(to, content).unwrap();
        }
        2 if is_file => set_executable(&path, numbers.below(2) == 0),
        3 if is_file => {
            let mut content = fs::read(&path).unwrap();
            let at = numbers.below(content.len() + 1);
            content.splice(at..at, numbers.content());
            fs::write(&path, content).unwrap();
        }
        4 => {
            ready(&path);
            symlink(numbers.one(NAMES), &path).unwrap();
        }
        5 if is_file => {
            // A folder where a file was.
            fs::remove_file(&path).unwrap();
            fs::create_dir(&path).unwrap();
            fs::write(path.join("in"), numbers.content()).unwrap();
        }
        _ => {
            ready(&path);
            fs::write(&path, numbers.content()).unwrap();
        }
    }
}

#[test]
fn what_is_printed_is_what_git_applies() {
    let stage = Stage::new();
    clone(&stage);
    let mut numbers = Numbers(7);
    for round in 0..8 {
        for _ in 0..30 {
            change(&mut numbers, &stage.path("web"));
        }
        let (base, head) = (format!("base-{round}"), format!("head-{round}"));
        commit(&stage, &base);
        for _ in 0..numbers.below(25) {
            change(&mut numbers, &stage.path("web"));
        }
        commit(&stage, &head);
        let patch = diff(&stage, &head, &base, &["--binary"]);
        stage.git("web", &["read-tree", "HEAD~1"]);
        if !patch.is_empty() {
            git_bytes(&stage, &["apply", "--cached", "--whitespace=nowarn", "-"], &patch);
        }
        let tree = stage.git("web", &["write-tree"]);
        let left = stage.git("web", &["diff", &tree, "HEAD^{tree}"]);
        assert_eq!(left, "", "round {round}: {}", String::from_utf8_lossy(&patch));
        stage.git("web", &["read-tree", "HEAD"]);
    }
}
