// The verdict on a bundle. Mirrors `proof/verdict.py`, `log.py`, `keys.py`, `witnesses.py`, `files.py`.
import { Unverifiable, concat, decodeText, hex, sameBytes, sha256 } from "./bytes.js";
import { derive, readOpenings } from "./listing.js";
import { Checkpoint, NoSignatures, VerifierKey, parsePolicy } from "./note.js";
import { compareText } from "./printed.js";
import { compareJson } from "./readable.js";
import { readReceipt } from "./receipt.js";
import { Standing, readStatement } from "./statements.js";
import { compareCsv } from "./tables.js";
import { leafHash, rootOf } from "./tree.js";
import { Unreadable, historySize, isShown, isEditionText, openZip, tilePath } from "./zip.js";

const COMPARISONS = { "letter.json": compareJson, "signatories.csv": compareCsv, "letter.txt": compareText };
const LARGEST_COMPARED = 2 ** 26;

export class Report {
  constructor(keyGiven) {
    Object.assign(this, { checks: [], counts: null, rows: null, texts: [], key: null, keyGiven, undecided: false });
  }

  // Runs one check; gives what it gives, or undefined when it failed.
  async check(name, run) {
    const check = { name, ok: true, detail: "" };
    this.checks.push(check);
    try {
      const [detail, value] = await run();
      check.detail = detail;
      return value ?? true;
    } catch (trouble) {
      if (trouble instanceof NoSignatures) {
        Object.assign(check, { ok: null, detail: "this browser cannot check this kind of signature; use a newer one" });
        this.undecided = true;
        return undefined;
      }
      if (!(trouble instanceof Unverifiable || trouble instanceof Unreadable)) throw trouble;
      Object.assign(check, { ok: false, detail: trouble.message });
      return undefined;
    }
  }

  cannotTell(name, detail) {
    this.checks.push({ name, ok: null, detail });
    this.undecided = true;
  }

  get verdict() {
    if (this.checks.some(({ ok }) => ok === false)) return "does-not-hold";
    return this.undecided ? "cannot-tell" : "holds";
  }
}

const need = (condition, why) => {
  if (!condition) throw new Unverifiable(why);
};

// `given`: { keyText, receipts: [[name, bytes]], earlier: [[name, [bytes]]] }; `earlier` are checkpoints, one of each
// or with those of its history behind it.
export async function judgeZip(bytes, given) {
  const report = new Report(Boolean(given.keyText));
  let files;
  try {
    files = await openZip(bytes);
  } catch (trouble) {
    if (!(trouble instanceof Unreadable || trouble instanceof Unverifiable)) throw trouble;
    report.cannotTell("bundle", trouble.message);
    return report;
  }
  if (!files.has("policy") || !files.has("checkpoint")) {
    report.cannotTell("bundle", "this is no bundle: it has no “policy” and no “checkpoint”");
    return report;
  }
  await judgeFiles(report, files, given);
  return report;
}

async function judgeFiles(report, files, given) {
  const sealed = await checkSeal(report, files, given);
  if (!sealed) return;
  const receipts = [];
  for (const [name, bytes] of given.receipts) {
    try {
      receipts.push([name, readReceipt(bytes)]);
    } catch (trouble) {
      if (!(trouble instanceof Unverifiable)) throw trouble;
      report.checks.push({ name: `receipt ${name}`, ok: false, detail: trouble.message });
    }
  }
  const log = await report.check("log", () => readLog(files, sealed.checkpoint));
  if (!log) return;
  report.counts = log.standing.counts;
  await checkText(report, files, log.standing);
  await checkList(report, files, log.standing);
  const keys = await checkHistory(report, files, sealed, log);
  if (keys) {
    for (const [name, texts] of given.earlier) await checkEarlier(report, name, texts, sealed, keys, log);
    for (const [name, receipt] of receipts) await checkReceipt(report, name, receipt, sealed, keys, log);
  }
  for (const name of ["README.txt", "verify.html"]) {
    if (files.has(name)) report.checks.push({ name, ok: null, detail: "not covered by the proof" });
  }
}

