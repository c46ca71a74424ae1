// One function per part of a page: native elements, and every word put in as text, never as markup.
// Together with page.js this is one module (Python joins them).

let counter = 0;
const served = () => document.body.dataset.voila === "voila";

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined || value === "") continue;
    if (name === "text") element.textContent = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter(Boolean));
  return element;
}

const goal = (node) => (node.focus ? { tabindex: "-1", "data-focus": "yes" } : {});
const unique = () => `sim-${++counter}`;
const kinds = (base, kind) => (kind ? `${base} ${base}-${kind}` : base);
const filled = (form, values) => form.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function drawn(tag, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  if (text) element.textContent = text;
  return element;
}

const SHAPES = { line: "x1 y1 x2 y2", circle: "cx cy r", rect: "x y width height", text: "x y" };

function shape(node) {
  const allowed = (SHAPES[node.tag] ?? "").split(" ");
  const places = Object.entries(node.at).filter(([name]) => allowed.includes(name));
  return drawn(node.tag in SHAPES ? node.tag : "g", { ...Object.fromEntries(places), class: `sim-ink-${node.kind}` }, node.text);
}

/** Keep what a field holds: a moment after the last key, when it is left, and when the page is. */
function keeping(field, event, read, node, desk) {
  if (!node.keep) return;
  let kept = read();
  let waiting = 0;
  const keep = () => {
    clearTimeout(waiting);
    desk.unsaid.delete(field);
    if (field.isConnected && read() !== kept) {
      kept = read();
      desk.ask(node.keep.do, { ...node.keep.with, text: kept }, true);
    }
    tellStatus(desk);
  };
  field.addEventListener(event, () => {
    desk.unsaid.add(field);
    tellStatus(desk);
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
  field.addEventListener("change", keep);
  field.addEventListener("leaving", keep);
}

/** A row to tick or choose: all of it can be clicked, and its words can be selected. */
function row(box, value) {
  const about = value.about && make("span", { class: "sim-about", text: value.about });
  return make("label", { class: "sim-row" }, box, make("span", {}, make("span", { text: value.text }), about));
}

const LABORATORY = "laboratory"; // a notebook that runs on its own: no page of the widget's

/** The address of a place; without a page, of a part of this one. */
function address(page, { at, ...named }) {
  if (page === LABORATORY && !served()) return `../labs/${named.id}.ipynb`;
  const name = page && location.pathname.endsWith(".ipynb") ? `${page}.ipynb` : page;
  const query = String(new URLSearchParams(named));
  return name + (query && `?${query}`) + (at ? `#part-${at}` : "");
}

/** Go to a part of this page; what it is folded in is opened. */
function reach(key, desk) {
  const part = document.getElementById(`part-${key}`);
  if (!part) return false;
  for (let folded = part.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  desk.goTo(part, true);
  return true;
}

// ───────────── one function per part ─────────────

const PARTS = {
  heading(node) {
    const level = Math.min(6, Math.max(1, node.level));
    const about = node.about && make("span", { class: "sim-about", text: node.about });
    const id = node.key && `part-${node.key}`;
    return make(`h${level}`, { id, class: "sim-heading", ...goal(node) }, about, node.text);
  },

  paragraph(node) {
    const label = node.label && make("strong", { text: `${node.label}: ` });
    return make("p", { class: kinds("sim-p", node.kind) }, label, node.text);
  },
  badge: (node) => make("span", { class: kinds("sim-badge", node.kind), text: node.text }),

  list(node, desk) {
    const items = node.items.map((parts) => make("li", {}, ...parts.map((part) => desk.part(part))));
    return make(node.ordered ? "ol" : "ul", { class: kinds("sim-list", node.kind), role: "list" }, ...items);
  },

  section(node, desk) {
    const id = node.key ? `part-${node.key}` : unique();
    const named = node.title ? { "aria-labelledby": id } : {};
    const bar = node.kind === "bar" ? { "aria-label": node.label } : {};
    const tag = node.kind === "bar" ? "nav" : ["card", "resume"].includes(node.kind) ? "article" : node.title ? "section" : "div";
    const element = make(tag, {
      class: kinds("sim-section", node.kind), ...named, ...bar,
    });
    if (node.title) element.append(make(`h${node.level}`, { id, class: "sim-heading", text: node.title, ...goal(node) }));
    element.append(...node.children.map((child) => desk.part(child)));
    return element;
  },

  note(node, desk) {
    const title = node.title && make("p", { class: "sim-note-title", text: node.title });
    return make("div", { class: kinds("sim-note", node.kind) }, title, ...node.children.map((c) => desk.part(c)));
  },

  status: statusLine,

  alert(node, desk) {
    return make("div", { class: kinds("sim-alert", node.kind), role: "alert", tabindex: "-1" },
      make("p", { text: node.text }), ...node.children.map((child) => desk.part(child)));
  },

  button(node, desk) {
    const element = make("button", {
      type: "button", class: kinds("sim-button", node.kind), text: node.text, lang: node.lang,
      "aria-pressed": node.kind === "chosen" ? "true" : false,
    });
    element.addEventListener("click", () => desk.ask(node.do, node.with, false, node.slow));
    return element;
  },

  print(node) {
    const element = make("button", { type: "button", class: "sim-button sim-button-print", text: node.text });
    element.hidden = !served(); // JupyterLab would print its own frame with as much of this as is in sight
    element.addEventListener("click", () => window.print());
    return element;
  },

  /** The page's own parts; a way to each. */
  contents(node, desk) {
    const items = node.items.map(([key, title]) => {
      const way = make("a", { class: "sim-link", href: `#part-${key}`, text: title });
      way.addEventListener("click", (event) => {
        event.preventDefault();
        reach(key, desk);
      });
      return make("li", {}, way);
    });
    return make("nav", { class: "sim-contents", "aria-label": node.label },
      make("p", { class: "sim-note-title", text: node.label }), make("ul", { role: "list" }, ...items));
  },

  link(node, desk) {
    const element = make("a", {
      class: kinds("sim-link", node.kind), href: address(node.page, node.to), text: node.text,
    });
    if (node.page === LABORATORY && !served()) element.target = "_blank"; // of Lab, which would close this one
    if (node.more) element.append(make("span", { class: "sim-hidden", text: `: ${node.more}` }));
    element.addEventListener("click", (event) => {
      if (node.page === LABORATORY || (served() && node.page)) return;
      event.preventDefault();
      if (node.page) desk.ask("go", { page: node.page, to: node.to });
      else if (reach(node.to.at, desk) && served()) history.replaceState(null, "", `#part-${node.to.at}`);
    });
    return element;
  },

  form(node, desk) {
    const submit = make("button", { type: "submit", class: "sim-button sim-button-main", text: node.submit });
    const said = make("p", { class: "sim-missing", role: "alert" });
    const element = make("form", { id: `form-${node.key}`, class: kinds("sim-form", node.kind), novalidate: true, autocomplete: "off" },
      ...node.children.map((child) => desk.part(child)), said, submit);
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      handIn(element, node, said, desk);
    });
    if (node.draft) {
      drafting(element, node, desk);
      desk.forms.add(element);
    }
    return element;
  },

  choice(node, desk) {
    const group = unique();
    const rows = node.values.map((value) => {
      const box = make("input", { type: "radio", name: group, value: value.value });
      box.checked = value.value === node.chosen;
      return row(box, value);
    });
    const element = make("fieldset", { class: kinds("sim-choice", node.kind), "data-name": node.name, "data-kind": "one" },
      make("legend", { text: node.legend }), make("div", { class: "sim-rows" }, ...rows));
    keeping(element, "change", () => element.querySelector("input:checked")?.value ?? "", node, desk);
    return element;
  },

  select(node) {
    const id = unique();
    const options = node.values.map((value) => make("option", { value: value.value, text: value.text }));
    const blank = make("option", { text: "—" });
    blank.value = "";
    const field = make("select", { id }, blank, ...options);
    field.value = node.chosen;
    return make("div", { class: "sim-field", "data-name": node.name, "data-kind": "select" },
      make("label", { for: id, text: node.legend }), field);
  },

  toggles(node) {
    const rows = node.values.map((value) => row(make("input", { type: "checkbox", value: value.value }), value));
    return make("fieldset", { class: "sim-choice sim-toggles", "data-name": node.name, "data-kind": "many" },
      make("legend", { text: node.legend }), make("div", { class: "sim-rows" }, ...rows));
  },

  group(node, desk) {
    return make("fieldset", { class: "sim-group" }, make("legend", { text: node.legend }),
      ...node.children.map((child) => desk.part(child)));
  },

  sequence(node) {
    const list = make("ol", { class: "sim-sequence", role: "list" });
    const said = make("p", { class: "sim-hidden", role: "status" });
    const move = (item, by) => {
      const items = [...list.children];
      const to = items.indexOf(item) + by;
      if (to < 0 || to >= items.length) return;
      list.insertBefore(item, by < 0 ? items[to] : items[to].nextSibling);
      mark();
      const button = item.querySelector(by < 0 ? ".sim-up" : ".sim-down");
      (button.disabled ? item.querySelector("button:not(:disabled)") : button).focus();
      said.textContent = filled(node.words.moved, { item: item.dataset.text, place: to + 1, count: items.length });
      list.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const mark = () => [...list.children].forEach((item, place, all) => {
      item.querySelector(".sim-up").disabled = place === 0;
      item.querySelector(".sim-down").disabled = place === all.length - 1;
    });
    for (const value of node.values) {
      const item = make("li", { "data-value": value.value, "data-text": value.text });
      const arrow = (kind, sign, words, by) => {
        const button = make("button", {
          type: "button", class: `sim-button sim-${kind}`, text: sign, "aria-label": filled(words, { item: value.text }),
        });
        button.addEventListener("click", () => move(item, by));
        return button;
      };
      item.append(make("span", { class: "sim-step", text: value.text }),
        make("span", { class: "sim-arrows" }, arrow("up", "↑", node.words.up, -1), arrow("down", "↓", node.words.down, 1)));
      list.append(item);
    }
    mark();
    const element = make("fieldset", {
      class: "sim-group", "data-name": node.name, "data-kind": "order", "data-first": node.values.map(({ value }) => value).join(" "),
    }, make("legend", { text: node.legend }), list, said);
    element.addEventListener("arranged", mark);
    return element;
  },

  textarea(node, desk) {
    const id = unique();
    const field = make("textarea", { id, rows: 4, maxlength: node.most });
    field.value = node.value;
    keeping(field, "input", () => field.value.trim(), node, desk);
    return make("div", { class: "sim-field", "data-name": node.name, "data-kind": "text" },
      make("label", { for: id, text: node.label }), field);
  },

  table(node, desk) {
    // The roles are said again because a phone shows rows as blocks, which would lose them.
    const head = make("tr", { role: "row" },
      ...node.head.map((text) => make("th", { scope: "col", role: "columnheader", text })));
    const rows = node.rows.map((cells) => make("tr", { role: "row" }, ...cells.map((cell, place) => make(
      place ? "td" : "th",
      { scope: place ? false : "row", role: place ? "cell" : "rowheader", "data-head": node.head[place] },
      desk.part(cell)))));
    return make("div", { class: "sim-scroll", role: "group", "aria-label": node.caption, tabindex: "0" },
      make("table", { class: kinds("sim-table", node.kind), role: "table" }, make("caption", { text: node.caption }),
        make("thead", { role: "rowgroup" }, head), make("tbody", { role: "rowgroup" }, ...rows)));
  },

  span(node) {
    const at = (value) => 4 + 112 * Math.min(1, Math.max(0, value));
    const picture = drawn("svg", { viewBox: "0 0 120 16", class: "sim-span", "aria-hidden": "true", focusable: "false" });
    picture.append(
      drawn("line", { x1: 4, x2: 116, y1: 8, y2: 8, class: "sim-scale" }),
      drawn("line", { x1: at(node.low), x2: at(node.high), y1: 8, y2: 8, class: "sim-range" }),
      drawn("circle", { cx: at(node.middle), cy: 8, r: 4, class: "sim-middle" }));
    return make("div", { class: "sim-spanned" }, picture, make("span", { text: node.text }));
  },

  drawing(node) {
    const picture = (drawing, attributes) => {
      const svg = drawn("svg", { viewBox: `0 0 ${drawing.width} ${drawing.height}`, focusable: "false", ...attributes });
      svg.append(...drawing.shapes.map(shape));
      return svg;
    };
    const legend = node.legend.map((entry) => make("li", {},
      picture(entry, { class: "sim-sample", "aria-hidden": "true" }), make("span", { text: entry.text })));
    return make("figure", { class: "sim-figure" },
      picture(node, { class: "sim-drawing", role: "img", "aria-label": node.label }),
      make("figcaption", {}, make("ul", { class: "sim-legend", role: "list" }, ...legend)));
  },

  details(node, desk) {
    const element = make("details", { class: "sim-details" }, make("summary", { text: node.summary }),
      make("div", { class: "sim-inside" }, ...node.children.map((child) => desk.part(child))));
    element.open = node.opened;
    if (node.later) {
      element.id = `part-${node.key}`;
      element.dataset.later = "yes";
      element.addEventListener("toggle", () => desk.ask(node.later.do, node.later.with, true), { once: true });
    }
    return element;
  },

  clock: (node) => make("div", { class: "sim-clock" }, make("p", { class: "sim-now", text: node.time }),
    node.label && make("p", { class: "sim-about", text: node.label })),

  moment(node, desk) {
    const when = new Date(node.when);
    // A day without an hour is that day everywhere; a moment is told in the reader's own time zone.
    const hour = node.kind === "day" ? {} : { timeStyle: "short" };
    const style = { dateStyle: "long", ...(node.when.length > 10 ? hour : { timeZone: "UTC" }) };
    const written = Number.isNaN(when.getTime()) ? node.when : new Intl.DateTimeFormat(desk.lang, style).format(when);
    return make("p", { class: "sim-p sim-p-quiet" }, `${node.text} `, make("time", { datetime: node.when, text: written }));
  },
};
