// The comment part by part: a list in which each part opens to what lies behind it.

import { element, newId } from "./dom.js";
import { detail } from "./detail.js";
import { nameTag } from "./legend.js";
import { language, text } from "./texts.js";

export class PartsList {
  #items = [];
  #analysis = null;
  #chosen = null;
  #onChoice;
  #onLeave;

  /** `onChoice(number or null)` tells which part is open; `onLeave(number)` that Escape closed it. */
  constructor({ onChoice, onLeave }) {
    this.node = element("ol", { class: "parts", role: "list" });
    this.#onChoice = onChoice;
    this.#onLeave = onLeave;
  }

  get chosen() {
    return this.#chosen;
  }

  show(analysis, parts) {
    this.#analysis = analysis;
    this.#chosen = null;
    this.#items = parts.map((part) => this.#item(part));
    this.node.replaceChildren(...this.#items.map((item) => item.node));
  }

  /** Opens a part and closes the one that was open; null closes all. */
  choose(number, { focus = false } = {}) {
    this.#chosen = number;
    this.#items.forEach((item, place) => {
      const open = place === number;
      item.opener.setAttribute("aria-expanded", String(open));
      item.panel.hidden = !open;
      item.panel.replaceChildren(...(open ? detail(this.#analysis, item.part) : []));
    });
    this.#onChoice(number);
    if (number === null) return;
    if (focus) this.#items[number].opener.focus();
  }

  focus(number) {
    this.#items[number]?.opener.focus();
  }

  #item(part) {
    const id = newId("detail");
    const opener = element("button", { type: "button", class: "part", "aria-expanded": "false", "aria-controls": id },
      element("span", { class: "names", lang: language() }, ...names(part.segment)),
      element("span", { class: "words", lang: part.segment.form }, part.words.replace(/\s+/g, " ").trim()),
    );
    const panel = element("div", { class: "detail", id, hidden: true });
    const node = element("li", { "data-part": part.number }, opener, panel);
    opener.addEventListener("click", () => this.choose(this.#chosen === part.number ? null : part.number));
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.#chosen !== part.number) return;
      this.choose(null);
      this.#onLeave(part.number);
    });
    return { node, opener, panel, part };
  }
}

function names(segment) {
  const tags = segment.labels.map(nameTag);
  if (!tags.length) tags.push(element("span", { class: "quiet" }, text("noLabel")));
  if (segment.uncertain) tags.push(element("span", { class: "unsure" }, text("uncertain")));
  return tags.flatMap((tag) => [tag, " "]);
}
