// A play: what is chosen and not sent yet, and what the page may say of how it is kept.

const DRAFT_PAUSE = 350; // milliseconds without another choice, after which what is chosen is kept

// ───────────── how things are kept ─────────────

/** One line on how things are kept; it is spoken once it has settled, and what is on its way is only seen. */
function statusLine(node) {
  const element = make("p", { class: "sim-status" }, make("span", { "aria-hidden": "true" }),
    make("span", { class: "sim-hidden", role: "status" }));
  element.node = node;
  return element;
}

/** Nothing may read „saved” over something that is not: what waits for its receipt counts as on its way. */
function tellStatus(desk) {
  const waits = desk.unheard.size > 0 || desk.unsaid.size > 0;
  for (const element of desk.body.querySelectorAll(".sim-status")) {
    const { node } = element;
    const state = waits || desk.dropped ? (desk.lost ? "unsaved" : "saving") : node.state;
    const text = state === node.state ? node.text : desk.view.words[state];
    const [shown, spoken] = element.children;
    element.dataset.state = text ? state : "";
    element.dataset.step = node.step;
    if (shown.textContent !== text) shown.textContent = text;
    if (state !== "saving" && spoken.textContent !== text) spoken.textContent = text;
  }
}

// ───────────── an answer under way ─────────────

const untouched = (field, answer) => field.dataset.kind === "order" && field.dataset.first === answer.join(" ");

/** What is chosen and written in a form, by field; what is empty or as it came is left out. */
function chosenIn(form) {
  const fields = {};
  for (const field of form.querySelectorAll("[data-name]")) {
    const answer = answerOf(field);
    if (answer?.length && !untouched(field, answer)) fields[field.dataset.name] = answer;
  }
  return fields;
}

/** Put an answer under way back into its form: only what can be chosen there. */
function putIn(form, fields) {
  for (const field of form.querySelectorAll("[data-name]")) {
    const answer = fields[field.dataset.name];
    const { kind } = field.dataset;
    if (kind === "many" && Array.isArray(answer)) {
      for (const box of field.querySelectorAll("input")) box.checked = answer.includes(box.value);
    } else if (kind === "order" && Array.isArray(answer)) arrange(field, answer);
    else if (kind === "one" && typeof answer === "string") {
      for (const box of field.querySelectorAll("input")) if (box.value === answer) box.checked = true;
    } else if (kind === "select" && typeof answer === "string") {
      const select = field.querySelector("select");
      if ([...select.options].some((option) => option.value === answer)) select.value = answer;
    } else if (kind === "text" && typeof answer === "string") continued(field.querySelector("textarea"), answer);
  }
}

/** Own words from this browser only go on with what is stored: they never stand over another tab's. */
function continued(area, words) {
  if (words === area.value || !words.startsWith(area.value)) return;
  area.value = words;
  setTimeout(() => area.dispatchEvent(new Event("input", { bubbles: true })));
}

function arrange(field, order) {
  const items = new Map([...field.querySelectorAll("li")].map((item) => [item.dataset.value, item]));
  if (order.length !== items.size || !order.every((value) => items.has(value))) return;
  field.querySelector("ol").append(...new Set(order.map((value) => items.get(value))));
  field.dispatchEvent(new Event("arranged"));
}

/** This browser's own copy of what is not acknowledged, for as long as its tab is open: by play and step. */
const copies = {
  key: (draft) => `sim-unsent-${draft.play}`,
  take(draft) {
    try {
      const copy = JSON.parse(sessionStorage.getItem(copies.key(draft)) ?? "null");
      return copy?.step === draft.with.step && typeof copy.fields === "object" ? copy.fields ?? {} : {};
    } catch {
      return {};
    }
  },
  put(draft, fields) {
    try {
      if (fields) sessionStorage.setItem(copies.key(draft), JSON.stringify({ step: draft.with.step, fields }));
      else sessionStorage.removeItem(copies.key(draft));
    } catch {
      // Without room or leave for it there is no copy; the page says "not saved" all the same.
    }
  },
};

/** Keep what is chosen in a form: a moment after the last change, before anything else is asked, on leaving. */
function drafting(form, node, desk) {
  form.draft = node.draft;
  putIn(form, node.draft.stored);
  const chosen = () => {
    const { words, ...fields } = chosenIn(form);
    return fields;
  };
  let waiting = 0;
  let said = JSON.stringify(chosen());
  const copy = copies.take(node.draft);
  const keep = () => {
    clearTimeout(waiting);
    desk.unsaid.delete(form);
    const fields = chosen();
    if (form.isConnected && !form.handed && JSON.stringify(fields) !== said) {
      said = JSON.stringify(fields);
      desk.ask(node.draft.do, { ...node.draft.with, fields }, true);
    }
    tellStatus(desk);
  };
  const changed = () => {
    copies.put(node.draft, chosenIn(form));
    if (JSON.stringify(chosen()) === said) return;
    desk.unsaid.add(form);
    tellStatus(desk);
    clearTimeout(waiting);
    waiting = setTimeout(keep, DRAFT_PAUSE);
  };
  form.addEventListener("change", changed);
  form.addEventListener("input", changed);
  form.addEventListener("leaving", keep);
  if (!Object.keys(copy).length) return;
  putIn(form, copy);
  desk.unsaid.add(form);
  setTimeout(keep); // once the form stands on the page
}

/** All was heard: this browser's copy goes once the store has what it holds, or the step is answered. */
function settleCopies(desk) {
  for (const form of desk.forms) {
    const kept = form.draft.stored;
    const { words = "", ...fields } = chosenIn(form);
    const stored = form.isConnected && words.trim() === kept.words && same(sorted(fields), sorted({ ...kept, words: undefined }));
    if (!form.isConnected) desk.forms.delete(form);
    if (stored || !form.isConnected) copies.put(form.draft, null);
    form.handed = false;
  }
}

const sorted = (fields) => Object.entries(fields).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
