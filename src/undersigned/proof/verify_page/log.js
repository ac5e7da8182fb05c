// Reading the log: every entry hashed, every tile compared, every statement replayed. Mirrors `proof/log.py`.
import { concat, hex, need, sameBytes } from "./bytes.js";
import { Standing, readStatement } from "./statements.js";
import { leafHash, rootOf } from "./tree.js";
import { tilePath } from "./zip.js";

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
  let tileRoots = null;
  for (let level = 0, hashes = leaves; hashes.length; level++) {
    const above = [];
    for (let start = 0; start < hashes.length; start += 256) {
      const inTile = hashes.slice(start, start + 256);
      const stored = tile(String(level), start / 256, inTile.length);
      need(sameBytes(stored, concat(...inTile)), `a tile of level ${level} has not the hashes that it should have`);
      if (inTile.length === 256) above.push(rootOf(inTile));
    }
    tileRoots ??= above;
    hashes = above;
  }
  const rootAt = (then) => rootOver(leaves, then, tileRoots ?? []);
  need(sameBytes(rootAt(size), checkpoint.root), "the root over the entries is not the one that the checkpoint seals");
  const odd = there.find((path) => !expected.has(path));
  need(!odd, `${odd} does not belong to a log of ${size} entries`);
  need(standing.editions.length, "the log is empty");
  const detail = `all ${size} entries are the sealed ones, in their order, and none is one that could not stand there`;
  return [detail, { standing, leaves, rootAt }];
}

// The root over the first so many leaves. There may be many earlier seals: full tiles are not hashed again for each.
function rootOver(leaves, size, tileRoots) {
  const full = Math.floor(size / 256);
  const rest = leaves.slice(256 * full, size);
  return rootOf([...tileRoots.slice(0, full), ...(rest.length ? [rootOf(rest)] : [])]);
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
