//! Users, groups, service principals, identities, licences, and who asks.

use std::collections::BTreeSet;

use adoxide::api::graph::{AvatarSize, ListGroups, ListServicePrincipals, ListUsers};
use adoxide::api::ims::QueryMembership;
use adoxide::api::member_entitlement_management::{
    AccountLicenseType, GroupType, SearchMemberEntitlements, SearchUserEntitlements,
};
use adoxide::api::wire::JsonPatch;
use adoxide::credential::Pat;
use adoxide::resource::{Group, Identity, Project, Subject, User};
use adoxide::transport::InProcess;
use adoxide::{Client, ErrorKind, OptionalExt};
use adoxide_emulator::Emulator;
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::token::{NewToken, Scopes};
use axum_core::body::Body;
use serde_json::json;

use crate::emulator::{empty, in_process};
use crate::script::{Script, Step};

/// A client whose token is good for these scopes only.
pub fn with_scopes(emulator: &Emulator, scopes: &str) -> Client {
    let token = emulator.update(|world, _| {
        let owner = world.organization("fabrikam").unwrap().owner();
        let scopes = Scopes::parse(scopes).unwrap();
        world.make_token(owner, NewToken { name: "some".into(), scopes, ..NewToken::default() }).0
    });
    Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(token).unwrap())
        .transport(InProcess::new(emulator.clone(), Body::new))
        .build()
        .unwrap()
}

/// Lets people in whose names are numbered.
pub fn invite(emulator: &Emulator, count: usize) {
    emulator.update(|world, at| {
        let people: Vec<_> = (0..count)
            .map(|number| {
                world.add_identity(&format!("Person {number:04}"), &format!("p{number:04}@x.example"))
            })
            .collect();
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        for person in people {
            organization.change(Stamp { at, actor }, |tx| tx.add_member(person)).unwrap();
        }
    });
}

/// An application of the directory that is no member yet: its object id and its application id.
fn application(emulator: &Emulator, name: &str) -> (String, String) {
    emulator.update(|world, _| {
        let (identity, client) = {
            let made = world.add_application(name);
            (made.identity, made.client_id)
        };
        (world.identity(identity).unwrap().object_id.to_string(), client.to_string())
    })
}

async fn project(ado: &Client) -> Project {
    ado.create_project("Fabrikam").await.unwrap()
}

async fn names(members: Vec<Subject>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for member in members {
        names.insert(member.display_name().await.unwrap());
    }
    names
}

async fn group_names(groups: Vec<Group>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for group in groups {
        names.insert(group.principal_name().await.unwrap());
    }
    names
}

fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_user_is_one_object_by_address_descriptor_id_and_name() {
    let emulator = empty();
    let ado = in_process(&emulator);
    let made = ado.create_user("ada@example.com").await.unwrap();
    let (descriptor, id) = (made.descriptor().await.unwrap(), made.id().await.unwrap());
    assert!(descriptor.starts_with("aad."), "{descriptor}");
    for name in [&descriptor, "ADA@example.com", " ada@example.com "] {
        assert!(ado.user(name).ptr_eq(&made), "{name}");
    }
    let fresh = in_process(&emulator);
    let (by_id, by_name) = (fresh.user(&id), fresh.user("ada@example.com"));
    assert!(!by_id.ptr_eq(&by_name), "nobody can know yet");
    assert_eq!(by_id.id().await.unwrap(), id);
    assert_eq!(by_id.descriptor().await.unwrap(), descriptor);
    assert_eq!(by_name.descriptor().await.unwrap(), descriptor);
    assert!(by_id.ptr_eq(&by_name) && by_id.ptr_eq(&fresh.user(&descriptor)));
    assert_eq!(by_id.id().await.unwrap(), id);
    assert_eq!(by_name.mail().await.unwrap().as_deref(), Some("ada@example.com"));
    assert_eq!(by_name.display_name().await.unwrap(), "ada@example.com");
    assert_eq!(by_name.principal_name().await.unwrap(), "ada@example.com");
    assert!(by_name.exists().await.unwrap() && by_name.is_active().await.unwrap());
    assert_eq!(format!("{by_name:?}"), "User(ada@example.com)");
    assert_eq!(by_name.reload().await.unwrap().subject_kind.as_deref(), Some("user"));
    by_name.delete().await.unwrap();
    assert!(!fresh.user("ada@example.com").exists().await.unwrap());
    assert!(!fresh.user(&descriptor).exists().await.unwrap());
    let gone = fresh.user("ada@example.com").snapshot().await.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound, "{gone}");
    assert!(gone.to_string().contains("no such user or group: `ada@example.com`"), "{gone}");
}

