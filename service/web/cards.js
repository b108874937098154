// Several comments, one card each: first those that do not point forward, because they are what the time goes to.

import { CommentView, errorText } from "./comment.js";
import { at, element, newId } from "./dom.js";
import { inTurn } from "./service.js";
import { loadLabels } from "./state.js";
import { verdict } from "./summary.js";
import { commentRows, commentTexts, tableName } from "./export.js";
import { copy, csv, download } from "./table.js";
import { counted, text } from "./texts.js";

const SHOWN_AT_ONCE = 30;
const RANK = { verdictOnly: 0, notForward: 1, unread: 2, forward: 3 };

export class Cards {
  #cards = [];
  #ranked = true;
  #shown = SHOWN_AT_ONCE;
  #work = new AbortController();
  #name = "";
  #announce;

  constructor(announce) {
    this.#announce = announce;
    at("order-ranked").addEventListener("click", () => this.#reorder(true));
    at("order-given").addEventListener("click", () => this.#reorder(false));
    at("download").addEventListener("click", () => this.#download());
    at("copy-all").addEventListener("click", () => this.#copy());
    at("show-more").addEventListener("click", () => this.#more());
  }

  get open() {
    return this.#cards.length > 0;
  }

  /** The comments as they stand now. */
  get values() {
    return this.#cards.map(({ view }) => view?.value.trimEnd() ?? "");
  }

  /** Tells whether the teacher has written on a card since it was shown. */
  get edited() {
    return this.#cards.some(({ view, given }) => view && view.value.trimEnd() !== given);
  }

  /** Shows the comments: {number, place, anchor, text, analysis, problem}; those without an answer are analysed. */
  async show(comments, name) {
    this.clear();
    const work = new AbortController();
    this.#work = work;
    this.#name = name;
    this.#shown = SHOWN_AT_ONCE;
    await loadLabels();
    this.#cards = comments.map((comment, place) => this.#card(comment, place));
    this.#sort();
    await inTurn(this.#cards.filter((card) => card.unread).map((card) => (last) => this.#read(card, last, work.signal)), work.signal);
    if (work.signal.aborted) return;
    this.#sort();
    this.#announce(at("cards-summary").textContent);
  }

  clear() {
    this.#work.abort();
    for (const card of this.#cards) card.view?.discard();
    this.#cards = [];
    at("cards").replaceChildren();
    at("copied").replaceChildren();
  }

  /** Shows everything anew in the page's language. */
  render() {
    for (const card of this.#cards) {
      card.view?.render();
      this.#head(card);
    }
    this.#count();
  }

  #card(comment, place) {
    const node = element("article", { class: "ds-card card comment compact", "aria-labelledby": newId("card") });
    const card = { ...comment, order: place, node, view: null, unread: !comment.analysis && !comment.problem };
    card.title = element("h3", { id: node.getAttribute("aria-labelledby") });
    card.status = element("p", { class: "status-tag" });
    card.marked = element("p", { class: "anchor" });
    const writing = element("div", { class: "writing" },
      element("div", { class: "card-head" }, card.title, card.status), card.marked);
    const answer = element("div", { class: "answer" });
    node.append(writing, answer);
    if (comment.problem) answer.append(element("p", { class: "message" }));
    else card.view = this.#view(card, writing, answer);
    this.#head(card);
    return card;
  }

  #view(card, field, answer) {
    const view = new CommentView({
      field, answer, compact: true,
      attributes: { "aria-labelledby": card.title.id },
      told: () => {
        this.#head(card);
        this.#count();
      },
    });
    view.set(card.text ?? card.analysis.text, { analysis: card.analysis });
    card.given = view.value.trimEnd();
    return view;
  }

  async #read(card, last, signal) {
    const error = await card.view.check({ signal });
    if (error?.wait && !last) return error;
    card.unread = false;
    this.#count();
    return null;
  }

  #head(card) {
    card.title.textContent = text("cardTitle", { number: card.number, place: placeText(card.place) });
    card.marked.hidden = !card.anchor;
    if (card.anchor) card.marked.replaceChildren(`${text("anchor")} `, element("q", {}, card.anchor));
    const kind = kindOf(card);
    card.status.textContent = text(`status.${kind}`);
    card.status.dataset.kind = kind;
    if (card.problem) card.node.querySelector(".message").textContent = errorText(card.problem);
  }

  /** The order stays as it is while the teacher writes; it is made anew only on request. */
  #sort() {
    const rank = (card) => (this.#ranked ? RANK[kindOf(card)] : 0);
    this.#cards.sort((one, other) => rank(one) - rank(other) || one.order - other.order);
    this.#place();
  }

  #place() {
    const shown = this.#cards.slice(0, this.#shown);
    at("cards").replaceChildren(...shown.map((card) => card.node));
    for (const card of shown) card.view?.redraw();
    at("show-more").hidden = this.#cards.length <= this.#shown;
    this.#count();
  }

  #more() {
    const first = this.#cards[this.#shown];
    this.#shown += SHOWN_AT_ONCE;
    this.#place();
    first.title.tabIndex = -1;
    first.title.focus();
  }

  #reorder(ranked) {
    this.#ranked = ranked;
    this.#sort();
    this.#announce(text(ranked ? "orderRankedDone" : "orderGivenDone"));
  }

  #count() {
    const unread = this.#cards.filter((card) => card.unread).length;
    const waiting = this.#cards.filter((card) => ["verdictOnly", "notForward"].includes(kindOf(card))).length;
    const count = this.#cards.length;
    at("cards-summary").textContent = unread
      ? text("cardsProgress", { done: count - unread, count })
      : countText(count, waiting, this.#cards.filter((card) => kindOf(card) === "unread").length);
    at("order-ranked").setAttribute("aria-pressed", String(this.#ranked));
    at("order-given").setAttribute("aria-pressed", String(!this.#ranked));
  }

  #given() {
    return [...this.#cards].sort((one, other) => one.order - other.order);
  }

  #download() {
    download(tableName(this.#name), csv(commentRows(this.#given(), placeText)));
    this.#announce(text("downloaded"));
  }

  async #copy() {
    const done = await copy(commentTexts(this.#given()), at("copied"));
    this.#announce(text(done ? "copied" : "copyByHand"));
  }
}

function kindOf(card) {
  const analysis = card.view?.analysis;
  return analysis ? verdict(analysis) : "unread";
}

/** How many there are, how many do not point forward, and how many could not be read. */
function countText(count, waiting, failed) {
  const said = [counted("cardsCount", count)];
  if (waiting || !failed) said.push(text(`cardsWaiting.${["none", "one"][waiting] ?? "more"}`, { count: waiting }));
  if (failed) said.push(counted("cardsUnread", failed));
  return said.join(" ");
}

/** Where the comment stands in its document, in words. */
function placeText(place) {
  const facts = { number: place.number, cell: place.cell ?? "" };
  return text(`places.${place.cell ? "cell" : place.kind}`, facts) ?? text("places.other", facts);
}
