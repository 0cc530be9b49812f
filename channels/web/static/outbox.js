// Keeps what the person wrote until the door has accepted it: one at a time and in order, unchanged, under the same
// id however often it is sent. It knows nothing of lines: `send` is handed in while there is one.

import { recall, remember } from "./session.js";

/** @typedef {import("./shapes.js").Unsent} Unsent */

const ACCEPT_MS = 10_000;
const PAUSE_MS = [1_000, 2_000, 4_000, 8_000];
// The door will take these in a moment; every other refusal is final for that message.
const PASSING = new Set(["not_now", "slow_down"]);

export class Outbox {
  /** @type {Unsent[]} */
  waiting = [];
  /** @type {((entry: Unsent) => void) | null} */
  #send = null;
  #timer = 0;
  #pauses = 0;
  #inFlight = false;

  constructor() {
    try {
      this.waiting = JSON.parse(recall("unsent") ?? "[]");
    } catch {
      remember("unsent", null);
    }
  }

  /** @param {Unsent} entry */
  add(entry) {
    this.waiting.push(entry);
    this.#changed();
    if (this.waiting.length === 1) this.#pump();
  }

  /** @param {(entry: Unsent) => void} send */
  lineUp(send) {
    this.#send = send;
    this.#pauses = 0;
    this.#inFlight = false;
    this.#pump();
  }

  lineDown() {
    this.#send = null;
    this.#inFlight = false;
    clearTimeout(this.#timer);
  }

  /** @param {string} id */
  accepted(id) {
    const head = this.waiting[0]?.id === id;
    this.waiting = this.waiting.filter((entry) => entry.id !== id);
    this.#changed();
    if (!head) return;
    this.#pauses = 0;
    this.#inFlight = false;
    this.#pump();
  }

  /** @param {string} id @param {string} code @returns {boolean} whether the message is given up */
  refused(id, code) {
    if (this.waiting[0]?.id !== id) return false;
    if (!PASSING.has(code)) {
      this.accepted(id);
      return true;
    }
    const pause = PAUSE_MS[Math.min(this.#pauses++, PAUSE_MS.length - 1)] ?? 0;
    this.#again(pause * (1 + Math.random() / 4));
    return false;
  }

  clear() {
    this.lineDown();
    this.waiting = [];
  }

  #pump() {
    const head = this.waiting[0];
    if (!head || !this.#send || this.#inFlight) return;
    this.#inFlight = true;
    this.#again(ACCEPT_MS);
    this.#send(head);
  }

  /** @param {number} ms */
  #again(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#inFlight = false;
      this.#pump();
    }, ms);
  }

  #changed() {
    if (!this.waiting.length) clearTimeout(this.#timer);
    remember("unsent", this.waiting.length ? JSON.stringify(this.waiting) : null);
  }
}
