//! Texts that people write.

use std::path::Path;

use adoxide::Address;
use adoxide_yaml::{Expander, Pipeline, Repositories, Repository, RepositoryResource};

use super::Try;
use super::input::{damaged, one, text, words};

/// Addresses: a token goes to no host but the one that is meant by everybody else's reading of the URL.
#[allow(clippy::unnecessary_wraps, reason = "as every target")]
pub fn url(_: &Path) -> Result<Try<'static>, String> {
    let parts = [
        "https://",
        "http://",
        "ssh://",
        "git@",
        "ada@",
        "ada:secret@",
        "dev.azure.com",
        "ssh.dev.azure.com",
        "contoso.visualstudio.com",
        "vs-ssh.visualstudio.com",
        "127.0.0.1",
        "[::1]",
        "evil.example",
        ":8080",
        ":22",
        ":v3",
        "/",
        "//",
        "\\",
        "@",
        "#",
        "?",
        "%2f",
        "%40",
        "_git",
        "_ssh",
        "_apis",
        "contoso",
        "Store Front",
        "web",
        "..",
        ";",
        "\t",
    ];
    Ok(Box::new(move |rng| {
        let mut url = String::new();
        for _ in 0..rng.usize(1..12) {
            url += one(rng, &parts);
        }
        let url = String::from_utf8_lossy(&damaged(rng, url.into_bytes())).into_owned();
        let Ok(address) = url.parse::<Address>() else { return Ok(()) };
        let read = address.to_string();
        let again = read
            .parse::<Address>()
            .map_err(|error| format!("`{url}` reads as `{read}`, which does not: {error}"))?;
        if again.to_string() != read {
            return Err(format!("`{url}` reads as `{read}`, and that as `{again}`"));
        }
        let host = |url: &str| {
            url::Url::parse(url).ok().and_then(|url| Some((url.host_str()?.to_owned(), url.port())))
        };
        let (meant, used) = (host(&url), host(&read));
        // The hosts of Azure DevOps Services belong together.
        if meant.is_some() && meant != used && !address.is_cloud() {
            return Err(format!("`{url}` is of {meant:?}, and `{read}` of {used:?}"));
        }
        Ok(())
    }))
}

struct Files(Vec<String>);

impl Repositories for Files {
    fn own(&self) -> Repository {
        Repository::default()
    }

    fn declared(&self, _: &RepositoryResource) -> Result<Repository, String> {
        Ok(Repository::default())
    }

    fn text(&self, _: &Repository, path: &str) -> Result<Option<String>, String> {
        let at = path.bytes().map(usize::from).sum::<usize>();
        Ok(self.0.get(at % self.0.len().max(1)).cloned())
    }
}

/// Pipelines: expanded or refused, and what was expanded expands to itself or is refused.
#[allow(clippy::unnecessary_wraps, reason = "as every target")]
pub fn yaml(_: &Path) -> Result<Try<'static>, String> {
    let lines = [
        "steps:",
        "- script: echo",
        "- bash: make ${{ parameters.a }}",
        "- template: a.yml",
        "  parameters:",
        "    a: 1",
        "parameters:",
        "- name: a",
        "  type: object",
        "  default: [1, 2]",
        "- ${{ each x in parameters.a }}:",
        "  - script: ${{ x }}",
        "- ${{ if eq(variables['a'], 'b') }}:",
        "- ${{ else }}:",
        "extends:",
        "  template: b.yml",
        "stages:",
        "- stage: A",
        "  jobs:",
        "  - job: B",
        "    steps:",
        "    - checkout: self",
        "jobs:",
        "variables:",
        "  a: b",
        "- ${{ insert }}: ${{ parameters.a }}",
        "resources:",
        "  repositories:",
        "  - repository: r",
        "trigger: none",
        "- task: X@1",
        "  inputs: { a: b }",
        "a: &a [*a]",
        "? b",
        "|",
        ">-",
        "  ${{ replace(format('{0}', 1), join(',', x)) }}: 1",
        "strategy: { matrix: { a: { b: c } } }",
        "pool: { vmImage: x }",
        "    ",
        "\t",
    ];
    Ok(Box::new(move |rng| {
        let mut file = || {
            let mut file = String::new();
            for _ in 0..rng.usize(1..15) {
                file += one(rng, &["", "", "  ", "    "]);
                file += one(rng, &lines);
                file += "\n";
            }
            String::from_utf8_lossy(&damaged(rng, file.into_bytes())).into_owned()
        };
        let files = Files((0..3).map(|_| file()).collect());
        let pipeline = Pipeline::new("/azure-pipelines.yml", file())
            .parameter("a", words(rng, &["[", "]", "{", "}", "a", ":", ",", "1"], 8))
            .variable(text(rng), text(rng));
        if let Ok(expanded) = Expander::new(&files).expand(&pipeline) {
            let again =
                Expander::new(&files).expand(&Pipeline::new("/azure-pipelines.yml", expanded.yaml.clone()));
            if let Ok(again) = again
                && again.yaml != expanded.yaml
            {
                return Err(format!(
                    "{}\n  expands to\n{}\n  and that to\n{}",
                    pipeline.text, expanded.yaml, again.yaml
                ));
            }
        }
        Ok(())
    }))
}
