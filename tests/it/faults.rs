//! What is left when the program is killed at any moment, or the disk is full: the last state that was said to be safe,
//! whole.
//!
//! Each test starts this very program again as a child that edits and saves without a window, through the same state
//! and the same threads as the window, and looks at the files afterwards. A child says on standard output what it is
//! about to do and what it was told is done.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use emath::pos2;
use frenemy::app::{Action, Command, Effect, Opened, Settings, State};
use frenemy::file;
use frenemy::file::disk::saving;
use frenemy::file::disk::{self, SaveError};
use frenemy::file::recovery::{self, Keeper, Pace, Report, Work};
use frenemy::model::{Actor, Document};

/// Where a child works; no variable, no child.
const FOLDER: &str = "FRENEMY_FAULTS_FOLDER";

/// How often the child is killed.
const KILLS: u64 = 200;

/// The actors of the network, enough that a file is more than one write to the disk.
const ACTORS: usize = 400;

#[test]
fn a_kill_at_any_moment_leaves_the_last_state_that_was_said_to_be_safe() {
    let folder = tempfile::tempdir().unwrap();
    let rounds: Vec<u64> = (0..KILLS).collect();
    let lasts: Vec<Last> = thread::scope(|scope| {
        // The children wait for the disk most of the time; some at once take a fraction of it.
        let hands = rounds.chunks(rounds.len() / 4).map(|rounds| {
            let kill = |round: &u64| kill(&folder.path().join(round.to_string()), *round);
            scope.spawn(move || rounds.iter().map(kill).collect::<Vec<_>>())
        });
        let hands: Vec<_> = hands.collect();
        hands
            .into_iter()
            .flat_map(|hand| hand.join().unwrap())
            .collect()
    });
    let from_file = lasts.iter().filter(|last| **last == Last::File).count();
    // Else the kills all came at one kind of moment, and the test shows little.
    assert!(
        (5..lasts.len() - 5).contains(&from_file),
        "in {from_file} of {} rounds the file was the last that was written",
        lasts.len()
    );
}

/// What was written last before a kill.
#[derive(PartialEq, Eq)]
enum Last {
    File,
    Work,
}

/// Kills a child in the middle of its work, and holds what it left against what it said.
fn kill(folder: &Path, round: u64) -> Last {
    fs::create_dir(folder).unwrap();
    let (mut child, said) = start(folder, "faults::the_child_that_edits_and_saves");
    // The first state is safe, and from then on the kill may come whenever it likes.
    let mut heard = Heard::default();
    while heard.safe == 0 {
        heard.take(&said.recv().expect("the child ended by itself"));
    }
    thread::sleep(Duration::from_micros(Chance(round).below(20_000)));
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(9));
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
    if file >= work { Last::File } else { Last::Work }
}

#[test]
fn a_disk_that_fills_up_leaves_the_file_as_it_was_and_is_told_of() {
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
        // No disk may be mounted here; a limit on the length of files is met in the middle of a write as well.
        let mut limited = Process::new("sh");
        limited.args(["-c", "trap '' XFSZ; ulimit -f 256; exec \"$@\"", "sh"]);
        said = run(limited, &small);
    }
    let said = said.expect("neither a small disk nor a limit can be had");
    assert!(said.contains("as it was: true"), "{said}");
    assert!(said.contains("nothing beside it: true"), "{said}");
    assert!(
        said.contains("refused: the disk is full")
            || said.contains("refused: the disk takes no file so large"),
        "{said}"
    );
    assert!(said.contains("cannot keep: the disk"), "{said}");
    assert!(said.contains("kept before: true"), "{said}");
}

/// Runs the child of a full disk in a process; what it said, or nothing where it never came to run.
fn run(mut process: Process, folder: &Path) -> Option<String> {
    let arguments = [
        "--exact",
        "faults::the_child_that_fills_the_disk",
        "--nocapture",
    ];
    process
        .arg(std::env::current_exe().unwrap())
        .args(arguments);
    let out = process.env(FOLDER, folder).output().ok()?;
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    said.contains("begun").then_some(said)
}

/// Edits without end, saves now and then, and says what it does. Killed by its parent.
#[test]
fn the_child_that_edits_and_saves() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let mut desk = Desk::new(&folder);
    for number in 1.. {
        desk.edit(number);
        if number % 5 == 0 {
            desk.save(number);
        }
        thread::sleep(Duration::from_micros(number * 37 % 800));
    }
}

