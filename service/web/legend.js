// The names of the labels, each with its colour and its line; and the same look wherever a label is named.

import { element } from "./dom.js";
import { labelName, labels } from "./state.js";
import { text } from "./texts.js";

/** A label's name over its own line. */
export function nameTag(code) {
  return element("span", { class: `name-tag line line-0 label-${code}` }, labelName(code));
}

/** What the lines mean; it stands by the fields that can be marked. */
export function showLegends() {
  for (const place of document.querySelectorAll(".legend-place")) {
    const items = labels().map(({ code }) => element("li", {}, nameTag(code)));
    place.replaceChildren(
      element("p", { class: "legend-title" }, text("legendTitle")),
      element("ul", { class: "legend", role: "list" }, ...items),
    );
  }
}
