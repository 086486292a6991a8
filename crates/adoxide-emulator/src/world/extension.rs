//! Extensions of the Marketplace: which are installed, who asks for one, and the documents that they keep.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use super::id::IdentityId;
use super::journal::{Stamp, event};
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// An installed extension.
#[derive(Clone, Debug, PartialEq)]
pub struct Extension {
    /// The publisher's identifier: `ms-devlabs`.
    pub publisher: String,
    /// The extension's identifier: `estimate`.
    pub id: String,
    /// The publisher's name.
    pub publisher_name: String,
    /// The extension's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// What it adds, as its manifest says.
    pub contributions: Vec<Value>,
    /// Whether it belongs to the service.
    pub is_built_in: bool,
    /// Whether somebody switched it off.
    pub is_disabled: bool,
    /// When this version was published.
    pub published: Timestamp,
    /// Who installed it, and when it changed last.
    pub installed: Stamp,
}

/// The state of a request for an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// Nobody has decided.
    Open,
    /// The extension may be installed.
    Accepted,
    /// It may not.
    Rejected,
}

/// Somebody asks for an extension.
#[derive(Clone, Debug)]
pub struct ExtensionRequest {
    /// The publisher's identifier.
    pub publisher: String,
    /// The extension's identifier.
    pub extension: String,
    /// Who asks, and when.
    pub asked: Stamp,
    /// Why.
    pub message: String,
    /// What came of it.
    pub state: RequestState,
    /// Who decided, and when.
    pub resolved: Option<Stamp>,
    /// Why not.
    pub reject_message: Option<String>,
}

/// Where the documents of an extension are: publisher, extension, type and value of the scope, collection.
pub type CollectionKey = (String, String, String, String, String);

/// What happens to extensions.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ExtensionEvent {
    /// It was installed.
    Installed(Box<Extension>),
    /// It has another version.
    Updated(Box<Extension>),
    /// It was switched off.
    Disabled(Box<Extension>),
    /// It was switched on.
    Enabled(Box<Extension>),
    /// It was uninstalled.
    Uninstalled(Box<Extension>),
    /// Somebody asked for one, or a request was decided or taken back.
    RequestChanged,
    /// A document of a collection was written or deleted.
    DocumentChanged(CollectionKey),
}

/// The extensions of an organization.
#[derive(Debug, Default)]
struct Extensions {
    installed: Vec<Extension>,
    requests: Vec<ExtensionRequest>,
    documents: BTreeMap<CollectionKey, BTreeMap<String, Value>>,
}

part!(Extensions);
event!(ExtensionEvent);

fn is(extension: &Extension, publisher: &str, id: &str) -> bool {
    extension.publisher.eq_ignore_ascii_case(publisher) && extension.id.eq_ignore_ascii_case(id)
}

impl Organization {
    /// The installed extensions, in the order of their installation.
    pub fn extensions(&self) -> &[Extension] {
        &self.part::<Extensions>().installed
    }

    /// An installed extension.
    pub fn extension(&self, publisher: &str, id: &str) -> Option<&Extension> {
        self.extensions().iter().find(|known| is(known, publisher, id))
    }

    /// The requests for extensions, oldest first.
    pub fn extension_requests(&self) -> &[ExtensionRequest] {
        &self.part::<Extensions>().requests
    }

    /// The documents of a collection by id; none if nothing was ever written into it.
    pub fn extension_documents(&self, key: &CollectionKey) -> Option<&BTreeMap<String, Value>> {
        self.part::<Extensions>().documents.get(key)
    }
}

