import pytest

import adoxide
from adoxide.nouns import AddFile, DeleteFile, EditFile, RenameFile
from adoxide.policies import MinimumReviewersPolicy, branch


@pytest.fixture
def repo(project):
    repo = project.repos.create_repository("web")
    repo.commit("main", "Begin", [AddFile("/a.txt", "one"), AddFile("b.bin", b"\x00\xff")])
    return repo.refresh()


def test_files_commits_and_branches(repo):
    assert repo.default_branch == "main"
    assert repo.get_file_by_branch("/a.txt") == "one"
    assert repo.get_file_bytes_by_branch("/b.bin", "main") == b"\x00\xff"
    assert repo.get_file_by_branch("/nowhere") == ""
    assert not repo.check_file_exists_by_branch("/nowhere")
    repo.commit_file_upsert("main", "/a.txt", "two", "Edit")
    repo.commit("main", "More", [EditFile("/a.txt", "three"), RenameFile("/b.bin", "/c.bin"), AddFile("/d", "d")])
    repo.commit("main", "Less", [DeleteFile("/d")])
    assert [item["path"] for item in repo.iter_items(recursion_level="full") if not item.get("isFolder")] == [
        "/a.txt",
        "/c.bin",
    ]
    commits = repo.list_commits()
    assert [commit.message for commit in commits] == ["Less", "More", "Edit", "Begin"]
    assert commits[0].parents == [commits[1].sha]
    assert repo.is_ancestor(commits[3].sha, commits[0].sha)
    assert {change["item"]["path"] for change in commits[3].iter_changes()} == {"/a.txt", "/b.bin"}
    changed = {one["item"]["path"] for one in repo.iter_commit_diff(commits[2].sha, commits[0].sha)}
    assert changed == {"/a.txt", "/b.bin", "/c.bin"}

    repo.create_branch("feature", commits[1].sha)
    repo.create_branch("feature-2", commits[2].sha)
    assert repo.get_branch_head("feature") == commits[1].sha
    assert repo.check_branch_exists("feature") and not repo.check_branch_exists("feat")
    with pytest.raises(adoxide.AlreadyExistsError):
        repo.create_branch("feature", commits[0].sha)
    repo.delete_branch("feature-2")
    assert [one.name for one in repo.iter_branches()] == ["feature", "main"]

    repo.create_git_tag("v1", commits[0].sha)
    repo.create_annotated_tag("v2", "Two", commits[1].sha)
    tags = {tag.name: tag for tag in repo.iter_git_tags()}
    assert tags["v1"].get_annotated_info() is None
    assert tags["v2"].get_annotated_info().message == "Two"
    assert tags["v2"].get_commit().sha == commits[1].sha
    assert repo.check_file_exists_by_tag("/a.txt", "v2")


def test_a_pull_request_from_its_creation_to_its_merge(repo, project):
    main = repo.get_branch_head("main")
    repo.create_branch("feature", main)
    repo.commit("feature", "Change", [EditFile("/a.txt", "changed")])
    pr = repo.create_pull_request("Change a", "feature", "main", description="Why")
    assert (pr.title, pr.status, pr.source_branch, pr.target_branch) == ("Change a", "active", "feature", "main")
    assert repo.get_pr_for_branch("feature") == pr
    pr.add_tag("urgent")
    pr.sync_tags(["Later", "URGENT"])
    assert sorted(map(str.lower, pr.iter_tags())) == ["later", "urgent"]
    thread = pr.add_thread("Why?", file_path="/a.txt", line=1)
    pr.reply_to_thread(thread.id, "Because.")
    pr.update_thread_status(thread.id, "fixed")
    assert len(pr.get_thread(thread.id).comments) == 2
    item = project.boards.create_work_item("Task", {"System.Title": "Do it"})
    item.link_pull_request(pr)
    item.update({"System.Title": "Did it"})
    assert list(pr.iter_work_item_ids()) == [item.id]
    pr.set_status("succeeded", "lint")
    assert [one.context.name for one in pr.iter_statuses()] == ["lint"]
    pr.vote(None, 10)
    assert [one.vote for one in pr.list_reviewers()] == [10]
    assert [one["item"]["path"] for one in pr.iter_files_changed()] == ["/a.txt"]
    pr.complete(completion_options={"mergeStrategy": "squash"})
    assert pr.wait() == "completed"
    assert repo.get_file_by_branch("/a.txt") == "changed"
    assert [one.id for one in repo.iter_pull_requests("completed")] == [pr.id]


