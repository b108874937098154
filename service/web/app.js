// The page: a comment in, its parts shown. Nothing is kept but the choice of language.

import { announcement, showAnswer, showDetail } from "./answer.js";
import { language, loadTexts, rememberLanguage, setLanguage, text } from "./texts.js";

const PAUSE = 300;

const at = (id) => document.getElementById(id);
const state = { analysis: null, labels: new Map(), part: null, error: null, example: 0 };
let timer = 0;
let running = null;

/** Asks the service; a failure becomes the code of a text in errors. */
async function request(path, options) {
  let answer;
  try {
    const response = await fetch(path, options);
    answer = { ok: response.ok, body: await response.json() };
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Error("network");
  }
  if (!answer.ok) throw new Error(answer.body.code);
  return answer.body;
}

async function loadLabels() {
  const { labels } = await request("/v1/labels");
  state.labels = new Map(labels.map((label) => [label.code, label]));
}

/** Analyses what stands in the field; a newer call takes the place of one that is still running. */
async function analyse() {
  clearTimeout(timer);
  running?.abort();
  const mine = new AbortController();
  running = mine;
  at("result").setAttribute("aria-busy", "true");
  try {
    if (!state.labels.size) await loadLabels();
    const analysis = await request("/v1/analyses", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text: at("comment").value }),
      signal: mine.signal,
    });
    if (running === mine) update({ analysis, part: null, error: null });
  } catch (failure) {
    if (running === mine && failure.name !== "AbortError") update({ analysis: null, part: null, error: failure.message });
  } finally {
    if (running === mine) at("result").removeAttribute("aria-busy");
  }
}

/** Takes in what is new, shows it, and tells it to those who do not see it. */
function update(changes) {
  Object.assign(state, changes);
  show();
  if (state.error) announce(`${text("errorTitle")}. ${errorText()}`);
  else announce(state.analysis ? announcement(state.analysis) : "");
}

function show() {
  at("error").hidden = !state.error;
  at("error-message").textContent = state.error ? errorText() : "";
  at("comment").setAttribute("aria-invalid", String(Boolean(state.error)));
  at("answer").hidden = !state.analysis;
  at("empty").hidden = Boolean(state.analysis);
  if (state.analysis) showAnswer(state.analysis, state.labels, select);
  showDetail(state.analysis, state.labels, state.part, close);
}

function errorText() {
  return text(`errors.${state.error}`) ?? text("errors.internal-error");
}

function announce(message) {
  if (at("status").textContent !== message) at("status").textContent = message;
}

/** Shows what lies behind a part; choosing it again closes it. */
function select(number, { focus = false } = {}) {
  state.part = state.part === number && !focus ? null : number;
  showDetail(state.analysis, state.labels, state.part, close);
  if (focus) partNode(number)?.focus();
  if (state.part === null) return announce("");
  const names = state.analysis.segments[number].labels.map((code) => state.labels.get(code)?.name[language()] ?? code);
  return announce(`${text("detailTitle")}: ${names.join(", ") || text("noLabel")}.`);
}

function close() {
  const number = state.part;
  state.part = null;
  showDetail(state.analysis, state.labels, null, close);
  partNode(number)?.focus();
}

function partNode(number) {
  return document.querySelector(`[data-part="${number}"]`);
}

function empty() {
  clearTimeout(timer);
  running?.abort();
  running = null;
  at("result").removeAttribute("aria-busy");
  update({ analysis: null, part: null, error: null });
}

function whenTyping() {
  clearTimeout(timer);
  if (!at("comment").value.trim()) return empty();
  timer = setTimeout(analyse, PAUSE);
  return undefined;
}

function showExample() {
  const examples = text("examples");
  at("comment").value = examples[state.example % examples.length];
  state.example += 1;
  analyse();
}

function start() {
  at("comment").addEventListener("input", whenTyping);
  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    analyse();
  });
  at("example").addEventListener("click", showExample);
  at("clear").addEventListener("click", () => {
    at("comment").value = "";
    empty();
    at("comment").focus();
  });
  at("detail").addEventListener("keydown", (event) => event.key === "Escape" && close());
  at("parts").addEventListener("keydown", (event) => event.key === "Escape" && state.part !== null && close());
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      setLanguage(button.dataset.language);
      rememberLanguage();
      show();
    });
  }
  // A browser may bring back what stood in the field before a reload.
  if (at("comment").value.trim()) analyse();
}

await loadTexts();
start();
