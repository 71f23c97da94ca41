// One message as an element. Words go in as text, links only when they lead back to this server.
import { timeOf } from "./dates.js";
import { element, fill, words } from "./words.js";

export function bubble(line) {
  const made = element("div", `line ${line.mine ? "mine" : "theirs"}`);
  made.append(element("span", "hidden-words", line.mine ? words.from_me : words.from_assistant));
  made.append(...line.files.filter(isOurs).map(attachment));
  if (line.text) made.append(said(line.text));
  const at = element("time", "at", timeOf(line.at));
  at.dateTime = line.at;
  made.append(at);
  return made;
}

// Row by row, so that a long "- …" keeps its indent when it wraps and the question itself stands out.
function said(text) {
  const rows = text.split("\n");
  const made = element("div", "said");
  made.append(...rows.map((row, at) => element("div", kindOfRow(row, at), row)));
  return made;
}

function kindOfRow(row, at) {
  if (/^\s*-\s/.test(row)) return "dashed";
  if (/^\s*\d+[.)]\s/.test(row)) return "numbered";
  return at > 0 && row.trimEnd().endsWith("?") ? "asks" : "";
}

const isOurs = (file) => new URL(file.url, location.href).origin === location.origin;

function attachment(file) {
  return file.is_picture ? picture(file) : download(file);
}

function picture(file) {
  const link = element("a", "picture");
  link.href = file.url;
  link.target = "_blank";
  link.rel = "noopener";
  const image = element("img", "");
  image.src = file.url;
  image.alt = fill(words.photo_open, { name: file.name });
  // A HEIC of a phone is a picture, yet few browsers can draw it: offer the file instead.
  image.addEventListener("error", () => link.replaceWith(download(file)));
  link.append(image);
  return link;
}

function download(file) {
  const link = element("a", "file", fill(words.download, { name: file.name }));
  link.href = file.url;
  link.download = file.name;
  return link;
}

/** The numbered answers of a question as buttons, with the numbers its text gives them. */
export function choiceButtons(line, chosen) {
  const group = element("div", "choices");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words.choices);
  for (const choice of line.choices) {
    const button = element("button", "choice");
    button.type = "button";
    const number = numberInText(line.text, choice.label);
    if (number) button.append(element("span", "number", number));
    button.append(element("span", "", choice.label));
    button.addEventListener("click", (event) => chosen(choice, event.detail === 0));
    group.append(button);
  }
  return group;
}

function numberInText(text, label) {
  const numbered = text.split("\n").map((row) => row.match(/^\s*(\d+)[.)]\s+(.*)$/)).filter(Boolean);
  return numbered.find(([, , words]) => words.trim() === label.trim())?.[1] ?? "";
}

/** A message that has not arrived yet, and what can be done about it. */
export function unsentBubble(message, { again, edit, drop }) {
  const made = element("div", "line mine waiting");
  made.append(element("span", "hidden-words", words.from_me));
  if (message.photo) made.append(element("div", "said", `${words.photo}: ${message.photo.name}`));
  if (message.text) made.append(said(message.text));
  if (message.state === "sending") made.append(element("span", "state", words.sending));
  if (message.state === "stored") made.classList.remove("waiting");
  if (message.state === "failed") made.append(pressable("again", words.failed, again));
  if (message.state === "refused") made.append(element("p", "refused", message.sentence), mending(edit, drop));
  return made;
}

function mending(edit, drop) {
  const row = element("div", "mend");
  row.append(pressable("", words.edit_again, edit), pressable("", words.drop, drop));
  return row;
}

function pressable(className, label, pressed) {
  const button = element("button", className, label);
  button.type = "button";
  button.addEventListener("click", pressed);
  return button;
}
