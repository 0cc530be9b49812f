/**
 * The tab's title and icon: they call when the desk is not the tab in view.
 *
 * @typedef {{level: "emergency"|"urgent"|null, loud: boolean, count: number, lost: boolean}} Call
 */

const SIZE = 64;
const COLOURS = { emergency: "#c4162f", urgent: "#b45309" };

export class Badge {
  constructor() {
    this.drawn = "";
    this.lit = false;
  }

  /**
   * Call each second and on every change; the title blinks with each call that `beat`s.
   * @param {import("./texts.js").Texts} texts
   * @param {Call} call
   * @param {boolean} beat
   */
  show(texts, call, beat) {
    if (beat) this.lit = !this.lit;
    document.title = this.#title(texts, call);
    this.#icon(call);
  }

  /** @param {import("./texts.js").Texts} texts @param {Call} call */
  #title(texts, call) {
    const name = texts.say("title");
    if (call.level !== null) {
      const word = texts.say(call.level === "emergency" ? "alarm.title" : "alarm.title_urgent");
      const count = texts.number(call.count);
      // Both halves name the count: whoever glances once has seen it.
      return call.loud && this.lit ? `▲ ${word} ▲ (${count})` : `(${count}) ${word} · ${name}`;
    }
    return call.lost ? `⚠ ${texts.say("live.title_lost")} · ${name}` : name;
  }

  /** @param {Call} call */
  #icon(call) {
    const key = `${call.level} ${call.count} ${call.lost}`;
    const link = document.querySelector('link[rel="icon"]');
    if (key === this.drawn || !(link instanceof HTMLLinkElement)) return;
    this.drawn = key;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIZE;
    const pen = canvas.getContext("2d");
    if (pen === null) return;
    door(pen, call.lost ? "#6b7280" : "#0b5f66");
    if (call.level !== null) mark(pen, COLOURS[call.level], call.count > 9 ? "9+" : String(call.count));
    link.type = "image/png";
    link.href = canvas.toDataURL("image/png");
  }
}

/** @param {CanvasRenderingContext2D} pen @param {string} colour */
function door(pen, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(0, 0, SIZE, SIZE, 14);
  pen.fill();
  pen.fillStyle = "#fff";
  pen.beginPath();
  pen.moveTo(18, 54);
  pen.lineTo(18, 26);
  pen.arc(32, 26, 14, Math.PI, 0);
  pen.lineTo(46, 54);
  pen.fill();
}

/** @param {CanvasRenderingContext2D} pen @param {string} colour @param {string} text */
function mark(pen, colour, text) {
  pen.fillStyle = "#fff";
  pen.beginPath();
  pen.arc(40, 24, 25, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(40, 24, 22, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = "#fff";
  pen.font = "bold 30px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, 40, 26);
}
