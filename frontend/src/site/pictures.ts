/** The three pictures of a student, chosen without asking the website for every press. The page works without this. */

const PICTURES = 3;

function enhance(form: HTMLFormElement): void {
  const chosen = form.querySelector<HTMLInputElement>("input[name=chosen]");
  const undo = form.querySelector<HTMLButtonElement>("button[name=undo]");
  const go = form.querySelector<HTMLButtonElement>("button[name=go]");
  const said = form.querySelector<HTMLElement>("[data-said]");
  const places = [...form.querySelectorAll<HTMLElement>(".place")];
  const buttons = [...form.querySelectorAll<HTMLButtonElement>("button[name=press]")];
  if (!chosen || !undo || !go || !said) return;

  const pressed = () => chosen.value.split(" ").filter(Boolean);

  const show = (names: string[]) => {
    chosen.value = names.join(" ");
    const shown = names.flatMap((name) => buttons.find((button) => button.value === name) ?? []);
    places.forEach((place, at) => place.replaceChildren(...pictureOf(shown[at])));
    for (const button of buttons) {
      button.disabled = names.length === PICTURES;
      button.ariaPressed = String(names.includes(button.value));
    }
    undo.disabled = names.length === 0;
    go.disabled = names.length < PICTURES;
    said.textContent = shown.map(wordOf).join(", ");
    if (!go.disabled) go.focus();
  };

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || button === go) return;
    event.preventDefault();
    if (button === undo) {
      show(pressed().slice(0, -1));
      if (undo.disabled) buttons[0]?.focus();
    } else show([...new Set([...pressed(), button.value])].slice(0, PICTURES));
  });
  show(pressed());
}

function pictureOf(button: HTMLButtonElement | undefined): Node[] {
  const drawing = button?.querySelector("img")?.cloneNode();
  if (!button || !(drawing instanceof HTMLImageElement)) return [];
  drawing.alt = wordOf(button);
  return [drawing];
}

function wordOf(button: HTMLButtonElement): string {
  return button.textContent.trim();
}

const form = document.querySelector<HTMLFormElement>("form[data-three-pictures]");
if (form) enhance(form);

export {};
