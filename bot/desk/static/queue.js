/**
 * Which cases the queue shows, in which order, and how many there are of each. Pure.
 *
 * @typedef {import("./types.js").Case} Case
 * @typedef {import("./types.js").Urgency} Urgency
 * @typedef {"all"|"waiting"|"mine"} Whose
 * @typedef {{whose: Whose, urgency: Urgency|null, line: string|null, search: string}} Filter
 */

/** @type {readonly Urgency[]} */
export const URGENCIES = ["emergency", "urgent", "attention", "routine"];
export const LINES = [
  "child_protection",
  "women_protection",
  "social_welfare",
  "home_care",
  "volunteering",
  "general",
];
/** @type {readonly Whose[]} */
export const WHOSE = ["all", "waiting", "mine"];
/** @type {Readonly<Filter>} */
export const EVERYTHING = { whose: "all", urgency: null, line: null, search: "" };

/**
 * Those nobody serves first, then the most urgent, then the longest waiting; the door orders alike.
 * @param {Case} one
 * @param {Case} other
 */
export function byNeed(one, other) {
  return (
    Number(one.state !== "waiting") - Number(other.state !== "waiting") ||
    URGENCIES.indexOf(one.urgency) - URGENCIES.indexOf(other.urgency) ||
    Date.parse(one.waiting_since ?? one.opened_at) - Date.parse(other.waiting_since ?? other.opened_at) ||
    one.reference.localeCompare(other.reference)
  );
}

/** @param {Case} each @param {Whose} whose @param {string} me */
export function isOf(each, whose, me) {
  if (whose === "waiting") return each.state === "waiting";
  if (whose === "mine") return each.state === "claimed" && each.owner?.id === me;
  return true;
}

/** @param {Case} each @param {Filter} filter @param {string} me */
export function passes(each, filter, me) {
  return (
    isOf(each, filter.whose, me) &&
    (filter.urgency === null || each.urgency === filter.urgency) &&
    (filter.line === null || each.line === filter.line) &&
    letters(each.reference).includes(letters(filter.search))
  );
}

/** @param {readonly Case[]} cases @param {Filter} filter @param {string} me */
export function shown(cases, filter, me) {
  return cases.filter((each) => passes(each, filter, me)).sort(byNeed);
}

/**
 * Counts beside each filter: how many would show if it alone were changed.
 * @param {readonly Case[]} cases
 * @param {Filter} filter
 * @param {string} me
 */
export function counts(cases, filter, me) {
  /** @param {Partial<Filter>} change */
  const of = (change) => cases.filter((each) => passes(each, { ...filter, ...change }, me)).length;
  return {
    /** @param {Whose} whose */
    whose: (whose) => of({ whose }),
    /** @param {Urgency|null} urgency */
    urgency: (urgency) => of({ urgency }),
    /** @param {string|null} line */
    line: (line) => of({ line }),
  };
}

/** A reference as typed by hand: case, spaces and dashes do not matter. @param {string} text */
function letters(text) {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
}
