// Parts of the pages that give an overview: a card that is one link, cards that can be narrowed, scales.

const APART = "--"; // between what is narrowed by, in the part that an address names

/** The link of a card, or of a row, as `link` makes it. */
const linked = (way, desk) => PARTS.link({ kind: "", more: "", ...way }, desk);

/** Once more asked for: a small dialog of the browser's own, which gives the focus back. */
function asked(words, act) {
  const id = unique();
  const yes = make("button", { type: "button", class: "sim-button sim-button-danger", text: words.yes });
  const no = make("button", { type: "button", class: "sim-button", text: words.no });
  const dialog = make("dialog", { class: "sim-dialog", "aria-labelledby": id },
    make("p", { id, class: "sim-p", text: words.ask }), make("div", { class: "sim-section-row" }, no, yes));
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    dialog.close();
    act();
  });
  return dialog;
}

/** How a shelf is narrowed: of what its facets and the address offer, only what there is. */
function narrowedBy(part, facets) {
  const by = { new: part.split(APART).includes("new") };
  for (const facet of facets) {
    const named = part.split(APART).find((piece) => piece.startsWith(`${facet.name}-`))?.slice(facet.name.length + 1);
    by[facet.name] = facet.values.some((value) => value.value === named) ? named : "";
  }
  return by;
}

function partOf(by, facets) {
  return [...facets.filter((facet) => by[facet.name]).map((facet) => `${facet.name}-${by[facet.name]}`),
    ...(by.new ? ["new"] : [])].join(APART);
}

/** "Not yet" speaks of the role that is chosen; of all roles if none is. */
function fits(under, by, facets) {
  return facets.every((facet) => !by[facet.name] || under[facet.name].includes(by[facet.name]))
    && (!by.new || under.new.includes(by.role || ""));
}

Object.assign(PARTS, {
  tile(node, desk) {
    const level = Math.min(6, Math.max(1, node.level));
    const head = make(`h${level}`, { class: "sim-heading" }, linked(node.way, desk));
    return make("article", { class: "sim-tile" }, head, ...node.children.map((child) => desk.part(child)));
  },

  confirm(node, desk) {
    const button = make("button", { type: "button", class: "sim-button sim-button-quiet", text: node.text },
      make("span", { class: "sim-hidden", text: `: ${node.more}` }));
    const dialog = asked(node.words, () => desk.ask(node.do, node.with));
    button.addEventListener("click", () => dialog.showModal());
    return make("div", { class: "sim-confirm" }, button, dialog);
  },

  terms(node) {
    const rows = node.rows.map(([name, words]) => make("div", {}, make("dt", { text: name }), make("dd", { text: words })));
    return make("dl", { class: "sim-terms" }, ...rows);
  },

  shelf(node, desk) {
    const asks = new URLSearchParams(served() ? location.search : "");
    const by = narrowedBy(desk.narrowed ?? asks.get("part") ?? "", node.facets);
    const items = node.tiles.map(({ tile, under }) => ({ under, item: make("li", {}, desk.part(tile)) }));
    const said = make("p", { class: "sim-p sim-p-quiet", role: "status" });
    const reset = make("button", { type: "button", class: "sim-button sim-button-quiet", text: node.words.reset });
    const selects = node.facets.map((facet) => {
      const id = unique();
      const options = facet.values.map((value) => make("option", { value: value.value, text: value.text }));
      const any = make("option", { text: node.words.any });
      any.value = "";
      const field = make("select", { id }, any, ...options);
      field.addEventListener("change", () => narrow({ [facet.name]: field.value }));
      return { name: facet.name, field, made: make("div", { class: "sim-facet" }, make("label", { for: id, text: facet.legend }), field) };
    });
    const id = unique();
    const fresh = make("input", { type: "checkbox", id });
    fresh.addEventListener("change", () => narrow({ new: fresh.checked }));
    const show = () => {
      for (const { name, field } of selects) field.value = by[name];
      fresh.checked = by.new;
      for (const { under, item } of items) item.hidden = !fits(under, by, node.facets);
      const part = partOf(by, node.facets);
      const left = items.filter(({ item }) => !item.hidden).length;
      const count = filled(node.words.count, { shown: left });
      said.textContent = part ? (left ? count : `${node.words.none} ${count}`) : "";
      reset.hidden = !part;
      return part;
    };
    const narrow = (change) => {
      Object.assign(by, change);
      desk.narrowed = show();
      if (!served()) return;
      const address = new URL(location);
      if (desk.narrowed) address.searchParams.set("part", desk.narrowed);
      else address.searchParams.delete("part");
      history.replaceState(history.state, "", address);
    };
    reset.addEventListener("click", () => {
      narrow({ new: false, ...Object.fromEntries(selects.map(({ name }) => [name, ""])) });
      selects[0]?.field.focus();
    });
    show();
    const ways = node.facets.length > 0 && make("div", { class: "sim-facets", role: "group", "aria-label": node.label },
      ...selects.map(({ made }) => made),
      make("div", { class: "sim-facet-new" }, fresh, make("label", { for: id, text: node.words.new })));
    const heard = node.facets.length > 0 && make("div", { class: "sim-narrowed" }, said, reset);
    return make("div", { class: "sim-shelf" }, ways, heard,
      make("ul", { class: "sim-tiles", role: "list" }, ...items.map(({ item }) => item)));
  },

  /** The roles are said again because a phone shows rows as blocks, which would lose them. */
  scales(node, desk) {
    const scaled = (drawing) => {
      const svg = drawn("svg", {
        viewBox: `0 0 ${drawing.width} ${drawing.height}`, class: "sim-scaled", "aria-hidden": "true", focusable: "false",
      });
      svg.append(...drawing.shapes.map(shape));
      return svg;
    };
    const cell = (tag, role, ...inside) => make(tag, { role, scope: tag === "th" && (role === "rowheader" ? "row" : "col") }, ...inside);
    const [name, place, words] = node.head;
    const head = make("tr", { role: "row" }, cell("th", "columnheader", name),
      cell("td", "cell", scaled(node.scale), make("span", { class: "sim-hidden", text: place })), cell("th", "columnheader", words));
    const rows = node.rows.map((row) => make("tr", { role: "row" }, cell("th", "rowheader", row.name),
      cell("td", "cell", scaled(row.at)), cell("td", "cell", ...row.words.map((part) => desk.part(part)))));
    return make("table", { class: "sim-scales", role: "table" },
      make("thead", { role: "rowgroup" }, head), make("tbody", { role: "rowgroup" }, ...rows));
  },
});
