import type { PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";

import { LightElement } from "./light.js";
import type { Lit } from "./veil.js";

/** Looked for a bit before it comes into view. */
const MARGIN = "300px";

/** What a file looks like. It is read when it comes into view. */
export abstract class Thumb extends LightElement {
  /** what it is called, where it is not seen */
  @property() name = "";
  /** of which file it is: with another one it is read anew */
  @property() key = "";
  @property({ attribute: false }) load: () => Promise<Blob> = () => Promise.reject(new Error("no file"));
  /** what of it counted, when that is to be shown */
  @property({ attribute: false }) lit: Lit | null = null;
  @state() protected failed = false;

  #watch: IntersectionObserver | null = null;

  /** Show it. It may throw: then it cannot be shown. */
  protected abstract show(file: Blob): Promise<void>;
  /** Let go of what was shown. */
  protected abstract letGo(): void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#look();
  }

  override updated(changed: PropertyValues): void {
    if (changed.get("key")) this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    this.letGo();
  }

  #look(): void {
    this.#watch?.disconnect();
    this.#watch = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) void this.#read();
      },
      { rootMargin: MARGIN },
    );
    this.#watch.observe(this);
  }

  /** What failed is read again when it comes into view once more. */
  async #read(): Promise<void> {
    const { key } = this;
    try {
      const file = await this.load();
      if (key !== this.key || !this.isConnected) return;
      this.letGo();
      await this.show(file);
      this.failed = false;
      this.#watch?.disconnect();
    } catch {
      this.failed = true;
    }
  }
}
