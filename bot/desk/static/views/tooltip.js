/** One tooltip for all that carry data-tip: by pointer and by keyboard, closed by Escape, never in the way of reading. */
import { h, write } from "../dom.js";

export class Tooltip {
  constructor() {
    // What it says is in the page for screen readers already, beside the words it belongs to.
    this.element = h("div", { class: "tooltip", hidden: true, "aria-hidden": "true", dir: "auto" });
    this.listening = new AbortController();
    const options = { signal: this.listening.signal };
    for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, (event) => this.#show(event.target), options);
    for (const kind of ["pointerout", "focusout"]) document.addEventListener(kind, () => this.#hide(), options);
    document.addEventListener("scroll", () => this.#hide(), { ...options, capture: true });
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#hide(), options);
  }

  end() {
    this.listening.abort();
  }

  /** @param {EventTarget|null} target */
  #show(target) {
    const carrier = target instanceof Element ? target.closest("[data-tip]") : null;
    if (!(carrier instanceof HTMLElement)) return;
    write(this.element, carrier.dataset["tip"] ?? "");
    this.element.hidden = false;
    const at = carrier.getClientRects()[0] ?? carrier.getBoundingClientRect();
    const own = this.element.getBoundingClientRect();
    const below = at.bottom + own.height + 8 < innerHeight;
    const page = document.documentElement;
    const start = page.dir === "rtl" ? page.clientWidth - at.right : at.left;
    this.element.style.insetBlockStart = `${below ? at.bottom + 6 : at.top - own.height - 6}px`;
    this.element.style.insetInlineStart = `${Math.max(8, Math.min(start, page.clientWidth - own.width - 8))}px`;
  }

  #hide() {
    this.element.hidden = true;
  }
}
