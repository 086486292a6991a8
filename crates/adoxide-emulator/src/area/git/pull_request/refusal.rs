//! What goes wrong with pull requests, as the service says it. Where the answer is known from is said as in
//! [`crate::wire::error`].

use http::StatusCode;

use crate::wire::error::Fault;
use crate::world::pull_request::PullRequestRefusal;

const GIT: &str = "Microsoft.TeamFoundation.Git.Server";

impl From<PullRequestRefusal> for Fault {
    fn from(refusal: PullRequestRefusal) -> Self {
        use PullRequestRefusal as Refusal;
        let (status, type_key, message) = match refusal {
            // Reported.
            Refusal::None(_) => (
                StatusCode::NOT_FOUND,
                "GitPullRequestNotFoundException",
                "TF401180: The requested pull request was not found.".to_owned(),
            ),
            // Reported many times.
            Refusal::Exists(_) => (
                StatusCode::CONFLICT,
                "GitPullRequestExistsException",
                "TF401179: An active pull request for the source and target branch already exists.".to_owned(),
            ),
            // Reported: body and status.
            Refusal::NoBranch => (
                StatusCode::BAD_REQUEST,
                "GitPullRequestCannotBeActivated",
                "TF401398: The pull request cannot be activated because the source and/or the target branch no \
                 longer exists, or the requested refs are not branches"
                    .to_owned(),
            ),
            // Reported: body, and the status of a vote on an abandoned one.
            Refusal::State(_) => (
                StatusCode::BAD_REQUEST,
                "GitPullRequestNotEditableException",
                "TF401181: The pull request cannot be edited due to its state.".to_owned(),
            ),
            // Reported: text, typeKey and status.
            Refusal::Stale => (
                StatusCode::CONFLICT,
                "GitPullRequestStaleException",
                "TF401192: The source branch has been modified since the last merge attempt.".to_owned(),
            ),
            // All others are guessed.
            Refusal::NoThread(_) | Refusal::NoComment(_) => {
                (StatusCode::NOT_FOUND, "DiscussionThreadNotFoundException", sentence(&refusal))
            }
            Refusal::ForeignComment | Refusal::ForeignVote => {
                (StatusCode::FORBIDDEN, "GitPullRequestForbiddenException", sentence(&refusal))
            }
            Refusal::NoReviewer(_) => {
                (StatusCode::NOT_FOUND, "GitPullRequestReviewerNotFoundException", sentence(&refusal))
            }
            Refusal::NoIteration(_)
            | Refusal::NoCheck(_)
            | Refusal::NoLabel(_)
            | Refusal::NoAttachment(_) => {
                (StatusCode::NOT_FOUND, "GitPullRequestResourceNotFoundException", sentence(&refusal))
            }
            Refusal::AttachmentExists(_) => {
                (StatusCode::CONFLICT, "GitPullRequestAttachmentExistsException", sentence(&refusal))
            }
            _ => (StatusCode::BAD_REQUEST, "InvalidArgumentValueException", sentence(&refusal)),
        };
        Self::exception(status, GIT, type_key, message)
    }
}

/// A refusal as a sentence of its own.
fn sentence(refusal: &PullRequestRefusal) -> String {
    let text = refusal.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
