import type { ReactiveController, ReactiveControllerHost } from "lit";

import { session } from "./here.js";

/** Draws its element again when the line is lost or back, and lets it go on when it is back. */
export class LineWatch implements ReactiveController {
  #host: ReactiveControllerHost;
  #back: () => unknown;
  #away = session.away;
  #deaf: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, back: () => unknown) {
    this.#host = host;
    this.#back = back;
    host.addController(this);
  }

  get away(): boolean {
    return session.away;
  }

  hostConnected(): void {
    this.#deaf = session.listen(() => {
      const isBack = this.#away && !session.away;
      this.#away = session.away;
      this.#host.requestUpdate();
      if (isBack) this.#back();
    });
  }

  hostDisconnected(): void {
    this.#deaf?.();
  }
}
