//! Wikis and their pages, against the emulator. What was changed is looked at by a client that knows nothing of the
//! change.

use adoxide::api::wiki::{CommentReactionType, CommentState, ListComments, WikiUpdateParameters};
use adoxide::resource::{PageChange, PageComment, PageNode, Project, Wiki};
use adoxide::{ErrorKind, OptionalExt, Options};
use adoxide_emulator::{Emulator, FaultKind, FaultRule};
use futures::TryStreamExt;

use crate::emulator::{empty, in_process};

/// A project, and the same project of another client.
async fn stage() -> (Emulator, Project, Project) {
    let emulator = empty();
    let project = in_process(&emulator).create_project("Shop").await.unwrap();
    let other = in_process(&emulator).project("Shop");
    (emulator, project, other)
}

/// A wiki of a project, and the same wiki of another client.
async fn a_wiki() -> (Emulator, Wiki, Wiki) {
    let (emulator, project, other) = stage().await;
    let wiki = project.create_wiki("Shop.wiki").await.unwrap();
    (emulator, wiki, other.wiki("shop.WIKI"))
}

fn paths(nodes: &[&PageNode]) -> Vec<String> {
    nodes.iter().map(|node| node.path().to_owned()).collect()
}

#[tokio::test]
async fn a_wiki_from_its_making_to_its_end() {
    let (_, project, other) = stage().await;
    assert!(project.own_wiki().await.unwrap().is_none());
    let wiki = project.create_wiki("Handbook").await.unwrap();
    let again = other.wiki("handbook");
    assert!(again.exists().await.unwrap());
    assert_eq!(again.id().await.unwrap(), wiki.id().await.unwrap());
    assert!(other.wiki(wiki.id().await.unwrap()).ptr_eq(&again));
    assert!(!again.is_code_wiki().await.unwrap());
    assert_eq!(again.versions().await.unwrap(), [again.version().await.unwrap()]);
    assert_eq!(again.mapped_path().await.unwrap(), "/");
    assert!(other.own_wiki().await.unwrap().unwrap().ptr_eq(&again));
    let error = project.create_wiki("Another").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists, "one project has one wiki: {error}");
    wiki.rename("Guide").await.unwrap();
    assert!(project.wiki("guide").ptr_eq(&wiki));
    again.refresh();
    assert_eq!(again.name().await.unwrap(), "Guide");
    assert_eq!(again.reload().await.unwrap().name.as_deref(), Some("Guide"));
    wiki.delete().await.unwrap();
    assert!(!again.exists().await.unwrap());
    assert_eq!(again.snapshot().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert!(again.page("/A").snapshot().await.optional().unwrap().is_none());
}

