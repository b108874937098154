// Marks ranges of text with the CSS Custom Highlight API: the document itself, and so the caret, is left alone.

import { element } from "./dom.js";

const CHOSEN = "chosen";
const LINES = 5;

let draws = null;

/** Tells whether this browser draws lines under highlights; some know the interface but draw no lines. */
export function drawsHighlights() {
  draws ??= tryHighlights();
  return draws;
}

function tryHighlights() {
  if (!globalThis.CSS?.highlights || typeof Highlight !== "function") return false;
  const probe = element("div", { class: "editor", contenteditable: "plaintext-only", hidden: true });
  document.body.append(probe);
  const drawn = getComputedStyle(probe, "::highlight(quality-0)").textDecorationLine === "underline";
  const editable = probe.contentEditable === "plaintext-only";
  probe.remove();
  return drawn && editable;
}

/** The marks of one editor; several editors share the page's highlights. */
export class Marks {
  #ranges = [];

  clear() {
    for (const [name, range] of this.#ranges) CSS.highlights.get(name)?.delete(range);
    this.#ranges = [];
  }

  /** Draws a line for each label of a part, one under the other, and a background where the part is chosen. */
  add(range, labels, { chosen = false } = {}) {
    labels.slice(0, LINES).forEach((code, line) => this.#draw(`${code}-${line}`, range));
    if (chosen) this.#draw(CHOSEN, range);
  }

  #draw(name, range) {
    if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
    CSS.highlights.get(name).add(range);
    this.#ranges.push([name, range]);
  }
}
