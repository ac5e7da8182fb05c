// Signed notes, keys, checkpoints and policies. Mirrors `evidence/note.py`, `checkpoint.py`, `policy.py`.
import { Unverifiable, base64, concat, encodeText, fromBase64, hex, isKeyName, linesOf, sha256, wholeNumber } from "./bytes.js";

const LONGEST_NOTE = 131072;
const MOST_SIGNATURES = 16;
const ED25519 = Uint8Array.of(1);

// Points of small order have one of these for their y (RFC 8032, 5.1.3; the last two are second spellings). Under such
// a key one signature fits many texts: who signed two histories could say that anybody else did.
const PRIME = 2n ** 255n - 19n;
const OF_ORDER_8 = 0x5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
const SMALL_ORDER = [0n, 1n, PRIME - 1n, OF_ORDER_8, PRIME - OF_ORDER_8, PRIME, PRIME + 1n];
const isOfSmallOrder = (point) => SMALL_ORDER.includes(BigInt(`0x${hex(point.slice().reverse())}`) % 2n ** 255n);

export class NoSignatures extends Error {} // this browser cannot check an Ed25519 signature

export class VerifierKey {
  constructor(name, publicBytes) {
    this.name = name;
    this.publicBytes = publicBytes;
    this.id = sha256(encodeText(`${name}\n`), ED25519, publicBytes).slice(0, 4);
    this.text = `${name}+${hex(this.id)}+${base64(concat(ED25519, publicBytes))}`;
  }

  static parse(text) {
    const [name, short, ...rest] = text.split("+");
    const data = fromBase64(rest.join("+"), "the key");
    if (!isKeyName(name) || short === undefined || data.length !== 33 || data[0] !== 1) {
      throw new Unverifiable("this is no key; it looks like example.org+1a2b3c4d+Ab…=");
    }
    if (isOfSmallOrder(data.slice(1))) throw new Unverifiable("the key is one under which anybody could have signed");
    const key = new VerifierKey(name, data.slice(1));
    if (key.text !== text) throw new Unverifiable("the key’s short hash does not belong to its name and key");
    return key;
  }

  named(name) {
    return new VerifierKey(name, this.publicBytes);
  }

  async holds(signature, text) {
    let key;
    try {
      key = await crypto.subtle.importKey("raw", this.publicBytes, { name: "Ed25519" }, false, ["verify"]);
    } catch {
      throw new NoSignatures();
    }
    return crypto.subtle.verify({ name: "Ed25519" }, key, signature, text);
  }
}

function parseNote(bytes, what) {
  if (bytes.length > LONGEST_NOTE) throw new Unverifiable(`${what} is longer than ${LONGEST_NOTE} bytes`);
  const lines = linesOf(bytes, what);
  const blank = lines.lastIndexOf("");
  const signatures = lines.slice(blank + 1);
  if (blank < 1 || signatures.length < 1 || signatures.length > MOST_SIGNATURES) {
    throw new Unverifiable(`${what} needs a text, a blank line and 1 to ${MOST_SIGNATURES} signatures`);
  }
  const parsed = signatures.map((line) => {
    const [dash, name, encoded, more] = line.split(" ");
    if (dash !== "—" || !isKeyName(name ?? "") || encoded === undefined || more !== undefined) {
      throw new Unverifiable(`${what} has a line among its signatures that is none`);
    }
    const data = fromBase64(encoded, what);
    if (data.length <= 4) throw new Unverifiable(`${what} has a signature that is too short`);
    return { name, id: hex(data.slice(0, 4)), signature: data.slice(4) };
  });
  if (new Set(parsed.map(({ name, id }) => `${name} ${id}`)).size !== parsed.length) {
    throw new Unverifiable(`${what} is signed twice by one key`);
  }
  const text = encodeText(lines.slice(0, blank).map((line) => `${line}\n`).join(""));
  return { text, lines: lines.slice(0, blank), signatures: parsed };
}

export class Checkpoint {
  constructor(bytes) {
    this.bytes = bytes;
    this.note = parseNote(bytes, "the checkpoint");
    if (this.note.lines.length !== 3) throw new Unverifiable("the checkpoint has to have three lines: origin, size, root");
    const [origin, size, root] = this.note.lines;
    if (!isKeyName(origin)) throw new Unverifiable("the checkpoint’s origin is empty or has a space in it");
    this.origin = origin;
    this.root = fromBase64(root, "the checkpoint");
    if (this.root.length !== 32) throw new Unverifiable("the checkpoint’s root is not 32 bytes long");
    this.size = wholeNumber(size, "the checkpoint");
  }

  get fingerprint() {
    return hex(sha256(this.note.text)).slice(0, 16).match(/..../g).join(" ");
  }

  // Those of these keys that signed, as texts. Keys of other logs do not count.
  async signedBy(keys) {
    const held = new Set();
    for (const { name, id, signature } of this.note.signatures) {
      const key = keys.find((each) => each.name === this.origin && each.name === name && hex(each.id) === id);
      if (!key) continue;
      if (!(await key.holds(signature, this.note.text))) throw new Unverifiable(`the signature of ${key.name} does not hold`);
      held.add(key.text);
    }
    if (!held.size) throw new Unverifiable("the checkpoint is not signed by a known key");
    return held;
  }
}

export function parsePolicy(bytes) {
  if (bytes.length > LONGEST_NOTE) throw new Unverifiable("the policy is too long");
  const lines = linesOf(bytes, "the policy");
  if (lines.length > 100 || lines.pop() !== "quorum none") throw new Unverifiable("the policy has to end with: quorum none");
  const keys = lines.map((line) => {
    if (!line.startsWith("log ")) throw new Unverifiable("the policy has a line that is not known here");
    return VerifierKey.parse(line.slice(4));
  });
  if (!keys.length || new Set(keys.map((key) => hex(key.publicBytes))).size !== keys.length) {
    throw new Unverifiable("the policy has to name at least one log key, and none twice");
  }
  return keys;
}
