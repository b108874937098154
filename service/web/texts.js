// The page's texts in bokmål and nynorsk, and which of them is shown. The texts themselves are data: texts.json.

import { element } from "./dom.js";

const STORED = "tilbakemelding.language";
const LANGUAGES = ["nb", "nn"];

let all = {};
let current = "nb";

/** Fetches the texts and picks the language: the address's, the one chosen before, else the page's as served. */
export async function loadTexts() {
  all = await (await fetch("/static/texts.json")).json();
  const named = new URLSearchParams(location.search).get("lang");
  setLanguage([named, remembered(), document.documentElement.lang].find((name) => LANGUAGES.includes(name)));
}

export function language() {
  return current;
}

/** Changes the language, tells the browser, and fills in every text of the page itself. */
export function setLanguage(name) {
  current = LANGUAGES.includes(name) ? name : "nb";
  document.documentElement.lang = current;
  document.title = text("pageTitle");
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = text(node.dataset.text);
  for (const node of document.querySelectorAll("[data-text-label]")) {
    node.setAttribute("aria-label", text(node.dataset.textLabel));
  }
  for (const node of document.querySelectorAll("[data-text-list]")) {
    node.replaceChildren(...text(node.dataset.textList).map((item) => element("li", {}, item)));
  }
  for (const node of document.querySelectorAll("[data-language]")) {
    node.setAttribute("aria-pressed", String(node.dataset.language === current));
  }
}

/** Keeps the choice in the address and in this browser; a browser that forbids it only forgets. */
export function rememberLanguage() {
  const address = new URL(location.href);
  address.searchParams.set("lang", current);
  history.replaceState(null, "", address);
  try {
    localStorage.setItem(STORED, current);
  } catch {
    // private browsing
  }
}

function remembered() {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

/** Returns a text by its path ("summary.forward"), with {facts} filled in; undefined where there is none. */
export function text(path, facts = {}) {
  const found = path.split(".").reduce((value, key) => value?.[key], all[current]);
  if (typeof found !== "string") return found;
  return found.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
}

/** Returns the text for a count: `path.one` or `path.more`. */
export function counted(path, count, facts = {}) {
  return text(`${path}.${count === 1 ? "one" : "more"}`, { count: number(count), ...facts });
}

/** Returns a number as it is written in Norwegian. */
export function number(value) {
  return value.toLocaleString("nb-NO");
}
