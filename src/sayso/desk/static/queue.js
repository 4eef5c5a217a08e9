/* The review queue by keyboard: j and k go from thing to thing, a letter presses the button that shows it, z goes to where
   the last act can be taken back, ? lists the keys. What is typed into a field is never taken for a command, and what was
   typed as a reason but not sent is there again after a reload. */

const queue = document.querySelector("[data-queue]");
const items = [...queue.querySelectorAll("[data-item]")];
const keys = document.getElementById("keys");
const KEPT = "sayso.reason.";

function current() {
  const at = items.findIndex((item) => item.contains(document.activeElement));
  return at < 0 ? null : at;
}

function go(to) {
  const item = items[Math.max(0, Math.min(items.length - 1, to))];
  item?.focus();
  item?.scrollIntoView({ block: "nearest" });
}

function press(letter) {
  const item = items[current() ?? 0];
  const wanted = item?.querySelector(`[data-key="${CSS.escape(letter)}"]`) ?? null;
  if (wanted) wanted.click();
  return wanted !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape") event.target.closest("[data-item]")?.focus();
    return;
  }
  const at = current();
  const done = {
    j: () => go(at === null ? 0 : at + 1),
    k: () => go(at === null ? 0 : at - 1),
    m: () => press("m") || press("a"),
    z: () => document.querySelector(".flash input[name=reason]")?.focus(),
    "?": () => keys.showModal(),
  }[event.key];
  if (done) done();
  else if (!"arus".includes(event.key) || !press(event.key)) return;
  event.preventDefault();
});

for (const item of items) {
  const field = item.querySelector("input[name=reason]");
  if (!field) continue;
  const name = KEPT + item.dataset.item;
  field.value = sessionStorage.getItem(name) ?? field.value;
  field.addEventListener("input", () => sessionStorage.setItem(name, field.value));
  field.form.addEventListener("submit", () => sessionStorage.removeItem(name));
}

if (location.search.includes("done=") || !location.hash) go(0);
