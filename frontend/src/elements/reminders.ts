import { nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Workshop } from "../contract/workshop.js";
import { keepSafe } from "../workshop/keep-safe.js";
import { say } from "../i18n/index.js";
import { board } from "../workshop/notices.js";
import { LightElement } from "./light.js";

/** Shows nothing itself: as long as it is there, what keeps work safe comes up as a notice when it is time. */
@customElement("ml-reminders")
export class RemindersElement extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  #stop: (() => void)[] = [];
  #explained: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = [this.workshop.keeping.beforeAsking(() => this.#explain())];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stop.splice(0)) stop();
  }

  /** The browser's own question comes only when the button is pressed, so the reason is there before it. */
  #explain(): void {
    if (board.notices.some(({ id }) => id === this.#explained)) return;
    const action = { name: say.keepSafe(), run: () => void keepSafe(this.workshop) };
    this.#explained = board.add(say.beforeAsking(), { action });
  }

  protected override render(): typeof nothing {
    return nothing;
  }
}
