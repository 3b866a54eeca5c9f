//! The user's guide in `docs`, and README: every command in them runs, every link leads to a file,
//! and the table of keys is that of the program.
//!
//! A block of `sh` is run, in the order of its page and in a folder of its own. Comments of HTML
//! say which files it finds there: `<!-- example: NAME -->` is a bundled example, and
//! `<!-- file: NAME -->` is the block of code that follows. A block of `console` is not run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use frenemy::app::{ActionRow, Menu};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// README and the pages of the guide.
fn pages() -> Vec<PathBuf> {
    let folder = repository().join("docs/src");
    let files = fs::read_dir(folder).unwrap();
    let mut pages: Vec<PathBuf> = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.push(repository().join("README.md"));
    pages.sort();
    pages
}

/// What the page about claims says of the example is what the program says.
#[test]
fn the_page_about_claims_has_the_numbers_of_the_program() {
    let page = fs::read_to_string(repository().join("docs/src/claims.md")).unwrap();
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let example = repository().join("assets/examples/afghanistan-2017.json");
    let found = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .arg("analyze")
        .arg(example)
        .args(["--null", "1000", "--robustness", "1000", "--seed", "1"])
        .output()
        .unwrap();
    let found = String::from_utf8(found.stdout).unwrap();
    let after = |words: &str| {
        let rest = found.split_once(words).unwrap().1;
        rest.split(['\n', ';', '(', ')', ':'])
            .next()
            .unwrap()
            .trim()
            .to_owned()
    };
    let balanced = after("Balanced triads are ");
    let (by_chance, p) = (after("shuffled signs give "), after("p = "));
    for words in [
        format!("Balanced triads: {balanced}, not more"),
        format!("random signs: {by_chance}, p = {p})"),
        after("In its camp in less than 90 % of these draws: "),
    ] {
        assert!(page.contains(&words), "{words}");
    }
}

/// What a page gives to do, in its order.
enum Step {
    Example { name: String },
    Write { name: String, text: String },
    Run(String),
}

fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut file_name = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let comment = |kind: &str| {
            let rest = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
            Some(rest.strip_prefix(kind)?.trim().to_owned())
        };
        if let Some(name) = comment("example:") {
            steps.push(Step::Example { name });
        } else if let Some(name) = comment("file:") {
            file_name = Some(name);
        } else if let Some(language) = line.strip_prefix("```") {
            let block = lines.by_ref().take_while(|line| *line != "```");
            let text: String = block.flat_map(|line| [line, "\n"]).collect();
            match (file_name.take(), language) {
                (Some(name), _) => steps.push(Step::Write { name, text }),
                (None, "sh") => steps.push(Step::Run(text)),
                (None, _) => {}
            }
        }
    }
    steps
}

fn run(script: &str, folder: &Path, page: &Path) {
    let program = Path::new(env!("CARGO_BIN_EXE_frenemy"));
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    for line in script.lines().filter(|line| !line.trim().is_empty()) {
        let output = Command::new("sh")
            .args(["-c", line])
            .current_dir(folder)
            .env("PATH", &path)
            .env("HOME", folder)
            .output()
            .unwrap();
        let page = page.file_name().unwrap().display();
        assert!(output.status.success(), "{page}: {line}: {output:?}");
    }
}

#[test]
fn every_command_of_the_guide_and_of_readme_runs() {
    let examples = repository().join("assets/examples");
    for page in pages() {
        let folder = tempfile::tempdir().unwrap();
        let text = fs::read_to_string(&page).unwrap();
        let mut has_run = false;
        for step in steps(&text) {
            match step {
                Step::Example { name } => {
                    let (from, to) = name.split_once(" as ").unwrap_or((&name, &name));
                    let text = [examples.join(from), examples.join("texts").join(from)];
                    let from = text.iter().find(|path| path.is_file());
                    let from = from.unwrap_or_else(|| panic!("no example {name}"));
                    let to = folder.path().join(to);
                    fs::create_dir_all(to.parent().unwrap()).unwrap();
                    fs::copy(from, to).unwrap();
                }
                Step::Write { name, text } => fs::write(folder.path().join(name), text).unwrap(),
                Step::Run(script) => {
                    run(&script, folder.path(), &page);
                    has_run = true;
                }
            }
        }
        if page.ends_with("command-line.md") || page.ends_with("README.md") {
            assert!(has_run, "{} has no commands", page.display());
        }
    }
}

#[test]
fn every_subcommand_is_in_the_guide() {
    let guide = fs::read_to_string(repository().join("docs/src/command-line.md")).unwrap();
    let help = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let rows = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    for row in rows.take_while(|line| !line.is_empty()) {
        let name = row.split_whitespace().next().unwrap_or("help");
        if row.starts_with("   ") || name == "help" {
            continue;
        }
        assert!(
            guide.contains(&format!("\n| `{name}` | ")),
            "{name} is not in the table"
        );
    }
}

#[test]
fn links_and_pictures_lead_to_files() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let mut targets: Vec<&str> = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .collect();
        for attribute in ["src=\"", "srcset=\""] {
            let values = text.split(attribute).skip(1);
            targets.extend(values.filter_map(|rest| rest.split('"').next()));
        }
        for target in targets.iter().filter(|target| !target.contains("://")) {
            let file = target.split('#').next().unwrap_or_default();
            let path = page.parent().unwrap().join(file);
            assert!(path.exists(), "{} links to {target}", page.display());
        }
    }
}

#[test]
fn the_guide_lists_the_keys_of_all_actions() {
    let page = fs::read_to_string(repository().join("docs/src/keys.md")).unwrap();
    let (_, listed) = page.split_once("## Actions\n\n").unwrap();
    let listed: Vec<&str> = listed
        .lines()
        .filter(|line| line.starts_with('|'))
        .collect();
    let mut rows = vec![
        "| keys | action | effect |".to_owned(),
        "| --- | --- | --- |".to_owned(),
    ];
    for menu in Menu::ALL {
        for action in ActionRow::of(menu).filter(|row| !row.keys.is_empty()) {
            let keys: Vec<String> = action.keys.iter().map(|keys| shown(keys)).collect();
            let place = format!("{} → {}", menu.name(), action.text);
            rows.push(format!(
                "| {} | {place} | {} |",
                keys.join(", "),
                action.explanation
            ));
        }
    }
    let expected = rows.join("\n");
    assert!(
        listed == rows,
        "docs/src/keys.md must have this table:\n{expected}"
    );
}

/// Keys as they are printed on a keyboard.
fn shown(keys: &str) -> String {
    let names = [
        ("Questionmark", "?"),
        ("Equals", "="),
        ("Plus", "plus"),
        ("Minus", "minus"),
        ("Comma", "comma"),
        ("Delete", "Del"),
    ];
    let names = names.iter().fold(keys.to_owned(), |keys, (name, shown)| {
        keys.replace(name, shown)
    });
    format!("<kbd>{names}</kbd>")
}
