/**
 * Cuts a message where words were flagged, so that the page can mark them. Pure; offsets are UTF-16 units.
 *
 * @typedef {import("./types.js").Flag} Flag
 * @typedef {import("./types.js").Urgency} Urgency
 * @typedef {{text: string, flags: Flag[]}} Piece
 */
import { URGENCIES } from "./queue.js";

/**
 * The text in pieces, joined they are the text again. Offsets outside it are cut to it; overlapping flags share a piece.
 * @param {string} text
 * @param {readonly Flag[]} flags of this message
 * @returns {Piece[]}
 */
export function pieces(text, flags) {
  const spans = flags.flatMap((flag) => {
    const start = Math.max(0, flag.start ?? 0);
    const end = Math.min(text.length, flag.end ?? 0);
    return start < end ? [{ flag, start, end }] : [];
  });
  const cuts = new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])]);
  const edges = [...cuts].sort((one, other) => one - other);
  return edges.slice(0, -1).map((start, index) => ({
    text: text.slice(start, edges[index + 1]),
    flags: spans.filter((span) => span.start <= start && start < span.end).map((span) => span.flag),
  }));
}

/** Flags of a message as a whole: no words of it in particular. @param {readonly Flag[]} flags */
export function ofWhole(flags) {
  return flags.filter((flag) => flag.start === null || flag.end === null || flag.start >= flag.end);
}

/** @param {readonly Flag[]} flags @returns {Urgency} */
export function gravest(flags) {
  return URGENCIES.find((urgency) => flags.some((flag) => flag.urgency === urgency)) ?? "routine";
}
