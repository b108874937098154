// Where the teacher disagrees with the model. Kept in this tab's memory only: gone when it is closed, never sent.

import { at, button, element } from "./dom.js";
import { copy, tabSeparated } from "./table.js";
import { labelName, labels } from "./state.js";
import { counted, text } from "./texts.js";

const kept = new Map();

const keyOf = (analysis, segment) => JSON.stringify([analysis.text, segment.start, segment.end]);

/** The labels that the teacher would give the part; null where they agree. */
export function opinionOn(analysis, segment) {
  return kept.get(keyOf(analysis, segment))?.own ?? null;
}

/** Keeps what the teacher would say; the same as the model says is no disagreement. */
export function disagree(analysis, segment, words, own) {
  const key = keyOf(analysis, segment);
  if (own.join() === segment.labels.join()) kept.delete(key);
  else kept.set(key, { words, model: analysis.model, said: segment.labels, own });
  showDisagreements();
}

/** Shows the list with its buttons; nothing where there is no disagreement. */
export function showDisagreements() {
  at("disagreements").hidden = !kept.size;
  if (!kept.size) return at("disagreement-list").replaceChildren();
  at("disagreement-count").textContent = counted("disagreementCount", kept.size);
  return at("disagreement-list").replaceChildren(...Array.from(kept.values(), (one) => element("li", {},
    element("q", {}, one.words.trim()),
    element("span", {}, ` ${text("disagreementLine", { said: names(one.said), own: names(one.own) })}`),
  )));
}

export function startDisagreements(announce) {
  at("disagreement-copy").addEventListener("click", async () => {
    const done = await copy(rows(), at("disagreement-copied"));
    announce(text(done ? "copied" : "copyByHand"));
  });
  at("disagreement-clear").addEventListener("click", () => {
    kept.clear();
    showDisagreements();
    announce(text("disagreementsCleared"));
    at("content").focus();
  });
}

/** The question behind “uenig?”: one box a label, set as the model set them, or as the teacher did. */
export function disagreementForm(analysis, segment, words) {
  const boxes = labels().map(({ code }) => {
    const box = element("input", { type: "checkbox", class: "ds-input", name: code });
    box.checked = (opinionOn(analysis, segment) ?? segment.labels).includes(code);
    return [code, box];
  });
  const fields = boxes.map(([code, box]) => element("label", { class: "choice" }, box, labelName(code)));
  const form = element("fieldset", { class: "disagreement" },
    element("legend", {}, text("disagreeQuestion")), ...fields, element("p", { class: "quiet" }, text("disagreeNote")));
  form.addEventListener("change", () => {
    disagree(analysis, segment, words, boxes.filter(([, box]) => box.checked).map(([code]) => code));
  });
  const toggle = button(text("disagree"), () => {
    form.hidden = !form.hidden;
    toggle.setAttribute("aria-expanded", String(!form.hidden));
  }, { "data-size": "sm", "aria-expanded": String(opinionOn(analysis, segment) !== null) });
  form.hidden = opinionOn(analysis, segment) === null;
  return [toggle, form];
}

function names(codes) {
  return codes.map(labelName).join(", ") || text("noLabel");
}

function rows() {
  const head = ["part", "said", "own", "model"].map((key) => text(`disagreementColumns.${key}`));
  return tabSeparated([head, ...Array.from(kept.values(), (one) => [one.words, names(one.said), names(one.own), one.model])]);
}
