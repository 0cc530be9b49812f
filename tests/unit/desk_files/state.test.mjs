/**
 * Snapshot and events make what a fresh snapshot would: over random histories, with frames repeated, late,
 * shuffled, and lines torn at any frame. Run by test_logic.py; by hand: node --test tests/unit/desk_files/
 */
import assert from "node:assert/strict";
import { test } from "node:test";

import { DeskState } from "../../../bot/desk/static/state.js";

const ROUNDS = 300;

/** A small generator of its own, so that a failure can be repeated by its seed. */
function dice(seed) {
  let state = seed * 2654435761;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { upTo: (limit) => Math.floor(next() * limit), chance: (share) => next() < share };
}

const STATES = ["queued", "sent", "delivered", "read"];

/** The door's side: cases and talks as they stand, and every event as a thing stood then. */
class Door {
  constructor(random) {
    this.random = random;
    this.number = 0;
    this.cases = [];
    this.talks = new Map();
    this.events = [];
  }

  step() {
    const { random } = this;
    const open = this.cases.filter((each) => each.state !== "resolved");
    if (open.length === 0 || (this.cases.length < 6 && random.chance(0.15))) return this.#opened();
    const one = open[random.upTo(open.length)];
    if (random.chance(0.5)) return this.#wrote(one);
    const talk = this.talks.get(one.conversation);
    const own = talk.filter((each) => each.author === "agent" && each.state !== "read");
    if (own.length > 0 && random.chance(0.5)) return this.#delivered(own[random.upTo(own.length)]);
    return this.#moved(one);
  }

  snapshot() {
    return structuredClone({ number: this.number, cases: this.cases.filter((each) => each.state !== "resolved"), me: {} });
  }

  talk(one) {
    return structuredClone(this.talks.get(one.conversation));
  }

  after(number) {
    return structuredClone(this.events.filter((each) => each.number > number));
  }

  #opened() {
    const id = this.cases.length;
    this.cases.push({ id: `c${id}`, conversation: `t${id}`, state: "waiting", version: 0, details: 0 });
    this.talks.set(`t${id}`, []);
    this.#tell(this.cases.at(-1));
  }

  #wrote(one) {
    const talk = this.talks.get(one.conversation);
    const author = this.random.chance(0.6) ? "person" : "agent";
    const state = author === "agent" ? "queued" : null;
    talk.push({ id: `${one.conversation}m${talk.length}`, conversation: one.conversation, position: talk.length, author, state });
    this.#tellMessage(talk.at(-1));
  }

  #delivered(message) {
    message.state = STATES[STATES.indexOf(message.state) + 1];
    this.#tellMessage(message);
  }

  #moved(one) {
    if (this.random.chance(0.5)) one.details += 1; // notes change without a new version
    else {
      one.version += 1;
      one.state = this.random.chance(0.2) ? "resolved" : one.state === "waiting" ? "claimed" : "waiting";
    }
    this.#tell(one);
  }

  #tell(one) {
    this.number += 1;
    this.events.push(structuredClone({ type: "case", number: this.number, case: one }));
    // Now and then one event tells of two cases, as when a conversation changes.
    const other = this.cases[this.random.upTo(this.cases.length)];
    if (this.random.chance(0.2)) this.events.push(structuredClone({ type: "case", number: this.number, case: other }));
  }

  #tellMessage(message) {
    this.number += 1;
    this.events.push(structuredClone({ type: "message", number: this.number, message }));
  }
}

const byId = (one, other) => (one.id < other.id ? -1 : 1);

/** What an agent would see, whichever way it came here. */
function seen(state) {
  return {
    cases: state.openCases().sort(byId),
    talks: Object.fromEntries([...state.talks.keys()].sort().map((each) => [each, state.talk(each)])),
  };
}

function fresh(door, like) {
  const state = new DeskState();
  state.reset(door.snapshot());
  for (const conversation of like.talks.keys()) {
    state.loadTalk(conversation, structuredClone(door.talks.get(conversation)), door.number);
  }
  return seen(state);
}

function shuffle(list, random) {
  for (let index = list.length - 1; index > 0; index -= 1) {
    const other = random.upTo(index + 1);
    [list[index], list[other]] = [list[other], list[index]];
  }
  return list;
}

