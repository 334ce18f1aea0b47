// Small comforts; every page works without this file.
import "./ballot.js";

const narrow = window.matchMedia("(max-width: 47.99rem)");

// Long pages are folded; where there is room, all is open. On a phone the part an address points at is.
for (const part of document.querySelectorAll("details[data-fold]")) {
  part.open = !narrow.matches || part.querySelector(":target") !== null;
  part.dataset.fold = "ready";
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const part = target?.closest("details") ?? target?.querySelector(":scope > details");
  if (part) {
    part.open = true;
    target.scrollIntoView();
  }
}
window.addEventListener("hashchange", openTarget);
if (location.hash) openTarget();

window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details[data-fold]")) part.open = true;
});

// A button that prints is shown only where it works.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A code is copied with one press, and the button says that it was.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied;
  });
}

// Who leaves an answer to a form that is kept nowhere, and comes back, gets the empty form and not the
// browser's page about a form that is gone.
if (document.querySelector("[data-anew]") && "answersForm" in document.body.dataset) {
  window.addEventListener("pagehide", () => history.replaceState(null, "", location.href));
}

// Not every browser gives a block of text the focus that it asks for.
document.querySelector(".sr-message[autofocus]")?.focus();

// On the workbench, what was typed and not saved is not left without a question: not by a link, and
// not by the button of another form. A page that answers a form shows what was refused, or what was
// typed beside the button that was pressed: neither is saved.
const unsaved = new Set();
for (const form of document.querySelectorAll(".sr-work form[method='post']")) {
  form.addEventListener("input", () => unsaved.add(form));
  form.addEventListener("submit", () => unsaved.delete(form));
  const written = [...form.elements].some((field) => field.matches("textarea, input[type=text]") && field.value);
  if (written && "answersForm" in document.body.dataset) unsaved.add(form);
}
window.addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
