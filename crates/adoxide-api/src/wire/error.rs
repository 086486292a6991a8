//! The error bodies of the service.

use super::Json;

object! {
    /// The envelope of an error: `{"$id":"1","message":…,"typeName":…,"typeKey":…,"errorCode":0,"eventId":3000}`.
    /// No specification describes it; this is what the service sends.
    ErrorBody {
        id: String = "$id",
        inner_exception: Json = "innerException",
        message: String = "message",
        type_name: String = "typeName",
        type_key: String = "typeKey",
        error_code: i64 = "errorCode",
        event_id: i64 = "eventId",
        custom_properties: Json = "customProperties",
    }
}

/// What a failed response says about itself.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ApiError {
    /// The service's own sentence, with its `TF…` or `VS…` code where it has one.
    pub message: Option<String>,
    /// The kind of exception on the server, such as `GitRepositoryNotFoundException`.
    pub type_key: Option<String>,
}

impl ApiError {
    /// Reads the body of a failed response: the usual envelope, the older `{"value":{"Message":…}}`, plain
    /// text, or nothing. HTML is not a message.
    pub fn from_body(body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(body);
        let text = text.trim_start_matches('\u{feff}').trim();
        if let Ok(body) = serde_json::from_str::<ErrorBody>(text) {
            let older = |name: &str| -> Option<String> {
                body.extra.get(name).or_else(|| body.extra.get("value")?.get(name))?.as_str().map(Into::into)
            };
            return Self {
                message: body.message.clone().or_else(|| older("Message")).or_else(|| older("message")),
                type_key: body.type_key,
            };
        }
        let plain = !text.is_empty() && !text.starts_with(['<', '{', '[']);
        Self { message: plain.then(|| text.chars().take(500).collect()), type_key: None }
    }

    /// The code at the head of the message: `TF401019`, `VS403351`.
    pub fn code(&self) -> Option<&str> {
        let word = self.message.as_deref()?.split([':', ' ']).next()?;
        let digits = word.strip_prefix("TF").or_else(|| word.strip_prefix("VS"))?;
        (digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_envelope_with_and_without_a_byte_order_mark() {
        let body = r#"{"$id":"1","innerException":null,"message":"TF401019: gone","typeName":"a, b","typeKey":"GitRepositoryNotFoundException","errorCode":0,"eventId":3000}"#;
        for text in [body.to_owned(), format!("\u{feff}{body}")] {
            let error = ApiError::from_body(text.as_bytes());
            assert_eq!(error.message.as_deref(), Some("TF401019: gone"));
            assert_eq!(error.type_key.as_deref(), Some("GitRepositoryNotFoundException"));
            assert_eq!(error.code(), Some("TF401019"));
        }
    }

    #[test]
    fn other_bodies() {
        let message = |body: &str| ApiError::from_body(body.as_bytes()).message;
        assert_eq!(message(r#"{"count":1,"value":{"Message":"bad"}}"#).as_deref(), Some("bad"));
        assert_eq!(
            message("The controller was not found.").as_deref(),
            Some("The controller was not found.")
        );
        for body in ["", "<html>Sign In</html>", r#"{"count":0,"value":[]}"#, "[1]"] {
            assert_eq!(message(body), None, "{body}");
        }
    }
}
