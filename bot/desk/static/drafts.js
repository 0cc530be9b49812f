/**
 * Text an agent has typed and not sent, by case. It outlives a reload, a lost line and an ended session in
 * this tab; a deliberate sign-out or another agent's sign-in wipes it.
 *
 * @typedef {{id: string, case: string, text: string, althoughLeft: boolean}} Unsent
 * @typedef {{agent: string, texts: Record<string, string>, unsent: Unsent[]}} Kept
 */

const KEY = "bab.desk.drafts";

export class Drafts {
  constructor() {
    /** @type {Kept} */
    this.kept = read() ?? { agent: "", texts: {}, unsent: [] };
  }

  /** @param {string} agent */
  belongTo(agent) {
    if (this.kept.agent !== agent) this.kept = { agent, texts: {}, unsent: [] };
    this.#write();
  }

  /** @param {string} id */
  of(id) {
    return this.kept.texts[id] ?? "";
  }

  /** @param {string} id @param {string} text */
  keep(id, text) {
    if (text === "") delete this.kept.texts[id];
    else this.kept.texts[id] = text;
    this.#write();
  }

  get unsent() {
    return this.kept.unsent;
  }

  /** @param {Unsent[]} unsent */
  keepUnsent(unsent) {
    this.kept.unsent = unsent.map(({ id, case: of, text, althoughLeft }) => ({ id, case: of, text, althoughLeft }));
    this.#write();
  }

  isEmpty() {
    return Object.keys(this.kept.texts).length === 0 && this.kept.unsent.length === 0;
  }

  wipe() {
    this.kept = { agent: "", texts: {}, unsent: [] };
    sessionStorage.removeItem(KEY);
  }

  #write() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.kept));
    } catch {
      // Full, or forbidden: the draft still lives in memory.
    }
  }
}

/** @returns {Kept|null} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}
