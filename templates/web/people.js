// Whom one speaks as. The address keeps the choice (?as=treasurer), so two windows can be two people.
import { announce } from "./announce.js";
import { closeFolds } from "./folds.js";
import { fill, words } from "./words.js";

export function startPeople(switched) {
  const people = [...document.querySelectorAll(".person")];
  people.forEach((person) => {
    person.querySelector(".face").textContent = initial(person.dataset.title);
    person.addEventListener("click", () => {
      closeFolds(true);
      choose(person);
      announce(fill(words.speaking_as, person.dataset));
    });
  });

  function choose(person) {
    people.forEach((one) => one.setAttribute("aria-current", String(one === person)));
    document.getElementById("person-face").textContent = initial(person.dataset.title);
    document.getElementById("person-title").textContent = person.dataset.title;
    document.getElementById("person-subtitle").textContent = person.dataset.subtitle;
    history.replaceState(null, "", `?as=${encodeURIComponent(person.dataset.handle)}`);
    switched(person.dataset.handle, JSON.parse(person.dataset.starters));
  }

  const asked = new URLSearchParams(location.search).get("as");
  choose(people.find((person) => person.dataset.handle === asked) ?? people[0]);
}

// "Bác Bình" -> "B": Vietnamese people are called by the last word of their name.
const initial = (title) => [...(title.trim().split(/\s+/).at(-1) ?? "")].slice(0, 1).join("").toUpperCase();
