//! Man pages and completions of shells, made from the definition of the command line.

use std::fmt::Write as _;
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
    let own = command.get_after_long_help().or(command.get_after_help());
    let own = own.map(|text| sections(&text.to_string()));
    // The usage of the help: the list of all options follows, with their values.
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    // The title is the name of a file, and a version is one line of it.
    let command = command
        .version(crate::version::VERSION)
        .after_help(None::<&str>)
        .after_long_help(None::<&str>)
        .override_usage(usage)
        .name(name.to_owned());
    let page = clap_mangen::Man::new(command)
        .title(name.to_uppercase())
        .manual("Frenemy");
    let mut text = Vec::new();
    page.render(&mut text).map_err(failed)?;
    if let Some(own) = own {
        let text_so_far = String::from_utf8_lossy(&text);
        let end = text_so_far.find(".SH VERSION").unwrap_or(text.len());
        text.splice(end..end, own.into_bytes());
    }
    // Without a time, so that the same program writes the same bytes.
    let mut packed = GzBuilder::new().write(Vec::new(), Compression::best());
    packed.write_all(&text).map_err(failed)?;
    let packed = packed.finish().map_err(failed)?;
    Ok((format!("man/man1/{name}.1.gz"), packed))
}

/// What follows the options in the help, as sections: a line at the margin that ends in a colon is
/// a heading, and lines that are indented stay as they are.
fn sections(help: &str) -> String {
    let mut roff = String::new();
    let mut is_kept = false;
    let mut has_heading = false;
    for line in help.lines() {
        let is_indented = line.starts_with(' ');
        if is_kept != is_indented && !line.is_empty() {
            roff.push_str(if is_indented { ".nf\n" } else { ".fi\n" });
            is_kept = is_indented;
        }
        match line.strip_suffix(':').filter(|_| !is_indented) {
            Some(heading) => {
                let _ = writeln!(roff, ".SH \"{}\"", escaped(&heading.to_uppercase()));
                has_heading = true;
            }
            None if line.is_empty() => roff.push_str(if is_kept { "" } else { ".PP\n" }),
            None => {
                if !has_heading {
                    roff.push_str(".SH NOTES\n");
                    has_heading = true;
                }
                let _ = writeln!(roff, "{}", escaped(line));
            }
        }
    }
    if is_kept {
        roff.push_str(".fi\n");
    }
    roff
}

/// A line of text that is no request of roff.
fn escaped(line: &str) -> String {
    let text = line.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        format!("\\&{text}")
    } else {
        text
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_a_man_page_keep_their_lines() {
        let help = "Formats:\n  svg   A picture.\n  .x    \\ odd\n\nExamples:\n  frenemy a -o b\n\nThe end.";
        assert_eq!(
            sections(help),
            ".SH \"FORMATS\"\n.nf\n  svg   A picture.\n  .x    \\e odd\n.fi\n.SH \"EXAMPLES\"\n.nf\n  \
             frenemy a \\-o b\n.fi\nThe end.\n"
        );
        assert_eq!(escaped("'a"), "\\&'a");
    }
}