async function checkSeal(report, files, { keyText }) {
  const keys = await report.check("key", () => {
    const policy = parsePolicy(files.get("policy"));
    const origin = policy[0].name;
    need(policy.every(({ name }) => name === origin), "the policy names a key of another log");
    const anchor = keyText ? namedFor(VerifierKey.parse(keyText), origin) : policy[0];
    report.key = anchor.text;
    const detail = keyText ? "given by you" : "taken from the bundle itself, NOT from an outside source";
    return [detail, { policy, anchor }];
  });
  if (!keys) return undefined;
  return report.check("checkpoint", async () => {
    const checkpoint = new Checkpoint(files.get("checkpoint"));
    await checkpoint.signedBy([...keys.policy, keys.anchor]);
    need(checkpoint.origin === keys.anchor.name, `the checkpoint is of another log, ${checkpoint.origin}`);
    return [`seals ${checkpoint.size} entries; fingerprint ${checkpoint.fingerprint}`, { ...keys, checkpoint }];
  });
}

export function namedFor(key, origin) {
  need(key.name === origin || origin.startsWith(`${key.name}/`), `the key given is for ${key.name}, but the log is ${origin}`);
  return key.named(origin);
}

export function readLog(files, checkpoint) {
  const { size } = checkpoint;
  const there = [...files.keys()].filter((path) => path.startsWith("tile/"));
  need(size <= there.length * 256, `the checkpoint speaks of ${size} entries, but there are fewer`);
  const tile = (kind, number, width) => {
    const path = tilePath(kind, number, width);
    need(files.has(path), `${path} is missing`);
    expected.add(path);
    return files.get(path);
  };
  const expected = new Set();
  const leaves = [];
  const standing = new Standing(checkpoint.origin);
  for (let start = 0; start < size; start += 256) {
    const width = Math.min(256, size - start);
    for (const entry of unpackEntries(tile("entries", start / 256, width), width)) {
      const leaf = leafHash(entry);
      leaves.push(leaf);
      standing.push(readStatement(entry, `entry ${standing.size}`), hex(leaf));
    }
  }
  need(sameBytes(rootOf(leaves), checkpoint.root), "the root over the entries is not the one that the checkpoint seals");
  for (let level = 0, hashes = leaves; hashes.length; level++) {
    const above = [];
    for (let start = 0; start < hashes.length; start += 256) {
      const inTile = hashes.slice(start, start + 256);
      const stored = tile(String(level), start / 256, inTile.length);
      need(sameBytes(stored, concat(...inTile)), `a tile of level ${level} has not the hashes that it should have`);
      if (inTile.length === 256) above.push(rootOf(inTile));
    }
    hashes = above;
  }
  const odd = there.find((path) => !expected.has(path));
  need(!odd, `${odd} does not belong to a log of ${size} entries`);
  need(standing.editions.length, "the log is empty");
  const detail = `all ${size} entries are the sealed ones, in their order, and none is one that could not stand there`;
  return [detail, { standing, leaves }];
}

function unpackEntries(bytes, width) {
  const entries = [];
  let start = 0;
  while (start < bytes.length && entries.length < width) {
    const end = start + 2 + bytes[start] * 256 + (bytes[start + 1] ?? 0);
    entries.push(bytes.slice(start + 2, end));
    start = end;
  }
  need(start === bytes.length && entries.length === width, `an entry tile does not hold exactly ${width} entries`);
  return entries;
}

const textPaths = (edition) => Object.keys(edition.texts).map((language) => `letter.${language}.md`);

