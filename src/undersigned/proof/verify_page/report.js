// The report of a verification, as it grows. Mirrors `proof/report.py`.
import { Unverifiable } from "./bytes.js";
import { NoSignatures } from "./note.js";
import { Unreadable } from "./zip.js";

export class Report {
  constructor(keyGiven) {
    Object.assign(this, { checks: [], counts: null, rows: null, texts: [], key: null, keyGiven, undecided: false });
  }

  // Runs one check; gives what it gives, or undefined when it failed.
  async check(name, run) {
    const check = { name, ok: true, detail: "" };
    this.checks.push(check);
    try {
      const [detail, value] = await run();
      check.detail = detail;
      return value ?? true;
    } catch (trouble) {
      if (trouble instanceof NoSignatures) {
        Object.assign(check, { ok: null, detail: "this browser cannot check this kind of signature; use a newer one" });
        this.undecided = true;
        return undefined;
      }
      if (!(trouble instanceof Unverifiable || trouble instanceof Unreadable)) throw trouble;
      Object.assign(check, { ok: false, detail: trouble.message });
      return undefined;
    }
  }

  cannotTell(name, detail) {
    this.checks.push({ name, ok: null, detail });
    this.undecided = true;
  }

  get verdict() {
    if (this.checks.some(({ ok }) => ok === false)) return "does-not-hold";
    return this.undecided ? "cannot-tell" : "holds";
  }
}
