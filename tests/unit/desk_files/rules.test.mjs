/** The small decisions: order and filters of the queue, what rings, where a message is marked. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { ofWhole, pieces } from "../../../bot/desk/static/flagged.js";
import { brainReason } from "../../../bot/desk/static/flag_words.js";
import { EVERYTHING, counts, shown } from "../../../bot/desk/static/queue.js";
import { HEARD_MS, ring } from "../../../bot/desk/static/ringing.js";
import { Texts } from "../../../bot/desk/static/texts.js";

const at = (seconds) => new Date(Date.UTC(2026, 0, 1, 12) - seconds * 1000).toISOString();

function one(id, fields = {}) {
  return { id, reference: `SH-${id}`, state: "waiting", urgency: "attention", line: "general", owner: null, opened_at: at(100), waiting_since: at(100), ...fields };
}

const CASES = [
  one("mine", { state: "claimed", urgency: "emergency", owner: { id: "me", name: "" }, waiting_since: at(900) }),
  one("new", { urgency: "emergency", waiting_since: at(10) }),
  one("routine", { urgency: "routine", waiting_since: at(9000) }),
  one("old", { urgency: "emergency", waiting_since: at(60) }),
  one("urgent", { urgency: "urgent", waiting_since: at(500), line: "home_care" }),
  one("theirs", { state: "claimed", urgency: "urgent", owner: { id: "other", name: "" }, waiting_since: null }),
];
const ids = (cases) => cases.map((each) => each.id);

test("those nobody serves come first, then the gravest, then the longest waiting", () => {
  assert.deepEqual(ids(shown(CASES, EVERYTHING, "me")), ["old", "new", "urgent", "routine", "mine", "theirs"]);
});

test("filters join, and search forgives how a reference is typed", () => {
  assert.deepEqual(ids(shown(CASES, { ...EVERYTHING, whose: "mine" }, "me")), ["mine"]);
  assert.deepEqual(ids(shown(CASES, { ...EVERYTHING, whose: "waiting", urgency: "emergency" }, "me")), ["old", "new"]);
  assert.deepEqual(ids(shown(CASES, { ...EVERYTHING, search: "sh ur" }, "me")), ["urgent"]);
  const count = counts(CASES, { ...EVERYTHING, urgency: "urgent" }, "me");
  assert.deepEqual([count.whose("all"), count.whose("waiting"), count.line("home_care"), count.urgency("emergency")], [2, 1, 1, 3]);
});

test("only waiting and escalated cases ring, emergencies over urgent ones", () => {
  const ringing = ring(CASES, new Map(), 0);
  assert.deepEqual(ids(ringing.cases), ["old", "new", "urgent"]);
  assert.equal(ringing.level, "emergency");
  assert.equal(ring(CASES.filter((each) => each.urgency !== "emergency"), new Map(), 0).loud, "urgent");
  assert.equal(ring([CASES[0], CASES[2]], new Map(), 0).level, null);
});

test("what was heard is silent for a minute, a new emergency rings at once, and all ring again", () => {
  const heard = new Map(["old", "urgent"].map((id) => [id, 1000 + HEARD_MS]));
  assert.equal(ring(CASES, heard, 1000).loud, "emergency");
  const before = CASES.filter((each) => each.id !== "new");
  assert.deepEqual([ring(before, heard, 1000).loud, ring(before, heard, 1000).level], [null, "emergency"]);
  assert.equal(ring(before, heard, 1000 + HEARD_MS).loud, "emergency");
});

test("pieces join to the text again, whatever the flags say", () => {
  const text = "😭 ريلي يضربني <b>";
  const flag = (start, end) => ({ source: "phrase", text: "", urgency: "urgent", message: "m", start, end });
  const hostile = [flag(3, 7), flag(5, 9), flag(-4, 2), flag(8, 8), flag(12, 999), flag(90, 95), flag(null, null)];
  const cut = pieces(text, hostile);
  assert.equal(cut.map((each) => each.text).join(""), text);
  assert.deepEqual(cut.find((each) => each.text === text.slice(5, 7)).flags, [hostile[0], hostile[1]]);
  assert.deepEqual(pieces("", hostile), []);
  assert.deepEqual(ofWhole(hostile), [hostile[3], hostile[6]]);
});

test("every form of the assistant's reasons has words in Arabic", () => {
  const reasons = JSON.parse(process.env["BAB_REASONS"] ?? "[]");
  const words = JSON.parse(readFileSync(new URL("../../../bot/desk/static/texts/ar.json", import.meta.url), "utf8"));
  const said = reasons.map((reason) => brainReason(new Texts("ar", words), reason));
  assert.deepEqual(said.filter((each) => each !== null && /[A-Za-z]/.test(each)), []);
  assert.ok(said.join(" ").includes("كلام"), "a quotation is shown as it was written");
});
