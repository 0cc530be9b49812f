/**
 * The live socket: connects, resumes after the last number, notices silence, and tries again.
 * It owns the connection and its visible state, and refuses to know what the frames mean.
 *
 * @typedef {import("./types.js").Frame} Frame
 * @typedef {"connecting"|"live"|"reconnecting"|"signed_out"} LiveState
 */
import { ApiError } from "./api.js";

/** The door speaks at least each 10 s; after this long it is taken for dead. */
const SILENCE_MS = 25_000;
const CONNECT_MS = 10_000;
const SIGNED_OUT = 4401;

export class Live {
  /**
   * @param {object} parts
   * @param {() => number} parts.after the number to resume from
   * @param {(frame: Frame) => void} parts.heard
   * @param {() => Promise<void>} parts.startAgain takes a fresh snapshot
   * @param {() => Promise<unknown>} parts.session asks whether we are still signed in
   * @param {(state: LiveState) => void} parts.changed
   */
  constructor(parts) {
    this.parts = parts;
    /** @type {LiveState} */
    this.state = "connecting";
    this.since = Date.now();
    this.stopped = true;
    this.tries = 0;
    this.retryAt = 0;
    this.busy = false;
    this.heardAt = { wall: 0, steady: 0 };
    /** @type {WebSocket|null} */
    this.socket = null;
    this.needsSnapshot = false;
  }

  start() {
    this.stopped = false;
    void this.#connect();
  }

  stop() {
    this.stopped = true;
    this.#drop();
  }

  /** Try at once: the network is back, or the agent asked. */
  hurry() {
    if (this.stopped || this.state === "live") return;
    this.tries = 0;
    this.retryAt = 0;
    this.beat();
  }

  /** Call each second. */
  beat() {
    if (this.stopped || this.state === "signed_out") return;
    if (this.socket !== null) {
      const limit = this.socket.readyState === WebSocket.CONNECTING ? CONNECT_MS : SILENCE_MS;
      if (this.#silence() > limit) this.#lost();
    } else if (!this.busy && Date.now() >= this.retryAt) {
      void this.#connect();
    }
  }

  async #connect() {
    this.busy = true;
    try {
      if (this.needsSnapshot) await this.parts.startAgain();
      else if (this.tries > 0) await this.parts.session();
      this.needsSnapshot = false;
      if (!this.stopped) this.#open();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.#signedOut();
      else this.#lost();
    } finally {
      this.busy = false;
    }
  }

  #open() {
    const address = new URL(`/desk/api/events?after=${this.parts.after()}`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.socket = socket;
    this.#noteHeard();
    socket.addEventListener("message", (event) => {
      if (this.socket === socket) this.#read(event.data);
    });
    socket.addEventListener("close", (event) => {
      if (this.socket !== socket) return;
      if (event.code === SIGNED_OUT) this.#signedOut();
      else this.#lost();
    });
  }

  /** @param {unknown} data */
  #read(data) {
    /** @type {Frame} */
    let frame;
    try {
      frame = JSON.parse(String(data));
    } catch {
      return;
    }
    this.#noteHeard();
    if (frame.type === "signed_out") return this.#signedOut();
    if (frame.type === "stale") {
      this.needsSnapshot = true;
      return this.#lost();
    }
    if (frame.type === "live" && this.state !== "live") {
      this.tries = 0;
      this.#become("live");
    }
    this.parts.heard(frame);
  }

  #lost() {
    this.#drop();
    if (this.stopped) return;
    // At once the first time, then ever slower; scattered, lest all desks knock together after a restart.
    const pause = this.tries === 0 ? 0 : Math.min(8000, 500 * 2 ** (this.tries - 1)) * (0.75 + Math.random() / 2);
    this.tries += 1;
    this.retryAt = Date.now() + pause;
    if (this.state !== "reconnecting") this.#become("reconnecting");
    setTimeout(() => this.beat(), pause + 20);
  }

  #signedOut() {
    this.#drop();
    this.stopped = true;
    this.#become("signed_out");
  }

  #drop() {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  /** @param {LiveState} state */
  #become(state) {
    this.state = state;
    this.since = Date.now();
    this.parts.changed(state);
  }

  #noteHeard() {
    this.heardAt = { wall: Date.now(), steady: performance.now() };
  }

  /** By both clocks: one stops while the machine sleeps, the other may be set. */
  #silence() {
    return Math.max(Date.now() - this.heardAt.wall, performance.now() - this.heardAt.steady);
  }
}
