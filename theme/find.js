// The search field of every page. Its words stand in the page (_quarto.yml), the rule in match.js; the index is
// loaded when the field is first used. Results are links: arrows go through them, Escape leads back.

/** Put the field where the page wants it and let it answer. `root` is the address of the site. */
export function begin(root) {
  const form = document.getElementById("gcr-search");
  const [field, list, status, opener] = ["input", "ul", "[role=status]", ".gcr-opener"].map(each => form.querySelector(each));
  const header = document.querySelector("#quarto-header .navbar-container");
  const place = document.querySelector(".gcr-find-here") ?? header;
  place.append(form);
  form.hidden = false;
  form.classList.toggle("gcr-in-header", place === header);

  let loading;
  const load = () => loading ??= loaded(root);
  const say = (words, values = {}) => {
    status.textContent = (words ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
  const open = shown => {
    form.classList.toggle("gcr-opened", shown);
    opener.setAttribute("aria-expanded", String(shown));
  };
  const close = () => { list.replaceChildren(); say(""); };

  async function answer() {
    const asked = field.value.trim();
    if (!asked) { close(); return []; }
    let results;
    try {
      const {find, index} = await load();
      results = find(index, asked).map(each => item(each, index, root));
    } catch {
      loading = undefined;
      list.replaceChildren();
      say(form.dataset.failed);
      return [];
    }
    if (field.value.trim() !== asked) return [];
    list.replaceChildren(...results);
    const {none, one, many} = form.dataset;
    say([none, one][results.length] ?? many, {asked, count: results.length});
    return results;
  }

  field.addEventListener("focus", () => load().catch(() => { loading = undefined; }));
  field.addEventListener("input", answer);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const [first] = await answer();
    first?.querySelector("a").click();
  });
  form.addEventListener("keydown", event => {
    const stops = [field, ...list.querySelectorAll("a")];
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && stops.length > 1) {
      event.preventDefault();
      stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
      if (document.activeElement === field) field.value = "";
      field.focus();
    }
  });
  opener.addEventListener("click", () => {
    open(!form.classList.contains("gcr-opened"));
    if (form.classList.contains("gcr-opened")) field.focus();
  });
  document.addEventListener("click", event => { if (!form.contains(event.target)) { close(); open(false); } });
  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open(true);
    field.focus();
  });

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { field.value = asked; answer(); }
  const guesses = document.querySelector(".gcr-guesses");
  if (guesses) load().then(({find, index}) => guess(guesses, find(index, inAddress(root), 5), index, root), () => {});
}

async function loaded(root) {
  const language = document.documentElement.lang.slice(0, 2);
  const asked = fetch(new URL(`search/${language}.json`, root)).then(answer => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  });
  const [{find, ready}, index] = await Promise.all([import("./match.js"), asked]);
  return {find, index: ready(index)};
}

function item({kind, title, address}, index, root) {
  const link = document.createElement("a");
  link.href = new URL(address, root);
  const said = document.createElement("small");
  said.textContent = index.kindNames[kind];
  link.append(title, " ", said);
  const box = document.createElement("li");
  box.append(link);
  return box;
}

/** Words of an address that leads nowhere: "regions/lebannon/self-reliance/". */
function inAddress(root) {
  const path = location.pathname.replace(new URL(root).pathname, "").replace(/(index)?\.html$|^(regions|countries|places)\//g, "");
  try { return decodeURIComponent(path).replace(/[/_+-]+/g, " "); } catch { return ""; }
}

function guess(box, results, index, root) {
  if (!results.length) return;
  box.querySelector("ul").replaceChildren(...results.map(each => item(each, index, root)));
  box.hidden = false;
}
