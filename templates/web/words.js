// The sentences of the page: they come with it, in one block, from words.json.
export const words = JSON.parse(document.getElementById("words").textContent);

/** "{time}, {day}" with its gaps filled. */
export function fill(sentence, gaps) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(gaps[name]));
}

/** An element with a class and words in it; words are always text, never markup. */
export function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
