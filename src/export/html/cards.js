"use strict";
// Cards: a copy of the record of an actor or a line, beside the pointer. `linksNow` gives the links
// of the picture that is shown.
const cardsOf = (stage, linksNow) => {
  const page = document.documentElement;
  const card = document.getElementById("card");
  const recordOf = (link) => document.getElementById(link.getAttribute("href").slice(1));
  let shown = null;
  let pinned = false;
  const endsOf = (link) => (link.dataset.ends || "").split(" ").map((end) => `#${end}`);
  const near = (link) => {
    const id = link.getAttribute("href");
    const ends = endsOf(link);
    const neighbours = new Set();
    for (const other of linksNow()) {
      if (!other.dataset.ends) continue;
      const [a, b] = endsOf(other);
      if (a === id) neighbours.add(b);
      if (b === id) neighbours.add(a);
    }
    return (other) => {
      const href = other.getAttribute("href");
      if (href === id || ends.includes(href) || endsOf(other).includes(id)) return true;
      return !link.dataset.ends && neighbours.has(href);
    };
  };
  const hide = () => {
    // The focus goes back to where the card was opened.
    if (shown && card.contains(document.activeElement)) shown.focus({ preventScroll: true });
    shown = null;
    pinned = false;
    card.hidden = true;
    page.classList.remove("has-focus");
  };
  // Beside an actor, or beside the pointer on a line.
  const show = (link, x, y, pin) => {
    const record = recordOf(link);
    if (!record) return;
    if (shown !== link) {
      const close = document.createElement("button");
      close.className = "close";
      close.type = "button";
      close.textContent = "✕";
      close.setAttribute("aria-label", card.dataset.close);
      close.addEventListener("click", hide);
      const copy = record.cloneNode(true);
      copy.removeAttribute("id");
      card.replaceChildren(close, copy);
      card.scrollTop = 0;
      const isNear = near(link);
      for (const other of linksNow()) other.classList.toggle("near", isNear(other));
    }
    shown = link;
    pinned = pin;
    card.hidden = false;
    page.classList.add("has-focus");
    const box = stage.getBoundingClientRect();
    const body = link.dataset.ends
      ? { left: x, right: x, top: y, bottom: y }
      : link.getBoundingClientRect();
    const beside = (low, high, start, size, length) => {
      const after = high - start + 12;
      const before = low - start - 12 - size;
      const fits = after + size <= length - 8 || before < 8;
      return Math.max(8, Math.min(fits ? after : before, length - size - 8));
    };
    card.style.left = `${beside(body.left, body.right, box.left, card.offsetWidth, box.width)}px`;
    card.style.top = `${beside(body.top, body.top, box.top, card.offsetHeight, box.height)}px`;
  };
  const middleOf = (link) => {
    const box = link.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const enter = () => card.querySelector(".close").focus({ preventScroll: true });
  // A link in a card leads to the card of what it names.
  card.addEventListener("click", (event) => {
    const to = event.target.closest("a")?.getAttribute("href");
    const link = to && linksNow().find((other) => other.getAttribute("href") === to);
    if (!link) return;
    event.preventDefault();
    show(link, ...middleOf(link), true);
    enter();
  });
  return { hide, show, enter, middleOf, isPinned: () => pinned };
};
