//! What runs publish.

use std::fmt;
use std::path::{Path, PathBuf};

use adoxide_api::build::BuildArtifact;
use tokio::io::AsyncWriteExt;

use super::run::Run;
use crate::download::Download;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::project::missing;

/// How many times in a row a download goes on without having got a byte.
const TRIES: u32 = 5;

/// Something that a run published.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/artifacts>
#[derive(Clone)]
pub struct Artifact {
    run: Run,
    value: BuildArtifact,
}

impl Artifact {
    pub(super) fn new(run: &Run, value: BuildArtifact) -> Self {
        Self { run: run.clone(), value }
    }

    /// All that the service says about it.
    pub fn value(&self) -> &BuildArtifact {
        &self.value
    }

    /// Its run.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// How it is kept: `PipelineArtifact`, `Container`, `filepath`.
    pub fn kind(&self) -> &str {
        let resource = self.value.resource.as_ref();
        resource.and_then(|resource| resource.r#type.as_deref()).unwrap_or_default()
    }

    /// How many bytes its files have, where the service says so.
    pub fn size(&self) -> Option<u64> {
        let properties = self.value.resource.as_ref()?.properties.as_ref()?;
        properties.get("artifactsize")?.as_deref()?.parse().ok()
    }

    fn url(&self) -> Result<&str> {
        let resource = self.value.resource.as_ref();
        resource.and_then(|resource| resource.download_url.as_deref()).ok_or_else(|| missing("downloadUrl"))
    }

    /// Its files as a zip file, as its bytes come.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it was deleted, and as
    /// [`Client::download_link`](crate::Client::download_link).
    pub async fn download(&self) -> Result<Download> {
        self.run.client().download_link(self.url()?).await
    }

    /// One of its files, by its path in the artifact: `/bin/app.exe`. Only pipeline artifacts have files that can be
    /// downloaded alone.
    ///
    /// # Errors
    /// [`ErrorKind::NotSupported`] for other kinds, [`ErrorKind::NotFound`] when there is no such file; and as
    /// [`download`](Self::download).
    pub async fn file(&self, path: &str) -> Result<Download> {
        if self.kind() != "PipelineArtifact" {
            let what = format!("files of {self:?} can't be downloaded alone");
            return Err(Error::new(ErrorKind::NotSupported, what).advise("download all of it"));
        }
        let mut url: url::Url = self.url()?.parse().map_err(|error| {
            Error::new(ErrorKind::Decode, format!("the `downloadUrl` can't be read: {error}"))
        })?;
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| name != "format" && name != "subPath")
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        let path = format!("/{}", path.trim_start_matches('/'));
        url.query_pairs_mut()
            .clear()
            .extend_pairs(kept)
            .append_pair("format", "file")
            .append_pair("subPath", &path);
        self.run.client().download_link(url.as_str()).await
    }

    /// Downloads it to a file: a zip file of its files. Where the connection breaks, it goes on from there, if the
    /// service can do that, and from the beginning otherwise. The file has its name only when it is whole; until then
    /// `.part` is behind it. How many bytes it has.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the file can't be written, and as [`download`](Self::download).
    pub async fn save(&self, path: impl AsRef<Path>) -> Result<u64> {
        let path = path.as_ref();
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let size = self.save_as(&part).await?;
        tokio::fs::rename(&part, path).await.map_err(|error| unwritable(path, error))?;
        Ok(size)
    }

    async fn save_as(&self, part: &Path) -> Result<u64> {
        let failed = |error| unwritable(part, error);
        let mut file = tokio::fs::File::create(part).await.map_err(failed)?;
        let (mut size, mut tag, mut failures) = (0, None, 0);
        loop {
            let mut download =
                self.run.client().download_link_from(self.url()?, size, tag.as_deref()).await?;
            if download.status() != http::StatusCode::PARTIAL_CONTENT && size > 0 {
                // The service does not go on from there, or it is another file now.
                file.set_len(0).await.map_err(failed)?;
                file = tokio::fs::File::create(part).await.map_err(failed)?;
                size = 0;
            }
            tag = download
                .headers()
                .get(http::header::ETAG)
                .and_then(|tag| tag.to_str().ok())
                .filter(|tag| !tag.starts_with("W/"))
                .map(str::to_owned);
            loop {
                match download.next().await {
                    Some(Ok(bytes)) => {
                        file.write_all(&bytes).await.map_err(failed)?;
                        size += bytes.len() as u64;
                        failures = 0;
                    }
                    Some(Err(error)) => {
                        failures += 1;
                        if failures == TRIES {
                            return Err(error);
                        }
                        break;
                    }
                    None => {
                        file.flush().await.map_err(failed)?;
                        return Ok(size);
                    }
                }
            }
        }
    }
}

fn unwritable(path: &Path, error: std::io::Error) -> Error {
    let what = format!("{} can't be written: {error}", path.display());
    Error::new(ErrorKind::Invalid, what).caused_by(error)
}

impl fmt::Debug for Artifact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Artifact({} of {:?})", self.name(), self.run)
    }
}
