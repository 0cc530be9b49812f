/**
 * The conversation: the whole talk in order, flagged words marked, and what is on its way. It scrolls by
 * itself only while the agent is at the end; otherwise a pill says what came.
 */
import { h, isDrawnFrom, rebuild, reconcile, set, write } from "../dom.js";
import { shape } from "../shapes.js";
import { bubble, pendingBubble } from "./bubble.js";
import { Composer } from "./composer.js";

/** Closer to the end than this counts as at the end. */
const NEAR = 60;

export class TalkView {
  /** @param {import("../desk.js").Desk} desk @param {() => void} showCard */
  constructor(desk, showCard) {
    this.desk = desk;
    const say = desk.texts.say.bind(desk.texts);
    this.composer = new Composer(desk);
    this.title = h("h2", { id: "talk-heading", tabindex: -1 });
    this.cardButton = h("button", { type: "button", class: "button card-button", "aria-expanded": "false", onclick: showCard },
      say("talk.show_card"));
    this.note = h("div", { class: "talk-note" });
    this.list = h("ol", { class: "messages", "aria-labelledby": "talk-heading" });
    this.scroll = h("div", { class: "talk-scroll", tabindex: 0, role: "group", "aria-labelledby": "talk-heading",
      onscroll: () => this.#scrolled() }, this.note, this.list);
    this.pill = h("button", { type: "button", class: "button pill", hidden: true, onclick: () => this.#toEnd() });
    this.element = h("section", { class: "talk", "aria-labelledby": "talk-heading" },
      h("header", { class: "talk-head" }, this.title, h("span", { class: "spread" }), this.cardButton),
      h("div", { class: "talk-middle" }, this.scroll, this.pill),
      this.composer.element);
    this.atEnd = true;
    this.shown = "";
    this.lastSeen = -1;
    this.resized = new ResizeObserver(() => this.atEnd && this.#toEnd());
    this.resized.observe(this.scroll);
  }

  end() {
    this.resized.disconnect();
  }

  render() {
    const { desk } = this;
    const { texts } = desk;
    const open = desk.current;
    const talk = open === null ? null : desk.state.talk(open.conversation);
    rebuild(this.title, open && [open.reference, open.line, open.urgency], () => open === null
      ? [texts.say("talk.heading")]
      : [h("span", { class: `urgency ${open.urgency}` }, shape(open.urgency), texts.say(`urgency.${open.urgency}`)), " ",
        h("span", {}, texts.name(`line.${open.line}`, open.line)), " ", h("bdi", { class: "reference" }, open.reference)]);
    this.cardButton.hidden = open === null;
    this.#renderNote(talk);
    this.#renderMessages(open, talk);
    this.composer.render();
  }

  focus() {
    this.title.focus();
  }

  focusCardButton() {
    this.cardButton.focus();
  }

  /** @param {boolean} shown */
  cardShown(shown) {
    set(this.cardButton, "aria-expanded", String(shown));
  }

  /** Show one message and mark it for a moment. @param {string} id */
  goTo(id) {
    const found = this.list.querySelector(`[data-message="${CSS.escape(id)}"]`);
    if (!(found instanceof HTMLElement)) return;
    this.atEnd = false;
    found.scrollIntoView({ block: "center" });
    found.tabIndex = -1;
    found.focus();
  }

  /** @param {import("../types.js").Message[]|null} talk */
  #renderNote(talk) {
    const { desk } = this;
    const { texts } = desk;
    const why = desk.selected === null ? undefined : desk.fetching.get(desk.selected);
    const state = desk.selected === null ? "none" : talk === null ? (why ? "failed" : "loading") : talk.length === 0 ? "empty" : "";
    this.note.hidden = state === "";
    rebuild(this.note, [state, why], () => [
      state === "none" && shape("door", "empty-shape"),
      h("p", {}, texts.say(`talk.${state}`, { why: texts.name(`errors.${why}`, texts.say("errors.fault")) })),
      state === "none" && h("p", {}, texts.say("talk.none_hint")),
      state === "failed" && h("button", { type: "button", class: "button",
        onclick: () => desk.selected !== null && void desk.fetchTalk(desk.selected) }, texts.say("queue.try_again"))]);
  }

  /** @param {import("../types.js").Case|null} open @param {import("../types.js").Message[]|null} talk */
  #renderMessages(open, talk) {
    const { desk } = this;
    const items = open === null || talk === null ? [] : lines(desk, open, talk);
    const another = this.shown !== (open?.id ?? "");
    if (another) {
      this.shown = open?.id ?? "";
      this.atEnd = true;
      this.lastSeen = -1;
    }
    const changed = reconcile(this.list, items, (each) => each.key, () => h("li"), (element, each) => {
      if (isDrawnFrom(element, each.from)) return false;
      const fresh = each.make();
      element.className = fresh.className;
      set(element, "data-message", fresh.dataset["message"]);
      element.replaceChildren(...fresh.childNodes);
      return true;
    });
    this.list.hidden = items.length === 0;
    if (this.atEnd && (changed || another)) this.#toEnd();
    else if (this.atEnd) this.#looked();
    else this.#renderPill();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.atEnd) this.#looked();
    this.#renderPill();
  }

  #toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.atEnd = true;
    this.#looked();
    this.#renderPill();
  }

  /** The end is in view: nothing is unread, if anybody looks at this page at all. */
  #looked() {
    const open = this.desk.current;
    const talk = open === null ? null : this.desk.state.talk(open.conversation);
    if (open === null || talk === null || document.visibilityState !== "visible") return;
    this.lastSeen = talk.at(-1)?.position ?? -1;
    this.desk.seen(open);
  }

  #renderPill() {
    const { texts, current, state } = this.desk;
    const talk = current === null ? null : state.talk(current.conversation);
    const fresh = talk?.filter((each) => each.position > this.lastSeen && each.author !== "agent").length ?? 0;
    this.pill.hidden = this.atEnd;
    this.pill.classList.toggle("fresh", fresh > 0);
    write(this.pill, fresh > 0 ? texts.say("talk.new", { count: fresh }) : texts.say("talk.to_end"));
  }
}

