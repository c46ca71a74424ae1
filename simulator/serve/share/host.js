// Hosts the one widget of a served page: the server has put what it shows into the page, and one socket
// carries words between it and its kernel, as Jupyter's messages. JupyterLab hosts the same widget by itself.

import page from "./page.js";

const PROTOCOL = "v1.kernel.websocket.jupyter.org";
const AGAIN = [500, 1000, 2000, 4000, 8000, 15000]; // milliseconds until a lost socket is tried again
const MOST_BEACON = 60000; // bytes that a browser still sends for a page that is being left
const BEAT = "beat";
const PATIENCE = 4; // signs of life without an answer, after which a socket counts as dead
const OPENING = 10000; // milliseconds in which a socket opens, or is given up
const BLOCKED = 3; // tries at a socket that a server refuses or never answers, while it answers all else
const NEVER = -1; // no timer has this number

const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const packed = (value) => new TextEncoder().encode(JSON.stringify(value));
const unpacked = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** A message's parts in one piece: how many places, the places, the channel's name, the parts. */
function framed(parts) {
  const pieces = [new TextEncoder().encode("shell"), ...parts];
  const places = [8 * (pieces.length + 2)];
  for (const piece of pieces) places.push(places.at(-1) + piece.length);
  const whole = new Uint8Array(places.at(-1));
  const numbers = new DataView(whole.buffer);
  numbers.setBigUint64(0, BigInt(places.length), true);
  places.forEach((place, at) => numbers.setBigUint64(8 * (at + 1), BigInt(place), true));
  pieces.forEach((piece, at) => whole.set(piece, places[at]));
  return whole;
}

/** What kind of message it is, its content and its buffers. */
function taken(buffer) {
  const numbers = new DataView(buffer);
  const count = Number(numbers.getBigUint64(0, true));
  const places = Array.from({ length: count }, (_, at) => Number(numbers.getBigUint64(8 * (at + 1), true)));
  const [header, , , content, ...buffers] = places.slice(1, -1).map((place, at) => new Uint8Array(buffer, place, places[at + 2] - place));
  return { kind: unpacked(header).msg_type, content: unpacked(content), buffers };
}

/** The socket to a kernel, opened again whenever it is lost, for as long as the kernel lives. */
class Line {
  constructor(kernel, { opened, heard, ended, barred }) {
    this.session = random();
    this.kernel = `${location.origin}/api/kernels/${kernel}`;
    this.address = `${this.kernel.replace(/^http/, "ws")}/channels?session_id=${this.session}`;
    Object.assign(this, { opened, heard, ended, barred });
    this.count = 0;
    this.tries = 0;
    this.refused = 0; // tries in a row that failed although the server answers
    this.left = false;
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
    this.open();
  }

  open() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    const socket = new WebSocket(this.address, PROTOCOL);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    const on = (kind, then) => socket.addEventListener(kind, (event) => socket === this.socket && then(event));
    clearTimeout(this.opening);
    this.opening = setTimeout(() => socket.readyState === WebSocket.CONNECTING && socket.close(), OPENING);
    on("open", () => {
      this.tries = 0;
      this.refused = 0;
      this.opened();
    });
    on("message", ({ data }) => this.heard(taken(data)));
    on("close", () => this.retry());
  }

  /** A line can die without a word: give up a socket that is open and says nothing. */
  renew() {
    const silent = this.socket;
    this.open();
    silent.close();
  }

  /** What the server answers when asked for the kernel: 404 once that has ended, 0 if nobody answers. */
  async answer() {
    const answer = await fetch(this.kernel, { cache: "no-store" }).catch(() => null);
    return answer?.status ?? 0;
  }

  /** Whether a network lets pages through and no sockets. */
  get blocked() {
    return this.refused >= BLOCKED;
  }

  /** Try again soon; where nobody looks, when somebody looks again. */
  async retry() {
    if (this.left) return;
    const status = await this.answer();
    if (status === 404) {
      this.left = true;
      this.ended();
      return;
    }
    this.refused = status === 200 ? this.refused + 1 : 0;
    if (this.blocked) this.barred();
    const patience = AGAIN[Math.min(this.tries, AGAIN.length - 1)];
    this.tries += 1;
    this.waiting = document.hidden ? NEVER : setTimeout(() => this.open(), patience);
  }

  hurry() {
    if (this.waiting) this.open();
  }

  get ready() {
    return this.socket.readyState === WebSocket.OPEN;
  }

  say(content) {
    this.count += 1;
    const header = {
      msg_id: `${this.session}_${this.count}`, msg_type: "comm_msg", username: "", session: this.session,
      date: new Date().toISOString(), version: "5.3",
    };
    this.socket.send(framed([header, {}, {}, content].map(packed)));
  }
}

