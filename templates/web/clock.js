// The assistant's date and time, always in sight, and the buttons that move it forward.
import { post } from "./api.js";
import { dayInWords, timeOf } from "./dates.js";
import { closeFolds } from "./folds.js";
import { fill, words } from "./words.js";

export function startClock() {
  const form = document.getElementById("clock-form");
  const field = document.getElementById("clock-to");
  const note = document.getElementById("clock-note");
  let moving = false;

  function show(iso) {
    document.querySelectorAll("[data-time]").forEach((place) => { place.textContent = timeOf(iso); });
    document.querySelectorAll("[data-day]").forEach((place) => { place.textContent = dayInWords(iso); });
    field.min = iso.slice(0, 16);
    if (document.activeElement !== field && field.value < field.min) field.value = field.min;
  }

  async function move(where) {
    if (moving) return;
    moving = true;
    note.textContent = words.clock_moving;
    try {
      const { now } = await post("/chat/api/clock", where, 120);
      show(now);
      note.textContent = fill(words.clock_moved, { time: timeOf(now), day: dayInWords(now) });
      closeFolds(true);
    } catch (failure) {
      note.textContent = failure.message || words.clock_stuck;
    } finally {
      moving = false;
    }
  }

  document.querySelectorAll("[data-step]").forEach((button) => {
    button.addEventListener("click", () => move({ step: button.dataset.step }));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value) move({ to: field.value });
    else note.textContent = words.clock_empty;
  });
  show(document.body.dataset.now);
  return show;
}
