// The page itself: takes what is dropped on it, asks for the verdict, and says it in words.
import { judgeReceipts } from "./alone.js";
import { Unverifiable, sha256 } from "./bytes.js";
import { harmless } from "./listing.js";
import { Checkpoint, VerifierKey } from "./note.js";
import { isReceipt } from "./receipt.js";
import { judgeZip } from "./verdict.js";
import { Unreadable, historySize, openZip } from "./zip.js";

const VERDICTS = {
  holds: ["This list holds.", "Every name on it was recorded as a signature under exactly the text of {texts}, and nothing was changed, added or dropped since."],
  "does-not-hold": ["This does not hold.", "Something here is not what was recorded. The lines marked “no” say what, and where."],
  "cannot-tell": ["This cannot be told.", "Something that has to be known is not here. The lines marked “?” say what."],
};
const RECEIPT_HOLDS = ["This receipt holds.", "This was recorded, exactly as the receipt says it. Only the letter’s evidence.zip shows the list."];
const LABELS = {
  key: "The key",
  checkpoint: "The seal",
  log: "The record",
  text: "The text",
  openings: "The names",
  list: "The list",
  history: "Earlier seals",
  bundle: "The file",
};
const MARKS = new Map([[true, "yes"], [false, "no"], [null, "?"]]);
const byId = (id) => document.getElementById(id);

let dropped = [];

// What the page says; a file's name may have anything in it. Line ends stay.
const harmlessLines = (text) => text.split("\n").map(harmless).join("\n");

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = harmlessLines(text);
  if (className) made.className = className;
  return made;
}

async function judge() {
  const keyText = byId("key").value.trim().replace(/^log /, "");
  const receipts = dropped.filter(([, bytes]) => isReceipt(bytes));
  const isWitness = (bytes) => isReceipt(bytes) || isCheckpoint(bytes);
  const bundle = dropped.find(([, bytes]) => !isWitness(bytes));
  if (keyText) {
    try {
      VerifierKey.parse(keyText);
    } catch {
      return complain("The key you gave is no key. It looks like example.org+1a2b3c4d+Ab…=");
    }
  }
  const earlier = [];
  for (const [name, bytes] of dropped.filter((each) => each !== bundle && !isReceipt(each[1]))) {
    const checkpoints = await checkpointsIn(bytes);
    if (!checkpoints) return complain(`${name} is neither a bundle, nor a checkpoint, nor a receipt.`);
    earlier.push([name, checkpoints]);
  }
  if (!bundle) return show(await judgeReceipts({ keyText, receipts, earlier }));
  return show(await judgeZip(bundle[1], { keyText, receipts, earlier }));
}

function isCheckpoint(bytes) {
  try {
    return Boolean(new Checkpoint(bytes));
  } catch {
    return false;
  }
}

// A second bundle, or a checkpoint by itself, is one that was kept from earlier: its checkpoint, then its history.
async function checkpointsIn(bytes) {
  if (isCheckpoint(bytes)) return [bytes];
  try {
    const files = await openZip(bytes);
    if (!files.has("checkpoint")) return undefined;
    const kept = [...files.keys()].filter(historySize).sort((one, other) => historySize(one) - historySize(other));
    return ["checkpoint", ...kept].map((path) => files.get(path));
  } catch (trouble) {
    if (trouble instanceof Unreadable || trouble instanceof Unverifiable) return undefined;
    throw trouble;
  }
}

function complain(sentence) {
  const result = byId("result");
  result.replaceChildren(element("p", sentence, "complaint"));
  result.dataset.verdict = "cannot-tell";
  result.hidden = false;
}

function show(report) {
  const receiptAlone = report.verdict === "holds" && !report.texts.length;
  const [title, sentence] = receiptAlone ? RECEIPT_HOLDS : VERDICTS[report.verdict];
  const result = byId("result");
  const parts = [element("h2", title, report.verdict), element("p", sentence.replace("{texts}", report.texts.join(" and ")))];
  if (report.counts) parts.push(element("p", counted(report.counts)));
  if (report.key && !report.keyGiven) parts.push(...attention(report.key));
  parts.push(checks(report.checks));
  if (report.rows && report.verdict === "holds") parts.push(...list(report.rows));
  result.replaceChildren(...parts);
  result.dataset.verdict = report.verdict;
  result.hidden = false;
}

function counted({ standing, unnamed, withdrawn, struck, lapsed, corrected, by_how: byHow }) {
  const how = Object.entries(byHow).map(([way, number]) => `${number} by ${way}`).join(", ");
  const signatures = standing === 1 ? "1 signature stands" : `${standing} signatures stand`;
  const hidden = unnamed ? `, ${unnamed} of them not named` : "";
  return `${signatures}${hidden}${how ? ` (confirmed: ${how})` : ""}; ${withdrawn} withdrawn, ${struck} struck, ${lapsed} lapsed, ${corrected} corrected.`;
}

function attention(key) {
  const note = element("p", "The key was taken from the file itself. Whoever could exchange the file could exchange the key: ask the organiser for it by another way, and compare it with this one or give it above.", "attention");
  return [note, element("code", key)];
}

function checks(found) {
  const rows = element("ul", undefined, "checks");
  // What fails comes first: it is what a reader has come for.
  for (const { name, ok, detail } of [...found].sort((one, other) => (one.ok !== false) - (other.ok !== false))) {
    const row = element("li");
    row.dataset.name = name;
    row.dataset.ok = String(ok);
    const mark = element("span", MARKS.get(ok), `mark ${ok === false ? "no" : ok ? "yes" : "unknown"}`);
    row.append(mark, element("b", LABELS[name] ?? name), element("span", detail, "detail"));
    rows.append(row);
  }
  return rows;
}

function list(rows) {
  const names = element("ol", undefined, "names");
  for (const row of rows) names.append(element("li", row.line));
  return [element("h2", "The list, as it was proved"), names];
}

async function take(files) {
  dropped = [];
  for (const file of files) dropped.push([file.name, new Uint8Array(await file.arrayBuffer())]);
  byId("taken").textContent = harmless(`Checked: ${dropped.map(([name]) => name).join(", ")}`);
  await judgeSafely();
}

async function judgeSafely() {
  if (!dropped.length) return;
  byId("result").removeAttribute("data-verdict");
  try {
    await judge();
  } catch (trouble) {
    complain(`This page met something that it did not foresee, and says nothing rather than something wrong (${trouble.message}).`);
  }
}

// The page's own hashing is compared with the browser's before it is trusted with anything.
async function selfTest() {
  if (!globalThis.crypto?.subtle) return;
  const sample = Uint8Array.from({ length: 200 }, (_, at) => at);
  const theirs = new Uint8Array(await crypto.subtle.digest("SHA-256", sample));
  if (!sha256(sample).every((byte, at) => byte === theirs[at])) complain("This browser reckons wrongly. Use another.");
}

const target = byId("drop");
target.addEventListener("dragover", (event) => event.preventDefault());
target.addEventListener("drop", (event) => {
  event.preventDefault();
  take(event.dataTransfer.files);
});
byId("files").addEventListener("change", (event) => take(event.target.files));
byId("key").addEventListener("change", judgeSafely);
selfTest();
