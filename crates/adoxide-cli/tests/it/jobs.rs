//! Jobs of daily work, each a command line with its effect, and bad inputs, each with one clear sentence.
//!
//! They are data, in `jobs/*.txt`; a file is a story in one organization:
//!
//! | line | what |
//! |---|---|
//! | `## Create a branch` | begins a job |
//! | `$ adox branch create topic` | runs a command that must succeed; `$2 adox …` must exit with 2 |
//! | `$ git commit -m x` | runs git |
//! | `< text` | what the next command reads from stdin |
//! | `= text` | what the last command wrote to stdout, whole; `= ` for nothing |
//! | `~ text` | a part of stdout |
//! | `! text` | a part of stderr |
//! | `@name` | names what stdout has; `{name}` is it from then on |
//! | `cd folder` | goes to a folder of the stage |
//! | `write file text` | writes a file there; `\n` is a line end |

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::stage::{Ran, Stage};

/// A story, and where it stands.
struct Story {
    stage: Stage,
    folder: String,
    names: HashMap<String, String>,
    input: Option<String>,
    last: Option<Ran>,
}

impl Story {
    fn step(&mut self, line: &str) -> Result<(), String> {
        let filled = self.filled(line);
        let (sign, rest) = filled.split_once(' ').unwrap_or((filled.as_str(), ""));
        match sign {
            sign if sign.starts_with('$') => {
                let code = sign[1..].parse().unwrap_or(0);
                let ran = self.run(rest)?;
                if ran.code != code {
                    return Err(format!("expected exit {code}, got {ran}"));
                }
                self.last = Some(ran);
            }
            "<" => self.input = Some(rest.replace("\\n", "\n")),
            "=" => {
                let out = &self.last()?.stdout;
                if out.trim_end() != rest {
                    return Err(format!("expected `{rest}`, got `{}`", out.trim_end()));
                }
            }
            "~" if !self.last()?.stdout.contains(rest) => {
                return Err(format!("expected `{rest}` in {}", self.last()?));
            }
            "!" if !self.last()?.stderr.contains(rest) => {
                return Err(format!("expected `{rest}` on stderr in {}", self.last()?));
            }
            "~" | "!" => {}
            "cd" => rest.clone_into(&mut self.folder),
            "write" => {
                let (name, text) = rest.split_once(' ').ok_or("expected a file and a text")?;
                let path = self.stage.path(&self.folder).join(name);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, text.replace("\\n", "\n")).unwrap();
            }
            name if name.starts_with('@') => {
                let value = self.last()?.stdout.trim_end().to_owned();
                self.names.insert(name[1..].to_owned(), value);
            }
            _ => return Err("no such step".to_owned()),
        }
        Ok(())
    }

    fn last(&self) -> Result<&Ran, String> {
        self.last.as_ref().ok_or_else(|| "nothing has run".to_owned())
    }

    fn filled(&self, line: &str) -> String {
        let mut line = line.to_owned();
        for (name, value) in &self.names {
            line = line.replace(&format!("{{{name}}}"), value);
        }
        line.replace("{url}", &self.stage.url())
    }

    fn run(&mut self, line: &str) -> Result<Ran, String> {
        let words = shlex::split(line).ok_or("a quote is not closed")?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.split_first() {
            Some((&"adox", arguments)) => Ok(match self.input.take() {
                Some(input) => self.stage.run_in_with_input(&self.folder, arguments, &input),
                None => self.stage.run_in(&self.folder, arguments),
            }),
            Some((&"git", arguments)) => Ok(self.stage.git_alone(&self.folder, arguments)),
            _ => Err("expected adox or git".to_owned()),
        }
    }
}

/// The folder of the stories.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/jobs")
}

fn read(name: &str) -> String {
    std::fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap()
}

/// Tells the story of a file.
#[track_caller]
fn tell(name: &str) {
    let mut story =
        Story { stage: Stage::new(), folder: ".".to_owned(), names: HashMap::new(), input: None, last: None };
    for (index, line) in read(name).lines().enumerate() {
        if !line.is_empty()
            && !line.starts_with('#')
            && let Err(wrong) = story.step(line)
        {
            panic!("jobs/{name}.txt:{}: {line}\n{wrong}", index + 1);
        }
    }
}

macro_rules! stories {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                tell(stringify!($name));
            }
        )*

        const STORIES: &[&str] = &[$(stringify!($name)),*];
    };
}

stories! { repository pull_request work_item organization pipeline library artifact security hook wrong }

#[test]
fn every_file_is_told() {
    let files = std::fs::read_dir(folder()).unwrap();
    let mut files: Vec<_> =
        files.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    files.sort();
    let mut told = STORIES.to_vec();
    told.sort_unstable();
    assert_eq!(files, told);
    let jobs = |name: &str| read(name).lines().filter(|line| line.starts_with("## ")).count();
    let count: usize = STORIES.iter().filter(|name| **name != "wrong").map(|name| jobs(name)).sum();
    assert!(count >= 120, "{count} jobs");
    assert!(jobs("wrong") >= 60, "{} bad inputs", jobs("wrong"));
}
