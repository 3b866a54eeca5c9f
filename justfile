# Recipes for everyday work; `just` lists them. Each is one command that can be typed as well.

# Lists the recipes.
default:
    @just --list

# Opens the window on the bundled example.
run *arguments:
    cargo run --release -- {{arguments}}

# Runs all tests.
test *filter:
    cargo test --locked {{filter}}

# Runs all tests, and fails where a virtual screen, the data beside the repository or fonts are missing.
test-all:
    FRENEMY_REQUIRE_WINDOW=1 FRENEMY_REQUIRE_DATA=1 FRENEMY_REQUIRE_FONTS=1 cargo test --locked

# Checks lints, format, documentation, spelling and dependencies.
check: lint doc fuzz-check spell unused deny

# Lints and format.
lint:
    cargo clippy --all-targets --locked -- -D warnings
    cargo fmt --check

# Documentation of all items, with warnings as errors.
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items --locked

# Spelling; `pip install typos` or `cargo install typos-cli` installs it.
spell:
    typos

# Dependencies that nothing uses; `cargo install cargo-machete --locked` installs it.
unused:
    cargo machete

# Licences and sources of dependencies; `cargo install cargo-deny --locked` installs it.
deny:
    cargo deny --locked check bans licenses sources

# Known security problems of dependencies; needs the network.
advisories:
    cargo deny --locked check advisories

# Benches, all or by name.
bench *name:
    cargo bench --locked {{ if name == "" { "" } else { "--bench " + name } }}

# Compiles the fuzz targets.
fuzz-check:
    cp Cargo.lock fuzz/Cargo.lock
    CARGO_TARGET_DIR=target cargo check --manifest-path fuzz/Cargo.toml

# Runs a fuzz target for a minute, from the files in tests/data on; `cargo install cargo-fuzz` installs it.
fuzz target seconds="60":
    mkdir -p fuzz/corpus/{{target}}
    cargo +nightly fuzz run {{target}} fuzz/corpus/{{target}} tests/data/formats tests/data/dialects tests/data/bad -- -max_total_time={{seconds}} -rss_limit_mb=1024 -timeout=10

# The sheet of names in all scripts, to be looked at; needs the fonts of fonts-noto-core and fonts-noto-cjk.
scripts:
    cargo run --release -- export tests/data/scripts.json -o docs/src/images/scripts.png --width 1400 --height 800

# Random input into the window, for this many seconds.
soak seconds="600":
    FRENEMY_SOAK_S={{seconds}} cargo test --locked --test it soak -- --nocapture

# The program for Windows, in target/x86_64-pc-windows-gnu/release. Needs
# `rustup target add x86_64-pc-windows-gnu` and Debian's g++-mingw-w64-x86-64.
windows:
    cargo build --release --locked --target x86_64-pc-windows-gnu

# Packages for this system in target/package: .deb, .rpm, .tar.gz and an AppDir; packaging/README.md says more.
package:
    packaging/stage
    cargo deb --no-build --no-strip --output target/package
    cargo generate-rpm --output target/package
    packaging/archive
    packaging/appdir

# Installs these packages into empty folders, starts the program, and removes them.
package-check:
    packaging/check target/package/frenemy_*.deb target/package/frenemy-*.rpm target/package/frenemy-*.tar.gz

# Copies the citation styles and their words from the archive of hayagriva; their names follow.
citation-styles *names='american-political-science-association apa american-sociological-association chicago-author-date chicago-notes-bibliography harvard-cite-them-right mhra-notes modern-language-association':
    #!/usr/bin/env python3
    import json, pathlib, shutil, subprocess
    metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--locked", "--format-version", "1"]))
    crate = next(crate for crate in metadata["packages"] if crate["name"] == "hayagriva")
    archive = pathlib.Path(crate["manifest_path"]).parent / "archive"
    for name in "{{names}}".split():
        shutil.copyfile(archive / "styles" / f"{name}.cbor", f"assets/citation/{name}.cbor")
    for name in "ar de-DE en-US es-ES fr-FR ru-RU zh-CN".split():
        shutil.copyfile(archive / "locales" / f"{name}.cbor", f"assets/citation/locale-{name}.cbor")
