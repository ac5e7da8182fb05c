// The statements of a log, and what they amount to. Mirrors `domain/shapes.py`, `statements.py`, `standing.py`.
import { Unverifiable, isKeyName } from "./bytes.js";
import { hasKeys, readCanonical } from "./canonical.js";
import { VerifierKey } from "./note.js";

const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;
export const FILE_NAME = /^[a-z0-9][a-z0-9_-]{0,63}(?:\.[a-z0-9-]{1,12}){1,2}$/;

const isText = (value) => typeof value === "string";
const isHash = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value);
const isOrigin = (value) => isText(value) && isKeyName(value);
const from = (lowest) => (value) => Number.isSafeInteger(value) && value >= lowest;
const oneOf = (...words) => (value) => isText(value) && words.includes(value);
const isMinute = (value) => {
  if (!isText(value) || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z$/.test(value) || value.startsWith("0000")) return false;
  const at = new Date(value);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 16) === value.slice(0, 16);
};
const hashesBy = (names, lowest) => (value) => {
  if (!hasKeys(value, [], Object.keys(value ?? {}))) return false;
  const keys = Object.keys(value);
  return keys.length >= lowest && keys.length <= 100 && keys.every((key) => names.test(key) && isHash(value[key]));
};
const isKey = (value) => {
  try {
    return VerifierKey.parse(value) !== null;
  } catch {
    return false;
  }
};

const KINDS = {
  frozen: {
    required: { at: isMinute, letter: isOrigin, edition: from(1), texts: hashesBy(LANGUAGE, 1) },
    optional: {
      roster: (value) => hasKeys(value, ["n", "hash"]) && from(0)(value.n) && isHash(value.hash),
      supersedes: (value) =>
        hasKeys(value, ["letter", "size", "root"]) && isOrigin(value.letter) && from(1)(value.size) && isHash(value.root),
    },
  },
  signed: {
    required: { at: isMinute, text: isHash, who: isHash, how: oneOf("link", "mail", "code", "import"), show: oneOf("public", "private") },
    optional: { proof: isHash },
  },
  withdrawn: { required: { at: isMinute, of: from(0), by: oneOf("signer", "erasure") } },
  struck: { required: { at: isMinute, of: from(0), why: oneOf("duplicate", "not-a-person", "not-authorised", "denied", "other") } },
  corrected: { required: { at: isMinute, of: from(0), who: isHash } },
  closed: { required: { at: isMinute, standing: from(0) } },
  published: { required: { at: isMinute, size: from(1), list: isHash, files: hashesBy(FILE_NAME, 0) } },
  rekeyed: { required: { at: isMinute, vkey: isKey } },
};

export function readStatement(entry, what) {
  const value = readCanonical(entry, what);
  const kind = hasKeys(value, ["kind", "v"], Object.keys(value ?? {})) && isText(value.kind) && Object.hasOwn(KINDS, value.kind) ? KINDS[value.kind] : null;
  if (!kind || value.v !== 1) throw new Unverifiable(`${what} is of a kind or version that is not known`);
  const { required, optional = {} } = kind;
  if (!hasKeys(value, ["v", "kind", ...Object.keys(required)], Object.keys(optional))) {
    throw new Unverifiable(`${what} “${value.kind}” has a key too many or too few`);
  }
  for (const [name, fits] of Object.entries({ ...required, ...optional })) {
    if (Object.hasOwn(value, name) && !fits(value[name])) throw new Unverifiable(`${what} “${value.kind}” has a “${name}” that it cannot have`);
  }
  return value;
}

export class Standing {
  constructor(origin) {
    Object.assign(this, { origin, size: 0, editions: [], text: "", isClosed: false, latest: "", listChangedAt: 0 });
    Object.assign(this, { signatures: new Map(), superseded: new Map(), publications: [], newKeys: [] });
  }

