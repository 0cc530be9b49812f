// The usual way to the door: one WebSocket. It notices when the line has died silently.

/** @typedef {import("./shapes.js").Ears} Ears */
/** @typedef {import("./shapes.js").Hello} Hello */
/** @typedef {import("./shapes.js").ToDoor} ToDoor */

// A proxy that swallows sockets says nothing: soon enough try the other way.
const WELCOME_MS = 4_000;
const PING_MS = 25_000;
const PONG_MS = 10_000;

export class SocketLine {
  /** @type {WebSocket | null} */
  #socket = null;
  #ears;
  #url;
  #deadline = 0;
  #pings = 0;

  /** @param {URL} door @param {Ears} ears */
  constructor(door, ears) {
    this.#ears = ears;
    this.#url = new URL("socket", door);
    this.#url.protocol = door.protocol === "https:" ? "wss:" : "ws:";
  }

  /** @param {Hello} hello */
  open(hello) {
    this.#expect(WELCOME_MS);
    try {
      this.#socket = new WebSocket(this.#url);
    } catch {
      // A page's policy may forbid the address; the other way may still be open.
      queueMicrotask(() => this.#die());
      return;
    }
    this.#socket.onopen = () => this.send(hello);
    this.#socket.onclose = () => this.#die();
    this.#socket.onmessage = (event) => this.#hear(event.data);
    this.#pings = setInterval(() => this.check(), PING_MS);
  }

  /** @param {ToDoor} frame */
  send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  check() {
    if (this.#deadline) return;
    this.#expect(PONG_MS);
    this.send({ type: "ping" });
  }

  close() {
    this.#ears = { hear() {}, down() {} };
    this.#end();
    this.#socket?.close();
  }

  /** @param {unknown} data */
  #hear(data) {
    this.#met();
    let frame;
    try {
      frame = JSON.parse(String(data));
    } catch {
      return;
    }
    this.#ears.hear(frame);
  }

  /** @param {number} ms */
  #expect(ms) {
    this.#met();
    this.#deadline = setTimeout(() => this.#die(), ms);
  }

  #met() {
    clearTimeout(this.#deadline);
    this.#deadline = 0;
  }

  #end() {
    this.#met();
    clearInterval(this.#pings);
  }

  #die() {
    const { down } = this.#ears;
    this.close();
    down();
  }
}
