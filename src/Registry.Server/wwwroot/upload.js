// Files on their way: says what was chosen, refuses what is too large before it is sent, shows how far it is, and lets one stop.
// What comes of the form is what would come of it without this: the next page, or the same one with what is wrong and what was typed.
"use strict";

(() => {
  const mebibyte = 1024 * 1024;
  const sizeOf = bytes => bytes < 1024 ? `${bytes} B` : bytes < mebibyte ? `${Math.round(bytes / 1024)} KB` : `${(bytes / mebibyte).toFixed(1)} MB`;
  const noteOf = input => document.getElementById(`${input.id}-upload`);
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);

  const look = input => {
    const note = noteOf(input);
    const file = input.files[0];
    const wrong = file && (file.size === 0 || file.size > Number(note.dataset.most)) ? filled(note.dataset.wrong, { size: file.size }) : "";
    input.setCustomValidity(wrong);
    note.className = wrong ? "error" : "help";
    note.textContent = wrong || (file ? filled(note.dataset.chosen, { name: file.name, size: sizeOf(file.size) }) : "");
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };

  const made = (name, properties) => Object.assign(document.createElement(name), properties);

  const panel = words => {
    const said = made("p", { className: "help" });
    said.setAttribute("role", "status");
    const bar = made("progress", { max: 100, value: 0 });
    bar.setAttribute("aria-label", words.label);
    const stop = made("button", { type: "button", className: "button second", textContent: words.cancel });
    const actions = made("div", { className: "actions" });
    actions.append(stop);
    const whole = made("div", { className: "upload" });
    whole.append(said, bar, actions);
    return { whole, said, bar, stop };
  };

  const goTo = place => {
    const here = location.href.split("#")[0];
    location.assign(place);
    // An address that differs in its fragment only would not be fetched again.
    if (place.includes("#") && place.split("#")[0] === here) location.reload();
  };

  // The same page with what is wrong. A file that was chosen stays chosen, unless it is what is wrong or is stored already.
  const show = (page, form) => {
    const chosen = new Map([...form.querySelectorAll("input[type=file]")].map(input => [input.id, input.files]));
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    for (const [id, files] of chosen) {
      const input = document.getElementById(id);
      if (input && files.length > 0 && input.getAttribute("aria-invalid") !== "true" && !input.parentElement.querySelector("input[type=hidden]")) input.files = files;
    }
    begin();
    const first = document.querySelector(".error-summary") ?? document.querySelector("main");
    first?.setAttribute("tabindex", "-1");
    first?.focus();
    first?.scrollIntoView();
  };

  const send = (form, submitter) => {
    const inputs = [...form.querySelectorAll("input[type=file]")].filter(input => input.files.length > 0);
    const words = noteOf(inputs[0]).dataset;
    const content = new FormData(form, submitter);
    const buttons = [...form.querySelectorAll("button")].filter(button => !button.disabled);
    const names = inputs.map(input => input.files[0].name).join(", ");
    const target = new URL(form.getAttribute("action") || location.href, location.href).href;
    const { whole, said, bar, stop } = panel(words);
    const back = (text, tone) => {
      for (const button of buttons) button.disabled = false;
      bar.remove();
      stop.parentElement.remove();
      said.className = tone;
      said.textContent = text;
      (submitter ?? buttons[0])?.focus();
    };
    form.querySelectorAll(".upload").forEach(old => old.remove());
    for (const button of buttons) button.disabled = true;
    (form.querySelector(".actions") ?? form).before(whole);
    if (!whole.parentElement) form.append(whole);

    const request = new XMLHttpRequest();
    let told = -1;
    request.upload.addEventListener("progress", event => {
      const percent = event.lengthComputable ? Math.floor(event.loaded * 100 / event.total) : 0;
      bar.value = percent;
      bar.textContent = `${percent}%`;
      // Every tenth is enough for those who hear it.
      if (Math.floor(percent / 10) === told) return;
      told = Math.floor(percent / 10);
      said.textContent = filled(words.sending, { name: names, percent });
    });
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      stop.hidden = true;
      said.textContent = filled(words.working, { name: names });
    });
    request.addEventListener("load", () => {
      const place = request.getResponseHeader("Location");
      if (place) goTo(new URL(place, location.href).href);
      else if (request.responseURL.split("#")[0] !== target.split("#")[0]) goTo(request.responseURL);
      else if (request.response) show(request.response, form);
      else back(words.broken, "error");
    });
    request.addEventListener("error", () => back(words.broken, "error"));
    request.addEventListener("abort", () => back(words.stopped, "help"));
    stop.addEventListener("click", () => request.abort());
    request.open("POST", target);
    request.responseType = "document";
    request.setRequestHeader("Upload-Progress", "1");
    request.send(content);
    stop.focus();
  };

  const begin = () => {
    for (const input of document.querySelectorAll("form[enctype='multipart/form-data'] input[type=file]")) {
      if (input.dataset.ready || !noteOf(input)) continue;
      input.dataset.ready = "1";
      input.addEventListener("change", () => look(input));
      if (input.files.length > 0) look(input);
      if (input.form.dataset.ready) continue;
      input.form.dataset.ready = "1";
      input.form.addEventListener("submit", event => {
        if (event.defaultPrevented || ![...input.form.querySelectorAll("input[type=file]")].some(other => other.files.length > 0)) return;
        event.preventDefault();
        send(input.form, event.submitter);
      });
    }
  };

  begin();
})();
