//! People.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use uuid::Uuid;

use super::id::IdentityId;

/// A person of the directory.
///
/// One person has three names: the storage key (VSID), the subject descriptor that the Graph uses, and the
/// legacy descriptor that security uses.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The storage key.
    pub id: IdentityId,
    /// "Ada Example".
    pub display_name: String,
    /// The sign-in address; also the mail address.
    pub unique_name: String,
    /// The directory.
    pub tenant: Uuid,
    /// The object id in the directory.
    pub object_id: Uuid,
    /// The sign-in number; none for somebody who was invited and never signed in.
    pub puid: Option<String>,
    /// `aad.…`
    pub subject_descriptor: String,
    /// `Microsoft.IdentityModel.Claims.ClaimsIdentity;TENANT\NAME`
    pub descriptor: String,
}

impl Identity {
    /// A person of a Microsoft Entra directory.
    pub fn new(
        id: IdentityId,
        display_name: impl Into<String>,
        unique_name: impl Into<String>,
        tenant: Uuid,
        object_id: Uuid,
    ) -> Self {
        let (display_name, unique_name) = (display_name.into(), unique_name.into());
        // As recorded: the same GUID as the storage key, but with version 7 in place of 6.
        let mut subject = id.0.into_bytes();
        subject[6] = (subject[6] & 0x0f) | 0x70;
        let subject = Uuid::from_bytes(subject).to_string();
        Self {
            id,
            subject_descriptor: format!("aad.{}", STANDARD_NO_PAD.encode(subject)),
            descriptor: format!("Microsoft.IdentityModel.Claims.ClaimsIdentity;{tenant}\\{unique_name}"),
            display_name,
            unique_name,
            tenant,
            object_id,
            puid: None,
        }
    }
}

/// The descriptors of a group or team: the security identifier of its scope and itself, as
/// `Microsoft.TeamFoundation.Identity;SID` and as `vssgp.BASE64(SID)`.
pub fn group_descriptors(scope: Uuid, group: Uuid) -> (String, String) {
    let words = |id: Uuid| {
        let bytes = id.into_bytes();
        bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|word| u32::from_be_bytes(*word).to_string())
            .collect::<Vec<_>>()
            .join("-")
    };
    let sid = format!("S-1-9-1551374245-{}-1-{}", words(scope), words(group));
    let subject = format!("vssgp.{}", STANDARD_NO_PAD.encode(&sid));
    (format!("Microsoft.TeamFoundation.Identity;{sid}"), subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptors_are_as_recorded() {
        let id = "22157d54-1821-6536-a446-928b06348385".parse().unwrap();
        let tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47".parse().unwrap();
        let ada = Identity::new(id, "Ada Example", "ada@fabrikam.example", tenant, Uuid::nil());
        assert_eq!(ada.subject_descriptor, "aad.MjIxNTdkNTQtMTgyMS03NTM2LWE0NDYtOTI4YjA2MzQ4Mzg1");
        assert_eq!(
            ada.descriptor,
            "Microsoft.IdentityModel.Claims.ClaimsIdentity;72f988bf-86f1-41af-91ab-2d7cd011db47\\ada@fabrikam.example"
        );
    }
}
