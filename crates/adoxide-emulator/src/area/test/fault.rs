//! What goes wrong with tests. As in `error`: reported, a client's text, or guessed.

use http::StatusCode;

use crate::wire::error::Fault;
use crate::world::Refusal;

const TEST: &str = "Microsoft.TeamFoundation.TestManagement.WebApi";
const SERVER: &str = "Microsoft.TeamFoundation.TestManagement.Server";

impl Fault {
    /// The type keys are those of the .NET client, the texts guessed from what clients report.
    fn test_missing(message: String) -> Self {
        Self::exception(StatusCode::NOT_FOUND, TEST, "TestObjectNotFoundException", message)
    }

    pub fn test_run_not_found(id: &str) -> Self {
        Self::test_missing(format!("Test run {id} cannot be found."))
    }

    pub fn test_result_not_found(run: &str, id: &str) -> Self {
        Self::test_missing(format!("Test result {id} cannot be found in test run {run}."))
    }

    pub fn test_attachment_not_found(id: &str) -> Self {
        Self::test_missing(format!("Attachment {id} cannot be found."))
    }

    pub fn test_object_not_found(what: &str, id: &str) -> Self {
        Self::test_missing(format!("{what} {id} cannot be found."))
    }

    /// A request that makes no sense.
    pub fn invalid_test_request(message: impl Into<String>) -> Self {
        Self::exception(StatusCode::BAD_REQUEST, SERVER, "InvalidPropertyException", message)
    }

    /// Somebody else changed it since.
    pub fn test_object_updated(message: impl Into<String>) -> Self {
        Self::exception(StatusCode::CONFLICT, TEST, "TestObjectUpdatedException", message)
    }

    /// What the rules of tests refuse.
    pub fn test_refused(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::NoTestRun(id) => Self::test_run_not_found(&id.to_string()),
            Refusal::NoTestResult(run, id) => Self::test_result_not_found(&run.to_string(), &id.to_string()),
            Refusal::NoTestAttachment(_, id) => Self::test_attachment_not_found(&id.to_string()),
            Refusal::NoTest(id) => Self::test_object_not_found("Test", &id.to_string()),
            Refusal::NoTestPlan(id) => Self::test_object_not_found("Test plan", &id.to_string()),
            Refusal::NoTestSuite(id) => Self::test_object_not_found("Test suite", &id.to_string()),
            Refusal::NoTestCase(id) => Self::test_object_not_found("Test case", &id.to_string()),
            Refusal::NoTestPoint(id) => Self::test_object_not_found("Test point", &id.to_string()),
            Refusal::NoTestConfiguration(id) => {
                Self::test_object_not_found("Test configuration", &id.to_string())
            }
            Refusal::NoTestVariable(id) => Self::test_object_not_found("Test variable", &id.to_string()),
            Refusal::NoTestRequirement => {
                Self::invalid_test_request("The requirement of the test suite cannot be found.")
            }
            Refusal::TestSuiteParent(id) => Self::invalid_test_request(format!(
                "Test suite {id} cannot be moved or deleted so, or cannot contain what is to be put into it."
            )),
            Refusal::TestConfigurationInUse(name) => Self::exception(
                StatusCode::CONFLICT,
                TEST,
                "TestObjectInUseException",
                format!("The test configuration '{name}' is in use by test points and cannot be deleted."),
            ),
            Refusal::TestObjectExists(name) => Self::exception(
                StatusCode::CONFLICT,
                TEST,
                "TestObjectAlreadyExistsException",
                format!("An object named '{name}' already exists."),
            ),
            other => Self::invalid_test_request(other.to_string()),
        }
    }
}
