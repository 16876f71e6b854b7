// Passkeys. The server says what to ask, the browser asks the person, and the answer goes with the form as if it had been typed.
// Where this does not run, or the browser has no passkeys, the forms stay hidden and the codes of an authenticator serve.
"use strict";

(() => {
  const able = window.isSecureContext && typeof PublicKeyCredential === "function" && typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function"
    && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function" && navigator.credentials !== undefined;

  const why = (error, part, late) => {
    switch (error.name) {
      case "NotAllowedError": return late ? part.dataset.late : part.dataset.cancelled;
      case "AbortError": return part.dataset.cancelled;
      case "InvalidStateError": return part.dataset.known;
      case "SecurityError": return part.dataset.address;
      case "Refused": return part.dataset.refused;
      default: return part.dataset.failed;
    }
  };

  const asked = async (part, form) => {
    const body = new URLSearchParams({ __RequestVerificationToken: form.elements.__RequestVerificationToken.value });
    const answer = await fetch(part.dataset.challenge, { method: "POST", body, credentials: "same-origin", redirect: "error" });
    if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { name: "Refused" });
    return answer.json();
  };

  const ask = async (part, form) => {
    const said = part.querySelector("[data-said]");
    const button = form.querySelector("button");
    const began = performance.now();
    let patience = Infinity;
    button.disabled = true;
    said.className = "help";
    said.textContent = part.dataset.working;
    try {
      const json = await asked(part, form);
      patience = json.timeout ?? Infinity;
      const credential = part.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json) });
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      said.className = "error";
      said.textContent = why(error, part, performance.now() - began >= patience);
      button.disabled = false;
      button.focus();
    }
  };

  for (const part of document.querySelectorAll("[data-passkey]")) {
    if (part.dataset.ready) continue;
    part.dataset.ready = "1";
    part.querySelector(able ? "[data-supported]" : "[data-unsupported]").hidden = false;
    const form = part.querySelector("form");
    form.addEventListener("submit", event => {
      event.preventDefault();
      ask(part, form);
    });
  }
})();
