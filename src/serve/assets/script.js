// Helps where there is a script; everything works without it.
// `/` goes to the search box, `j` and `k` to the next and previous hit. Filters change the page without a reload.
"use strict";

const hits = () => [...document.querySelectorAll(".hits h2 a, .newest a, .list tbody th a")];

addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing) typing.blur();
  if (typing) return;
  if (event.key === "/") {
    event.preventDefault();
    const box = document.getElementById("q");
    box?.focus();
    box?.select();
  } else if (event.key === "j" || event.key === "k") {
    const all = hits();
    const at = all.indexOf(document.activeElement);
    const next = event.key === "j" ? at + 1 : at < 0 ? all.length - 1 : at - 1;
    if (all[next]) {
      all[next].focus();
      all[next].scrollIntoView({ block: "center" });
    }
  }
});

// The page of an address takes the place of what is shown; what goes wrong is left to the browser.
async function show(address, isNew) {
  const main = document.getElementById("main");
  main.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.headers.get("Content-Type")?.startsWith("text/html")) throw new Error("no page");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (isNew) history.pushState(null, "", address);
    shown = whole();
    document.title = page.title;
    for (const part of ["main", ".top"]) document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
    help();
    return true;
  } catch {
    location.assign(address);
    return false;
  }
}

addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-part]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const address = link.href?.baseVal ?? link.href;
  if (await show(new URL(address, location.href), true)) document.getElementById("main").focus({ preventScroll: true });
});

// The address of what is shown, without its fragment: a step within the page shows nothing new.
const whole = () => location.pathname + location.search;
let shown = whole();
addEventListener("popstate", () => {
  if (whole() !== shown) show(location.href, false);
});

// A button that copies the citation.
function help() {
  const citation = document.getElementById("citation");
  if (!citation || !navigator.clipboard) return;
  const button = document.createElement("button");
  const isVietnamese = document.documentElement.lang === "vi";
  button.type = "button";
  button.textContent = isVietnamese ? "Sao chép" : "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(citation.textContent);
    button.textContent = isVietnamese ? "Đã chép" : "Copied";
  });
  citation.after(button);
}
help();
