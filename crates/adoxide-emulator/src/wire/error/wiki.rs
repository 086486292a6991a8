//! Wikis.

use http::StatusCode;

use super::{Fault, GIT};

const WIKI: &str = "Microsoft.TeamFoundation.Wiki.Server";

impl Fault {
    /// A wiki that does not exist: guessed.
    pub fn wiki_not_found(id: &str) -> Self {
        let message = format!("Wiki not found for identifier '{id}'.");
        Self::exception(StatusCode::NOT_FOUND, WIKI, "WikiNotFoundException", message)
    }

    /// A wiki whose name is taken: guessed.
    pub fn wiki_exists(name: &str) -> Self {
        let message = format!("Wiki already exists with name '{name}'.");
        Self::exception(StatusCode::CONFLICT, WIKI, "WikiAlreadyExistsException", message)
    }

    /// A page that does not exist: recorded, with its curly quotes.
    pub fn wiki_page_not_found(path: &str) -> Self {
        let message = format!(
            "Wiki page ‘{path}’ could not be found. Ensure that the path of the page is correct and the page \
             exists."
        );
        Self::exception(StatusCode::NOT_FOUND, WIKI, "WikiPageNotFoundException", message)
    }

    /// A new page where one is: type and status are reported by several clients.
    pub fn wiki_page_exists(path: &str) -> Self {
        let message = format!(
            "The page '{path}' specified in the add operation already exists in the wiki. Please specify a new \
             page path."
        );
        Self::exception(StatusCode::INTERNAL_SERVER_ERROR, WIKI, "WikiPageAlreadyExistsException", message)
    }

    /// A conflict that a pull request has not: guessed.
    pub fn conflict_not_found(id: &str) -> Self {
        let message = format!("The conflict '{id}' could not be found.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitConflictNotFoundException", message)
    }

    /// A file of a name that is taken: guessed.
    pub fn wiki_attachment_exists(name: &str) -> Self {
        let message =
            format!("The attachment '{name}' already exists in the wiki. Please specify another name.");
        Self::exception(StatusCode::CONFLICT, WIKI, "WikiAttachmentAlreadyExistsException", message)
    }

    /// A comment on a page that there is none of: guessed.
    pub fn wiki_comment_not_found(id: impl std::fmt::Display) -> Self {
        let message = format!("The comment with id {id} does not exist on the page.");
        Self::exception(StatusCode::NOT_FOUND, WIKI, "CommentNotFoundException", message)
    }

    /// A page that somebody changed since it was read: guessed.
    pub fn wiki_page_changed(path: &str) -> Self {
        let message =
            format!("The page '{path}' was changed since it was read. Read it again and repeat the change.");
        Self::exception(StatusCode::PRECONDITION_FAILED, WIKI, "WikiPageHasConflictsException", message)
    }

    /// A page below one that does not exist: guessed.
    pub fn wiki_ancestor_not_found(path: &str) -> Self {
        let message = format!("The page '{path}' that is to have the page below it could not be found.");
        Self::exception(StatusCode::NOT_FOUND, WIKI, "WikiAncestorPageNotFoundException", message)
    }
}
