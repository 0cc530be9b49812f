/** The queue: filters with counts, search, and a row for each case with its live waiting time. */
import { now } from "../clock.js";
import { bdi, h, isDrawnFrom, rebuild, reconcile, set, write } from "../dom.js";
import { EVERYTHING, LINES, URGENCIES, WHOSE, counts, passes } from "../queue.js";
import { isEscalated } from "../ringing.js";
import { shape } from "../shapes.js";

/** @typedef {import("../types.js").Case} Case */

export class QueueView {
  /** @param {import("../desk.js").Desk} desk @param {(id: string) => void} open */
  constructor(desk, open) {
    this.desk = desk;
    this.open = open;
    const say = desk.texts.say.bind(desk.texts);
    this.whose = h("div", { class: "segments", role: "group", "aria-label": say("queue.show") });
    this.urgency = h("select", { "aria-label": say("queue.urgency"), onchange: () =>
      desk.show({ urgency: URGENCIES.find((each) => each === this.urgency.value) ?? null }) });
    this.line = h("select", { "aria-label": say("queue.line"), onchange: () => desk.show({ line: this.line.value || null }) });
    this.search = h("input", { type: "search", "aria-label": say("queue.search"), placeholder: say("queue.search"),
      "aria-keyshortcuts": "/", spellcheck: "false", autocomplete: "off", maxlength: 40,
      oninput: () => desk.show({ search: this.search.value }), onkeydown: (/** @type {KeyboardEvent} */ event) => this.#searchKey(event) });
    this.search.value = desk.filter.search;
    this.list = h("ul", { class: "cases", "aria-labelledby": "queue-heading" });
    this.note = h("div", { class: "queue-note" });
    this.hidden = h("div", { class: "queue-hidden", hidden: true });
    this.total = h("span", { class: "count" });
    this.element = h("section", { class: "queue", "aria-labelledby": "queue-heading" },
      h("div", { class: "queue-head" },
        h("h2", { id: "queue-heading" }, say("queue.heading"), " ", this.total),
        this.whose,
        h("div", { class: "queue-filters" }, this.urgency, this.line),
        h("div", { class: "queue-search" }, shape("search"), this.search)),
      h("div", { class: "queue-body" }, this.note, this.list),
      this.hidden);
  }

  render() {
    const { desk } = this;
    const queue = desk.phase === "ready" ? desk.queue : [];
    this.#renderFilters();
    write(this.total, desk.texts.number(desk.state.openCases().length));
    reconcile(this.list, queue, (each) => each.id, (each) => this.#row(each), (row, each) => this.#fill(row, each));
    this.list.hidden = queue.length === 0;
    this.#renderNote(queue.length);
    this.beat();
  }

  /** Waiting times go on. */
  beat() {
    for (const clock of this.list.querySelectorAll("[data-since]")) {
      if (clock instanceof HTMLElement) write(clock, this.desk.texts.duration(now() - Date.parse(clock.dataset["since"] ?? "")));
    }
  }

  /** @param {1|-1} step */
  move(step) {
    const rows = [...this.list.querySelectorAll("button")];
    if (rows.length === 0) return;
    const focused = rows.findIndex((row) => row === document.activeElement);
    const from = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute("aria-current") === "true");
    const next = from < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, from + step));
    rows[next]?.focus();
  }

  focusSearch() {
    this.search.focus();
    this.search.select();
  }

