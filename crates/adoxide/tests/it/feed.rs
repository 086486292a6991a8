//! Feeds and the packages in them, against the emulator. What was changed is looked at by a client that knows nothing of
//! the change.

use adoxide::api::artifacts::feed::{FeedRole, FeedUpdate, FeedView, FeedVisibility, UpstreamSource};
use adoxide::resource::{Feed, Package, PackageVersion, Project};
use adoxide::{Client, ErrorKind, OptionalExt};
use adoxide_emulator::Emulator;

use crate::emulator::{empty, in_process};

/// A seeded organization for two clients, and the project that has a feed.
async fn seeded() -> (Client, Client, Project) {
    let emulator =
        Emulator::builder().seed_size(1).operation_duration(std::time::Duration::ZERO).build().unwrap();
    let (ado, other) = (in_process(&emulator), in_process(&emulator));
    let project = ado.projects().next().await.unwrap().unwrap();
    (ado, other, project)
}

#[tokio::test]
async fn a_feed_from_its_making_to_its_end() {
    let emulator = empty();
    let (ado, other) = (in_process(&emulator), in_process(&emulator));
    let project = ado.create_project("Shop").await.unwrap();
    let feed = ado.create_feed("libraries").description("Shared").await.unwrap();
    let own = project.create_feed("libraries").badges().await.unwrap();
    assert!(!feed.ptr_eq(&own) && feed.project().is_none() && own.project().unwrap().ptr_eq(&project));
    assert_eq!(ado.create_feed("Libraries").await.unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(ado.create_feed("a/b").await.unwrap_err().kind(), ErrorKind::Invalid);
    let again = other.feed("LIBRARIES");
    assert!(again.exists().await.unwrap());
    assert_eq!(again.id().await.unwrap(), feed.id().await.unwrap());
    assert!(other.feed(feed.id().await.unwrap()).ptr_eq(&again));
    assert_eq!(again.description().await.unwrap().as_deref(), Some("Shared"));
    let of_project = other.project("Shop").feed("libraries");
    assert_eq!(of_project.id().await.unwrap(), own.id().await.unwrap());
    assert_eq!(of_project.snapshot().await.unwrap().badges_enabled, Some(true));
    let listed = other.feeds().all().await.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().any(|listed| listed.ptr_eq(&again)));
    assert!(listed.iter().any(|listed| listed.ptr_eq(&of_project)), "of its project: {listed:?}");
    assert_eq!(other.project("Shop").feeds().all().await.unwrap().len(), 2);
    let changes = FeedUpdate { description: Some("More".into()), ..FeedUpdate::default() };
    feed.update(&changes).await.unwrap();
    feed.rename("shared").await.unwrap();
    assert!(ado.feed("Shared").ptr_eq(&feed));
    again.refresh();
    assert_eq!(again.name().await.unwrap(), "shared");
    assert_eq!(again.reload().await.unwrap().description.as_deref(), Some("More"));
    // In the recycle bin, and out of it.
    feed.delete().await.unwrap();
    assert!(!again.exists().await.unwrap());
    assert!(other.feed("nothing").snapshot().await.optional().unwrap().is_none());
    let deleted = other.deleted_feeds().all().await.unwrap();
    assert_eq!(deleted.iter().map(|feed| format!("{feed:?}")).collect::<Vec<_>>(), ["Feed(shared)"]);
    deleted[0].restore().await.unwrap();
    assert!(again.exists().await.unwrap());
    assert_eq!(again.restore().await.unwrap_err().kind(), ErrorKind::NotFound, "it is back");
    own.delete().await.unwrap();
    let deleted = other.project("Shop").deleted_feeds().all().await.unwrap();
    assert!(deleted[0].project().is_some());
    deleted[0].destroy().await.unwrap();
    assert!(other.deleted_feeds().all().await.unwrap().is_empty());
    assert_eq!(own.restore().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn views_roles_retention_and_upstreams() {
    let emulator = empty();
    let (ado, other) = (in_process(&emulator), in_process(&emulator));
    let feed = ado.create_feed("libraries").await.unwrap();
    let seen = other.feed("libraries");
    feed.create_view("Beta", FeedVisibility::Private).await.unwrap();
    assert!(feed.create_view("beta", FeedVisibility::Private).await.is_err());
    let names: Vec<_> = seen.views().all().await.unwrap().into_iter().filter_map(|view| view.name).collect();
    assert_eq!(names, ["Local", "Prerelease", "Release", "Beta"]);
    let changes = FeedView { visibility: Some(FeedVisibility::Organization), ..FeedView::default() };
    feed.update_view("Beta", &changes).await.unwrap();
    assert_eq!(seen.view("beta").await.unwrap().visibility, Some(FeedVisibility::Organization));
    feed.delete_view("Beta").await.unwrap();
    assert_eq!(seen.view("Beta").await.unwrap_err().kind(), ErrorKind::NotFound);
    // Roles.
    let group = "[fabrikam]\\Project Collection Valid Users";
    let role = async || {
        let all = seen.permissions().all().await.unwrap();
        all.into_iter().find(|one| one.display_name.as_deref() == Some(group)).and_then(|one| one.role)
    };
    feed.set_permission(group, FeedRole::Contributor).await.unwrap();
    assert_eq!(role().await, Some(FeedRole::Contributor));
    feed.set_permission(group, FeedRole::None).await.unwrap();
    assert_eq!(role().await, None);
    assert_eq!(
        feed.set_permission("nobody at all", FeedRole::Reader).await.unwrap_err().kind(),
        ErrorKind::NotFound
    );
    // Retention.
    assert!(seen.retention().await.unwrap().is_none());
    feed.set_retention(20, 30).await.unwrap();
    assert_eq!(seen.retention().await.unwrap().unwrap().count_limit, Some(20));
    assert_eq!(feed.set_retention(0, 30).await.unwrap_err().kind(), ErrorKind::Invalid);
    feed.clear_retention().await.unwrap();
    assert!(seen.retention().await.unwrap().is_none());
    // Upstream sources.
    feed.add_upstream_source("npmjs", "npm", "https://npm.example/").await.unwrap();
    feed.add_upstream_source("nuget.org", "nuget", "https://api.nuget.org/v3/index.json").await.unwrap();
    let error = feed.add_upstream_source("NPMJS", "npm", "https://npm.example/").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists, "{error}");
    let names = async |feed: &Feed| -> Vec<String> {
        feed.refresh();
        feed.upstream_sources().await.unwrap().into_iter().filter_map(|source| source.name).collect()
    };
    assert_eq!(names(&seen).await, ["npmjs", "nuget.org"]);
    assert_eq!(seen.snapshot().await.unwrap().upstream_enabled, Some(true));
    feed.remove_upstream_source("Npmjs").await.unwrap();
    assert_eq!(names(&seen).await, ["nuget.org"]);
    assert_eq!(feed.remove_upstream_source("npmjs").await.unwrap_err().kind(), ErrorKind::NotFound);
    feed.set_upstream_sources(Vec::new()).await.unwrap();
    assert!(names(&seen).await.is_empty());
    let source = UpstreamSource {
        name: Some("pypi".into()),
        protocol: Some("pypi".into()),
        location: Some("https://pypi.org/".into()),
        ..UpstreamSource::default()
    };
    let made = ado.create_feed("python").upstream_source(source).await.unwrap();
    assert_eq!(names(&made).await, ["pypi"]);
}

#[tokio::test]
async fn packages_are_listed_and_found() {
    let (ado, _, project) = seeded().await;
    let feed = ado.feed("fabrikam");
    let all = feed.packages().with_versions().params(|params| params.top = Some(2)).stream();
    let all = all.all().await.unwrap();
    assert_eq!(all.len(), 6, "in three answers");
    assert_eq!(all.iter().filter_map(|package| package.value().versions.as_ref()).flatten().count(), 11);
    assert_eq!(feed.packages().protocol("npm").stream().all().await.unwrap().len(), 1);
    assert_eq!(feed.packages().named("orders").stream().all().await.unwrap().len(), 2);
    let orders = feed.package("fabrikam.ORDERS").await.unwrap();
    assert_eq!((orders.name(), orders.protocol()), ("Fabrikam.Orders", "NuGet"));
    assert_eq!(orders.latest().unwrap().version.as_deref(), Some("1.2.0-beta"));
    assert_eq!(feed.package(orders.id()).await.unwrap().name(), orders.name());
    assert_eq!(feed.package_of("NUGET", "Fabrikam.Orders").await.unwrap().id(), orders.id());
    assert_eq!(feed.package_of("npm", "Fabrikam.Orders").await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(feed.package("orders").await.unwrap_err().kind(), ErrorKind::NotFound, "a part of a name");
    let shared = project.feed("shared-packages").package("fabrikam.orders").await.unwrap();
    assert_ne!(shared.id(), orders.id());
    let numbers: Vec<_> = orders.versions().all().await.unwrap();
    assert_eq!(
        numbers.iter().map(PackageVersion::version).collect::<Vec<_>>(),
        ["1.2.0-beta", "1.1.0", "1.0.0"]
    );
    let version = orders.version(numbers[1].id().unwrap()).await.unwrap();
    assert_eq!(version.version(), "1.1.0");
    assert!(version.views().any(|view| view == "Release") && version.is_listed() && !version.is_deleted());
    let released = feed.in_view("Release").package("fabrikam.orders").await.unwrap();
    assert_eq!(released.versions().all().await.unwrap().len(), 2, "{:?}", released.feed());
    assert!(ado.feed("fabrikam@Release").ptr_eq(&feed));
    assert_eq!(orders.version("9.9").await.unwrap_err().kind(), ErrorKind::NotFound);
    assert!(version.provenance().await.unwrap().provenance.is_some());
    assert_eq!(version.metrics().await.unwrap().package_version_id.as_deref(), Some(version.id().unwrap()));
    assert_eq!(orders.metrics().await.unwrap().package_id.as_deref(), Some(orders.id()));
}

/// A version through all that can happen to it.
async fn life(feed: &Feed, seen: &Feed, name: &str, number: &str) {
    let package = feed.package(name).await.unwrap();
    let mut version = package.version(number).await.unwrap();
    version.promote("Prerelease").await.unwrap();
    assert!(version.views().any(|view| view == "Prerelease"), "{version:?}");
    assert_eq!(version.promote("Nothing").await.unwrap_err().kind(), ErrorKind::NotFound, "{version:?}");
    let theirs: Package = seen.package(name).await.unwrap();
    assert_eq!(version.restore().await.unwrap_err().kind(), ErrorKind::NotFound, "{version:?}");
    version.delete().await.unwrap();
    assert_eq!(version.delete().await.unwrap_err().kind(), ErrorKind::NotFound, "{version:?}");
    for gone in [number, version.id().unwrap()] {
        assert_eq!(theirs.version(gone).await.unwrap_err().kind(), ErrorKind::NotFound, "{version:?}");
    }
    let deleted = theirs.deleted_versions().all().await.unwrap();
    assert_eq!(deleted.iter().map(PackageVersion::version).collect::<Vec<_>>(), [number]);
    assert!(deleted[0].is_deleted());
    deleted[0].restore().await.unwrap();
    assert_eq!(theirs.version(number).await.unwrap().version(), number);
    version.delete().await.unwrap();
    version.destroy().await.unwrap();
    assert_eq!(version.restore().await.unwrap_err().kind(), ErrorKind::NotFound, "{version:?}");
    assert_eq!(version.reload().await.unwrap_err().kind(), ErrorKind::NotFound, "{version:?}");
}

#[tokio::test]
async fn versions_of_every_type_are_promoted_deleted_and_restored() {
    let (ado, other, project) = seeded().await;
    for (name, number) in [
        ("Fabrikam.Orders", "1.1.0"),
        ("@fabrikam/buttons", "0.9.1"),
        ("fabrikam-metrics", "2.3.0"),
        ("com.fabrikam:orders-client", "1.0.0"),
        ("fabrikam-units", "0.3.0"),
        ("warehouse-maps", "1.0.0"),
    ] {
        life(&ado.feed("fabrikam"), &other.feed("fabrikam"), name, number).await;
        let id = project.id().await.unwrap();
        let (own, seen) = (project.feed("shared-packages"), other.project(id).feed("shared-packages"));
        life(&own, &seen, name, number).await;
    }
}

#[tokio::test]
async fn what_only_some_types_have() {
    let (ado, _, _) = seeded().await;
    let feed = ado.feed("fabrikam");
    let mut nuget = feed.package("Fabrikam.Orders").await.unwrap().version("1.0.0").await.unwrap();
    nuget.set_listed(false).await.unwrap();
    assert!(!nuget.is_listed());
    nuget.set_listed(true).await.unwrap();
    assert!(nuget.is_listed());
    assert_eq!(nuget.deprecate("old").await.unwrap_err().kind(), ErrorKind::NotSupported);
    assert!(nuget.download().await.unwrap().bytes().await.unwrap().starts_with(b"PK"));
    assert_eq!(nuget.download_file("x").await.unwrap_err().kind(), ErrorKind::NotSupported);
    let mut npm = feed.package("@fabrikam/buttons").await.unwrap().version("1.0.0").await.unwrap();
    npm.deprecate("use another").await.unwrap();
    assert_eq!(npm.set_listed(false).await.unwrap_err().kind(), ErrorKind::NotSupported);
    assert!(npm.download().await.unwrap().bytes().await.unwrap().starts_with(b"\x1f\x8b"));
    for name in ["com.fabrikam:orders-client", "fabrikam-metrics"] {
        let package = feed.package(name).await.unwrap();
        let version = package.versions().next().await.unwrap().unwrap();
        let version = package.version(version.id().unwrap()).await.unwrap();
        let error = version.download().await.unwrap_err();
        assert!(error.to_string().contains("name one of its files"), "{error}");
        let file = version.files().next().unwrap().to_owned();
        assert!(!version.download_file(&file).await.unwrap().bytes().await.unwrap().is_empty());
        assert_eq!(version.download_file("no").await.unwrap_err().kind(), ErrorKind::NotFound);
    }
    // All of the recycle bin at once.
    nuget.delete().await.unwrap();
    npm.delete().await.unwrap();
    let bin = feed.deleted_packages().all().await.unwrap();
    assert_eq!(bin.len(), 2);
    feed.empty_recycle_bin().await.unwrap();
    assert!(feed.deleted_packages().all().await.unwrap().is_empty());
    assert_eq!(nuget.restore().await.unwrap_err().kind(), ErrorKind::NotFound);
    let mut orders = feed.package("Fabrikam.Orders").await.unwrap();
    orders.reload().await.unwrap();
    assert_eq!(orders.value().versions.as_ref().unwrap().len(), 2);
    assert_eq!(feed.packages().with_deleted().stream().all().await.unwrap().len(), 6);
}
