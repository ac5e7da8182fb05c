// Search in the list, and the later parts of a long one. Without this script the page has all of it.
(() => {
  const block = document.getElementById("signatories");
  const form = block.querySelector(".search");
  const input = form.querySelector("input");
  const found = block.querySelector(".found");
  const status = form.querySelector("output");
  const all = block.querySelector(".all");
  const most = 300;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // A later part is kept as text in its noscript until the reader comes near it.
  const show = (part) => { part.outerHTML = part.textContent; };
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      show(entry.target.querySelector("noscript"));
    }
  }, { rootMargin: "1500px" });
  block.querySelectorAll(".later").forEach((part) => near.observe(part));

  let index;
  const names = () => {
    const items = [];
    const add = (html) => {
      const text = html.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"')
        .replace(/&#x27;/g, "'").replace(/&amp;/g, "&");
      items.push([plain(text), html]);
    };
    all.querySelectorAll(".signatories, noscript").forEach((part) => {
      const html = part.tagName === "NOSCRIPT" ? part.textContent : part.innerHTML;
      html.split("\n").filter((line) => line.startsWith("<li")).forEach(add);
    });
    return items;
  };
  const search = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    all.hidden = words.length > 0;
    found.hidden = !words.length;
    status.textContent = "";
    if (!words.length) return;
    index ??= names();
    const hits = index.filter(([text]) => words.every((word) => text.includes(word)));
    found.innerHTML = hits.slice(0, most).map(([, html]) => html).join("\n");
    status.textContent = status.dataset.said.replace("{found}", hits.length.toLocaleString(document.documentElement.lang))
      .replace("{all}", index.length.toLocaleString(document.documentElement.lang));
  };
  let wait;
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, index ? 60 : 200); });
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  form.hidden = false;
})();