  push(statement, leaf) {
    if (statement.at < this.latest) this.refuse("is dated before the entry that it follows");
    if (!this.editions.length && statement.kind !== "frozen") this.refuse("comes before any text was fixed");
    READERS[statement.kind].call(this, statement, leaf);
    this.latest = statement.at;
    this.size += 1;
  }

  refuse(why) {
    throw new Unverifiable(`entry ${this.size} ${why}`);
  }

  stands(signature) {
    return !signature.ended && signature.text === this.text;
  }

  signature(index) {
    const signature = this.signatures.get(index);
    if (!signature) this.refuse(`speaks of entry ${index}, which is no signature before it`);
    if (signature.ended) this.refuse(`speaks of entry ${index}, which was ${signature.ended} before`);
    return signature;
  }

  whatBecameOf(index) {
    const signature = this.signatures.get(index);
    return signature.ended ?? (this.stands(signature) ? "standing" : "lapsed");
  }

  standing() {
    return [...this.signatures.values()].filter((signature) => this.stands(signature));
  }

  shown() {
    return this.standing().filter((signature) => signature.show === "public");
  }

  get counts() {
    const all = [...this.signatures.values()];
    const stands = this.standing();
    const byHow = {};
    for (const { how } of stands) byHow[how] = (byHow[how] ?? 0) + 1;
    return {
      standing: stands.length,
      unnamed: stands.filter(({ show }) => show === "private").length,
      withdrawn: all.filter(({ ended }) => ended === "withdrawn").length,
      struck: all.filter(({ ended }) => ended === "struck").length,
      lapsed: all.filter((signature) => !signature.ended && signature.text !== this.text).length,
      corrected: all.filter(({ index, openedAt }) => index !== openedAt).length,
      by_how: byHow,
    };
  }
}

// What each kind of statement does to what is known so far.
const READERS = {
  frozen(statement, leaf) {
    if (this.isClosed) this.refuse("fixes a new text after the letter was closed");
    if (statement.letter !== this.origin) this.refuse("belongs to the log of another letter");
    if (statement.edition !== this.editions.length + 1) this.refuse("fixes an edition out of turn");
    if (this.editions.length && statement.supersedes) this.refuse("takes another letter’s place, which only the first edition can");
    this.editions.push(statement);
    this.text = leaf;
    this.listChangedAt = this.size;
  },
  signed({ text, who, how, show }) {
    if (this.isClosed) this.refuse("signs after the letter was closed");
    if (text !== this.text) this.refuse("signs another text than the one that was fixed last");
    this.signatures.set(this.size, { index: this.size, text, who, how, show, openedAt: this.size, ended: null });
    this.listChangedAt = this.size;
  },
  withdrawn({ of }) {
    this.signature(of).ended = "withdrawn";
    this.listChangedAt = this.size;
  },
  struck({ of }) {
    this.signature(of).ended = "struck";
    this.listChangedAt = this.size;
  },
  corrected({ of, who }) {
    const signature = this.signature(of);
    if (!this.stands(signature)) this.refuse("corrects a signature that has lapsed");
    this.superseded.set(signature.openedAt, { index: of, who: signature.who });
    signature.who = who;
    signature.openedAt = this.size;
    this.listChangedAt = this.size;
  },
  closed(statement) {
    if (this.isClosed) this.refuse("closes the letter a second time");
    const stand = this.standing().length;
    if (statement.standing !== stand) this.refuse(`says that ${statement.standing} signatures stand, but ${stand} do`);
    this.isClosed = true;
  },
  published(statement) {
    if (statement.size > this.size) this.refuse("publishes a list made from entries that came later");
    this.publications.push({ entry: this.size, ...statement });
  },
  rekeyed({ vkey }) {
    const key = VerifierKey.parse(vkey);
    if (key.name !== this.origin) this.refuse("brings in a key of another log");
    if (this.newKeys.some((each) => each.key.text === key.text)) this.refuse("brings in a key that was brought in before");
    this.newKeys.push({ entry: this.size, key });
  },
};
