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
  const lost = desk.lost || desk.model.cut === true;
  for (const element of desk.body.querySelectorAll(".sim-status")) {
    const { node } = element;
    const state = waits || desk.dropped ? (lost ? "unsaved" : "saving") : node.state;
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

// ───────────── around and in a scene ─────────────

/** How many of a group's fields are answered, in words and as a bar. */
function progress(group, words) {
  const text = make("span");
  const filling = make("span");
  const element = make("p", { class: "sim-count" }, text, make("span", { class: "sim-bar", "aria-hidden": "true" }, filling));
  const tell = () => {
    const fields = [...(group() ?? element).querySelectorAll("[data-kind=one], [data-kind=select]")];
    const done = fields.filter((field) => answerOf(field) !== null).length;
    text.textContent = filled(words, { done, all: fields.length });
    filling.style.width = `${(100 * done) / Math.max(1, fields.length)}%`;
  };
  return { element, tell };
}

/** The part with a key, wherever it stands. */
function partWith(key, nodes) {
  for (const node of nodes) {
    const found = node.key === key ? node : partWith(key, node.children ?? []);
    if (found) return found;
  }
  return null;
}

/** What can be laid over a scene: the titled parts of a section, by their short names where they have one. */
function sheetsOf(dock, desk) {
  const parts = partWith(dock.of, desk.view.children)?.children ?? [];
  const names = Object.fromEntries(dock.sheets);
  return parts.filter((node) => node.summary || node.title)
    .map((node) => ({ ...node, title: names[node.key] || node.summary || node.title }));
}

/** Lay what one knows over the form, as a sheet; Escape and the way back close it, and the focus returns. */
function openSheet(node, key, desk) {
  const sheets = sheetsOf(node, desk);
  const back = make("button", { type: "button", class: "sim-button", text: node.words.back });
  const inner = make("div", { class: "sim-sheet-inner", tabindex: "0" });
  const dialog = make("dialog", { class: "sim-sheet" });
  const tabs = sheets.map((sheet) => {
    const tab = make("button", { type: "button", class: "sim-tab", text: sheet.title });
    tab.addEventListener("click", () => show(sheet));
    return tab;
  });
  const show = (chosen) => {
    dialog.setAttribute("aria-label", chosen.title);
    inner.setAttribute("aria-label", chosen.title);
    inner.setAttribute("role", "group");
    inner.replaceChildren(...(chosen.children ?? []).map((child) => desk.part(child)));
    inner.scrollTop = 0;
    tabs.forEach((tab, place) => tab.setAttribute("aria-pressed", String(sheets[place] === chosen)));
  };
  back.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(make("div", { class: "sim-sheet-head" }, back), make("div", { class: "sim-tabs" }, ...tabs), inner);
  desk.root.append(dialog);
  show(sheets.find((sheet) => sheet.key === key) ?? sheets[0]);
  dialog.showModal();
  back.focus();
}

Object.assign(PARTS, {
  trail(node) {
    const place = (text, here) => make("li", { class: here ? "sim-here" : false, "aria-current": here ? "step" : false },
      make("span", { class: "sim-place", text }));
    return make("ol", { class: "sim-trail", role: "list", "aria-label": node.label },
      ...node.passed.map((text) => place(text, false)), place(node.here, true));
  },

  dock(node, desk) {
    const sheets = node.sheets.map(([key, text]) => {
      const button = make("button", { type: "button", class: "sim-button sim-button-sheet", text, "aria-haspopup": "dialog" });
      button.addEventListener("click", () => openSheet(node, key, desk));
      return button;
    });
    return make("div", { class: "sim-dock", role: "group", "aria-label": node.words.label },
      ...sheets, ...node.children.map((child) => desk.part(child)));
  },

  submit: (node) => make("button", { type: "submit", form: `form-${node.form}`, class: "sim-button sim-button-main", text: node.text }),

  count(node) {
    const { element, tell } = progress(() => element.closest("form"), node.words);
    setTimeout(() => {
      element.closest("form")?.addEventListener("change", tell);
      tell();
    });
    return element;
  },

  /** Statements in rows: what can be chosen stands side by side, in few words whose meaning is told once above. */
  sort(node) {
    const meanings = node.bins.filter(({ text, about }) => about && about !== text);
    const rest = (bin) => (bin.about.startsWith(bin.text) ? bin.about.slice(bin.text.length) : bin.about && `: ${bin.about}`);
    const told = (bin) => (bin.about.startsWith(bin.text)
      ? [make("b", { text: bin.text }), bin.about.slice(bin.text.length)]
      : [make("b", { text: bin.about })]);
    const items = node.items.map((item) => {
      const group = unique();
      const rows = node.bins.map((bin) => make("label", { class: "sim-row" },
        make("input", { type: "radio", name: group, value: bin.value }),
        make("span", {}, make("span", { text: bin.text }), make("span", { class: "sim-hidden", text: rest(bin) }))));
      return make("fieldset", { class: "sim-segments", "data-name": item.value, "data-kind": "one" },
        make("legend", { text: item.text }), make("div", { class: "sim-rows" }, ...rows));
    });
    const { element: count, tell } = progress(() => element, node.counted);
    const element = make("fieldset", { class: "sim-group sim-sort" }, make("legend", { text: node.legend }),
      meanings.length ? make("ul", { class: "sim-meanings", role: "list" }, ...meanings.map((bin) => make("li", {}, ...told(bin)))) : null,
      count, ...items);
    element.addEventListener("change", tell);
    setTimeout(tell);
    return element;
  },
});

// ───────────── a long scene on a small screen ─────────────

const SMALL = "(max-width: 52rem)";
const FIRST = "form .sim-row, form li, form textarea, form select"; // the first thing to answer

/** What can be folded, in this order: rows of elements of which the first stays. */
function foldable(stage) {
  const rows = [];
  const children = [...stage.children];
  const place = children.findIndex((child) => child.matches("h2"));
  const end = children.findIndex((child) => child.matches(".sim-form, .sim-details, .sim-note-hint, .sim-section-row"));
  const scene = children.slice(place + 1, end < 0 ? undefined : end);
  const after = stage.querySelector(".sim-section-after");
  const letters = [...stage.querySelectorAll(":scope > .sim-note-letter")];
  for (const note of scene.filter((child) => child.matches(".sim-note"))) rows.push([...note.children]);
  if (after) rows.push([...after.children].filter((child) => child.matches("h2, .sim-p-quiet")));
  rows.push([...children.filter((child) => child.matches("h2")), ...scene.filter((child) => child.matches(".sim-p-sign"))]);
  if (after) rows.push([...after.children].filter((child) => !child.matches("h2, .sim-p-quiet")));
  for (const letter of letters) rows.push([...letter.children].slice(1));
  for (const letter of letters) rows.push([...letter.children]); // its time and sender stay
  const answered = after ? [...after.children].filter((child) => child.matches(".sim-p-quiet")) : [];
  if (after) rows.push([...[...after.children].filter((child) => !answered.includes(child)), ...answered]);
  // What the scene itself tells, and who speaks in it, goes last.
  rows.push(scene.filter((child) => !child.matches(".sim-note, .sim-p-sign")));
  return rows.filter((row) => row.length > 1);
}

function unfoldAll(desk) {
  for (const button of desk.body.querySelectorAll(".sim-more")) button.unfold();
}

/** Fold what is long, from its end and no more than needed, so that the first answer is within one screen. */
function foldScene(desk) {
  const stage = desk.body.querySelector(".sim-section-stage");
  const top = stage?.querySelector("[data-focus]");
  if (!top || top.id === "part-brief" || !matchMedia(SMALL).matches) return;
  const first = stage.querySelector(FIRST);
  const most = innerHeight;
  const far = () => first && first.getBoundingClientRect().top - top.getBoundingClientRect().top > most;
  for (const row of foldable(stage)) {
    if (!far()) return;
    for (const inner of row.flatMap((element) => [...element.querySelectorAll(".sim-more")])) inner.unfold();
    let button = null;
    for (let last = row.length - 1; last > 0 && far(); last -= 1) {
      row[last].hidden = true;
      button ??= moreButton(row, desk);
      row[last - 1].append(button);
    }
  }
}

function moreButton(row, desk) {
  const button = make("button", { type: "button", class: "sim-more", text: desk.view.words.more });
  button.unfold = () => {
    row.forEach((element) => { element.hidden = false; });
    button.remove();
  };
  // Who wants to read on reads all: one press is enough.
  button.addEventListener("click", () => {
    const next = row.find((element) => element.hidden);
    unfoldAll(desk);
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
  });
  return button;
}

Object.assign(PARTS, {
  /** The mark says by its form what the word beside it says. */
  remark: (node, desk) => make("p", { class: kinds("sim-remark", node.kind) }, quietSign({ kind: SIGN_OF[node.kind] }),
    make("span", {}, make("b", { text: `${node.word}: ` }), `${node.text} `, ...node.children.map((child) => desk.part(child)))),
});
