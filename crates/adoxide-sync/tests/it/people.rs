//! People, groups and licences in the emulator, through the SDK, into SQLite.

use std::collections::BTreeSet;

use adoxide_emulator::Emulator;
use adoxide_emulator::world::entitlement::License;
use adoxide_emulator::world::group::{Subject, Subjects};
use adoxide_emulator::world::journal::Stamp;
use adoxide_sync::{Connector, Engine, Report, Sqlite, Table, Verdict, feeds, verify};

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::sqlite::File;

/// What the emulator's world holds, without a request.
fn world(emulator: &Emulator) -> BTreeSet<String> {
    emulator.read(|world| {
        let organization = world.organization(ORGANIZATION).unwrap();
        let directory = Subjects { directory: world, organization };
        let descriptor = |subject| directory.descriptors(subject).unwrap().1;
        let mut rows = BTreeSet::new();
        for person in organization.members() {
            let identity = world.identity(person).unwrap();
            let is_application = world.applications().iter().any(|known| known.identity == person);
            let kind = if is_application { "application" } else { "user" };
            rows.insert(format!("{kind} {} {}", identity.subject_descriptor, identity.display_name));
            let license = organization.entitlement(person).unwrap().license.name();
            rows.insert(format!("licence {person} {license}"));
        }
        for subject in directory.subjects() {
            if matches!(subject, Subject::Person(_)) {
                continue;
            }
            rows.insert(format!("group {}", descriptor(subject)));
            for member in organization.members_of(subject) {
                rows.insert(format!("{} in {}", descriptor(member), descriptor(subject)));
            }
        }
        rows
    })
}

fn stored(file: &File) -> BTreeSet<String> {
    let reader = file.read();
    let mut rows = BTreeSet::new();
    for select in [
        "SELECT 'user ' || descriptor || ' ' || displayName FROM users",
        "SELECT 'application ' || descriptor || ' ' || displayName FROM service_principals",
        "SELECT 'licence ' || id || ' ' || (accessLevel ->> 'accountLicenseType') FROM user_entitlements",
        "SELECT 'group ' || descriptor FROM groups",
        "SELECT memberDescriptor || ' in ' || containerDescriptor FROM group_memberships",
    ] {
        let mut select = reader.prepare(&format!("{select} WHERE _deletedAt IS NULL")).unwrap();
        let found = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.extend(found.map(Result::unwrap));
    }
    rows
}

async fn check(emulator: &Emulator, file: &File) -> Report {
    let (ado, destination) = (client(emulator), Sqlite::at(file.path()).open().await.unwrap());
    let engine = Engine::new(ORGANIZATION, feeds(&ado, &[]), &destination);
    let report = engine.tables(Connector::People.tables().map(Table::name)).run().await.unwrap();
    assert!(report.is_complete(), "{report:?}");
    assert_eq!(stored(file), world(emulator));
    report
}

#[tokio::test(start_paused = true)]
async fn people_and_groups_and_then_only_what_changed() {
    let (emulator, file) = (emulator(2), File::new());
    assert_eq!(verify(&client(&emulator), Connector::People).await.verdict(), Verdict::Ok);
    // More than a page of them.
    let mut people = Vec::new();
    emulator.update(|world, at| {
        people.extend((0..600).map(|number| {
            world.add_identity(&format!("Person {number}"), &format!("p{number}@fabrikam.example"))
        }));
        let robot = world.add_application("Robot").identity;
        let organization = world.organization_mut(ORGANIZATION).unwrap();
        let stamp = Stamp { at, actor: organization.owner() };
        for person in people.iter().copied().chain([robot]) {
            organization.change(stamp, |tx| tx.entitle(person, License::Express)).unwrap();
        }
        let group = organization.change(stamp, |tx| tx.create_group(None, "Helpers", "")).unwrap();
        for person in &people[..7] {
            organization
                .change(stamp, |tx| tx.add_to_group(Subject::Person(*person), Subject::Group(group)))
                .unwrap();
        }
    });
    let report = check(&emulator, &file).await;
    assert!(report.table("users").unwrap().counts.added > 600);
    assert_eq!(report.table("service_principals").unwrap().counts.added, 1);
    let report = check(&emulator, &file).await;
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()), "{report:?}");

    emulator.update(|world, at| {
        let organization = world.organization_mut(ORGANIZATION).unwrap();
        let stamp = Stamp { at, actor: organization.owner() };
        organization.change(stamp, |tx| tx.entitle(people[3], License::Stakeholder)).unwrap();
        let group = organization.groups().find(|group| group.name == "Helpers").unwrap().id;
        organization
            .change(stamp, |tx| tx.remove_from_group(Subject::Person(people[0]), Subject::Group(group)))
            .unwrap();
        organization.change(stamp, |tx| tx.remove_member(people[599])).unwrap();
    });
    let report = check(&emulator, &file).await;
    let counts = |table| report.table(table).unwrap().counts;
    assert_eq!((counts("users").deleted, counts("user_entitlements").deleted), (1, 1));
    assert_eq!(counts("user_entitlements").changed, 1);
    // From the group that it was taken out of, and from that of all who are in.
    assert_eq!(counts("group_memberships").deleted, 2);
}
