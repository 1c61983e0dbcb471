/** Keeps the time that is left true until the door shuts itself, or the reminder ends, and the page with it. A clock that
 * is ahead of the website's must not load the page over and over, and what a teacher has typed must not be lost. */

const MINUTE = 60_000;

function minutesLeft(until: number): string {
  const minutes = Math.max(1, Math.ceil((until - Date.now()) / MINUTE));
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: "minute",
    unitDisplay: "long",
  }).format(minutes);
}

function somethingIsTyped(): boolean {
  const fields = document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>("textarea, input");
  return [...fields].some(({ value, defaultValue }) => value !== defaultValue);
}

function count(left: HTMLElement): void {
  const until = Date.parse(left.dataset["until"] ?? "");
  const show = () => {
    left.textContent = minutesLeft(until);
  };
  const tick = () => {
    if (Date.now() < until || somethingIsTyped()) show();
    else location.reload();
  };
  show();
  setInterval(tick, MINUTE / 4);
}

document.querySelectorAll<HTMLElement>("[data-until]").forEach(count);

export {};
