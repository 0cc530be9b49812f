/** One message of a talk. What a person wrote is only ever text; its direction is its own. */
import { flagReasons } from "../flag_words.js";
import { gravest, ofWhole, pieces } from "../flagged.js";
import { h } from "../dom.js";
import { shape } from "../shapes.js";

/** Kinds of which nothing but the words is to be shown. */
const WORDS_ONLY = new Set(["button", "edit", "reaction", "revoke", "notice"]);

/**
 * @param {import("../desk.js").Desk} desk
 * @param {import("../types.js").Message} message
 * @param {import("../types.js").Flag[]} flags of this message
 * @param {boolean} first of a run by the same author
 */
export function bubble(desk, message, flags, first) {
  const { texts } = desk;
  const whole = ofWhole(flags);
  const mine = message.author === "agent" && message.name === desk.me.name;
  const who = message.author === "agent" ? (mine ? texts.say("talk.you") : message.name || texts.say("talk.agent")) : texts.say(`talk.${message.author}`);
  return h("li", { class: `message by-${message.author} ${first ? "first" : ""} ${flags.length > 0 ? `flagged ${gravest(flags)}` : ""}`.replace(/ +/g, " ").trim(),
    "data-message": message.id },
    h("span", { class: first ? "author" : "unseen" }, message.author === "bot" && shape("bot"), h("bdi", {}, who)),
    h("div", { class: "bubble", dir: "auto" }, ...kindOf(texts, message), ...marked(texts, message, flags)),
    message.buttons.length > 0 && h("ul", { class: "choices", "aria-label": texts.say("talk.choices") },
      ...message.buttons.map((title) => h("li", { dir: "auto" }, title))),
    h("span", { class: "meta" },
      whole.length > 0 && h("span", { class: `whole ${gravest(whole)}` }, shape(gravest(whole)),
        reasonOf(texts, whole)),
      h("time", { datetime: message.at }, texts.time(message.at)),
      message.author !== "person" && message.state !== null && delivery(texts, message.state, message.fault)));
}

/**
 * A message that the door has not confirmed.
 * @param {import("../desk.js").Desk} desk
 * @param {import("../types.js").Case} open
 * @param {import("../sending.js").Outgoing} outgoing
 */
export function pendingBubble(desk, open, outgoing) {
  const { texts } = desk;
  const failed = outgoing.state === "failed";
  const may = desk.isMine(open) && !desk.isLocked(open);
  return h("li", { class: `message by-agent first pending ${outgoing.state}` },
    h("span", { class: "author" }, texts.say("talk.you")),
    h("div", { class: "bubble", dir: "auto" }, outgoing.text),
    h("span", { class: "meta" }, failed
      ? h("span", { class: "delivery failed" }, shape("urgent"), texts.say("write.failed"), " · ", texts.name(`errors.${outgoing.reason}`, texts.say("errors.fault")).replace("{name}", open.owner?.name ?? ""))
      : h("span", { class: "delivery" }, texts.say("write.sending"))),
    failed && h("span", { class: "again" },
      may && h("button", { type: "button", class: "button", "data-focus": `retry ${outgoing.id}`,
        onclick: () => desk.sending.retry(outgoing.id, open.left !== null) }, texts.say("write.retry")),
      h("button", { type: "button", class: "button", "data-focus": `discard ${outgoing.id}`,
        onclick: () => takeBack(desk, open, outgoing.id) }, texts.say("write.discard"))));
}

/** The text goes back where it was typed. @param {import("../desk.js").Desk} desk @param {import("../types.js").Case} open @param {string} id */
function takeBack(desk, open, id) {
  const text = desk.sending.discard(id)?.text ?? "";
  desk.drafts.keep(open.id, [desk.drafts.of(open.id), text].filter((each) => each !== "").join("\n"));
  desk.changed();
}

/** @param {import("../texts.js").Texts} texts @param {import("../types.js").Message} message */
function kindOf(texts, message) {
  if (message.kind === "text") return [];
  const words = texts.name(`talk.kinds.${message.kind}`, texts.say("talk.kinds.unknown"));
  const hint = WORDS_ONLY.has(message.kind) ? "" : ` (${texts.say("talk.not_shown")})`;
  return [h("span", { class: "kind", dir: texts.language === "ar" ? "rtl" : "ltr" }, words + hint)];
}

/** @param {import("../texts.js").Texts} texts @param {import("../types.js").Message} message @param {import("../types.js").Flag[]} flags */
function marked(texts, message, flags) {
  return pieces(message.text, flags).map((piece) => piece.flags.length === 0
    ? piece.text
    : h("mark", { class: gravest(piece.flags), tabindex: 0, "data-tip": reasonsOf(texts, piece.flags) },
        piece.text, h("span", { class: "unseen" }, ` (${reasonsOf(texts, piece.flags)}) `)));
}

/** @param {import("../texts.js").Texts} texts @param {import("../types.js").Flag[]} flags */
function reasonOf(texts, flags) {
  return h("span", { tabindex: 0, "data-tip": reasonsOf(texts, flags) }, texts.say(`urgency.${gravest(flags)}`),
    h("span", { class: "unseen" }, ` ${reasonsOf(texts, flags)}`));
}

/** @param {import("../texts.js").Texts} texts @param {import("../types.js").Flag[]} flags */
function reasonsOf(texts, flags) {
  return texts.say("talk.flagged", { reasons: [...new Set(flags.map((flag) => flagReasons(texts, flag)))].join(" · ") });
}

/** @param {import("../texts.js").Texts} texts @param {string} state @param {string|null} fault why it is not there */
function delivery(texts, state, fault) {
  const bad = state === "failed" || state === "gave_up";
  const why = bad && fault !== null ? texts.name(`talk.fault.${fault}`, "") : "";
  return h("span", { class: `delivery ${state} ${bad ? "failed" : ""}`.trim() }, bad && shape("urgent"),
    texts.name(`talk.delivery.${state}`, texts.say("talk.delivery.unknown")) + (why === "" ? "" : ` · ${why}`));
}
