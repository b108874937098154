// Looks at pasted text: is it one comment, or several, such as a column or rows of a spreadsheet?

const HEADINGS = /^(kommentar\w*|tilbakemelding\w*|vurdering\w*|merknad\w*|tekst|elev\w*|navn|namn|nr\.?)$/i;

/**
 * Returns the comments that the text seems to hold: a table {columns, rows} whose rows are lists of cells with a
 * number, or null where it is one comment.
 */
export function severalComments(text) {
  const rows = cells(text).map((row, place) => ({ number: place + 1, cells: row }));
  const filled = rows.filter((row) => row.cells.some((cell) => cell.trim()));
  if (filled.length < 2) return null;
  const width = filled.reduce((most, row) => Math.max(most, row.cells.length), 0);
  const isTable = width > 1 || text.includes('\t');
  const plain = filled.every((row) => row.cells.length === 1 && !row.cells[0].includes("\n"));
  if (!isTable && plain && hasBlocks(text)) return asTable(blocks(text), 1);
  return asTable(filled, width);
}

/** The column that looks most like written comments: the one with the most text. */
export function likeliestColumn({ rows, columns }) {
  const lengths = columns.map((_, place) => rows.reduce((sum, row) => sum + (row.cells[place] ?? "").trim().length, 0));
  return lengths.indexOf(Math.max(...lengths));
}

function asTable(rows, width) {
  const headed = rows[0].cells.some((cell) => HEADINGS.test(cell.trim())) && rows.length > 1;
  const columns = Array.from({ length: width }, (_, place) => (headed ? (rows[0].cells[place] ?? "").trim() : ""));
  const table = { columns, rows: headed ? rows.slice(1) : rows };
  return table.rows.length > 1 ? table : null;
}

/** Blank lines between comments that run over several lines. */
function hasBlocks(text) {
  return /\S[^\S\n]*\n[^\S\n]*\S/.test(text.replace(/\r\n?/g, "\n")) && /\n[^\S\n]*\n/.test(text.replace(/\r\n?/g, "\n"));
}

function blocks(text) {
  return text.replace(/\r\n?/g, "\n").split(/\n[^\S\n]*\n\s*/).filter((block) => block.trim())
    .map((block, place) => ({ number: place + 1, cells: [block] }));
}

/** Reads rows and cells as spreadsheets write them: tabs, line ends, and quotes around cells that hold either. */
function cells(text) {
  const rows = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"(?=\t|\r|\n|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/g;
  for (const [, quoted, bare, end] of text.matchAll(pattern)) {
    rows.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === "") break;
    if (end !== "\t") rows.push([]);
  }
  return rows;
}
