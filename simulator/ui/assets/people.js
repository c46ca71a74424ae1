// People and places: drawings that only accompany words, so that nothing is lost without them.

/** Where a drawing is: beside this script on our server, else in the view itself. */
const drawingAt = (node) => (served() ? new URL(node.file, import.meta.url).href : node.data);

function drawing(node, attributes) {
  const image = make("img", { src: drawingAt(node), loading: "lazy", decoding: "async", ...attributes });
  image.alt = ""; // the words beside it say everything
  return image;
}

Object.assign(PARTS, {
  face(node) {
    if (!node.file) return make("span", { class: "sim-face sim-face-letter", "aria-hidden": "true", text: node.letter });
    return drawing(node, { class: "sim-face", width: 64, height: 64 });
  },

  picture: (node) => drawing(node, { class: "sim-picture", width: 680, height: 120 }),

  person(node, desk) {
    return make("div", { class: "sim-person" }, desk.part(node.face),
      make("p", { class: "sim-person-words" }, make("strong", { text: node.name }), make("span", { class: "sim-about", text: node.about })));
  },

  speech(node, desk) {
    return make("div", { class: "sim-speech" }, PARTS.person(node, desk), make("p", { class: "sim-bubble", text: node.words }));
  },
});
