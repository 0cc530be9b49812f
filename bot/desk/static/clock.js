/**
 * Time as the door sees it, and a pulse each second that goes on in a tab nobody looks at: browsers slow
 * down the timers of hidden pages to one a minute, but not those of their workers.
 */

/** Smaller differences are the network's and the header's whole seconds. */
const TRUSTED_MS = 2_000;
let ahead = 0;

/** @param {number} serverMs */
export function noteServerTime(serverMs) {
  const difference = serverMs - Date.now();
  if (Number.isFinite(difference)) ahead = Math.abs(difference) > TRUSTED_MS ? difference : 0;
}

/** Milliseconds since 1970 by the door's clock. */
export function now() {
  return Date.now() + ahead;
}

/** @param {() => void} beat @returns {() => void} ends it */
export function pulse(beat) {
  try {
    const worker = new Worker("/desk/files/pulse_worker.js");
    worker.addEventListener("message", beat);
    return () => worker.terminate();
  } catch {
    const timer = setInterval(beat, 1000);
    return () => clearInterval(timer);
  }
}
