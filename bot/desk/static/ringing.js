/**
 * Decides what rings: escalated cases that wait for a human and were not heard a moment ago. Pure.
 *
 * @typedef {import("./types.js").Case} Case
 * @typedef {{level: "emergency"|"urgent"|null, loud: "emergency"|"urgent"|null, cases: Case[], until: number}} Ring
 */
import { byNeed } from "./queue.js";

export const HEARD_MS = 60_000;

/**
 * `level` is how grave the gravest waiting case is, `loud` the same of those that nobody here acknowledged;
 * `until` is when the first acknowledged one rings again (0: none is silenced).
 * @param {readonly Case[]} cases
 * @param {ReadonlyMap<string, number>} heard case → silent until, in ms
 * @param {number} now
 * @returns {Ring}
 */
export function ring(cases, heard, now) {
  const waiting = cases.filter((each) => each.state === "waiting" && isEscalated(each)).sort(byNeed);
  const loud = waiting.filter((each) => (heard.get(each.id) ?? 0) <= now);
  const silenced = waiting.map((each) => heard.get(each.id) ?? 0).filter((until) => until > now);
  return {
    level: gravest(waiting),
    loud: gravest(loud),
    cases: waiting,
    until: silenced.length > 0 ? Math.min(...silenced) : 0,
  };
}

/** @param {Case} each */
export function isEscalated(each) {
  return each.urgency === "emergency" || each.urgency === "urgent";
}

/** @param {readonly Case[]} cases */
function gravest(cases) {
  if (cases.some((each) => each.urgency === "emergency")) return "emergency";
  return cases.length > 0 ? "urgent" : null;
}
