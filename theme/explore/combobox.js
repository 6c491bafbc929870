// A field with a list under it, as the ARIA Authoring Practices describe: keys move in the list, and the
// focus stays in the field.

/** Make an input a combobox.
 *  find(text): groups of options, [{title, options: [{id, text, also}]}]; choose(id); announce(count, text). */
export function combobox(input, {find, choose, announce, shown = () => ""}) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  let at = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  function point(next) {
    const all = options();
    all[at]?.removeAttribute("aria-selected");
    at = all.length ? (next + all.length) % all.length : -1;
    const option = all[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({block: "nearest"});
  }

  function fill(text) {
    const groups = find(text);
    const nodes = groups.filter(group => group.options.length).map((group, number) => {
      const box = document.createElement("div");
      box.setAttribute("role", "group");
      const title = document.createElement("div");
      title.className = "gcr-group-title";
      title.id = `${list.id}-group-${number}`;
      title.textContent = group.title;
      box.setAttribute("aria-labelledby", title.id);
      box.append(title, ...group.options.map(each => {
        const option = document.createElement("div");
        option.setAttribute("role", "option");
        option.id = `${list.id}-${each.id}`;
        option.dataset.id = each.id;
        option.textContent = each.text;
        if (each.also) {
          const also = document.createElement("small");
          also.textContent = ` ${each.also}`;
          option.append(also);
        }
        return option;
      }));
      return box;
    });
    list.replaceChildren(...nodes);
    at = -1;
    input.removeAttribute("aria-activedescendant");
    const count = options().length;
    toggle(count > 0);
    return count;
  }

  function toggle(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", `${open}`);
    if (!open) input.removeAttribute("aria-activedescendant");
  }

  function close() {
    toggle(false);
    input.value = shown();
  }

  function take(option) {
    toggle(false);
    choose(option.dataset.id);
    input.value = shown();
  }

  input.addEventListener("input", () => {
    const count = fill(input.value);
    if (input.value.trim() && count) point(0);
    announce(count, input.value);
  });
  input.addEventListener("keydown", event => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) announce(fill(""), "");
      point(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open && at >= 0) take(options()[at]);
    } else if (event.key === "Escape" && (open || input.value !== shown())) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => { if (list.hidden) fill(""); });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", event => {
    event.preventDefault(); // the focus stays in the field
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  return {refresh: () => { if (document.activeElement !== input || list.hidden) input.value = shown(); }};
}
