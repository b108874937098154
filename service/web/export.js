// The comments and what was found in them as rows of a table.

import { labelName, labels } from "./state.js";
import { verdict } from "./summary.js";
import { tabSeparated } from "./table.js";
import { text } from "./texts.js";

/** Returns a head and a row for each card; shares are whole numbers of per cent. */
export function commentRows(cards, placeText) {
  const codes = labels().map(({ code }) => code);
  const columns = (...keys) => keys.map((key) => text(`columns.${key}`));
  const head = [
    ...columns("number", "place", "anchor", "comment", "summary"),
    ...codes.map((code) => text("columns.share", { label: labelName(code) })),
    ...columns("hints", "problem", "model"),
  ];
  return [head, ...cards.map((card) => row(card, codes, placeText))];
}

/** Returns the comments alone, a row each, as they are to be pasted back. */
export function commentTexts(cards) {
  return tabSeparated(cards.map((card) => [card.view?.value.trimEnd() ?? ""]));
}

/** Returns the name of the file to offer. */
export function tableName(name) {
  const stem = name.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N} _-]+/gu, " ").trim();
  return `${stem || text("tableName")} – ${text("tableSuffix")}.csv`;
}

function row(card, codes, placeText) {
  const analysis = card.view?.analysis;
  const error = card.problem ?? card.view?.error;
  const share = (code) => (analysis ? Math.round(analysis.profile[code] * 100) : "");
  return [
    card.number, placeText(card.place), card.anchor ?? "", card.view?.value.trimEnd() ?? "",
    analysis ? text(`status.${verdict(analysis)}`) : text("status.unread"),
    ...codes.map(share),
    analysis ? analysis.hints.map((hint) => hint.message).join(" ") : "",
    error ? text(`errors.${error.code}`) ?? text("errors.internal-error") : "",
    analysis?.model ?? "",
  ];
}
