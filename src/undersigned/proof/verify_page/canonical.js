// JSON with one spelling. Mirrors `evidence/canonical.py`.
import { Unverifiable, decodeText } from "./bytes.js";

export function readCanonical(bytes, what) {
  const text = decodeText(bytes, what);
  let value;
  let respelt;
  try {
    value = JSON.parse(text);
    respelt = spell(value);
  } catch (trouble) {
    if (trouble instanceof Unverifiable) throw trouble;
    throw new Unverifiable(`${what} is not canonical JSON`);
  }
  // A backslash that was typed is no escape.
  if (respelt !== text || text.replaceAll("\\\\", "").includes("\\u0000")) {
    throw new Unverifiable(`${what} is JSON, but not in its one canonical spelling`);
  }
  return value;
}

function spell(value) {
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new Unverifiable("has a number that is not allowed");
  if (typeof value === "string" && !value.isWellFormed()) throw new Unverifiable("has half a character in it");
  if (Array.isArray(value)) return `[${value.map(spell).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${spell(key)}:${spell(value[key])}`).join(",")}}`;
}

// Whether a value is an object that has all of the required keys and no other than the allowed ones.
export function hasKeys(value, required, optional = []) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return required.every((key) => keys.includes(key)) && keys.every((key) => required.includes(key) || optional.includes(key));
}
