// The page's texts in bokmål and nynorsk, and which of them is shown. The texts themselves are data: texts.json.

const STORED = "tilbakemelding.language";
const LANGUAGES = ["nb", "nn"];

let all = {};
let current = "nb";

/** Fetches the texts and picks the language: the one chosen before, else the browser's. */
export async function loadTexts() {
  all = await (await fetch("/static/texts.json")).json();
  const preferred = navigator.languages.find((name) => /^(nb|nn|no)\b/.test(name)) ?? "nb";
  setLanguage(remembered() ?? (preferred.startsWith("nn") ? "nn" : "nb"));
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

/** Keeps the choice in this browser; a browser that forbids it only forgets. */
export function rememberLanguage() {
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

/** Makes an element; children are elements or text, and text is only ever text. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) node.setAttribute(key, String(value));
  }
  node.append(...children);
  return node;
}