#[tokio::test]
async fn users_are_added_by_mail_by_object_and_into_groups() {
    let emulator = empty();
    let ado = in_process(&emulator);
    let project = project(&ado).await;
    let readers = project.group("Readers");
    let ada = ado.create_user_by_mail("ada@example.com").group(&readers).await.unwrap();
    assert!(ada.is_member_of(&readers).await.unwrap());
    // Who is there already stays as they are.
    ado.user("ada@example.com")
        .entitlement()
        .await
        .unwrap()
        .set_license(AccountLicenseType::Advanced)
        .await
        .unwrap();
    let again = ado.create_user("ada@example.com").await.unwrap();
    assert!(again.ptr_eq(&ada));
    assert_eq!(ada.entitlement().await.unwrap().license(), Some(&AccountLicenseType::Advanced));
    let object = emulator.update(|world, _| {
        let id = world.add_identity("Bob Example", "bob@example.com");
        world.identity(id).unwrap().object_id.to_string()
    });
    let bob = ado.create_user_by_origin_id(&object).await.unwrap();
    assert_eq!(bob.principal_name().await.unwrap(), "bob@example.com");
    let other = "11111111-2222-3333-4444-555555555555";
    bob.set_origin_id(other).await.unwrap();
    assert_eq!(bob.snapshot().await.unwrap().origin_id.as_deref(), Some(other));
    assert_eq!(bob.reload().await.unwrap().origin_id.as_deref(), Some(other));
    let nobody = ado.create_user_by_origin_id(&object).storage_key(other).await.unwrap_err();
    assert_eq!(nobody.kind(), ErrorKind::NotFound, "{nobody}");
    let all = ado.users().all().await.unwrap();
    assert_eq!(all.iter().filter(|user| user.ptr_eq(&ada) || user.ptr_eq(&bob)).count(), 2);
    let none = ListUsers { subject_types: Some(vec!["msa".into()]), ..ListUsers::default() };
    assert!(ado.users_with(none).all().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_group_is_made_named_described_and_deleted() {
    let ado = in_process(&empty());
    let project = project(&ado).await;
    let contributors = project.group("Contributors");
    let made = project
        .create_group("Releasers")
        .description("Who may release")
        .member_of(&contributors)
        .await
        .unwrap();
    assert_eq!(made.principal_name().await.unwrap(), "[Fabrikam]\\Releasers");
    assert_eq!(made.description().await.unwrap().as_deref(), Some("Who may release"));
    assert!(made.is_member_of(&contributors).await.unwrap());
    for same in [ado.group("[fabrikam]\\releasers"), ado.group(made.descriptor().await.unwrap())] {
        assert!(same.ptr_eq(&made));
    }
    let (in_project, by_id) = (project.group("releasers"), ado.group(made.id().await.unwrap()));
    let by_name = ado.group("Releasers");
    for other in [&in_project, &by_id, &by_name] {
        assert_eq!(other.display_name().await.unwrap(), "Releasers");
        assert!(other.ptr_eq(&made));
    }
    made.rename("Shippers").await.unwrap();
    assert_eq!(by_id.principal_name().await.unwrap(), "[Fabrikam]\\Shippers");
    assert!(ado.group("[Fabrikam]\\Shippers").ptr_eq(&made));
    made.set_description("Who ships").await.unwrap();
    made.update(JsonPatch::new().replace("/displayName", "Ships")).await.unwrap();
    assert_eq!(made.reload().await.unwrap().description.as_deref(), Some("Who ships"));
    assert_eq!(made.display_name().await.unwrap(), "Ships");
    let taken = project.create_group("ships").await.unwrap_err();
    assert_eq!(taken.kind(), ErrorKind::AlreadyExists, "{taken}");
    assert_eq!(ado.create_group(" ").await.unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(contributors.rename("Others").await.unwrap_err().kind(), ErrorKind::Invalid);
    let of_organization = ado.create_group("Ships").await.unwrap();
    assert_eq!(of_organization.principal_name().await.unwrap(), "[fabrikam]\\Ships");
    let both = ado.group("Ships").snapshot().await.unwrap_err();
    assert_eq!(both.kind(), ErrorKind::Invalid, "{both}");
    let each = ["[Fabrikam]\\Ships", "[fabrikam]\\Ships"];
    assert!(each.iter().all(|name| both.to_string().contains(name)), "{both}");
    assert!(project.group("Ships").ptr_eq(&project.group("ships")));
    assert_eq!(project.group("Ships").descriptor().await.unwrap(), made.descriptor().await.unwrap());
    made.delete().await.unwrap();
    assert!(!made.exists().await.unwrap());
    assert!(!project.group("Ships").exists().await.unwrap());
    // The emulator's directory has no groups.
    for foreign in [ado.create_group_by_origin_id("x"), ado.create_group_by_mail("all@example.com")] {
        assert_eq!(foreign.await.unwrap_err().kind(), ErrorKind::NotSupported);
    }
}

#[tokio::test]
async fn a_project_has_groups_of_its_own() {
    let ado = in_process(&empty());
    let project = project(&ado).await;
    let other = ado.create_project("Other").await.unwrap();
    let all = ado.groups().all().await.unwrap();
    let own = project.groups().all().await.unwrap();
    assert!(own.len() < all.len() && all.iter().any(|group| group.ptr_eq(&own[0])));
    let own = group_names(own).await;
    assert!(
        own.contains("[Fabrikam]\\Contributors") && own.iter().all(|name| name.starts_with("[Fabrikam]\\"))
    );
    let scope_descriptor = Some(other.scope_descriptor().await.unwrap());
    let params = ListGroups { scope_descriptor, ..ListGroups::default() };
    let others = group_names(ado.groups_with(params).all().await.unwrap()).await;
    assert!(others.iter().all(|name| name.starts_with("[Other]\\")) && others.len() == own.len());
    let team = project.create_team("Web").await.unwrap();
    let group = team.group().await.unwrap();
    assert_eq!(group.principal_name().await.unwrap(), "[Fabrikam]\\Web");
    assert!(
        group.ptr_eq(
            &project.groups().all().await.unwrap().into_iter().find(|one| one.ptr_eq(&group)).unwrap()
        )
    );
    let nowhere = ado.project("Nowhere").groups().all().await.unwrap_err();
    assert_eq!(nowhere.kind(), ErrorKind::NotFound, "{nowhere}");
}

#[tokio::test]
async fn members_are_direct_or_expanded() {
    let emulator = empty();
    let ado = in_process(&emulator);
    let project = project(&ado).await;
    let (outer, inner) =
        (project.create_group("Outer").await.unwrap(), project.create_group("Inner").await.unwrap());
    let ada = ado.create_user("ada@example.com").await.unwrap();
    let bob = ado.create_user("bob@example.com").await.unwrap();
    outer.add(&inner).await.unwrap();
    outer.add(&ada).await.unwrap();
    outer.add(&ada).await.unwrap();
    inner.add(bob.clone()).await.unwrap();
    bob.add_to(&outer).await.unwrap();
    let direct = names(outer.members().stream().all().await.unwrap()).await;
    assert_eq!(direct, set(["Inner", "ada@example.com", "bob@example.com"]));
    bob.remove_from(&outer).await.unwrap();
    let again = outer.remove(&bob).await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::NotFound, "{again}");
    let all = outer.members().expanded().stream().all().await.unwrap();
    assert_eq!(all.len(), 3);
    assert_eq!(all.iter().filter(|member| member.group().is_some()).count(), 1);
    assert!(all.iter().filter_map(Subject::user).any(|user| user.ptr_eq(&bob)));
    assert_eq!(names(all).await, set(["Inner", "ada@example.com", "bob@example.com"]));
    let descriptors = outer.members().descriptors().all().await.unwrap();
    assert_eq!(descriptors.len(), 2);
    assert!(descriptors.contains(&ada.descriptor().await.unwrap()));
    assert!(!outer.contains(&bob).await.unwrap() && inner.contains(&bob).await.unwrap());
    assert!(outer.contains_expanded(&bob).await.unwrap() && !inner.contains_expanded(&ada).await.unwrap());
    assert!(!bob.is_member_of(&outer).await.unwrap());
    let up = group_names(bob.memberships().stream().all().await.unwrap()).await;
    assert!(up.contains("[Fabrikam]\\Inner") && !up.contains("[Fabrikam]\\Outer"), "{up:?}");
    let up = group_names(bob.memberships().expanded().stream().all().await.unwrap()).await;
    assert!(up.contains("[Fabrikam]\\Inner") && up.contains("[Fabrikam]\\Outer"), "{up:?}");
    let circle = inner.add(&outer).await.unwrap_err();
    assert_eq!(circle.kind(), ErrorKind::Invalid, "{circle}");
    assert_eq!(outer.add(&outer).await.unwrap_err().kind(), ErrorKind::Invalid);
    let nobody = outer.add(ado.user("aad.bm9ib2R5")).await.unwrap_err();
    assert_eq!(nobody.kind(), ErrorKind::NotFound, "{nobody}");
    let nowhere = ado.group("vssgp.bm93aGVyZQ").members().stream().all().await.unwrap_err();
    assert_eq!(nowhere.kind(), ErrorKind::NotFound, "{nowhere}");
    let unknown = outer.add(ado.user("nobody@example.com")).await.unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::NotFound, "{unknown}");
}

/// The service refuses circles, and has them: of groups of a directory.
#[tokio::test]
async fn groups_that_are_in_each_other_end() {
    let script = Script::by(|seen, _| {
        if seen.uri.contains("subjectlookup") {
            let body: serde_json::Value = serde_json::from_slice(&seen.body).unwrap();
            let found = body["lookupKeys"].as_array().unwrap().iter().map(|key| {
                let descriptor = key["descriptor"].as_str().unwrap();
                let kind = if descriptor.starts_with("aadgp.") { "group" } else { "user" };
                (
                    descriptor.to_owned(),
                    json!({"subjectKind": kind, "descriptor": descriptor,
                                               "displayName": descriptor, "principalName": descriptor}),
                )
            });
            // One is gone meanwhile.
            let found: serde_json::Map<_, _> = found.filter(|(name, _)| name != "aad.gone").collect();
            return Step::json(200, &json!({"count": found.len(), "value": found}).to_string());
        }
        let members = match seen.uri.split('?').next().unwrap().rsplit('/').next().unwrap() {
            "aadgp.one" => vec!["aadgp.two", "aad.ada"],
            "aadgp.two" => vec!["aadgp.one", "aadgp.two", "aad.ada", "aad.gone"],
            other => panic!("nobody asks for the members of {other}"),
        };
        let members = members.iter().map(|member| json!({"memberDescriptor": member}));
        Step::json(200, &json!({"value": members.collect::<Vec<_>>()}).to_string())
    });
    let ado = script.client();
    let one = ado.group("aadgp.one");
    let mut found = Vec::new();
    for member in one.members().expanded().stream().all().await.unwrap() {
        found.push(member.descriptor().await.unwrap());
    }
    assert_eq!(found, ["aadgp.two", "aad.ada", "aad.gone"]);
    let asked = script.seen();
    let depths = asked.iter().filter(|seen| seen.uri.contains("Memberships"));
    assert!(depths.clone().all(|seen| seen.uri.contains("depth=1") && seen.uri.contains("direction=down")));
    assert_eq!(depths.count(), 2, "each group once");
}

#[tokio::test]
async fn a_search_that_answers_no_more_than_it_may_is_not_the_whole() {
    let found = |from: usize, count: usize| -> Vec<_> {
        (from..from + count)
            .map(|number| json!({"subjectKind": "user", "descriptor": format!("aad.u{number}"),
                                 "displayName": format!("Ada {number}"), "principalName": format!("a{number}@x")}))
            .collect()
    };
    let script = Script::by(move |seen, _| {
        if seen.uri.contains("subjectquery") {
            return Step::json(200, &json!({"value": found(0, 100)}).to_string());
        }
        if seen.uri.contains("continuationToken") {
            return Step::json(200, &json!({"value": found(100, 100)}).to_string());
        }
        Step::json(200, &json!({"value": found(0, 100)}).to_string()).with("x-ms-continuationtoken", "next")
    });
    let ado = script.client();
    assert_eq!(ado.user("Ada 150").descriptor().await.unwrap(), "aad.u150");
    assert_eq!(script.count(), 3);
}

#[tokio::test]
async fn pages_go_to_the_end() {
    let emulator = empty();
    invite(&emulator, 620);
    let ado = in_process(&emulator);
    let before = emulator.request_count();
    let users = ado.users().all().await.unwrap();
    let addresses: BTreeSet<_> = futures::future::join_all(users.iter().map(User::principal_name))
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!((users.len(), addresses.len()), (621, 621));
    assert_eq!(emulator.request_count() - before, 2, "500 in a page, and nothing asked twice");
    let licences = ado.entitlements().all().await.unwrap();
    let ids: BTreeSet<_> = licences.iter().map(|licence| licence.id().to_owned()).collect();
    assert_eq!((licences.len(), ids.len()), (621, 621));
    let members = ado.member_entitlements().all().await.unwrap();
    assert_eq!(members.len(), 621);
    let filter = Some("name eq 'Person 00'".to_owned());
    let some = SearchUserEntitlements { filter: filter.clone(), ..SearchUserEntitlements::default() };
    assert_eq!(ado.entitlements_with(some).all().await.unwrap().len(), 100);
    let some = SearchMemberEntitlements {
        filter,
        order_by: Some("name Descending".into()),
        ..SearchMemberEntitlements::default()
    };
    let some = ado.member_entitlements_with(some).all().await.unwrap();
    assert_eq!((some.len(), some[0].display_name()), (100, "Person 0099"));
    let project = project(&ado).await;
    emulator.update(|world, at| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        let project = organization.project("Fabrikam").unwrap().id;
        for number in 0..510 {
            let name = format!("Group {number:04}");
            organization.change(Stamp { at, actor }, |tx| tx.create_group(Some(project), &name, "")).unwrap();
        }
    });
    let (all, own) = (ado.groups().all().await.unwrap(), project.groups().all().await.unwrap());
    assert!(own.len() > 510 && all.len() > own.len());
    let numbered = |name: &&String| name.contains("\\Group 0");
    assert_eq!(group_names(own).await.iter().filter(numbered).count(), 510);
    assert_eq!(project.group("Group 0509").principal_name().await.unwrap(), "[Fabrikam]\\Group 0509");
    let everybody = ado.create_group("Everybody").await.unwrap();
    emulator.update(|world, at| {
        use adoxide_emulator::world::group::Subject as Member;
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        let group = organization.groups().find(|group| group.name == "Everybody").unwrap().id;
        let people: Vec<_> = organization.members().collect();
        for person in people {
            let (member, container) = (Member::Person(person), Member::Group(group));
            organization.change(Stamp { at, actor }, |tx| tx.add_to_group(member, container)).unwrap();
        }
    });
    let members = everybody.members().stream().all().await.unwrap();
    assert_eq!(names(members).await.len(), 621, "looked up in parts");
    let ids = ids.into_iter().take(60);
    assert_eq!(ado.identities_by_id(ids).stream().all().await.unwrap().len(), 60, "asked in parts");
}

