// The panel's parts and their words. What happens when they are used is the app's business.

import { icon, linked, make } from "./dom.js";

/** @typedef {import("./texts.js").Words} Words */
/** @typedef {import("./shapes.js").Settings} Settings */

/**
 * @typedef {object} Deeds
 * @property {() => void} exit
 * @property {() => void} close
 * @property {() => void} speak The other language.
 * @property {() => void} send
 */

const ICONS = {
  exit: "M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M10 8l-4 4 4 4M6 12h9",
  close: "m6 9 6 6 6-6",
  send: "M12 19V6M6 11.5 12 5.5 18 11.5",
  down: "M12 5v13M6 13l6 6 6-6",
};

export class Panel {
  #words;
  /** @type {Settings | null} */
  settings = null;

  /** @param {Words} words @param {HTMLElement} log @param {Deeds} deeds */
  constructor(words, log, deeds) {
    this.#words = words;
    this.exitFirst = make("strong");
    this.exitSecond = make("span");
    this.exitHint = make("span", { class: "hint", id: "exit-hint" });
    this.exit = make(
      "button",
      { type: "button", class: "exit", "aria-describedby": "exit-hint", click: () => deeds.exit() },
      icon(ICONS.exit, "icon turns"), this.exitFirst, this.exitSecond,
    );
    this.title = make("h2", { id: "title" });
    this.status = make("p", { class: "status", role: "status" });
    this.language = make("button", { type: "button", class: "language", click: () => deeds.speak() });
    this.close = make("button", { type: "button", class: "round", click: () => deeds.close() }, icon(ICONS.close));
    this.calls = make("p", { class: "calls" });
    this.welcome = make("p", { class: "welcome" });
    this.privacy = make("details", { class: "privacy" }, make("summary"), make("p"));
    this.typing = make("p", { class: "typing", hidden: true, "aria-hidden": "true" }, make("i"), make("i"), make("i"));
    this.scroller = make("div", { class: "scroller", tabindex: "0", role: "group" },
      make("div", { class: "intro" }, this.welcome, this.privacy), log, this.typing);
    this.newer = make("button", { type: "button", class: "newer", hidden: true }, icon(ICONS.down), make("span"));
    this.notice = make("div", { class: "notice", role: "status" });
    this.box = make("textarea", { id: "box", rows: "1", dir: "auto", autocomplete: "off", enterkeyhint: "send", "aria-describedby": "keys" });
    this.boxLabel = make("label", { for: "box", class: "unseen" });
    this.keys = make("span", { id: "keys", class: "unseen" });
    this.send = make("button", { type: "button", class: "send", click: () => deeds.send() }, icon(ICONS.send));
    this.root = make(
      "section",
      { class: "panel", role: "dialog", "aria-labelledby": "title", hidden: true },
      make("div", { class: "leave" }, this.exit, this.exitHint),
      make("div", { class: "head" }, make("div", { class: "names" }, this.title, this.status), this.language, this.close),
      this.calls,
      this.scroller,
      make("div", { class: "foot" }, this.newer, this.notice, make("div", { class: "compose" }, this.boxLabel, this.keys, this.box, this.send)),
    );
    // Its side follows the page, not the language chosen inside: the panel does not jump when that changes.
    this.place = make("div", { class: "place" }, this.root);
  }

  /** All words that do not depend on the talk. */
  speak() {
    const { say, language, other, dir } = bound(this.#words);
    this.root.lang = language;
    this.root.dir = dir;
    this.title.textContent = this.settings?.organisation[language] ?? say("title");
    this.exitFirst.textContent = say("exit");
    this.exitSecond.textContent = say("exit", {}, other);
    this.exitSecond.lang = other;
    this.exitSecond.dir = "auto";
    this.exitHint.textContent = say("exit_hint");
    this.language.textContent = say("own_name", {}, other);
    this.language.lang = other;
    this.close.setAttribute("aria-label", say("close"));
    this.close.title = say("close");
    this.scroller.setAttribute("aria-label", say("scroller"));
    this.welcome.textContent = say("welcome");
    const [summary, details] = this.privacy.children;
    if (summary) summary.textContent = say("privacy_title");
    if (details) details.textContent = say("privacy");
    const newer = this.newer.lastElementChild;
    if (newer) newer.textContent = say("newer");
    this.boxLabel.textContent = say("box");
    this.keys.textContent = say("keys");
    this.box.placeholder = say("box");
    this.send.setAttribute("aria-label", say("send"));
    this.send.title = say("send");
    this.#callable();
  }

  #callable() {
    this.calls.hidden = !this.settings;
    if (!this.settings) return;
    const { emergency, hotline } = this.settings;
    const { say } = bound(this.#words);
    const call = (/** @type {string} */ kind, /** @type {string} */ number) =>
      make("a", { class: kind, href: `tel:${number}` }, say(kind), " ", make("bdi", {}, number));
    this.calls.replaceChildren(call("emergency", emergency), call("hotline", hotline));
  }

  /** Who answers, or that nobody hears us just now. @param {string} status @param {string} name */
  stand(status, name) {
    this.root.dataset.status = status;
    const says = this.#words.say(status, { name });
    // Untouched words are not announced anew.
    if (this.status.textContent !== says) this.status.textContent = says;
  }

  /** @param {string} text @param {{ title: string, does: () => void } | null} [deed] */
  note(text, deed = null) {
    if (this.notice.dataset.text === text) return;
    this.notice.dataset.text = text;
    this.notice.replaceChildren(...linked(text, this.settings ? [this.settings.hotline] : []));
    if (deed) this.notice.append(make("button", { type: "button", class: "mend", click: () => deed.does() }, deed.title));
  }

  /** An on-screen keyboard covers a page without shrinking it: the panel keeps to what can be seen. @param {AbortSignal} signal */
  follow(signal) {
    const seen = window.visualViewport;
    const fit = () => {
      this.place.style.setProperty("--seen", `${seen?.height}px`);
      this.place.style.setProperty("--from", `${seen?.offsetTop}px`);
    };
    for (const change of ["resize", "scroll"]) seen?.addEventListener(change, fit, { signal });
    if (seen) fit();
  }

  /** As tall as what is written in it, up to the style's limit. */
  fit() {
    this.box.style.blockSize = "auto";
    this.box.style.blockSize = `${this.box.scrollHeight + 2}px`;
  }
}

/** @param {Words} words */
function bound(words) {
  return { say: words.say.bind(words), language: words.language, other: words.other, dir: words.dir };
}
