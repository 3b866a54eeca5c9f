//! The built program on a screen, with a home folder of its own.

use std::cell::RefCell;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::picture::Picture;
use super::screen::Screen;

/// How long anything may take before a test fails: long, because the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(90);

/// The running program; dropping it ends the program.
pub(super) struct Program<'a> {
    pub(super) screen: &'a Screen,
    child: RefCell<Child>,
    said: Arc<Mutex<String>>,
    window: String,
    home: Home,
}

impl<'a> Program<'a> {
    /// Starts the program and waits until it reports its first picture; the screen may show it a
    /// moment later.
    ///
    /// `scale` is the number of pixels to a point.
    pub(super) fn start(screen: &'a Screen, home: Home, arguments: &[&Path], scale: u32) -> Self {
        let command = home.command();
        Self::start_command(screen, home, command, arguments, scale)
    }

    /// Starts the program by this command, such as one with further variables.
    pub(super) fn start_command(
        screen: &'a Screen,
        home: Home,
        mut command: Command,
        arguments: &[&Path],
        scale: u32,
    ) -> Self {
        command.args(arguments).env("DISPLAY", screen.display());
        command.env("WINIT_X11_SCALE_FACTOR", scale.to_string());
        command
            .env("FRENEMY_TIMING", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said = listen(&mut child);
        let mut program = Self {
            screen,
            child: RefCell::new(child),
            said,
            window: String::new(),
            home,
        };
        program.wait_for_window();
        program
    }

    /// The window's title.
    pub(super) fn title(&self) -> String {
        self.screen
            .ask(&["getwindowname", &self.window])
            .unwrap_or_default()
    }

    /// Resizes the window.
    pub(super) fn resize(&self, width: u32, height: u32) {
        let (width, height) = (width.to_string(), height.to_string());
        self.screen
            .ask(&["windowsize", &self.window, &width, &height])
            .unwrap();
    }

    /// Asks the window to close, as its close button does, or with Ctrl+Q where xdotool is too old
    /// for that.
    pub(super) fn ask_to_close(&self) {
        if self.screen.ask(&["windowquit", &self.window]).is_none() {
            self.screen.press("ctrl+q");
        }
    }

    /// What the program wrote to standard error.
    pub(super) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// The home folder with its files.
    pub(super) fn home(&self) -> &Home {
        &self.home
    }

    /// The exit status, once the program has ended.
    pub(super) fn ended(&self) -> Option<ExitStatus> {
        self.child.borrow_mut().try_wait().unwrap()
    }

    /// The picture once it stops changing.
    pub(super) fn picture_at_rest(&self) -> Picture {
        let mut last = self.screen.picture();
        let mut stood_still = 0;
        self.wait_for("the picture to stand still", || {
            let picture = self.screen.picture();
            stood_still = if picture == last { stood_still + 1 } else { 0 };
            last = picture;
            (stood_still == 2).then(|| last.clone())
        })
    }

    /// The first picture in which `find` finds something, and what it found.
    pub(super) fn wait_to_see<T>(
        &self,
        what: &str,
        find: impl Fn(&Picture) -> Option<T>,
    ) -> (Picture, T) {
        self.wait_for(what, || {
            let picture = self.screen.picture();
            find(&picture).map(|found| (picture, found))
        })
    }

    /// As [`Program::wait_to_see`], in a picture that stands still: for what is clicked next, which
    /// may move while a dialog or a section opens.
    pub(super) fn wait_to_see_at_rest<T>(
        &self,
        what: &str,
        find: impl Fn(&Picture) -> Option<T>,
    ) -> (Picture, T) {
        self.wait_to_see(what, &find);
        self.wait_for(what, || {
            let picture = self.picture_at_rest();
            find(&picture).map(|found| (picture, found))
        })
    }

    /// Waits until `find` finds something; where it never does, saves a picture of the screen and
    /// fails.
    pub(super) fn wait_for<T>(&self, what: &str, mut find: impl FnMut() -> Option<T>) -> T {
        let found = wait(&mut find);
        found.unwrap_or_else(|| panic!("waited in vain for {what}; {}", self.evidence()))
    }

    /// Waits until the program ends.
    pub(super) fn wait_for_end(&self) -> ExitStatus {
        let ended = wait(|| self.ended());
        ended
            .unwrap_or_else(|| panic!("waited in vain for the program to end; {}", self.evidence()))
    }

    /// The processor time that it uses while this thread is at work until it has used so much
    /// itself, in hundredths of a second. A program that is not at rest gets its share however busy
    /// the machine is.
    pub(super) fn ticks_used_beside(&self, own: u64) -> u64 {
        let this_thread = Path::new("/proc/thread-self/stat");
        let (before, own_before) = (self.processor_ticks(), processor_ticks_in(this_thread));
        while processor_ticks_in(this_thread) < own_before + own {
            // Reading the file is the work.
        }
        self.processor_ticks() - before
    }

    /// The most memory that it had so far.
    pub(super) fn memory_mb(&self) -> u64 {
        let status = format!("/proc/{}/status", self.child.borrow().id());
        let status = fs::read_to_string(status).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        kilobytes.unwrap().parse::<u64>().unwrap() / 1024
    }

    /// The processor time that it has used, in hundredths of a second.
    fn processor_ticks(&self) -> u64 {
        processor_ticks_in(Path::new(&format!(
            "/proc/{}/stat",
            self.child.borrow().id()
        )))
    }

    /// Waits for the window, gives it the keyboard, and waits for its first picture.
    fn wait_for_window(&mut self) {
        let search = ["search", "--onlyvisible", "--class", "frenemy"];
        let mut windows = String::new();
        let opened = wait(|| {
            windows = self.screen.ask(&search).unwrap_or_default();
            (!windows.is_empty() || self.ended().is_some()).then_some(())
        });
        assert!(
            opened.is_some() && !windows.is_empty(),
            "no window; {}",
            self.evidence()
        );
        windows
            .lines()
            .next()
            .unwrap_or_default()
            .clone_into(&mut self.window);
        // There is no window manager that would do it.
        self.screen.ask(&["windowfocus", &self.window]).unwrap();
        self.wait_for("the first picture", || {
            self.said().contains("{\"first_picture_s\":").then_some(())
        });
    }

    /// The state of the program, its messages, and the path of a picture of the screen.
    fn evidence(&self) -> String {
        let thread = thread::current();
        let name = format!("{}.png", thread.name().unwrap_or("window"));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&path, self.screen.picture().to_png()).unwrap();
        let state = self.ended().map_or_else(
            || "is running".to_owned(),
            |status| format!("ended with {status}"),
        );
        format!(
            "the screen is in {}; the program {state} and said: {}",
            path.display(),
            self.said()
        )
    }
}

