// Whose seals count, and whether a seal is of the beginning of a log. Mirrors `proof/keys.py` and `witnesses.py`.
import { decodeText, need, sameBytes } from "./bytes.js";

export function namedFor(key, origin) {
  need(key.name === origin || origin.startsWith(`${key.name}/`), `the key given is for ${key.name}, but the log is ${origin}`);
  return key.named(origin);
}

export class Keys {
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

// `rootAt` gives the root of the log at any size that it has had.
export async function checkBegins(now, then, keys, rootAt) {
  need(then.origin === now.origin, `it is of another log, ${then.origin}`);
  const held = await keys.checkSigned(then);
  need(sameBytes(rootAt(then.size), then.root), fork(now, then));
  return held;
}
