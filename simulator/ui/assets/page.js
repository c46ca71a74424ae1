// Shows the view that Python owns, with native elements, and sends back what a person does.
// Every word is put in as text, never as markup. The view is never written from here.

const BEAT = 3000; // milliseconds between two signs of life
const LOST = 8000; // without an answer for so long, the connection counts as lost
const SLOW = 60000; // the same while a document is being written
const PAUSE = 700; // milliseconds without a key, after which own words are kept
const LEAVING = ["beforeunload", "pagehide"]; // the second also where a browser leaves the first out
const AWAY = 15 * 60000; // nobody there: no signs of life, so that an unused kernel may end

// ───────────── answers ─────────────

function answerOf(field) {
  const kind = field.dataset.kind;
  if (kind === "one") return field.querySelector("input:checked")?.value ?? null;
  if (kind === "many") return [...field.querySelectorAll("input:checked")].map((box) => box.value);
  if (kind === "order") return [...field.querySelectorAll("li")].map((item) => item.dataset.value);
  if (kind === "select") return field.querySelector("select").value || null;
  return field.querySelector("textarea").value;
}

function handIn(element, node, said, desk) {
  const fields = {};
  let first = null;
  let ticked = null;
  for (const field of element.querySelectorAll("[data-name]")) {
    const answer = answerOf(field);
    field.classList.toggle("sim-left", answer === null);
    if (answer === null) first ??= field;
    else fields[field.dataset.name] = answer;
    if (field.dataset.kind === "many") ticked = (ticked ?? 0) + answer.length;
  }
  said.textContent = "";
  if (first) {
    said.textContent = node.missing;
    first.querySelector("input, select")?.focus();
    return;
  }
  if (ticked === 0 && node.empty && !element.dataset.warned) {
    element.dataset.warned = "yes";
    said.textContent = node.empty;
    return;
  }
  if (element.draft) copies.put(element.draft, chosenIn(element));
  element.handed = desk.ask(node.do, { ...node.with, fields });
}

// ───────────── what changes, and only that ─────────────

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
/** A name for each part among its neighbours: its key, or its kind and how many of that kind came before. */
function marks(nodes) {
  const seen = {};
  return nodes.map((node) => node.key || `${node.is}:${(seen[node.is] = (seen[node.is] ?? 0) + 1)}`);
}

/** Bring elements from one row of parts to another, after `anchor`; what has not changed is left alone. */
function bring(parent, anchor, elements, before, after, desk) {
  const old = new Map(marks(before).map((name, place) => [name, { node: before[place], element: elements[place] }]));
  const names = marks(after);
  const made = after.map((node, place) => {
    const there = old.get(names[place]);
    if (!there || there.node.is !== node.is) return desk.part(node);
    old.delete(names[place]);
    return renew(there.element, there.node, node, desk);
  });
  old.forEach(({ element }) => element.remove());
  let last = anchor;
  for (const element of made) {
    const next = last ? last.nextSibling : parent.firstChild;
    if (next !== element) parent.insertBefore(element, next);
    last = element;
  }
  return made;
}

/**
 * Whether a field need not be made anew, since only its answer has changed. Of what is kept while it is
 * being filled in, the page has the last word: the view may still tell an earlier answer.
 */
function holds(before, after) {
  const answer = { textarea: "value", choice: "chosen", day: "value" }[after.is];
  return Boolean(after.keep) && same({ ...before, [answer]: 0 }, { ...after, [answer]: 0 });
}

function renew(element, before, after, desk) {
  if (same(before, after)) return element;
  if (after.is === "status") {
    element.node = after;
    return element;
  }
  if (after.is === "section" && same({ ...before, children: 0 }, { ...after, children: 0 })) {
    const title = after.title ? element.firstChild : null;
    bring(element, title, [...element.children].slice(title ? 1 : 0), before.children, after.children, desk);
    return element;
  }
  if (after.is === "form" && same({ ...before, children: 0, draft: 0 }, { ...after, children: 0, draft: 0 })) {
    element.draft = after.draft;
    const fields = [...element.children].slice(0, before.children.length);
    bring(element, null, fields, before.children, after.children, desk);
    return element;
  }
  if (holds(before, after)) return element;
  const made = desk.part(after);
  if (after.is === "details" && after.key === before.key) made.open = element.open;
  element.replaceWith(made);
  return made;
}

