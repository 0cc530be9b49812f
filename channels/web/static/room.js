// An on-screen keyboard covers a page without shrinking it: tells the style how much of a phone can be seen.

/** @param {HTMLElement} place @param {AbortSignal} signal */
export function followScreen(place, signal) {
  const seen = window.visualViewport;
  if (!seen) return;
  const follow = () => {
    place.style.setProperty("--seen", `${seen.height}px`);
    place.style.setProperty("--from", `${seen.offsetTop}px`);
  };
  for (const change of ["resize", "scroll"]) seen.addEventListener(change, follow, { signal });
  follow();
}
