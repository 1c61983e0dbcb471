/** A page of another origin, in a frame of the workshop. What runs here finds the open project and its stores in
 * `mlforkids.open`. On its own the page has nothing to show, and leads to where it belongs. */

import { connect } from "./stores/hub/guest.js";

const PLACE = /^#(\/workshop\/[\w/-]*)$/;

const main = document.querySelector<HTMLMetaElement>('meta[name="main-origin"]')?.content ?? location.origin;

if (window.parent === window) {
  location.replace(main + (PLACE.exec(location.hash)?.[1] ?? "/workshop/"));
} else {
  Object.assign(globalThis, { mlforkids: { open: connect(main) } });
}
