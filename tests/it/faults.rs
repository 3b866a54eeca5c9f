//! What is left when the program is killed at any moment, or the disk is full: the last state that
//! was reported as safe, complete.
//!
//! Each test starts the test program again as a child, which edits and saves without a window, with
//! the same state and threads as the window, and checks the files afterwards. A child writes to
//! standard output what it is about to do and what is done.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use emath::pos2;
use frenemy::app::{Action, Command, Effect, LoadedDocument, Settings, State};
use frenemy::file;
use frenemy::file::disk::saving;
use frenemy::file::disk::{self, SaveError};
use frenemy::file::recovery::{self, KeepReport, Keeper, Pace, UnsavedWork};
use frenemy::model::{Actor, Document, WrittenTexts};

use crate::child_process;

/// The folder in which a child works; only a child has the variable.
const FOLDER: &str = "FRENEMY_FAULTS_FOLDER";

/// The state after which a child waits to be killed; without the variable it edits without end.
const LAST_STATE: &str = "FRENEMY_FAULTS_LAST_STATE";

/// How often a child is killed in the middle of its work.
const KILLS: u64 = 200;

/// A child saves each time it has made this many states.
const SAVE_EVERY: u64 = 5;

/// The actors of the network, enough that a file is more than one write to the disk.
const ACTORS: usize = 400;

#[test]
fn a_kill_at_any_moment_leaves_the_last_state_that_was_said_to_be_safe() {
    if let Some(folder) = folder_of_child() {
        return edit_and_save(&folder);
    }
    let folder = tempfile::tempdir().unwrap();
    let rounds: Vec<u64> = (0..KILLS).collect();
    thread::scope(|scope| {
        // The children mostly wait for the disk, so several run at once.
        for rounds in rounds.chunks(rounds.len() / 4) {
            let folder = folder.path();
            scope.spawn(move || {
                for round in rounds {
                    kill_at_work(&folder.join(round.to_string()), *round);
                }
            });
        }
    });
}

#[test]
fn a_kill_after_a_save_leaves_the_file_and_one_after_an_edit_the_work_that_was_kept() {
    if let Some(folder) = folder_of_child() {
        return edit_and_save(&folder);
    }
    let test = "a_kill_after_a_save_leaves_the_file_and_one_after_an_edit_the_work_that_was_kept";
    for last in 1..=2 * SAVE_EVERY {
        let folder = tempfile::tempdir().unwrap();
        let mut process = process_for(test, folder.path());
        process.env(LAST_STATE, last.to_string());
        let (mut child, said) = start(process);
        let is_saved = last.is_multiple_of(SAVE_EVERY);
        let awaited = if is_saved {
            format!("saved {last}")
        } else {
            format!("safe {last}")
        };
        while !said
            .recv()
            .expect("the child ended by itself")
            .ends_with(&awaited)
        {}
        end(&mut child);
        let (file, work) = (state_in_file(folder.path()), state_of_work(folder.path()));
        if is_saved {
            assert_eq!(file, Some(last), "it was saved");
        } else {
            assert_eq!(work, Some(last), "it was kept");
            assert!(file < work, "the file is older");
        }
    }
}

/// Kills a child in the middle of its work, and compares what it left with what it said.
///
/// The moment is counted in what the child says, so that it does not depend on how fast the machine
/// is; a short wait after it leads into the middle of a write.
fn kill_at_work(folder: &Path, round: u64) {
    fs::create_dir(folder).unwrap();
    let test = "a_kill_at_any_moment_leaves_the_last_state_that_was_said_to_be_safe";
    let (mut child, said) = start(process_for(test, folder));
    let mut heard = Heard::default();
    let mut lines_left = random_below(round, 40);
    // From the first safe state on, the kill may come at any moment.
    while heard.safe == 0 || lines_left > 0 {
        lines_left = lines_left.saturating_sub(u64::from(heard.safe > 0));
        heard.take(&said.recv().expect("the child ended by itself"));
    }
    thread::sleep(Duration::from_micros(random_below(round + KILLS, 1_500)));
    end(&mut child);
    for line in &said {
        heard.take(&line);
    }

    let (file, work) = (state_in_file(folder), state_of_work(folder));
    let found = file.max(work).expect("nothing is left at all");
    assert!(
        (heard.safe..=heard.begun).contains(&found),
        "round {round}: {heard:?}, the file has {file:?} and the work that was kept {work:?}"
    );
    fs::remove_dir_all(folder).unwrap();
}

