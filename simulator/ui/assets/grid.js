// Parts of the plan.

Object.assign(PARTS, {
  day(node, desk) {
    const id = unique();
    const field = make("input", { id, type: "date", value: node.value });
    keeping(field, "input", () => field.value, node, desk);
    return make("div", { class: "sim-field", "data-name": node.name, "data-kind": "day" },
      make("label", { for: id, text: node.label }), field);
  },
});

