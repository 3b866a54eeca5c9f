//! The exported page in a real browser. Skipped where no Chromium is installed;
//! `FRENEMY_REQUIRE_BROWSER=1` makes that a failure.

mod browser;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use serde_json::json;

use browser::Browser;

/// The page of a file, made by the program.
fn exported(input: &Path, folder: &Path) -> PathBuf {
    let output = folder.join("page.html");
    let made = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .arg("export")
        .arg(input)
        .arg("-o")
        .arg(&output)
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    output
}

/// Keeps a picture for somebody to look at, where `FRENEMY_SCREENSHOTS` names a folder.
fn keep_picture(name: &str, browser: &mut Browser) {
    if let Some(folder) = std::env::var_os("FRENEMY_SCREENSHOTS") {
        let path = Path::new(&folder).join(format!("{name}.png"));
        std::fs::write(path, browser.screenshot()).unwrap();
    }
}

fn example(folder: &Path) -> PathBuf {
    exported(Path::new("assets/examples/afghanistan-2017.json"), folder)
}

#[test]
fn a_line_shows_its_quotes_and_sources_under_the_pointer() {
    let folder = tempfile::tempdir().unwrap();
    let page = example(folder.path());
    let Some(mut browser) = Browser::open(&page, 1280, 900, false) else {
        return;
    };
    assert_eq!(
        browser.value("document.getElementById('card').hidden"),
        true
    );
    // A body is under the pointer at its middle.
    let body = "[data-actor='taliban']";
    let at = browser.middle(body);
    browser.mouse("mouseMoved", at);
    let card = "document.getElementById('card')";
    let shown = browser.value(&format!("{card}.hidden ? '' : {card}.innerText"));
    assert!(shown.as_str().unwrap().contains("Taliban"), "{shown}");
    browser.mouse("mouseMoved", [4.0, 4.0]);
    assert_eq!(browser.value(&format!("{card}.hidden")), true);

    // A tie under the pointer, wherever its line is visible.
    let on_line = "(() => { for (const link of document.querySelectorAll('.stage a[data-ends]')) { \
        const path = link.querySelector('path'); const at = path.getPointAtLength(path.getTotalLength() / 2); \
        const on = at.matrixTransform(path.getScreenCTM()); \
        if (document.elementFromPoint(on.x, on.y)?.closest('a') === link) return [on.x, on.y]; } })()";
    let at = browser.value(on_line);
    browser.mouse(
        "mouseMoved",
        [at[0].as_f64().unwrap(), at[1].as_f64().unwrap()],
    );
    let shown = browser.value(&format!("{card}.hidden ? '' : {card}.innerText"));
    let shown = shown.as_str().unwrap();
    assert!(shown.contains('“') && shown.contains('¶'), "{shown}");
    keep_picture("page-line", &mut browser);
    // Only the page itself was asked for.
    assert_eq!(browser.requests.len(), 1, "{:?}", browser.requests);
    assert!(browser.requests[0].starts_with("file://"));
}

#[test]
fn keys_and_search_reach_what_the_pointer_reaches() {
    let folder = tempfile::tempdir().unwrap();
    let page = example(folder.path());
    let Some(mut browser) = Browser::open(&page, 1024, 768, false) else {
        return;
    };
    let card = "document.getElementById('card')";
    let text = format!("{card}.hidden ? '' : {card}.innerText");
    browser.value("document.getElementById('search').focus()");
    browser.call("Input.insertText", &json!({"text": "turk"}));
    browser.key("Enter", 13);
    let shown = browser.value(&text);
    assert!(shown.as_str().unwrap().contains("Turkey"), "{shown}");
    browser.key("Escape", 27);
    assert_eq!(browser.value(&format!("{card}.hidden")), true);
    // Tab leads to the picture, which arrow keys move, and through it; the card follows the focus.
    browser.value("document.getElementById('zoom-in').focus()");
    browser.key("Tab", 9);
    browser.key("Tab", 9);
    let focused = browser.value("document.activeElement.outerHTML.slice(0, 200)");
    assert!(
        focused.as_str().unwrap().starts_with("<a href=\"#"),
        "{focused}"
    );
    assert!(!browser.value(&text).as_str().unwrap().is_empty());
    // A kind that is switched off has no lines.
    let visible = "[...document.querySelectorAll('.stage a[data-kinds=hostility]')].filter(a => a.getBoundingClientRect().width > 0).length";
    assert!(browser.value(visible).as_u64().unwrap() > 0);
    browser.value("document.querySelector('.tools input[value=hostility]').click()");
    assert_eq!(browser.value(visible), 0);
}

