// The files that readers are shown: bound by a `published` statement, and where possible compared. Mirrors
// `proof/files.py`.
import { Unverifiable, hex, need, sha256 } from "./bytes.js";
import { compareText } from "./printed.js";
import { compareJson } from "./readable.js";
import { compareCsv } from "./tables.js";
import { isShown } from "./zip.js";

const COMPARISONS = { "letter.json": compareJson, "signatories.csv": compareCsv, "letter.txt": compareText };
const LARGEST_COMPARED = 2 ** 26;

// `texts` are the paths of the signed texts; `last` is what was published last, `stale` whether the list changed since.
export async function checkFiles(report, files, texts, proved, { last, stale }) {
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
  const shown = proved.rows.length;
  const stand = shown === 1 ? "1 public signature that stands" : `${shown} public signatures that stand`;
  const found = `shows exactly the ${stand}, and the right count`;
  return bound ? found : `${found}; its other words are not compared`;
}
