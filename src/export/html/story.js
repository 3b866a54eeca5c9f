(() => {
  const page = document.documentElement;
  const stage = document.querySelector(".stage");
  const steps = [...stage.querySelectorAll(".step")].map((section) => {
    const picture = section.querySelector("svg");
    const box = picture.viewBox.baseVal;
    return {
      section,
      picture,
      links: [...picture.querySelectorAll("a")],
      width: box.width,
      height: box.height,
      zoom: Number(section.dataset.zoom) || 1,
      x: Number(section.dataset.x) || 0,
      y: Number(section.dataset.y) || 0,
    };
  });
  const dots = [...document.querySelectorAll(".tools li a")];
  const status = document.getElementById("status");
  const back = document.getElementById("back");
  const next = document.getElementById("next");
  page.classList.add("has-script");

  // The camera, in the layout that all pictures share: the middle, and the width.
  const cameraOf = (step) => ({
    x: (step.width / 2 - step.x) / step.zoom,
    y: (step.height / 2 - step.y) / step.zoom,
    width: step.width / step.zoom,
  });
  const look = (step, camera) => {
    const width = camera.width * step.zoom;
    const height = width * (step.height / step.width);
    const x = camera.x * step.zoom + step.x - width / 2;
    const y = camera.y * step.zoom + step.y - height / 2;
    step.picture.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  };
  const between = (a, b, share) => ({
    x: a.x + (b.x - a.x) * share,
    y: a.y + (b.y - a.y) * share,
    width: a.width * (b.width / a.width) ** share,
  });

  let now = -1;
  let camera = null;
  let flight = 0;
  const cards = cardsOf(stage, () => steps[now].links);
  const { hide, show, middleOf } = cards;

  // Shows a step. The picture moves from the last one, unless the reader prefers no motion.
  const go = (number, isFirst) => {
    if (number < 0 || number >= steps.length || number === now) return;
    hide();
    const from = steps[now];
    const to = steps[number];
    now = number;
    steps.forEach((step, at) => {
      const isNow = at === now;
      step.section.classList.toggle("now", isNow);
      step.section.inert = !isNow;
    });
    dots.forEach((dot, at) => {
      if (at === now) dot.setAttribute("aria-current", "step");
      else dot.removeAttribute("aria-current");
    });
    back.disabled = now === 0;
    next.disabled = now === steps.length - 1;
    status.textContent = `${now + 1} / ${steps.length}: ${to.section.getAttribute("aria-label")}`;
    if (!isFirst) {
      try {
        history.replaceState(null, "", `#step-${now + 1}`);
      } catch {
        // Some viewers allow no other address.
      }
    }
    const target = cameraOf(to);
    const start = camera || target;
    const isStill = isFirst || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const mine = ++flight;
    const settle = () => {
      camera = target;
      look(to, target);
      to.picture.style.opacity = "";
      for (const step of steps) step.section.classList.remove("leaving");
      page.classList.remove("moving");
    };
    for (const step of steps) step.section.classList.toggle("leaving", step === from);
    if (isStill) {
      settle();
      return;
    }
    page.classList.add("moving");
    const begun = performance.now();
    const frame = (time) => {
      if (mine !== flight) return;
      const share = Math.min(1, Math.max(0, time - begun) / 900);
      if (share >= 1) {
        settle();
        return;
      }
      const eased = share * share * (3 - 2 * share);
      camera = between(start, target, eased);
      look(to, camera);
      if (from) look(from, camera);
      to.picture.style.opacity = eased;
      requestAnimationFrame(frame);
    };
    look(to, start);
    to.picture.style.opacity = 0;
    requestAnimationFrame(frame);
  };

  back.addEventListener("click", () => go(now - 1));
  next.addEventListener("click", () => go(now + 1));
  dots.forEach((dot, at) => {
    dot.addEventListener("click", (event) => {
      event.preventDefault();
      go(at);
    });
  });
  window.addEventListener("hashchange", () => go(numbered(location.hash)));
  const numbered = (hash) => {
    const found = /^#step-(\d+)$/.exec(hash);
    return found ? Number(found[1]) - 1 : -1;
  };

  // The keyboard.
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      hide();
      return;
    }
    const isPress = event.key === " " || event.key === "Enter";
    if (event.target.closest("#card") || (isPress && event.target.closest("a, button"))) return;
    // The next step is where the text goes on.
    const ahead = document.documentElement.dir === "rtl" ? -1 : 1;
    const keys = {
      ArrowRight: now + ahead,
      PageDown: now + 1,
      " ": now + 1,
      ArrowLeft: now - ahead,
      PageUp: now - 1,
      Home: 0,
      End: steps.length - 1,
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    go(keys[event.key]);
  });

  // The pointer: cards, and a swipe to the next step.
  let pressed = null;
  const isPicture = (event) => event.target.closest?.(".step.now svg");
  window.addEventListener("pointermove", (event) => {
    if (cards.isPinned() || event.pointerType === "touch") return;
    const link = isPicture(event) && event.target.closest("a");
    if (link) show(link, event.clientX, event.clientY, false);
    else if (!event.target.closest?.("#card")) hide();
  });
  stage.addEventListener("pointerdown", (event) => {
    pressed = isPicture(event) ? { x: event.clientX, y: event.clientY } : null;
  });
  stage.addEventListener("pointerup", (event) => {
    if (!pressed || event.pointerType !== "touch") return;
    const [dx, dy] = [event.clientX - pressed.x, event.clientY - pressed.y];
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) go(now + (dx < 0 ? 1 : -1));
  });
  stage.addEventListener("dragstart", (event) => event.preventDefault());
  stage.addEventListener("click", (event) => {
    if (!isPicture(event)) return;
    const link = event.target.closest("a");
    if (!link) {
      hide();
      return;
    }
    event.preventDefault();
    const [x, y] = event.detail === 0 ? middleOf(link) : [event.clientX, event.clientY];
    show(link, x, y, true);
    if (event.detail === 0) cards.enter();
  });
  stage.addEventListener("focusin", (event) => {
    const link = event.target.closest("svg a");
    if (link?.matches(":focus-visible")) show(link, ...middleOf(link), false);
  });

  go(Math.max(0, Math.min(numbered(location.hash), steps.length - 1)), true);
})();
