// Times arrive written in the assistant's own zone ("2026-11-30T08:05:00+07:00") and are read as written:
// the zone of the browser must not move a meeting to another day.
import { fill, words } from "./words.js";

export const dayOf = (iso) => iso.slice(0, 10);
export const timeOf = (iso) => iso.slice(11, 16);

/** "Thứ Hai, 30/11/2026" */
export function dayInWords(iso) {
  const [year, month, day] = dayOf(iso).split("-").map(Number);
  const weekday = words.weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return fill(words.day, { weekday, day, month, year });
}
