// The conversation on the page: lines in the order the server gives them, days between, unsent ones below.
import { bubble, choiceButtons, unsentBubble } from "./bubbles.js";
import { dayInWords, dayOf, timeOf } from "./dates.js";
import { element } from "./words.js";

const NEAR_THE_END = 80; // px

export function startLog({ scroll, log, unsent, welcome, toEnd }, { chosen, unsentActions }) {
  let seen = new Set(), last = null, question = null, buttons = null, atEnd = true;

  function clear() {
    seen = new Set();
    last = question = buttons = null;
    log.replaceChildren();
    unsent.replaceChildren();
    log.setAttribute("aria-busy", "true");
    welcome.hidden = toEnd.hidden = true;
    atEnd = true;
  }

  function add(line) {
    if (seen.has(line.id)) return;
    seen.add(line.id);
    welcome.hidden = true;
    if (!last || dayOf(last.line.at) !== dayOf(line.at)) log.append(element("p", "day", dayInWords(line.at)));
    else if (belongTogether(last.line, line)) last.element.classList.add("followed");
    const made = bubble(line);
    if (last && last.line.mine === line.mine) made.classList.add("joined");
    if (log.getAttribute("aria-busy") === "false") made.classList.add("fresh");
    log.append(made);
    last = { line, element: made };
    takeNote(line);
    followed();
  }

  // A question stays open under a notice that came after it, and closes with one's own next words.
  function takeNote(line) {
    if (line.mine) question = null;
    if (line.choices.length) question = { line, element: last.element };
    showChoices();
  }

  function showChoices() {
    buttons?.remove();
    buttons = null;
    if (!question || unsent.childElementCount) return;
    buttons = choiceButtons(question.line, chosen);
    question.element.after(buttons);
  }

  function showUnsent(message) {
    const made = unsentBubble(message, unsentActions(message));
    made.dataset.id = message.id;
    const old = findUnsent(message.id);
    if (old) old.replaceWith(made);
    else unsent.append(made);
    welcome.hidden = true;
    showChoices();
    if (!old) toTheEnd();
    followed();
  }

  function removeUnsent(id) {
    findUnsent(id)?.remove();
    showChoices();
  }

  const findUnsent = (id) => [...unsent.children].find((child) => child.dataset.id === id);

  function caughtUp() {
    log.setAttribute("aria-busy", "false");
    welcome.hidden = Boolean(last) || unsent.childElementCount > 0;
  }

  function followed() {
    if (atEnd) toTheEnd();
    else if (log.getAttribute("aria-busy") === "false") toEnd.hidden = false;
  }

  function toTheEnd() {
    scroll.scrollTop = scroll.scrollHeight;
    atEnd = true;
    toEnd.hidden = true;
  }

  scroll.addEventListener("scroll", () => {
    atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_THE_END;
    if (atEnd) toEnd.hidden = true;
  });
  toEnd.addEventListener("click", toTheEnd);
  // A picture that arrives late, a keyboard that rises, larger letters: whoever was at the end stays there.
  const watch = new ResizeObserver(() => { if (atEnd) toTheEnd(); });
  [scroll, log, unsent].forEach((part) => watch.observe(part));

  return { clear, add, showUnsent, removeUnsent, caughtUp };
}

const belongTogether = (one, other) => one.mine === other.mine && timeOf(one.at) === timeOf(other.at);
