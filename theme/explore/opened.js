// Says that the page was opened as a file, where browsers load neither modules nor figures. No module itself.
if (location.protocol === "file:") {
  document.getElementById("explore-scripts").hidden = true;
  document.getElementById("explore-file").hidden = false;
}
