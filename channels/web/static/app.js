// <bab-chat>: puts the parts together. The box takes words at once; the line to the door comes up behind it.

import { Connection, frameOf } from "./connection.js";
import { leave, watchShift } from "./exit.js";
import { DOOR, readAll, settingsAtLast } from "./files.js";
import { LogView } from "./log_view.js";
import { Outbox } from "./outbox.js";
import { Panel } from "./panel.js";
import { forgetAll, recall, remember } from "./session.js";
import { notice, status } from "./standing.js";
import { Tail } from "./tail.js";
import { Talk } from "./talk.js";
import { Words } from "./texts.js";

/** @typedef {import("./shapes.js").FromDoor} FromDoor */

const MAX_BYTES = 64 * 1024;
const TYPING_MS = 4_000;
// A long talk that is replayed is drawn a few times, not once a message.
const TOGETHER_MS = 16;

const { texts, settings, sheets } = await readAll();

class BabChat extends HTMLElement {
  static observedAttributes = ["language"];
  #words = new Words(texts, recall("language"));
  #talk = new Talk();
  #outbox = new Outbox();
  #log = new LogView(this.#words, (tap) => this.#write(tap.title, tap.payload), (line) => this.#mend(line));
  #panel = new Panel(this.#words, this.#log.root, {
    exit: () => this.#exit(),
    close: () => this.close(),
    speak: () => this.#speak(),
    send: () => this.#sendBox(),
  });
  #tail = new Tail(this.#panel.scroller, this.#panel.newer);
  #line = new Connection(DOOR, {
    hear: (frame) => this.#hear(frame),
    changed: () => this.#changed(),
    renewed: () => this.#talk.renew(),
    seen: () => this.#talk.last,
    language: () => this.#words.language,
  });
  #gone = new AbortController();
  #typing = 0;
  #soon = 0;
  #unread = 0;
  #seen = 0;
  #slow = false;
  #left = false;
  /** Set when the line has been away long enough to be worth a word. */
  #away = false;
  #awayTimer = 0;
  /** @type {HTMLButtonElement | null} */
  #launch = null;

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    if (this.#panel.root.isConnected) return;
    this.#launch = root.querySelector(".launch");
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
    root.append(this.#panel.place);
    for (const entry of this.#outbox.waiting) this.#talk.write(entry);
    this.#listen();
    if (settings) this.#settle(settings);
    else settingsAtLast().then((found) => this.#settle(found));
    this.#show();
    if (recall("token") || this.#outbox.waiting.length) this.#line.start();
    if (recall("open")) this.open(false);
  }

  /** The page's language, until the person chooses one. @param {string} _ @param {string} __ @param {string} language */
  attributeChangedCallback(_, __, language) {
    if (!recall("language")) this.#words.follow(language);
    if (this.#panel.root.isConnected) this.#show();
  }

  /** @param {boolean} [focus] */
  open(focus = true) {
    if (this.#left) return;
    this.#panel.root.hidden = false;
    if (this.#launch) this.#launch.hidden = true;
    remember("open", "1");
    this.#line.start();
    this.#unread = 0;
    this.#show();
    this.#tail.go();
    if (focus) this.#panel.box.focus();
  }

  /** The talk goes on behind the button. */
  close() {
    this.#panel.root.hidden = true;
    remember("open", null);
    this.#show();
    if (!this.#launch) return;
    this.#launch.hidden = false;
    this.#launch.focus();
  }

  #listen() {
    const { signal } = this.#gone;
    const { root, box } = this.#panel;
    watchShift(() => this.#exit(), signal);
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) this.close();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#sendBox();
    });
    box.addEventListener("input", () => this.#panel.fit());
    document.addEventListener("visibilitychange", () => this.#tellSeen(), { signal });
    this.#panel.follow(signal);
  }

  /** @param {import("./shapes.js").Settings} settings */
  #settle(settings) {
    if (this.#left) return;
    this.#panel.settings = settings;
    this.#log.numbers = [settings.hotline, settings.emergency];
    this.#show();
  }

  #sendBox() {
    const { box } = this.#panel;
    const text = box.value;
    box.focus();
    if (!text) return;
    if (new TextEncoder().encode(text).length > MAX_BYTES) return this.#panel.note(this.#words.say("too_long"));
    box.value = "";
    this.#panel.fit();
    this.#write(text, null);
  }

  /** @param {string} text @param {string | null} payload */
  #write(text, payload) {
    const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const entry = { id, text, payload, language: this.#words.language, at: new Date().toISOString() };
    this.#talk.write(entry);
    this.#outbox.add(entry);
    this.#line.start();
    this.#show();
    this.#tail.go();
    this.#panel.box.focus();
  }

  /** @param {import("./shapes.js").Spoken} line */
  #mend(line) {
    const { box } = this.#panel;
    this.#talk.lines = this.#talk.lines.filter((each) => each !== line);
    box.value = box.value ? `${box.value}\n${line.text}` : line.text;
    this.#panel.fit();
    this.#show();
    box.focus();
  }

  /** @param {FromDoor} frame */
  #hear(frame) {
    if (frame.type === "accepted") this.#accepted(frame.id, frame.position);
    if (frame.type === "error" && frame.id) this.#refused(frame.id, frame.code);
    if (frame.type === "message") this.#received(frame);
  }

  /** @param {string} id @param {number} position */
  #accepted(id, position) {
    this.#slow = false;
    this.#talk.accept(id, position);
    this.#outbox.accepted(id);
    if (this.#talk.other()?.author !== "agent") this.#type(TYPING_MS);
    this.#show();
  }

  /** @param {string} id @param {string} code */
  #refused(id, code) {
    if (this.#outbox.refused(id, code)) this.#talk.refuse(id, code);
    else this.#slow = true;
    this.#show();
  }

  /** @param {import("./shapes.js").Message} message */
  #received(message) {
    const fresh = this.#talk.receive(message);
    if (message.id) this.#outbox.accepted(message.id);
    if (message.author !== "person") this.#type(0);
    if (fresh && message.author !== "person" && this.#panel.root.hidden) this.#unread += 1;
    if (fresh) this.#tail.grown();
    this.#soon ||= setTimeout(() => {
      this.#soon = 0;
      this.#show();
      this.#tail.stay();
      this.#tellSeen();
    }, TOGETHER_MS);
  }

  /** Dots for a moment; 0 takes them away. @param {number} ms */
  #type(ms) {
    clearTimeout(this.#typing);
    this.#panel.typing.hidden = !ms;
    if (!ms) return;
    this.#tail.stay();
    this.#typing = setTimeout(() => this.#type(0), ms);
  }

  #changed() {
    const { state } = this.#line;
    if (state === "open") {
      this.#outbox.lineUp((entry) => this.#line.send(frameOf(entry)));
      this.#seen = 0;
      this.#tellSeen();
    } else {
      this.#outbox.lineDown();
      this.#type(0);
    }
    if (state !== "lost") {
      clearTimeout(this.#awayTimer);
      this.#awayTimer = 0;
      this.#away = false;
    } else if (!this.#awayTimer) {
      this.#awayTimer = setTimeout(() => {
        this.#away = true;
        this.#show();
      }, navigator.onLine ? 1_000 : 0);
    }
    this.#show();
  }

  #tellSeen() {
    if (this.#panel.root.hidden || document.hidden || this.#talk.last <= this.#seen) return;
    if (this.#line.state !== "open") return;
    this.#seen = this.#talk.last;
    this.#line.send({ type: "seen", position: this.#seen });
  }

  #speak() {
    this.#words.choose(this.#words.other);
    this.#show();
  }

  #show() {
    if (this.#left) return;
    const words = this.#words;
    this.#panel.speak();
    this.#log.show(this.#talk.lines);
    const things = {
      line: this.#line.state,
      away: this.#away,
      slow: this.#slow,
      waiting: this.#outbox.waiting.length > 0,
      other: this.#talk.other(),
    };
    this.#panel.stand(status(things), things.other?.name ?? "");
    const hotline = this.#panel.settings?.hotline ?? "";
    const says = notice(things).filter((key) => hotline || key !== "call");
    const reload = { title: words.say("reload"), does: () => location.reload() };
    this.#panel.note(says.map((key) => words.say(key, { hotline })).join(" "), things.line === "outdated" ? reload : null);
    this.#showLaunch();
  }

  #showLaunch() {
    const words = this.#words;
    if (!this.#launch) return;
    this.#launch.lang = words.language;
    this.#launch.dir = words.dir;
    this.#launch.dataset.unread = this.#unread ? String(this.#unread) : "";
    const label = this.#launch.querySelector("span");
    if (label) label.textContent = this.#unread ? words.say("unread", { count: this.#unread }) : words.say("launch");
  }

  #exit() {
    if (this.#left) return;
    this.#left = true;
    leave(this.#panel.settings?.exit_url ?? "about:blank", [
      () => this.#line.leave(this.#outbox.waiting),
      () => this.#gone.abort(),
      () => this.#outbox.clear(),
      forgetAll,
      () => {
        this.#talk.lines = [];
        this.#panel.box.value = "";
        this.shadowRoot?.replaceChildren();
        this.remove();
      },
    ]);
  }
}

customElements.define("bab-chat", BabChat);