#[tokio::test]
async fn a_service_principal_is_found_by_every_id() {
    let emulator = empty();
    let (object, client_id) = application(&emulator, "Deploy bot");
    let ado = in_process(&emulator);
    let project = project(&ado).await;
    let bot = ado.create_service_principal(&object).group(&project.group("Contributors")).await.unwrap();
    assert!(bot.descriptor().await.unwrap().starts_with("aadsp."));
    assert!(project.group("Contributors").contains(&bot).await.unwrap());
    assert_eq!(bot.application_id().await.unwrap(), client_id);
    assert_eq!(bot.principal_name().await.unwrap(), object);
    let id = bot.id().await.unwrap();
    let fresh = in_process(&emulator);
    for name in [object.as_str(), &client_id, &id, "deploy BOT", &bot.descriptor().await.unwrap()] {
        let found = fresh.service_principal(name);
        assert_eq!(found.display_name().await.unwrap(), "Deploy bot", "{name}");
        assert_eq!(found.id().await.unwrap(), id, "{name}");
    }
    let listed = ado.service_principals().all().await.unwrap();
    assert!(listed.len() == 1 && listed[0].ptr_eq(&bot));
    let params = ListServicePrincipals::default();
    assert_eq!(ado.service_principals_with(params).all().await.unwrap().len(), 1);
    let mut licence = bot.entitlement().await.unwrap();
    assert!(licence.is_service_principal());
    assert!(licence.subject().unwrap().service_principal().unwrap().ptr_eq(&bot));
    licence.set_license(AccountLicenseType::Stakeholder).await.unwrap();
    licence.reload().await.unwrap();
    assert_eq!(licence.license(), Some(&AccountLicenseType::Stakeholder));
    let listed = ado.member_entitlements().all().await.unwrap();
    let listed = listed.iter().find(|one| one.is_service_principal()).unwrap();
    assert_eq!((listed.display_name(), listed.id()), ("Deploy bot", licence.id()));
    let members = project.group("Contributors").members().stream().all().await.unwrap();
    assert!(members.iter().any(|member| member.service_principal().is_some_and(|one| one.ptr_eq(&bot))));
    bot.delete().await.unwrap();
    assert!(!ado.service_principal(&object).exists().await.unwrap());
    let again = ado.entitle_service_principal(&object).license(AccountLicenseType::Express).await.unwrap();
    assert_eq!((again.license_name(), again.principal_name()), ("Basic", &*object));
    again.remove().await.unwrap();
    assert!(ado.service_principals().all().await.unwrap().is_empty());
    let unknown = ado.entitle_service_principal("11111111-2222-3333-4444-555555555555").await.unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::Invalid, "{unknown}");
    assert!(unknown.message().unwrap().contains("was not found"), "{unknown}");
}