#[test]
fn hostile_words_run_no_script_and_a_thousand_actors_are_smooth() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>";
    let mut nodes = vec![json!({"id": evil, "name": evil})];
    nodes.extend((1..1_000).map(|number| json!({"id": format!("n{number}")})));
    let id = |number: u32| match number {
        0 => json!(evil),
        _ => json!(format!("n{number}")),
    };
    let edges = (0..2_000_u32).map(|number| {
        let [source, target] = [number % 1_000, (number * 7 + number / 1_000 + 1) % 1_000].map(id);
        json!({"source": source, "target": target, "kind": "hostility", "claims": [{"quote": evil}]})
    });
    let edges: Vec<_> = edges.collect();
    let file =
        json!({"format": "frenemy/1", "graph": {"title": evil}, "nodes": nodes, "edges": edges});
    let input = folder.path().join("in.json");
    std::fs::write(&input, file.to_string()).unwrap();
    let page = exported(&input, folder.path());
    let Some(mut browser) = Browser::open(&page, 1280, 900, false) else {
        return;
    };
    let first = format!("a[href='{}']", "#actor-0");
    let at = browser.middle(&format!(".stage {first}"));
    browser.mouse("mouseMoved", at);
    assert_eq!(browser.value("document.title"), evil);
    assert_eq!(browser.value("document.images.length"), 0);
    assert_eq!(browser.requests.len(), 1, "{:?}", browser.requests);
    // The time is printed and not asserted: it depends on the machine.
    let begun = Instant::now();
    browser.mouse("mousePressed", [300.0, 500.0]);
    for step in 0..30 {
        browser.mouse("mouseMoved", [300.0 + f64::from(step) * 5.0, 500.0]);
        browser.value("new Promise(requestAnimationFrame) && 0");
    }
    browser.mouse("mouseReleased", [450.0, 500.0]);
    let moved = browser.value("document.querySelector('.stage svg').viewBox.baseVal.x");
    assert!(
        moved.as_f64().unwrap() < 0.0,
        "the picture follows the pointer: {moved}"
    );
    println!(
        "a step of a pan of 1,000 actors: {:?}",
        begun.elapsed() / 30
    );
}

#[test]
fn the_page_fits_a_telephone_and_a_dark_system() {
    let folder = tempfile::tempdir().unwrap();
    let page = example(folder.path());
    for (name, width, height, is_dark) in [
        ("wide-light", 1280, 900, false),
        ("wide-dark", 1280, 900, true),
        ("narrow-light", 390, 800, false),
    ] {
        let Some(mut browser) = Browser::open(&page, width, height, is_dark) else {
            return;
        };
        let wide = browser.value("document.documentElement.scrollWidth");
        assert!(wide.as_u64().unwrap() <= u64::from(width), "{name}: {wide}");
        let paper = browser.value("getComputedStyle(document.body).backgroundColor");
        let expected = if is_dark {
            "rgb(22, 26, 32)"
        } else {
            "rgb(255, 255, 255)"
        };
        assert_eq!(paper, expected, "{name}");
        let at = browser.middle("[data-actor='russia']");
        browser.mouse("mouseMoved", at);
        keep_picture(&format!("page-{name}"), &mut browser);
        browser
            .value("document.querySelector('.records h2').scrollIntoView({behavior: 'instant'})");
        keep_picture(&format!("records-{name}"), &mut browser);
    }
}

