import { LitElement } from "lit";

/** An element without a shadow tree: the page's styles, labels and ids reach into it. */
export class LightElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }

  /** Tell the app that this page shows what it was opened for. */
  protected async showsItself(): Promise<void> {
    await this.updateComplete;
    this.dispatchEvent(new CustomEvent("ml-ready", { bubbles: true }));
  }

  /** Put the focus on the first match inside, once everything has been drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }
}
