//! A report as files: the pages of some times and projects, linked with each other, and the rows behind them as CSV.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::page::{self, Choice, Links, Site};
use crate::{Error, ErrorKind, Named, Reader, Result, Scope, audit, metric};

/// The list of the files that were written: the next report removes those that it doesn't write again.
const LIST: &str = ".adox-report";

/// What a report is of. Its pages stand in `DIR`, `DIR/30-days`, …, `DIR/projects/NAME`.
pub struct Plan<'a> {
    /// The name of the organization.
    pub organization: String,
    /// The tables.
    pub reader: &'a Reader,
    /// What is looked at first.
    pub scope: Scope,
    /// Other times: the name of each, its folder, and what is looked at.
    pub times: Vec<(String, String, Scope)>,
    /// How the first time is called among them.
    pub time: String,
    /// The projects that have pages of their own.
    pub projects: Vec<Named>,
    /// When the report is made.
    pub made: Timestamp,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// Pages.
    pub pages: usize,
    /// Files, pages included.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Bytes of the largest page.
    pub largest: u64,
}

/// One set of pages: a folder, and what they show.
struct Variant {
    /// From the folder of the report, with a slash at its end; empty for the first.
    folder: String,
    scope: Scope,
    time: usize,
    /// 0 for all projects.
    project: usize,
}

impl Plan<'_> {
    /// Writes the report into a folder, which is created. Reports each file to `done`.
    ///
    /// Files of an earlier report are replaced; other files are left alone.
    ///
    /// # Errors
    /// When a file is in the way that no report has written, when one can't be written, or when a query fails.
    pub fn write(&self, folder: &Path, mut done: impl FnMut(&Path)) -> Result<Written> {
        let before = earlier(folder)?;
        let variants = self.variants();
        let mut ours = BTreeSet::new();
        let mut written = Written::default();
        let mut audit: Option<audit::Report> = None;
        for variant in &variants {
            let links = Files { plan: self, variants: &variants, here: variant };
            let site = Site::new(&self.organization, self.reader, &variant.scope, &links, self.made)?;
            match (&audit, variant.scope.in_project()) {
                (Some(whole), Some(project)) if self.scope.in_project().is_none() => {
                    site.audited(whole.in_project(&project.name));
                }
                (Some(whole), _) => site.audited(whole.clone()),
                (None, _) => audit = Some((*site.audit()?).clone()),
            }
            let mut put = |name: String, content: &str, page: bool| -> Result<()> {
                let path = folder.join(&name);
                if path.exists() && !before.contains(&name) && !ours.contains(&name) {
                    let message =
                        format!("`{}` is there already, and no report has written it", path.display());
                    return Err(Error::new(ErrorKind::Write, message).help("name another folder with --out"));
                }
                replace(&path, content)?;
                written.files += 1;
                written.pages += usize::from(page);
                written.bytes += content.len() as u64;
                if page {
                    written.largest = written.largest.max(content.len() as u64);
                }
                ours.insert(name);
                done(&path);
                Ok(())
            };
            for page in page::all() {
                if page.audit {
                    let report = site.audit()?;
                    let csv = audit::write::write(&report, audit::write::Format::Csv);
                    put(format!("{}data/{}.csv", variant.folder, page.id), &csv, false)?;
                }
                put(format!("{}{}.html", variant.folder, page.id), &page::render(&site, page)?, true)?;
                for placed in &page.figures {
                    let name = format!("{}data/{}.csv", variant.folder, placed.metric);
                    match site.csv(&placed.metric) {
                        Ok(csv) => {
                            put(name, &csv, false)?;
                            let sql = self.reader.sql(metric::find(&placed.metric)?, &variant.scope)?;
                            put(format!("{}data/{}.sql", variant.folder, placed.metric), &sql, false)?;
                        }
                        Err(error) if matches!(error.kind(), ErrorKind::NotSynced(_)) => {}
                        Err(error) => return Err(error),
                    }
                }
            }
        }
        for name in before.difference(&ours) {
            match fs::remove_file(folder.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(unwritable(&folder.join(name), &error));
                }
                _ => {}
            }
        }
        let list: Vec<&str> = ours.iter().map(String::as_str).collect();
        replace(&folder.join(LIST), &(list.join("\n") + "\n"))?;
        Ok(written)
    }

    fn variants(&self) -> Vec<Variant> {
        let mut variants =
            vec![Variant { folder: String::new(), scope: self.scope.clone(), time: 0, project: 0 }];
        for (time, (_, folder, scope)) in self.times.iter().enumerate() {
            let folder = format!("{folder}/");
            variants.push(Variant { folder, scope: scope.clone(), time: time + 1, project: 0 });
        }
        for (project, named) in self.projects.iter().enumerate() {
            let scope = self.scope.clone().project(Some(named.clone()));
            let folder = format!("projects/{}/", folder_name(named));
            variants.push(Variant { folder, scope, time: 0, project: project + 1 });
        }
        variants
    }
}

