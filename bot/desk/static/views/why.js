/** Why a case was flagged: message by message, the gravest first, the words themselves and reasons in plain words. */
import { flagReasons } from "../flag_words.js";
import { gravest } from "../flagged.js";
import { h } from "../dom.js";
import { URGENCIES } from "../queue.js";
import { shape } from "../shapes.js";

/** @typedef {import("../types.js").Flag} Flag */

const AT_ONCE = 2;

/**
 * @param {import("../texts.js").Texts} texts
 * @param {import("../types.js").Case} open
 * @param {(message: string) => void} goTo
 */
export function whyFlagged(texts, open, goTo) {
  if (open.flags.length === 0) return h("p", { class: "nothing" }, texts.say("card.why_none"));
  /** @type {Map<string, Flag[]>} */
  const byMessage = new Map();
  for (const flag of open.flags) {
    const key = flag.message ?? "";
    byMessage.set(key, [...(byMessage.get(key) ?? []), flag]);
  }
  const groups = [...byMessage].sort(([, one], [, other]) => URGENCIES.indexOf(gravest(one)) - URGENCIES.indexOf(gravest(other)));
  const drawn = groups.map(([message, flags]) => group(texts, message, flags, goTo));
  const rest = drawn.slice(AT_ONCE);
  return h("div", { class: "why" }, ...drawn.slice(0, AT_ONCE),
    rest.length > 0 && h("details", {}, h("summary", {}, texts.say("card.more", { count: rest.length })), ...rest));
}

/** @param {import("../texts.js").Texts} texts @param {string} message @param {Flag[]} flags @param {(message: string) => void} goTo */
function group(texts, message, flags, goTo) {
  const urgency = gravest(flags);
  const phrases = [...new Set(flags.filter((flag) => flag.source === "phrase").map((flag) => flag.text))];
  const others = flags.filter((flag) => flag.source !== "phrase");
  const sources = [...new Set(others.map((flag) => flag.source))];
  return h("div", { class: `why-group ${urgency}` },
    h("p", { class: "why-urgency" }, shape(urgency), texts.say(`urgency.${urgency}`)),
    phrases.length > 0 && h("p", {}, h("span", { class: "why-source" }, texts.say("flag.phrase")), " ",
      ...phrases.flatMap((phrase) => [h("span", { class: "phrase", dir: "auto" }, phrase), " "])),
    ...sources.map((source) => h("div", {}, h("span", { class: "why-source" }, texts.name(`flag.${source}`, source)),
      h("ul", {}, ...[...new Set(others.filter((flag) => flag.source === source).map((flag) => flagReasons(texts, flag)))]
        .map((reason) => h("li", {}, h("bdi", {}, reason)))))),
    message !== "" && h("button", { type: "button", class: "button button-plain", "data-focus": `go ${message}`, onclick: () => goTo(message) },
      texts.say("card.go_to")));
}