/// Kills a child that must still be running.
fn end(child: &mut Child) {
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(9));
}

#[test]
fn a_disk_that_fills_up_leaves_the_file_as_it_was_and_is_reported() {
    if let Some(folder) = folder_of_child() {
        return fill_the_disk(&folder);
    }
    let folder = tempfile::tempdir().unwrap();
    let small = folder.path().join("small");
    fs::create_dir(&small).unwrap();
    let in_a_small_disk = format!(
        "mount -t tmpfs -o size=256k tmpfs '{0}' && exec \"$@\"",
        small.display()
    );
    let mut mounted = Process::new("unshare");
    mounted.args([
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        &in_a_small_disk,
        "sh",
    ]);
    let mut said = run(mounted, &small);
    if said.is_none() {
        // Where no disk may be mounted, a limit on the length of files stops a write in the middle
        // as well.
        let mut limited = Process::new("sh");
        limited.args(["-c", "trap '' XFSZ; ulimit -f 256; exec \"$@\"", "sh"]);
        said = run(limited, &small);
    }
    let said = said.expect("neither a small disk nor a limit can be had");
    assert!(said.contains("as it was: true"), "{said}");
    assert!(said.contains("nothing beside it: true"), "{said}");
    assert!(
        said.contains("refused: the disk is full")
            || said.contains("refused: the disk does not take files this large"),
        "{said}"
    );
    assert!(said.contains("cannot keep: the disk"), "{said}");
    assert!(said.contains("kept before: true"), "{said}");
}

/// Runs the child of a full disk in a process; what it said, or nothing where it never came to run.
fn run(mut process: Process, folder: &Path) -> Option<String> {
    let test = "a_disk_that_fills_up_leaves_the_file_as_it_was_and_is_reported";
    let child = process_for(test, folder);
    process.arg(child.get_program()).args(child.get_args());
    let out = process.env(FOLDER, folder).output().ok()?;
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    said.contains("begun").then_some(said)
}

/// In a child, the folder in which it works.
fn folder_of_child() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// The child edits, saves now and then, and says what it does, until its parent kills it.
fn edit_and_save(folder: &Path) {
    let last_state = std::env::var(LAST_STATE).ok();
    let last_state: u64 = last_state.map_or(u64::MAX, |number| number.parse().unwrap());
    let mut editor = Editor::new(folder);
    for number in 1..=last_state {
        editor.edit(number);
        if number.is_multiple_of(SAVE_EVERY) {
            editor.save(number);
        }
        thread::sleep(Duration::from_micros(number * 37 % 800));
    }
    // The keeper still has its work to do.
    thread::sleep(PATIENCE);
}

