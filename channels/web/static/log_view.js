// Shows the talk: one element a message, kept in step with the lines, spoken by screen readers as they come.

import { linked, make } from "./dom.js";

/** @typedef {import("./shapes.js").Spoken} Spoken */
/** @typedef {import("./shapes.js").Tap} Tap */
/** @typedef {import("./texts.js").Words} Words */

/** @typedef {{ root: HTMLElement, who: HTMLElement, note: HTMLElement, day: HTMLElement, taps: HTMLButtonElement[] }} Parts */

export class LogView {
  root = make("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions" });
  #words;
  #tapped;
  #mend;
  /** @type {string[]} Numbers that can be called from inside a message. */
  numbers = [];
  /** @type {Map<Spoken, Parts>} */
  #shown = new Map();

  /**
   * @param {Words} words
   * @param {(tap: Tap) => void} tapped
   * @param {(line: Spoken) => void} mend Takes a refused message back into the box.
   */
  constructor(words, tapped, mend) {
    this.#words = words;
    this.#tapped = tapped;
    this.#mend = mend;
  }

  /** @param {Spoken[]} lines */
  show(lines) {
    this.root.setAttribute("aria-label", this.#words.say("log"));
    for (const [line, { root }] of this.#shown) {
      if (lines.includes(line)) continue;
      root.remove();
      this.#shown.delete(line);
    }
    let cursor = this.root.firstElementChild;
    lines.forEach((line, index) => {
      const parts = this.#shown.get(line) ?? this.#make(line);
      this.#update(parts, line, lines[index - 1], index === lines.length - 1);
      if (parts.root === cursor) cursor = cursor.nextElementSibling;
      else this.root.insertBefore(parts.root, cursor);
    });
  }

  /** The words of one's own are in the language switched to; what was said stays as it was said. */
  #label(/** @type {Spoken} */ { author, name }) {
    if (author === "person") return this.#words.say("you");
    return author === "agent" ? name || this.#words.say("agent") : this.#words.say("assistant");
  }

  /** @param {Spoken} line @returns {Parts} */
  #make(line) {
    const taps = line.buttons.map((tap) =>
      make("button", { type: "button", class: "tap", dir: "auto", click: () => this.#tapped(tap) }, tap.title),
    );
    const who = make("p", { class: "who", dir: "auto" });
    const note = make("p", { class: "note" });
    const day = make("p", { class: "day" });
    const words = make("p", { class: "bubble", dir: "auto" }, ...linked(line.text, this.numbers));
    const root = make("div", { class: `line ${line.author}` }, day, who, words);
    if (taps.length) root.append(make("div", { class: "taps" }, ...taps));
    root.append(note);
    const parts = { root, who, note, day, taps };
    this.#shown.set(line, parts);
    return parts;
  }

  /** @param {Parts} parts @param {Spoken} line @param {Spoken | undefined} before @param {boolean} last */
  #update({ root, who, note, day, taps }, line, before, last) {
    const words = this.#words;
    const date = words.day(line.at);
    const sameDay = date === (before ? words.day(before.at) : words.day(new Date().toISOString()));
    write(day, sameDay ? "" : date);
    write(who, this.#label(line));
    root.classList.toggle("follows", sameDay && before?.author === line.author && before.name === line.name);
    root.dataset.state = line.state;
    for (const tap of taps) tap.disabled = !last;
    if (line.state === "refused" && note.dataset.for !== `refused ${words.language}`) {
      const mend = make("button", { type: "button", class: "mend", click: () => this.#mend(line) }, words.say("mend"));
      note.replaceChildren(words.say(line.why === "too_long" ? "too_long" : "refused"), " ", mend);
      note.dataset.for = `refused ${words.language}`;
    } else if (line.state !== "refused") {
      write(note, line.state === "waiting" ? words.say("waiting") : words.time(line.at));
    }
  }
}

/** Untouched words are not announced anew. @param {HTMLElement} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = !text;
}
