//! A Spark cluster of a master and two workers on this machine, from the Python package `pyspark`
//! and a Java: it gives the same relations to the byte, and a killed worker changes nothing.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::engines::{Engine, command, sample};
use crate::python::{python_with, skip};

/// The longest that the cluster may take for one step.
const PATIENCE: Duration = Duration::from_mins(3);

/// A process that is killed when it is no longer needed, with all that it started.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Process {
    /// Starts a process that leads a group of its own, and writes what it says to a file.
    fn start(mut command: Command, log: &Path) -> Self {
        use std::os::unix::process::CommandExt as _;
        let log = File::create(log).unwrap();
        command
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .process_group(0);
        Self(command.spawn().unwrap())
    }

    /// Kills the whole group at once.
    fn kill(&mut self) {
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            return;
        }
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.0.wait();
    }
}

/// One cluster at a time: each takes some gigabytes.
static TURN: Mutex<()> = Mutex::new(());

/// A master and two workers, in a folder for their files.
struct Cluster {
    home: PathBuf,
    folder: PathBuf,
    address: String,
    workers: Vec<Process>,
    _master: Process,
    _turn: MutexGuard<'static, ()>,
}

impl Cluster {
    /// Starts a cluster; none where the package is missing.
    fn start(folder: &Path) -> Option<Self> {
        let python = python_with("pyspark")?;
        let java = Command::new("java").arg("-version").output();
        if !java.is_ok_and(|output| output.status.success()) {
            skip("there is no Java for Spark");
            return None;
        }
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let home = Command::new(python)
            .args(["-c", "import pyspark; print(pyspark.__path__[0])"])
            .output()
            .unwrap();
        let home = PathBuf::from(String::from_utf8(home.stdout).unwrap().trim());
        let mut master = class(&home, folder, "master.Master");
        master
            .args(["--port", "0"])
            .env("SPARK_MASTER_OPTS", "-Dspark.master.rest.enabled=false");
        let master = Process::start(master, &folder.join("master.log"));
        let port = wait_for(folder, "the master", || {
            let said = fs::read_to_string(folder.join("master.log")).ok()?;
            let (_, port) = said.split_once("'sparkMaster' on port ")?;
            Some(port.split_once('.')?.0.to_owned())
        });
        let address = format!("spark://127.0.0.1:{port}");
        let worker = |name: &str| {
            let mut worker = class(&home, folder, "worker.Worker");
            worker.args(["--cores", "1", "--memory", "1g", "--work-dir"]);
            worker.arg(folder.join(name)).arg(&address);
            Process::start(worker, &folder.join(name).with_extension("log"))
        };
        let workers = vec![worker("one"), worker("two")];
        for name in ["one.log", "two.log"] {
            wait_for(folder, "the workers", || {
                let said = fs::read_to_string(folder.join(name)).ok()?;
                said.contains("Successfully registered").then_some(())
            });
        }
        Some(Self {
            home,
            folder: folder.to_owned(),
            address,
            workers,
            _master: master,
            _turn: turn,
        })
    }

    /// `spark-sql` with what a small machine needs, as a command.
    fn engine(&self) -> Engine {
        let script = format!(
            "#!/bin/sh\nexport SPARK_HOME='{home}' SPARK_LOCAL_IP=127.0.0.1\nexec \
             '{home}/bin/spark-sql' --conf spark.driver.host=127.0.0.1 --conf \
             spark.executor.memory=800m --conf spark.sql.shuffle.partitions=2 --conf \
             spark.ui.enabled=false \"$@\"\n",
            home = self.home.display()
        );
        let command = command(&self.folder, "spark-sql.sh", &script);
        let arguments = ["--engine-command", &command, "--master", &self.address];
        Engine {
            dialect: "spark",
            arguments: arguments.map(str::to_owned).to_vec(),
        }
    }
}

/// The command of a part of the cluster, bound to loopback.
fn class(home: &Path, folder: &Path, name: &str) -> Command {
    let mut command = Command::new(home.join("bin/spark-class"));
    command
        .arg(format!("org.apache.spark.deploy.{name}"))
        .args(["--host", "127.0.0.1", "--webui-port", "0"])
        .env("SPARK_HOME", home)
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .env("SPARK_LOCAL_DIRS", folder)
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

/// What `find` finds in the end. Where it finds nothing, fails with the ends of all logs.
fn wait_for<T>(folder: &Path, what: &str, mut find: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = find() {
            return found;
        }
        if start.elapsed() > PATIENCE {
            let logs = frenemy::file::disk::list(folder, "log").into_iter();
            let ends = logs.map(|log| {
                let said = fs::read_to_string(&log).unwrap_or_default();
                let lines: Vec<_> = said.lines().rev().take(12).collect();
                let lines: Vec<_> = lines.into_iter().rev().collect();
                format!("{}:\n{}\n", log.display(), lines.join("\n"))
            });
            panic!("waited in vain for {what}\n{}", ends.collect::<String>());
        }
        thread::sleep(Duration::from_millis(100));
    }
}

