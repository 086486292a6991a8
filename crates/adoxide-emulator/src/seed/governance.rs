//! What the administrators of an organization look after: extensions, feeds, tokens, the audit stream, settings.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{DAY, Person, Seeder, ago, later, package};
use crate::builder::BuildError;
use crate::world::alert::Finding;
use crate::world::extension::Extension;
use crate::world::feed::{Feed, FeedPermission, FeedRetention, Package, PackageVersion};
use crate::world::group::GroupRole;
use crate::world::id::ProjectId;
use crate::world::journal::Stamp;
use crate::world::token::{NewToken, Scopes};

/// Packages of the seeded feeds: name, protocol, versions.
const PACKAGES: [(&str, &str, &[&str]); 6] = [
    ("Fabrikam.Orders", "NuGet", &["1.0.0", "1.1.0", "1.2.0-beta"]),
    ("@fabrikam/buttons", "Npm", &["0.9.1", "1.0.0"]),
    ("fabrikam-metrics", "PyPI", &["2.3.0"]),
    ("com.fabrikam:orders-client", "Maven", &["1.0.0", "1.1.0"]),
    ("fabrikam-units", "Cargo", &["0.3.0", "0.3.1"]),
    ("warehouse-maps", "UPack", &["1.0.0"]),
];

/// What a scan found: kind, severity, title, rule, file, line.
const FINDINGS: [(&str, &str, &str, &str, &str, i64); 3] = [
    (
        "code",
        "high",
        "Database query built from user-controlled sources",
        "rs/sql-injection",
        "src/store/memory.rs",
        2,
    ),
    ("dependency", "medium", "Denial of service in a parser of dates", "GHSA-q2c4-example", "web/app.css", 1),
    ("secret", "critical", "Storage account key", "SEC101/102", "deploy/values.yaml", 3),
];

impl Seeder<'_> {
    /// Fills in what administrators look after. It comes last: its dates are those of now, so that the audit log, which
    /// the service keeps for 90 days, has something in it.
    pub fn governance(&mut self, first: ProjectId, people: &[Person]) -> Result<(), BuildError> {
        let now = self.began;
        let at = ago(now, 3600).max(self.end);
        let stamp = Stamp { at, actor: self.owner };
        self.tokens(people, now);
        let mut inputs = Map::new();
        inputs.insert("SplunkUrl".to_owned(), "https://splunk.fabrikam.example:8088".into());
        inputs.insert("SplunkEventCollectorToken".to_owned(), "11111111-2222-4333-8444-555555555555".into());
        let name = "https://splunk.fabrikam.example:8088".to_owned();
        let organization = self.organization()?;
        organization.change(stamp, |tx| tx.create_audit_stream(name, "Splunk".to_owned(), inputs))?;
        for extension in extensions(stamp) {
            organization.change(stamp, |tx| tx.install_extension(extension))?;
        }
        let scope = format!("pipelines/{first}");
        let open = Some(Value::Bool(false));
        organization.change(stamp, |tx| tx.set_setting(&scope, "statusBadgesArePrivate", open))?;
        let repository =
            organization.repositories().find(|known| known.project == first).map(|known| known.id);
        if let Some(repository) = repository {
            let scope = format!("advancedsecurity/{repository}");
            for switch in ["codeSecurityEnabled", "secretProtectionEnabled", "blockPushes"] {
                organization.change(stamp, |tx| tx.set_setting(&scope, switch, Some(Value::Bool(true))))?;
            }
            let findings = FINDINGS.iter().map(|(kind, severity, title, rule, path, line)| Finding {
                kind,
                severity,
                title: (*title).to_owned(),
                tool: ("Advanced Security".to_owned(), "1.0".to_owned()),
                rule: ((*rule).to_owned(), (*title).to_owned()),
                place: ((*path).to_owned(), *line, 1),
                branch: "refs/heads/main".to_owned(),
            });
            let findings = findings.collect();
            organization.change(stamp, |tx| tx.record_scan(repository, "Advanced Security", findings))?;
        }
        self.feed(None, "fabrikam", stamp)?;
        self.feed(Some(first), "shared-packages", stamp)
    }

    /// Tokens that people made for what they run.
    fn tokens(&mut self, people: &[Person], now: Timestamp) {
        let organization = self.world.organization(self.name).map(|organization| organization.id().0);
        let made = [
            (
                "nightly export",
                Scopes::Only(vec!["vso.code".to_owned(), "vso.work".to_owned()]),
                60,
                organization,
            ),
            ("release script", Scopes::Full, 20, None),
        ];
        for ((name, scopes, days, organization), person) in made.into_iter().zip(people) {
            let valid_from = Some(ago(now, 30 * DAY));
            let valid_to = Some(later(now, days * DAY));
            let name = name.to_owned();
            let new = NewToken { name, scopes, organization, valid_from, valid_to };
            self.world.make_token(person.id, new);
        }
    }

    fn feed(&mut self, project: Option<ProjectId>, name: &str, stamp: Stamp) -> Result<(), BuildError> {
        let owner = self.world.identity(self.owner).map(|owner| owner.descriptor.clone()).unwrap_or_default();
        let organization = self.organization()?;
        let ids = organization.new_ids(24);
        let mut feed = Feed::new(&ids, project, name.to_owned(), stamp, owner);
        for group in organization.groups().filter(|group| group.project == project) {
            let role = match group.role {
                GroupRole::Administrators => "administrator",
                GroupRole::Contributors => "contributor",
                GroupRole::Readers | GroupRole::ValidUsers => "reader",
                GroupRole::BuildAdministrators | GroupRole::Custom => continue,
            };
            let descriptor = organization.descriptors_of_group(group).0;
            feed.permissions.push(FeedPermission { descriptor, role: role.to_owned() });
        }
        let mut ids = ids.into_iter().skip(4);
        let npm = ids.next().unwrap_or_default();
        feed.upstreams = vec![json!({
            "id": npm.to_string(), "name": "npmjs", "protocol": "npm", "location": "https://npm.fabrikam.example/",
            "displayLocation": "https://npm.fabrikam.example/", "upstreamSourceType": "public", "status": "ok",
        })];
        feed.retention = Some(FeedRetention { count_limit: 20, days_after_download: 30 });
        for (name, protocol, versions) in PACKAGES {
            let id = ids.next().unwrap_or_default();
            let mut package =
                Package { id, name: name.to_owned(), protocol: protocol.to_owned(), versions: Vec::new() };
            for version in versions {
                let description = format!("What several teams use: {name}.");
                package.versions.push(PackageVersion {
                    id: ids.next().unwrap_or_default(),
                    version: (*version).to_owned(),
                    files: package::files(protocol, name, version, &description)?,
                    readme: (protocol == "Npm").then(|| package::readme(name, &description)),
                    description,
                    author: "Fabrikam".to_owned(),
                    published: stamp,
                    is_listed: true,
                    upstream: None,
                    views: if version.contains('-') { Vec::new() } else { vec!["Release".to_owned()] },
                    deprecated: None,
                    deleted: None,
                });
            }
            feed.packages.push(package);
        }
        organization.change(stamp, |tx| tx.create_feed(feed))?;
        Ok(())
    }
}