impl Drop for Program<'_> {
    fn drop(&mut self) {
        let child = self.child.get_mut();
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// A home folder without settings, desktop or message bus.
pub(super) struct Home(tempfile::TempDir);

impl Home {
    pub(super) fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir(home.path("run")).unwrap();
        fs::set_permissions(home.path("run"), fs::Permissions::from_mode(0o700)).unwrap();
        home
    }

    /// The path of a file in the folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The program with this home folder and without a screen.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_frenemy"));
        for name in [
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "DBUS_SESSION_BUS_ADDRESS",
        ] {
            command.env_remove(name);
        }
        command
            .env("HOME", self.0.path())
            .env("XDG_RUNTIME_DIR", self.path("run"));
        for (name, folder) in [
            ("CONFIG", "config"),
            ("DATA", "data"),
            ("CACHE", "cache"),
            ("STATE", "state"),
        ] {
            command.env(format!("XDG_{name}_HOME"), self.path(folder));
        }
        command.env("LIBGL_ALWAYS_SOFTWARE", "1");
        command
    }
}

/// The processor time of a process or thread, in hundredths of a second.
fn processor_ticks_in(file: &Path) -> u64 {
    let stat = fs::read_to_string(file).unwrap();
    // The name in parentheses may hold anything; user and system time are the 12th and 13th field
    // after it.
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let times = fields.split_whitespace().skip(11).take(2);
    times.map(|time| time.parse::<u64>().unwrap()).sum()
}

/// Runs a program that must end by itself; nothing where it does not end.
pub(super) fn run_to_end(command: &mut Command) -> Option<(ExitStatus, String)> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let said = listen(&mut child);
    let ended = wait(|| child.try_wait().unwrap());
    let _ = child.kill();
    let _ = child.wait();
    // The last lines may arrive a moment after the end.
    let all = || (Arc::strong_count(&said) == 1).then(|| said.lock().unwrap().clone());
    Some((ended?, wait(all)?))
}

/// Calls `find` repeatedly until it finds something or the time is over.
fn wait<T>(mut find: impl FnMut() -> Option<T>) -> Option<T> {
    let begun = Instant::now();
    loop {
        let found = find();
        if found.is_some() || begun.elapsed() > PATIENCE {
            return found;
        }
        thread::sleep(Duration::from_millis(60));
    }
}

/// Collects what a process writes to standard error.
fn listen(child: &mut Child) -> Arc<Mutex<String>> {
    let said: Arc<Mutex<String>> = Arc::default();
    let (stream, heard) = (child.stderr.take().unwrap(), Arc::clone(&said));
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let mut heard = heard.lock().unwrap();
            heard.push_str(&line);
            heard.push('\n');
        }
    });
    said
}