/// The child saves and keeps more and more until the disk is full, and says what became of what was
/// there.
fn fill_the_disk(folder: &Path) {
    say("begun");
    let path = folder.join("net.json");
    let mut actors = 100;
    let mut before = file::write(&network(actors, 1));
    disk::save(&path, &before).unwrap();
    let refusal = loop {
        actors *= 2;
        let document = network(actors, 1);
        match saving::save(&path, &document, None, &[], None, &|_| ()) {
            Ok(_) => before = file::write(&document),
            Err(SaveError::Disk(error)) => break error.message,
            Err(SaveError::Changed(_)) => panic!("nobody else is here"),
        }
        assert!(actors < 1_000_000, "the disk is never full");
    };
    say(&format!("refused: {refusal}"));
    say(&format!(
        "as it was: {}",
        disk::read(&path).unwrap() == before
    ));
    let is_alone = disk::list(folder, "tmp").is_empty();
    say(&format!("nothing beside it: {is_alone}"));

    let (sender, reports) = channel();
    let keeper = Keeper::start(folder, SOON, move |report| {
        let _ = sender.send(report);
    });
    keeper.keep(work(network(100, 7), 7));
    // Where even this does not fit, nothing can be kept, and that is reported.
    let is_kept = reports.recv_timeout(PATIENCE) == Ok(KeepReport::Kept(7));
    keeper.keep(work(network(actors, 8), 8));
    loop {
        match reports.recv_timeout(PATIENCE).unwrap() {
            KeepReport::Kept(_) => {}
            KeepReport::Failed(error) => break say(&format!("cannot keep: {}", error.message)),
        }
    }
    let found = fs::read_dir(folder.join("recovery")).unwrap();
    let mut found = found.map(|entry| entry.unwrap().path());
    let path = found.find(|path| path.extension().is_some_and(|end| end == "recovery"));
    let kept = path.map(|path| recovery::kept(&path).unwrap());
    let is_whole = kept.is_some_and(|kept| number_in(&kept.document) == 7);
    say(&format!("kept before: {}", is_kept && is_whole));
    // Pending work would be tried again at the end, and fail.
    keeper.forget();
}

#[test]
fn a_signal_to_end_keeps_the_last_edit_and_then_ends_the_program() {
    if let Some(folder) = folder_of_child() {
        return edit_once(&folder);
    }
    let test = "a_signal_to_end_keeps_the_last_edit_and_then_ends_the_program";
    for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2)] {
        let folder = tempfile::tempdir().unwrap();
        let (mut child, said) = start(process_for(test, folder.path()));
        while !said
            .recv()
            .expect("the child ended by itself")
            .ends_with("edited")
        {}
        let mut kill = Process::new("kill");
        kill.arg(format!("-{name}")).arg(child.id().to_string());
        assert!(kill.status().unwrap().success());
        assert_eq!(child.wait().unwrap().signal(), Some(number), "{name}");
        assert_eq!(state_of_work(folder.path()), Some(7), "{name}");
    }
}

/// The child edits once, with a keeper that would wait for an hour, until a signal ends it.
fn edit_once(folder: &Path) {
    let hour = Duration::from_hours(1);
    let pace = Pace {
        quiet: hour,
        longest: hour,
    };
    let keeper = Keeper::start(folder, pace, |_| ());
    recovery::keep_on_signals(keeper.keep_now()).unwrap();
    keeper.keep(work(network(ACTORS, 7), 7));
    say("edited");
    thread::sleep(PATIENCE);
}

/// How long a child waits for an event.
const PATIENCE: Duration = Duration::from_mins(1);

const SOON: Pace = Pace {
    quiet: Duration::from_micros(500),
    longest: Duration::from_millis(3),
};

/// The state and its threads, as the window has them.
struct Editor {
    state: State,
    keeper: Keeper,
    folder: PathBuf,
}

impl Editor {
    fn new(folder: &Path) -> Self {
        let mut state = State::new(Settings::default());
        let document = network(ACTORS, 0);
        let path = folder.join("net.json");
        let stamp = disk::save_over(&path, &file::write(&document), None, &[], &|_| ()).unwrap();
        state.handle(Command::Opened(Box::new(LoadedDocument {
            path: Some(path),
            document,
            is_native: true,
            stamp: Some(stamp),
            ..LoadedDocument::default()
        })));
        let positions = (0..ACTORS).map(|_| pos2(0.0, 0.0)).collect();
        let actors = state.open.derived.actors_generation;
        state.handle(Command::Landed { actors, positions });
        let keeper = Keeper::start(folder, SOON, |report| match report {
            KeepReport::Kept(number) => say(&format!("safe {number}")),
            KeepReport::Failed(error) => panic!("{error}"),
        });
        Self {
            state,
            keeper,
            folder: folder.to_owned(),
        }
    }

    /// Makes the state of this number, and has it kept.
    fn edit(&mut self, number: u64) {
        say(&format!("begun {number}"));
        self.state
            .handle(Command::Drag("0".into(), pos2(number as f32, 0.0)));
        self.state.handle(Command::Drop);
        assert!(self.state.unsaved().is_some());
        self.keeper.keep(work(self.state.placed_document(), number));
    }

