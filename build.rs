//! Says at compile time from which commit the program is built, if that is known, and with which
//! features; gives the program for Windows its icon. Never fails, and needs neither a network nor
//! git.
#![expect(
    clippy::disallowed_methods,
    reason = "it reads one file of its own package"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Set by packagers who build outside git.
const COMMIT: &str = "FRENEMY_COMMIT";

/// The icon of the program for Windows, as `frenemy desktop-files --system windows` writes it.
const ICON: &str = "assets/icons/frenemy.ico";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={ICON}");
    println!("cargo::rerun-if-env-changed={COMMIT}");
    println!("cargo::rustc-env=FRENEMY_FEATURES={}", features());
    // Builds for development do not say their commit: each commit would compile everything again.
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let given = std::env::var(COMMIT).ok();
    let commit = given.or_else(|| is_release.then(found_commit).flatten());
    let is_commit = |text: &String| text.chars().all(|letter| letter.is_ascii_alphanumeric());
    if let Some(commit) = commit.filter(is_commit) {
        println!("cargo::rustc-env=FRENEMY_BUILT_FROM={commit}");
    }
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "windows") {
        let icon = winresource::WindowsResource::new().set_icon(ICON).compile();
        if let Err(error) = icon {
            println!("cargo::warning=the program has no icon: {error}");
        }
    }
}

/// The features by their names in Cargo.toml, as far as an environment variable preserves them.
fn features() -> String {
    let variables = std::env::vars().map(|(name, _)| name);
    let mut features: Vec<String> = variables
        .filter_map(|name| name.strip_prefix("CARGO_FEATURE_").map(str::to_lowercase))
        .filter(|name| name != "default")
        .map(|name| name.replace('_', "-"))
        .collect();
    features.sort();
    features.join(", ")
}

fn found_commit() -> Option<String> {
    let folder = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR")?);
    commit_of_package(&folder).or_else(|| commit_of_repository(&folder))
}

/// The commit that `cargo package` wrote down.
fn commit_of_package(folder: &Path) -> Option<String> {
    let text = std::fs::read_to_string(folder.join(".cargo_vcs_info.json")).ok()?;
    let (_, after) = text.split_once("\"sha1\"")?;
    let hash = after.split('"').nth(1)?;
    Some(hash.chars().take(10).collect())
}

/// The commit that is checked out, if this folder is the root of its repository: sources unpacked
/// inside another repository have none.
fn commit_of_repository(folder: &Path) -> Option<String> {
    let root = PathBuf::from(git(folder, &["rev-parse", "--show-toplevel"])?);
    if root.canonicalize().ok()? != folder.canonicalize().ok()? {
        return None;
    }
    let head = git(folder, &["rev-parse", "--git-path", "logs/HEAD"])?;
    println!("cargo::rerun-if-changed={}", folder.join(head).display());
    git(folder, &["rev-parse", "--short=10", "HEAD"])
}

fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .current_dir(folder)
        .args(arguments)
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let text = text.trim();
    (output.status.success() && !text.is_empty()).then(|| text.to_owned())
}
