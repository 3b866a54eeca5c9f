(() => {
  const page = document.documentElement;
  const stage = document.querySelector(".stage");
  const picture = stage.querySelector("svg");
  const search = document.getElementById("search");
  const links = [...picture.querySelectorAll("a")];
  page.classList.add("has-script");
  // On a narrow screen the picture is beneath the tools, and cards are beneath the picture.
  if (matchMedia("(max-width: 40rem)").matches) {
    picture.setAttribute("preserveAspectRatio", "xMidYMin meet");
  }

  // The camera: the part of the picture that is visible.
  const whole = picture.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let view = { ...full };
  const look = (next) => {
    const width = Math.min(Math.max(next.width, full.width / 60), full.width * 1.5);
    const height = width * (full.height / full.width);
    const within = (at, size, start, length) =>
      Math.min(Math.max(at, start - size / 2), start + length - size / 2);
    view = {
      x: within(next.x, width, full.x, full.width),
      y: within(next.y, height, full.y, full.height),
      width,
      height,
    };
    picture.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  };
  // Picture units for one pixel, and the point of the picture at a point of the window.
  const unit = () => {
    const at = picture.getScreenCTM();
    return at ? 1 / at.a : 1;
  };
  const pointAt = (x, y) => {
    const at = picture.getScreenCTM();
    return at ? new DOMPoint(x, y).matrixTransform(at.inverse()) : new DOMPoint(view.x, view.y);
  };
  const zoom = (factor, x, y) => {
    const at = pointAt(x, y);
    look({
      x: at.x - (at.x - view.x) / factor,
      y: at.y - (at.y - view.y) / factor,
      width: view.width / factor,
    });
  };
  const zoomMiddle = (factor) => {
    const box = picture.getBoundingClientRect();
    zoom(factor, box.left + box.width / 2, box.top + box.height / 2);
  };

  const cards = cardsOf(stage, () => links);
  const { hide, show, middleOf } = cards;

  // The pointer.
  const pointers = new Map();
  let travelled = 0;
  let spread = 0;
  const distance = () => {
    const [a, b] = [...pointers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (pointers.size === 0) travelled = 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size === 2) spread = distance();
  });
  window.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (before) {
      const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
      travelled += Math.hypot(dx, dy);
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (pointers.size === 2 && spread > 0) {
        const now = distance();
        const [a, b] = [...pointers.values()];
        zoom(now / spread, (a.x + b.x) / 2, (a.y + b.y) / 2);
        spread = now;
      } else if (travelled > 4) {
        picture.classList.add("moving");
        look({ ...view, x: view.x - dx * unit(), y: view.y - dy * unit() });
      }
      return;
    }
    if (cards.isPinned() || event.pointerType === "touch") return;
    const link = event.target.closest?.(".stage a");
    if (link) show(link, event.clientX, event.clientY, false);
    else if (!event.target.closest?.("#card")) hide();
  });
  const release = (event) => {
    pointers.delete(event.pointerId);
    spread = 0;
    picture.classList.remove("moving");
  };
  window.addEventListener("pointerup", release);
  window.addEventListener("pointercancel", release);
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  picture.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) event.preventDefault();
    if (travelled > 4) return;
    if (!link) {
      hide();
      return;
    }
    // A click by the keyboard has no place.
    const [x, y] = event.detail === 0 ? middleOf(link) : [event.clientX, event.clientY];
    show(link, x, y, true);
    if (event.detail === 0) cards.enter();
  });
  picture.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 30 : 1;
    zoom(Math.exp((-event.deltaY * lines) / 500), event.clientX, event.clientY);
  }, { passive: false });

  // The keyboard.
  picture.addEventListener("focusin", (event) => {
    const link = event.target.closest("a");
    if (link?.matches(":focus-visible")) show(link, ...middleOf(link), false);
  });
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      hide();
      return;
    }
    if (event.target.closest("input, button, #card")) return;
    const step = view.width / 12;
    const keys = {
      "+": () => zoomMiddle(1.25),
      "=": () => zoomMiddle(1.25),
      "-": () => zoomMiddle(0.8),
      0: () => look(full),
      "/": () => search.focus(),
    };
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const move = event.target.closest(".stage") && moves[event.key];
    if (move) look({ ...view, x: view.x + move[0] * step, y: view.y + move[1] * step });
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });
  document.getElementById("zoom-in").addEventListener("click", () => zoomMiddle(1.25));
  document.getElementById("zoom-out").addEventListener("click", () => zoomMiddle(0.8));
  document.getElementById("fit").addEventListener("click", () => look(full));

  // Search: an actor by one of its names.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const names = [...document.querySelectorAll("#actors option")].map((option) => ({
    name: plain(option.value),
    href: `#${option.dataset.record}`,
  }));
  const actors = new Map();
  for (const link of links) {
    const href = link.getAttribute("href");
    if (!link.dataset.ends && !actors.has(href)) actors.set(href, link);
  }
  const find = () => {
    const wanted = plain(search.value);
    if (!wanted) return;
    const named = names.find(({ name }) => name === wanted)
      || names.find(({ name }) => name.startsWith(wanted))
      || names.find(({ name }) => name.includes(wanted));
    const found = named && actors.get(named.href);
    search.setCustomValidity(found ? "" : search.dataset.none);
    if (!found) {
      search.reportValidity();
      return;
    }
    const box = found.getBBox();
    const width = Math.min(view.width, full.width / 2);
    const height = width * (full.height / full.width);
    look({ x: box.x + box.width / 2 - width / 2, y: box.y + box.height / 2 - height / 2, width });
    show(found, ...middleOf(found), true);
  };
  search.addEventListener("change", find);
  search.addEventListener("input", () => search.setCustomValidity(""));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") find();
  });

  // Kinds that are left out.
  const boxes = [...document.querySelectorAll(".tools input[type=checkbox]")];
  const follow = () => {
    const kept = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    for (const link of links) {
      const kinds = link.dataset.kinds;
      if (kinds) link.classList.toggle("hidden", !kinds.split(" ").some((kind) => kept.has(kind)));
    }
    hide();
  };
  for (const box of boxes) box.addEventListener("change", follow);
})();