    fn save(&mut self, number: u64) {
        let Some(Effect::Save {
            path,
            document,
            generation,
            revision,
            base,
            ..
        }) = self.state.handle(Command::Act(Action::Save))
        else {
            panic!("nothing is saved");
        };
        let data = Some(&*self.folder);
        let saved = saving::save(&path, &document, base, &[], data, &|_| ()).unwrap();
        say(&format!("safe {number}"));
        self.state.handle(Command::Saved {
            path,
            generation,
            revision,
            stamp: saved.stamp,
            texts: WrittenTexts::default(),
        });
        assert_eq!(self.state.unsaved(), None);
        self.keeper.forget();
        say(&format!("saved {number}"));
    }
}

fn work(document: Document, number: u64) -> UnsavedWork {
    UnsavedWork {
        name: "net.json".into(),
        path: None,
        stamp: None,
        document,
        positions: Vec::new(),
        texts: std::collections::BTreeMap::new(),
        revision: number,
    }
}

/// A network with this many actors; the position of the first one is the number of the state.
fn network(actors: usize, number: u64) -> Document {
    let mut document = Document {
        actors: (0..actors)
            .map(|id| Actor {
                position: Some(frenemy::model::Point::default()),
                note: Some(format!("A remark of some length about actor {id}.")),
                ..Actor::new(id.to_string())
            })
            .collect(),
        ..Document::default()
    };
    let mut first = Actor::clone(document.actors.get(&"0".into()).unwrap());
    first.position = Some(frenemy::model::Point {
        x: number as f64,
        y: 0.0,
    });
    document.actors.put(first);
    document
}

/// The number of a state, which must be complete: all actors are there, and only the first has
/// moved.
fn number_in(document: &Document) -> u64 {
    let first = document.actors.get(&"0".into()).unwrap();
    let number = first.position.unwrap().x as u64;
    let mut expected = network(document.actors.len(), number);
    let mut same = Actor::clone(expected.actors.get(&"0".into()).unwrap());
    same.pinned = first.pinned;
    expected.actors.put(same);
    assert_eq!(file::write(document), file::write(&expected));
    number
}

fn state_in_file(folder: &Path) -> Option<u64> {
    let bytes = fs::read(folder.join("net.json")).ok()?;
    let opened = file::read(&bytes, "net.json").unwrap();
    assert!(opened.issues.is_empty(), "{:?}", opened.issues);
    assert_eq!(opened.document.actors.len(), ACTORS);
    Some(number_in(&opened.document))
}

fn state_of_work(folder: &Path) -> Option<u64> {
    let slots = recovery::recoverable(folder);
    assert!(slots.len() <= 1, "one window keeps one work");
    let kept = recovery::kept(slots.first()?.path()).unwrap();
    assert_eq!(kept.document.actors.len(), ACTORS);
    Some(number_in(&kept.document))
}

/// The last state that a child began, and the last that it reported as safe.
#[derive(Debug, Default)]
struct Heard {
    begun: u64,
    safe: u64,
}

impl Heard {
    fn take(&mut self, line: &str) {
        let number = |word: &str| line.rsplit_once(word)?.1.trim().parse::<u64>().ok();
        self.begun = self.begun.max(number("begun ").unwrap_or(0));
        self.safe = self.safe.max(number("safe ").unwrap_or(0));
    }
}

/// This program again, to run one of the tests above as a child that works in a folder.
fn process_for(test: &str, folder: &Path) -> Process {
    let mut process = child_process(&format!("faults::{test}"));
    process.env(FOLDER, folder);
    process
}

/// Starts a child, and returns the lines that it says.
fn start(mut process: Process) -> (Child, Receiver<String>) {
    let mut child = process.stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, said) = channel();
    thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    (child, said)
}

/// Writes a whole line at once, so that a kill does not cut it.
fn say(words: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{words}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// A number below an end, the same for the same seed.
fn random_below(seed: u64, end: u64) -> u64 {
    let mixed = (seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 33) % end
}
