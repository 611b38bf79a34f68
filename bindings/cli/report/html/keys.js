// SPDX-License-Identifier: MIT
// keys.js - the page without a mouse.

const KEYS = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  PageDown: () => move(pageOfRows()),
  PageUp: () => move(-pageOfRows()),
  Home: () => move(-Infinity),
  End: () => move(Infinity),
  Enter: () => open(chosen || neighbour(0)),
  c: () => markChosen("confirmed"),
  f: () => markChosen("false"),
  n: () => byId("note")?.focus(),
  "/": () => byId("search").focus(),
  o: () => showTab(document.body.dataset.tab === "work" ? "overview" : "work"),
  "?": () => showKeys(),
  Escape: () => close(),
};

function pageOfRows() {
  return Math.max(1, Math.floor(byId("list").clientHeight / rowHeight()) - 1);
}

// In these, keys write or choose; Escape leaves them.
function isField(element) {
  return element.matches("input, select, textarea");
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
  const {target, key} = event;
  if (isField(target)) {
    if (key === "Escape") {
      target.blur();
      event.preventDefault();
    }
    return;
  }
  const presses = target.closest("button, summary, [role=button]");
  if (presses && (key === "Enter" || key === " ")) return;
  const action = KEYS[key.length === 1 ? key.toLowerCase() : key];
  const moves = /^(Arrow|Page|Home|End)/.test(key);
  const scrolls = moves && target.closest("#detail") && !key.startsWith("Arrow");
  if (!action || scrolls) return;
  if (moves && document.body.dataset.tab !== "work") return;
  event.preventDefault();
  action();
}

function showKeys() {
  const rowsOfKeys = [[["J", "K", "↓", "↑"], "keyNext"], [["Enter"], "keyOpen"],
    [["C"], "keyConfirm"], [["F"], "keyFalse"], [["N"], "keyNote"],
    [["/"], "keySearch"], [["O"], "keyTabs"], [["Esc"], "keyClose"],
    [["?"], "keyHelp"]];
  byId("keys-list").replaceChildren(...rowsOfKeys.flatMap(([keys, text]) => [
    make("dt", {}, keys.map((key) => make("kbd", {}, key))),
    make("dd", {}, say(text))]));
  byId("keys").showModal();
}

addEventListener("keydown", onKey);
