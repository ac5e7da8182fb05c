// Comparing `signatories.csv`, read as strictly as RFC 4180 spells it, with the proved list. Mirrors `proof/tables.py`.
import { Unverifiable, decodeText } from "./bytes.js";
import { UNPRINTABLE, unguarded } from "./listing.js";
import { SHOWN, checkPartsOfTheName, keyFrom, keyOf, quoted, samePeople } from "./readable.js";

const KNOWN_COLUMNS =
  "name given family honorific office office_plural title place region country organisation on_behalf_of note group lead rank date status how".split(" ");

const PLAIN = /[^",\r\n]*/y;

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
  const parted = /,|\r\n|\n|$/y;
  const rows = [[]];
  let at = 0;
  while (at < text.length) {
    const [cell, end] = cellAt(text, at);
    parted.lastIndex = end;
    const [mark] = parted.exec(text) ?? [];
    if (mark === undefined) throw new Unverifiable(`row ${rows.length} is not spelt as CSV`);
    rows.at(-1).push(cell);
    at = end + mark.length;
    if (mark === "," && at === text.length) rows.at(-1).push("");
    else if (mark.endsWith("\n") && at < text.length) rows.push([]);
  }
  return rows;
}

// A cell, and where it ends. One in quotes may be long: it is not left to a pattern, whose stack has an end.
function cellAt(text, at) {
  if (text[at] !== '"') {
    PLAIN.lastIndex = at;
    const [cell] = PLAIN.exec(text);
    return [cell, at + cell.length];
  }
  let end = text.indexOf('"', at + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end < 0) throw new Unverifiable("has a quotation mark that is not closed");
  return [text.slice(at + 1, end).replaceAll('""', '"'), end + 1];
}