// ───────────── the page ─────────────

/** A name that no other view of the page has. */
function viewName() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Desk {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    // One of several views of the page, in JupyterLab: each has a name and counts for itself, by no clock.
    this.name = viewName();
    this.number = 0;
    this.waiting = new Set(); // numbers until whose acknowledgement nothing else is asked
    this.unheard = new Set(); // numbers that are not acknowledged, signs of life left out
    this.dropped = false;
    this.lost = false;
    this.unsaid = new Set(); // fields and forms whose last change is not on its way yet
    this.forms = new Set(); // forms whose answer is kept while it is under way
    this.view = { children: [], words: {}, scene: null };
    this.lang = "ro";
    this.heard = Date.now();
    this.there = Date.now();
    this.asked = 0;
    this.patience = LOST;
    this.loss = make("div", { class: "sim-alert sim-alert-error sim-loss", role: "alert", hidden: true });
    this.body = make("div", { class: "sim-body" });
    root.append(this.loss, this.body);
    this.elements = [];
  }

  part(node) {
    const maker = PARTS[node.is];
    return maker ? maker(node, this) : make("p", { text: "" });
  }

  show(view) {
    const first = this.view.scene === null;
    const at = first && served() ? location.hash.replace(/^#part-/, "") : view.at;
    const fresh = this.view.scene !== null && this.view.scene !== view.scene;
    const alerted = (parts) => parts.find((node) => node.is === "alert");
    const warned = alerted(view.children) && !same(alerted(view.children), alerted(this.view.children));
    this.lang = view.lang || "ro";
    this.root.lang = this.lang;
    if (served()) {
      document.documentElement.lang = this.lang;
      document.title = view.title;
    }
    if (fresh) unfoldAll(this);
    const spoken = this.lang !== this.view.lang && !first && this.body.contains(document.activeElement);
    if (this.lang !== this.view.lang) this.clear();
    this.elements = bring(this.body, null, this.elements, this.view.children, view.children, this);
    this.view = view;
    tellStatus(this);
    if (fresh || first || spoken) foldScene(this);
    // Whoever has chosen another language goes on from there.
    if (spoken) this.body.querySelector(".sim-section-bar [aria-pressed=true]")?.focus();
    // A warning stands above the new scene and says why it is another one than expected.
    if (warned) this.goTo(this.body.querySelector("[role=alert]"), fresh);
    else if ((fresh || first) && at && reach(at, this)) return;
    else if (fresh) this.goTo(this.body.querySelector("[data-focus]") ?? this.body.querySelector("h1"), true);
  }

  clear() {
    this.body.replaceChildren();
    this.elements = [];
    this.view = { ...this.view, children: [] };
  }

  goTo(element, top) {
    if (!element) return;
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    // At once: a page that still glides carries away what somebody quick has tabbed to meanwhile.
    element.scrollIntoView({ block: top ? "start" : "center" });
  }

  /** Ask Python for something. Until it has answered, nothing else can be asked, save quietly. */
  ask(action, fields, quietly = false, slow = false) {
    if (this.waiting.size && !quietly) return false;
    if (!quietly) this.leaving();
    if (slow) this.patience = SLOW;
    this.number += 1;
    this.unheard.add(this.number);
    if (!quietly) {
      this.waiting.add(this.number);
      this.body.setAttribute("aria-busy", "true");
    }
    tellStatus(this);
    this.say(action, fields);
    return true;
  }

  /** What is chosen and written goes on its way before anything else does. */
  leaving() {
    for (const field of this.root.querySelectorAll("textarea, form")) field.dispatchEvent(new Event("leaving"));
  }

  say(action, fields) {
    this.asked ||= Date.now();
    try {
      this.model.send({ do: action, with: fields, n: this.number, view: this.name });
    } catch {
      // The page is being left, or its kernel has gone: the missing acknowledgement says so.
    }
  }

  /** Days are the learner's own: Python tells them by the time zone of this browser. */
  tellZone() {
    const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!name) return;
    this.number += 1;
    this.say("zone", { name });
  }

  take(message, buffers) {
    if (typeof message !== "object" || message === null) return;
    if (message.view && message.view !== this.name) return; // another view of this page was answered
    if ("done" in message) this.acknowledge(message.done);
    if ("go" in message) location.assign(address(message.go.page, message.go.to));
    if ("file" in message) this.give(message.file, buffers ?? []);
    if ("fill" in message) this.fill(message.fill);
  }

  /** Messages are taken in their order: one that is passed over was dropped on its way, and the page says so. */
  acknowledge(done) {
    this.heard = Date.now();
    this.asked = 0;
    this.unheard.delete(done);
    this.waiting.delete(done);
    for (const number of this.unheard) {
      if (number < done) {
        this.dropped = true;
        this.unheard.delete(number);
      }
    }
    this.lost = false;
    if (this.dropped) this.tellLoss();
    else this.loss.hidden = true;
    if (!this.unheard.size && !this.unsaid.size) settleCopies(this);
    tellStatus(this);
    if (!this.waiting.size) {
      this.body.removeAttribute("aria-busy");
      this.patience = LOST;
    }
  }

  fill({ key, children }) {
    const inside = document.getElementById(`part-${key}`)?.querySelector(".sim-inside");
    inside?.replaceChildren(...children.map((child) => this.part(child)));
  }

  give(file, buffers) {
    const held = "text" in file ? [file.text] : buffers;
    const url = URL.createObjectURL(new Blob(held, { type: file.type }));
    const anchor = make("a", { href: url, download: file.name });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  beat() {
    tellStatus(this);
    if (document.hidden || Date.now() - this.there > AWAY) {
      this.asked = 0;
      return;
    }
    const trying = this.model.cut === true; // only a host of ours knows
    if (this.asked && Date.now() - this.asked > this.patience) this.tellLoss(trying);
    this.number += 1;
    this.say("beat", {});
  }

  /** Say that the connection is lost. While its host tries again, a reload would lose what waits to be said. */
  tellLoss(trying = false) {
    this.lost = true;
    tellStatus(this);
    const { cut, blocked, lost, reload } = this.view.words;
    const sentence = !trying ? lost : this.model.blocked === true ? blocked : cut;
    const same = trying && this.loss.textContent === sentence;
    if (!lost || (!this.loss.hidden && (same || this.loss.querySelector("button")))) return; // it says so already
    const again = make("button", { type: "button", class: "sim-button", text: reload });
    again.addEventListener("click", () => location.reload());
    this.loss.replaceChildren(make("p", { text: sentence }), ...(trying ? [] : [again]));
    this.loss.hidden = false;
    this.waiting.clear();
    this.body.removeAttribute("aria-busy");
  }
}

