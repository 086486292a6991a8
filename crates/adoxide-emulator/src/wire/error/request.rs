//! What is wrong with a request, whatever it is for, and what keeps the service from answering.

use http::Method;
use http::StatusCode;

use super::{COMMON, Exception, Fault, FaultBody, WEB_API};
use crate::wire::number::Number;

impl Fault {
    /// No route: recorded.
    pub fn controller_not_found(path: &str) -> Self {
        let message =
            format!("The controller for path '{path}' was not found or does not implement IController.");
        Self { status: StatusCode::NOT_FOUND, body: FaultBody::Text(message) }
    }

    /// A route, but not for this method: reported.
    pub fn method_not_allowed(method: &Method) -> Self {
        let message = format!("The requested resource does not support http method '{method}'.");
        Self { status: StatusCode::METHOD_NOT_ALLOWED, body: FaultBody::Wrapped(message) }
    }

    /// Something that the emulator does not do. Ours: the service has no such answer.
    pub fn not_emulated(what: &str) -> Self {
        let message = format!(
            "The emulator does not do {what} yet. What it does is listed under /_adoxide/operations."
        );
        Self::exception(StatusCode::NOT_IMPLEMENTED, "Adoxide.Emulator", "NotEmulatedException", message)
    }

    /// Something broke in the emulator. The code is the one that the service uses.
    pub fn internal(what: impl std::fmt::Display) -> Self {
        let message = format!("TF400898: An Internal Error Occurred. {what}");
        Self::exception(StatusCode::INTERNAL_SERVER_ERROR, COMMON, "VssServiceException", message)
    }

    /// A body of more bytes than the emulator reads. Guessed.
    pub fn body_too_large(limit: usize) -> Self {
        let message = format!("The request body is larger than {limit} bytes.");
        Self::exception(StatusCode::PAYLOAD_TOO_LARGE, COMMON, "VssServiceException", message)
    }

    /// A parameter or field that must be given: the form of every .NET `ArgumentNullException`.
    pub fn argument_null(name: &str) -> Self {
        Self::argument("ArgumentNullException", format!("Value cannot be null.\r\nParameter name: {name}"))
    }

    /// A parameter or field with a value that cannot be: guessed.
    pub fn invalid_parameter(name: &str, value: &str) -> Self {
        let message = format!("The value {value:?} is not valid.\r\nParameter name: {name}");
        Self::argument("ArgumentException", message)
    }

    fn argument(type_key: &'static str, message: String) -> Self {
        let exception = Exception {
            message,
            namespace: "System",
            assembly: "mscorlib",
            type_key,
            event_id: 0,
            custom_properties: None,
        };
        Self { status: StatusCode::BAD_REQUEST, body: FaultBody::Exception(Box::new(exception)) }
    }

    /// A body that is not the JSON that it must be: guessed.
    pub fn invalid_body(why: impl std::fmt::Display) -> Self {
        let message = format!("The request body could not be read: {why}.");
        Self::exception(StatusCode::BAD_REQUEST, COMMON, "VssPropertyValidationException", message)
    }

    /// A body of another content type than the method takes: text from a client, status reported.
    pub fn content_type_not_supported(method: &Method, given: &str, valid: &str) -> Self {
        let message = format!(
            "The request indicated a Content-Type of \"{given}\" for method type \"{method}\" which is not \
             supported. Valid content types for this method are: {valid}."
        );
        let type_key = "VssRequestContentTypeNotSupportedException";
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, type_key, message)
    }

    // Versions. The texts are those of an official client; typeKey and status were reported.

    /// No api-version where one must be given.
    pub fn version_not_specified(method: &Method) -> Self {
        let message = format!(
            "No api-version was supplied for the \"{method}\" request. The version must be supplied either as \
             part of the Accept header (e.g. \"application/json; api-version=1.0\") or as a query parameter \
             (e.g. \"?api-version=1.0\")."
        );
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, "VssVersionNotSpecifiedException", message)
    }

    /// An api-version that is none.
    pub fn invalid_version(text: &str) -> Self {
        let message = format!(
            "Invalid api version string: \"{text}\". Api version string must be in the format: \
             {{Major}}.{{Minor}}[-preview[.{{ResourceVersion}}]]."
        );
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, "VssInvalidApiResourceVersionException", message)
    }

    /// A version newer than the location's newest.
    pub fn version_out_of_range(text: &str, max: Number) -> Self {
        let message = format!(
            "The requested REST API version of {text} is out of range for this server. The latest REST API \
             version this server supports is {max}."
        );
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, "VssVersionOutOfRangeException", message)
    }

    /// A version older than the location's oldest, or a newer preview than there is.
    pub fn version_out_of_range_for_route(text: &str, route: &str) -> Self {
        let message = format!(
            "The request matched route {route}, but the requested REST API version {text} was outside the \
             valid version range for this route."
        );
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, "VssVersionOutOfRangeException", message)
    }

    /// `-preview` missing where the version is a preview.
    pub fn preview_not_specified(text: &str) -> Self {
        let message = format!(
            "The requested version \"{text}\" of the resource is under preview. The -preview flag must be \
             supplied in the api-version for such requests. For example: \"{text}-preview\""
        );
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, "VssInvalidPreviewVersionException", message)
    }
}