#[tokio::test]
async fn any_subject_is_found() {
    let emulator = empty();
    let (object, _) = application(&emulator, "Deploy bot");
    let ado = in_process(&emulator);
    let project = project(&ado).await;
    let ada = ado.create_user("ada@example.com").await.unwrap();
    let bot = ado.create_service_principal(&object).await.unwrap();
    for who in ["ada@example.com".to_owned(), ada.descriptor().await.unwrap(), ada.id().await.unwrap()] {
        let found = ado.subject(&who).await.unwrap();
        assert!(found.user().unwrap().ptr_eq(&ada), "{who}");
        assert_eq!(found.id().await.unwrap(), ada.id().await.unwrap());
        assert_eq!(format!("{found:?}"), "User(ada@example.com)");
    }
    let found = ado.subject("[Fabrikam]\\Contributors").await.unwrap();
    assert!(found.group().unwrap().ptr_eq(&ado.group("[Fabrikam]\\Contributors")));
    assert_eq!(found.display_name().await.unwrap(), "Contributors");
    let snapshot = found.snapshot().await.unwrap();
    assert_eq!(snapshot.extra.get("principalName").unwrap(), "[Fabrikam]\\Contributors");
    let found = ado.subject(&bot.descriptor().await.unwrap()).await.unwrap();
    assert!(found.service_principal().unwrap().ptr_eq(&bot) && found.user().is_none());
    let me = ado.subject("@me").await.unwrap();
    assert_eq!(me.id().await.unwrap(), ado.me().await.unwrap().id().unwrap());
    project.group("Readers").add(&me).await.unwrap();
    let nobodies =
        ["nobody@example.com", "aad.bm9ib2R5", "11111111-2222-3333-4444-555555555555", "[Fabrikam]\\Nobody"];
    for nobody in nobodies {
        let error = ado.subject(nobody).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{nobody}: {error}");
    }
}

