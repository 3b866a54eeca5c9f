//! What software centres show of the program, as `AppStream` reads it. Texts are in the template;
//! addresses come from Cargo.toml, and releases from the changelog.

use std::fmt::Write as _;

use crate::packed::{Packed, packed};
use crate::version::VERSION;

pub(super) const PATH: &str = "metainfo/org.frenemy.Frenemy.metainfo.xml";

const TEMPLATE: &str = include_str!("../../../assets/desktop/metainfo.xml");
static CHANGELOG: Packed = packed!("CHANGELOG.md");

/// Pictures of the window, with their captions; the first is the one that lists show.
const SCREENSHOTS: [(&str, &str); 4] = [
    (
        "example.png",
        "The network of one article, each relation with its claims",
    ),
    (
        "reader.png",
        "An article beside the picture, with the passages that are coded",
    ),
    ("balance.png", "Triads, camps and tensions"),
    ("matrix.png", "The network as a matrix of friends and foes"),
];

pub(super) fn metainfo() -> String {
    filled(env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_HOMEPAGE"))
}

/// The template with everything in its place. Without the address of a repository there are no
/// screenshots, because only addresses can name them.
fn filled(repository: &str, homepage: &str) -> String {
    TEMPLATE
        .replace("{addresses}", &addresses(repository, homepage))
        .replace("{screenshots}", &screenshots(repository))
        .replace("{releases}", &releases(CHANGELOG.text()))
}

fn addresses(repository: &str, homepage: &str) -> String {
    let homepage = if homepage.is_empty() {
        repository
    } else {
        homepage
    };
    let issues = match repository {
        "" => String::new(),
        repository => format!("{repository}/issues"),
    };
    let rows = [
        ("homepage", homepage),
        ("bugtracker", &issues),
        ("vcs-browser", repository),
    ];
    let mut text = String::new();
    for (kind, address) in rows.iter().filter(|(_, address)| !address.is_empty()) {
        let _ = write!(text, "\n  <url type=\"{kind}\">{address}</url>");
    }
    text
}

fn screenshots(repository: &str) -> String {
    if repository.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n  <screenshots>");
    for (number, (name, caption)) in SCREENSHOTS.iter().enumerate() {
        let kind = if number == 0 { " type=\"default\"" } else { "" };
        let _ = write!(
            text,
            "\n    <screenshot{kind}>\n      <caption>{caption}</caption>\n      \
             <image>{repository}/raw/v{VERSION}/docs/src/images/{name}</image>\n    </screenshot>"
        );
    }
    text + "\n  </screenshots>"
}

/// The releases of a changelog, the newest first: its headings `## 0.2.0 - 2026-11-29`.
fn releases(changelog: &str) -> String {
    let headings = changelog
        .lines()
        .filter_map(|line| line.strip_prefix("## "));
    let release = |(version, date): (&str, &str)| {
        format!("\n    <release version=\"{version}\" date=\"{date}\"/>")
    };
    let is_date = |date: &str| date.starts_with(|letter: char| letter.is_ascii_digit());
    headings
        .filter_map(|heading| heading.split_once(" - "))
        .filter(|(_, date)| is_date(date))
        .map(release)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_screenshots_follow_the_repository() {
        let without = filled("", "");
        assert!(!without.contains("<url") && !without.contains("<screenshot"));
        let with = filled("https://example.org/frenemy", "");
        assert!(with.contains("<url type=\"homepage\">https://example.org/frenemy</url>"));
        for (name, _) in SCREENSHOTS {
            let path = format!("/docs/src/images/{name}");
            let address =
                format!("<image>https://example.org/frenemy/raw/v{VERSION}{path}</image>");
            assert!(with.contains(&address), "{with}");
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/src/images/").to_owned() + name;
            assert!(std::path::Path::new(&file).is_file(), "{file}");
        }
        for text in [without, with] {
            assert!(!text.contains('{') && is_well_formed(&text), "{text}");
        }
    }

    /// Whether all elements are closed.
    fn is_well_formed(text: &str) -> bool {
        let mut reader = quick_xml::Reader::from_str(text);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => return true,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    }

    #[test]
    fn releases_are_the_dated_headings_of_the_changelog() {
        let changelog =
            "## 0.3.0 - unreleased\n### Added\n## 0.2.0 - 2026-11-29\n## 0.1.0 - 2026-10-01\n";
        let newest = "\n    <release version=\"0.2.0\" date=\"2026-11-29\"/>";
        assert!(releases(changelog).starts_with(newest));
        assert_eq!(releases(changelog).matches("<release ").count(), 2);
    }
}
