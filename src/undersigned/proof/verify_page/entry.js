// Where a QR leads: is entry INDEX with this leaf hash in the sealed log, and what became of it?
//
// Not a part of `verify.html`: the server's own page `/v/SLUG#INDEX.HASH` carries it, joined with the modules it
// needs. What is said stands in that page; here is only decided which of it. The part after # is never sent.
import { Unverifiable, hex } from "./bytes.js";
import { readLog } from "./log.js";
import { Checkpoint, NoSignatures, parsePolicy } from "./note.js";
import { readStatement } from "./statements.js";
import { Unreadable, tilePath } from "./zip.js";

class Unreachable extends Error {}

async function fetchPart(evidence, path) {
  let answer;
  try {
    answer = await fetch(evidence + path, { credentials: "omit", cache: "no-cache" });
  } catch {
    throw new Unreachable();
  }
  if (!answer.ok) throw new Unreachable();
  return new Uint8Array(await answer.arrayBuffer());
}

// The log as it is served: checkpoint and policy, and the tiles of the checkpoint's size by their paths.
async function fetchLog(evidence) {
  const [policy, sealed] = await Promise.all(["policy", "checkpoint"].map((path) => fetchPart(evidence, path)));
  const checkpoint = new Checkpoint(sealed);
  const paths = [];
  for (let level = 0, wide = checkpoint.size; wide > 0; level++, wide = Math.floor(wide / 256)) {
    for (let start = 0; start < wide; start += 256) {
      for (const kind of level ? [String(level)] : ["entries", "0"]) {
        paths.push(tilePath(kind, start / 256, Math.min(256, wide - start)));
      }
    }
  }
  const tiles = await Promise.all(paths.map(async (path) => [path, await fetchPart(evidence, path)]));
  return { keys: parsePolicy(policy), checkpoint, files: new Map(tiles) };
}

// Whether the keys in force have sealed the log: false where this browser cannot check it.
async function isSealed({ keys, checkpoint }, { newKeys }) {
  if (keys.slice(1).map(({ text }) => text).join() !== newKeys.map(({ key }) => key.text).join()) {
    throw new Unverifiable("the policy names other keys than the log brought into force");
  }
  try {
    const held = await checkpoint.signedBy(keys);
    if (!keys.slice(-2).every(({ text }) => held.has(text))) throw new Unverifiable("a key in force has not signed");
  } catch (trouble) {
    if (trouble instanceof NoSignatures) return false;
    throw trouble;
  }
  return true;
}

function entryOf(log, index) {
  const path = tilePath("entries", Math.floor(index / 256), Math.min(256, log.checkpoint.size - index + (index % 256)));
  let bytes = log.files.get(path);
  const length = () => 2 + bytes[0] * 256 + bytes[1];
  for (let skip = index % 256; skip > 0; skip--) bytes = bytes.slice(length());
  return bytes.slice(2, length());
}

// What to say, as words that the page knows: one, or one and a remark.
async function judge(evidence, index, hash, show) {
  const log = await fetchLog(evidence);
  const [, { standing, leaves }] = readLog(log.files, log.checkpoint);
  show({ entries: log.checkpoint.size, fingerprint: log.checkpoint.fingerprint });
  const sealed = await isSealed(log, standing);
  if (index >= leaves.length) return ["missing"];
  if (hex(leaves[index]) !== hash) return ["another"];
  const statement = readStatement(entryOf(log, index), `entry ${index}`);
  show({ at: `${statement.at.replace("T", " ").replace("Z", "")} UTC` });
  const signature = standing.signatures.get(statement.kind === "corrected" ? statement.of : index);
  if (!signature) return ["no-signature"];
  const remarks = signature.openedAt !== index ? ["corrected"] : [];
  return [standing.whatBecameOf(signature.index), ...remarks, ...(sealed ? [] : ["unsealed"])];
}

async function answer(section) {
  const say = (...words) => {
    for (const part of section.querySelectorAll("[data-says]")) part.hidden = !words.includes(part.dataset.says);
  };
  const show = (facts) => {
    for (const [name, value] of Object.entries(facts)) section.querySelector(`[data-fact=${name}]`).textContent = value;
  };
  if (!location.hash) return;
  section.hidden = false;
  const named = /^#(0|[1-9][0-9]{0,14})\.([0-9a-f]{64})$/.exec(location.hash);
  if (!named) return say("cut");
  show({ index: named[1], hash: named[2] });
  say("reading");
  try {
    say(...(await judge(section.dataset.evidence, Number(named[1]), named[2], show)), "facts");
  } catch (trouble) {
    if (trouble instanceof Unreachable) say("unreachable");
    else if (trouble instanceof Unverifiable || trouble instanceof Unreadable) say("broken");
    else throw trouble;
  }
}

const asked = document.getElementById("entry");
addEventListener("hashchange", () => answer(asked));
answer(asked);
