/**
 * The alarm's sound, made on the spot by WebAudio. Tones are laid out a minute ahead on the audio clock, so
 * that a slowed-down tab rings on; each pulse refreshes them.
 *
 * @typedef {"emergency"|"urgent"} Level
 */

/** Seconds between rings, and the tones of one ring: [start s, length s, Hz]. */
const RINGS = {
  emergency: { every: 2.6, loud: 0.34, shape: "triangle", tones: [[0, 0.2, 988], [0.24, 0.2, 740], [0.52, 0.2, 988], [0.76, 0.24, 740]] },
  urgent: { every: 9, loud: 0.16, shape: "sine", tones: [[0, 0.22, 587], [0.26, 0.36, 784]] },
};
const AHEAD_SECONDS = 60;

export class Sound {
  constructor() {
    /** @type {AudioContext|null} */
    this.context = null;
    /** @type {Level|null} */
    this.level = null;
    /** @type {GainNode|null} */
    this.out = null;
    this.laidUntil = 0;
  }

  /** Call from a click or a key: browsers let a page sound only after one. */
  async unlock() {
    try {
      this.context ??= new AudioContext();
      if (this.context.state !== "running") await this.context.resume();
    } catch {
      // No audio device: the screen still alarms.
    }
    this.refresh();
  }

  get blocked() {
    return this.context?.state !== "running";
  }

  /** @param {Level|null} level */
  ring(level) {
    if (level !== this.level) {
      this.#hush();
      this.level = level;
    }
    this.refresh();
  }

  /** Lay out the next rings. Call each second. */
  refresh() {
    const context = this.context;
    if (this.level === null || context === null || context.state !== "running") return;
    const { every, loud, shape, tones } = RINGS[this.level];
    if (this.out === null) {
      this.out = new GainNode(context, { gain: loud });
      this.out.connect(context.destination);
      this.laidUntil = context.currentTime + 0.05;
    }
    // After a sleep the clock may be past what was laid out.
    this.laidUntil = Math.max(this.laidUntil, context.currentTime);
    while (this.laidUntil < context.currentTime + AHEAD_SECONDS) {
      for (const [start = 0, length = 0, pitch = 0] of tones) {
        tone(context, this.out, /** @type {OscillatorType} */ (shape), this.laidUntil + start, length, pitch);
      }
      this.laidUntil += every;
    }
  }

  #hush() {
    this.out?.disconnect();
    this.out = null;
  }
}

/**
 * One soft-edged tone.
 * @param {AudioContext} context
 * @param {AudioNode} out
 * @param {OscillatorType} type
 * @param {number} start
 * @param {number} length
 * @param {number} frequency
 */
function tone(context, out, type, start, length, frequency) {
  const swell = new GainNode(context, { gain: 0 });
  swell.gain.setValueAtTime(0, start);
  swell.gain.linearRampToValueAtTime(1, start + 0.02);
  swell.gain.setValueAtTime(1, start + length - 0.05);
  swell.gain.linearRampToValueAtTime(0, start + length);
  const voice = new OscillatorNode(context, { type, frequency });
  voice.connect(swell).connect(out);
  voice.start(start);
  voice.stop(start + length);
}
