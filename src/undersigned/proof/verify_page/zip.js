// Opening a zip that a stranger made, within limits. Mirrors `proof/contents.py` and `proof/layout.py`.
import { Unverifiable, decodeText } from "./bytes.js";
import { FILE_NAME } from "./statements.js";

export class Unreadable extends Error {}

const MOST_FILES = 65000;
const LARGEST_TILE = 256 * (2 + 65535);
const LARGEST_FILE = 2 ** 30;
const MOST_SHRUNK = 200;
const ALWAYS_ALLOWED = 2 ** 26;
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

const isTileNumber = (path) =>
  /^(?:x[0-9]{3}\/)*[0-9]{3}$/.test(path) && tileNumberPath(Number(path.replace(/[x/]/g, ""))) === path;

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

// name → bytes. Throws `Unreadable` for what is no zip that a bundle could be.
export async function openZip(bytes) {
  const entries = directory(bytes);
  check(entries, bytes.length);
  const files = new Map();
  for (const entry of entries) files.set(entry.name, await unpack(bytes, entry));
  return files;
}

function directory(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 65558 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new Unreadable("this is not a zip that can be read");
  const entries = [];
  try {
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      if (view.getUint32(at, true) !== 0x02014b50) throw new RangeError();
      const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      const name = decodeText(bytes.slice(at + 46, at + 46 + nameLength), "a name in the zip");
      const mode = view.getUint32(at + 38, true) >>> 28;
      if (![0, 8].includes(mode) || view.getUint16(at + 8, true) & 1) {
        throw new Unreadable(`${JSON.stringify(name.slice(0, 80))} is a link, is locked, or is no file`);
      }
      entries.push({
        name,
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      });
      at += 46 + nameLength + extra + comment;
    }
  } catch (trouble) {
    if (trouble instanceof Unreadable) throw trouble;
    throw new Unreadable("this is not a zip that can be read");
  }
  return entries.filter(({ name }) => !name.endsWith("/"));
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

async function unpack(bytes, { name, method, crc, packed, size, offset }) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    if (view.getUint32(offset, true) !== 0x04034b50) throw new RangeError();
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    const raw = bytes.slice(start, start + packed);
    const content = method === 0 ? raw : method === 8 ? await inflate(raw, size) : null;
    if (content?.length === size && crc32(content) === crc) return content;
  } catch {
    // told below, like every other way in which a file cannot be read
  }
  throw new Unreadable(`“${name}” cannot be unpacked`);
}

async function inflate(raw, size) {
  const reader = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const content = new Uint8Array(size);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return at === size ? content : null;
    if (at + value.length > size) throw new Unverifiable("unpacks to more than it said");
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
