// The Merkle tree of RFC 6962. Mirrors `evidence/leaf.py` and `evidence/tree.py`.
import { Unverifiable, sameBytes, sha256 } from "./bytes.js";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
export const leafHash = (entry) => sha256(LEAF, entry);
const nodeHash = (left, right) => sha256(NODE, left, right);

// A level is half as wide as the one below, rounded up; an odd node at its right end moves up as it is.
export function rootOf(leaves) {
  let level = leaves;
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at < level.length; at += 2) {
      above.push(at + 1 < level.length ? nodeHash(level[at], level[at + 1]) : level[at]);
    }
    level = above;
  }
  return level.length ? level[0] : sha256();
}

// RFC 9162, section 2.1.3.2.
export function checkInclusion(leaf, index, size, path, root) {
  if (index >= size) throw new Unverifiable(`there is no entry ${index} in a log of ${size}`);
  let [node, position, last] = [leaf, index, size - 1];
  const half = (number) => Math.floor(number / 2);
  for (const sibling of path) {
    if (last === 0) throw new Unverifiable("the path is too long");
    if (position % 2 === 1 || position === last) {
      node = nodeHash(sibling, node);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      node = nodeHash(node, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  if (last !== 0) throw new Unverifiable("the path is too short");
  if (!sameBytes(node, root)) throw new Unverifiable("the path does not lead to the root of the checkpoint");
}