#[tokio::test]
async fn a_folder_of_a_repository_is_published_in_several_versions() {
    let (_, project, other) = stage().await;
    let web = project.create_repository("web").await.unwrap();
    let error = project.create_wiki("Docs").repository(&web).await.unwrap_err();
    assert!(error.to_string().contains("no branch to publish"), "{error}");
    let error = project.create_wiki("Docs").folder("/docs").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    let push = web.commit("main", "Begin").add("/docs/First-day.md", "one\n").add("/src/x", "x").create();
    let push = push.push().await.unwrap();
    web.branch("next").create(push.tip().unwrap()).await.unwrap();
    web.commit("next", "More").edit("/docs/First-day.md", "two\n").push().await.unwrap();
    let docs = project.create_wiki("Docs").repository(&web).folder("/docs").await.unwrap();
    assert!(docs.is_code_wiki().await.unwrap());
    assert!(docs.repository().await.unwrap().ptr_eq(&web));
    assert_eq!(
        (docs.mapped_path().await.unwrap().as_str(), &*docs.version().await.unwrap()),
        ("/docs", "main")
    );
    docs.set_versions(["main", "refs/heads/next"]).await.unwrap();
    let again = other.wiki("Docs");
    assert_eq!(again.versions().await.unwrap(), ["main", "next"]);
    assert_eq!(again.page("/First day").content().await.unwrap(), "one\n");
    let next = again.at("refs/heads/next");
    assert!(next.ptr_eq(&again));
    assert_eq!(next.version().await.unwrap(), "next");
    assert_eq!(next.page("First day").content().await.unwrap(), "two\n");
    // Changes go into the branch that is shown.
    next.page("/First day").edit("three\n").await.unwrap();
    next.page("/New").create("new\n").await.unwrap();
    assert_eq!(
        web.file("/docs/First-day.md").at(adoxide::resource::Version::branch("next")).text().await.unwrap(),
        "three\n"
    );
    assert_eq!(again.page("/First day").content().await.unwrap(), "one\n");
    assert!(!again.page("/New").exists().await.unwrap());
    assert_eq!(paths(&next.tree().await.unwrap().descendants()), ["/First day", "/New"]);
    assert_eq!(next.pages().all().await.unwrap().len(), 2);
    let mut new = next.page("/New");
    new.rename("Old").await.unwrap();
    next.page("/Old").delete().await.unwrap();
    assert_eq!(next.pages().all().await.unwrap().len(), 1);
    let no_branch = docs.set_versions(["main", "nothing"]).await.unwrap_err();
    assert_eq!(no_branch.kind(), ErrorKind::NotFound, "{no_branch}");
    let release = project.create_wiki("Release").repository(&web).branch("refs/heads/next").await.unwrap();
    assert_eq!(release.version().await.unwrap(), "next");
    let changes = WikiUpdateParameters { name: Some("docs".into()), ..WikiUpdateParameters::default() };
    assert_eq!(release.update(&changes).await.unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(other.client().wikis().all().await.unwrap().len(), 2);
    assert_eq!(other.wikis().all().await.unwrap().len(), 2);
    docs.delete().await.unwrap();
    assert!(web.file("/docs/First-day.md").exists().await.unwrap(), "the repository stays");
}

#[tokio::test]
async fn nobody_overwrites_what_somebody_else_wrote() {
    let (_, wiki, other) = a_wiki().await;
    let page = wiki.page("/On call");
    assert!(!page.exists().await.unwrap());
    assert_eq!(page.content().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(page.edit("x").await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(page.create("Grace\n").comment("Begin").await.unwrap(), PageChange::Created);
    assert_eq!((page.title(), page.content().await.unwrap().as_str()), ("On call", "Grace\n"));
    assert_eq!(page.create("x").await.unwrap_err().kind(), ErrorKind::AlreadyExists);
    // Somebody else reads it, and it changes.
    let theirs = other.page("/On call");
    assert_eq!(theirs.content().await.unwrap(), "Grace\n");
    let first = theirs.version().await.unwrap().unwrap();
    assert_eq!(page.edit("Ada\n").await.unwrap(), PageChange::Edited);
    let error = theirs.edit("Joan\n").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Precondition, "{error}");
    assert_eq!(theirs.edit("Joan\n").await.unwrap_err().kind(), ErrorKind::Precondition, "still");
    let second = page.version().await.unwrap().unwrap();
    assert_ne!(first, second);
    assert_eq!(theirs.edit("x").version(first).await.unwrap_err().kind(), ErrorKind::Precondition);
    // A handle of one's own program that has read it since doesn't make an older one good.
    assert_eq!(other.page("/On call").content().await.unwrap(), "Ada\n");
    assert_eq!(theirs.edit("x").await.unwrap_err().kind(), ErrorKind::Precondition);
    theirs.edit("Joan\n").version(second).await.unwrap();
    assert_eq!(page.edit("x").await.unwrap_err().kind(), ErrorKind::Precondition);
    page.reload().await.unwrap();
    page.edit("Mary\n").await.unwrap();
    page.edit("Mary, Ada\n").await.unwrap();
    // Changes on top of what there is.
    assert_eq!(theirs.update(|text| text.replace("Mary", "Joan")).await.unwrap(), PageChange::Edited);
    assert_eq!(theirs.update(str::to_owned).await.unwrap(), PageChange::Unchanged);
    assert_eq!(page.update(|text| format!("{text}Grace\n")).await.unwrap(), PageChange::Edited);
    assert_eq!(wiki.page("/On call").content().await.unwrap(), "Joan, Ada\nGrace\n");
    let error = wiki.page("/No").update(str::to_owned).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(page.create("x").version("y").await.unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(wiki.page("/").create("x").await.unwrap_err().kind(), ErrorKind::Invalid);
    let history = wiki.repository().await.unwrap().commits().stream().all().await.unwrap();
    let mut messages = Vec::new();
    for commit in history {
        messages.push(commit.message().await.unwrap());
    }
    assert!(messages.contains(&"Begin".to_owned()), "{messages:?}");
}

#[tokio::test]
async fn two_who_change_a_page_at_once_both_have_their_say() {
    let (_, wiki, other) = a_wiki().await;
    wiki.page("/Log").create("").await.unwrap();
    let write = async |wiki: &Wiki, who: &str| {
        let page = wiki.page("/Log");
        for number in 0..3 {
            page.update(|text| format!("{text}{who} {number}\n")).await.unwrap();
        }
    };
    tokio::join!(write(&wiki, "one"), write(&other, "two"));
    let log = wiki.page("/Log").content().await.unwrap();
    for who in ["one", "two"] {
        let lines: Vec<_> = log.lines().filter(|line| line.starts_with(who)).collect();
        assert_eq!(lines, (0..3).map(|number| format!("{who} {number}")).collect::<Vec<_>>(), "{log}");
    }
}

#[tokio::test]
async fn put_creates_or_replaces_and_writes_nothing_twice() {
    let (_, wiki, other) = a_wiki().await;
    let page = wiki.page("/A/B/C");
    let error = page.put("text").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "its upper page is not there: {error}");
    assert_eq!(page.put("text").with_parents().await.unwrap(), PageChange::Created);
    assert_eq!(page.put("text").await.unwrap(), PageChange::Unchanged);
    assert_eq!(other.page("/A/B/C").put("other").await.unwrap(), PageChange::Edited);
    // What the handle has read is old, and is read again.
    assert_eq!(page.put("text").await.unwrap(), PageChange::Edited);
    assert_eq!(other.page("/A/B").content().await.unwrap(), "");
    assert_eq!(wiki.page("/A/D/E").create("x").with_parents().await.unwrap(), PageChange::Created);
    assert_eq!(page.parent().unwrap().parent().unwrap().path(), "/A");
    assert!(wiki.page("/A").parent().unwrap().parent().is_none());
    let tree = wiki.tree().await.unwrap();
    assert_eq!(paths(&tree.descendants()), ["/A", "/A/B", "/A/B/C", "/A/D", "/A/D/E"]);
}

#[tokio::test(start_paused = true)]
async fn a_write_whose_answer_was_lost_is_not_taken_for_somebody_elses() {
    let (emulator, wiki, other) = a_wiki().await;
    let write = "wiki.create_or_update_page";
    emulator.add_fault(FaultRule::new(FaultKind::ResetAfter).operation(write).times(1));
    let page = wiki.page("/A");
    assert_eq!(page.create("one").await.unwrap(), PageChange::Created);
    emulator.add_fault(FaultRule::new(FaultKind::ResetAfter).operation(write).times(1));
    assert_eq!(page.edit("two").await.unwrap(), PageChange::Edited);
    assert_eq!(page.edit("three").await.unwrap(), PageChange::Edited, "its version is known");
    assert_eq!(other.page("/A").content().await.unwrap(), "three");
    // One that was really changed is refused, whatever was lost before.
    other.page("/A").put("theirs").await.unwrap();
    emulator.add_fault(FaultRule::new(FaultKind::ResetBefore).operation(write).times(1));
    assert_eq!(page.edit("four").await.unwrap_err().kind(), ErrorKind::Precondition);
    let once = wiki.client().with(Options::default().attempts(1)).project("Shop").wiki("Shop.wiki");
    emulator.add_fault(FaultRule::new(FaultKind::ResetAfter).operation(write).times(1));
    assert_eq!(once.page("/B").create("x").await.unwrap_err().kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn titles_may_have_any_characters() {
    let (_, wiki, other) = a_wiki().await;
    for title in
        ["50% off", "C# notes", "What?", "a-b c", "ü & ß=1+1", "%2F", "a.b", "\"quoted\" <x>", "日本語"]
    {
        let path = format!("/{title}");
        assert_eq!(wiki.page(&path).create(title).await.unwrap(), PageChange::Created, "{title}");
        let mut page = other.page(&path);
        assert_eq!(page.content().await.unwrap(), title);
        assert_eq!(page.title(), title);
        let id = page.id().await.unwrap();
        assert_eq!(other.page_by_id(id).await.unwrap().path(), path);
        page.edit("more").await.unwrap();
        page.rename(format!("{title} (2)")).await.unwrap();
        assert_eq!(wiki.page_by_id(id).await.unwrap().content().await.unwrap(), "more", "{title}");
    }
    let mut listed: Vec<_> =
        other.pages().all().await.unwrap().iter().map(|page| page.path().to_owned()).collect();
    assert_eq!(listed.len(), 9);
    let tree = other.tree().await.unwrap();
    let mut below = paths(&tree.descendants());
    listed.sort();
    below.sort();
    assert_eq!(listed, below);
    assert_eq!(wiki.page_by_id(4711).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn pages_are_moved_put_in_order_and_deleted() {
    let (_, wiki, other) = a_wiki().await;
    for path in ["/A", "/A/One", "/A/One/Deep", "/A/Two", "/B"] {
        wiki.page(path).create(path).await.unwrap();
    }
    let mut two = wiki.page("/A/Two");
    two.reorder(0).await.unwrap();
    assert_eq!(two.order().await.unwrap(), Some(0));
    let children = other.page("/A").children().await.unwrap();
    assert_eq!(children.iter().map(PageNode::path).collect::<Vec<_>>(), ["/A/Two", "/A/One"]);
    assert!(children[1].children().is_empty(), "one level");
    assert_eq!(children[1].value().is_parent_page, Some(true));
    let mut one = wiki.page("/A/One");
    let id = one.id().await.unwrap();
    one.move_to("B/First").await.unwrap();
    assert_eq!(one.path(), "/B/First");
    assert_eq!(one.content().await.unwrap(), "/A/One");
    assert_eq!(other.page_by_id(id).await.unwrap().path(), "/B/First");
    assert_eq!(other.page("/B/First/Deep").content().await.unwrap(), "/A/One/Deep");
    one.rename("Last").await.unwrap();
    assert_eq!(one.path(), "/B/Last");
    one.edit("changed").await.unwrap();
    assert_eq!(one.rename("x/y").await.unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(two.move_to("/B/Last").await.unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(two.move_to("/No/Two").await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(two.path(), "/A/Two", "where it was");
    assert_eq!(wiki.page("/No").reorder(0).await.unwrap_err().kind(), ErrorKind::NotFound);
    let url = one.web_url().await.unwrap().unwrap();
    assert!(url.contains("pagePath"), "{url}");
    other.page("/B").delete().await.unwrap();
    assert!(!wiki.page("/B/Last/Deep").exists().await.unwrap());
    assert_eq!(one.reload().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(other.page("/B").delete().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(wiki.page("/A").tree().await.unwrap().page().path(), "/A");
}

#[tokio::test]
async fn all_pages_of_a_large_wiki() {
    let (_, project, other) = stage().await;
    let docs = project.create_repository("docs").await.unwrap();
    let mut commit = docs.commit("main", "Begin").create();
    for number in 0..230 {
        commit = commit.add(format!("/Page-{number}.md"), format!("{number}\n"));
    }
    commit.push().await.unwrap();
    project.create_wiki("Docs").repository(&docs).await.unwrap();
    let wiki = other.wiki("Docs");
    let mut found: Vec<_> = wiki.pages().map_ok(|page| page.path().to_owned()).try_collect().await.unwrap();
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 230);
    // Left after the first answer, and taken up there.
    let mut pages = wiki.pages();
    for _ in 0..100 {
        pages.next().await.unwrap().unwrap();
    }
    let continuation = pages.continuation().unwrap().to_string().parse().unwrap();
    assert_eq!(wiki.pages().resume(continuation).all().await.unwrap().len(), 130);
    let page = wiki.page("/Page 7");
    page.record_view().await.unwrap();
    assert_eq!(page.record_view().await.unwrap().count, Some(2));
    assert_eq!(page.views(7).await.unwrap()[0].count, Some(2));
    assert_eq!(page.views(31).await.unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(wiki.page("/No").record_view().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(wiki.page_views(7).all().await.unwrap().len(), 230);
}

#[tokio::test]
async fn files_are_shown_by_pages() {
    let (_, wiki, other) = a_wiki().await;
    let bytes = (0..=255).cycle().take(5000).collect::<Vec<u8>>();
    let file = wiki.attach("plan 50%.bin", &bytes).await.unwrap();
    let path = file.path.unwrap();
    assert_eq!(path, "/.attachments/plan 50%.bin");
    assert_eq!(wiki.attach("plan 50%.bin", "x").await.unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(wiki.attach("a/b", "x").await.unwrap_err().kind(), ErrorKind::Invalid);
    let page = wiki.page("/Plan");
    page.create(format!("![plan]({path})\n")).await.unwrap();
    let shown = other.page("/Plan").attachments().await.unwrap().all().await.unwrap();
    assert_eq!(shown.iter().filter_map(|file| file.name.as_deref()).collect::<Vec<_>>(), ["plan 50%.bin"]);
    assert_eq!(other.attachment(path).await.unwrap().bytes().await.unwrap(), bytes);
    assert_eq!(other.attachment("plan 50%.bin").await.unwrap().bytes().await.unwrap(), bytes);
    assert!(!other.attachment("no").await.unwrap().exists().await.unwrap());
}

#[tokio::test]
async fn people_talk_about_a_page() {
    let (_, wiki, other) = a_wiki().await;
    let page = wiki.page("/A");
    page.create("a").await.unwrap();
    for number in 0..7 {
        page.comment(format!("remark {number}")).await.unwrap();
    }
    let theirs = other.page("/A");
    let few = ListComments { top: Some(3), ..ListComments::default() };
    let newest = theirs.comments_with(few).await.unwrap().all().await.unwrap();
    let texts: Vec<_> = newest.iter().map(|comment| comment.text().unwrap().to_owned()).collect();
    assert_eq!((texts.len(), texts[0].as_str(), texts[6].as_str()), (7, "remark 6", "remark 0"));
    let mut first = theirs.comments().await.unwrap().next().await.unwrap().unwrap();
    assert_eq!(first.text(), Some("remark 0"));
    assert_eq!((first.state(), first.parent_id()), (Some(&CommentState::Active), None));
    assert!(first.created_by().unwrap().display_name.is_some());
    let reply = first.reply("why?").await.unwrap();
    assert_eq!(reply.parent_id(), Some(first.id().unwrap()));
    first.reply("because").await.unwrap();
    let replies = first.replies().unwrap().all().await.unwrap();
    assert_eq!(replies.iter().filter_map(PageComment::text).collect::<Vec<_>>(), ["why?", "because"]);
    first.edit("remark zero").await.unwrap();
    first.set_state(CommentState::Resolved).await.unwrap();
    first.react(CommentReactionType::Like).await.unwrap();
    let mut mine = page.comment_by_id(first.id().unwrap()).await.unwrap();
    assert_eq!((mine.text(), mine.state()), (Some("remark zero"), Some(&CommentState::Resolved)));
    assert_eq!(mine.reactions()[0].count, Some(1));
    assert_eq!(mine.reacted(&CommentReactionType::Like).unwrap().all().await.unwrap().len(), 1);
    mine.unreact(CommentReactionType::Like).await.unwrap();
    mine.reload().await.unwrap();
    assert!(mine.reactions().is_empty());
    mine.delete().await.unwrap();
    assert!(mine.is_deleted() && mine.text().is_none());
    assert_eq!(first.reload().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(page.comments().await.unwrap().all().await.unwrap().len(), 6);
    let file = page.attach_to_comments(&b"\x00\xff"[..]).await.unwrap();
    let bytes = theirs.comment_attachment(&file.id.unwrap()).await.unwrap().bytes().await.unwrap();
    assert_eq!(&bytes[..], b"\x00\xff");
    assert_eq!(page.comment_by_id(4711).await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(wiki.page("/No").comments().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert!(page.comment(" ").await.is_err());
}