impl Transaction<'_> {
    /// Installs an extension, or another version of it.
    ///
    /// # Errors
    /// None.
    pub fn install_extension(&mut self, extension: Extension) -> Result<Recorded, Refusal> {
        let installed = &mut self.part_mut::<Extensions>().installed;
        let boxed = Box::new(extension.clone());
        let known = installed.iter_mut().find(|known| is(known, &extension.publisher, &extension.id));
        let event = if let Some(known) = known {
            *known = extension;
            ExtensionEvent::Updated(boxed)
        } else {
            installed.push(extension);
            ExtensionEvent::Installed(boxed)
        };
        Ok(self.record(event))
    }

    /// Switches an extension on or off; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn disable_extension(
        &mut self,
        publisher: &str,
        id: &str,
        is_disabled: bool,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let installed = &mut self.part_mut::<Extensions>().installed;
        let known = installed.iter_mut().find(|known| is(known, publisher, id));
        let Some(known) = known.filter(|known| known.is_disabled != is_disabled) else {
            return Ok(self.unchanged(()));
        };
        known.is_disabled = is_disabled;
        known.installed = stamp;
        let boxed = Box::new(known.clone());
        let event =
            if is_disabled { ExtensionEvent::Disabled(boxed) } else { ExtensionEvent::Enabled(boxed) };
        Ok(self.record(event))
    }

    /// Uninstalls an extension; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn uninstall_extension(&mut self, publisher: &str, id: &str) -> Result<Recorded, Refusal> {
        let installed = &mut self.part_mut::<Extensions>().installed;
        let Some(index) = installed.iter().position(|known| is(known, publisher, id)) else {
            return Ok(self.unchanged(()));
        };
        let gone = installed.remove(index);
        Ok(self.record(ExtensionEvent::Uninstalled(Box::new(gone))))
    }

    /// Asks for an extension. Whoever asks twice has one request.
    ///
    /// # Errors
    /// None.
    pub fn request_extension(
        &mut self,
        publisher: String,
        extension: String,
        message: String,
    ) -> Result<Recorded, Refusal> {
        let asked = self.stamp();
        let requests = &mut self.part_mut::<Extensions>().requests;
        requests.retain(|known| {
            known.asked.actor != asked.actor || known.publisher != publisher || known.extension != extension
        });
        let (state, resolved, reject_message) = (RequestState::Open, None, None);
        requests.push(ExtensionRequest {
            publisher,
            extension,
            asked,
            message,
            state,
            resolved,
            reject_message,
        });
        Ok(self.record(ExtensionEvent::RequestChanged))
    }

    /// Decides the open requests for an extension, of one person or of all; gives how many there were.
    ///
    /// # Errors
    /// None.
    pub fn resolve_extension_requests(
        &mut self,
        (publisher, extension): (&str, &str),
        requester: Option<IdentityId>,
        state: RequestState,
        message: Option<&str>,
    ) -> Result<Recorded<usize>, Refusal> {
        let stamp = self.stamp();
        let open = self.part_mut::<Extensions>().requests.iter_mut().filter(|known| {
            known.state == RequestState::Open
                && known.publisher.eq_ignore_ascii_case(publisher)
                && known.extension.eq_ignore_ascii_case(extension)
                && requester.is_none_or(|requester| known.asked.actor == requester)
        });
        let mut count = 0;
        for request in open {
            request.state = state;
            request.resolved = Some(stamp);
            request.reject_message = message.map(str::to_owned);
            count += 1;
        }
        Ok(self.record(ExtensionEvent::RequestChanged).with(count))
    }

    /// Takes back one's own request; gives whether there was one.
    ///
    /// # Errors
    /// None.
    pub fn delete_extension_request(
        &mut self,
        publisher: &str,
        extension: &str,
    ) -> Result<Recorded<bool>, Refusal> {
        let actor = self.stamp().actor;
        let requests = &mut self.part_mut::<Extensions>().requests;
        let before = requests.len();
        requests.retain(|known| {
            known.asked.actor != actor
                || !known.publisher.eq_ignore_ascii_case(publisher)
                || !known.extension.eq_ignore_ascii_case(extension)
        });
        let was_there = requests.len() < before;
        Ok(self.record(ExtensionEvent::RequestChanged).with(was_there))
    }

    /// Writes a document of a collection; none deletes it.
    ///
    /// # Errors
    /// None.
    pub fn set_extension_document(
        &mut self,
        key: CollectionKey,
        id: &str,
        document: Option<Value>,
    ) -> Result<Recorded, Refusal> {
        let collection = self.part_mut::<Extensions>().documents.entry(key.clone()).or_default();
        match document {
            Some(document) => collection.insert(id.to_owned(), document),
            None => collection.remove(id),
        };
        Ok(self.record(ExtensionEvent::DocumentChanged(key)))
    }
}
