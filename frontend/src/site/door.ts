/** Keeps the time that is left until the door shuts itself true, and the page with it. */

const MINUTE = 60_000;

function minutesLeft(until: number): string {
  const minutes = Math.max(1, Math.ceil((until - Date.now()) / MINUTE));
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: "minute",
    unitDisplay: "long",
  }).format(minutes);
}

const left = document.querySelector<HTMLElement>("[data-until]");

if (left) {
  const until = Date.parse(left.dataset["until"] ?? "");
  const tick = () => {
    if (Date.now() >= until) location.reload();
    else left.textContent = minutesLeft(until);
  };
  tick();
  setInterval(tick, MINUTE / 4);
}

export {};