/**
 * The widget's state as its kernel last told it, and a way to say things to it. What was said and is not
 * acknowledged yet is said again over a new socket; the kernel takes each number once.
 */
class Model {
  constructor({ kernelId, widget, view }) {
    this.widget = widget;
    this.view = view;
    this.listening = { "change:view": new Set(), "msg:custom": new Set(), gone: new Set(), blocked: new Set() };
    this.unanswered = new Map();
    this.met = false;
    this.unheard = 0; // signs of life since anything was heard
    this.line = new Line(kernelId, {
      opened: () => this.resume(),
      heard: (message) => this.take(message),
      ended: () => this.tell("gone"),
      barred: () => this.tell("blocked"),
    });
  }

  /** Whether nothing can be said just now; the line tries again by itself. */
  get cut() {
    return !this.line.left && (!this.line.ready || !navigator.onLine);
  }

  /** Whether the server can be asked, and no socket to it opens. */
  get blocked() {
    return this.line.blocked;
  }

  get(name) {
    return name === "view" ? this.view : undefined;
  }

  on(event, listener) {
    this.listening[event].add(listener);
  }

  off(event, listener) {
    this.listening[event].delete(listener);
  }

  send(content) {
    if (content.do !== BEAT) this.unanswered.set(content.n, content);
    else this.doubt();
    if (this.line.ready) this.say({ method: "custom", content });
  }

  doubt() {
    this.unheard += 1;
    if (this.unheard <= PATIENCE || !this.line.ready) return;
    this.unheard = 0;
    this.line.renew();
  }

  say(data) {
    this.line.say({ comm_id: this.widget, data });
  }

  resume() {
    if (this.met) this.say({ method: "request_state" }); // what the kernel told a dead socket is lost
    this.met = true;
    for (const content of this.unanswered.values()) this.say({ method: "custom", content });
  }

  take({ kind, content, buffers }) {
    this.unheard = 0;
    if (kind !== "comm_msg" || content.comm_id !== this.widget) return;
    const { method, state, content: word } = content.data;
    if (method === "update" && state.view) {
      this.view = state.view;
      this.tell("change:view");
    } else if (method === "custom") {
      this.unanswered.delete(word.done);
      this.tell("msg:custom", word, buffers);
    }
  }

  tell(event, ...what) {
    for (const listener of this.listening[event]) listener(...what);
  }
}

/** The page is being left: its kernel hears what it has not acknowledged, and ends. */
function leave(model, kernel) {
  model.line.left = true;
  const form = new FormData();
  form.append("_xsrf", document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "");
  const unanswered = JSON.stringify([...model.unanswered.values()]);
  if (model.unanswered.size && packed(unanswered).length < MOST_BEACON) {
    form.append("widget", model.widget);
    form.append("unanswered", unanswered);
  }
  navigator.sendBeacon(`/voila/api/shutdown/${kernel}`, form);
}

const visit = JSON.parse(document.getElementById("visit")?.textContent ?? "null");
document.getElementById("waiting")?.remove();
if (visit) {
  const model = new Model(visit);
  page.render({ model, el: document.getElementById("page") });
  addEventListener("pagehide", () => leave(model, visit.kernelId));
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
