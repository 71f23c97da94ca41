// Where one writes: Enter sends, Shift+Enter breaks the line, a photo may ride along.
import { fill, words } from "./words.js";

const MOST_BYTES = 10 * 1024 * 1024;
const KNOWN = /\.(jpe?g|png|webp|heic|heif)$/i;

export function startComposer(send) {
  const field = document.getElementById("words-field");
  const note = document.getElementById("composer-note");
  const photo = startPhoto(tell);

  function tell(sentence) {
    note.textContent = sentence;
    note.hidden = !sentence;
  }

  function submit() {
    const text = field.value.trim();
    if (!text && !photo.chosen()) return field.focus();
    send(text, photo.chosen());
    tell("");
    photo.clear();
    field.value = "";
    grow();
    field.focus();
  }

  function grow() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 4}px`;
  }

  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener("keydown", (event) => {
    // While a Vietnamese letter is being composed, Enter belongs to the keyboard, not to us.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  field.addEventListener("input", grow);
  document.addEventListener("text-size", grow);

  return {
    focus: () => field.focus(),
    write(text) {
      field.value = field.value ? `${text}\n${field.value}` : text;
      grow();
      field.focus();
    },
    clear() {
      field.value = "";
      photo.clear();
      tell("");
      grow();
    },
  };
}

function startPhoto(tell) {
  const input = document.getElementById("photo");
  const shown = document.getElementById("photo-chosen");
  const preview = document.getElementById("photo-preview");
  let chosen = null;

  function clear() {
    URL.revokeObjectURL(preview.src);
    preview.removeAttribute("src");
    chosen = null;
    input.value = "";
    shown.hidden = preview.hidden = true;
  }

  function choose(file) {
    clear();
    if (!KNOWN.test(file.name)) return tell(words.photo_unknown);
    if (file.size > MOST_BYTES) return tell(words.photo_too_big);
    tell("");
    chosen = file;
    document.getElementById("photo-name").textContent = fill(words.photo_chosen, { name: file.name });
    preview.src = URL.createObjectURL(file);
    shown.hidden = false;
  }

  preview.addEventListener("load", () => { preview.hidden = false; });
  input.addEventListener("change", () => { if (input.files[0]) choose(input.files[0]); });
  document.getElementById("photo-button").addEventListener("click", () => input.click());
  document.getElementById("photo-drop").addEventListener("click", () => {
    clear();
    document.getElementById("words-field").focus();
  });
  return { clear, chosen: () => chosen };
}
