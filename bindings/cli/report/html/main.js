// SPDX-License-Identifier: MIT
// main.js - what happens when: the page is opened, something is chosen, marked
// or filtered, theme or language switched.

const THEMES = ["auto", "light", "dark"];

function warn(text) {
  byId("warning").textContent = text;
  byId("warning").hidden = false;
}

// ---- Choosing --------------------------------------------------------------------

function showTab(tab) {
  document.body.dataset.tab = tab;
  for (const name of ["overview", "work"]) {
    byId(name).hidden = name !== tab;
    byId("tab-" + name).setAttribute("aria-selected", String(name === tab));
  }
  if (tab === "overview") {
    changed(); // rows that stayed in the list do not count any more
  } else {
    showList();
    scrollToChosen();
  }
}

// Open an issue; the address tells which, so that "back" closes it.
function open(issue) {
  if (!issue) return;
  const address = "#" + (issue.order + 1);
  if (chosen) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  step(issue);
}

function step(issue) {
  chosen = issue;
  if (document.body.dataset.tab !== "work") showTab("work");
  showDetail();
  scrollToFound();
  scrollToChosen();
}

function close() {
  if (!chosen) return showTab("overview");
  chosen = null;
  history.replaceState(null, "", location.pathname + location.search);
  showDetail();
  showChosen();
  byId("list").focus();
}

function move(by) {
  if (document.body.dataset.tab === "work") open(neighbour(by));
}

// Follow the address.
function follow() {
  const issue = issues[parseInt(location.hash.slice(1), 10) - 1];
  if (issue) step(issue);
  else if (chosen) {
    chosen = null;
    showDetail();
    showChosen();
  }
}

// ---- Changing --------------------------------------------------------------------

// Filters or marks are other than before.
function changed() {
  choose();
  showPicks();
  showChips();
  byId("tab-count").textContent = number(shown.length);
  if (document.body.dataset.tab === "overview") {
    showTiles();
    showCharts();
  } else {
    showList();
    keepDetail();
  }
}

function buttonsOfDetail() {
  return [...byId("detail").querySelectorAll("button")];
}

// The detail anew, where it is scrolled to, and the button that has the focus.
function keepDetail() {
  const top = byId("detail").scrollTop;
  const pressed = buttonsOfDetail().indexOf(document.activeElement);
  showDetail();
  buttonsOfDetail()[pressed]?.focus({preventScroll: true});
  byId("detail").scrollTop = top;
}

function markChosen(mark) {
  if (!chosen || document.body.dataset.tab !== "work") return;
  toggleIssue(chosen, mark);
  marksChanged();
}

// Rows stay where they are, even if filter or order would now move them: what
// one has just marked must not vanish.
function marksChanged() {
  showList();
  keepDetail();
}

function noted() {
  showList();
}

// ---- Theme and language ----------------------------------------------------------

const systemDark = matchMedia("(prefers-color-scheme: dark)");

// Light or dark: as chosen, or as the system is now.
function shade() {
  const {theme} = document.documentElement.dataset;
  document.documentElement.dataset.shade = theme !== "auto" ? theme
    : systemDark.matches ? "dark" : "light";
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  shade();
  byId("theme").title = say("themeTitle", say(theme));
  byId("theme").setAttribute("aria-label", byId("theme").title);
  try {
    store.setItem("hvline-theme", theme);
  } catch {
    // It holds for now.
  }
}

function nextTheme() {
  const now = document.documentElement.dataset.theme;
  setTheme(THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]);
}

function filesText() {
  const names = about.sources.map((one) => visible(one[0]));
  return names.length > 1 ? say("files", names[0], names.length) : names[0] || "";
}

function setLang(next) {
  lang = next;
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-t]"))
    element.textContent = say(element.dataset.t);
  for (const element of document.querySelectorAll("[data-title]")) {
    element.title = say(element.dataset.title, "");
    element.setAttribute("aria-label", element.title);
  }
  for (const element of document.querySelectorAll("[data-label]"))
    element.setAttribute("aria-label", say(element.dataset.label));
  byId("search").placeholder = say(isCheck ? "searchCheck" : "search");
  byId("lang").textContent = say("otherLang");
  byId("lang").title = say("langTitle");
  byId("title").textContent = say(isCheck ? "titleCheck" : "title");
  byId("subtitle").replaceChildren(make("bdi", {}, filesText()), " · ",
    make("span", {class: about.masked ? "masked" : "unmasked"},
      say(about.masked ? "masked" : "unmasked")),
    ...(about.errors ? [" · ", make("span", {class: "incomplete"},
      say("incomplete", number(about.errors)))] : []));
  document.title = say(isCheck ? "titleCheck" : "title") + " · " + filesText();
  setTheme(document.documentElement.dataset.theme);
  makePicks();
  showDetail();
  changed();
}

// ---- Opening ---------------------------------------------------------------------

let typing = 0;

function onSearch(event) {
  clearTimeout(typing);
  typing = setTimeout(() => setFilterText(event.target.value), 150);
}

function setFilterText(text) {
  const value = fold(text.trim());
  if (value) filter.text = value;
  else delete filter.text;
  changed();
}

function onScroll() {
  requestAnimationFrame(showRows);
}

function listen(id, type, action) {
  byId(id).addEventListener(type, action);
}

function listenAll() {
  listen("tab-overview", "click", () => showTab("overview"));
  listen("tab-work", "click", () => showTab("work"));
  listen("export", "click", exportReview);
  listen("import", "click", () => byId("import-file").click());
  listen("import-file", "change", (event) => {
    if (event.target.files[0]) importReview(event.target.files[0]);
    event.target.value = "";
  });
  listen("print", "click", () => print());
  listen("theme", "click", nextTheme);
  listen("lang", "click", () => setLang(lang === "zh" ? "en" : "zh"));
  listen("help", "click", showKeys);
  listen("search", "input", onSearch);
  listen("more", "click", () => {
    const isOpen = byId("filters").classList.toggle("unfolded");
    byId("more").setAttribute("aria-expanded", String(isOpen));
  });
  listen("clear", "click", clearFilters);
  listen("sort", "change", (event) => {
    sorting.key = event.target.value;
    changed();
  });
  listen("direction", "click", () => {
    sorting.backwards = !sorting.backwards;
    changed();
  });
  listen("list", "scroll", onScroll);
  addEventListener("resize", () => {
    if (document.body.dataset.tab === "work") showList();
  });
  addEventListener("popstate", follow);
  systemDark.addEventListener("change", shade);
  addEventListener("storage", (event) => {
    if (!event.key?.startsWith(PREFIX)) return;
    cache.delete(event.key.slice(PREFIX.length));
    changed();
  });
}

function start() {
  const theme = store.getItem("hvline-theme");
  document.documentElement.dataset.theme = THEMES.includes(theme) ? theme : "auto";
  document.body.dataset.tab = "overview";
  listenAll();
  setLang(about.lang);
  showTab("overview");
  follow();
  if (store.lost) warn(say("notKept"));
}

start();
