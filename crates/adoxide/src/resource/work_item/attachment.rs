//! Files of work items.

use std::fmt;

use adoxide_api::wit::{self, CreateAttachment, GetAttachment, UploadAttachment};
use bytes::{Bytes, BytesMut};
use futures::StreamExt;

use super::super::identity::is_id;
use super::super::project::{Project, missing};
use super::WorkItem;
use super::link::{Link, Target};
use crate::client::Client;
use crate::download::Download;
use crate::error::{Error, ErrorKind, Result};
use crate::upload::{Payload, Upload};

/// The service takes up to 130 MB in one request; larger files come in pieces.
const AT_ONCE: usize = 100 << 20;
/// The size of a piece.
const PIECE: usize = 16 << 20;

/// A file that was uploaded.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/attachments>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    id: String,
    url: String,
    name: String,
    size: Option<u64>,
}

impl Attachment {
    /// The file of a link.
    pub(super) fn read(url: &str, name: Option<String>, size: Option<u64>) -> Option<Self> {
        let path = url.split(['?', '#']).next()?;
        let id = path.rsplit('/').next().filter(|id| is_id(id))?.to_owned();
        Some(Self { id, url: url.to_owned(), name: name.unwrap_or_default(), size })
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes it has, where the service said so.
    pub fn size(&self) -> Option<u64> {
        self.size
    }
}

impl Client {
    /// The content of a file, by its id, as it comes.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such file, and as any call.
    pub async fn download_attachment(&self, id: &str) -> Result<Download> {
        self.download(wit::get_attachment(None, &id.into(), GetAttachment::default())).await
    }
}

impl Project {
    /// Uploads a file, to be linked to work items. A file of more than 100 MiB goes up in pieces; to know, it
    /// needs its [length](Upload::length).
    ///
    /// A piece that is lost on the way is sent again if nobody can tell the difference; else the upload breaks
    /// off, and nothing is linked.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the content is not as long as it says, and as any call.
    pub async fn upload_attachment(
        &self,
        name: impl Into<String>,
        content: impl Into<Upload>,
    ) -> Result<Attachment> {
        let (name, content) = (name.into(), content.into());
        let length = content.known_length();
        let made = match length {
            Some(length) if length > AT_ONCE as u64 => {
                upload_pieces(self, &name, content, length, PIECE).await?
            }
            _ => {
                let params =
                    CreateAttachment { file_name: Some(name.clone()), ..CreateAttachment::default() };
                let op = wit::create_attachment(Some(&self.locator()), Bytes::new(), params);
                self.client().upload(op, content).await?
            }
        };
        let url = made.url.ok_or_else(|| missing("url"))?;
        let id = made.id.ok_or_else(|| missing("id"))?;
        Ok(Attachment { id, url, name, size: length })
    }

    /// As [`upload_attachment`](Self::upload_attachment), in pieces of this many bytes whatever its size.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when its length is not known, or wrong; and as any call.
    pub async fn upload_attachment_in_pieces(
        &self,
        name: impl Into<String>,
        content: impl Into<Upload>,
        piece: usize,
    ) -> Result<Attachment> {
        let (name, content) = (name.into(), content.into());
        let Some(length) = content.known_length() else {
            return Err(Error::new(ErrorKind::Invalid, "the length of the file is not known")
                .advise("give the upload a length"));
        };
        if piece == 0 || length == 0 {
            return Err(Error::new(ErrorKind::Invalid, "there are no pieces of no bytes"));
        }
        let made = upload_pieces(self, &name, content, length, piece).await?;
        let url = made.url.ok_or_else(|| missing("url"))?;
        let id = made.id.ok_or_else(|| missing("id"))?;
        Ok(Attachment { id, url, name, size: Some(length) })
    }
}

async fn upload_pieces(
    project: &Project,
    name: &str,
    content: Upload,
    length: u64,
    size: usize,
) -> Result<wit::AttachmentReference> {
    let (client, locator) = (project.client(), project.locator());
    let file_name = Some(name.to_owned());
    let params = CreateAttachment {
        file_name: file_name.clone(),
        upload_type: Some("Chunked".to_owned()),
        area_path: None,
    };
    let made = client.call(wit::create_attachment(Some(&locator), Bytes::new(), params)).await?;
    let id = made.id.clone().ok_or_else(|| missing("id"))?;
    let mut body = Payload::from(content).open()?;
    let (mut start, mut piece) = (0_u64, BytesMut::with_capacity(size));
    loop {
        let read = body.next().await.transpose().map_err(|error| {
            Error::new(ErrorKind::Invalid, format!("the file {name} can't be read: {error}")).caused_by(error)
        })?;
        let is_end = read.is_none();
        piece.extend_from_slice(&read.unwrap_or_default());
        while piece.len() >= size || (is_end && !piece.is_empty()) {
            let bytes = piece.split_to(size.min(piece.len())).freeze();
            let last = start + bytes.len() as u64 - 1;
            let params = UploadAttachment {
                content_range: Some(format!("bytes {start}-{last}/{length}")),
                file_name: file_name.clone(),
            };
            client.call(wit::upload_attachment(Some(&locator), &id.as_str().into(), bytes, params)).await?;
            start = last + 1;
        }
        if is_end {
            return Ok(made);
        }
    }
}

impl WorkItem {
    /// Uploads a file and links it.
    ///
    /// # Errors
    /// As [`Project::upload_attachment`] and [`Edit::save`](super::Edit::save).
    pub async fn attach(&self, name: impl Into<String>, content: impl Into<Upload>) -> Result<Attachment> {
        let file = self.project().await?.upload_attachment(name, content).await?;
        self.edit().link(Link::attachment(file.clone())).onto_latest().save().await?;
        Ok(file)
    }

    /// The files that are linked to it.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn attachments(&self) -> Result<Vec<Attachment>> {
        let links = self.current().await?;
        let file = |link: Link| match link.target() {
            Target::Attachment(file) => Some(file.clone()),
            _ => None,
        };
        Ok(links.links().filter_map(file).collect())
    }
}

impl fmt::Display for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
