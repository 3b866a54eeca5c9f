//! A headless browser that is asked through its debugging pipe: JSON messages, each ended by a zero
//! byte.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A browser with one page.
pub(super) struct Browser {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    next: u64,
    session: Option<String>,
    /// The addresses that the page asked for.
    pub(super) requests: Vec<String>,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Opens a file; `None` where no Chromium is installed, unless `FRENEMY_REQUIRE_BROWSER=1`.
    pub(super) fn open(path: &Path, width: u32, height: u32, is_dark: bool) -> Option<Self> {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let is_there = |name: &&&str| {
            let asked = Command::new(name).arg("--version").output();
            asked.is_ok_and(|output| output.status.success())
        };
        let Some(name) = names.iter().find(is_there) else {
            let required = std::env::var_os("FRENEMY_REQUIRE_BROWSER");
            assert!(required.is_none_or(|value| value != "1"), "no Chromium");
            println!("skipped: no Chromium is installed");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        // The pipe is at file descriptors 3 and 4.
        let mut child = Command::new("sh")
            .args([
                "-c",
                "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null",
                "sh",
                name,
            ])
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
            ])
            .arg("--remote-debugging-pipe")
            .arg(format!("--window-size={width},{height}"))
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut browser = Self {
            to: child.stdin.take().unwrap(),
            from: BufReader::new(child.stdout.take().unwrap()),
            child,
            next: 0,
            session: None,
            requests: Vec::new(),
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let target = json!({"targetId": target["targetId"], "flatten": true});
        let attached = browser.call("Target.attachToTarget", &target);
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        browser.call("Page.enable", &json!({}));
        browser.call("Network.enable", &json!({}));
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        browser.call("Emulation.setDeviceMetricsOverride", &size);
        browser.call(
            "Emulation.setFocusEmulationEnabled",
            &json!({"enabled": true}),
        );
        let scheme = if is_dark { "dark" } else { "light" };
        let feature = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        browser.call("Emulation.setEmulatedMedia", &feature);
        let address = format!("file://{}", path.display());
        browser.call("Page.navigate", &json!({"url": address}));
        browser.wait("Page.loadEventFired");
        Some(browser)
    }

    /// Runs a method and returns its result.
    pub(super) fn call(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.to.write_all(&bytes).unwrap();
        loop {
            let answer = self.read();
            if answer["id"] == id {
                assert!(answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }

    /// Waits for an event.
    fn wait(&mut self, event: &str) {
        while self.read()["method"] != event {}
    }

    fn read(&mut self) -> Value {
        let mut bytes = Vec::new();
        self.from.read_until(0, &mut bytes).unwrap();
        assert_eq!(bytes.pop(), Some(0), "the browser ended");
        let message: Value = serde_json::from_slice(&bytes).unwrap();
        if message["method"] == "Network.requestWillBeSent" {
            let address = message["params"]["request"]["url"].as_str();
            self.requests.extend(address.map(str::to_owned));
        }
        message
    }

    /// The value of an expression in the page.
    pub(super) fn value(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true});
        let answer = self.call("Runtime.evaluate", &params);
        assert!(answer.get("exceptionDetails").is_none(), "{answer}");
        answer["result"]["value"].clone()
    }

    /// The middle of the first element of this selector, in pixels.
    pub(super) fn middle(&mut self, selector: &str) -> [f64; 2] {
        let of = "(box => [box.left + box.width / 2, box.top + box.height / 2])";
        let element = format!("document.querySelector({})", json!(selector));
        let at = self.value(&format!("{of}({element}.getBoundingClientRect())"));
        [at[0].as_f64().unwrap(), at[1].as_f64().unwrap()]
    }

    /// A mouse event: `mouseMoved`, `mousePressed`, `mouseReleased`.
    pub(super) fn mouse(&mut self, kind: &str, [x, y]: [f64; 2]) {
        let is_button = kind != "mouseMoved";
        let button = if is_button { "left" } else { "none" };
        let params = json!({
            "type": kind, "x": x, "y": y, "button": button, "clickCount": i32::from(is_button),
        });
        self.call("Input.dispatchMouseEvent", &params);
    }

    /// Presses and releases a key.
    pub(super) fn key(&mut self, key: &str, code: u32) {
        for kind in ["rawKeyDown", "keyUp"] {
            let params =
                json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code});
            self.call("Input.dispatchKeyEvent", &params);
        }
    }

    /// The page as PNG.
    pub(super) fn screenshot(&mut self) -> Vec<u8> {
        use base64::prelude::{BASE64_STANDARD, Engine as _};
        let answer = self.call("Page.captureScreenshot", &json!({"format": "png"}));
        BASE64_STANDARD
            .decode(answer["data"].as_str().unwrap())
            .unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
