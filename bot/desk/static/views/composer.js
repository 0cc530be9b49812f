/**
 * What the agent may do with the open case: take it, write, hand back, close. Draws only what is allowed now
 * and says why the rest is not; the door decides in the end.
 */
import { bdi, h, rebuild, write } from "../dom.js";
import { shape } from "../shapes.js";
import { askDisposition } from "./resolve_dialog.js";
import { confirm } from "./dialogs.js";

/** @typedef {import("../types.js").Case} Case */

/** What the door takes in one message. */
const MAX_BYTES = 64 * 1024;

export class Composer {
  /** @param {import("../desk.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    const say = desk.texts.say.bind(desk.texts);
    this.notice = h("p", { class: "notice", hidden: true });
    this.box = h("div", { class: "composer-box" });
    this.text = h("textarea", { id: "reply", rows: 2, dir: "auto", "data-focus": "reply", "aria-keyshortcuts": "r",
      "aria-describedby": "reply-hint", placeholder: say("write.placeholder"),
      oninput: () => this.#typed(), onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
    this.sendButton = h("button", { type: "submit", class: "button button-main" }, say("write.send"));
    this.warning = h("p", { class: "warning", hidden: true, role: "status" });
    this.form = h("form", { class: "writing", onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#send();
    } },
      h("label", { for: "reply", class: "unseen" }, say("write.label")),
      this.text, this.sendButton, this.warning,
      h("div", { class: "writing-row" },
        h("small", { id: "reply-hint" }, say("write.hint")),
        h("span", { class: "spread" }),
        h("button", { type: "button", class: "button", "data-focus": "hand-back", "aria-keyshortcuts": "h", onclick: () => void this.askHandBack() },
          say("write.hand_back"), h("kbd", { "aria-hidden": "true" }, "H")),
        h("button", { type: "button", class: "button", "data-focus": "resolve", "aria-keyshortcuts": "e", onclick: () => void this.askResolve() },
          say("write.resolve"), h("kbd", { "aria-hidden": "true" }, "E"))));
    this.element = h("div", { class: "composer", hidden: true }, this.notice, this.box, this.form);
    /** @type {string|null} the case whose draft is in the field */
    this.showing = null;
    this.asked = false;
  }

  render() {
    const { desk } = this;
    const open = desk.current;
    this.element.hidden = open === null;
    if (open === null) return;
    const mine = desk.isMine(open);
    const locked = desk.isLocked(open);
    this.#renderNotice(open);
    this.form.hidden = !mine;
    this.text.disabled = this.sendButton.disabled = locked;
    this.form.classList.toggle("locked", locked);
    this.#showDraft(open);
    const busy = desk.acting.has(open.id);
    rebuild(this.box, [open.id, open.state, open.owner, open.disposition, open.left, open.bot_is_asking, mine, locked, busy, this.asked], () => [
      open.left !== null && open.state !== "resolved" && this.#left(open, mine, locked),
      ...this.#stateOf(open, mine, busy)]);
    this.box.hidden = this.box.childElementCount === 0;
  }

  claim() {
    const open = this.desk.current;
    if (open !== null && open.state === "waiting") void this.#claim(open);
  }

  focus() {
    const open = this.desk.current;
    if (open === null || !this.desk.isMine(open)) return;
    if (this.text.disabled) this.box.querySelector("button")?.focus();
    else this.text.focus();
  }

  async askHandBack() {
    const open = this.desk.current;
    if (open === null || !this.desk.isMine(open)) return;
    const { texts } = this.desk;
    const sure = await confirm(texts, { heading: texts.say("hand_back.heading"), text: texts.say("hand_back.text"),
      yes: texts.say("hand_back.yes"), no: texts.say("hand_back.no") });
    if (sure) await this.desk.handBack(open);
  }

  async askResolve() {
    const open = this.desk.current;
    if (open === null || !this.desk.isMine(open)) return;
    const unsent = this.desk.drafts.of(open.id) !== "" || this.desk.sending.of(open.id).length > 0;
    const seen = this.desk.lastSeen(open);
    const end = await askDisposition(this.desk.texts, open, unsent);
    if (end === null) return;
    if (await this.desk.resolve(open, end.disposition, end.note, seen)) {
      this.desk.drafts.keep(open.id, "");
      document.getElementById("talk-heading")?.focus();
    }
  }

  /** @param {Case} open */
  async #claim(open) {
    if (await this.desk.claim(open)) {
      this.render();
      this.focus();
    }
  }

  /** @param {Case} open @param {boolean} mine @param {boolean} busy */
  #stateOf(open, mine, busy) {
    const say = this.desk.texts.say.bind(this.desk.texts);
    if (open.state === "resolved") {
      const how = this.desk.texts.name(`resolve.dispositions.${open.disposition}`, "");
      return [h("p", { class: "standing" }, how === "" ? say("write.resolved_plain") : say("write.resolved", { disposition: how }))];
    }
    if (open.state === "waiting") {
      return [h("div", { class: "claiming" },
        h("button", { type: "button", class: `button button-claim ${open.urgency}`, disabled: busy, "data-focus": "claim", "aria-keyshortcuts": "c",
          onclick: () => void this.#claim(open) }, say(busy ? "write.claiming" : "write.claim"), h("kbd", { "aria-hidden": "true" }, "C")),
        h("p", {}, say(open.bot_is_asking ? "write.claim_asking" : "write.claim_hint")))];
    }
    if (mine || open.owner === null) return [];
    return [h("div", { class: "standing" },
      h("p", {}, h("strong", {}, ...around(say("write.owned", { name: "\n" }), open.owner.name))),
      h("p", {}, ...around(say("write.owned_hint", { name: "\n" }), open.owner.name)))];
  }

  /** The guard: two deliberate clicks before anything can be written. @param {Case} open @param {boolean} mine @param {boolean} locked */
  #left(open, mine, locked) {
    const { texts } = this.desk;
    /** @param {boolean} asked */
    const ask = (asked) => {
      this.asked = asked;
      this.render();
      this.box.querySelector("button")?.focus();
    };
    const button = (/** @type {string} */ key, /** @type {() => void} */ onclick, kind = "") =>
      h("button", { type: "button", class: `button ${kind}`, "data-focus": key, onclick }, texts.say(`write.${key}`));
    return h("div", { class: "left-guard", role: "group", "aria-labelledby": "left-heading" },
      h("p", { id: "left-heading" }, shape("left"), h("strong", {}, texts.say("write.left_heading", { time: texts.time(open.left ?? "") }))),
      h("p", {}, texts.say(locked ? "write.left_why" : "write.unlocked")),
      mine && h("div", { class: "guard-buttons" }, ...(!locked
        ? [button("lock_again", () => this.desk.unlock(open, false))]
        : this.asked
          ? [h("span", { role: "status" }, texts.say("write.unlock_sure")),
            button("unlock_no", () => ask(false), "button-main"),
            button("unlock_yes", () => this.#unlock(open))]
          : [button("unlock", () => ask(true))])));
  }

  /** @param {Case} open */
  #unlock(open) {
    this.asked = false;
    this.desk.unlock(open, true);
    this.render();
    this.text.focus();
  }

  /** @param {Case} open */
  #renderNotice(open) {
    const found = this.desk.notices.get(open.id);
    this.notice.hidden = found === undefined;
    rebuild(this.notice, found, () => {
      if (found === undefined) return [];
      const name = found.values?.["name"];
      const words = this.desk.texts.name(found.key, this.desk.texts.say("errors.fault"));
      return [shape("urgent"), h("span", {}, ...(name === undefined ? [words] : around(words.replace("{name}", "\n"), name)))];
    });
  }

  /** @param {Case} open */
  #showDraft(open) {
    const draft = this.desk.drafts.of(open.id);
    if (this.showing !== open.id) this.asked = false;
    if (this.showing === open.id && this.text.value === draft) return;
    this.showing = open.id;
    this.text.value = draft;
    this.#grow();
  }

  #typed() {
    if (this.showing !== null) this.desk.drafts.keep(this.showing, this.text.value);
    this.warning.hidden = true;
    this.#grow();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") {
      document.getElementById("talk-heading")?.focus();
    }
  }

  #send() {
    const open = this.desk.current;
    const text = this.text.value.trim();
    if (open === null || text === "" || !this.desk.isMine(open) || this.desk.isLocked(open)) return;
    if (new TextEncoder().encode(text).length > MAX_BYTES) {
      write(this.warning, this.desk.texts.say("write.too_long"));
      this.warning.hidden = false;
      return;
    }
    this.text.value = "";
    this.desk.say(open, text);
    this.#grow();
  }

  /** As tall as its text, within limits: CSSOM, since the policy allows no style attribute. */
  #grow() {
    this.text.style.blockSize = "auto";
    if (this.text.value !== "") this.text.style.blockSize = `${Math.min(this.text.scrollHeight + 2, 220)}px`;
    // An empty field is read by its placeholder, which is in the page's language.
    this.text.dir = this.text.value === "" ? document.documentElement.dir : "auto";
  }
}

/** @param {string} sentence with a line break where the name goes @param {string} name */
function around(sentence, name) {
  const [before = "", after = ""] = sentence.split("\n");
  return [before, bdi(name), after];
}
