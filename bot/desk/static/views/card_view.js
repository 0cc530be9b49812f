/** The card: all about the open case at one glance. */
import { bdi, h, rebuild } from "../dom.js";
import { shape } from "../shapes.js";
import { whyFlagged } from "./why.js";

/** @typedef {import("../types.js").Case} Case */

/** What the intake asks first; shown as not known until it is. */
const WANTED = ["safe_now", "at_risk", "place", "contact"];

export class CardView {
  /**
   * @param {import("../desk.js").Desk} desk
   * @param {(message: string) => void} goTo
   * @param {() => void} close
   */
  constructor(desk, goTo, close) {
    this.desk = desk;
    this.goTo = goTo;
    const { texts } = desk;
    this.body = h("div", { class: "card-body" });
    this.heading = h("h2", { id: "card-heading", tabindex: -1 }, texts.say("card.heading"));
    this.element = h("aside", { class: "card", "aria-labelledby": "card-heading" },
      h("header", { class: "card-head" }, this.heading, h("span", { class: "spread" }),
        h("button", { type: "button", class: "button button-icon card-close", "aria-label": texts.say("card.close"), onclick: close }, "✕")),
      this.body);
  }

  render() {
    const open = this.desk.current;
    this.element.classList.toggle("empty", open === null);
    rebuild(this.body, open, () => (open === null ? [] : this.#of(open)));
  }

  focus() {
    this.heading.focus();
  }

  /** @param {Case} open */
  #of(open) {
    const { texts } = this.desk;
    const say = texts.say.bind(texts);
    return [
      h("div", { class: `card-urgency ${open.urgency}` }, shape(open.urgency), h("strong", {}, say(`urgency.${open.urgency}`)),
        h("span", {}, texts.name(`kind.${open.kind}`, open.kind), " · ", texts.name(`line.${open.line}`, open.line))),
      h("p", { class: "card-reference" }, bdi(open.reference, "reference"), this.#copy(open.reference)),
      open.left !== null && h("p", { class: "card-sign left" }, shape("left"), say("card.left", { time: texts.time(open.left) })),
      open.wants_human && h("p", { class: "card-sign" }, shape("person"), say("card.wants_human")),
      open.misunderstood && h("p", { class: "card-sign" }, shape("attention"), say("card.misunderstood")),
      h("h3", {}, say("card.why")),
      whyFlagged(texts, open, this.goTo),
      ...this.#known(open),
      h("h3", {}, say("card.times")),
      h("dl", { class: "facts" }, ...this.#facts(open).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, bdi(value))])),
    ];
  }

  /** @param {Case} open */
  #known(open) {
    const { texts } = this.desk;
    const known = Object.entries(open.details).filter(([, value]) => String(value).trim() !== "");
    const order = (/** @type {string} */ name) => (WANTED.indexOf(name) + WANTED.length + 1) % (WANTED.length + 1);
    known.sort(([one], [other]) => order(one) - order(other));
    const asksThese = open.kind === "report" || WANTED.some((name) => name in open.details);
    const missing = asksThese ? WANTED.filter((name) => !known.some(([found]) => found === name)) : [];
    return [
      h("h3", {}, texts.say("card.known")),
      known.length === 0
        ? h("p", { class: "nothing" }, texts.say("card.nothing_known"))
        : h("dl", { class: "known" }, ...known.map(([name, value]) => h("div", { class: warns(name, String(value)) ? "known-danger" : "" },
            h("dt", {}, ...label(texts, name)), h("dd", {}, bdi(answer(texts, String(value))))))),
      missing.length > 0 && h("h3", {}, texts.say("card.unknown")),
      missing.length > 0 && h("ul", { class: "missing" }, ...missing.map((name) => h("li", {}, texts.say(`detail.${name}`)))),
    ];
  }

  /** @param {Case} open @returns {[string, string][]} */
  #facts(open) {
    const { texts } = this.desk;
    const say = texts.say.bind(texts);
    /** @type {[string, string][]} */
    const facts = [
      [say("card.state"), texts.name(`state.${open.state}`, open.state)],
      [say("card.owner"), open.owner?.name ?? say("card.nobody")],
      [say("card.opened"), texts.moment(open.opened_at)],
    ];
    if (open.waiting_since !== null) facts.push([say("card.waiting_since"), texts.moment(open.waiting_since)]);
    if (open.claimed_at !== null) facts.push([say("card.claimed"), texts.moment(open.claimed_at)]);
    if (open.resolved_at !== null) facts.push([say("card.closed"), texts.moment(open.resolved_at)]);
    facts.push([say("card.channel"), texts.name(`channel.${open.channel}`, say("channel.unknown"))]);
    facts.push([say("card.language"), texts.name(`language.${open.language ?? "unknown"}`, say("language.unknown"))]);
    return facts;
  }

  /** @param {string} reference */
  #copy(reference) {
    const { texts } = this.desk;
    const button = h("button", { type: "button", class: "button button-plain", "data-focus": "copy", onclick: () => {
      void copy(reference).then((done) => done && button.replaceChildren(texts.say("card.copied")));
    } }, texts.say("card.copy"));
    return button;
  }
}

/** @param {import("../texts.js").Texts} texts @param {string} name */
function label(texts, name) {
  return texts.has(`detail.${name}`) ? [texts.say(`detail.${name}`)] : [bdi(name.replaceAll("_", " "))];
}

/** @param {import("../texts.js").Texts} texts @param {string} value */
function answer(texts, value) {
  return texts.name(`answer.${value.trim().toLowerCase()}`, value);
}

/** "Safe to write now?" — no. @param {string} name @param {string} value */
function warns(name, value) {
  return name === "safe_now" && ["no", "false", "لا"].includes(value.trim().toLowerCase());
}

/** Without a secure address there is no clipboard to write to. @param {string} text @returns {Promise<boolean>} */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
