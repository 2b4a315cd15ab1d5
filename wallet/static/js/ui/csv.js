/** Tables as text (RFC 4180), as a spreadsheet writes and reads them. */

/** A mark at the start tells spreadsheets that this is UTF-8. */
const UTF8 = "\ufeff";
/** A spreadsheet would take these for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** @param {string[][]} rows @returns {string} */
export function writeCsv(rows) {
  return UTF8 + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

/** @param {string} text */
function cell(text) {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
}

/** @param {string} text with commas or semicolons @returns {string[][]} rows without the empty ones */
export function readCsv(text) {
  const plain = text.replace(/^\ufeff/, "");
  const mark = separatorOf(plain);
  /** @type {string[][]} */
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < plain.length; at++) {
    const one = plain[at] ?? "";
    const row = /** @type {string[]} */ (rows[rows.length - 1]);
    if (quoted && one === '"' && plain[at + 1] === '"') row[row.length - 1] += plain[++at];
    else if (one === '"') quoted = !quoted;
    else if (!quoted && one === mark) row.push("");
    else if (!quoted && one === "\n") rows.push([""]);
    else if (quoted || one !== "\r") row[row.length - 1] += one;
  }
  return rows.filter((row) => row.some((value) => value.trim()));
}

/** What the first line has more of. @param {string} text */
function separatorOf(text) {
  const [line = ""] = text.split("\n", 1);
  return line.split(";").length > line.split(",").length ? ";" : ",";
}
