// The talk as it stands: the door's numbered messages in order, then what is not accepted yet. Each message is in it
// once, however often it arrives.

/** @typedef {import("./shapes.js").Spoken} Spoken */

// More positions than one talk will ever have; a later session's come after an earlier one's.
const SESSION = 2 ** 32;

export class Talk {
  /** @type {Spoken[]} */
  lines = [];
  /** The last position received. */
  last = 0;
  #session = 0;

  /** @param {import("./shapes.js").Unsent} entry */
  write({ id, text, at }) {
    this.lines.push({ order: Infinity, author: "person", name: "", text, buttons: [], at, id, state: "waiting", why: "" });
  }

  /** @param {string} id @param {number} position */
  accept(id, position) {
    const line = this.#own(id);
    if (!line || line.state === "kept") return;
    line.state = "kept";
    line.order = this.#session + position;
    this.#sort();
  }

  /** @param {string} id @param {string} code */
  refuse(id, code) {
    const line = this.#own(id);
    if (line) Object.assign(line, { state: "refused", why: code });
  }

  /** @param {import("./shapes.js").Message} message @returns {boolean} whether it is new to this page */
  receive({ position, author, name, text, buttons, at, id }) {
    this.last = Math.max(this.last, position);
    const order = this.#session + position;
    const own = author === "person" && id ? this.#own(id) : undefined;
    if (own) {
      Object.assign(own, { order, text, at, state: "kept", why: "" });
      this.#sort();
      return false;
    }
    if (this.lines.some((line) => line.order === order)) return false;
    this.lines.push({ order, author, name, text, buttons, at, id, state: "kept", why: "" });
    this.#sort();
    return true;
  }

  /** The door counts from the beginning again; what was said stays on the screen. */
  renew() {
    this.#session += SESSION;
    this.last = 0;
  }

  /** Who answers: the last who spoke and is not the person. @returns {Spoken | undefined} */
  other() {
    return this.lines.findLast((line) => line.author !== "person");
  }

  /** @param {string} id */
  #own(id) {
    return this.lines.find((line) => line.id === id);
  }

  #sort() {
    // Stable: what is not accepted yet keeps the order in which it was written. Infinity - Infinity is no number.
    this.lines.sort((a, b) => (a.order === b.order ? 0 : a.order - b.order));
  }
}
