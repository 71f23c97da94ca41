// Posts to the server. Three outcomes: it worked; it was refused with a sentence; or nobody answered (try again).

export class Refused extends Error {}
export class NoAnswer extends Error {}

const WORTH_ANOTHER_TRY = new Set([408, 425, 429]);

export async function post(path, body, seconds = 30) {
  const isForm = body instanceof FormData;
  const response = await answer(path, {
    method: "POST",
    headers: isForm ? {} : { "Content-Type": "application/json" },
    body: isForm ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(seconds * 1000),
  });
  const said = await response.json().catch(() => ({}));
  if (response.ok) return said;
  if (response.status >= 500 || WORTH_ANOTHER_TRY.has(response.status)) throw new NoAnswer(said.sentence ?? "");
  throw new Refused(said.sentence ?? "");
}

async function answer(path, request) {
  try {
    return await fetch(path, request);
  } catch {
    throw new NoAnswer("");
  }
}

/** A new id for a message; randomUUID is missing where the page is not served over https or from this machine. */
export function freshId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
