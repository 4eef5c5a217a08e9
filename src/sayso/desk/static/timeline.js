/* Timelines: drag over one to choose a stretch of time; it is put into the address as since and until. The bars are links
   for those who use the keyboard, and stay so. */

const DAY = 86_400_000;

for (const picture of document.querySelectorAll("[data-timeline]")) {
  const view = picture.viewBox.baseVal;
  const first = Date.parse(picture.dataset.first);
  const days = Math.round((Date.parse(picture.dataset.last) - first) / DAY) + 1;
  const brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  brush.setAttribute("class", "brush");
  brush.setAttribute("height", view.height);
  const hint = document.createElement("p");
  hint.className = "quiet";
  hint.textContent = picture.dataset.hint;
  picture.after(hint);
  let from = null;

  const at = (event) => {
    const box = picture.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
  };
  const day = (share) => new Date(first + Math.min(days - 1, Math.floor(share * days)) * DAY).toISOString().slice(0, 10);

  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = at(event);
  });
  picture.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = at(event);
    if (Math.abs(to - from) < 0.004) return;
    if (!brush.isConnected) {
      picture.append(brush);
      picture.setPointerCapture(event.pointerId);
    }
    brush.setAttribute("x", Math.min(from, to) * view.width);
    brush.setAttribute("width", Math.abs(to - from) * view.width);
    event.preventDefault();
  });
  const stop = (event) => {
    if (from === null) return;
    const [start, end] = [from, at(event)].sort((one, other) => one - other);
    from = null;
    if (!brush.isConnected) return; // a click on a bar, which is a link
    brush.remove();
    if (event.type !== "pointerup") return;
    const address = new URL(location.href);
    for (const name of ["after", "done"]) address.searchParams.delete(name);
    address.searchParams.set("since", day(start));
    address.searchParams.set("until", day(end));
    location.assign(address);
  };
  picture.addEventListener("pointerup", stop);
  picture.addEventListener("pointercancel", stop);
  picture.addEventListener("dragstart", (event) => event.preventDefault());
}
