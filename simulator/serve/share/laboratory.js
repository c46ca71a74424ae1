// Beside Voila's front end on a laboratory's page: names for controls that have none, files that are too large,
// what is finished, a kernel that is gone. It runs before Voila's scripts, which look for the functions below.

window.voila_heartbeat = window.update_loading_text = window.voila_process = window.voila_finish = function () {};
window.display_cells = function () {};

const MOST_FILE = 10000000; // bytes; a larger message would cost the page its socket
const TRIES = 3; // unanswered questions after the kernel before the page says that it is gone
const PAUSE = 10000; // milliseconds between them
const LONGEST = 5000; // milliseconds that a click waits for the kernel

/** A file that is too large is told at once, and not read. */
const read = FileReader.prototype.readAsArrayBuffer;
FileReader.prototype.readAsArrayBuffer = function (file) {
  if (file.size <= MOST_FILE) return read.call(this, file);
  tell(document.body.dataset.large);
  this.dispatchEvent(new ProgressEvent("error"));
};

/** What was sent to the kernel and is not dealt with yet, by the id of its message. */
const open = new Set();
const MESSAGE = /"msg_id": ?"([^"]+)"/g;
const words = (frame) => (frame instanceof ArrayBuffer && frame.byteLength < 64000 ? new TextDecoder("latin1").decode(frame) : "");
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (frame) {
  if (!this.isHeard) {
    this.isHeard = true;
    this.addEventListener("message", ({ data }) => {
      const said = words(data);
      if (said.includes('"idle"')) for (const [, id] of said.matchAll(MESSAGE)) open.delete(id);
    });
  }
  const [message] = words(frame.buffer ?? frame).matchAll(MESSAGE);
  if (message) open.add(message[1]);
  return send.call(this, frame);
};

/** ipywidgets hold a control's next state back until the kernel has dealt with the one before; a button's
    click would overtake it, and the answer before the last would be checked. So the click waits, too. */
addEventListener("click", (event) => {
  const button = event.target.closest?.(".lab-exercise button");
  if (!button || !event.isTrusted || !open.size) return;
  event.stopImmediatePropagation();
  const since = performance.now();
  const look = () => {
    if (open.size && performance.now() - since < LONGEST) setTimeout(look, 20);
    else button.click();
  };
  setTimeout(look, 20);
}, true);

function tell(words) {
  const place = document.getElementById("lab-lost");
  place.textContent = words;
  place.scrollIntoView({ block: "nearest" });
}

/** What ipywidgets leave without a name or without a role is named after its label. */
function named(root) {
  for (const handle of root.querySelectorAll(".noUi-handle:not([aria-label])")) {
    const label = handle.closest(".widget-slider, .jupyter-widgets")?.querySelector(".widget-label");
    if (label?.textContent) handle.setAttribute("aria-label", label.textContent);
  }
  for (const value of root.querySelectorAll(".widget-readout[contenteditable]:not([role])")) {
    const label = value.closest(".jupyter-widgets")?.querySelector(".widget-label");
    value.setAttribute("role", "textbox");
    value.setAttribute("aria-label", label?.textContent || "");
    value.setAttribute("tabindex", "0");
  }
  for (const group of root.querySelectorAll(".widget-radio-box:not([role])")) {
    const asked = group.closest(".lab-exercise")?.querySelector("h3");
    group.setAttribute("role", "radiogroup");
    if (asked) group.setAttribute("aria-label", asked.textContent);
  }
  for (const said of root.querySelectorAll(".lab-said:not([aria-live])")) said.setAttribute("aria-live", "polite");
}

/** A finished exercise is handed to the learner's record, once; the server decides what it thinks of it. */
const told = new Set();
function finished() {
  for (const box of document.querySelectorAll(".lab-done")) {
    const name = [...box.classList].find((one) => one.startsWith("lab-done--"))?.slice("lab-done--".length);
    if (!name || told.has(name)) continue;
    told.add(name);
    const data = document.body.dataset;
    const body = new URLSearchParams({ laboratory: data.laboratory, exercise: name, _xsrf: data.xsrf });
    fetch("/laboratory/finished", { method: "POST", body, keepalive: true }).then((answer) => {
      if (!answer.ok) return told.delete(name);
      const said = document.createElement("p");
      said.className = "lab-kept";
      said.setAttribute("role", "status");
      said.textContent = data.kept;
      box.append(said);
    }).catch(() => told.delete(name));
  }
}

addEventListener("DOMContentLoaded", () => {
  document.getElementById("lab-waiting")?.remove();
  new MutationObserver(() => {
    named(document);
    finished();
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
  const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  let failed = 0;
  setInterval(async () => {
    const answer = await fetch(`${config.baseUrl}api/kernels/${config.kernelId}`).catch(() => null);
    failed = answer?.ok ? 0 : answer ? TRIES : failed + 1;
    if (failed >= TRIES) tell(document.body.dataset.lost);
  }, PAUSE);
});
