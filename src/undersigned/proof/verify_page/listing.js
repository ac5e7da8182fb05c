// Records, openings and the list. Mirrors `domain/signature_record.py`, `proof/openings.py`, `proof/listing.py`, and of
// `domain/text.py` what no record may contain.
import { Unverifiable, decodeText, encodeText, fromHex, hex, sha256 } from "./bytes.js";
import { hasKeys, readCanonical } from "./canonical.js";
import { tileNumberPath } from "./zip.js";

const REQUIRED = ["name", "role", "org", "place", "region", "line", "lang", "by"];
const OPTIONAL = ["title", "honorific", "on_behalf_of", "note", "status", "domain"];
const COLUMNS = ["entry", ...REQUIRED, "title", "honorific", "on_behalf_of", "note", "status", "how"];
export const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]/u;
// Text from anywhere, in which nothing turns a line around.
export const harmless = (text) => text.replace(new RegExp(UNPRINTABLE, "gu"), "\ufffd");
const DOMAIN = encodeText("undersigned/opening/v1\n");

export const commit = (salt, record) => hex(sha256(DOMAIN, salt, record));

export function readRecord(bytes) {
  if (bytes.length > 16384) throw new Unverifiable("a record is too long");
  const record = readCanonical(bytes, "a record");
  if (!hasKeys(record, REQUIRED, OPTIONAL)) throw new Unverifiable("a record has a key too many or too few");
  for (const [name, value] of Object.entries(record)) {
    if (typeof value !== "string" || [...value].length > 1000 || UNPRINTABLE.test(value)) {
      throw new Unverifiable(`“${name}” in a record is not a line of printable text`);
    }
  }
  if (!(record.name || record.org) || !record.line) throw new Unverifiable("a record has a name or an organisation, and a printed line");
  const statuses = [undefined, "current", "former", "identification_only"];
  if (!["self", "delegate"].includes(record.by) || !statuses.includes(record.status)) {
    throw new Unverifiable("a record says who acted, and a status only by the known words");
  }
  return record;
}

export function readSalt(text) {
  if (typeof text !== "string" || !/^[0-9a-f]{64}$/.test(text)) {
    throw new Unverifiable("a salt is not 64 lower-case hexadecimal digits");
  }
  return fromHex(text);
}

// entry → record for every opening in the bundle, each found to be what was committed to, and allowed.
export function readOpenings(files, standing) {
  const tiles = Math.ceil(standing.size / 256);
  const expected = new Set(Array.from({ length: tiles }, (_, tile) => `openings/${tileNumberPath(tile)}`));
  const records = new Map();
  const corrected = new Map([...standing.signatures.values()].map((signature) => [signature.openedAt, signature]));
  for (const path of files.keys()) {
    if (path.startsWith("openings/") && !expected.has(path)) throw new Unverifiable(`${path} belongs to no entry`);
  }
  for (let tile = 0; tile < tiles; tile++) {
    const path = `openings/${tileNumberPath(tile)}`;
    if (files.has(path)) readTile(files.get(path), path, tile, { standing, corrected, records });
  }
  return records;
}

function readTile(bytes, path, tile, { standing, corrected, records }) {
  const text = decodeText(bytes, path);
  if (!text.endsWith("\n")) throw new Unverifiable(`${path} is empty or does not end with a newline`);
  let last = tile * 256 - 1;
  for (const line of text.slice(0, -1).split("\n")) {
    const value = readCanonical(encodeText(line), path);
    if (!hasKeys(value, ["i", "record", "salt"]) || !Number.isInteger(value.i) || typeof value.record !== "string") {
      throw new Unverifiable(`${path} has a line with other keys than i, record and salt`);
    }
    if (value.i <= last || value.i >= (tile + 1) * 256) {
      throw new Unverifiable(`${path} has entry ${value.i} twice, out of order or out of place`);
    }
    const record = encodeText(value.record);
    if (commit(readSalt(value.salt), record) !== commitmentOf(value.i, standing, corrected)) {
      throw new Unverifiable(`the opening of entry ${value.i} is not what was committed to`);
    }
    records.set(value.i, readRecord(record));
    last = value.i;
  }
}

function commitmentOf(index, standing, corrected) {
  const earlier = standing.superseded.get(index);
  const signature = earlier ? standing.signatures.get(earlier.index) : corrected.get(index) ?? standing.signatures.get(index);
  if (!signature) throw new Unverifiable(`entry ${index} has an opening, but is no signature`);
  const became = standing.whatBecameOf(signature.index);
  if (became !== "standing" || signature.show !== "public") {
    const why = became === "standing" ? "not to be named" : became;
    throw new Unverifiable(`entry ${index} has an opening, but its signature is ${why}`);
  }
  return earlier ? earlier.who : signature.who;
}

// The rows of the list as the log and the openings give them, and the bytes of `signatories.tsv`.
export function derive(standing, records) {
  const rows = standing.shown().map((signature) => {
    const record = records.get(signature.openedAt);
    if (!record) throw new Unverifiable(`the signature at entry ${signature.index} stands, but has no opening`);
    const row = { ...record, entry: String(signature.index), how: signature.how };
    for (const column of COLUMNS) row[column] ??= "";
    if (row.status === "current") row.status = "";
    return row;
  });
  const lines = rows.map((row) => COLUMNS.map((column) => guarded(row[column])).join("\t"));
  return { rows, tsv: encodeText([COLUMNS.join("\t"), ...lines, ""].join("\n")) };
}

// Cells that a spreadsheet would run as a formula are guarded by one apostrophe. Mirrors `domain/spreadsheets.py`.
const guarded = (cell) => (/^'*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell);
export const unguarded = (cell) => (/^'+[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/.test(cell) ? cell.slice(1) : cell);