// The path of every text that could ever be signed, with its hash: those of the last edition lie at the top.
function textHashes(editions) {
  const placed = editions.map((edition, at) => {
    const folder = at === editions.length - 1 ? "" : `editions/${edition.edition}/`;
    return Object.entries(edition.texts).map(([language, hashed]) => [`${folder}letter.${language}.md`, hashed]);
  });
  return new Map(placed.flat());
}

const checkText = (report, files, { editions }) =>
  report.check("text", () => {
    report.texts = textPaths(editions.at(-1));
    const expected = textHashes(editions);
    for (const [path, hashed] of expected) {
      need(files.has(path), `${path} is missing`);
      need(hex(sha256(files.get(path))) === hashed, `${path} is not the text that was signed`);
    }
    for (const path of files.keys()) need(!isEditionText(path) || expected.has(path), `${path} is a text that nobody signed`);
    const before = editions.length > 1 ? "; and those of the editions before it" : "";
    return [`edition ${editions.length}: ${report.texts.join(", ")}${before}`];
  });

async function checkList(report, files, standing) {
  const derived = await report.check("openings", () => {
    const opened = derive(standing, readOpenings(files, standing));
    return ["behind every name on the list stands its recorded signature, and no name of anybody who left is left open", opened];
  });
  if (!derived) return;
  const last = standing.publications.at(-1);
  const stale = last !== undefined && standing.listChangedAt >= last.size;
  const list = await report.check("list", () => {
    const given = files.get("signatories.tsv");
    need(given && sameBytes(given, derived.tsv), "signatories.tsv is not the list that the log and the openings give");
    need(!last || stale || hex(sha256(given)) === last.list, `entry ${last?.entry} published another list`);
    const texts = textPaths(standing.editions.at(-1)).filter((path) => files.has(path));
    return ["follows from the record, line by line", { texts: texts.map((path) => files.get(path)) }];
  });
  if (!list) return;
  report.rows = derived.rows;
  const proved = { rows: derived.rows, counts: report.counts, texts: list.texts };
  await checkFiles(report, files, standing, proved, { last, stale });
}

async function checkFiles(report, files, { editions }, proved, { last, stale }) {
  const texts = textPaths(editions.at(-1));
  const shown = [...files.keys()].filter((path) => isShown(path) && !texts.includes(path)).sort();
  const published = last?.files ?? {};
  for (const name of shown) {
    await report.check(name, () => [checkFile(name, files.get(name), proved, { last, stale, published })]);
  }
  const missing = Object.keys(published).find((name) => !files.has(name));
  if (missing) {
    await report.check(missing, () => {
      need(stale, "was published, but is not here");
      return ["was published before later changes to the list, and is no longer here"];
    });
  }
}

function checkFile(name, bytes, proved, { last, stale, published }) {
  const compare = Object.hasOwn(COMPARISONS, name) ? COMPARISONS[name] : null;
  const bound = Object.hasOwn(published, name) && published[name] === hex(sha256(bytes));
  if (!bound && !(compare && (stale || !last))) {
    throw new Unverifiable(
      Object.hasOwn(published, name)
        ? `is not the file that entry ${last.entry} published`
        : "is bound by no statement: it was not published with this letter",
    );
  }
  const before = stale ? ", before later changes to the list" : "";
  const asPublished = `bound by its hash, as published by entry ${last?.entry}${before}`;
  if (!compare) return `${asPublished}; contents not compared`;
  if (bytes.length > LARGEST_COMPARED) {
    need(bound, "is bound by no statement, and is too large to be read again here");
    return `${asPublished}; too large to be read again here; contents not compared`;
  }
  compare(bytes, proved);
  const found = `shows exactly the ${proved.rows.length} public signatures that stand, and the right count`;
  return bound ? found : `${found}; its other words are not compared`;
}

class Keys {
  constructor(policy, standing) {
    this.all = [{ entry: -1, key: policy[0] }, ...standing.newKeys];
    const same = this.all.length === policy.length && this.all.every(({ key }, at) => key.text === policy[at].text);
    need(same, "the policy names other keys than the log brought into force");
  }

