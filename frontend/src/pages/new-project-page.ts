import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { v7 as newId } from "uuid";

import type { ProjectKind } from "../contract/values.js";
import type { Me, Place, PlacedProject, Trouble, Workshop } from "../contract/workshop.js";
import { attempt } from "../workshop/attempt.js";
import { kindPicture, placeIcon } from "../elements/icons.js";
import { LightElement } from "../elements/light.js";
import { aboutKind, aboutPlace, aboutTrouble, kindName, placeName } from "../elements/names.js";
import { languageName, say } from "../i18n/index.js";
import { languagesOffered } from "../workshop/languages.js";
import { LineWatch } from "../offline/line-watch.js";
import { isFull } from "../workshop/places.js";
import { checkProjectName } from "../workshop/name-checks.js";
import { navigate, stepHref } from "../workshop/router.js";
import { setTitle } from "../workshop/title.js";

/** Name a new project, choose its kind and where it is kept. */
@customElement("ml-new-project")
export class NewProjectPage extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) me!: Me;
  @state() private wrong = "";
  @state() private busy = false;
  @state() private projects: readonly PlacedProject[] = [];
  @state() private away: readonly Place[] = [];
  @state() private trouble: Trouble | null = null;
  @state() private kind: ProjectKind = "text";
  /** the place that was pressed; null until then */
  @state() private wanted: Place | null = null;

  /** one id for the page, so that a second press makes the same project and not another one */
  readonly #id = newId();
  /** of the label that every project of sounds begins with */
  readonly #noise = newId();
  readonly #line = new LineWatch(this, () => this.#count());
  readonly #languages = languagesOffered(navigator.languages);

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(say.newProject());
    this.kind = this.me.policy.kinds[0] ?? this.kind;
    void this.focusOn("#name");
    void this.#count();
    void this.#look();
  }

  async #look(): Promise<void> {
    this.trouble = await this.workshop.keeping.trouble().catch(() => null);
  }

  /** How full the places are is a courtesy: the store decides in the end. */
  async #count(): Promise<void> {
    await attempt(async () => {
      const { projects, away } = await this.workshop.all();
      this.projects = projects;
      this.away = away;
    });
  }

  #isFree(place: Place): boolean {
    return place.kinds.includes(this.kind) && !isFull(place, this.projects) && !this.away.includes(place);
  }

  /** Where it is kept unless another place is pressed, or that one is not for this kind. */
  get #place(): Place | undefined {
    return this.wanted && this.#isFree(this.wanted) ? this.wanted : this.#first;
  }

  get #first(): Place | undefined {
    const free = this.workshop.places.filter((place) => this.#isFree(place));
    const sound = free.filter(({ here }) => !(here && this.trouble));
    return sound.find(({ first }) => first) ?? sound[0] ?? free[0];
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const name = (form.get("name") as string).trim();
    this.wrong = checkProjectName(name);
    if (this.wrong) void this.focusOn("#name");
    else {
      this.busy = true;
      await attempt(() => this.#make(name, form));
      this.busy = false;
    }
  }

  async #make(name: string, form: FormData): Promise<void> {
    const place = form.get("place") as string;
    const kind = form.get("kind") as ProjectKind;
    const language = (form.get("language") as string | null) ?? this.#languages[0] ?? "en";
    const labels = kind === "sounds" ? [{ id: this.#noise, name: say.backgroundNoise() }] : [];
    await this.workshop.stores(place).projects.create({ id: this.#id, kind, name, language, labels });
    navigate(stepHref(this.#id, "train"));
  }

  override render(): TemplateResult {
    return html`<div class="page page--narrow">
      <form class="stack stack--form" novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}>
        <h1 tabindex="-1">${say.newProject()}</h1>
        <div class="field">
          <label for="name">${say.projectName()}</label>
          <p class="field__help" id="name-help">${say.projectNameHelp()}</p>
          <input
            id="name"
            name="name"
            dir="auto"
            autocomplete="off"
            aria-describedby="name-help name-wrong"
            aria-invalid=${this.wrong ? "true" : "false"}
          />
          <p id="name-wrong" class="field__error" role="alert">${this.wrong}</p>
        </div>
        <fieldset class="field">
          <legend>${say.projectKind()}</legend>
          <div class="choices">${this.me.policy.kinds.map((kind) => this.#kindChoice(kind))}</div>
        </fieldset>
        <fieldset class="field">
          <legend>${say.projectPlace()}</legend>
          <div class="choices">${this.workshop.places.map((place) => this.#placeChoice(place))}</div>
        </fieldset>
        <div class="form-end">
          ${this.kind === "text" ? this.#languageChoice() : nothing}
          <button class="button button--main button--big" ?disabled=${this.busy || !this.#first}>
            ${say.makeProject()}
          </button>
        </div>
      </form>
    </div>`;
  }

  #languageChoice(): TemplateResult {
    return html`<div class="field">
      <label for="language">${say.projectLanguage()}</label>
      <select id="language" name="language">
        ${this.#languages.map((tag, at) => html`<option value=${tag} ?selected=${at === 0}>${languageName(tag)}</option>`)}
      </select>
    </div>`;
  }

  #placeChoice(place: Place): TemplateResult {
    const full = isFull(place, this.projects);
    return html`<label class="choice">
      <input
        type="radio"
        name="place"
        value=${place.id}
        .checked=${place === this.#place}
        ?disabled=${!this.#isFree(place)}
        @change=${() => {
          this.wanted = place;
        }}
      />
      ${placeIcon(place.look)}
      <span>
        <span class="choice__name">${placeName(place.look)}</span>
        <span class="quiet">${aboutPlace(place)}</span>
        ${full ? html`<span class="field__error">${place.roomElsewhere ? say.placeFull() : say.projectsFull()}</span>` : nothing}
        ${place.kinds.includes(this.kind) ? nothing : html`<span class="choice__why">${say.placeNotForKind()}</span>`}
        ${place.here && this.trouble ? html`<span class="field__error">${aboutTrouble(this.trouble)}</span>` : nothing}
        ${
          this.#line.away && this.away.includes(place)
            ? html`<span class="choice__why">${say.placeOffline()}</span>`
            : nothing
        }
      </span>
    </label>`;
  }

  #kindChoice(kind: ProjectKind): TemplateResult {
    return html`<label class="choice kind--${kind}">
      <input
        type="radio"
        name="kind"
        value=${kind}
        .checked=${kind === this.kind}
        @change=${() => {
          this.kind = kind;
        }}
      />
      ${kindPicture(kind, 48)}
      <span>
        <span class="choice__name">${kindName(kind)}</span>
        <span class="quiet">${aboutKind(kind)}</span>
      </span>
    </label>`;
  }
}
