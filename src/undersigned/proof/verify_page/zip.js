// Opening a zip that a stranger made, within limits. Mirrors `proof/contents.py`, `layout.py` and `zipped.py`.
import { decodeText } from "./bytes.js";
import { FILE_NAME } from "./statements.js";

export class Unreadable extends Error {}

const MOST_FILES = 65000;
const LARGEST_TILE = 256 * (2 + 65535);
const LARGEST_FILE = 2 ** 30;
const MOST_SHRUNK = 200;
const ALWAYS_ALLOWED = 2 ** 26;
const END_LENGTH = 22;
const SIZES_FOLLOW = 8; // they stand in a descriptor behind the data too
const HARMLESS = 0x0806 | SIZES_FOLLOW; // how well it was packed, and that names are UTF-8; others lock or mend
const HIGHEST_VERSION = 63;
const CONTRADICTING = [0x0001, 0x7075]; // extra fields with other sizes, or another name
const OTHER_END = 0x07064b50; // leads to the directory of a zip64
const OTHER_END_LENGTH = 20;
const FIXED = ["README.txt", "verify.html", "policy", "checkpoint", "signatories.tsv"];
const TEXT = /^(?:editions\/[1-9][0-9]{0,15}\/)?letter\.[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\.md$/;
const HISTORY = /^history\/([1-9][0-9]{0,15})$/;
const TILE = /^tile\/(?:entries|0|[1-9][0-9]?)\/([x0-9/]+?)(?:\.p\/([1-9][0-9]{0,2}))?$/;
const OPENINGS = /^openings\/([x0-9/]+)$/;

export function tileNumberPath(number) {
  let path = String(number % 1000).padStart(3, "0");
  for (let rest = Math.floor(number / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, "0")}/${path}`;
  }
  return path;
}

export const tilePath = (kind, number, width) => `tile/${kind}/${tileNumberPath(number)}${width < 256 ? `.p/${width}` : ""}`;

const isTileNumber = (path) => /^(?!x000)(?:x[0-9]{3}\/){0,4}[0-9]{3}$/.test(path);

export const textPath = (language) => `letter.${language}.md`;
export const isEditionText = (path) => TEXT.test(path);
export const historySize = (path) => (HISTORY.test(path) ? Number(HISTORY.exec(path)[1]) : 0);
export const isShown = (path) => !FIXED.includes(path) && !path.includes("/");

function isPart(path) {
  if (FIXED.includes(path) || [FILE_NAME, TEXT, HISTORY].some((name) => name.test(path))) return true;
  if (OPENINGS.test(path)) return isTileNumber(OPENINGS.exec(path)[1]);
  const tile = TILE.exec(path);
  return tile !== null && isTileNumber(tile[1]) && Number(tile[2] ?? 1) < 256;
}

const largest = (path) => (/^(?:tile|openings|history)\//.test(path) ? LARGEST_TILE : LARGEST_FILE);

// The files by their names. One that is damaged is noticed when it is asked for, and by nobody who does not ask.
class Files extends Map {
  get(name) {
    const content = super.get(name);
    if (content instanceof Unreadable) throw content;
    return content;
  }
}

// Throws `Unreadable` for what is no zip that a bundle could be.
export async function openZip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let entries;
  try {
    entries = directory(bytes, view);
    check(entries.filter(isFile), bytes.length);
    checkLayout(entries, bytes, view);
  } catch (trouble) {
    if (trouble instanceof RangeError) throw new Unreadable("this is not a zip that can be read");
    throw trouble;
  }
  const files = new Files();
  for (const entry of entries.filter(isFile)) files.set(entry.name, await unpack(bytes, entry));
  return files;
}

const isFile = ({ name }) => !name.endsWith("/");

// What the directory at the zip's end says. `DataView` throws a RangeError where it would have to read beyond the end.
function directory(bytes, view) {
  const end = bytes.length - END_LENGTH;
  if (view.getUint32(end, true) !== 0x06054b50) throw new Unreadable("this is not a zip that can be read, or something stands behind it");
  const [disk, firstDisk, here, inAll, comment] = [4, 6, 8, 10, 20].map((offset) => view.getUint16(end + offset, true));
  const start = view.getUint32(end + 16, true);
  const entries = [];
  let at = start;
  for (let left = inAll; left > 0; left--) {
    entries.push(directoryEntry(bytes, view, at));
    at += entries.at(-1).length;
  }
  const whole = at === end && view.getUint32(end + 12, true) === end - start && here === inAll;
  const twoEnds = end >= OTHER_END_LENGTH && view.getUint32(end - OTHER_END_LENGTH, true) === OTHER_END;
  if (!whole || twoEnds || disk || firstDisk || comment) {
    throw new Unreadable("the zip has something before, between or behind its files that is no part of a plain zip");
  }
  return Object.assign(entries, { start });
}

function directoryEntry(bytes, view, at) {
  if (view.getUint32(at, true) !== 0x02014b50) throw new RangeError();
  const [nameLength, extraLength, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
  const name = decodeText(bytes.slice(at + 46, at + 46 + nameLength), "a name in the zip");
  const flags = view.getUint16(at + 8, true);
  if (![0, 8].includes(view.getUint32(at + 38, true) >>> 28) && !name.endsWith("/")) {
    throw new Unreadable(`${JSON.stringify(name.slice(0, 80))} is a link, or is no file`);
  }
  return {
    name,
    flags,
    version: view.getUint8(at + 6),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
    extra: bytes.slice(at + 46 + nameLength, at + 46 + nameLength + extraLength),
    comment,
    length: 46 + nameLength + extraLength + comment,
  };
}

function check(entries, length) {
  const spellings = new Set();
  let total = 0;
  if (entries.length > MOST_FILES) throw new Unreadable(`the zip has more than ${MOST_FILES} files`);
  for (const { name, size } of entries) {
    if (!isPart(name)) throw new Unreadable(`${JSON.stringify(name.slice(0, 80))} is no file that a bundle can have`);
    if (spellings.has(name.toLowerCase())) throw new Unreadable(`“${name}” is there twice`);
    if (size > largest(name)) throw new Unreadable(`“${name}” is larger than such a file can be`);
    spellings.add(name.toLowerCase());
    total += size;
  }
  if (total > Math.max(ALWAYS_ALLOWED, MOST_SHRUNK * length) || total > 2 ** 32) {
    throw new Unreadable("the zip unpacks to far more than an honest bundle does");
  }
}

// A zip says everything twice, and may have bytes that belong to neither: in a plain one there is no second meaning.
// Mirrors `proof/zipped.py`.
function checkLayout(entries, bytes, view) {
  let at = 0;
  for (const entry of [...entries].sort((one, other) => one.offset - other.offset)) {
    if (entry.offset !== at) throw new Unreadable(`the zip has something before “${entry.name}” that is no file of it`);
    at = endOf(entry, bytes, view);
  }
  if (at !== entries.start) throw new Unreadable("the zip has something behind its files that is none");
  checkFolders(entries);
}

// A folder is named once, and only where something lies in it: else its name would be one more thing to read. In
// order, what lies in a folder stands right behind it: a file, or a folder in which again something lies.
function checkFolders(entries) {
  const inOrder = [...entries].sort((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)));
  inOrder.forEach((entry, at) => {
    if (isFile(entry)) return;
    const following = inOrder[at + 1]?.name ?? "";
    if (following === entry.name || !following.startsWith(entry.name)) {
      throw new Unreadable(`“${entry.name}” is a folder with nothing in it, or is there twice`);
    }
    if (entry.size || entry.packed) throw new Unreadable(`“${entry.name}” is a folder with bytes of its own`);
  });
}

// Where a file's data and its descriptor end, if its header says the same of it as the directory. Sets its `start`.
function endOf(entry, bytes, view) {
  const { offset, name, flags, method, crc, packed, size, extra } = entry;
  if (view.getUint32(offset, true) !== 0x04034b50) throw new RangeError();
  const [nameLength, extraLength] = [26, 28].map((place) => view.getUint16(offset + place, true));
  const said = [14, 18, 22].map((place) => view.getUint32(offset + place, true));
  const nameEnd = offset + 30 + nameLength;
  entry.start = nameEnd + extraLength;
  const follows = Boolean(flags & SIZES_FOLLOW);
  const same =
    decodeText(bytes.slice(offset + 30, nameEnd), "a name in the zip") === name &&
    view.getUint16(offset + 6, true) === flags &&
    view.getUint16(offset + 8, true) === method &&
    (said.join() === [crc, packed, size].join() || (follows && said.join() === "0,0,0"));
  if (!same) throw new Unreadable(`the zip says two things of “${name}”`);
  const stretched = method === 0 && packed !== size;
  const strange = ![0, 8].includes(method) || flags & ~HARMLESS || entry.version > HIGHEST_VERSION;
  if (strange || stretched || entry.comment || !isHarmless(bytes.slice(nameEnd, entry.start)) || !isHarmless(extra)) {
    throw new Unreadable(`“${name}” is packed in a way that a bundle never is`);
  }
  const end = entry.start + packed;
  return follows ? end + descriptorLength(view, end, [crc, packed, size]) : end;
}

function descriptorLength(view, at, said) {
  for (const signature of [[0x08074b50], []]) {
    const words = [...signature, ...said];
    const there = at + 4 * words.length <= view.byteLength;
    if (there && words.every((word, place) => view.getUint32(at + 4 * place, true) === word)) return 4 * words.length;
  }
  throw new Unreadable("the zip has a file that is followed by other sizes than its own");
}

// Whether extra fields are whole, one behind another, and none gives the file a second name or size.
function isHarmless(extra) {
  let at = 0;
  while (at + 4 <= extra.length) {
    if (CONTRADICTING.includes(extra[at] + 256 * extra[at + 1])) return false;
    at += 4 + extra[at + 2] + 256 * extra[at + 3];
  }
  return at === extra.length;
}

async function unpack(bytes, { name, method, crc, packed, size, start }) {
  try {
    const raw = bytes.slice(start, start + packed);
    const content = method === 0 ? raw : await inflate(raw, size);
    if (content?.length === size && crc32(content) === crc) return content;
  } catch {
    // told below, like every other way in which a file cannot be read
  }
  return new Unreadable(`${name} cannot be read`);
}

async function inflate(raw, size) {
  const reader = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const content = new Uint8Array(size);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return at === size ? content : null;
    if (at + value.length > size) throw new Unreadable("unpacks to more than it said");
    content.set(value, at);
    at += value.length;
  }
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 0xff];
  return (crc ^ 0xffffffff) >>> 0;
}
