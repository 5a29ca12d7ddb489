// The desk's small script. Every page works without it; it only saves steps.
"use strict";

const said = (text) => {
  const place = document.getElementById("besked");
  if (!place) return;
  const line = document.createElement("p");
  line.textContent = text;
  place.replaceChildren(line);
};

// A quotation lights up its words in the application, and the other way round.
const pane = document.querySelector(".ansokan");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let cameFrom = null;

const scrollTo = (target) => {
  const own = pane && getComputedStyle(pane).position === "sticky";
  if (!own) return target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  const from = target.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTo({ top: pane.scrollTop + from - pane.clientHeight / 3, behavior: calm ? "auto" : "smooth" });
};

const lit = (name, block, byKeyboard) => {
  document.querySelectorAll(".tand").forEach((e) => e.classList.remove("tand"));
  const words = name ? [...document.querySelectorAll(`[data-citat~="${CSS.escape(name)}"]`)] : [];
  words.forEach((e) => e.classList.add("tand"));
  const box = words.find((e) => e.tagName === "rect");
  const text = words.find((e) => e.tagName === "MARK") || document.getElementById(`stycke-${block}`);
  const folded = text && text.closest("details");
  if (folded && (byKeyboard || !box)) folded.open = true;
  const target = byKeyboard ? text || box : box || text;
  if (!target) return false;
  scrollTo(target);
  if (byKeyboard && text) {
    text.tabIndex = -1;
    text.focus({ preventScroll: true });
  }
  return true;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-visa], [data-stycke]");
  if (link) {
    const byKeyboard = event.detail === 0;
    if (lit(link.dataset.visa, link.dataset.stycke, byKeyboard)) {
      event.preventDefault();
      link.classList.add("tand");
      cameFrom = link;
      if (byKeyboard) said("Orden visas i ansökan. Tryck Escape för att gå tillbaka till bedömningen.");
    }
    return;
  }
  const words = event.target.closest("[data-citat]");
  if (words) {
    const name = words.dataset.citat.split(" ")[0];
    const quote = document.querySelector(`[data-visa="${CSS.escape(name)}"]`);
    if (quote) {
      lit(name, null, false);
      quote.classList.add("tand");
      quote.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    }
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && cameFrom) {
    cameFrom.focus();
    cameFrom = null;
  }
});

// A chosen file is told by name: the browser's own words for it may be in another language.
document.querySelectorAll(".filval input").forEach((input) =>
  input.addEventListener("change", () => {
    const names = [...input.files].map((file) => file.name);
    input.closest("form").querySelector("[data-valda]").textContent = names.join(", ") || "Ingen fil är vald";
  }),
);

// Files may be dropped anywhere on the first page.
const drop = document.querySelector("[data-slapp]");
if (drop) {
  const files = drop.querySelector("input[type=file]");
  const over = (on) => (event) => {
    event.preventDefault();
    drop.classList.toggle("over", on);
  };
  addEventListener("dragover", over(true));
  addEventListener("dragleave", over(false));
  addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      drop.requestSubmit();
    }
  });
}
document.querySelectorAll("form[method=post]").forEach((form) =>
  form.addEventListener("submit", () => {
    form.setAttribute("aria-busy", "true");
    setTimeout(() => form.querySelectorAll("button").forEach((b) => (b.disabled = true)));
  }),
);
addEventListener("pageshow", () => document.querySelectorAll("form button").forEach((b) => (b.disabled = false)));

// The list follows what is typed.
const search = document.querySelector("[data-sok]");
if (search) {
  let waiting = 0;
  let latest = 0;
  const look = async () => {
    const own = ++latest;
    const address = `/?${new URLSearchParams(new FormData(search))}`;
    const answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok || own !== latest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("[data-traffar]").replaceWith(document.adoptNode(page.querySelector("[data-traffar]")));
    said(document.querySelector(".traffar").textContent);
    document.getElementById("besked").classList.add("osynlig");
    history.replaceState(null, "", address);
  };
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 250);
  });
}

// Work under way tells how far it has come, and goes on by itself when it is done.
const work = document.querySelector("[data-arbete]");
if (work) {
  const words = { väntar: "Väntar på sin tur …", pågår: "Pågår …", klart: "Klart.", fel: "Det gick inte hela vägen." };
  const state = work.querySelector("[data-tillstand]");
  const rows = work.querySelector("[data-rader]");
  const ask = async () => {
    const answer = await fetch(work.dataset.arbete).catch(() => null);
    if (!answer || !answer.ok) return;
    const told = await answer.json();
    if (state.textContent !== words[told.tillstand]) state.textContent = words[told.tillstand];
    state.classList.toggle("pagar", !told.klart);
    const shown = [...rows.children].map((e) => e.textContent);
    if (shown.join("\n") !== told.rader.join("\n")) {
      rows.replaceChildren(...told.rader.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    }
    if (!told.klart) return void setTimeout(ask, 700);
    work.querySelector("[data-vidare]").textContent = "Gå vidare";
  };
  if (state.classList.contains("pagar")) setTimeout(ask, 500);
}

// A text that was begun is not lost by a click beside it.
document.querySelectorAll("[data-vakta]").forEach((area) => {
  const before = area.value;
  let sending = false;
  area.form.addEventListener("submit", () => (sending = true));
  addEventListener("beforeunload", (event) => {
    if (!sending && area.value !== before) event.preventDefault();
  });
});
