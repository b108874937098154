// The comment's profile: a picture of where each label stands in the comment, and its share in numbers beside it.

import { drawn, element } from "./dom.js";
import { nameTag } from "./legend.js";
import { labelName, labels } from "./state.js";
import { text } from "./texts.js";

const WIDTH = 200;
const HEIGHT = 12;

/** A table of the labels that the comment carries; those that it does not are named below it. */
export function profile(analysis) {
  const codes = labels().map((label) => label.code);
  const present = codes.filter((code) => analysis.profile[code] > 0);
  const absent = codes.filter((code) => !present.includes(code)).map(labelName);
  const nodes = present.length ? [table(analysis, present)] : [];
  if (absent.length) nodes.push(element("p", { class: "quiet" }, text("profileAbsent", { labels: absent.join(", ") })));
  return nodes;
}

function table(analysis, codes) {
  const rows = codes.map((code) => element("tr", {},
    element("th", { scope: "row" }, nameTag(code)),
    element("td", { class: "picture" }, picture(analysis, code)),
    element("td", { class: "number" }, text("percent", { number: Math.round(analysis.profile[code] * 100) })),
  ));
  const head = element("tr", {},
    element("th", { scope: "col" }, text("profileLabel")),
    element("th", { scope: "col" }, text("profilePlace")),
    element("th", { scope: "col" }, text("profileShare")),
  );
  return element("table", { class: "profile" },
    element("caption", { class: "ds-sr-only" }, text("profileHelp")),
    element("thead", {}, head),
    element("tbody", {}, rows),
  );
}

/** The comment as a strip from its first to its last character, filled where a part carries the label. */
function picture(analysis, code) {
  const length = Math.max(1, analysis.segments.at(-1)?.end ?? 1);
  const at = (offset) => (offset / length) * WIDTH;
  const blocks = analysis.segments
    .filter((segment) => segment.labels.includes(code))
    .map(({ start, end }) => drawn("rect", { x: at(start), width: Math.max(2, at(end) - at(start) - 1), height: HEIGHT, class: `label-${code}` }));
  const share = Math.round(analysis.profile[code] * 100);
  return drawn("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img",
    "aria-label": text("profilePicture", { label: labelName(code), share: text("percent", { number: share }), count: blocks.length }),
  }, drawn("rect", { width: WIDTH, height: HEIGHT, class: "track" }), ...blocks);
}