function render({ model, el }) {
  const root = make("div", { class: "sim" });
  el.append(root);
  const desk = new Desk(model, root);
  const changed = () => desk.show(model.get("view"));
  const taken = (message, buffers) => desk.take(message, buffers);
  const gone = () => desk.tellLoss(); // only a host that asks its server can know
  const blocked = () => desk.tellLoss(true);
  const small = matchMedia(SMALL);
  const widened = () => small.matches || unfoldAll(desk);
  const present = () => { desk.there = Date.now(); };
  const unfold = () => {
    unfoldAll(desk);
    root.querySelectorAll("details:not([data-later])").forEach((details) => { details.open = true; });
  };
  model.on("change:view", changed);
  model.on("msg:custom", taken);
  model.on("gone", gone);
  model.on("blocked", blocked);
  for (const kind of ["pointerdown", "keydown", "scroll", "visibilitychange"]) document.addEventListener(kind, present, true);
  window.addEventListener("beforeprint", unfold);
  small.addEventListener("change", widened);
  const leaving = () => desk.leaving();
  // Before the next page is asked for, so that its view has them; `pagehide` comes when that view is made.
  for (const kind of LEAVING) window.addEventListener(kind, leaving);
  const beating = setInterval(() => desk.beat(), BEAT);
  changed();
  desk.tellZone();
  return () => {
    clearInterval(beating);
    model.off("change:view", changed);
    model.off("msg:custom", taken);
    model.off("gone", gone);
    model.off("blocked", blocked);
    for (const kind of ["pointerdown", "keydown", "scroll", "visibilitychange"]) document.removeEventListener(kind, present, true);
    window.removeEventListener("beforeprint", unfold);
    small.removeEventListener("change", widened);
    for (const kind of LEAVING) window.removeEventListener(kind, leaving);
  };
}

export default { render };