#[tokio::test]
async fn pictures_are_set_and_taken_away() {
    let ado = in_process(&empty());
    let me = ado.me().await.unwrap().user().unwrap();
    let drawn = me.avatar(AvatarSize::Small).await.unwrap();
    assert!(drawn.starts_with(b"\x89PNG"));
    let other = ado.create_group("Pictures").await.unwrap().avatar(AvatarSize::Large).await.unwrap();
    me.set_avatar(&other).await.unwrap();
    assert_ne!(me.avatar(AvatarSize::Small).await.unwrap(), drawn);
    me.delete_avatar().await.unwrap();
    assert_eq!(me.avatar(AvatarSize::Small).await.unwrap(), drawn);
    let bad = me.set_avatar("no picture").await.unwrap_err();
    assert_eq!(bad.kind(), ErrorKind::Invalid, "{bad}");
}

#[tokio::test]
async fn a_licence_is_given_changed_counted_and_taken() {
    let ado = in_process(&empty());
    let project = project(&ado).await;
    let mut ada = ado
        .entitle_user("ada@example.com")
        .license(AccountLicenseType::Stakeholder)
        .project(&project, GroupType::ProjectReader)
        .extension("ms.feed")
        .await
        .unwrap();
    assert_eq!((ada.display_name(), ada.principal_name()), ("ada@example.com", "ada@example.com"));
    assert_eq!((ada.license(), ada.license_name()), (Some(&AccountLicenseType::Stakeholder), "Stakeholder"));
    assert!(ada.created().is_some() && ada.last_accessed().is_none(), "never signed in");
    assert!(!ada.is_service_principal() && ada.projects().is_empty() && ada.extensions().is_empty());
    assert_eq!(format!("{ada:?}"), "Entitlement(Stakeholder of ada@example.com)");
    let user = ado.user("ada@example.com");
    assert!(project.group("Readers").contains(&user).await.unwrap());
    assert_eq!(ada.subject().unwrap().descriptor().await.unwrap(), user.descriptor().await.unwrap());
    assert_eq!(ada.id(), user.id().await.unwrap());
    ada.set_license(AccountLicenseType::Express).await.unwrap();
    assert_eq!(user.entitlement().await.unwrap().license(), Some(&AccountLicenseType::Express));
    let contributors = project.group("Contributors");
    ada.edit().add_project(&project, GroupType::ProjectContributor).await.unwrap();
    assert!(contributors.contains(&user).await.unwrap());
    let now = ada
        .edit()
        .license(AccountLicenseType::Advanced)
        .remove_project(&project)
        .add_extension("ms.feed")
        .remove_extension("ms.feed")
        .await
        .unwrap();
    assert!(!contributors.contains(&user).await.unwrap());
    assert_eq!(now.access_level().unwrap().account_license_type, Some(AccountLicenseType::Advanced));
    ada.reload().await.unwrap();
    assert_eq!(ada.value().access_level, now.value().access_level);
    let summary = ado.license_summary().await.unwrap().licenses.unwrap();
    let advanced =
        summary.iter().find(|licence| licence.account_license_type == Some(AccountLicenseType::Advanced));
    assert_eq!(advanced.unwrap().assigned, Some(1));
    let me = ado.me().await.unwrap().user().unwrap().entitlement().await.unwrap();
    assert!(me.last_accessed().is_some());
    ada.remove().await.unwrap();
    assert!(user.entitlement().await.optional().unwrap().is_none());
    assert!(!user.exists().await.unwrap());
    assert_eq!(ada.reload().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn a_refused_licence_is_an_error_in_the_words_of_the_service() {
    let ado = in_process(&empty());
    let project = project(&ado).await;
    project.id().await.unwrap();
    project.delete().await.unwrap();
    // The handle knows the id, and the project is gone.
    let gone = ado.entitle_user("ada@example.com").project(&project, GroupType::ProjectReader);
    let refused = gone.await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Invalid, "{refused}");
    assert_eq!(refused.message(), Some("A project was provided that was invalid."));
    assert_eq!(
        refused.to_string(),
        "member_entitlement_management.add_user_entitlement: the service refused the change: A project was provided \
         that was invalid"
    );
    assert!(!ado.user("ada@example.com").exists().await.unwrap());
    let ada = ado.entitle_user("ada@example.com").await.unwrap();
    let refused = ada.edit().add_project(&project, GroupType::ProjectReader).await.unwrap_err();
    assert_eq!(refused.message(), Some("A project was provided that was invalid."), "{refused}");
    let odd = ado.entitle_user("ada@example.com").license("golden".into()).await.unwrap_err();
    assert_eq!(odd.kind(), ErrorKind::Invalid, "{odd}");

    // A success that is none, in each of the forms that the service has for it.
    let user = json!({"id": "11111111-2222-3333-4444-555555555555", "accessLevel": {"accountLicenseType": "express"}});
    let errors = json!([{"key": 5034, "value": "No licenses are available."}]);
    for answer in [
        json!({"isSuccess": false, "operationResults": [{"isSuccess": false, "errors": errors}], "userEntitlement": user}),
        json!({"isSuccess": true, "operationResults": [{"isSuccess": true, "errors": errors}], "userEntitlement": user}),
        json!({"isSuccess": null, "operationResults": [{"isSuccess": false, "errors": errors}]}),
    ] {
        let get = user.to_string();
        let script = Script::by(move |_, index| {
            Step::json(200, if index == 0 { get.clone() } else { answer.to_string() }.as_str())
        });
        let handle = script.client().user("11111111-2222-3333-4444-555555555555");
        let mut licence = handle.entitlement().await.unwrap();
        let refused = licence.set_license(AccountLicenseType::Advanced).await.unwrap_err();
        assert_eq!(refused.message(), Some("No licenses are available."), "{refused}");
        assert_eq!(licence.license(), Some(&AccountLicenseType::Express));
    }
    let get = user.to_string();
    let silent = Script::by(move |_, index| {
        Step::json(200, if index == 0 { get.as_str() } else { r#"{"isSuccess":false}"# })
    });
    let handle = silent.client().user("11111111-2222-3333-4444-555555555555");
    let refused = handle.entitlement().await.unwrap().edit().await.unwrap_err();
    assert!(refused.to_string().ends_with("does not say why"), "{refused}");
}

#[tokio::test]
async fn a_group_gives_its_members_a_licence() {
    let ado = in_process(&empty());
    let project = project(&ado).await;
    let group = project.create_group("Developers").await.unwrap();
    group.add(ado.create_user("ada@example.com").await.unwrap()).await.unwrap();
    assert!(group.entitlement().await.optional().unwrap().is_none());
    let mut rule = group
        .entitle(AccountLicenseType::Express)
        .project(&project, GroupType::ProjectContributor)
        .await
        .unwrap();
    assert_eq!(rule.license(), Some(&AccountLicenseType::Express));
    assert!(rule.group().ptr_eq(&group));
    assert_eq!(rule.id(), group.id().await.unwrap());
    rule.set_license(AccountLicenseType::Advanced).await.unwrap();
    assert_eq!(rule.access_level().unwrap().account_license_type, Some(AccountLicenseType::Advanced));
    rule.reload().await.unwrap();
    assert_eq!(rule.value().license_rule, group.entitlement().await.unwrap().value().license_rule);
    let members = rule.members().all().await.unwrap();
    assert_eq!(members.len(), 1);
    assert_eq!(members[0].principal_name(), "ada@example.com");
    assert!(rule.projects().is_empty(), "the emulator keeps none");
    let all = ado.group_entitlements().all().await.unwrap();
    assert!(all.len() == 1 && all[0].group().ptr_eq(&group));
    rule.remove().await.unwrap();
    assert!(ado.group_entitlements().all().await.unwrap().is_empty());
    assert!(group.exists().await.unwrap());
    let refused = r#"{"completed":true,"haveResultsSucceeded":false,"status":"failed","results":[{"isSuccess":false,
        "errors":[{"key":5000,"value":"The group is not known."}]}]}"#;
    let script = Script::by(move |_, index| match index {
        0 => Step::json(200, r#"{"id":"11111111-2222-3333-4444-555555555555"}"#),
        _ => Step::json(200, refused),
    });
    let rule = script.client().group("11111111-2222-3333-4444-555555555555").entitlement().await.unwrap();
    assert_eq!(rule.remove().await.unwrap_err().message(), Some("The group is not known."));
}

#[tokio::test]
async fn the_credential_is_somebody_whatever_its_scopes() {
    let emulator = empty();
    let ado = in_process(&emulator);
    let me = ado.me().await.unwrap();
    assert_eq!(me.id().unwrap(), ado.identity_id("@me").await.unwrap());
    assert_eq!(me.user().unwrap().principal_name().await.unwrap(), me.account().unwrap());
    assert_eq!(me.user().unwrap().display_name().await.unwrap(), me.display_name());
    assert!(me.subject().unwrap().user().unwrap().ptr_eq(&ado.user(me.descriptor().unwrap())));
    assert_eq!(me.organization_id(), me.value().instance_id.as_deref());
    let profile = me.profile().await.unwrap();
    assert_eq!(profile.display_name.as_deref(), Some(me.display_name()));
    assert_eq!(profile.email_address.as_deref(), me.account());
    let narrow = with_scopes(&emulator, "vso.code");
    let same = narrow.me().await.unwrap();
    assert_eq!((same.id().unwrap(), same.is_anonymous()), (me.id().unwrap(), false));
    let refused = same.profile().await.unwrap_err();
    assert!(matches!(refused.kind(), ErrorKind::Auth | ErrorKind::Permission), "{refused}");
    assert_eq!(refused.scopes(), ["vso.profile"]);
    let anybody = Script::new([Step::json(
        200,
        r#"{"authenticatedUser":{"id":"aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa","providerDisplayName":"Anonymous"}}"#,
    )]);
    let nobody = anybody.client().me().await.unwrap();
    assert!(nobody.is_anonymous() && nobody.user().is_none());
    assert_eq!(nobody.descriptor().unwrap_err().kind(), ErrorKind::Decode);
}

/// The profile stands on a host of its own, and the rest on those of the organization.
#[tokio::test]
async fn each_host_is_asked_for_its_own() {
    let script = Script::by(|_, _| Step::json(200, r#"{"displayName":"Ada","value":[]}"#));
    let ado = script.client();
    ado.me().await.unwrap().profile().await.unwrap();
    ado.users().all().await.unwrap();
    ado.entitlements().all().await.unwrap();
    ado.audit_log().stream().all().await.unwrap();
    let hosts: Vec<_> =
        script.seen().iter().map(|seen| seen.uri.split('?').next().unwrap().to_owned()).collect();
    assert_eq!(
        hosts,
        [
            "https://dev.azure.com/contoso/_apis/connectionData",
            "https://app.vssps.visualstudio.com/_apis/profile/profiles/me",
            "https://vssps.dev.azure.com/contoso/_apis/graph/users",
            "https://vsaex.dev.azure.com/contoso/_apis/userentitlements",
            "https://auditservice.dev.azure.com/contoso/_apis/audit/auditlog",
        ]
    );
}

#[tokio::test]
async fn a_token_without_the_scope_is_told_which() {
    let emulator = empty();
    let ado = with_scopes(&emulator, "vso.graph");
    let refused = ado.create_user("ada@example.com").await.unwrap_err();
    assert_eq!(refused.scopes(), ["vso.graph_manage"], "{refused}");
    let refused = ado.entitlements().all().await.unwrap_err();
    assert_eq!(refused.scopes(), ["vso.memberentitlementmanagement"], "{refused}");
    assert!(!ado.users().all().await.unwrap().is_empty());
    let me = ado.me().await.unwrap();
    assert!(ado.subject(me.account().unwrap()).await.unwrap().user().is_some(), "no other scope is needed");
    let narrow = with_scopes(&emulator, "vso.code");
    let refused = narrow.user("ada@example.com").snapshot().await.unwrap_err();
    assert_eq!(refused.scopes(), ["vso.graph"], "{refused}");
    let refused = narrow.identity("ada@example.com").await.unwrap_err();
    assert_eq!(refused.scopes(), ["vso.identity"], "{refused}");
    let only = with_scopes(&emulator, "vso.memberentitlementmanagement");
    let licence = only.user(me.id().unwrap()).entitlement().await.unwrap();
    assert_eq!(licence.id(), me.id().unwrap(), "the Graph is not asked where the id is known");
}

#[tokio::test]
async fn identities_are_read_by_all_that_names_them() {
    let emulator = empty();
    let ado = in_process(&emulator);
    project(&ado).await;
    let ada = ado.create_user("ada@example.com").await.unwrap();
    ado.create_user("ada@example.com.au").await.unwrap();
    let found = ado.identity("ada@example.com").await.unwrap();
    assert_eq!(found.id(), ada.id().await.unwrap(), "the whole name, and not its beginning");
    assert_eq!((found.mail(), found.account()), (Some("ada@example.com"), Some("ada@example.com")));
    assert_eq!(found.subject_descriptor(), Some(&*ada.descriptor().await.unwrap()));
    assert!(found.subject().unwrap().user().unwrap().ptr_eq(&ada));
    assert!(!found.is_group() && found.value().resource_version.is_some());
    let by = [found.id(), found.descriptor().unwrap(), found.subject_descriptor().unwrap()];
    for key in by {
        assert_eq!(ado.identity(key).await.unwrap().id(), found.id(), "{key}");
    }
    assert_eq!(ado.identity_id("ADA@example.com").await.unwrap(), found.id());
    let me = ado.identity("@me").await.unwrap();
    assert!(me.is_active());
    assert_eq!(me.id(), ado.me().await.unwrap().id().unwrap());
    let group = ado.identity("[Fabrikam]\\Contributors").await.unwrap();
    assert!(group.is_group());
    assert_eq!(group.display_name(), "[Fabrikam]\\Contributors");
    assert!(group.members().is_empty() && group.member_of().is_empty(), "not asked for");
    let nothing = "11111111-2222-3333-4444-555555555555";
    let some = ado.identities_by_id([me.id(), nothing, found.id()]).stream().all().await.unwrap();
    assert_eq!(some.iter().map(Identity::id).collect::<Vec<_>>(), [me.id(), found.id()]);
    assert_eq!(ado.identities_by_id([nothing]).stream().all().await.unwrap().len(), 0);
    let keys = [found.descriptor().unwrap(), group.descriptor().unwrap()];
    assert_eq!(ado.identities_by_descriptor(keys).stream().all().await.unwrap().len(), 2);
    let keys = [found.subject_descriptor().unwrap()];
    assert_eq!(ado.identities_by_subject(keys).stream().all().await.unwrap().len(), 1);
    let found = ado.search_identities("MailAddress", "ada@example.com").stream().all().await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(ado.search_identities("General", "ada@example").stream().all().await.unwrap().len(), 2);
    for nobody in [nothing, "nobody@example.com", "aad.bm9ib2R5", "Microsoft.TeamFoundation.Identity;S-1-9-0"]
    {
        assert_eq!(ado.identity(nobody).await.unwrap_err().kind(), ErrorKind::NotFound, "{nobody}");
    }
    assert_eq!(ado.identity("ada@").await.unwrap_err().kind(), ErrorKind::Invalid, "several");
}

#[tokio::test]
async fn members_come_with_an_identity_where_they_are_asked_for() {
    let script = Script::new([Step::json(
        200,
        r#"{"value":[{"id":"11111111-2222-3333-4444-555555555555","isContainer":true,"members":["a;1","b;2"],
            "memberOf":["c;3"]}]}"#,
    )]);
    let ids = ["11111111-2222-3333-4444-555555555555"];
    let listed = script.client().identities_by_id(ids).membership(QueryMembership::ExpandedDown);
    let found = listed.stream().all().await.unwrap();
    assert_eq!(
        (found[0].members(), found[0].member_of()),
        (&["a;1".to_owned(), "b;2".into()][..], &["c;3".into()][..])
    );
    assert!(script.seen()[0].uri.contains("queryMembership=expandedDown"), "{}", script.seen()[0].uri);
}
