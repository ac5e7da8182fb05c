// The verdict on a bundle. Mirrors `proof/verdict.py`.
import { Unverifiable, hex, need, sameBytes, sha256 } from "./bytes.js";
import { checkFiles } from "./files.js";
import { Keys, checkBegins, namedFor } from "./keys.js";
import { derive, readOpenings } from "./listing.js";
import { readLog } from "./log.js";
import { Checkpoint, VerifierKey, parsePolicy } from "./note.js";
import { readReceipt } from "./receipt.js";
import { Report } from "./report.js";
import { Unreadable, historySize, isEditionText, openZip, textPath } from "./zip.js";

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

// The path of every text that could ever be signed, with its hash: those of the last edition lie at the top.
function textHashes(editions) {
  const placed = editions.map((edition, at) => {
    const folder = at === editions.length - 1 ? "" : `editions/${edition.edition}/`;
    return Object.entries(edition.texts).map(([language, hashed]) => [folder + textPath(language), hashed]);
  });
  return new Map(placed.flat());
}

const checkText = (report, files, { editions }) =>
  report.check("text", () => {
    report.texts = Object.keys(editions.at(-1).texts).map(textPath);
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
    const texts = report.texts.filter((path) => files.has(path));
    return ["follows from the record, line by line", { texts: texts.map((path) => files.get(path)) }];
  });
  if (!list) return;
  report.rows = derived.rows;
  const proved = { rows: derived.rows, counts: report.counts, texts: list.texts };
  await checkFiles(report, files, report.texts, proved, { last, stale });
}

const checkHistory = (report, files, { policy, anchor, checkpoint }, { standing, rootAt }) =>
  report.check("history", async () => {
    const keys = new Keys(policy, standing);
    const together = [await keys.checkSigned(checkpoint)];
    for (const path of files.keys()) {
      const size = historySize(path);
      if (!size) continue;
      const then = new Checkpoint(files.get(path));
      need(then.size === size && size <= checkpoint.size, `${path} is a checkpoint of ${then.size} entries, out of place`);
      together.push(await checkBegins(checkpoint, then, keys, rootAt));
    }
    keys.checkTrust(anchor, together);
    return [`${together.length - 1} kept here, each sealing the beginning of this very record`, keys];
  });

const checkEarlier = (report, name, texts, { policy, checkpoint }, keys, { rootAt }) =>
  report.check(`earlier ${name}`, async () => {
    const seals = texts.map((bytes) => new Checkpoint(bytes));
    for (const then of seals) {
      if (then.origin === checkpoint.origin && then.size > checkpoint.size) {
        await then.signedBy(policy);
        throw new Unverifiable(`had ${then.size} entries, this has ${checkpoint.size}: some are gone, unless this is the older of the two`);
      }
      await checkBegins(checkpoint, then, keys, rootAt);
    }
    return [`this log begins with those ${seals[0].size} entries`];
  });

async function checkReceipt(report, name, receipt, { anchor, checkpoint }, keys, { standing, leaves, rootAt }) {
  if (receipt.checkpoint.origin === anchor.name && receipt.checkpoint.size > standing.size) {
    report.cannotTell(`receipt ${name}`, `is newer than this bundle of ${standing.size} entries`);
    return;
  }
  await report.check(`receipt ${name}`, async () => {
    await checkBegins(checkpoint, receipt.checkpoint, keys, rootAt);
    need(hex(leaves[receipt.index]) === receipt.leaf, `entry ${receipt.index} of this log is not the one that the receipt proves`);
    const signed = receipt.statement.kind === "corrected" ? receipt.statement.of : receipt.index;
    const became = standing.whatBecameOf(signed);
    const line = `“${receipt.record.line}” was recorded as entry ${receipt.index}`;
    const how = became === "lapsed" ? "lapsed later, when the text was changed" : `was ${became} later`;
    if (became !== "standing") return [`${line}; the signature ${how}`];
    const corrected = standing.signatures.get(signed).openedAt !== receipt.index;
    return [corrected ? `${line}; its line was corrected later` : `${line} and stands`];
  });
}
