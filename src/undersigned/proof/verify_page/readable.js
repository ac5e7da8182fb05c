// Comparing what the reader sees with the proved list. Mirrors `proof/readable.py`.
import { Unverifiable, decodeText } from "./bytes.js";
import { unguarded } from "./listing.js";

const SHOWN = {
  name: "name",
  honorific: "honorific",
  place: "place",
  region: "region",
  organisation: "org",
  on_behalf_of: "on_behalf_of",
  note: "note",
  status: "status",
};

const quoted = (text) => `“${String(text).slice(0, 120)}”`;
const keyOf = (row) => JSON.stringify([row.role, ...Object.values(SHOWN).map((part) => row[part])]);

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

// The first of `values` that is there more often than in `others`.
function surplus(values, others) {
  for (const [value, number] of values) if (number > (others.get(value) ?? 0)) return value;
  return undefined;
}

const person = (key) => quoted(JSON.parse(key).filter(Boolean).join(", "));

function samePeople(shown, rows) {
  const [listed, recorded] = [tally(shown), tally(rows.map(keyOf))];
  const extra = surplus(listed, recorded);
  if (extra) throw new Unverifiable(`shows ${person(extra)}, which the log does not prove`);
  const missing = surplus(recorded, listed);
  if (missing) throw new Unverifiable(`does not show ${person(missing)}, which the log proves`);
}

function keyFrom(shown) {
  const [office, title, ...parts] = ["office", "title", ...Object.keys(SHOWN)].map((name) => shown[name] ?? "");
  if (![office, title, ...parts].every((part) => typeof part === "string") || (office && title && office !== title)) {
    throw new Unverifiable(`shows ${quoted(shown.name)} in a way that cannot be compared`);
  }
  if (parts.at(-1) === "current") parts[parts.length - 1] = "";
  return JSON.stringify([office || title, ...parts]);
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export function compareJson(bytes, { rows, counts }) {
  let letter;
  try {
    const text = decodeText(bytes, "letter.json");
    letter = JSON.parse(text);
    refuseDoubledKeys(text);
  } catch {
    throw new Unverifiable("is not JSON that can be read");
  }
  const signatories = isObject(letter) ? letter.signatories : null;
  if (!Array.isArray(signatories) || !signatories.every(isObject)) throw new Unverifiable("has no list of signatories");
  samePeople(signatories.map(keyFrom), rows);
  const byEntry = new Map(rows.map((row) => [row.entry, row]));
  for (const each of signatories) {
    for (const part of [each.given, each.family]) {
      if (part != null && !(typeof part === "string" && (each.name ?? "").includes(part))) {
        throw new Unverifiable(`${quoted(part)} is no part of the name ${quoted(each.name)}`);
      }
    }
    checkConfirmed(each, byEntry);
  }
  checkCount(letter.count, signatories, rows, counts);
}

// JSON.parse keeps the last of two equal keys: a reader might be shown the first.
function refuseDoubledKeys(text) {
  const open = [];
  let last = null;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    if (token === "{" || token === "[") open.push(token === "{" ? new Set() : null);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const key = JSON.parse(last);
      if (open.at(-1).has(key)) throw new Unverifiable("a key is there twice");
      open.at(-1).add(key);
    }
    last = token;
  }
}

function checkConfirmed(shown, byEntry) {
  const { confirmed } = shown;
  if (confirmed == null) return;
  const row = isObject(confirmed) && Number.isInteger(confirmed.index) ? byEntry.get(String(confirmed.index)) : undefined;
  if (!row || keyOf(row) !== keyFrom(shown)) throw new Unverifiable(`names the wrong entry for ${quoted(shown.name)}`);
  if (confirmed.how !== row.how || confirmed.by !== row.by) {
    throw new Unverifiable(`says wrongly how ${quoted(shown.name)} was confirmed`);
  }
}

function checkCount(count, signatories, rows, counts) {
  const people = signatories.filter(({ name }) => name);
  const expected = {
    signatories: rows.length + counts.unnamed,
    people: people.length,
    organisations: rows.length - people.length,
    unnamed: counts.unnamed,
    lapsed: counts.lapsed,
  };
  for (const [name, number] of Object.entries(expected)) {
    if (!isObject(count) || count[name] !== number) throw new Unverifiable(`its count “${name}” is not ${number}`);
  }
  const offices = tally(people.map(({ office }) => office).filter(Boolean));
  const given = count.by_office;
  const same = isObject(given) && Object.keys(given).length === offices.size && [...offices].every(([office, number]) => given[office] === number);
  if (!same) throw new Unverifiable("its count “by_office” is not that of its list");
}