  get texts() {
    return this.all.map(({ key }) => key.text);
  }

  async checkSigned(checkpoint) {
    const needed = this.all.filter(({ entry }) => entry < checkpoint.size).slice(-2);
    const held = await checkpoint.signedBy(this.all.map(({ key }) => key));
    const missing = needed.find(({ key }) => !held.has(key.text));
    need(!missing, `the checkpoint is not signed by the key ${missing?.key.text}, which is in force`);
    return held;
  }

  checkTrust(anchor, together) {
    const from = this.texts.indexOf(anchor.text);
    need(from >= 0, "the key given is none of the keys of this log");
    this.texts.slice(from + 1).forEach((successor, at) => {
      const key = this.texts[from + at];
      const shared = together.some((held) => held.has(key) && held.has(successor));
      need(shared, `no checkpoint is signed by both ${key} and its successor`);
    });
  }
}

export const fork = (ours, theirs) =>
  "FORK: the same key signed two checkpoints that cannot belong to one log. Keep both; together they prove it to anybody.\n\n" +
  [ours, theirs].map(({ bytes }) => decodeText(bytes, "a checkpoint")).join("\n");

async function checkBegins(now, then, keys, leaves) {
  need(then.origin === now.origin, `it is of another log, ${then.origin}`);
  const held = await keys.checkSigned(then);
  need(sameBytes(rootOf(leaves.slice(0, then.size)), then.root), fork(now, then));
  return held;
}

const checkHistory = (report, files, { policy, anchor, checkpoint }, { standing, leaves }) =>
  report.check("history", async () => {
    const keys = new Keys(policy, standing);
    const together = [await keys.checkSigned(checkpoint)];
    for (const path of files.keys()) {
      const size = historySize(path);
      if (!size) continue;
      const then = new Checkpoint(files.get(path));
      need(then.size === size && size <= checkpoint.size, `${path} is a checkpoint of ${then.size} entries, out of place`);
      together.push(await checkBegins(checkpoint, then, keys, leaves));
    }
    keys.checkTrust(anchor, together);
    return [`${together.length - 1} kept here, each sealing the beginning of this very record`, keys];
  });

const checkEarlier = (report, name, texts, { policy, checkpoint }, keys, { leaves }) =>
  report.check(`earlier ${name}`, async () => {
    const seals = texts.map((bytes) => new Checkpoint(bytes));
    for (const then of seals) {
      if (then.size > checkpoint.size) {
        await then.signedBy(policy);
        throw new Unverifiable(`had ${then.size} entries, this has ${checkpoint.size}: some are gone`);
      }
      await checkBegins(checkpoint, then, keys, leaves);
    }
    return [`this log begins with those ${seals[0].size} entries`];
  });

async function checkReceipt(report, name, receipt, { anchor, checkpoint }, keys, { standing, leaves }) {
  if (receipt.checkpoint.origin === anchor.name && receipt.checkpoint.size > standing.size) {
    report.cannotTell(`receipt ${name}`, `is newer than this bundle of ${standing.size} entries`);
    return;
  }
  await report.check(`receipt ${name}`, async () => {
    await checkBegins(checkpoint, receipt.checkpoint, keys, leaves);
    need(hex(leaves[receipt.index]) === receipt.leaf, `entry ${receipt.index} of this log is not the one that the receipt proves`);
    const signed = receipt.statement.kind === "corrected" ? receipt.statement.of : receipt.index;
    const became = standing.whatBecameOf(signed);
    const line = `“${receipt.record.line}” was recorded as entry ${receipt.index}`;
    if (became !== "standing") return [`${line}; the signature was ${became} later`];
    const corrected = standing.signatures.get(signed).openedAt !== receipt.index;
    return [corrected ? `${line}; its line was corrected later` : `${line} and stands`];
  });
}
