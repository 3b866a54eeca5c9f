//! Which program this is: its version, commit and features. Knows nothing else of the program.

use std::sync::LazyLock;

/// The version, such as `0.2.0`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The features that the program was compiled with, such as `dna, pdf`; empty without any.
pub const FEATURES: &str = env!("FRENEMY_FEATURES");

/// The first digits of the commit that the program was built from; `None` where that was not known,
/// and in builds for development.
pub const COMMIT: Option<&str> = option_env!("FRENEMY_BUILT_FROM");

static DETAILS: LazyLock<String> = LazyLock::new(|| {
    let features = match FEATURES {
        "" => "none",
        features => features,
    };
    format!(
        "{VERSION}\ncommit: {}\nfeatures: {features}",
        COMMIT.unwrap_or("unknown")
    )
});

/// The version, and a line each for commit and features.
pub fn details() -> &'static str {
    &DETAILS
}