/// One `spark-sql` that stays open: starting takes longer than most queries.
struct Session {
    engine: Engine,
    _process: Process,
}

impl Session {
    fn start(cluster: &Cluster) -> Self {
        let folder = &cluster.folder;
        let [requests, log] = ["requests", "session.log"].map(|name| folder.join(name));
        let made = Command::new("mkfifo").arg(&requests).status().unwrap();
        assert!(made.success());
        // Open for writing too, so that it does not end with the first request.
        let input = File::options().read(true).write(true).open(&requests);
        let engine = cluster.engine();
        let [_, program, master @ ..] = &engine.arguments[..] else {
            unreachable!("the command of the cluster");
        };
        let mut spark = Command::new(program);
        spark.args(master).current_dir(folder).stdin(input.unwrap());
        let process = Process::start(spark, &log);
        // Its last argument is the file of the query, which it gives to the session.
        let script = format!(
            "#!/bin/sh\nfor file; do :; done\necho \"source $file;\" > '{requests}'\n\
             echo \"SELECT CONCAT('end of ', '$file');\" > '{requests}'\n\
             until grep -q \"end of $file\" '{log}'; do kill -0 {id} || exit 1; sleep 0.1; done\n\
             [ -e \"$(dirname \"$file\")/result/_SUCCESS\" ] || {{ tail -n 40 '{log}' >&2; exit 1; }}\n",
            requests = requests.display(),
            log = log.display(),
            id = process.0.id(),
        );
        let command = command(folder, "ask.sh", &script);
        Self {
            engine: Engine {
                dialect: "spark",
                arguments: vec!["--engine-command".into(), command],
            },
            _process: process,
        }
    }
}

#[test]
fn spark_gives_the_same_bytes_for_every_set_rule_and_name() {
    let folder = tempfile::tempdir().unwrap();
    let Some(cluster) = Cluster::start(folder.path()) else {
        return;
    };
    let Session { engine, _process } = &Session::start(&cluster);
    engine.check_sets(folder.path());
    engine.check_rules(folder.path());
    engine.check_names(folder.path());
}

#[test]
fn spark_gives_the_same_bytes_when_a_worker_is_killed_while_it_runs() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let Some(mut cluster) = Cluster::start(folder) else {
        return;
    };
    sample(folder, "gdelt2", "150000");
    let rules = ["gdelt2", "--one-a-day", "--records", "5"];
    let written = super::run(folder, &[&rules[..], &["-o", "here.json"]].concat());
    assert!(written.status.success());

    let engine = cluster.engine();
    let arguments = [&rules[..], &["-o", "there.json"], &engine.all_arguments()].concat();
    let mut frenemy = Command::new(env!("CARGO_BIN_EXE_frenemy"));
    frenemy.arg("events").args(arguments).current_dir(folder);
    let mut frenemy = Process::start(frenemy, &folder.join("frenemy.log"));
    // An executor has begun with a task.
    wait_for(folder, "a task of the second worker", || {
        let apps = fs::read_dir(folder.join("two")).ok()?;
        let logs = apps
            .flatten()
            .flat_map(|app| fs::read_dir(app.path()).into_iter().flatten());
        let logs = logs
            .flatten()
            .map(|executor| executor.path().join("stderr"));
        let mut said = logs.filter_map(|log| fs::read_to_string(log).ok());
        said.any(|said| said.contains("Running task")).then_some(())
    });
    cluster.workers[1].kill();
    assert!(
        frenemy.0.try_wait().unwrap().is_none(),
        "it ended too early"
    );
    let status = wait_for(folder, "the result", || frenemy.0.try_wait().unwrap());
    let said = fs::read_to_string(folder.join("frenemy.log")).unwrap();
    assert!(status.success(), "{said}");
    let [here, there] =
        ["here.json", "there.json"].map(|name| fs::read(folder.join(name)).unwrap());
    assert!(here == there);
}