def test_work_items(project):
    boards = project.boards
    item = boards.create_work_item("User Story", {"System.Title": "Sell", "System.Tags": "a; b"})
    item.add_tag("B")
    item.add_tag("c")
    item.remove_tag("A")
    assert list(item.iter_tags()) == ["b", "c"]
    child = item.create_child("Task", "Wrap it")
    assert child.get_parent_id() == item.id
    assert [one.title for one in item.iter_children()] == ["Wrap it"]
    other = boards.create_work_item("Task", {"System.Title": "Another"})
    item.add_link(other, "related", comment="see")
    item.remove_work_item_links(other)
    assert item.list_linked_work_items("related") == []
    comment = item.add_comment("Hello")
    item.update_comment(comment.id, "Hello again")
    assert [one.text for one in item.iter_comments()] == ["Hello again"]
    item.add_attachment("a.bin", b"\x00\x01")
    assert item.download_attachment(next(item.iter_attachments())) == b"\x00\x01"
    assert len(item.list_revisions()) == item.refresh().rev
    item.delete()
    assert boards.list_work_items_by_ids([item.id, other.id]) == [other]
    item.restore()
    assert item.title == "Sell"
    iteration = boards.create_iteration(
        "Sprint 9",
        start_date=__import__("datetime").date(2026, 1, 5),
        finish_date=__import__("datetime").date(2026, 1, 16),
    )
    iteration.update(name="Sprint 10")
    iteration.add_to_team(project.get_default_team())
    assert boards.get_iteration_node("Sprint 10").start_date.startswith("2026-01-05")
    area = boards.create_area("Web").create_child("Checkout")
    item.move(area_path=f"{project.name}\\Web\\Checkout", iteration_path=f"{project.name}\\Sprint 10")
    assert item.area_path.endswith("Web\\Checkout")
    area.delete()


def test_policies(project):
    policy = project.settings.create_policy_configuration(
        MinimumReviewersPolicy(scope=[branch("main")], minimum_approver_count=2)
    )
    read = MinimumReviewersPolicy.from_info(policy.refresh().info)
    assert read.minimum_approver_count == 2
    policy.update(MinimumReviewersPolicy(scope=[branch("main")], minimum_approver_count=1, is_blocking=False))
    assert policy.refresh().is_blocking is False
    policy.delete()
    assert project.settings.list_policy_configurations() == []


def test_variable_groups_keep_what_they_are_not_told(project):
    group = project.pipelines.create_variable_group(
        "keys", {"a": "1", "s": {"value": "x", "isSecret": True}}, description="d"
    )
    group.set_variable("b", "2")
    assert group.variables["s"].is_secret and group.variables["s"].value is None
    group.unset_variable("a")
    found = project.pipelines.get_variable_group("KEYS")
    assert sorted(found.variables) == ["b", "s"]
    assert found.info.description == "d"
    with pytest.raises(KeyError):
        group.unset_variable("a")
    with pytest.raises(adoxide.NotFoundError, match="keys"):
        project.pipelines.get_variable_group("other")
    group.delete()
    assert project.pipelines.list_variable_groups() == []


def test_builds_of_a_seeded_organization(seeded):
    client = seeded.client()
    builds = [build for project in client.org.iter_projects() for build in project.pipelines.iter_builds(top=5)]
    for build in builds:
        assert build.pipeline.name
        assert isinstance(build.list_timeline_records(), list)


def test_urls(repo):
    org = repo.org
    assert org.get_repository_by_url(repo.web_url).id == repo.id
    assert org.get_pull_request_by_url(f"{repo.web_url}/pullrequest/7").id == 7
    with pytest.raises(adoxide.ConfigError):
        org.get_repository_by_url("https://dev.azure.com/other/Shop/_git/web")


def test_a_wiki_page_is_changed_and_deleted_in_the_version_that_was_read(project):
    wiki = project.create_wiki("Handbook")
    wiki.put_page("/Home", "one")
    page = wiki.get_page("/Home")
    assert page["content"] == "one" and page.e_tag
    assert "content" not in wiki.get_page("/Home", include_content=False)
    with pytest.raises(adoxide.AlreadyExistsError):
        wiki.put_page("/Home", "two")
    second = wiki.put_page("/Home", "two", version=page.e_tag)
    assert second.e_tag != page.e_tag
    with pytest.raises(adoxide.PreconditionError):
        wiki.put_page("/Home", "three", version=page.e_tag)
    with pytest.raises(adoxide.PreconditionError):
        wiki.delete_page("/Home", version=page.e_tag)
    wiki.delete_page("/Home", version=wiki.get_page("/Home").e_tag)
    with pytest.raises(adoxide.NotFoundError):
        wiki.get_page("/Home")


def test_a_description_is_whole_although_lists_cut_it(repo, empty):
    repo.create_branch("feature", repo.get_branch_head("main"))
    repo.commit("feature", "Change", [EditFile("/a.txt", "changed")])
    repo.create_pull_request("Long", "feature", "main", description="x" * 1000)
    pr = next(repo.iter_pull_requests(expand="labels"))
    assert len(pr.info["description"]) == 400
    assert pr.description == "x" * 1000
    count = empty.request_count
    assert pr.description == "x" * 1000 and empty.request_count == count
    assert pr.refresh("labels").title == "Long"


def test_an_unknown_keyword_is_refused_and_a_further_query_parameter_is_sent(repo):
    client = repo._client
    with pytest.raises(TypeError, match="no parameter `top_most`"):
        client.call("git.get_repositories", top_most=1)
    assert client.call("git.get_repository", repository_id=repo.id, query={"$expand": "all"})["name"] == "web"
