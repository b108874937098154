// What the whole page knows: the label scheme, the model, the limits. Nothing of it outlives the page.

import { ask } from "./service.js";
import { language } from "./texts.js";

export const LIMIT = Number(document.documentElement.dataset.limit);
export const MAX_COMMENTS = Number(document.documentElement.dataset.maxComments);

const known = { labels: [], model: null };

/** Fetches the label scheme; it is asked for again where that failed. */
export async function loadLabels() {
  if (!known.labels.length) known.labels = (await ask("/v1/labels")).labels;
}

/** Fetches the facts about the model. */
export async function loadModel() {
  known.model ??= await ask("/v1/model");
  return known.model;
}

/** The labels in the order of the scheme. */
export function labels() {
  return known.labels;
}

export function label(code) {
  return known.labels.find((one) => one.code === code);
}

export function labelName(code) {
  return label(code)?.name[language()] ?? code;
}
