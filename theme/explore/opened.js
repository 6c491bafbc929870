// Shows what is here without a choice where the page was opened as a file, for which browsers load no modules, or
// where these do not come. No module itself.
{
  const [instead, scripts, file] = ["instead", "scripts", "file"].map(name => document.getElementById(`explore-${name}`));
  const started = () => !document.getElementById("explore").hidden;
  scripts.hidden = file.hidden = false;
  if (location.protocol === "file:") {
    scripts.hidden = true;
  } else {
    file.hidden = true;
    instead.hidden = true;
    const show = () => { instead.hidden = started(); };
    document.getElementById("explore-main").addEventListener("error", show);
    setTimeout(show, 20000);
  }
}
