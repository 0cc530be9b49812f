/** The two strips nobody can overlook: what rings, and that the desk is not live. */
import { bdi, h, rebuild, write } from "../dom.js";
import { now } from "../clock.js";
import { shape } from "../shapes.js";

export class Strips {
  /** @param {import("../desk.js").Desk} desk @param {(id: string) => void} open */
  constructor(desk, open) {
    this.desk = desk;
    this.open = open;
    const say = desk.texts.say.bind(desk.texts);
    this.alarm = h("section", { class: "alarm", "aria-label": say("alarm.name"), hidden: true });
    this.lost = h("section", { class: "lost", "aria-label": say("live.name"), hidden: true });
    this.longest = h("span", { class: "ticking" });
    this.silent = h("span", { class: "ticking" });
    this.lostText = h("span", {});
    this.element = h("div", { class: "strips" }, this.lost, this.alarm);
  }

  render() {
    this.#renderAlarm();
    this.#renderLost();
  }

  #renderAlarm() {
    const { texts, alarm } = this.desk;
    const ring = alarm.ring;
    const first = ring.cases[0];
    this.alarm.hidden = first === undefined;
    if (first === undefined) return rebuild(this.alarm, null, () => []);
    this.alarm.className = `alarm ${ring.level} ${ring.loud === null ? "heard" : "loud"}`;
    const waiting = ring.cases.filter((each) => each.urgency === ring.level).map((each) => Date.parse(each.waiting_since ?? each.opened_at));
    write(this.longest, texts.duration(now() - Math.min(...waiting)));
    write(this.silent, texts.say("alarm.silent", { time: texts.duration(ring.until - now()) }));
    const emergencies = ring.cases.filter((each) => each.urgency === "emergency").length;
    const urgents = ring.cases.length - emergencies;
    const what = emergencies === 0
      ? texts.say("alarm.urgent", { count: urgents })
      : urgents === 0
        ? texts.say("alarm.emergency", { count: emergencies })
        : texts.say("alarm.both", { emergencies, urgents });
    const key = [what, first.id, ring.level, ring.loud, alarm.sound.blocked];
    rebuild(this.alarm, key, () => [
      shape(ring.level ?? "urgent", "alarm-shape"),
      h("strong", {}, what),
      h("span", { class: "alarm-longest" }, texts.say("alarm.longest"), " ", this.longest),
      alarm.sound.blocked && h("span", { class: "alarm-blocked" }, texts.say("alarm.no_sound")),
      h("span", { class: "spread" }),
      h("button", { type: "button", class: "button", "data-focus": "open-alarm", "aria-keyshortcuts": "a",
        onclick: () => this.open(first.id) }, ...withReference(texts.say("alarm.open", { reference: "\n" }), first.reference),
        h("kbd", { "aria-hidden": "true" }, "A")),
      ring.loud === null
        ? h("span", { class: "alarm-silent" }, shape("muted"), this.silent)
        : h("button", { type: "button", class: "button", "data-focus": "heard", "aria-keyshortcuts": "m",
            title: texts.say("alarm.heard_hint"), onclick: () => alarm.hear() },
            texts.say("alarm.heard"), h("kbd", { "aria-hidden": "true" }, "M")),
    ]);
  }

  #renderLost() {
    const { texts, live, phase } = this.desk;
    const lost = phase === "ready" && live.state === "reconnecting";
    this.lost.hidden = !lost;
    if (!lost) return rebuild(this.lost, null, () => []);
    write(this.lostText, texts.say("live.old", { time: texts.span(Date.now() - live.since) }));
    rebuild(this.lost, "lost", () => [
      shape("urgent"),
      this.lostText,
      h("span", { class: "spread" }),
      h("button", { type: "button", class: "button", "data-focus": "try-now", onclick: () => live.hurry() },
        texts.say("live.try_now")),
    ]);
  }
}

/** A sentence with a reference in it, whose direction is its own. @param {string} sentence with a line break where it goes @param {string} reference */
function withReference(sentence, reference) {
  const [before = "", after = ""] = sentence.split("\n");
  return [before, bdi(reference, "reference"), after];
}
