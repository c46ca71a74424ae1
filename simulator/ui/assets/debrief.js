// The parts of a page that looks back: verdicts' signs, figures, the day as a strip, its moments.

const SIGNS = {
  kept: [["circle", { cx: 10, cy: 10, r: 9, class: "sim-solid" }], ["path", { d: "M5.5 10.4l3.1 3.1 6-6.6", class: "sim-cut" }]],
  breached: [["rect", { x: 1.5, y: 1.5, width: 17, height: 17, rx: 2, class: "sim-solid" }], ["path", { d: "M6 6l8 8M14 6l-8 8", class: "sim-cut" }]],
  missed: [["path", { d: "M10 1.2L19.4 18H.6z", class: "sim-solid" }], ["path", { d: "M10 7v5.4M10 15v.6", class: "sim-cut" }]],
  contested: [["circle", { cx: 10, cy: 10, r: 8, class: "sim-line" }], ["path", { d: "M10 2a8 8 0 0 1 0 16z", class: "sim-solid" }]],
  advised: [["path", { d: "M10 1.6L18.4 10 10 18.4 1.6 10z", class: "sim-line" }]],
  partly: [["rect", { x: 3, y: 1.5, width: 14, height: 17, rx: 2, class: "sim-line" }], ["path", { d: "M6.5 7h7M6.5 12.5h3.2", class: "sim-line sim-round" }]],
  pause: [["path", { d: "M1.5 10h17", class: "sim-line sim-dots" }]],
  none: [["circle", { cx: 10, cy: 10, r: 5.5, class: "sim-line" }]],
};

/** The sign of a kind of verdict. */
const SIGN_OF = { met: "kept", breached: "breached", late: "missed", missing: "missed", contested: "contested", "not-followed": "advised" };

function signOf(node) {
  const picture = drawn("svg", { viewBox: "0 0 20 20", class: `sim-mark sim-mark-${node.kind}`, role: "img", "aria-label": node.text, focusable: "false" });
  picture.append(drawn("title", {}, node.text), ...(SIGNS[node.kind] ?? SIGNS.none).map(([tag, at]) => drawn(tag, at)));
  return picture;
}

const quietSign = (node) => {
  const picture = signOf(node);
  picture.removeAttribute("role");
  picture.removeAttribute("aria-label");
  picture.setAttribute("aria-hidden", "true");
  return picture;
};

Object.assign(PARTS, {
  mark: (node) => signOf(node),

  counts: (node) => make("ul", { class: "sim-counts", role: "list" }, ...node.entries.map(({ number, mark }) =>
    make("li", {}, quietSign(mark), make("strong", { text: number }), " ", make("span", { text: mark.text })))),

  strip(node, desk) {
    const moments = node.moments.map((one) => {
      const way = make("a", { href: `#part-${one.at}`, class: "sim-strip-way" },
        make("span", { class: "sim-signs" }, ...one.marks.map(signOf)), " ", make("span", { class: "sim-strip-time", text: one.time }));
      way.addEventListener("click", (event) => {
        event.preventDefault();
        if (reach(one.at, desk) && served()) history.replaceState(null, "", `#part-${one.at}`);
      });
      const below = one.below && make("span", { class: "sim-strip-below", text: one.below });
      const kinds = `${one.chosen ? "sim-chosen" : ""} ${one.pause ? "sim-pause" : ""}`.trim();
      const day = one.day && make("span", { class: "sim-strip-day", text: one.day });
      return make("li", { class: kinds }, way, day, below);
    });
    const legend = node.legend.length && make("p", { class: "sim-strip-legend" }, ...node.legend.map((mark) => make("span", {}, quietSign(mark), ` ${mark.text}`)));
    return make("section", { class: "sim-strip", "aria-label": node.title },
      make("h2", { class: "sim-heading", text: node.title }), make("ol", { role: "list" }, ...moments), legend);
  },

  tabs(node, desk) {
    const items = node.items.map((one) => {
      const way = PARTS.link({ ...one, kind: "tab" }, desk);
      if (one.here) way.setAttribute("aria-current", "page");
      return make("li", {}, way);
    });
    return make("nav", { class: "sim-ways", "aria-label": node.label }, make("ul", { role: "list" }, ...items));
  },

  timeline(node, desk) {
    const items = node.moments.map((one) => {
      const id = one.key && `part-${one.key}`;
      const title = make(`h${one.level}`, { class: "sim-heading", text: one.title });
      const head = [make("span", { class: "sim-time", text: one.time }), make("span", { class: "sim-signs" }, ...one.marks.map(signOf))];
      const inside = make("div", { class: "sim-moment" }, ...one.children.map((child) => desk.part(child)));
      if (one.opened) return make("li", { id }, make("div", { class: "sim-moment-head" }, ...head, title), inside);
      const line = make("span", { class: "sim-moment-line", text: one.line });
      return make("li", {}, make("details", { id }, make("summary", { class: "sim-moment-head" }, ...head, title, line), inside));
    });
    return make("ol", { class: "sim-timeline", role: "list" }, ...items);
  },
});
