// Tables out of the browser: a file that Norwegian spreadsheets open as they are, and text for the clipboard.

import { element } from "./dom.js";

const BOM = "\ufeff";
const SEPARATOR = ";";
// A spreadsheet runs a cell that begins like this as a formula.
const FORMULA = /^\s*[=+\-@]|^[\t\r]/;

/** Returns the rows as CSV: semicolons and a byte order mark, so that Excel in Norwegian reads columns and æøå. */
export function csv(rows) {
  return BOM + rows.map((row) => row.map(csvCell).join(SEPARATOR)).join("\r\n") + "\r\n";
}

/** Returns the rows as a spreadsheet takes them from the clipboard; the texts are left as they are. */
export function tabSeparated(rows) {
  return rows.map((row) => row.map(clipboardCell).join("\t")).join("\n");
}

/** Offers the text as a file. */
export function download(name, content) {
  const address = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
  const link = element("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Copies the text; where the browser forbids it, `place` shows it selected, to be copied by hand. */
export async function copy(content, place) {
  place.replaceChildren();
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    const field = element("textarea", { class: "ds-input by-hand", rows: "6", readonly: true, "aria-labelledby": place.getAttribute("aria-labelledby") });
    field.value = content;
    place.replaceChildren(field);
    field.select();
    return false;
  }
}

function csvCell(value) {
  const cell = String(value ?? "");
  const guarded = typeof value === "string" && FORMULA.test(cell) ? `'${cell}` : cell;
  return /[";\r\n']/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function clipboardCell(value) {
  const cell = String(value ?? "");
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
