// A− and A+: six sizes from 18 to 36 px, remembered by this browser.
import { fill, words } from "./words.js";
import { announce } from "./announce.js";
import { recall, remember } from "./memory.js";

const LARGEST = 5;

export function startTextSize(smaller, larger) {
  let size = Math.min(LARGEST, Math.max(0, Number(recall("text-size")) || 0));
  const show = () => {
    document.documentElement.dataset.size = String(size);
    // aria-disabled keeps the keyboard's place on the button, `disabled` would lose it.
    smaller.setAttribute("aria-disabled", String(size === 0));
    larger.setAttribute("aria-disabled", String(size === LARGEST));
  };
  const step = (by) => {
    size = Math.min(LARGEST, Math.max(0, size + by));
    remember("text-size", String(size));
    show();
    announce(fill(words.text_size, { size: size + 1 }));
    document.dispatchEvent(new Event("text-size"));
  };
  smaller.addEventListener("click", () => step(-1));
  larger.addEventListener("click", () => step(1));
  show();
}
