// What Quarto's own scripts do on its site: the menu of a narrow screen, and the buttons that copy code.
for (const button of document.querySelectorAll(".navbar-toggler")) {
  const menu = document.getElementById(button.getAttribute("aria-controls"));
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(menu.classList.toggle("show")));
  });
}
for (const button of document.querySelectorAll(".code-copy-button")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("code").innerText);
    button.classList.add("code-copy-button-checked");
    setTimeout(() => button.classList.remove("code-copy-button-checked"), 1500);
  });
}
