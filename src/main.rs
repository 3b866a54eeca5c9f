//! The program: arguments to window or command line.

fn main() -> std::process::ExitCode {
    frenemy::ui::run(std::env::args_os().nth(1).map(Into::into))
}
