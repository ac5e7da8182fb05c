// Asks the desk whether something is new, and shows its answer where the page has a place for it.
// Nothing else on the page moves. Without this script the page is as it was when it was opened.
"use strict";

for (const place of document.querySelectorAll("[data-news]")) {
  watch(place, Number(place.dataset.every) * 1000);
}

function watch(place, pause) {
  let tag = "";
  const timer = setInterval(ask, pause);

  async function ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.news, { headers: tag ? { "If-None-Match": tag } : {} });
      if (answer.redirected || answer.status === 403 || answer.status === 404) {
        clearInterval(timer); // signed out meanwhile, or no longer ours to see
      } else if (answer.status === 200) {
        tag = answer.headers.get("ETag") ?? "";
        place.innerHTML = await answer.text();
        place.hidden = place.innerHTML.trim() === "";
      }
    } catch {
      // The network is away; the next time may do better.
    }
  }
}