test("any line, torn anywhere and resumed, ends where a fresh snapshot does", () => {
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const random = dice(seed);
    const door = new Door(random);
    for (let count = random.upTo(20); count >= 0; count -= 1) door.step();
    const state = new DeskState();
    state.reset(door.snapshot());
    for (let line = 0; line < 6; line += 1) {
      for (let count = random.upTo(15); count > 0; count -= 1) door.step();
      const open = state.openCases();
      let late = null;
      if (open.length > 0 && random.chance(0.6)) {
        const one = open[random.upTo(open.length)];
        // The answer was made now; events overtake it on its way here.
        state.expectTalk(one.conversation);
        late = [one.conversation, door.talk(one), door.number];
        for (let count = random.upTo(4); count > 0; count -= 1) door.step();
      }
      const frames = door.after(state.after);
      const heard = line === 5 ? frames : frames.slice(0, random.upTo(frames.length + 1));
      for (const frame of heard) state.apply(frame);
      if (late !== null) state.loadTalk(...late);
      if (heard.length === frames.length) state.apply({ type: "live", number: door.number });
    }
    assert.deepEqual(seen(state), fresh(door, state), `seed ${seed}`);
  }
});

test("frames in any order, any number of times, end in the same place", () => {
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const random = dice(seed + 9000);
    const door = new Door(random);
    for (let count = 5 + random.upTo(10); count > 0; count -= 1) door.step();
    const state = new DeskState();
    state.reset(door.snapshot());
    for (const one of state.openCases()) state.loadTalk(one.conversation, door.talk(one), door.number);
    const from = door.number;
    for (let count = 30; count > 0; count -= 1) door.step();
    const frames = door.after(from);
    const again = frames.filter(() => random.chance(0.4));
    for (const frame of shuffle([...frames, ...again, ...door.after(0).slice(0, 5)], random)) state.apply(frame);
    assert.deepEqual(seen(state), fresh(door, state), `seed ${seed}`);
  }
});

test("an answer to a request never takes back what events said later", () => {
  const state = new DeskState();
  const one = { id: "c", conversation: "t", state: "waiting", version: 1 };
  state.reset({ number: 4, cases: [one], me: {} });
  state.apply({ type: "case", number: 6, case: { ...one, state: "resolved", version: 3 } });
  state.putCase({ ...one, state: "claimed", version: 2 }, null);
  assert.equal(state.case("c").state, "resolved");
  assert.deepEqual(state.openCases(), []);
  state.loadTalk("t", [], 6);
  const said = { id: "m", conversation: "t", position: 1, author: "agent", state: "delivered" };
  state.apply({ type: "message", number: 7, message: said });
  state.putMessage({ ...said, state: "queued" }, null);
  assert.equal(state.talk("t")[0].state, "delivered");
});

test("a number is taken for complete only when something later was heard", () => {
  const state = new DeskState();
  state.reset({ number: 4, cases: [], me: {} });
  const one = { id: "c", conversation: "t", state: "waiting", version: 1 };
  state.apply({ type: "case", number: 5, case: one });
  assert.equal(state.after, 4);
  state.apply({ type: "case", number: 7, case: one });
  assert.equal(state.after, 6);
  state.apply({ type: "live", number: 7 });
  assert.equal(state.after, 7);
});

test("unread counts each message of a person once, until it was looked at", () => {
  const state = new DeskState();
  state.reset({ number: 4, cases: [{ id: "c", conversation: "t", state: "waiting", version: 1 }], me: {} });
  const message = { id: "m", conversation: "t", position: 1, author: "person", state: null };
  for (let times = 0; times < 3; times += 1) state.apply({ type: "message", number: 5, message });
  state.apply({ type: "message", number: 6, message: { ...message, id: "b", author: "bot" } });
  assert.equal(state.unreadCount("t"), 1);
  assert.equal(state.seen("t"), true);
  assert.equal(state.unreadCount("t"), 0);
  state.apply({ type: "live", number: 6 });
  state.apply({ type: "message", number: 5, message });
  assert.equal(state.unreadCount("t"), 0);
});

test("a new snapshot forgets talks that may have holes, and keeps what is unread", () => {
  const state = new DeskState();
  const one = { id: "c", conversation: "t", state: "waiting", version: 1 };
  state.reset({ number: 4, cases: [one], me: {} });
  state.loadTalk("t", [], 4);
  const message = { id: "m", conversation: "t", position: 1, author: "person", state: null };
  state.apply({ type: "message", number: 5, message });
  state.reset({ number: 90, cases: [one], me: {} });
  assert.equal(state.talk("t"), null);
  assert.equal(state.unreadCount("t"), 1);
  state.reset({ number: 91, cases: [], me: {} });
  assert.equal(state.unreadCount("t"), 0);
});
