// SPDX-License-Identifier: MIT
// dom.js - elements, and texts of strangers. Texts become text nodes only; what
// cannot be seen in them, or would steer how they are shown, is spelled out.

const SVG = "http://www.w3.org/2000/svg";
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Variation_Selector}]/u;
const KEYCAP = "\u20e3"; // makes an emoji of a digit and U+FE0F

function byId(id) {
  return document.getElementById(id);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.startsWith("aria-") && typeof value === "boolean")
      element.setAttribute(name, String(value)); // "false" is said, too
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null)
      element.setAttribute(name, value);
  }
  element.append(...children.flat(2).filter((child) => child || child === 0));
  return element;
}

// An element; children are elements and texts, false ones are left out.
function make(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function draw(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

// Does the char at `i` of `chars` steer or hide, seen where it stands?
function isUnseen(chars, i) {
  const char = chars[i], before = chars[i - 1] || "";
  if (!UNSEEN.test(char)) return false;
  if (char === "\ufe0f" && chars[i + 1] === KEYCAP) return false;
  if (char === "\u200d" || /\p{Variation_Selector}/u.test(char))
    return !EMOJI.test(before);
  return true;
}

function spelled(char) {
  const code = char.codePointAt(0).toString(16).toUpperCase();
  return "U+" + code.padStart(4, "0");
}

// `text` in one line, as a string that hides nothing.
function visible(text) {
  if (!UNSEEN.test(text)) return text;
  return Array.from(text).map((char, i, chars) =>
    /[\n\r\t\u0085\u2028\u2029]/.test(char) ? " "
      : isUnseen(chars, i) ? "<" + spelled(char) + ">" : char).join("");
}

// Nodes for code points [start, end) of `chars`. `classOf` tells for each code
// point how it is marked: a class, or "" for not at all.
function marked(chars, start, end, classOf, oneLine) {
  const nodes = [];
  let run = "", runClass = "";
  const flush = () => {
    if (run) nodes.push(runClass ? make("mark", {class: runClass}, run) : run);
    run = "";
  };
  for (let i = start; i < end; i++) {
    const char = chars[i], name = classOf(i);
    if (name !== runClass) flush();
    runClass = name;
    if (/[\n\r\t\u0085\u2028\u2029]/.test(char)) {
      const inCrlf = char === "\n" && chars[i - 1] === "\r";
      run += oneLine || char === "\t" ? " " : inCrlf ? "" : "\n";
    } else if (isUnseen(chars, i)) {
      flush();
      nodes.push(make("span", {class: "unseen " + name}, spelled(char)));
    } else {
      run += char;
    }
  }
  flush();
  return nodes;
}

// Show for a moment that something was done.
function toast(text) {
  const old = document.querySelector(".toast");
  if (old) old.remove();
  const element = make("p", {class: "toast", role: "status"}, text);
  document.body.append(element);
  setTimeout(() => element.remove(), 3000);
}

function copy(text) {
  const done = () => toast(say("copied"));
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => {});
}
