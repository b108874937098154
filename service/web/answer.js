// Shows an analysis: summary, marked parts, what lies behind a part, hints and profile.

import { element, language, text } from "./texts.js";

const SURE = 0.9;
const FAIRLY_SURE = 0.7;
const MAYBE = 0.2;
const SURE_FORM = 0.75;
const SYMBOLS = { forward: "→", notForward: "?", verdictOnly: "=" };

const at = (id) => document.getElementById(id);

/** Shows everything; `labels` is the scheme by code. `select` is called with the number of a part that is chosen. */
export function showAnswer(analysis, labels, select) {
  // Offsets count code points, JavaScript's strings count UTF-16 units: cut this list, never the string.
  const characters = Array.from(analysis.text);
  const between = (start, end) => characters.slice(start, end).join("");
  showSummary(analysis);
  showParts(analysis, labels, between, select);
  showHints(analysis, select);
  showProfile(analysis, labels);
  at("empty").hidden = true;
  at("answer").hidden = false;
}

/** The summary in one sentence, and how many questions there are: what a screen reader is told. */
export function announcement(analysis) {
  const count = analysis.hints.length;
  const hints = text(`hintCount.${["none", "one"][count] ?? "more"}`, { count });
  return `${text(`summary.${verdict(analysis)}`)} ${hints}`;
}

function verdict(analysis) {
  if (analysis.verdict_only) return "verdictOnly";
  return analysis.points_forward.value ? "forward" : "notForward";
}

function sureness(probability) {
  if (probability >= SURE) return text("sure.high");
  return text(probability >= FAIRLY_SURE ? "sure.fair" : "sure.low");
}

function showSummary(analysis) {
  const kind = verdict(analysis);
  const { value, probability } = analysis.points_forward;
  const symbol = element("span", { class: "symbol", "aria-hidden": "true" }, SYMBOLS[kind]);
  at("summary").dataset.kind = kind;
  at("summary").replaceChildren(symbol, element("span", {}, text(`summary.${kind}`)));
  const form = text(`forms.${analysis.form}`);
  at("facts").textContent = [
    text("sureOfSummary", { sure: sureness(value ? probability : 1 - probability) }),
    text(analysis.form_confidence < SURE_FORM ? "readAsUnsure" : "readAs", { form }),
    text("model", { version: analysis.model }),
  ].join(" ");
}

function showParts(analysis, labels, between, select) {
  const nodes = [];
  let place = 0;
  analysis.segments.forEach((segment, number) => {
    nodes.push(between(place, segment.start), part(segment, number, labels, between, select));
    place = segment.end;
  });
  at("parts").lang = analysis.form;
  at("parts").replaceChildren(...nodes, between(place, Infinity));
}

/** One part: its words with one line for each label, and the labels' names. */
function part(segment, number, labels, between, select) {
  let words = element("span", { class: "words" }, between(segment.start, segment.end));
  segment.labels.forEach((code, line) => {
    words = element("span", { class: `line line-${line} label-${code}` }, words);
  });
  const node = element("span", {
    class: `part label-${segment.labels[0] ?? "none"}`,
    role: "button",
    tabindex: "0",
    lang: segment.form,
    "aria-pressed": "false",
    "aria-controls": "detail",
    "data-part": number,
  }, words, ...tags(segment, labels));
  node.addEventListener("click", () => select(number));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    select(number);
  });
  return node;
}

function tags(segment, labels) {
  const names = segment.labels.map((code) => labelName(code, labels));
  if (!names.length) names.push(element("span", { class: "hidden" }, text("noLabel")));
  if (segment.uncertain) names.push(element("span", { class: "unsure" }, text("uncertain")));
  return names.flatMap((name) => [" ", element("span", { class: "tag", lang: language() }, name)]);
}

function labelName(code, labels) {
  const name = labels.get(code)?.name[language()] ?? code;
  return element("span", { class: `line line-0 label-${code}` }, name);
}

