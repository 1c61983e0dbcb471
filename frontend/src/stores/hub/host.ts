/** The page's side: it makes a frame of another origin, and lets what runs there reach the stores of the open project.
 *
 * The page's own origin holds the data; a frame of another origin has a storage apart, in some browsers even when both are
 * of one site. A frame gets a port, once, when it says hello: the very window that was made here, still at the origin that
 * it was made for, and that origin on the list of the settings. */

import { Problem } from "../../contract/problems.js";
import { isHello, welcomeTo } from "./messages.js";
import { type Open, Service } from "./service.js";

export interface Hosted {
  readonly frame: HTMLIFrameElement;
  /** What runs in the frame gets no more answers. */
  close(): void;
}

/** What a frame may do besides running its scripts as the origin that it is. */
const MAY = ["allow-scripts", "allow-same-origin", "allow-downloads", "allow-forms", "allow-modals"];

/** The frame is not in the page yet. Problem: `not_allowed` for an address of an origin that is not on the list. */
export function makeFrame(address: string, allowed: readonly string[], open: Open): Hosted {
  const { origin } = new URL(address);
  if (!allowed.includes(origin)) throw new Problem("not_allowed", "Frames of that origin are not made here.");
  const frame = document.createElement("iframe");
  frame.sandbox.add(...MAY);
  frame.referrerPolicy = "no-referrer";
  frame.src = address;
  return { frame, close: answerOnce(frame, origin, open) };
}

function answerOnce(frame: HTMLIFrameElement, origin: string, open: Open): () => void {
  let service: Service | null = null;
  let loads = 0;
  const hear = (event: MessageEvent<unknown>) => {
    const { contentWindow } = frame;
    if (service !== null || contentWindow === null || event.source !== contentWindow) return;
    if (event.origin !== origin || !isHello(event.data)) return;
    const { port1, port2 } = new MessageChannel();
    service = new Service(port1, open);
    contentWindow.postMessage(welcomeTo(open.project), origin, [port2]);
  };
  const close = () => {
    window.removeEventListener("message", hear);
    frame.removeEventListener("load", countLoads);
    service?.close();
  };
  /** A page is loaded once after it said hello. Whatever is loaded later is not what was answered. */
  const countLoads = () => {
    if (service !== null && ++loads > 1) close();
  };
  window.addEventListener("message", hear);
  frame.addEventListener("load", countLoads);
  return close;
}
