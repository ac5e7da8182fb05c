// The verdict on receipts alone, without a bundle. Mirrors `proof/alone.py`.
import { Unverifiable, hex } from "./bytes.js";
import { fork, namedFor } from "./keys.js";
import { Checkpoint, VerifierKey } from "./note.js";
import { readReceipt } from "./receipt.js";
import { Report } from "./report.js";

const PERHAPS_A_FORK =
  "two of them are of one log and one size, and seal two histories; whether one key sealed both, which would prove a fork, can be told with the key";

// `given`: { keyText, receipts: [[name, bytes]], earlier: [[name, [bytes]]] }, as for a bundle.
export async function judgeReceipts({ keyText, receipts, earlier }) {
  const report = new Report(Boolean(keyText));
  const seals = [];
  for (const [name, bytes] of receipts) {
    await report.check(`receipt ${name}`, async () => {
      const receipt = readReceipt(bytes);
      await checkSealOf(report, receipt.checkpoint, keyText);
      seals.push(receipt.checkpoint);
      const at = receipt.statement.at.replace("T", " ").replace("Z", "");
      return [`“${receipt.record.line}” was recorded as entry ${receipt.index} at ${at} UTC`];
    });
  }
  for (const [name, texts] of earlier) {
    await report.check(`earlier ${name}`, async () => {
      const kept = texts.map((bytes) => new Checkpoint(bytes));
      for (const each of kept) await checkSealOf(report, each, keyText);
      seals.push(...kept);
      return [`seals ${kept[0].size} entries of ${kept[0].origin}`];
    });
  }
  if (!keyText) report.cannotTell("key", "a receipt names no key; give the organiser’s, or add the bundle");
  if (seals.length > 1) await checkTogether(report, seals);
  return report;
}

async function checkSealOf(report, checkpoint, keyText) {
  if (!keyText) return;
  const key = namedFor(VerifierKey.parse(keyText), checkpoint.origin);
  report.key = key.text;
  await checkpoint.signedBy([key]);
}

// Two checkpoints of one log and one size have to be one checkpoint.
async function checkTogether(report, seals) {
  const moments = new Map();
  let pair = null;
  for (const seal of seals) {
    const moment = `${seal.origin} ${seal.size}`;
    const first = moments.get(moment) ?? seal;
    if (hex(first.root) !== hex(seal.root)) pair ??= [first, seal];
    moments.set(moment, first);
  }
  if (pair && !report.keyGiven) report.cannotTell("receipts", PERHAPS_A_FORK);
  else if (moments.size < seals.length) {
    await report.check("receipts", () => {
      if (pair) throw new Unverifiable(fork(...pair));
      return ["where they are of one moment, they are sealed as one log"];
    });
  }
  if (moments.size > 1) {
    const detail = "of two logs or two moments: only a bundle can tell whether they belong together";
    report.checks.push({ name: "receipts", ok: null, detail });
  }
}