  /** @param {KeyboardEvent} event */
  #searchKey(event) {
    if (event.key === "Escape") {
      this.search.value = "";
      this.desk.show({ search: "" });
      this.move(1);
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      this.list.querySelector("button")?.focus();
    }
  }

  #renderFilters() {
    const { texts, filter, me } = this.desk;
    const count = counts(this.desk.state.openCases(), filter, me.id);
    rebuild(this.whose, [filter.whose, ...WHOSE.map(count.whose)], () => WHOSE.map((whose) =>
      h("button", { type: "button", "aria-pressed": String(filter.whose === whose), "data-focus": whose,
        onclick: () => this.desk.show({ whose }) },
        texts.say(`queue.whose.${whose}`), " ", h("span", { class: "count" }, texts.number(count.whose(whose))))));
    const label = (/** @type {string} */ words, /** @type {number} */ of) => `${words} (${texts.number(of)})`;
    rebuild(this.urgency, [filter.urgency, ...URGENCIES.map(count.urgency)], () => [
      h("option", { value: "" }, texts.say("queue.any_urgency")),
      ...URGENCIES.map((each) => h("option", { value: each, selected: filter.urgency === each },
        label(texts.say(`urgency.${each}`), count.urgency(each))))]);
    rebuild(this.line, [filter.line, ...LINES.map(count.line)], () => [
      h("option", { value: "" }, texts.say("queue.any_line")),
      ...LINES.map((each) => h("option", { value: each, selected: filter.line === each },
        label(texts.say(`line.${each}`), count.line(each))))]);
    set(this.urgency, "data-active", filter.urgency !== null);
    set(this.line, "data-active", filter.line !== null);
  }

  /** @param {number} shown */
  #renderNote(shown) {
    const { desk } = this;
    const { texts, phase, why } = desk;
    const open = desk.state.openCases();
    const all = () => {
      this.search.value = "";
      desk.show({ ...EVERYTHING });
    };
    const state = phase !== "ready" ? phase : open.length === 0 ? "empty" : shown === 0 ? "none" : "";
    this.note.hidden = state === "";
    rebuild(this.note, [state, why], () => {
      if (state === "loading") return [h("p", { class: "waits", role: "status" }, texts.say("queue.loading"))];
      if (state === "failed") {
        return [h("p", { role: "alert" }, texts.say("queue.failed", { why: texts.name(`errors.${why}`, texts.say("errors.fault")) })),
          h("button", { type: "button", class: "button", onclick: () => void desk.start() }, texts.say("queue.try_again"))];
      }
      if (state === "empty") return [shape("door", "empty-shape"), h("p", {}, h("strong", {}, texts.say("queue.empty"))), h("p", {}, texts.say("queue.empty_hint"))];
      return [h("p", {}, texts.say("queue.none_match")), h("button", { type: "button", class: "button", onclick: all }, texts.say("queue.show_all"))];
    });
    // Filters may hide a row, but never that there is something grave behind them.
    const unseen = open.filter((each) => !passes(each, desk.filter, desk.me.id));
    const escalated = unseen.filter((each) => each.state === "waiting" && isEscalated(each)).length;
    this.hidden.hidden = unseen.length === 0 || shown === 0 || phase !== "ready";
    this.hidden.classList.toggle("grave", escalated > 0);
    rebuild(this.hidden, [unseen.length, escalated], () => [
      h("span", {}, texts.say(escalated > 0 ? "queue.hidden_escalated" : "queue.hidden", { count: unseen.length, escalated })),
      h("button", { type: "button", class: "button button-plain", "data-focus": "show-all", onclick: all }, texts.say("queue.show_all"))]);
  }

  /** @param {Case} each */
  #row(each) {
    return h("li", {}, h("button", { type: "button", class: "case", "data-focus": each.id, onclick: () => this.open(each.id) }));
  }

  /** @param {HTMLElement} item @param {Case} each */
  #fill(item, each) {
    const { desk } = this;
    const { texts } = desk;
    const button = item.firstElementChild;
    if (!(button instanceof HTMLElement)) return false;
    const unread = desk.state.unreadCount(each.conversation);
    const draft = desk.drafts.of(each.id) !== "";
    const unsent = desk.sending.of(each.id).length > 0;
    const current = desk.selected === each.id;
    if (isDrawnFrom(button, [each, unread, draft, unsent, current])) return false;
    button.className = `case ${each.urgency} ${each.state}`;
    set(button, "aria-current", current ? "true" : null);
    button.replaceChildren(
      h("span", { class: "case-first" },
        h("span", { class: `urgency ${each.urgency}` }, shape(each.urgency), texts.say(`urgency.${each.urgency}`)),
        h("span", { class: "case-line" }, texts.name(`line.${each.line}`, each.line)),
        this.#wait(each)),
      h("span", { class: "case-second" },
        h("span", {}, bdi(each.reference, "reference")),
        h("span", {}, texts.name(`kind.${each.kind}`, each.kind)),
        h("span", {}, texts.name(`channel.${each.channel}`, texts.say("channel.unknown"))),
        h("span", {}, texts.name(`language.${each.language ?? "unknown"}`, texts.say("language.unknown")))),
      h("span", { class: "case-marks" },
        each.owner !== null && h("span", { class: desk.isMine(each) ? "mark mark-mine" : "mark" }, shape("person"),
          ...(desk.isMine(each) ? [texts.say("queue.mine")] : named(texts.say("queue.owner", { name: "\n" }), each.owner.name))),
        unread > 0 && h("span", { class: "mark mark-unread" }, texts.say("queue.unread", { count: unread })),
        each.left !== null && h("span", { class: "mark mark-left" }, shape("left"), texts.say("queue.left")),
        each.wants_human && h("span", { class: "mark" }, texts.say("queue.wants_human")),
        each.misunderstood && h("span", { class: "mark" }, texts.say("queue.misunderstood")),
        each.bot_is_asking && each.state === "waiting" && h("span", { class: "mark" }, shape("bot"), texts.say("queue.bot_is_asking")),
        unsent ? h("span", { class: "mark mark-left" }, texts.say("queue.unsent")) : draft && h("span", { class: "mark" }, texts.say("queue.draft"))),
    );
    return true;
  }

  /** @param {Case} each */
  #wait(each) {
    const { texts } = this.desk;
    if (each.waiting_since === null) return h("span", { class: "wait answered" }, texts.say("queue.answered"));
    return h("span", { class: "wait" },
      h("span", { class: "unseen" }, texts.say("queue.waits"), " "),
      h("time", { "data-since": each.waiting_since, datetime: each.waiting_since }));
  }
}

/** @param {string} sentence with a line break where the name goes @param {string} name */
function named(sentence, name) {
  const [before = "", after = ""] = sentence.split("\n");
  return [before, bdi(name), after];
}