/// What is installed: two that belong to the service, and two of the Marketplace.
fn extensions(stamp: Stamp) -> Vec<Extension> {
    let all = [
        ("ms", "vss-testmanager-web", "Microsoft", "Test Manager", "21.247.1", "", true),
        ("ms", "feed", "Microsoft", "Azure Artifacts", "21.247.1", "", true),
        (
            "ms-devlabs",
            "estimate",
            "Microsoft DevLabs",
            "Estimate",
            "4.1.30",
            "vso.work_write vso.extension.data_write",
            false,
        ),
        (
            "fabrikam-tools",
            "release-notes",
            "Fabrikam Tools",
            "Release Notes",
            "1.4.2",
            "vso.code vso.work",
            false,
        ),
    ];
    let extension = |(publisher, id, publisher_name, name, version, scopes, is_built_in): (
        &str,
        &str,
        &str,
        &str,
        &str,
        &str,
        bool,
    )| {
        let contribution = json!({
            "id": format!("{publisher}.{id}.main"), "type": "ms.vss-web.hub", "targets": ["ms.vss-work-web.work-hub-group"],
            "properties": {"name": name, "uri": "index.html"}, "restrictedTo": ["member"],
        });
        let tab = json!({
            "id": format!("{publisher}.{id}.tab"), "type": "ms.vss-web.tab",
            "targets": ["ms.vss-test-web.test-result-details-tab-items"],
            "properties": {"name": name, "uri": "tab.html", "height": "100%"},
        });
        Extension {
            publisher: publisher.to_owned(),
            id: id.to_owned(),
            publisher_name: publisher_name.to_owned(),
            name: name.to_owned(),
            version: version.to_owned(),
            scopes: scopes.split_whitespace().map(str::to_owned).collect(),
            contributions: vec![contribution, tab],
            is_built_in,
            is_disabled: false,
            published: ago(stamp.at, 40 * DAY),
            installed: stamp,
        }
    };
    all.into_iter().map(extension).collect()
}
