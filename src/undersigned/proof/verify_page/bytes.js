// Bytes and how they are written: UTF-8, hexadecimal, base64, SHA-256. Mirrors `evidence/text.py`.
//
// SHA-256 stands here itself, because a browser's own is asynchronous and a log needs thousands of hashes,
// and because the page has to be readable by one person in one sitting. The tests compare it with Python's.

export class Unverifiable extends Error {}

export const need = (condition, why) => {
  if (!condition) throw new Unverifiable(why);
};

export const encodeText = (text) => new TextEncoder().encode(text);

export function decodeText(bytes, what) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unverifiable(`${what} is not UTF-8 text`);
  }
}

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export function base64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export function fromBase64(text, what) {
  let bytes = null;
  try {
    bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new Unverifiable(`${what} has something in it that is not base64`);
  }
  if (base64(bytes) !== text) throw new Unverifiable(`${what} has base64 that is not in its one spelling`);
  return bytes;
}

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const sameBytes = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

export function wholeNumber(text, what) {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text) || Number(text) > Number.MAX_SAFE_INTEGER) {
    throw new Unverifiable(`${what}: ${JSON.stringify(text.slice(0, 20))} is not a whole number as it should be written`);
  }
  return Number(text);
}

// No plus, no space of any kind, no control, nothing unseen.
const KEY_NAME =
  /^[^+\u0000-\u0020\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]+$/u;
export const isKeyName = (text) => KEY_NAME.test(text);

export function linesOf(bytes, what) {
  const text = decodeText(bytes, what);
  if (!text.endsWith("\n")) throw new Unverifiable(`${what} does not end with a newline`);
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) throw new Unverifiable(`${what} has a control character in it`);
  return text.slice(0, -1).split("\n");
}

// SHA-256 as in FIPS 180-4. The constants are the roots of the first primes, worked out as the standard says.
const primes = [];
for (let candidate = 2; primes.length < 64; candidate++) {
  if (primes.every((prime) => candidate % prime)) primes.push(candidate);
}
const fraction = (value) => Math.floor((value - Math.floor(value)) * 2 ** 32) >>> 0;
const ROUND = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const START = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const turn = (word, by) => (word >>> by) | (word << (32 - by));

export function sha256(...parts) {
  const message = concat(...parts);
  const padded = new Uint8Array(((message.length + 8) >> 6 << 6) + 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(padded.length - 4, (message.length << 3) >>> 0);
  const state = Uint32Array.from(START);
  const words = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) compress(state, words, view, block);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setUint32(4 * at, word));
  return new Uint8Array(digest.buffer);
}

function compress(state, words, view, block) {
  for (let t = 0; t < 16; t++) words[t] = view.getUint32(block + 4 * t);
  for (let t = 16; t < 64; t++) {
    const [early, late] = [words[t - 15], words[t - 2]];
    const small0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const small1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[t] = words[t - 16] + small0 + words[t - 7] + small1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t++) {
    const big1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + big1 + ((e & f) ^ (~e & g)) + ROUND[t] + words[t]) | 0;
    const big0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] += word));
}
