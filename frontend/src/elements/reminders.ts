import { nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Me, OpenedProject, Workshop } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { keepSafe } from "../workshop/keep-safe.js";
import { board } from "../workshop/notices.js";
import { navigate, projectsHref } from "../workshop/router.js";
import { saveToFile } from "../workshop/save-file.js";
import { teacherReminder } from "../workshop/teacher-reminder.js";
import { tellUndone } from "../workshop/undone.js";
import { LightElement } from "./light.js";

/** Shows nothing itself: as long as it is there, what keeps work safe comes up as a notice when it is time. */
@customElement("ml-reminders")
export class RemindersElement extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) me!: Me;
  #stop: (() => void)[] = [];
  #explained: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const { keeping } = this.workshop;
    const remind = (projects: readonly OpenedProject[]) => this.#remind(projects);
    this.#stop = [
      keeping.beforeAsking(() => this.#explain()),
      teacherReminder.start(this.me, () => keeping.inNoFile(), remind),
    ];
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

  /** Browsers ask before a page hands them several files at once, so several are saved one by one, from the list. */
  #remind(projects: readonly OpenedProject[]): void {
    const [only, ...others] = projects;
    if (only === undefined) return;
    const save = () =>
      void attempt(async () => {
        await saveToFile(only.stores, only.card.project);
        tellUndone();
      });
    const action =
      others.length === 0
        ? { name: say.saveToFile(), run: save }
        : { name: say.showWhich(), run: () => navigate(projectsHref) };
    board.add(say.teacherReminds(), { action });
  }

  protected override render(): typeof nothing {
    return nothing;
  }
}
