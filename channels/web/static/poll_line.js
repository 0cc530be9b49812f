// The way to the door where sockets are blocked: the same frames over plain requests and long polls.

/** @typedef {import("./shapes.js").Ears} Ears */
/** @typedef {import("./shapes.js").Hello} Hello */
/** @typedef {import("./shapes.js").ToDoor} ToDoor */
/** @typedef {import("./shapes.js").Send} Send */

const WAIT_SECONDS = 25;
const ANSWER_MS = 15_000;

/** A refusal the door has put into words. */
class Refused extends Error {}

export class PollLine {
  #door;
  #ears;
  #token = "";
  #position = 0;
  #stop = new AbortController();
  /** Nothing can come before the person's first message. */
  #begin = () => {};
  /** @type {Promise<void>} */
  #begun = new Promise((resolve) => (this.#begin = resolve));

  /** @param {URL} door @param {Ears} ears */
  constructor(door, ears) {
    this.#door = door;
    this.#ears = ears;
  }

  /** @param {Hello} hello */
  open(hello) {
    this.#position = hello.seen;
    this.#run(hello).catch((error) => {
      if (error instanceof Refused) this.#ears.hear({ type: "error", code: error.message, id: null });
      this.#die();
    });
  }

  /** @param {ToDoor} frame */
  send(frame) {
    if (frame.type === "send") this.#sendMessage(frame).catch(() => this.#die());
    if (frame.type === "seen") this.#ask("seen", { position: frame.position }).catch(() => {});
  }

  check() {}

  close() {
    this.#ears = { hear() {}, down() {} };
    this.#stop.abort();
  }

  /** @param {Hello} hello */
  async #run(hello) {
    this.#token = hello.token ?? (await this.#ask("hello", { version: hello.version, language: hello.language })).token;
    // The first look does not wait: it shows whether the door knows this token.
    await this.#look(0, () => this.#ears.hear({ type: "welcome", version: 1, token: this.#token, left: false }));
    if (!this.#position) await this.#begun;
    while (!this.#stop.signal.aborted) await this.#look(WAIT_SECONDS);
  }

  /** @param {number} seconds @param {() => void} [first] */
  async #look(seconds, first) {
    const began = performance.now();
    const { messages } = await this.#ask(`messages?after=${this.#position}&wait=${seconds}`);
    first?.();
    for (const message of messages) {
      this.#position = Math.max(this.#position, message.position);
      this.#ears.hear(message);
    }
    // Something between us and the door may answer at once with nothing: never ask in a tight loop.
    if (seconds && !messages.length && performance.now() - began < 900) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  /** @param {Send} frame */
  async #sendMessage({ id, text, payload, language }) {
    try {
      const { position } = await this.#ask("send", { id, text, payload, language });
      this.#begin();
      this.#ears.hear({ type: "accepted", id, position });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#ears.hear({ type: "error", code: error.message, id });
    }
  }

  /** @param {string} path @param {object} [body] @returns {Promise<any>} */
  async #ask(path, body) {
    const patience = new AbortController();
    const stop = () => patience.abort();
    this.#stop.signal.addEventListener("abort", stop);
    const timer = setTimeout(stop, ANSWER_MS + (body ? 0 : WAIT_SECONDS * 1000));
    try {
      const response = await fetch(new URL(path, this.#door), {
        method: body ? "POST" : "GET",
        headers: {
          ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
          ...(body && { "Content-Type": "application/json" }),
        },
        body: body ? JSON.stringify(body) : null,
        credentials: "omit",
        cache: "no-store",
        signal: patience.signal,
      });
      if (response.status === 204) return {};
      const answer = await response.json();
      if (!response.ok) throw new Refused(String(answer.code));
      return answer;
    } finally {
      clearTimeout(timer);
      this.#stop.signal.removeEventListener("abort", stop);
    }
  }

  #die() {
    const { down } = this.#ears;
    this.close();
    down();
  }
}
