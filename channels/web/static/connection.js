// Keeps a line to the door: a socket, or plain requests where sockets are blocked; comes back after a loss with what
// was missed; leaves without waiting. What the frames mean is not its business.

import { PollLine } from "./poll_line.js";
import { recall, remember } from "./session.js";
import { SocketLine } from "./socket_line.js";

/** @typedef {import("./shapes.js").FromDoor} FromDoor */
/** @typedef {import("./shapes.js").ToDoor} ToDoor */
/** @typedef {import("./shapes.js").Line} Line */
/** @typedef {import("./shapes.js").Unsent} Unsent */
/** @typedef {"idle" | "connecting" | "open" | "lost" | "outdated" | "forbidden" | "ended"} State */

/**
 * @typedef {object} Owner
 * @property {(frame: FromDoor) => void} hear
 * @property {(state: State) => void} changed
 * @property {() => void} renewed The door did not know our token: positions begin anew.
 * @property {() => number} seen The last position shown.
 * @property {() => import("./shapes.js").Language} language
 */

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const STEADY_MS = 5_000;
const UPGRADE_MS = 60_000;
const FATAL = /** @type {Record<string, State>} */ ({ bad_version: "outdated", forbidden_origin: "forbidden" });

export class Connection {
  /** @type {State} */
  state = "idle";
  #door;
  #owner;
  /** @type {Line | null} */
  #line = null;
  #attempt = 0;
  #openedAt = 0;
  #timer = 0;
  #listening = new AbortController();

  /** @param {URL} door @param {Owner} owner */
  constructor(door, owner) {
    this.#door = door;
    this.#owner = owner;
  }

  start() {
    if (this.state !== "idle") return;
    const { signal } = this.#listening;
    addEventListener("online", () => this.#hurry(), { signal });
    addEventListener("offline", () => this.#lost(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry(), { signal });
    this.#become("connecting");
    this.#try([SocketLine, PollLine]);
  }

  /** @param {ToDoor} frame */
  send(frame) {
    if (this.state === "open") this.#line?.send(frame);
  }

  /**
   * Say what is still unsent and that the person has left; wait for nothing.
   * @param {Unsent[]} unsent
   */
  leave(unsent) {
    const token = recall("token");
    const socket = this.state === "open" && this.#line instanceof SocketLine ? this.#line : null;
    for (const entry of unsent) {
      if (socket) socket.send(frameOf(entry));
      else if (token) this.#post("send", JSON.stringify(entry), token);
    }
    socket?.send({ type: "exit" });
    // A goodbye after the last frame: the door reads to the end what came before it.
    socket?.close();
    // Twice is once: the door notes the first and ignores the second.
    if (token && !navigator.sendBeacon?.(new URL("exit", this.#door), token)) this.#post("exit", "", token);
    this.#listening.abort();
    clearTimeout(this.#timer);
    this.#line = null;
    this.state = "ended";
  }

  /** @param {string} path @param {string} body @param {string} token */
  #post(path, body, token) {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    fetch(new URL(path, this.#door), { method: "POST", headers, body, keepalive: true, credentials: "omit" }).catch(() => {});
  }

  /** @param {(typeof SocketLine | typeof PollLine)[]} ways */
  #try([Way, ...others]) {
    if (!Way) return this.#wait();
    /** @type {Line} */
    const line = new Way(this.#door, {
      hear: (frame) => line === this.#line && this.#hear(frame),
      down: () => line === this.#line && (this.state === "open" ? this.#lost() : this.#try(others)),
    });
    this.#line = line;
    line.open(this.#hello());
  }

  #hello() {
    const { seen, language } = this.#owner;
    return /** @type {const} */ ({ type: "hello", version: 1, token: recall("token"), seen: seen(), language: language() });
  }

  /** @param {FromDoor} frame */
  #hear(frame) {
    if (frame.type === "welcome") {
      remember("token", frame.token);
      this.#openedAt = performance.now();
      if (this.#line instanceof PollLine) this.#later(UPGRADE_MS, () => this.#upgrade());
      this.#become("open");
    } else if (frame.type === "error" && frame.code === "bad_token") {
      remember("token", null);
      this.#owner.renewed();
      this.#lost();
    } else if (frame.type === "error" && FATAL[frame.code]) {
      this.#drop();
      this.#become(FATAL[frame.code] ?? "ended");
    } else {
      this.#owner.hear(frame);
    }
  }

  /** Plain requests work, but a socket is better: see now and then whether it is blocked still. */
  #upgrade() {
    /** @type {Line} */
    const socket = new SocketLine(this.#door, {
      hear: (frame) => {
        if (this.#line === socket) return this.#hear(frame);
        if (frame.type !== "welcome" || this.state !== "open") return socket.close();
        this.#line?.close();
        this.#line = socket;
        this.#hear(frame);
      },
      down: () => {
        if (this.#line === socket) this.#lost();
        else if (this.state === "open") this.#later(UPGRADE_MS, () => this.#upgrade());
      },
    });
    socket.open(this.#hello());
  }

  #lost() {
    if (this.state !== "open" && this.state !== "connecting" && this.state !== "lost") return;
    if (this.#openedAt && performance.now() - this.#openedAt > STEADY_MS) this.#attempt = 0;
    this.#openedAt = 0;
    this.#wait();
  }

  #wait() {
    this.#drop();
    this.#become("lost");
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#attempt++);
    this.#later(pause * (0.5 + Math.random() / 2), () => this.#try([SocketLine, PollLine]));
  }

  /** The world has changed: look at once instead of waiting for the pause to end. */
  #hurry() {
    if (this.state === "open") return this.#line?.check();
    if (this.state !== "lost") return;
    this.#attempt = 0;
    this.#drop();
    this.#try([SocketLine, PollLine]);
  }

  #drop() {
    clearTimeout(this.#timer);
    this.#line?.close();
    this.#line = null;
  }

  /** @param {number} ms @param {() => void} what */
  #later(ms, what) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(what, ms);
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.#owner.changed(state);
  }
}

/** @param {Unsent} entry @returns {import("./shapes.js").Send} */
export function frameOf({ id, text, payload, language }) {
  return { type: "send", id, text, payload, language };
}