/** Marks the part as chosen and shows what lies behind it; a number of null closes it. */
export function showDetail(analysis, labels, number, close) {
  for (const node of document.querySelectorAll("[data-part]")) {
    node.setAttribute("aria-pressed", String(Number(node.dataset.part) === number));
  }
  const segment = analysis?.segments[number];
  at("detail").hidden = !segment;
  if (!segment) return at("detail").replaceChildren();
  const characters = Array.from(analysis.text);
  const quote = (start, end) => characters.slice(start, end).join("").replace(/\s+/g, " ");
  const button = element("button", { type: "button", class: "plain close" }, text("close"));
  button.addEventListener("click", close);
  return at("detail").replaceChildren(
    element("h4", { id: "detail-title" }, text("detailTitle")),
    button,
    element("blockquote", { lang: segment.form }, quote(segment.start, segment.end)),
    ...segment.labels.map((code) => aboutLabel(code, segment, labels, quote)),
    ...remarks(segment, labels),
  );
}

function aboutLabel(code, segment, labels, quote) {
  const label = labels.get(code);
  const pieces = segment.evidence
    .filter((piece) => piece.label === code && piece.weight > 0)
    .filter((piece) => piece.start !== segment.start || piece.end !== segment.end);
  const words = pieces.flatMap((piece) => [" ", element("q", { lang: segment.form }, quote(piece.start, piece.end))]);
  return element("div", { class: "about" },
    element("p", { class: "about-name" }, labelName(code, labels), ` – ${sureness(segment.probabilities[code])}`),
    element("p", {}, ...(words.length ? [text("evidence"), ...words] : [text("noEvidence")])),
    element("p", {}, element("span", { class: "quiet" }, text("whatItAsks")), ` ${label?.test[language()] ?? ""}`),
    element("p", {}, element("span", { class: "quiet" }, text("whyItMatters")), ` ${label?.meaning[language()] ?? ""}`),
  );
}

function remarks(segment, labels) {
  const said = segment.labels.length ? [] : [element("p", {}, text("detailNoLabel"))];
  const maybe = Object.entries(segment.probabilities)
    .filter(([code, probability]) => probability >= MAYBE && !segment.labels.includes(code))
    .map(([code]) => labels.get(code)?.name[language()] ?? code);
  if (segment.uncertain && maybe.length) {
    said.push(element("p", {}, text("detailMaybe", { labels: maybe.join(", ") })));
  }
  return said;
}

function showHints(analysis, select) {
  if (!analysis.hints.length) {
    at("hints").replaceChildren(element("p", { class: "quiet" }, text("noHints")));
    return;
  }
  const items = analysis.hints.map((hint) => {
    const item = element("li", {}, element("span", { lang: analysis.form }, hint.message));
    if (hint.segment !== null) {
      const button = element("button", { type: "button", class: "plain screen-only" }, text("showPart"));
      button.addEventListener("click", () => select(hint.segment, { focus: true }));
      item.append(" ", button);
    }
    return item;
  });
  const note = element("p", { class: "quiet" }, text("hintsNote"));
  at("hints").replaceChildren(element("ul", { class: "hints" }, ...items), note);
}

function showProfile(analysis, labels) {
  const rows = Array.from(labels.keys(), (code) => {
    const share = analysis.profile[code] ?? 0;
    const bar = element("span", { class: "bar-track", "aria-hidden": "true" });
    bar.append(element("span", { class: `bar-fill label-${code}` }));
    bar.firstChild.style.inlineSize = `${share * 100}%`;
    const number = element("span", { class: "number" }, text("percent", { number: Math.round(share * 100) }));
    return element("tr", {},
      element("th", { scope: "row" }, labelName(code, labels)),
      element("td", {}, element("span", { class: "bar-cell" }, bar, number)),
    );
  });
  at("profile").querySelector("tbody").replaceChildren(...rows);
}
