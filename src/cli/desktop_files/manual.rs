//! Man pages and completions of shells, made from the definition of the command line.

use std::io::Write as _;

use clap_complete::Shell;
use flate2::{Compression, GzBuilder};

use super::installed_file::InstalledFile;

/// Where each shell looks for completions, below `share`.
const SHELLS: [(Shell, &str); 3] = [
    (Shell::Bash, "bash-completion/completions/frenemy"),
    (Shell::Fish, "fish/vendor_completions.d/frenemy.fish"),
    (Shell::Zsh, "zsh/site-functions/_frenemy"),
];

/// A page for the program, and one for each subcommand.
pub(super) fn man_pages(program: &clap::Command) -> Result<Vec<InstalledFile>, String> {
    let mut program = program.clone().disable_help_subcommand(true);
    program.build();
    let name = program.get_name().to_owned();
    let mut pages = vec![man_page(program.clone(), &name)?];
    for subcommand in program
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        let name = format!("{name}-{}", subcommand.get_name());
        pages.push(man_page(subcommand.clone(), &name)?);
    }
    Ok(pages)
}

fn man_page(command: clap::Command, name: &str) -> Result<InstalledFile, String> {
    let failed = |error: std::io::Error| format!("the man page {name} could not be made: {error}");
    // The title is the name of a file, and a version is one line of it.
    let command = command
        .version(crate::version::VERSION)
        .name(name.to_owned());
    let page = clap_mangen::Man::new(command)
        .title(name.to_uppercase())
        .manual("Frenemy");
    let mut text = Vec::new();
    page.render(&mut text).map_err(failed)?;
    // Without a time, so that the same program writes the same bytes.
    let mut packed = GzBuilder::new().write(Vec::new(), Compression::best());
    packed.write_all(&text).map_err(failed)?;
    let packed = packed.finish().map_err(failed)?;
    Ok((format!("man/man1/{name}.1.gz"), packed))
}

pub(super) fn completions(mut program: clap::Command) -> Vec<InstalledFile> {
    let name = program.get_name().to_owned();
    let made = |(shell, path): (Shell, &str)| {
        let mut text = Vec::new();
        clap_complete::generate(shell, &mut program, &name, &mut text);
        (path.to_owned(), text)
    };
    SHELLS.into_iter().map(made).collect()
}
