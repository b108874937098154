// Where several comments come from: rows that were pasted, or a file; and which sheet and column of it is read.

import { sure } from "./asking.js";
import { at, element } from "./dom.js";
import { likeliestColumn, severalComments } from "./paste.js";
import { MAX_COMMENTS } from "./state.js";
import { number, text } from "./texts.js";

export class Source {
  #cards;
  #files;
  #announce;
  #offered = null;
  #pasted = null;
  #document = null;

  constructor(cards, files, announce) {
    this.#cards = cards;
    this.#files = files;
    this.#announce = announce;
    at("split-yes").addEventListener("click", () => this.#accept());
    at("split-no").addEventListener("click", () => {
      this.withdraw();
      at("comment").focus();
    });
    at("column").addEventListener("change", () => this.#replace(() => this.#chooseColumn()));
    at("sheet").addEventListener("change", () => this.#replace(() => this.#files().again({ sheet: at("sheet").value })));
    at("close").addEventListener("click", () => this.close());
  }

  /** Looks at pasted text; where it seems to hold several comments, the teacher is asked. */
  consider(pasted) {
    this.#offered = severalComments(pasted);
    this.#showOffer();
    if (this.#offered) this.#announce(at("split-question").textContent);
  }

  withdraw() {
    this.#offered = null;
    this.#showOffer();
  }

  render() {
    this.#showOffer();
    this.#describe();
  }

  /** Shows what the service read from a file. */
  showDocument(answer, name) {
    this.#pasted = null;
    this.#document = { ...answer.document, name };
    const comments = answer.comments.map((one) => ({ ...one, text: one.analysis?.text ?? "" }));
    this.#open(comments, name);
  }

  /** Tells whether other comments may take the place of the cards; where something is written on these, asks. */
  async mayReplace() {
    return !this.#cards.edited || sure(text("discardQuestion"));
  }

  close() {
    this.#pasted = null;
    this.#document = null;
    this.#files().stop();
    this.#cards.clear();
    at("several").hidden = true;
    at("single").hidden = false;
    at("comment").focus();
  }

  #accept() {
    this.#pasted = { ...this.#offered, column: likeliestColumn(this.#offered) };
    this.#document = null;
    this.withdraw();
    this.#openPasted();
  }

  #openPasted() {
    const { rows, column } = this.#pasted;
    const comments = rows
      .map((row) => ({ place: { kind: "row", number: row.number }, text: (row.cells[column] ?? "").trim() }))
      .filter((row) => row.text)
      .map((row, place) => ({ ...row, number: place + 1, anchor: null, analysis: null, problem: null }));
    this.#open(comments, "");
  }

  #open(comments, name) {
    at("single").hidden = true;
    at("several").hidden = false;
    this.#describe();
    at("several-title").focus();
    this.#cards.show(comments, name).catch((failure) => {
      this.close();
      this.#announce(text(`errors.${failure.code}`) ?? text("errors.internal-error"));
    });
  }

  async #replace(show) {
    if (await this.mayReplace()) show();
    else this.#describe();
  }

  #chooseColumn() {
    if (this.#document) return this.#files().again({ sheet: this.#document.sheet, column: at("column").value });
    this.#pasted.column = Number(at("column").value);
    return this.#openPasted();
  }

  #showOffer() {
    at("split").hidden = !this.#offered;
    if (!this.#offered) return;
    const count = this.#offered.rows.length;
    const tooMany = count > MAX_COMMENTS;
    const facts = { count: number(count), limit: number(MAX_COMMENTS) };
    at("split-question").textContent = text(tooMany ? "splitTooMany" : "splitQuestion", facts);
    at("split-yes").hidden = tooMany;
    at("split-no").textContent = text(tooMany ? "splitTooManyNo" : "splitNo");
  }

  /** Says what is shown, and lets the teacher choose where there is a choice. */
  #describe() {
    const document = this.#document;
    at("source").textContent = document
      ? text("sourceFile", { name: document.name, what: text(`sources.${document.source}`) ?? "" })
      : text("sourcePasted");
    const tables = document?.tables ?? [];
    const sheets = tables.map(({ sheet }) => ({ value: sheet, name: sheet }));
    fill("sheet", sheets.length > 1 ? sheets : [], document?.sheet);
    const columns = document ? columnsOf(document) : columnsPasted(this.#pasted);
    fill("column", columns.length > 1 ? columns : [], document ? document.column : String(this.#pasted?.column));
  }
}

function columnsOf({ tables, sheet }) {
  const names = (tables.find((table) => table.sheet === sheet) ?? tables[0])?.columns ?? [];
  return names.map((name) => ({ value: name, name }));
}

function columnsPasted(pasted) {
  return (pasted?.columns ?? []).map((name, place) => ({
    value: String(place), name: name || text("columnNumber", { number: place + 1 }),
  }));
}

/** Offers the choices; nothing to choose from is not shown. */
function fill(id, choices, chosen) {
  at(`${id}-field`).hidden = !choices.length;
  at(id).replaceChildren(...choices.map(({ value, name }) => element("option", { value }, name)));
  if (chosen !== null && chosen !== undefined) at(id).value = chosen;
}
