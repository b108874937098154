// What lies behind a part: its labels, how sure the model is, the words that spoke for them, and why it matters.

import { element } from "./dom.js";
import { disagreementForm } from "./disagreements.js";
import { nameTag } from "./legend.js";
import { quote } from "./offsets.js";
import { label, labelName, labels } from "./state.js";
import { sureness } from "./summary.js";
import { language, text } from "./texts.js";

const MAYBE = 0.2;
const NEARLY_ALL = 9.5;

export function detail(analysis, part) {
  const { segment, words } = part;
  return [
    ...segment.labels.map((code) => aboutLabel(code, analysis, segment)),
    ...remarks(segment),
    ...disagreementForm(analysis, segment, words),
  ];
}

function aboutLabel(code, analysis, segment) {
  const scheme = label(code);
  const principle = scheme?.principle ? text("principle", { number: scheme.principle }) : text("noPrinciple");
  return element("div", { class: "about-label" },
    element("p", { class: "about-name" }, nameTag(code), ` – ${sureness(segment.probabilities[code])}`),
    element("p", {}, outOfTen(segment.probabilities[code])),
    element("p", {}, ...evidence(code, analysis, segment)),
    element("p", {}, element("span", { class: "quiet" }, text("whatItAsks")), ` ${scheme?.test[language()] ?? ""}`),
    element("p", {}, element("span", { class: "quiet" }, principle), ` ${scheme?.meaning[language()] ?? ""}`),
  );
}

/** A calibrated probability as a count that everyone can picture. */
function outOfTen(probability) {
  const count = probability * 10;
  return count >= NEARLY_ALL ? text("nearlyAll") : text("outOfTen", { count: Math.round(count) });
}

function evidence(code, analysis, segment) {
  const pieces = segment.evidence
    .filter((piece) => piece.label === code && piece.weight > 0)
    .filter((piece) => piece.start !== segment.start || piece.end !== segment.end)
    .map((piece) => quote(analysis, piece.start, piece.end));
  if (!pieces.length) return [text("noEvidence")];
  const shown = [...new Set(pieces)].flatMap((words) => [" ", element("q", { lang: segment.form }, words)]);
  return [text("evidence"), ...shown];
}

function remarks(segment) {
  const said = segment.labels.length ? [] : [element("p", {}, text("detailNoLabel"))];
  const maybe = labels().map(({ code }) => code)
    .filter((code) => segment.probabilities[code] >= MAYBE && !segment.labels.includes(code));
  if (segment.uncertain) said.push(element("p", {}, text("detailUncertain")));
  if (segment.uncertain && maybe.length) {
    said.push(element("p", {}, text("detailMaybe", { labels: maybe.map(labelName).join(", ") })));
  }
  return said;
}
