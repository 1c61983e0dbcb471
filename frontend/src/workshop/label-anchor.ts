import type { ReactiveController, ReactiveControllerHost } from "lit";

const ANCHOR = /^#label-([0-9a-f-]{36})$/;

/** Goes to the label that the address names, once, as soon as it is shown. */
export class LabelAnchor implements ReactiveController {
  /** `find` answers what gets the focus for a label; null as long as it is not there. */
  constructor(
    host: ReactiveControllerHost,
    private readonly find: (label: string) => HTMLElement | null,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    // The parts inside are drawn after the page itself.
    if (ANCHOR.test(location.hash)) requestAnimationFrame(() => this.#go());
  }

  #go(): void {
    const label = ANCHOR.exec(location.hash)?.[1];
    const found = label === undefined ? null : this.find(label);
    if (!found) return;
    history.replaceState(null, "", location.pathname);
    found.focus();
  }
}