/// The story of a file as a page, made by the program.
fn story(input: &Path, folder: &Path) -> PathBuf {
    let output = folder.join("story.html");
    let made = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .arg("export")
        .arg(input)
        .arg("--story")
        .arg("-o")
        .arg(&output)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{errors}");
    output
}

#[test]
fn a_story_is_stepped_through_by_keys_and_buttons() {
    let folder = tempfile::tempdir().unwrap();
    let page = story(
        Path::new("assets/examples/afghanistan-2017.json"),
        folder.path(),
    );
    let Some(mut browser) = Browser::open(&page, 1280, 800, false) else {
        return;
    };
    let now = "document.querySelector('.step.now').id";
    let rests = "!document.documentElement.classList.contains('moving')";
    let settle = |browser: &mut Browser| {
        let begun = Instant::now();
        while browser.value(rests) != true {
            assert!(begun.elapsed().as_secs() < 60, "the picture never rests");
        }
    };
    assert_eq!(
        browser.value("document.querySelectorAll('.step').length"),
        6
    );
    assert_eq!(browser.value(now), "step-1");
    keep_picture("story-1", &mut browser);
    browser.key("ArrowRight", 39);
    assert_eq!(browser.value(now), "step-2");
    settle(&mut browser);
    keep_picture("story-2", &mut browser);
    // Only the step that is shown can be seen and reached.
    let seen = "[...document.querySelectorAll('.step')].filter(step => \
        getComputedStyle(step).visibility === 'visible' && !step.inert).length";
    assert_eq!(browser.value(seen), 1);
    for _ in 0..9 {
        browser.value("document.getElementById('next').click()");
    }
    assert_eq!(browser.value(now), "step-6");
    assert_eq!(
        browser.value("document.getElementById('next').disabled"),
        true
    );
    settle(&mut browser);
    keep_picture("story-6", &mut browser);
    browser.key("Home", 36);
    settle(&mut browser);
    // A card of an actor, with the picture at rest in its own camera.
    let at = browser.middle(".step.now [data-actor='taliban']");
    browser.mouse("mouseMoved", at);
    let card = "document.getElementById('card')";
    let shown = browser.value(&format!("{card}.hidden ? '' : {card}.innerText"));
    assert!(shown.as_str().unwrap().contains("Taliban"), "{shown}");
    assert_eq!(browser.requests.len(), 1, "{:?}", browser.requests);
}

#[test]
fn a_story_fits_a_telephone_and_a_dark_system_and_hostile_words_stay_words() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "</section><img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>";
    let file = json!({
        "format": "frenemy/1", "graph": {"title": "Plain"},
        "nodes": [{"id": evil}, {"id": "b"}],
        "edges": [{"id": "r", "source": evil, "target": "b", "claims": [{"quote": evil}]}],
        "story": [{"id": evil, "title": evil, "text": evil, "actors": [evil]}, {"id": "2"}],
    });
    let input = folder.path().join("in.json");
    std::fs::write(&input, file.to_string()).unwrap();
    let page = story(&input, folder.path());
    let Some(mut browser) = Browser::open(&page, 390, 800, true) else {
        return;
    };
    browser.key("ArrowRight", 39);
    assert_eq!(
        browser.value("document.querySelector('.step.now').id"),
        "step-2"
    );
    assert_eq!(browser.value("document.title"), "Plain");
    assert_eq!(browser.value("document.images.length"), 0);
    let title = browser.value("document.querySelector('#step-1 h2').textContent");
    assert_eq!(title, evil);
    let example = Path::new("assets/examples/afghanistan-2017.json");
    let page = story(example, folder.path());
    for (name, width, height, is_dark) in [
        ("wide-dark", 1280, 800, true),
        ("narrow-light", 390, 800, false),
    ] {
        let Some(mut browser) = Browser::open(&page, width, height, is_dark) else {
            return;
        };
        let wide = browser.value("document.documentElement.scrollWidth");
        assert!(wide.as_u64().unwrap() <= u64::from(width), "{name}: {wide}");
        keep_picture(&format!("story-{name}"), &mut browser);
    }
}
