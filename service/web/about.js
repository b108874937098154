// How good the model is, in counts out of ten, from the report that came with it: both forms side by side.

import { at, element } from "./dom.js";
import { nameTag } from "./legend.js";
import { labels, loadModel } from "./state.js";
import { number, text } from "./texts.js";

const FORMS = ["nb", "nn"];

/** Fills in the figures; where the model came without a report, the page says so. */
export async function showQuality() {
  const model = await loadModel().catch(() => null);
  const test = model?.card.report?.test;
  const known = Boolean(test && FORMS.every((form) => test[form]?.advice));
  at("quality").replaceChildren(...(known ? figures(model, test) : [element("p", {}, text("qualityUnknown"))]));
}

function figures(model, test) {
  const facts = Object.fromEntries(FORMS.flatMap((form) => [
    [`${form}Found`, outOfTen(test[form].advice.recall)], [`${form}Right`, outOfTen(test[form].advice.precision)],
  ]));
  const counts = { nb: number(test.nb.comments), nn: number(test.nn.comments), version: model.version };
  return [
    element("p", {}, text("qualityAdvice", facts)),
    table(test),
    element("p", { class: "quiet" }, text("qualityMeasured", counts)),
  ];
}

function table(test) {
  const head = element("tr", {},
    element("th", { scope: "col" }, text("qualityLabel")),
    ...FORMS.map((form) => element("th", { scope: "col" }, text(`qualityForms.${form}`))),
  );
  const rows = [
    ["points_forward", text("qualityForward")],
    ["verdict_only", text("qualityVerdict")],
    ...labels().map(({ code }) => [code, nameTag(code)]),
  ].filter(([code]) => FORMS.every((form) => test[form][code]));
  return element("table", { class: "ds-table quality", "data-size": "sm" },
    element("caption", {}, text("qualityCaption")),
    element("thead", {}, head),
    element("tbody", {}, rows.map(([code, name]) => element("tr", {},
      element("th", { scope: "row" }, name),
      ...FORMS.map((form) => element("td", {}, text("qualityCell", {
        found: outOfTen(test[form][code].recall), right: outOfTen(test[form][code].precision),
      }))),
    ))),
  );
}

function outOfTen(share) {
  return Math.round(share * 10);
}
