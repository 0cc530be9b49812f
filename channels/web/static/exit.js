// The quick exit: cover the page first, then tell the door, forget everything, and be gone; Back does not return.
// Nothing in here waits for anything, and no failure stops it.

const PRESSES = 3;
const BETWEEN_MS = 5_000;

/** Opaque, over everything, in the top layer where the browser has one. */
function cover() {
  const sheet = document.createElement("dialog");
  for (const [name, value] of Object.entries({
    position: "fixed", inset: "0", "inline-size": "100vw", "block-size": "100vh", "max-inline-size": "none",
    "max-block-size": "none", margin: "0", padding: "0", border: "0", background: "#fff", display: "block",
    opacity: "1", "z-index": "2147483647", "color-scheme": "light", outline: "0",
  })) {
    sheet.style.setProperty(name, value, "important");
  }
  sheet.addEventListener("cancel", (event) => event.preventDefault());
  document.documentElement.append(sheet);
  try {
    sheet.showModal();
  } catch {
    // Still fixed and above all but the top layer.
  }
  return sheet;
}

/**
 * @param {string} to The address to go to.
 * @param {(() => void)[]} steps Told and forgotten in this order, each whatever the others do.
 */
export function leave(to, steps) {
  const sheet = cover();
  const wipe = () => {
    document.title = new URL(to).hostname || "…";
    for (const child of document.body.children) child.remove();
    document.body.replaceChildren();
  };
  for (const step of [...steps, wipe]) {
    try {
      step();
    } catch {
      // Leaving matters more.
    }
  }
  // A page kept for Back comes up covered and empty, and goes on at once.
  addEventListener("pageshow", (event) => event.persisted && location.replace(to));
  addEventListener("keydown", (event) => event.preventDefault(), { capture: true });
  sheet.addEventListener("close", () => sheet.isConnected && sheet.showModal());
  location.replace(to);
}

/**
 * Shift three times alone, at most five seconds apart. Capital letters and Alt+Shift, which changes the keyboard's
 * language, do not count.
 * @param {() => void} leaveNow
 * @param {AbortSignal} signal
 */
export function watchShift(leaveNow, signal) {
  let count = 0;
  let alone = false;
  let last = 0;
  const options = { capture: true, signal };
  addEventListener("keydown", (event) => {
    const shift = event.key === "Shift" && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (!shift) count = 0;
    alone = shift;
  }, options);
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    const now = performance.now();
    count = count && now - last <= BETWEEN_MS ? count + 1 : 1;
    last = now;
    if (count >= PRESSES) leaveNow();
  }, options);
}
