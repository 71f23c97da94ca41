// Says a short sentence to people who listen to the page.
export function announce(sentence) {
  document.getElementById("announce").textContent = sentence;
}
