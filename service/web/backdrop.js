// The editor for browsers that draw no lines under highlights: a text field, and behind it the same text, unseen,
// with visible lines. Both lie in the same cell of a grid, so they break their lines at the same places.

import { element } from "./dom.js";

const KEEPS_LAST_LINE_OPEN = "\u200b";

export class BackdropEditor {
  #layer = element("div", { class: "editor backdrop", "aria-hidden": "true" });

  constructor(attributes) {
    this.node = element("textarea", { class: "editor", rows: "1", spellcheck: "true", ...attributes });
    this.frame = element("div", { class: "layers" }, this.#layer, this.node);
    this.node.addEventListener("input", () => this.draw([]));
    this.draw([]);
  }

  get value() {
    return this.node.value;
  }

  set value(text) {
    this.node.value = text;
    this.draw([]);
  }

  get caret() {
    return this.node.selectionStart === this.node.selectionEnd ? this.node.selectionStart : null;
  }

  draw(parts, chosen) {
    const nodes = [];
    let place = 0;
    for (const part of parts) {
      nodes.push(this.value.slice(place, part.start), this.#marked(part, part.number === chosen));
      place = part.end;
    }
    this.#layer.replaceChildren(...nodes, this.value.slice(place), KEEPS_LAST_LINE_OPEN);
  }

  focus() {
    this.node.focus();
  }

  discard() {
    this.#layer.replaceChildren();
  }

  #marked(part, chosen) {
    let node = element("span", { class: chosen ? "chosen" : null }, this.value.slice(part.start, part.end));
    part.labels.forEach((code, line) => {
      node = element("span", { class: `line line-${line} label-${code}` }, node);
    });
    return node;
  }
}
