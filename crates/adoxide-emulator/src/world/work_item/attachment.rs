//! Files that are attached to work items.

use bytes::{Bytes, BytesMut};
use uuid::Uuid;

use super::super::journal::event;
use super::super::organization::{Organization, Recorded, Transaction};
use super::WorkItemRefusal;
use crate::world::id::ProjectId;
use crate::world::work_item::WorkItems;

/// A file.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub file_name: String,
    /// The project that it was uploaded to, if to one.
    pub project: Option<ProjectId>,
    content: BytesMut,
    /// Whether all of it is there.
    pub is_complete: bool,
}

impl Attachment {
    /// What is in it.
    pub fn content(&self) -> Bytes {
        self.content.clone().freeze()
    }

    /// How many bytes are there.
    pub fn len(&self) -> usize {
        self.content.len()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }
}

/// What happens to an attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AttachmentEvent {
    /// It was uploaded, or the upload began.
    Created(Uuid),
    /// A further piece came.
    Appended(Uuid),
}

event!(AttachmentEvent);

impl Organization {
    /// A file.
    pub fn attachment(&self, id: Uuid) -> Option<&Attachment> {
        self.part::<WorkItems>().attachments.get(&id)
    }
}

impl Transaction<'_> {
    /// Keeps a file, or begins one that comes in pieces.
    ///
    /// # Errors
    /// None.
    pub fn create_attachment(
        &mut self,
        project: Option<ProjectId>,
        file_name: &str,
        content: Option<&[u8]>,
    ) -> Result<Recorded<Uuid>, WorkItemRefusal> {
        let id = self.uuid();
        let attachment = Attachment {
            id,
            file_name: file_name.to_owned(),
            project,
            content: content.unwrap_or_default().into(),
            is_complete: content.is_some(),
        };
        self.part_mut::<WorkItems>().attachments.insert(id, attachment);
        Ok(self.record(AttachmentEvent::Created(id)).with(id))
    }

    /// Adds a piece to a file that comes in pieces: the bytes from `start` on, of `total` if that is known.
    ///
    /// # Errors
    /// When there is no such file; how many bytes are there, if the piece does not follow them.
    pub fn append_attachment(
        &mut self,
        id: Uuid,
        start: usize,
        total: Option<usize>,
        piece: &[u8],
    ) -> Result<Recorded<Result<(), usize>>, WorkItemRefusal> {
        let found = self.part_mut::<WorkItems>().attachments.get_mut(&id);
        let attachment = found.ok_or_else(|| WorkItemRefusal::NoAttachment(id.to_string()))?;
        let have = attachment.content.len();
        if attachment.is_complete || start != have || total.is_some_and(|total| have + piece.len() > total) {
            return Ok(self.unchanged(Err(have)));
        }
        attachment.content.extend_from_slice(piece);
        attachment.is_complete = total.is_some_and(|total| attachment.content.len() >= total);
        Ok(self.record(AttachmentEvent::Appended(id)).with(Ok(())))
    }
}
