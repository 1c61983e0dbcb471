import type { ReactiveController, ReactiveControllerHost } from "lit";

type Host = ReactiveControllerHost & HTMLElement;

const TYPED_IN = "input:not([type=checkbox], [type=file]), textarea";

/** Files that are pasted, and those that are dropped beside every place for them: a browser would leave the page to show
 * them. */
export class FileCatcher implements ReactiveController {
  /** where a person was last in this page */
  #last: Element | null = null;

  constructor(
    private readonly host: Host,
    /** which parts take files */
    private readonly part: string,
    /** `into` is the part where the person was last; null when it was none */
    private readonly pasted: (files: File[], into: Element | null) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener("dragover", hold);
    window.addEventListener("drop", hold);
    document.addEventListener("paste", this.#paste);
    this.host.addEventListener("focusin", this.#note);
    this.host.addEventListener("pointerdown", this.#note);
  }

  hostDisconnected(): void {
    window.removeEventListener("dragover", hold);
    window.removeEventListener("drop", hold);
    document.removeEventListener("paste", this.#paste);
    this.host.removeEventListener("focusin", this.#note);
    this.host.removeEventListener("pointerdown", this.#note);
  }

  readonly #note = ({ target }: Event): void => {
    this.#last = (target as Element).closest(this.part) ?? this.#last;
  };

  readonly #paste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || (event.target as Element).closest(TYPED_IN)) return;
    event.preventDefault();
    this.pasted(files, this.#last?.isConnected ? this.#last : null);
  };
}

function hold(event: DragEvent): void {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
}
