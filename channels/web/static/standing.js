// How things stand, as keys of the texts: who answers, whether there is a line, and what is worth a word. Pure.

/**
 * @typedef {object} Things
 * @property {import("./connection.js").State} line
 * @property {boolean} away The line has been lost for longer than a moment.
 * @property {boolean} slow The door asked for patience.
 * @property {boolean} waiting Something is not sent yet.
 * @property {import("./shapes.js").Spoken | undefined} other Who spoke last and is not the person.
 */

/** The line under the name. @param {Things} things */
export function status({ line, away, other }) {
  if (away) return "away";
  if (line === "connecting") return "connecting";
  if (other?.author !== "agent") return "automated";
  return other.name ? "joined" : "joined_unnamed";
}

/** The notice over the box, in one or two sentences. @param {Things} things @returns {string[]} */
export function notice({ line, away, slow, waiting }) {
  if (line === "outdated") return ["outdated"];
  if (line === "forbidden") return ["forbidden"];
  if (away) return [waiting ? "away_waiting" : "away_empty", "call"];
  return slow && waiting ? ["slow"] : [];
}
