// Comparing what the reader sees with the proved list. Mirrors `proof/readable.py`, `tables.py`, `printed.py`.
import { Unverifiable, decodeText } from "./bytes.js";
import { unguarded } from "./listing.js";

const FORMAT = "undersigned.letter/1";
const KNOWN_COLUMNS =
  "name given family honorific office office_plural title place region country organisation on_behalf_of note group lead rank date status how".split(" ");
const SHOWN = {
  office: "role",
  title: "title",
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
const keyOf = (row) => JSON.stringify(Object.values(SHOWN).map((part) => row[part]));

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

function person(key) {
  const [role, title, name, ...others] = JSON.parse(key);
  return quoted([name, role, title, ...others].filter(Boolean).join(", "));
}

function samePeople(shown, proved) {
  const [listed, recorded] = [tally(shown), tally(proved)];
  const extra = surplus(listed, recorded);
  if (extra) throw new Unverifiable(`shows ${person(extra)}, which the log does not prove`);
  const missing = surplus(recorded, listed);
  if (missing) throw new Unverifiable(`does not show ${person(missing)}, which the log proves`);
}

function keyFrom(shown) {
  const parts = Object.keys(SHOWN).map((name) => shown[name] ?? "");
  if (!parts.every((part) => typeof part === "string")) {
    throw new Unverifiable(`shows ${quoted(shown.name)} in a way that cannot be compared`);
  }
  if (parts.at(-1) === "current") parts[parts.length - 1] = ""; // the status stands last
  return JSON.stringify(parts);
}

function checkPartsOfTheName(shown) {
  for (const part of [shown.given, shown.family]) {
    if (part != null && !(typeof part === "string" && (shown.name ?? "").includes(part))) {
      throw new Unverifiable(`${quoted(part)} is no part of the name ${quoted(shown.name)}`);
    }
  }
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
  if (!isObject(letter) || letter.format !== FORMAT) throw new Unverifiable(`is not in the format ${FORMAT}`);
  const { signatories } = letter;
  if (!Array.isArray(signatories) || !signatories.every(isObject)) throw new Unverifiable("has no list of signatories");
  samePeople(signatories.map(keyFrom), rows.map(keyOf));
  const byEntry = new Map(rows.map((row) => [row.entry, row]));
  for (const each of signatories) {
    checkPartsOfTheName(each);
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
  const strange = columns.find((column) => !KNOWN_COLUMNS.includes(column));
  if (strange !== undefined) throw new Unverifiable(`has a column that is not known, ${quoted(strange)}`);
  if (new Set(columns).size !== columns.length || !["name", "organisation"].some((name) => columns.includes(name))) {
    throw new Unverifiable("has a doubled column, or neither “name” nor “organisation”");
  }
  const shown = body.map((row, at) => {
    if (row.length !== columns.length) throw new Unverifiable(`row ${at + 2} has another number of cells than the header`);
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
    if (!found || found[0].includes("\0")) throw new Unverifiable(`row ${rows.length} is not spelt as CSV`);
    rows.at(-1).push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] === "," && cell.lastIndex === text.length) rows.at(-1).push("");
    else if (found[3].endsWith("\n") && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

const tidy = (line) => line.split(/[ \t]+/).filter(Boolean).join(" ");

// After the closing come paragraphs: first the list, perhaps under headings; then a foot.
export function compareText(bytes, { rows, counts, texts }) {
  const text = decodeText(bytes, "letter.txt").replace(/^\ufeff/, "");
  const expected = tally(rows.map(({ line }) => tidy(line)));
  const regions = new Set(rows.map(({ region }) => region.toLowerCase()).filter(Boolean));
  const left = new Map(expected);
  const foot = [];
  const paragraphs = paragraphsOf(afterTheClosing(text.replaceAll("\r\n", "\n").split("\n"), expected, texts));
  paragraphs.forEach((paragraph, at) => {
    if (!left.size) foot.push(...paragraph);
    else if (!isHeading(paragraph, paragraphs[at + 1] ?? [], regions, expected)) takeOff(paragraph, left);
  });
  for (const line of left.keys()) throw new Unverifiable(`does not show ${quoted(line)}, which the log proves`);
  checkFoot(foot, counts);
}

function takeOff(paragraph, left) {
  for (const line of paragraph) {
    if (!left.has(line)) throw new Unverifiable(`shows ${quoted(line)}, which the log does not prove`);
    if (left.get(line) === 1) left.delete(line);
    else left.set(line, left.get(line) - 1);
  }
}

function isHeading(paragraph, following, regions, lines) {
  if (paragraph.length !== 1 || lines.has(paragraph[0])) return false;
  const counted = /^.+ \(([0-9]+)\)$/.exec(paragraph[0]);
  return (counted !== null && Number(counted[1]) === following.length) || regions.has(paragraph[0].toLowerCase());
}

function checkFoot(lines, { unnamed, withdrawn, struck }) {
  let [more, departed] = [0, 0];
  for (const line of lines) {
    if (/^\[[^\]]{1,20}\] /.test(line) || line.includes("://")) continue;
    const figures = line.replace(/[^0-9]/g, "");
    if (unnamed && !more && (figures === String(unnamed) || (unnamed === 1 && !figures))) more += 1;
    else if (line.includes(": ") && departed < withdrawn + struck) departed += 1;
    else throw new Unverifiable(`shows ${quoted(line)}, which the log does not prove`);
  }
}

function afterTheClosing(lines, expected, texts) {
  const tidied = lines.map(tidy);
  const closings = texts.map(closingIn).filter(Boolean).map(tidy);
  const closed = tidied.flatMap((line, at) => (closings.includes(line) ? [at] : []));
  if (closed.length) {
    const saidInText = texts.flatMap(linesIn).filter((line) => closings.includes(tidy(line))).length;
    if (closed.length > saidInText + 1) throw new Unverifiable("has the closing more often than the text that was signed");
    return lines.slice(closed.at(-1) + 1);
  }
  if (closings.length) throw new Unverifiable("has not the closing that the signed text fixes");
  let start = tidied.findIndex((line) => expected.has(line));
  if (start < 0) return [];
  while (start > 0 && tidied[start - 1]) start--;
  return lines.slice(start);
}

// Runs of lines without a blank one. A line that is set in goes on from the last one above, also over a blank
// line: a footnote may have paragraphs of its own.
function paragraphsOf(lines) {
  const paragraphs = [];
  let ended = true;
  for (const line of lines) {
    if (!tidy(line)) {
      ended = true;
    } else if (line.startsWith("    ") && paragraphs.length) {
      paragraphs.at(-1).push(`${paragraphs.at(-1).pop()} ${tidy(line)}`);
    } else if (ended) {
      paragraphs.push([tidy(line)]);
      ended = false;
    } else {
      paragraphs.at(-1).push(tidy(line));
    }
  }
  return paragraphs;
}

const linesIn = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).split("\n");

function closingIn(bytes) {
  const lines = linesIn(bytes);
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
