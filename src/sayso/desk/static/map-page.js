/* Making and wording parts of the page, for the modules of the map. */

/** An element with its properties, its text and its children. */
export function make(tag, { text, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}

/** Words of the map, in the language of the page, with their gaps filled. */
export function said(element, key, values = {}) {
  const words = JSON.parse(element.dataset.words);
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Say something below the map, to those who see it and to those who hear it. */
export function tell(element, text) {
  let told = element.querySelector(".map-told");
  if (!told) {
    told = make("p", { className: "map-told" });
    told.setAttribute("role", "status");
    element.append(told);
  }
  if (told.textContent !== text) told.textContent = text;
}
