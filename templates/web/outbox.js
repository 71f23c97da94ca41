// Own messages on their way. Each keeps the id it was born with, so however often it is sent it counts once.
// Words that have not arrived survive a reload of the page; photos are too large to be kept.
import { NoAnswer, freshId, post } from "./api.js";
import { recall, remember } from "./memory.js";

const PAUSES = [800, 2_000]; // quiet tries before the person is asked

export function openOutbox(handle, changed) {
  const waiting = new Map();
  const done = new Set();
  let last = Promise.resolve();
  let closed = false;

  function send(text, tap = "", photo = null) {
    const message = { id: freshId(), text, tap, photo, state: "sending", sentence: "" };
    waiting.set(message.id, message);
    keep();
    queue(message);
  }

  function queue(message) {
    set(message, "sending");
    // One at a time: the assistant must hear them in the order they were written.
    last = last.then(() => deliver(message));
  }

  async function deliver(message) {
    for (const pause of [0, ...PAUSES]) {
      await sleep(pause);
      if (closed || !waiting.has(message.id)) return;
      try {
        await post(`/chat/api/${encodeURIComponent(handle)}/messages`, body(message), message.photo ? 180 : 30);
        return set(message, "stored");
      } catch (failure) {
        message.sentence = failure.message;
        if (!(failure instanceof NoAnswer)) return set(message, "refused");
      }
    }
    set(message, "failed");
  }

  function set(message, state) {
    message.state = state;
    // Its line may come back sooner than the answer to its sending.
    if (!closed && waiting.has(message.id)) changed(message);
  }

  function retry(message) {
    if (message.state === "failed") queue(message);
  }

  function drop(id) {
    done.add(id);
    if (waiting.delete(id)) keep();
  }

  function keep() {
    const texts = [...waiting.values()].filter((message) => !message.photo);
    remember(`unsent.${handle}`, JSON.stringify(texts.map(({ id, text, tap }) => ({ id, text, tap }))));
  }

  /** Once the page has caught up: what an earlier page did not get through, and the catch-up did not bring. */
  function resume() {
    for (const { id, text, tap } of JSON.parse(recall(`unsent.${handle}`) ?? "[]")) {
      if (waiting.has(id) || done.has(id)) continue;
      const message = { id, text, tap, photo: null, state: "sending", sentence: "" };
      waiting.set(id, message);
      queue(message);
    }
    keep();
  }

  return {
    send, retry, drop, resume,
    retryAll: () => waiting.forEach(retry),
    close: () => { closed = true; },
  };
}

function body({ id, text, tap, photo }) {
  if (!photo) return { id, text, tap };
  const form = new FormData();
  form.append("id", id);
  form.append("text", text);
  form.append("photo", photo);
  return form;
}

const sleep = (milliseconds) => new Promise((wake) => { setTimeout(wake, milliseconds); });