/**
 * Everything in the list: days, messages, and what is on its way; each with what it is drawn from.
 * @param {import("../desk.js").Desk} desk
 * @param {import("../types.js").Case} open
 * @param {import("../types.js").Message[]} talk
 */
function lines(desk, open, talk) {
  /** @type {{key: string, from: unknown[], make: () => HTMLElement}[]} */
  const found = [];
  let day = "";
  let before = "";
  /** @type {Map<string|null, import("../types.js").Flag[]>} */
  const flagsOf = new Map();
  for (const flag of open.flags) flagsOf.set(flag.message, [...(flagsOf.get(flag.message) ?? []), flag]);
  const arrived = new Set(talk.map((each) => each.client_id));
  for (const message of talk) {
    const today = desk.texts.day(message.at);
    if (today !== day) {
      found.push({ key: `day ${today}`, from: [today], make: () => h("li", { class: "day" }, h("span", {}, today)) });
      before = "";
    }
    day = today;
    const flags = flagsOf.get(message.id) ?? [];
    const from = `${message.author} ${message.name}`;
    const first = from !== before;
    before = from;
    found.push({
      key: message.id,
      from: [message, flags.length > 0 ? JSON.stringify(flags) : "", first],
      make: () => bubble(desk, message, flags, first),
    });
  }
  for (const outgoing of desk.sending.of(open.id)) {
    if (arrived.has(outgoing.id)) continue;
    const locked = desk.isLocked(open) || !desk.isMine(open);
    found.push({
      key: `out ${outgoing.id}`,
      from: [outgoing.state, outgoing.reason, locked],
      make: () => pendingBubble(desk, open, outgoing),
    });
  }
  return found;
}
