// Asks before something is lost. Escape, or no answer, is a no.

import { at } from "./dom.js";

/** Puts the question, and returns whether the teacher said yes. */
export function sure(question) {
  const dialog = at("asking");
  at("asking-question").textContent = question;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answered) => {
    dialog.addEventListener("close", () => answered(dialog.returnValue === "yes"), { once: true });
  });
}
