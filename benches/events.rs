//! How long event data take to become relations, beside reading the same bytes and DuckDB with the
//! same query, from CSV and from gz. `ROWS=10000000 cargo bench --bench events` chooses the size;
//! DuckDB is found as a Python package in `target/peers`.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints, reads files, and stops where it cannot go on"
)]

use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use frenemy::events::{self, EventPlan, EventSample, dialect, presets};

const THREADS: usize = 2;

fn main() {
    let rows = std::env::var("ROWS")
        .ok()
        .and_then(|rows| rows.parse().ok());
    let rows: u64 = rows.unwrap_or(200_000);
    rayon::ThreadPoolBuilder::new()
        .num_threads(THREADS)
        .build_global()
        .expect("the only pool of threads");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let plain = folder.path().join("csv");
    let packed = folder.path().join("gz");
    let bytes = write_sample(rows, &plain, &packed);
    println!(
        "{rows} rows, {:.0} MB, {THREADS} threads",
        bytes as f64 / 1e6
    );
    for files in [&plain, &packed] {
        let name = files.file_name().expect("a name").to_string_lossy();
        let plan = EventPlan::default();
        let paths = [files.clone()];
        let (read, time) = timed(|| {
            let files = std::fs::read_dir(files).expect("the files");
            let paths = files.map(|file| file.expect("a file").path());
            paths
                .map(|path| std::fs::read(path).expect("bytes").len())
                .sum::<usize>()
        });
        println!(
            "{name}: reading {read} bytes alone: {}",
            rate(rows, bytes, time)
        );
        let (found, time) = timed(|| {
            events::import(&paths, &plan, &|_| ControlFlow::Continue(()))
                .expect("event data")
                .expect("not cancelled")
        });
        let relations = found.document.relations.len();
        println!(
            "{name}: built in, {relations} relations: {}",
            rate(rows, bytes, time)
        );
        match duckdb(&paths, &plan, folder.path()) {
            Some(time) => println!(
                "{name}: DuckDB, the same query: {}",
                rate(rows, bytes, time)
            ),
            None => println!("{name}: DuckDB is not in target/peers"),
        }
    }
    println!("peak memory of this process: {} MB", peak_mb());
}

/// Writes the sample in both forms, and returns its bytes.
fn write_sample(rows: u64, plain: &Path, packed: &Path) -> u64 {
    for folder in [plain, packed] {
        std::fs::create_dir_all(folder).expect("a folder");
    }
    let sample = EventSample {
        preset: presets::by_id("gdelt2").expect("a set"),
        events: rows,
        seed: 1,
    };
    let (mut number, mut bytes) = (0, 0);
    let write = |part: &[u8]| {
        number += 1;
        bytes += part.len() as u64;
        std::fs::write(plain.join(format!("{number:05}.csv")), part).expect("a file");
        let file = std::fs::File::create(packed.join(format!("{number:05}.csv.gz")));
        let level = flate2::Compression::default();
        let mut out = flate2::write::GzEncoder::new(file.expect("a file"), level);
        out.write_all(part).expect("packed bytes");
        out.finish().expect("packed bytes");
        Ok(())
    };
    sample.write(100_000, write).expect("rows");
    bytes
}

/// How long DuckDB takes for the query of a plan, with its start.
fn duckdb(paths: &[PathBuf], plan: &EventPlan, folder: &Path) -> Option<Duration> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers/bin/python");
    let query = events::sql_of(
        paths,
        plan,
        dialect("duckdb")?,
        Some(&folder.join("result.csv")),
    );
    let file = folder.join("query.sql");
    std::fs::write(&file, query.expect("a query")).expect("a file");
    let script = format!(
        "import duckdb, sys; duckdb.sql('SET threads = {THREADS}'); duckdb.sql(open(sys.argv[1]).read())"
    );
    let (status, time) = timed(|| {
        Command::new(python)
            .args(["-c", &script])
            .arg(file)
            .status()
    });
    status
        .ok()
        .filter(std::process::ExitStatus::success)
        .map(|_| time)
}

fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let answer = run();
    (answer, start.elapsed())
}

fn rate(rows: u64, bytes: u64, time: Duration) -> String {
    let seconds = time.as_secs_f64();
    let (rows, bytes) = (rows as f64 / seconds, bytes as f64 / seconds / 1e6);
    format!("{seconds:.2} s, {rows:.0} rows/s, {bytes:.0} MB/s of text")
}

/// The most memory that this process had.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
