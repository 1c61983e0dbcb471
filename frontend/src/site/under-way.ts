/** A page that shows how far something is looks again by itself, until it has ended. */

const AGAIN = 3000;

if (document.querySelector("[data-under-way]")) setTimeout(() => location.reload(), AGAIN);

export {};
