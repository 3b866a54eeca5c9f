//! `frenemy desktop-files`: what an installation needs besides the program. Packages are made from
//! it, and a program that was only unpacked is installed by it.

mod icon_files;
mod installed_file;
mod manual;
mod metainfo;

use std::path::PathBuf;
use std::process::ExitCode;

use self::installed_file::InstalledFile;
use super::terminal::{self, Failure};
use crate::file::disk;
use crate::icon;
use crate::words::counted;

/// Write the menu entry, icons, file type, man pages and completions of the program
#[derive(Clone, Debug, clap::Args)]
pub(super) struct DesktopFilesArguments {
    /// The folder to write them to: ~/.local/share for yourself, /usr/local/share for everybody
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The system that they are for; on Windows and macOS it is the icon alone, as .ico or .icns
    #[arg(long, value_name = "SYSTEM", default_value = THIS_SYSTEM)]
    #[arg(value_parser = ["linux", "macos", "windows"])]
    system: String,
}

/// The system that the program is compiled for, of those that `--system` knows.
const THIS_SYSTEM: &str = if cfg!(windows) {
    "windows"
} else if cfg!(target_os = "macos") {
    "macos"
} else {
    "linux"
};

/// The sides of the icons, in pixels.
const ICON_SIDES: [u16; 8] = [16, 24, 32, 48, 64, 128, 256, 512];

const MENU_ENTRY: &str = include_str!("../../../assets/desktop/frenemy.desktop");
const FILE_TYPE: &str = include_str!("../../../assets/desktop/frenemy-mime.xml");

/// Writes them; `program` is the command line.
pub(super) fn run(arguments: &DesktopFilesArguments, program: clap::Command) -> ExitCode {
    match write(arguments, program) {
        Ok(count) => {
            terminal::print(&summary(arguments, count));
            ExitCode::SUCCESS
        }
        Err(failure) => failure.report(),
    }
}

fn write(arguments: &DesktopFilesArguments, program: clap::Command) -> Result<usize, Failure> {
    let files = match arguments.system.as_str() {
        "windows" => vec![icon_files::ico()?],
        "macos" => vec![icon_files::icns()?],
        _ => files(program)?,
    };
    for (path, bytes) in &files {
        let path = arguments.folder.join(path);
        disk::make_folder_of(&path)
            .and_then(|()| disk::save(&path, bytes))
            .map_err(|error| error.to_string())?;
    }
    Ok(files.len())
}

fn summary(arguments: &DesktopFilesArguments, count: usize) -> String {
    let folder = terminal::clean(&arguments.folder.display().to_string());
    let written = counted(count, "file", "files");
    let next = if count > 1 {
        format!(
            "For the menu and for double clicks, run:\n  \
             update-desktop-database {folder}/applications\n  update-mime-database {folder}/mime\n"
        )
    } else {
        String::new()
    };
    format!("Wrote {written} to {folder}\n{next}")
}

fn files(program: clap::Command) -> Result<Vec<InstalledFile>, String> {
    let mut files = vec![
        file("applications/frenemy.desktop", MENU_ENTRY),
        file("mime/packages/frenemy.xml", FILE_TYPE),
        file("icons/hicolor/scalable/apps/frenemy.svg", icon::SVG),
        file(metainfo::PATH, metainfo::metainfo()),
    ];
    for side in ICON_SIDES {
        let path = format!("icons/hicolor/{side}x{side}/apps/frenemy.png");
        files.push((path, icon::png_of(side)?));
    }
    files.extend(manual::man_pages(&program)?);
    files.extend(manual::completions(program));
    Ok(files)
}

fn file(path: &str, text: impl Into<Vec<u8>>) -> InstalledFile {
    (path.to_owned(), text.into())
}
