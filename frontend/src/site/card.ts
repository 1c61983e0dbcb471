/** A card's QR code has its token in the fragment, which is sent to nobody: this moves it into the form, and out of
 * the address bar and the history. Whoever is signed in is asked first; else the form is sent at once. */

const form = document.querySelector<HTMLFormElement>("form[data-card]");
const input = form?.querySelector<HTMLInputElement>("input[name=token]");
const token = location.hash.slice(1);

if (form && input && token) {
  history.replaceState(null, "", location.pathname);
  input.value = token;
  form.hidden = false;
  if (form.hasAttribute("data-card-at-once")) form.submit();
}

export {};
