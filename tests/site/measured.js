// What is wrong with SVG files at a width in pixels, measured from their text as the browser lays it out.
async ([sources, width]) => {
  const found = [];
  for (const source of sources) {
    const box = document.createElement("div");
    box.style.width = `${width}px`;
    box.innerHTML = await (await fetch(source)).text();
    document.body.replaceChildren(box);
    const svg = box.querySelector("svg");
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    svg.style.width = "100%";
    await document.fonts.ready;
    const frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll("text")].filter(text => text.textContent.trim());
    if (!texts.length) found.push(`${source}: no text`);
    const boxes = texts.map(text => {
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      const {left, right, top, bottom} = text.getBoundingClientRect();
      const name = `${source}: ${text.textContent.trim()}`;
      if (size < 11.99) found.push(`${name}: ${size.toFixed(1)} px`);
      const beside = left < frame.left - 1.5 || right > frame.right + 1.5;
      if (beside || top < frame.top - 3 || bottom > frame.bottom + 3) found.push(`${name}: outside`);
      // The box of a line has room above and below its letters.
      const room = 0.3 * size;
      return bottom - top > 2.2 * size
        ? {name, left: left + room, right: right - room, top, bottom}
        : {name, left, right, top: top + room, bottom: bottom - room};
    });
    boxes.forEach((one, index) => boxes.slice(index + 1).forEach(other => {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 1 && down > 1) found.push(`${one.name} over ${other.name.split(": ").pop()}`);
    }));
  }
  return found;
}