/// Saves and keeps more and more until the disk is full, and says what became of what was there.
#[test]
fn the_child_that_fills_the_disk() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    say("begun");
    let path = folder.join("net.json");
    let mut actors = 100;
    let mut before = file::write(&network(actors, 1));
    disk::save(&path, &before).unwrap();
    let refusal = loop {
        actors *= 2;
        let document = network(actors, 1);
        match saving::save(&path, &document, None, None) {
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
    let is_alone = disk::list(&folder, "tmp").is_empty();
    say(&format!("nothing beside it: {is_alone}"));

    let (sender, reports) = channel();
    let keeper = Keeper::start(&folder, SOON, move |report| {
        let _ = sender.send(report);
    });
    keeper.keep(work(network(100, 7), 7));
    // Where even this does not fit, it cannot be kept at all, and that is told.
    let is_kept = reports.recv_timeout(PATIENCE) == Ok(Report::Kept(7));
    keeper.keep(work(network(actors, 8), 8));
    loop {
        match reports.recv_timeout(PATIENCE).unwrap() {
            Report::Kept(_) => {}
            Report::Failed(error) => break say(&format!("cannot keep: {}", error.message)),
        }
    }
    let found = fs::read_dir(folder.join("recovery")).unwrap();
    let mut found = found.map(|entry| entry.unwrap().path());
    let path = found.find(|path| path.extension().is_some_and(|end| end == "recovery"));
    let kept = path.map(|path| recovery::kept(&path).unwrap());
    let is_whole = kept.is_some_and(|kept| number_in(&kept.document) == 7);
    say(&format!("kept before: {}", is_kept && is_whole));
    // What is pending would be tried again at the end, in vain.
    keeper.forget();
}

/// How long a child waits for what should come at once.
const PATIENCE: Duration = Duration::from_mins(1);

const SOON: Pace = Pace {
    quiet: Duration::from_micros(500),
    longest: Duration::from_millis(3),
};

/// The state and its threads, as the window has them.
struct Desk {
    state: State,
    keeper: Keeper,
    folder: PathBuf,
}

impl Desk {
    fn new(folder: &Path) -> Self {
        let mut state = State::new(Settings::default());
        let document = network(ACTORS, 0);
        let path = folder.join("net.json");
        let stamp = disk::save_over(&path, &file::write(&document), None).unwrap();
        state.handle(Command::Opened(Box::new(Opened {
            path: Some(path),
            document,
            is_native: true,
            stamp: Some(stamp),
            ..Opened::default()
        })));
        let positions = (0..ACTORS).map(|_| pos2(0.0, 0.0)).collect();
        let actors = state.open.derived.actors_generation;
        state.handle(Command::Landed { actors, positions });
        let keeper = Keeper::start(folder, SOON, |report| match report {
            Report::Kept(number) => say(&format!("safe {number}")),
            Report::Failed(error) => panic!("{error}"),
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
        let saved = saving::save(&path, &document, base, data).unwrap();
        say(&format!("safe {number}"));
        self.state.handle(Command::Saved {
            path,
            generation,
            revision,
            stamp: saved.stamp,
            texts: Vec::new(),
        });
        assert_eq!(self.state.unsaved(), None);
        self.keeper.forget();
    }
}

fn work(document: Document, number: u64) -> Work {
    Work {
        name: "net.json".into(),
        path: None,
        stamp: None,
        document,
        places: Vec::new(),
        texts: std::collections::BTreeMap::new(),
        revision: number,
    }
}

/// So many actors, and a number that tells one state from another: where the first actor stands.
fn network(actors: usize, number: u64) -> Document {
    let mut document = Document {
        actors: (0..actors)
            .map(|id| Actor {
                place: Some(frenemy::model::Point::default()),
                note: Some(format!("A remark of some length about actor {id}.")),
                ..Actor::new(id.to_string())
            })
            .collect(),
        ..Document::default()
    };
    let mut first = Actor::clone(document.actors.get(&"0".into()).unwrap());
    first.place = Some(frenemy::model::Point {
        x: number as f64,
        y: 0.0,
    });
    document.actors.put(first);
    document
}

/// The number of a state, which must be whole: all its actors are there, and nothing but the first has moved.
fn number_in(document: &Document) -> u64 {
    let first = document.actors.get(&"0".into()).unwrap();
    let number = first.place.unwrap().x as u64;
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
    let slots = recovery::left_behind(folder);
    assert!(slots.len() <= 1, "one window keeps one work");
    let kept = recovery::kept(slots.first()?.path()).unwrap();
    assert_eq!(kept.document.actors.len(), ACTORS);
    Some(number_in(&kept.document))
}

/// What a child said: the last state that it began, and the last that was said to be safe.
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

/// Starts this program again as a child, and hears what it says.
fn start(folder: &Path, child: &str) -> (Child, Receiver<String>) {
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", child, "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, said) = channel();
    thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    (child, said)
}

/// A whole line at once, so that none is cut by a kill.
fn say(words: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{words}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// Chance that starts at a seed.
struct Chance(u64);

impl Chance {
    fn below(&self, end: u64) -> u64 {
        let mixed = (self.0 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 33) % end
    }
}
