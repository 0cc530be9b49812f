/**
 * Why something was flagged, in the agent's language. The assistant gives its reasons as English sentences of a
 * few known forms; those are put into words here, others are shown as they are.
 */

/** @type {[RegExp, (texts: import("./texts.js").Texts, found: RegExpMatchArray) => string|null][]} */
const FORMS = [
  [/^\w+: [a-z ]+ (\d+)% likely, [a-z ]+ (\d+)%$/, (texts, [, harm, now]) =>
    texts.say("flag.reasons.likely", { harm: percent(texts, harm), now: percent(texts, now) })],
  [/^the part that weighed most: “(.*)”$/s, (texts, [, value = ""]) => texts.say("flag.reasons.weighed", { value })],
  [/^the words that weighed most: “(.*)”$/s, (texts, [, value = ""]) =>
    texts.say("flag.reasons.words", { value: value.replaceAll("”, “", texts.say("flag.reasons.between")) })],
  [/^nearest kind of example: (\w+)$/, (texts, [, intent = ""]) =>
    texts.has(`intent.${intent}`) ? texts.say("flag.reasons.nearest", { value: texts.say(`intent.${intent}`) }) : null],
  [/^tapped: (\w+)$/, (texts, [, intent = ""]) =>
    texts.say("flag.reasons.tapped", { value: texts.name(`intent.${intent}`, intent) })],
  [/^nothing to read/, (texts) => texts.say("flag.reasons.nothing")],
];

/** @param {import("./texts.js").Texts} texts @param {import("./types.js").Flag} flag */
export function flagReasons(texts, flag) {
  const urgency = texts.say(`urgency.${flag.urgency}`);
  if (flag.source === "tap") return texts.say("flag.tap_why", { text: tapped(texts, flag.text) });
  if (flag.source === "brain" && flag.text !== "") return brainReason(texts, flag.text) ?? texts.say("flag.brain_why", { urgency });
  return texts.name(`flag.${flag.source}_why`, texts.say("flag.other_why"))
    .replace("{urgency}", urgency)
    .replace("{text}", () => flag.text);
}

/** @param {import("./texts.js").Texts} texts @param {string} reason @returns {string|null} null: nothing worth showing */
export function brainReason(texts, reason) {
  for (const [form, words] of FORMS) {
    const found = reason.match(form);
    if (found !== null) return words(texts, found);
  }
  return texts.say("flag.reasons.plain", { value: reason });
}

/** @param {import("./texts.js").Texts} texts @param {string} payload */
export function tapped(texts, payload) {
  return texts.name(`flag.taps.${payload.replace(/^\//, "").replace(/\{.*$/s, "")}`, payload);
}

/** @param {import("./texts.js").Texts} texts @param {string|undefined} digits */
function percent(texts, digits) {
  return new Intl.NumberFormat(texts.numbers.resolvedOptions().locale, { style: "percent" }).format(Number(digits) / 100);
}
