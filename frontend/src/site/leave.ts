/** Signing out on a page of the website, and its first page when nobody is signed in: the workshop must not open offline
 * for who was here before, and its open pages show nothing more of them. */

import { forgetMe } from "./forget-me.js";
import { SESSION_CHANNEL, type Told } from "../offline/told.js";

const LONGEST = 1_000;

async function leave(): Promise<void> {
  new BroadcastChannel(SESSION_CHANNEL).postMessage({ left: true } satisfies Told);
  await Promise.race([forgetMe(), new Promise((resolve) => setTimeout(resolve, LONGEST))]);
}

/** Who may have left something in this browser is asked before: that page signs out. */
const ASKS = "/workshop/leave";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sign-out]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.dataset["signOut"] !== "teacher") location.assign(ASKS);
    else
      void leave().then(() => {
        form.submit();
      });
  });
}

if (document.querySelector("[data-nobody-is-signed-in]")) void forgetMe();
