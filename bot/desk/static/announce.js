/** Speaks to screen readers: politely, or at once when it cannot wait. Not for what focus already says. */

/** @param {string} text @param {"politely"|"at-once"} [how] */
export function announce(text, how = "politely") {
  const region = document.getElementById(`said-${how}`);
  if (region === null) return;
  // The same sentence twice is only spoken twice when it is a new node.
  const line = document.createElement("p");
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), 5000);
}
