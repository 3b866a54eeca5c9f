//! What an installation brings besides the program: menu entry, icons, file type, man pages and
//! completions, read by the programs of a desktop where these are installed.
//! `FRENEMY_REQUIRE_DESKTOP=1` makes their absence a failure.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The files that `frenemy desktop-files` writes, in a folder of their own.
fn installed(system: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .args(["desktop-files", "--system", system])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    folder
}

fn files_below(folder: &Path) -> BTreeSet<PathBuf> {
    let mut files = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.insert(path);
        }
    }
    files
}

fn text(folder: &TempDir, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap()
}

/// Runs a program of the desktop; nothing where it is not installed.
fn run_tool(command: &mut Command) -> Option<String> {
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => {
            let is_required = std::env::var_os("FRENEMY_REQUIRE_DESKTOP").is_some_and(|v| v == "1");
            assert!(!is_required, "{command:?}: {error}");
            let thread = std::thread::current();
            let test = thread.name().unwrap_or("a test");
            let program = command.get_program().display();
            // The test harness hides `eprintln!` of a test that passes.
            let _ = writeln!(std::io::stderr(), "skipped {test}: {program}: {error}");
            return None;
        }
    };
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{command:?}: {said}");
    Some(said)
}

#[test]
fn icons_have_the_sides_that_their_folders_say() {
    let folder = installed("linux");
    let icons = folder.path().join("icons/hicolor");
    let mut sides = BTreeSet::new();
    for path in files_below(&icons) {
        let relative = path
            .strip_prefix(&icons)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let Some(side) = relative
            .split('x')
            .next()
            .and_then(|side| side.parse::<u32>().ok())
        else {
            assert_eq!(relative, "scalable/apps/frenemy.svg");
            continue;
        };
        let picture =
            png::Decoder::new(std::io::BufReader::new(std::fs::File::open(&path).unwrap()));
        let reader = picture.read_info().unwrap();
        let size = (reader.info().width, reader.info().height);
        assert_eq!(size, (side, side), "{relative}");
        sides.insert(side);
    }
    assert_eq!(sides, [16, 24, 32, 48, 64, 128, 256, 512].into());
}

#[test]
fn every_subcommand_has_a_man_page_and_completions() {
    let folder = installed("linux");
    let help = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let rows = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let rows = rows.take_while(|line| !line.is_empty());
    let names: Vec<&str> = rows
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.contains(&"export") && names.len() > 6, "{names:?}");
    let completions = [
        text(&folder, "bash-completion/completions/frenemy"),
        text(&folder, "fish/vendor_completions.d/frenemy.fish"),
        text(&folder, "zsh/site-functions/_frenemy"),
    ];
    for name in names {
        let page = folder.path().join(format!("man/man1/frenemy-{name}.1.gz"));
        assert!(page.is_file(), "{} is missing", page.display());
        assert!(completions.iter().all(|text| text.contains(name)), "{name}");
    }
    let page = folder.path().join("man/man1/frenemy-export.1.gz");
    let shown = run_tool(Command::new("man").arg("--warnings").arg("-l").arg(page));
    assert!(
        shown.is_none_or(|shown| shown.contains("FRENEMY-EXPORT(1)") && !shown.contains("warning"))
    );
}

#[test]
fn the_same_program_writes_the_same_bytes() {
    let [first, second] = [(); 2].map(|()| installed("linux"));
    for path in files_below(first.path()) {
        let other = second.path().join(path.strip_prefix(first.path()).unwrap());
        assert!(
            std::fs::read(&path).unwrap() == std::fs::read(other).unwrap(),
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_desktop_accepts_the_menu_entry_and_what_software_centres_show() {
    let folder = installed("linux");
    let entry = folder.path().join("applications/frenemy.desktop");
    run_tool(Command::new("desktop-file-validate").arg(entry));
    let metainfo = folder
        .path()
        .join("metainfo/org.frenemy.Frenemy.metainfo.xml");
    run_tool(
        Command::new("appstreamcli")
            .args(["validate", "--no-net"])
            .arg(metainfo),
    );
}

#[test]
fn relations_files_are_recognized_by_their_first_bytes_and_opened_by_the_menu_entry() {
    const KIND: &str = "application/x-frenemy+json";
    let folder = installed("linux");
    assert!(text(&folder, "applications/frenemy.desktop").contains(&format!("MimeType={KIND};")));
    assert!(text(&folder, "mime/packages/frenemy.xml").contains(&format!("type=\"{KIND}\"")));
    if run_tool(Command::new("update-mime-database").arg(folder.path().join("mime"))).is_none() {
        return;
    }
    let relations = frenemy::file::write(&frenemy::sample::Sample::new(3, 1).document());
    let files = [
        ("written.json", relations.as_slice(), true),
        ("short.json", br#"{"format":"frenemy/1","nodes":[]}"#, true),
        ("other.json", br#"{"nodes":[],"links":[]}"#, false),
    ];
    for (name, bytes, is_ours) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut query = Command::new("gio");
        query
            .args(["info", "-a", "standard::content-type"])
            .arg(&path);
        // The types of the system, and ours.
        query.env("XDG_DATA_HOME", folder.path());
        if let Some(said) = run_tool(&mut query) {
            assert_eq!(said.contains(KIND), is_ours, "{name}: {said}");
        }
    }
}

#[test]
fn windows_and_macos_get_the_icon_in_their_own_file() {
    let ico = std::fs::read(installed("windows").path().join("frenemy.ico")).unwrap();
    let number = |bytes: &[u8], at: usize| {
        u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
    };
    let built_in = std::fs::read("assets/icons/frenemy.ico").unwrap();
    assert!(
        ico == built_in,
        "the program for Windows has another icon: `frenemy desktop-files --system windows` writes the new one"
    );
    assert_eq!(ico[..4], [0, 0, 1, 0]);
    for entry in 0..usize::from(ico[4]) {
        let entry = 6 + 16 * entry;
        let (length, start) = (number(&ico, entry + 8), number(&ico, entry + 12));
        let picture = &ico[start..start + length];
        let reader = png::Decoder::new(std::io::Cursor::new(picture))
            .read_info()
            .unwrap();
        let side = if ico[entry] == 0 {
            256
        } else {
            u32::from(ico[entry])
        };
        assert_eq!(reader.info().width, side);
    }
    let icns = std::fs::read(installed("macos").path().join("frenemy.icns")).unwrap();
    let length = |at: usize| u32::from_be_bytes(icns[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!((&icns[..4], length(4)), (&b"icns"[..], icns.len()));
    let mut at = 8;
    while at < icns.len() {
        let picture = &icns[at + 8..at + length(at + 4)];
        png::Decoder::new(std::io::Cursor::new(picture))
            .read_info()
            .unwrap();
        at += length(at + 4);
    }
}
