// One signatory's receipt. Mirrors `evidence/receipt.py` and `proof/receipt.py`.
import { Unverifiable, encodeText, fromBase64, hex, linesOf, wholeNumber } from "./bytes.js";
import { hasKeys, readCanonical } from "./canonical.js";
import { commit, readRecord, readSalt } from "./listing.js";
import { Checkpoint } from "./note.js";
import { readStatement } from "./statements.js";
import { checkInclusion, leafHash } from "./tree.js";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const LONGEST = 131072 + 262144;

export const isReceipt = (bytes) => new TextDecoder().decode(bytes.slice(0, 20)) === "c2sp.org/tlog-proof@";

export function readReceipt(bytes) {
  if (bytes.length > LONGEST) throw new Unverifiable("the receipt is too long");
  const blank = bytes.findIndex((byte, at) => byte === 10 && bytes[at + 1] === 10);
  if (blank < 0) throw new Unverifiable("the receipt has no checkpoint");
  const [first, ...lines] = linesOf(bytes.slice(0, blank + 1), "the receipt");
  if (first !== FIRST_LINE) throw new Unverifiable(`the receipt does not begin with ${FIRST_LINE}`);
  if (!lines[0]?.startsWith("extra ")) throw new Unverifiable("the receipt does not hold an entry, a record and a salt");
  const extra = readCanonical(fromBase64(lines.shift().slice(6), "the receipt"), "the receipt’s extra line");
  if (!lines[0]?.startsWith("index ")) throw new Unverifiable("the receipt has no line with the index");
  const index = wholeNumber(lines.shift().slice(6), "the receipt");
  const path = lines.map((line) => fromBase64(line, "the receipt"));
  if (path.length > 63 || path.some((step) => step.length !== 32)) throw new Unverifiable("the receipt has a path that is none");
  const checkpoint = new Checkpoint(bytes.slice(blank + 2));
  if (!hasKeys(extra, ["entry", "record", "salt"]) || typeof extra.entry !== "string" || typeof extra.record !== "string") {
    throw new Unverifiable("the receipt does not hold an entry, a record and a salt");
  }
  const leaf = leafHash(encodeText(extra.entry));
  checkInclusion(leaf, index, checkpoint.size, path, checkpoint.root);
  const statement = readStatement(encodeText(extra.entry), "the receipt’s entry");
  if (!["signed", "corrected"].includes(statement.kind)) throw new Unverifiable("the receipt is for an entry that is no signature");
  if (commit(readSalt(extra.salt), encodeText(extra.record)) !== statement.who) {
    throw new Unverifiable("the receipt’s record is not what the entry committed to");
  }
  return { index, leaf: hex(leaf), statement, record: readRecord(encodeText(extra.record)), checkpoint };
}
