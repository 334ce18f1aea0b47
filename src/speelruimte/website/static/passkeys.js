/* Passkeys: asks the browser for one, and sends what it says with the form around the button.
   Without this file, or in a browser that knows none, these forms stay hidden. */
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const listed = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

  async function asked(form) {
    if (!form.dataset.ask) {
      const said = JSON.parse(document.getElementById(form.dataset.options).textContent);
      return (said.creation_options || said.request_options).publicKey;
    }
    const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options.publicKey;
  }

  async function made(options) {
    const selection = {
      ...options.authenticatorSelection,
      residentKey: "preferred",
      requireResidentKey: false,
      userVerification: "preferred",
    };
    return navigator.credentials.create({
      publicKey: {
        ...options,
        authenticatorSelection: selection,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: listed(options.excludeCredentials),
      },
    });
  }

  async function shown(options) {
    return navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: listed(options.allowCredentials),
      },
    });
  }

  function told(credential) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  async function send(form) {
    const said = form.querySelector("[role=alert]");
    try {
      const options = await asked(form);
      const credential = await (form.dataset.passkey === "create" ? made(options) : shown(options));
      form.elements.credential.value = told(credential);
      form.submit();
    } catch {
      if (said) said.hidden = false;
    }
  }

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
})();
