// Words that are selected in a report fill the form below it: the words, and the code point at which they begin.
const report = document.querySelector("[data-report]");
const form = document.querySelector("form[data-select]");

// The characters of the report in a line: without the numbers of claims, and with those that are shown by name.
function* pieces(line) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("a.ref")) continue;
    const turn = node.parentElement.closest(".turn");
    yield { node, text: turn ? String.fromCodePoint(parseInt(turn.dataset.char, 16)) : node.data, whole: Boolean(turn) };
  }
}

const length = (text) => [...text].length; // code points

// The part of a line that a range covers, and the code point of the report where that begins; null where it covers none.
function covered(line, range) {
  let at = Number(line.dataset.start);
  let start = null;
  let text = "";
  for (const piece of pieces(line)) {
    if (range.intersectsNode(piece.node)) {
      const from = range.startContainer === piece.node && !piece.whole ? range.startOffset : 0;
      const to = range.endContainer === piece.node && !piece.whole ? range.endOffset : piece.text.length;
      const part = piece.text.slice(from, to);
      if (part && start === null) start = at + length(piece.text.slice(0, from));
      text += part;
    }
    at += length(piece.text);
  }
  return start === null ? null : { start, text };
}

function take() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!report.contains(range.commonAncestorContainer)) return;
  const found = [...report.querySelectorAll("[data-start]")].map((line) => covered(line, range)).filter(Boolean);
  const words = found.map((one) => one.text).join("\n");
  if (!words.trim()) return;
  const blank = words.length - words.trimStart().length;
  form.elements.quoted.value = words.trim();
  form.elements.start.value = found[0].start + length(words.slice(0, blank));
}

if (report && form) {
  document.addEventListener("selectionchange", take);
  form.elements.quoted.addEventListener("input", () => { form.elements.start.value = ""; });
}
