// The page wakes up here: one person at a time, their messages coming in, their words going out.
import { startClock } from "./clock.js";
import { startComposer } from "./composer.js";
import { startFolds } from "./folds.js";
import { startLog } from "./log.js";
import { openOutbox } from "./outbox.js";
import { startPeople } from "./people.js";
import { openStream } from "./stream.js";
import { startTextSize } from "./text_size.js";
import { element, words } from "./words.js";

const part = (id) => document.getElementById(id);
let outbox = null, stream = null, isDown = false;

const showClock = startClock();
const composer = startComposer((text, photo) => outbox.send(text, "", photo));
const log = startLog(
  { scroll: part("scroll"), log: part("log"), unsent: part("unsent"), welcome: part("welcome"), toEnd: part("to-end") },
  { chosen, unsentActions },
);

function chosen({ label, tap }, byKeyboard) {
  outbox.send(label, tap);
  // Not for a finger: the keyboard of a phone would rise over the answer.
  if (byKeyboard) composer.focus();
}

function unsentActions(message) {
  const drop = () => {
    outbox.drop(message.id);
    log.removeUnsent(message.id);
  };
  return {
    drop,
    again: () => outbox.retry(message),
    edit: () => {
      drop();
      composer.write(message.text);
    },
  };
}

function speakAs(handle, starters) {
  stream?.close();
  outbox?.close();
  log.clear();
  showStarters(starters);
  composer.clear();
  showLine(false);
  const mine = openOutbox(handle, log.showUnsent);
  outbox = mine;
  let resumed = false;
  stream = openStream(handle, {
    line(line) {
      if (line.message_id) {
        mine.drop(line.message_id);
        log.removeUnsent(line.message_id);
      }
      log.add(line);
    },
    clock({ now, caught_up: caughtUp }) {
      showClock(now);
      showLine(false);
      if (!caughtUp) return;
      log.caughtUp();
      if (!resumed) mine.resume();
      resumed = true;
    },
    lost: () => showLine(true),
  });
}

function showStarters(starters) {
  part("starters").replaceChildren(...starters.map((starter) => {
    const button = element("button", "", starter);
    button.type = "button";
    button.addEventListener("click", () => outbox.send(starter));
    return button;
  }));
}

function showLine(down) {
  const state = part("line-state");
  if (down === isDown) return;
  isDown = down;
  state.textContent = down ? words.offline : words.online;
  state.classList.toggle("well", !down);
  state.hidden = false;
  if (down) return;
  setTimeout(() => { state.hidden = !isDown; }, 3_000);
  outbox?.retryAll();
}

startFolds();
startTextSize(part("smaller"), part("larger"));
startPeople(speakAs);
