// One comment: its field with the marks, and what was found in it. The page shows one, or one on each card.

import { Checker } from "./checker.js";
import { button, element } from "./dom.js";
import { makeEditor } from "./editor.js";
import { countCharacters, partsOf, untouched } from "./offsets.js";
import { PartsList } from "./parts.js";
import { profile } from "./profile.js";
import { LIMIT } from "./state.js";
import { facts, hints, summaryLine } from "./summary.js";
import { number as written, text } from "./texts.js";

const NEAR_LIMIT = 0.9;
const PASSING = new Set(["network", "timeout", "internal-error", "request-timeout", "too-many-requests", "busy", "not-ready"]);

export class CommentView {
  analysis = null;
  error = null;
  #parts = [];
  #before = "";
  #fromEditor = false;
  #compact;
  #told;
  #list;

  /**
   * `field` and `answer` are the elements to fill; `told(view)` is called when there is news of the newest text.
   * A compact view keeps the parts and the profile behind a heading that opens.
   */
  constructor({ field, answer, attributes, compact = false, told = () => {}, onPaste }) {
    this.#compact = compact;
    this.#told = told;
    this.answer = answer;
    this.message = element("div", { class: "message", hidden: true });
    this.count = element("p", { class: "quiet count", hidden: true });
    const place = element("div", { class: "field" });
    field.append(place, this.count, this.message);
    this.#list = new PartsList({ onChoice: () => this.#draw(), onLeave: (part) => this.#leave(part) });
    this.checker = new Checker((news) => this.#take(news));
    this.editor = makeEditor(place, attributes, {
      onInput: () => this.#typed(),
      onPaste,
      onPlace: (caret, byKeyboard) => this.#place(caret, byKeyboard),
    });
    this.render();
  }

  get value() {
    return this.editor.value;
  }

  /** Puts a text in the field; `analysis` is what was found in it, where that is known. */
  set(value, { analysis = null } = {}) {
    this.checker.stop();
    this.editor.value = value;
    this.#before = value;
    this.#parts = [];
    this.#show(analysis, null);
  }

  /** Has the text looked at now; returns the error, if any. */
  check(options) {
    return this.checker.now(this.value, options);
  }

  /** Shows what is known in the page's language; `open` is the part that was open. */
  render(open = this.#openPart()) {
    const { analysis, error } = this;
    this.#list.show(analysis, this.#parts);
    this.answer.replaceChildren(...(analysis ? this.#found(analysis) : [this.#nothing()]), ...waiting());
    this.message.hidden = !error;
    this.message.replaceChildren(...(error ? this.#sorry(error) : []));
    this.editor.node.setAttribute("aria-invalid", String(Boolean(error)));
    this.#showCount();
    this.#openAgain(open);
  }

  /** Draws the marks anew: a field that was moved on the page has lost them. */
  redraw() {
    this.#draw();
  }

  discard() {
    this.checker.stop();
    this.editor.discard();
  }

  /** Opens what lies behind a part and goes there. */
  open(part) {
    this.answer.querySelector("details")?.setAttribute("open", "");
    this.#list.choose(part, { focus: true });
  }

  #typed() {
    const value = this.value;
    // What was changed is no longer marked; the rest keeps its marks until the new answer is there.
    this.#parts = untouched(this.#parts, this.#before, value);
    this.#before = value;
    this.#draw();
    this.#showCount();
    if (!value.trim()) {
      this.checker.stop();
      this.#show(null, null);
      this.#told(this);
    } else this.checker.later(value);
  }

  #take({ busy, analysis, error }) {
    if (busy) this.answer.setAttribute("aria-busy", "true");
    else this.answer.removeAttribute("aria-busy");
    if (!analysis && !error) return;
    this.#show(analysis ?? null, error ?? null);
    this.#told(this);
  }

  #show(analysis, error) {
    const open = this.#openPart();
    this.analysis = analysis;
    this.error = error;
    this.#parts = analysis ? partsOf(analysis) : [];
    this.render(open);
  }

  #openPart() {
    return this.#list.chosen === null ? null : this.analysis?.segments[this.#list.chosen];
  }

  /** A part that was open stays open where the new answer has it too. */
  #openAgain(before) {
    const same = this.analysis && before
      ? this.analysis.segments.findIndex(({ start, end }) => start === before.start && end === before.end) : -1;
    if (same >= 0) this.#list.choose(same);
    else this.#draw();
  }

  #draw() {
    this.editor.draw(this.#parts, this.#list.chosen);
  }

  #place(caret, byKeyboard) {
    if (caret === null) return;
    const part = this.#parts.find(({ start, end }) => start <= caret && caret <= end);
    if (!part) return;
    this.#fromEditor = byKeyboard;
    if (byKeyboard) this.open(part.number);
    else this.#list.choose(part.number);
  }

  #leave(part) {
    if (this.#fromEditor) this.editor.focus();
    else this.#list.focus(part);
    this.#fromEditor = false;
  }

  #found(analysis) {
    const heading = this.#compact ? "h4" : "h3";
    const questions = this.#compact && !analysis.hints.length ? [] : [
      element(heading, {}, text("hintsTitle")),
      ...hints(analysis, (part) => this.open(part), { note: !this.#compact }),
    ];
    const inDepth = [
      element(heading, {}, text("profileTitle")), ...profile(analysis),
      element(heading, {}, text("partsTitle")), element("p", { class: "quiet screen-only" }, text("partsHelp")), this.#list.node,
      facts(analysis),
    ];
    if (!this.#compact) return [summaryLine(analysis), ...questions, ...inDepth];
    const more = element("details", { class: "more" }, element("summary", {}, text("more")), ...inDepth);
    more.open = this.answer.querySelector("details")?.open ?? false;
    return [summaryLine(analysis), ...questions, more];
  }

  #nothing() {
    return element("p", { class: "quiet empty" }, text(this.value.trim() ? "noAnswer" : "emptyResult"));
  }

  #sorry(error) {
    const nodes = [element("strong", {}, text("errorTitle")), element("span", {}, errorText(error, this.value))];
    if (mayPass(error)) nodes.push(button(text("again"), () => this.check(), { "data-size": "sm" }));
    return nodes;
  }

  #showCount() {
    const count = countCharacters(this.value);
    this.count.hidden = count < LIMIT * NEAR_LIMIT;
    this.count.textContent = text("count", { count: written(count), limit: written(LIMIT) });
  }
}

/** The error in the page's language. */
export function errorText(error, value = "") {
  const facts = { limit: written(LIMIT), count: written(countCharacters(value)) };
  return text(`errors.${error.code}`, facts) ?? text("errors.internal-error");
}

/** Tells whether the same may go well another time. */
export function mayPass(error) {
  return PASSING.has(error.code);
}

/** Seen only where the answer keeps one waiting: the style sheet shows them after a while. */
function waiting() {
  return [
    element("p", { class: "quiet working", "aria-hidden": "true" }, text("working")),
    element("p", { class: "quiet slow", "aria-hidden": "true" }, text("slow")),
  ];
}
