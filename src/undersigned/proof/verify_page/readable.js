// Comparing what the reader sees with the proved list; here `letter.json`, and what all comparisons share.
// Mirrors `proof/readable.py`.
import { Unverifiable, decodeText } from "./bytes.js";
import { harmless } from "./listing.js";

const FORMAT = "undersigned.letter/1";
const LONGEST_QUOTED = 120;
const DEEPEST = 100; // brackets within brackets
export const SHOWN = {
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

// Text from a file that proves nothing, short and harmless: “Ada Example”.
export const quoted = (text) => {
  const shown = typeof text === "string" ? text : JSON.stringify(text ?? null);
  return `“${harmless(shown.slice(0, LONGEST_QUOTED))}”`;
};

export const keyOf = (row) => JSON.stringify(Object.values(SHOWN).map((part) => row[part]));

export function tally(values) {
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

export function samePeople(shown, proved) {
  const [listed, recorded] = [tally(shown), tally(proved)];
  const extra = surplus(listed, recorded);
  if (extra) throw new Unverifiable(`shows ${person(extra)}, which the log does not prove`);
  const missing = surplus(recorded, listed);
  if (missing) throw new Unverifiable(`does not show ${person(missing)}, which the log proves`);
}

export function keyFrom(shown) {
  const parts = Object.keys(SHOWN).map((name) => shown[name] ?? "");
  if (!parts.every((part) => typeof part === "string")) {
    throw new Unverifiable(`shows ${quoted(shown.name)} in a way that cannot be compared`);
  }
  if (parts.at(-1) === "current") parts[parts.length - 1] = ""; // the status stands last
  return JSON.stringify(parts);
}

export function checkPartsOfTheName(shown) {
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
    refuseWhatHides(text);
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
    takeConfirmed(each, byEntry);
  }
  checkCount(letter.count, signatories, rows, counts);
}

// JSON.parse keeps the last of two equal keys: a reader might be shown the first. What is nested very deeply, some
// readers cannot follow. A string may be long: it is not left to one pattern, whose stack has an end.
function refuseWhatHides(text) {
  const open = [];
  let [begun, last] = [-1, null]; // where the string begins that is being read; the last whole one
  for (const { 0: token, index } of text.matchAll(/\\.|["{}[\]:]/g)) {
    if (token === '"') {
      if (begun >= 0) last = text.slice(begun, index + 1);
      begun = begun < 0 ? index : -1;
    } else if (begun >= 0) {
      continue;
    } else if (token === "{" || token === "[") {
      open.push(token === "{" ? new Set() : null);
      if (open.length > DEEPEST) throw new Unverifiable("is nested too deeply");
    } else if (token === ":") {
      const key = JSON.parse(last);
      if (open.at(-1).has(key)) throw new Unverifiable("a key is there twice");
      open.at(-1).add(key);
    } else {
      open.pop();
    }
  }
}

// How a signatory was confirmed is what the row says that it names, which nobody else may name.
function takeConfirmed(shown, byEntry) {
  const { confirmed } = shown;
  if (confirmed == null) return;
  const row = isObject(confirmed) && Number.isInteger(confirmed.index) ? byEntry.get(String(confirmed.index)) : undefined;
  byEntry.delete(row?.entry);
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
  const names = Object.keys(expected);
  if (!isObject(count) || Object.keys(count).sort().join() !== [...names, "by_office"].sort().join()) {
    throw new Unverifiable(`does not count just ${names.join(", ")} and by_office`);
  }
  for (const [name, number] of Object.entries(expected)) {
    if (count[name] !== number) throw new Unverifiable(`its count “${name}” is not ${number}`);
  }
  const offices = tally(people.map(({ office }) => office).filter(Boolean));
  const given = count.by_office;
  const same = isObject(given) && Object.keys(given).length === offices.size && [...offices].every(([office, number]) => given[office] === number);
  if (!same) throw new Unverifiable("its count “by_office” is not that of its list");
}