/// Links between files: from the folder that they are in.
struct Files<'a> {
    plan: &'a Plan<'a>,
    variants: &'a [Variant],
    here: &'a Variant,
}

impl Files<'_> {
    /// The address of a page in another folder.
    fn page_of(&self, variant: &Variant) -> String {
        let up = "../".repeat(self.here.folder.matches('/').count());
        format!("{up}{}index.html", encoded(&variant.folder))
    }

    fn choice(&self, name: &str, chosen: usize, options: Vec<(String, &Variant)>) -> Option<Choice> {
        let options: Vec<_> =
            options.into_iter().map(|(name, variant)| (name, self.page_of(variant))).collect();
        (options.len() > 1).then(|| Choice { name: name.to_owned(), options, chosen })
    }
}

impl Links for Files<'_> {
    fn page(&self, id: &str) -> String {
        format!("{id}.html")
    }

    fn csv(&self, metric: &str) -> String {
        format!("data/{metric}.csv")
    }

    fn sql(&self, metric: &str) -> String {
        format!("data/{metric}.sql")
    }

    fn choices(&self) -> Vec<Choice> {
        let mut times = vec![(self.plan.time.clone(), &self.variants[0])];
        let mut projects = vec![("all".to_owned(), &self.variants[0])];
        for variant in &self.variants[1..] {
            match variant.project {
                0 => times.push((self.plan.times[variant.time - 1].0.clone(), variant)),
                project => projects.push((self.plan.projects[project - 1].name.clone(), variant)),
            }
        }
        let times = self.choice("Time", self.here.time, times);
        let projects = self.choice("Project", self.here.project, projects);
        [times, projects].into_iter().flatten().collect()
    }
}

/// The name of a project as that of a folder: what is safe of it, and the beginning of its id.
fn folder_name(project: &Named) -> String {
    let safe =
        project.name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let name: String = safe.take(40).collect();
    let id: String = project.id.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    format!("{}-{id}", name.trim_matches('-')).trim_start_matches('-').to_owned()
}

/// A path in an address. Folders have plain names.
fn encoded(path: &str) -> String {
    path.replace(' ', "%20")
}

/// The files that an earlier report has written.
fn earlier(folder: &Path) -> Result<BTreeSet<String>> {
    let path = folder.join(LIST);
    match fs::read_to_string(&path) {
        Ok(list) => {
            // A list that somebody has changed reaches no other folder.
            let inside = |name: &&str| {
                let parts = Path::new(name).components();
                !name.is_empty()
                    && parts.into_iter().all(|part| matches!(part, std::path::Component::Normal(_)))
            };
            Ok(list.lines().filter(inside).map(str::to_owned).collect())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(unwritable(&path, &error)),
    }
}

/// Writes a file whole or not at all.
fn replace(path: &Path, content: &str) -> Result<()> {
    let write = || -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut beside = path.as_os_str().to_owned();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        let mut file = fs::File::create(&beside)?;
        file.write_all(content.as_bytes())?;
        drop(file);
        fs::rename(&beside, path)
    };
    write().map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::new(ErrorKind::Write, format!("`{}` can't be written: {error}", path.display()))
}
