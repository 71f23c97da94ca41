// The browser's memory. Private windows may refuse it: then the page works, and forgets when it is closed.
const PREFIX = "club-chat.";

export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Nothing to do: see above.
  }
}
