// Comparing `letter.txt`, the letter as it is printed, with the proved list. Mirrors `proof/printed.py` and
// `proof/signed_text.py`.
import { Unverifiable, decodeText } from "./bytes.js";
import { quoted, tally } from "./readable.js";

// Controls and marks that turn lines around or break them: with them, a reader would be shown other lines.
const FOREIGN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;
const SPACES = /[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/;
// A heading has no mark that parts a name from an office, so that it cannot pass for one more printed line.
const HEADING = /^[^,;:@[\]\n]{1,80} \(([0-9]{1,3}(?:[.,'’ ]?[0-9]{3})*)\)$/u;
const FOOTNOTE = /^\[[^\]]{1,20}\] /u;
const NUMBER = /[0-9]+(?:[.,'’ ][0-9]{3})*/;
const LEFT = /^.+: ([^:]{1,60})$/u;
const ADDRESS = /^(?:[^,;:@[\]0-9]{1,80}: )?https?:\/\/[!-~]+$/u;
const SMALL = /^[a-z\u00df-\u00f6\u00f8-\u00ff]/;
const WORD = /[\p{L}\p{N}]+/gu;
const MARKUP = /[*`\\[\]]/g;
const ENTITY = /&#?[0-9A-Za-z]+;/g;
const QUOTE = /[>*_`\\]/g;
const ESCAPED = /(?:%[0-9A-Fa-f]{2})+/g;
const HOST_IN_ASCII = /xn--[a-z0-9-]+/g; // RFC 5890, 2.3.2.1: a name in other letters
// YAML 1.2, 7.3: what makes a plain scalar something else than the text that stands there.
const NOT_PLAIN = /^(?:[-?:,[\]{}#&*!|>'"%@`~]|[^]*(?: #|: |:$)|(?:null|Null|NULL)$)/u;
const QUOTED = /^(?:"([^"\\]*)"|'([^']*)')$/u;

const tidy = (line) => line.split(SPACES).filter(Boolean).join(" ");
const numberIn = (figures) => Number(figures.replace(/[^0-9]/g, ""));
const notProved = (line) => new Unverifiable(`shows ${quoted(line)}, which the log does not prove`);

// After the closing come paragraphs: first the list, perhaps under headings; then a foot.
export function compareText(bytes, { rows, counts, texts }) {
  const text = decodeText(bytes, "letter.txt").replace(/^\ufeff/, "");
  const expected = tally(rows.map(({ line }) => tidy(line)));
  const paragraphs = fromTheListOn(text.replaceAll("\r\n", "\n").split("\n"), expected, texts);
  const strange = paragraphs.flat().find((line) => FOREIGN.test(line));
  if (strange !== undefined) throw new Unverifiable(`has a character that no printed line may have, in ${quoted(strange)}`);
  const regions = new Set(rows.map(({ region }) => region).filter(Boolean));
  checkFoot(takeTheList(paragraphs, expected, regions), counts, texts, rows.length);
}

// Finds every printed line as often as it stands; gives the lines below the list.
function takeTheList(paragraphs, expected, regions) {
  const left = new Map(expected);
  const foot = [];
  paragraphs.forEach((paragraph, at) => {
    if (!left.size) for (const line of paragraph) foot.push(line);
    else if (!isHeading(paragraph, paragraphs[at + 1] ?? [], regions, expected)) takeOff(paragraph, left);
  });
  for (const line of left.keys()) throw new Unverifiable(`does not show ${quoted(line)}, which the log proves`);
  return foot;
}

function takeOff(paragraph, left) {
  for (const line of paragraph) {
    if (!left.has(line)) throw notProved(line);
    if (left.get(line) === 1) left.delete(line);
    else left.set(line, left.get(line) - 1);
  }
}

function isHeading(paragraph, following, regions, lines) {
  if (paragraph.length !== 1 || lines.has(paragraph[0])) return false;
  const counted = HEADING.exec(paragraph[0]);
  return (counted !== null && numberIn(counted[1]) === following.length) || regions.has(paragraph[0]);
}

function checkFoot(lines, { unnamed, withdrawn, struck }, texts, named) {
  let [more, departed, addresses] = [0, 0, 0];
  const known = texts.map(wordsOfTheText);
  for (const line of lines) {
    if (FOOTNOTE.test(line)) checkFootnote(line, known);
    else if (!addresses && ADDRESS.test(line)) addresses++;
    else if (!more && countsTheUnnamed(line, unnamed)) more++;
    else if (departed < withdrawn + struck && tellsWhoLeft(line)) departed++;
    else throw notProved(line);
  }
  if (unnamed && named && !more) throw new Unverifiable(`does not tell the ${unnamed} who stand and are not named`);
}

function checkFootnote(line, texts) {
  const words = [...wordsIn(line.replace(HOST_IN_ASCII, " "))];
  if (!texts.some((known) => words.every((word) => known.has(word)))) {
    throw new Unverifiable(`has the footnote ${quoted(line)}, whose words the signed text has not`);
  }
}

const wordsIn = (text) => new Set(text.replace(ESCAPED, unescaped).match(WORD) ?? []);

// What is written in an address as %C3%A9, where it is text at all.
function unescaped(escaped) {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

// The words of a Markdown text as they are typed, and as they are printed.
function wordsOfTheText(bytes) {
  const source = linesIn(bytes).join("\n");
  return new Set([...wordsIn(source), ...wordsIn(source.replace(ENTITY, character).replace(MARKUP, ""))]);
}

const characters = new Map(); // entity → what it stands for: a text has few, and the same ones often

function character(entity) {
  if (!characters.has(entity)) {
    const parsed = new DOMParser().parseFromString(`-${entity}`, "text/html"); // the - keeps a space that it stands for
    characters.set(entity, parsed.documentElement.textContent.slice(1));
  }
  return characters.get(entity);
}

// Whether a line goes on from the list ("and 12 more …") and says this number; one may be a word.
function countsTheUnnamed(line, number) {
  if (!number || !SMALL.test(line)) return false;
  const figures = NUMBER.exec(line);
  return figures === null ? number === 1 : numberIn(figures[0]) === number;
}

// Whether a line ends in how and when somebody left: ": withdrawn on December 2, 2026".
function tellsWhoLeft(line) {
  const how = LEFT.exec(line);
  return how !== null && SMALL.test(how[1]) && /[0-9]/.test(how[1]);
}

// The paragraphs after the closing that the signed text fixes; where it fixes none, from the one on that has the
// first printed line in it.
function fromTheListOn(lines, expected, texts) {
  const closings = new Set(texts.map(closingIn).filter(Boolean).map(tidy));
  if (closings.size) return paragraphsOf(lines.slice(endOfTheClosing(lines.map(tidy), closings, expected, texts)));
  const paragraphs = paragraphsOf(lines);
  const first = firstOfTheList(paragraphs.flat(), expected);
  let end = 0;
  return paragraphs.filter((paragraph) => (end += paragraph.length) > first);
}

// The first printed line from which on none stands more often than in the list: somebody may be named like a line
// of the text above.
function firstOfTheList(lines, expected) {
  const there = tally(lines.filter((line) => expected.has(line)));
  const beyond = (line) => Math.max(0, there.get(line) - expected.get(line));
  let surplus = [...there.keys()].reduce((sum, line) => sum + beyond(line), 0);
  for (const [position, line] of lines.entries()) {
    if (!there.has(line)) continue;
    if (!surplus) return position;
    surplus -= Math.min(1, beyond(line));
    there.set(line, there.get(line) - 1);
  }
  return lines.length;
}

// Where the list begins. The signed text may say the closing's words before; somebody may be named so.
function endOfTheClosing(tidied, closings, expected, texts) {
  const closed = tidied.flatMap((line, at) => (closings.has(line) ? [at] : []));
  const inTheList = [...closings].reduce((sum, closing) => sum + (expected.get(closing) ?? 0), 0);
  const inTheText = texts.flatMap(linesIn).filter((line) => closings.has(tidy(line.replace(QUOTE, "")))).length;
  if (closed.length <= inTheList) throw new Unverifiable("has not the closing that the signed text fixes");
  if (closed.length > inTheText + 1 + inTheList) {
    throw new Unverifiable("has the closing more often than the text that was signed");
  }
  return closed.at(-1 - inTheList) + 1;
}

// Runs of lines without a blank one. A line that is set in goes on from the last one above, also over a blank
// line: a footnote may have paragraphs of its own.
function paragraphsOf(lines) {
  const paragraphs = [];
  let ended = true;
  for (const line of lines) {
    if (!tidy(line)) {
      ended = true;
    } else if (line.startsWith("    ") && paragraphs.length) {
      paragraphs.at(-1).push(`${paragraphs.at(-1).pop()} ${tidy(line)}`);
    } else if (ended) {
      paragraphs.push([tidy(line)]);
      ended = false;
    } else {
      paragraphs.at(-1).push(tidy(line));
    }
  }
  return paragraphs;
}

const linesIn = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).split("\n");

// The closing that a letter's own header fixes ("Sincerely,"), if it stands there on one line and plainly.
function closingIn(bytes) {
  const lines = linesIn(bytes);
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) return null;
  const header = lines.slice(1, end).filter((line) => trimmed(line));
  const at = header.findIndex((line, place) => line.startsWith("closing:") && !/^[ \t]/.test(header[place + 1] ?? ""));
  if (at < 0) return null;
  const written = trimmed(header[at].slice("closing:".length));
  const inQuotes = QUOTED.exec(written);
  if (inQuotes) return inQuotes[1] || inQuotes[2] || null;
  return NOT_PLAIN.test(written) ? null : written || null;
}

const trimmed = (text) => text.replace(/^[ \t]+|[ \t]+$/g, "");
