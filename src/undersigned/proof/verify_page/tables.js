// Comparing `signatories.csv`, read as strictly as RFC 4180 spells it, with the proved list. Mirrors `proof/tables.py`.
import { Unverifiable, decodeText } from "./bytes.js";
import { UNPRINTABLE, unguarded } from "./listing.js";
import { SHOWN, checkPartsOfTheName, keyFrom, keyOf, quoted, samePeople } from "./readable.js";

const KNOWN_COLUMNS =
  "name given family honorific office office_plural title place region country organisation on_behalf_of note group lead rank date status how".split(" ");

export function compareCsv(bytes, { rows }) {
  const [columns, ...body] = readCsv(bytes);
  const strange = columns.find((column) => !KNOWN_COLUMNS.includes(column));
  if (strange !== undefined) throw new Unverifiable(`has a column that is not known, ${quoted(strange)}`);
  if (new Set(columns).size !== columns.length || !["name", "organisation"].some((name) => columns.includes(name))) {
    throw new Unverifiable("has a doubled column, or neither “name” nor “organisation”");
  }
  const shown = body.map((row, at) => {
    if (row.length !== columns.length) throw new Unverifiable(`row ${at + 2} has another number of cells than the header`);
    const odd = row.find((cell) => UNPRINTABLE.test(cell));
    if (odd !== undefined) throw new Unverifiable(`row ${at + 2} has ${quoted(odd)}, which is no line of text`);
    return Object.fromEntries(columns.map((column, cell) => [column, unguarded(row[cell])]));
  });
  const hidden = Object.fromEntries(
    Object.entries(SHOWN).flatMap(([column, part]) => (columns.includes(column) ? [] : [[part, ""]])),
  );
  const saysHow = shown.some(({ how }) => how);
  samePeople(
    shown.map((each) => withHow(keyFrom(each), saysHow ? each.how : "")),
    rows.map((row) => withHow(keyOf({ ...row, ...hidden }), saysHow ? row.how : "")),
  );
  shown.forEach(checkPartsOfTheName);
}

const withHow = (key, how) => JSON.stringify([...JSON.parse(key), how]);

function readCsv(bytes) {
  const text = decodeText(bytes, "signatories.csv").replace(/^\ufeff/, "");
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;
  const rows = [[]];
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) throw new Unverifiable(`row ${rows.length} is not spelt as CSV`);
    rows.at(-1).push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] === "," && cell.lastIndex === text.length) rows.at(-1).push("");
    else if (found[3].endsWith("\n") && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}
