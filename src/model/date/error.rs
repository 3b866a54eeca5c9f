//! Why a text is not a date.

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong, in words.
    pub message: String,
}

pub(super) fn refuse<T>(message: impl Into<String>) -> Result<T, DateError> {
    Err(DateError {
        message: message.into(),
    })
}
