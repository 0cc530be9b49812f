/**
 * Messages on their way from this browser to the door. Each has an id of its own, so that trying again can
 * never make a second message. A failed one waits for the agent: nothing is sent later behind their back.
 *
 * @typedef {import("./drafts.js").Unsent & {state: "sending"|"failed", reason: string}} Outgoing
 */
import { ApiError } from "./api.js";

export class Sending {
  /**
   * @param {object} parts
   * @param {import("./drafts.js").Drafts} parts.drafts
   * @param {(outgoing: Outgoing) => Promise<void>} parts.post
   * @param {() => void} parts.changed
   */
  constructor(parts) {
    this.parts = parts;
    /** @type {Outgoing[]} */
    this.all = [];
    /** @type {Map<string, Promise<void>>} case → the one before, so that words keep their order */
    this.before = new Map();
  }

  /** Take up what an earlier page of this tab could not send. */
  restore() {
    const known = new Set(this.all.map((each) => each.id));
    const found = this.parts.drafts.unsent.filter((each) => !known.has(each.id));
    this.all.push(...found.map((each) => ({ ...each, state: /** @type {const} */ ("failed"), reason: "no_answer" })));
  }

  /** @param {string} caseId @param {string} text @param {boolean} althoughLeft */
  add(caseId, text, althoughLeft) {
    this.#send({ id: freshId(), case: caseId, text, althoughLeft, state: "sending", reason: "" });
  }

  /** @param {string} id @param {boolean} althoughLeft */
  retry(id, althoughLeft) {
    const found = this.all.find((each) => each.id === id && each.state === "failed");
    if (found === undefined) return;
    this.all = this.all.filter((each) => each.id !== id);
    this.#send({ ...found, althoughLeft, state: "sending", reason: "" });
  }

  /** @param {string} id @returns {Outgoing|null} */
  discard(id) {
    const found = this.all.find((each) => each.id === id) ?? null;
    this.all = this.all.filter((each) => each.id !== id);
    this.#keep();
    return found;
  }

  /** @param {string} caseId */
  of(caseId) {
    return this.all.filter((each) => each.case === caseId);
  }

  /** The door has this message. @param {string|null} id */
  arrived(id) {
    if (id !== null && this.all.some((each) => each.id === id)) this.discard(id);
  }

  /** @param {Outgoing} outgoing */
  #send(outgoing) {
    this.all.push(outgoing);
    this.#keep();
    const before = this.before.get(outgoing.case) ?? Promise.resolve();
    this.before.set(
      outgoing.case,
      before.then(() => this.#post(outgoing)),
    );
  }

  /** @param {Outgoing} outgoing */
  async #post(outgoing) {
    try {
      await this.parts.post(outgoing);
      this.arrived(outgoing.id);
    } catch (error) {
      outgoing.state = "failed";
      outgoing.reason = error instanceof ApiError ? error.code : "fault";
      this.#keep();
    }
  }

  #keep() {
    this.parts.drafts.keepUnsent(this.all);
    this.parts.changed();
  }
}

/** Not crypto.randomUUID: it is missing on plain-http addresses of a house network. */
function freshId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
