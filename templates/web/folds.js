// On a phone the people and the clock are folded away; one opens at a time, Escape or a tap beside it closes.
const openers = [...document.querySelectorAll(".opener")];

export function startFolds() {
  openers.forEach((opener) => opener.addEventListener("click", () => {
    const opens = opener.getAttribute("aria-expanded") !== "true";
    closeFolds(false);
    opener.setAttribute("aria-expanded", String(opens));
  }));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeFolds(true); });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".fold")) closeFolds(false);
  });
}

/** Fold everything; the keyboard's place goes back to the button that had opened it, where asked. */
export function closeFolds(givesFocusBack) {
  for (const opener of openers.filter((one) => one.getAttribute("aria-expanded") === "true")) {
    opener.setAttribute("aria-expanded", "false");
    if (givesFocusBack) opener.focus();
  }
}
