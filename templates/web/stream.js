// Messages as they arrive. The browser's own reconnecting gives up on some answers and forgets its place
// when the page makes a new connection, so both are done here: wait longer each time, go on from the last id.

const SILENCE = 40_000; // the server says the time every 15 seconds
const LONGEST_WAIT = 15_000;

export function openStream(handle, { line, clock, lost }) {
  let source, watchdog, retry, lastId = "", failures = 0, closed = false;

  function connect() {
    clearTimeout(retry);
    source = new EventSource(`/chat/${encodeURIComponent(handle)}/stream?after=${encodeURIComponent(lastId)}`);
    source.addEventListener("line", (event) => {
      lastId = event.lastEventId;
      heard();
      line(JSON.parse(event.data));
    });
    source.addEventListener("clock", (event) => {
      failures = 0;
      heard();
      clock(JSON.parse(event.data));
    });
    source.addEventListener("error", again);
    heard();
  }

  function heard() {
    clearTimeout(watchdog);
    watchdog = setTimeout(again, SILENCE);
  }

  function again() {
    source.close();
    clearTimeout(watchdog);
    clearTimeout(retry);
    if (closed) return;
    failures += 1;
    if (failures > 1) lost();
    const wait = Math.min(LONGEST_WAIT, 500 * 2 ** failures);
    retry = setTimeout(connect, wait * (0.75 + Math.random() / 2));
  }

  function atOnce() {
    if (!closed && source.readyState === EventSource.CLOSED) connect();
  }

  window.addEventListener("online", atOnce);
  connect();
  return {
    close() {
      closed = true;
      window.removeEventListener("online", atOnce);
      again();
    },
  };
}
