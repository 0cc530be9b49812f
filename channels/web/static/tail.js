// Keeps the end of the talk in sight while the person is there, and leaves them in peace while they read above.

const NEAR_PX = 80;

export class Tail {
  #scroller;
  #newer;
  #held = true;

  /** @param {HTMLElement} scroller @param {HTMLElement} newer The button that leads to what came meanwhile. */
  constructor(scroller, newer) {
    this.#scroller = scroller;
    this.#newer = newer;
    newer.addEventListener("click", () => this.go());
    scroller.addEventListener("scroll", () => {
      const { scrollHeight, scrollTop, clientHeight } = scroller;
      this.#held = scrollHeight - scrollTop - clientHeight < NEAR_PX;
      if (this.#held) newer.hidden = true;
    }, { passive: true });
    // A keyboard or a notice takes room from the talk.
    new ResizeObserver(() => this.stay()).observe(scroller);
  }

  go() {
    this.#held = true;
    this.#newer.hidden = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  stay() {
    if (this.#held) this.go();
  }

  /** Something new stands at the end. */
  grown() {
    this.#newer.hidden = this.#held;
  }
}