export function compareCsv(bytes, { rows }) {
  const [header, ...body] = readCsv(bytes);
  const columns = header.map((column) => column.replace(/^[ \t]+|[ \t]+$/g, "").toLowerCase());
  if (new Set(columns).size !== columns.length || !["name", "organisation"].some((name) => columns.includes(name))) {
    throw new Unverifiable("has a doubled column, or neither “name” nor “organisation”");
  }
  const shown = body.map((row, at) => {
    if (row.length !== columns.length) throw new Unverifiable(`row ${at + 2} has another number of cells than the header`);
    return Object.fromEntries(columns.map((column, cell) => [column, unguarded(row[cell])]));
  });
  const compared = new Set(Object.keys(SHOWN).filter((name) => columns.includes(name)).map((name) => SHOWN[name]));
  if (columns.includes("office") || columns.includes("title")) compared.add("role");
  const narrowed = rows.map((row) =>
    Object.fromEntries(["role", ...Object.values(SHOWN)].map((part) => [part, compared.has(part) ? row[part] : ""])),
  );
  samePeople(shown.map(keyFrom), narrowed);
}

function readCsv(bytes) {
  const text = decodeText(bytes, "signatories.csv").replace(/^\ufeff/, "");
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;
  const rows = [[]];
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found || found[0].includes("\0")) throw new Unverifiable(`row ${rows.length} is not spelt as CSV`);
    rows.at(-1).push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] === "," && cell.lastIndex === text.length) rows.at(-1).push("");
    else if (found[3].endsWith("\n") && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

const tidy = (line) => line.split(/[ \t]+/).filter(Boolean).join(" ");

export function compareText(bytes, { rows, counts, closings }) {
  const text = decodeText(bytes, "letter.txt").replace(/^\ufeff/, "");
  const expected = tally(rows.map(({ line }) => tidy(line)));
  const headings = new Set(rows.map(({ region }) => region.toLowerCase()).filter(Boolean));
  const isHeading = (line) => headings.has(line.replace(/ \([0-9]+\)$/, "").toLowerCase());
  const lines = linesOfTheList(text.replaceAll("\r\n", "\n").split("\n").map(tidy), rows.length, closings);
  const listed = tally(lines.filter((line) => expected.has(line) || !isHeading(line)));
  const surplusLines = [...listed].filter(([line, number]) => number > (expected.get(line) ?? 0));
  const saysHowManyMore =
    counts.unnamed > 0 &&
    surplusLines.length === 1 &&
    surplusLines[0][1] - (expected.get(surplusLines[0][0]) ?? 0) === 1 &&
    (surplusLines[0][0].match(/[0-9]+/g) ?? []).includes(String(counts.unnamed));
  if (surplusLines.length && !saysHowManyMore) {
    throw new Unverifiable(`shows ${quoted(surplusLines[0][0])}, which the log does not prove`);
  }
  const missing = surplus(expected, listed);
  if (missing) throw new Unverifiable(`does not show ${quoted(missing)}, which the log proves`);
}

function linesOfTheList(lines, wanted, closings) {
  const after = lines.findLastIndex((line) => closings.map(tidy).includes(line));
  if (after >= 0) return lines.slice(after + 1).filter(Boolean);
  const filled = lines.flatMap((line, at) => (line ? [at] : []));
  let start = wanted > 0 && wanted <= filled.length ? filled.at(-wanted) : lines.length;
  while (start > 0 && start < lines.length && lines[start - 1]) start--;
  return lines.slice(start).filter(Boolean);
}

export function closingIn(bytes) {
  const lines = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).split("\n");
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) return null;
  for (const line of lines.slice(1, end)) {
    if (!line.startsWith("closing:")) continue;
    const value = line.slice("closing:".length).replace(/^[ \t]+|[ \t]+$/g, "");
    const inQuotes = value.length > 1 && value[0] === value.at(-1) && "\"'".includes(value[0]);
    return (inQuotes ? value.slice(1, -1) : value) || null;
  }
  return null;
}

export const COMPARISONS = { "letter.json": compareJson, "signatories.csv": compareCsv, "letter.txt": compareText };
