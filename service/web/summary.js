// What an analysis comes to: one sentence, how sure it is, and the questions to the teacher.

import { button, element } from "./dom.js";
import { text } from "./texts.js";

const SURE = 0.9;
const FAIRLY_SURE = 0.7;
const SURE_FORM = 0.75;
const SYMBOLS = { forward: "→", notForward: "?", verdictOnly: "=" };

/** forward, notForward or verdictOnly. */
export function verdict(analysis) {
  if (analysis.verdict_only) return "verdictOnly";
  return analysis.points_forward.value ? "forward" : "notForward";
}

/** A probability in plain words. */
export function sureness(probability) {
  if (probability >= SURE) return text("sure.high");
  return text(probability >= FAIRLY_SURE ? "sure.fair" : "sure.low");
}

/** The summary in one sentence, and how many questions there are: what a screen reader is told. */
export function announcement(analysis) {
  const count = analysis.hints.length;
  const hints = text(`hintCount.${["none", "one"][count] ?? "more"}`, { count });
  return `${text(`summary.${verdict(analysis)}`)} ${hints}`;
}

export function summaryLine(analysis) {
  const kind = verdict(analysis);
  return element("p", { class: "summary", "data-kind": kind },
    element("span", { class: "symbol", "aria-hidden": "true" }, SYMBOLS[kind]),
    element("span", {}, text(`summary.${kind}`)),
  );
}

export function facts(analysis) {
  const { value, probability } = analysis.points_forward;
  const form = text(`forms.${analysis.form}`);
  return element("p", { class: "quiet facts" }, [
    text("sureOfSummary", { sure: sureness(value ? probability : 1 - probability) }),
    text(analysis.form_confidence < SURE_FORM ? "readAsUnsure" : "readAs", { form }),
    text("model", { version: analysis.model }),
  ].join(" "));
}

/** The questions; `open` is called with the number of the part that one is about. */
export function hints(analysis, open, { note }) {
  if (!analysis.hints.length) return [element("p", { class: "quiet" }, text("noHints"))];
  const items = analysis.hints.map((hint) => {
    const item = element("li", {}, element("span", { lang: analysis.form }, hint.message));
    if (hint.segment !== null) {
      const show = button(text("showPart"), () => open(hint.segment), { "data-variant": "tertiary", "data-size": "sm" });
      item.append(" ", show);
    }
    return item;
  });
  const list = element("ul", { class: "hints", role: "list" }, items);
  return note ? [list, element("p", { class: "quiet" }, text("hintsNote"))] : [list];
}
