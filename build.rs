//! Says at compile time from which commit the program is built, if that is known, and with which
//! features; compresses fonts and texts for the program; gives the program for Windows its icon.
//! Needs neither a network nor git.
#![expect(
    clippy::disallowed_methods,
    reason = "it reads files of its own package and writes what the program contains"
)]

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::{Compression, write::DeflateEncoder};

/// Set by packagers who build outside git.
const COMMIT: &str = "FRENEMY_COMMIT";

/// The icon of the program for Windows, as `frenemy desktop-files --system windows` writes it.
const ICON: &str = "assets/icons/frenemy.ico";

/// What `src/packed.rs` unpacks, under the same names: files and the files of folders, with their
/// endings.
const PACKED: [(&str, &str); 5] = [
    ("CHANGELOG.md", "md"),
    ("assets/citation", "cbor"),
    ("assets/examples", "json"),
    ("assets/examples/texts", "txt"),
    ("docs/src", "md"),
];

/// Fonts by the names under which they are unpacked.
fn fonts() -> [(&'static str, &'static [u8]); 8] {
    [
        ("fonts/dejavu-sans", dejavu::sans::regular()),
        ("fonts/dejavu-sans-bold", dejavu::sans::bold()),
        ("fonts/emoji-icon", epaint_default_fonts::EMOJI_ICON),
        ("fonts/hack", epaint_default_fonts::HACK_REGULAR),
        ("fonts/noto-emoji", epaint_default_fonts::NOTO_EMOJI_REGULAR),
        ("fonts/noto-sans", notosans::REGULAR_TTF),
        ("fonts/noto-sans-bold", notosans::BOLD_TTF),
        ("fonts/ubuntu-light", epaint_default_fonts::UBUNTU_LIGHT),
    ]
}

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    for (name, bytes) in fonts() {
        pack(name, bytes)?;
    }
    for (path, ending) in PACKED {
        println!("cargo::rerun-if-changed={path}");
        pack_files(path, ending)?;
    }
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
    Ok(())
}

fn pack_files(path: &str, ending: &str) -> io::Result<()> {
    if !Path::new(path).is_dir() {
        return pack(path, &fs::read(path)?);
    }
    for entry in fs::read_dir(path)? {
        let file = entry?.path();
        if file.extension().is_some_and(|found| found == ending) {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            pack(&format!("{path}/{name}"), &fs::read(&file)?)?;
        }
    }
    Ok(())
}

/// Writes a file, compressed, to where `packed!` includes it.
fn pack(name: &str, bytes: &[u8]) -> io::Result<()> {
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from);
    let file = out.unwrap_or_default().join("packed").join(name);
    fs::create_dir_all(file.parent().unwrap_or(&file))?;
    let mut packed = DeflateEncoder::new(fs::File::create(file)?, Compression::best());
    packed.write_all(bytes)?;
    packed.finish()?;
    Ok(())
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
