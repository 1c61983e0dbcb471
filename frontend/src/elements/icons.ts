/** Our own drawings. All are decoration: the words beside them say the same. */

import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

import type { ProjectKind } from "../contract/values.js";
import type { Place } from "../contract/workshop.js";

function icon(content: SVGTemplateResult): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${content}
  </svg>`;
}

export const crossIcon = (): TemplateResult => icon(svg`<path d="M6 6l12 12M18 6 6 18"/>`);
export const plusIcon = (): TemplateResult => icon(svg`<path d="M12 5v14M5 12h14"/>`);
export const pencilIcon = (): TemplateResult =>
  icon(
    svg`<path d="M4 20l1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19z"/><path d="M14 6.5l3.5 3.5"/>`,
  );
export const binIcon = (): TemplateResult =>
  icon(svg`<path d="M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5"/>`);
export const listIcon = (): TemplateResult =>
  icon(svg`<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"/>`);
export const moveIcon = (): TemplateResult => icon(svg`<path d="M4 8h14l-3.5-3.5M20 16H6l3.5 3.5"/>`);
/** A cloud with a line through it. */
export const awayIcon = (): TemplateResult =>
  icon(svg`<path d="M8 7.5A5.5 5.5 0 0 1 17 10a4 4 0 0 1 2.6 7M15 18H7a4.5 4.5 0 0 1-1.6-8.7M4 4l16 16"/>`);
export const moreIcon = (): TemplateResult =>
  icon(svg`<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="4"/>`);
export const copyIcon = (): TemplateResult =>
  icon(
    svg`<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3"/>`,
  );
/** A sheet with a corner turned, and an arrow down into it. */
export const fileIcon = (): TemplateResult =>
  icon(svg`<path d="M14 3H6v18h12V7zM14 3v4h4M12 10v7M9 14.5l3 3 3-3"/>`);
export const shieldIcon = (): TemplateResult =>
  icon(
    svg`<path d="M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6z"/><path d="M8.5 12l2.5 2.5 4.5-5"/>`,
  );
export const openIcon = (): TemplateResult =>
  icon(svg`<path d="M3 19V6a1 1 0 0 1 1-1h5l2 3h8a1 1 0 0 1 1 1v2"/><path d="M3 19l3-8h16l-3 8z"/>`);
/** A seal: put aside until the test. */
export const sealIcon = (): TemplateResult =>
  icon(svg`<path d="M7 11V8a5 5 0 0 1 10 0v3"/><rect x="5" y="11" width="14" height="9" rx="2"/>`);

export const cameraIcon = (): TemplateResult =>
  icon(
    svg`<path d="M4 8h3.5L9 5h6l1.5 3H20a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z"/><circle cx="12" cy="13" r="3.5"/>`,
  );
export const microphoneIcon = (): TemplateResult =>
  icon(
    svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21"/>`,
  );
export const pictureIcon = (): TemplateResult =>
  icon(
    svg`<rect x="3" y="5" width="18" height="14" rx="2"/><circle cx="8.5" cy="10" r="1.5"/><path d="M3.5 18l5.5-5 3.5 3 3-3 5 4.5"/>`,
  );
export const soundIcon = (): TemplateResult => icon(svg`<path d="M4 10v4M8 6v12M12 9v6M16 4v16M20 10v4"/>`);
export const webIcon = (): TemplateResult => icon(placeDrawings.website);
export const playIcon = (): TemplateResult => icon(svg`<path d="M8 5l11 7-11 7z"/>`);

const placeDrawings: Record<Place["look"], SVGTemplateResult> = {
  website: svg`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z"/>`,
  computer: svg`<rect x="5" y="5" width="14" height="10" rx="1.5"/><path d="M2.5 19h19"/>`,
};

export const placeIcon = (look: Place["look"]): TemplateResult => icon(placeDrawings[look]);

const kindDrawings: Record<ProjectKind, SVGTemplateResult> = {
  text: svg`
    <path d="M10 10h44a6 6 0 0 1 6 6v24a6 6 0 0 1-6 6H30L18 56V46h-8a6 6 0 0 1-6-6V16a6 6 0 0 1 6-6z" fill="var(--accent-tint)"/>
    <path d="M16 22h32M16 33h20"/>`,
  images: svg`
    <rect x="5" y="10" width="54" height="44" rx="6" fill="var(--accent-tint)"/>
    <circle cx="21" cy="24" r="5"/><path d="M6 47l15-13 11 9 12-14 14 15"/>`,
  sounds: svg`
    <circle cx="32" cy="32" r="27" fill="var(--accent-tint)"/>
    <path d="M17 28v8M25 21v22M33 14v36M41 23v18M49 29v6"/>`,
  numbers: svg`
    <rect x="6" y="9" width="52" height="46" rx="6" fill="var(--accent-tint)"/>
    <path d="M6 24h52M6 40h52M24 9v46M42 9v46"/>`,
  prediction: svg`
    <rect x="5" y="8" width="54" height="48" rx="6" fill="var(--accent-tint)"/>
    <path d="M13 46l10-9 9 4 9-13"/><path d="M41 28l10-11" stroke-dasharray="1 6"/>`,
};

/** The picture of a kind of project, in its own colour. */
export function kindPicture(kind: ProjectKind, size = 56): TemplateResult {
  return html`<svg
    class="kind-picture"
    width=${size}
    height=${size}
    viewBox="0 0 64 64"
    fill="none"
    stroke="var(--accent)"
    stroke-width="4"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${kindDrawings[kind]}
  </svg>`;
}

/** Loose shapes on their way into two buckets: what the whole workshop is about. */
export function sortingPicture(): TemplateResult {
  return html`<svg
    class="sorting-picture"
    width="220"
    height="140"
    viewBox="0 0 220 140"
    fill="none"
    stroke="var(--ink)"
    stroke-width="3"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d="M28 78h64l-7 50a6 6 0 0 1-6 5H41a6 6 0 0 1-6-5z" fill="var(--blue-tint)" />
    <path d="M128 78h64l-7 50a6 6 0 0 1-6 5h-38a6 6 0 0 1-6-5z" fill="var(--orange-tint)" />
    <g stroke="var(--blue)" fill="var(--surface)">
      <circle cx="52" cy="103" r="9" />
      <circle cx="71" cy="113" r="8" />
      <circle cx="60" cy="52" r="9" />
    </g>
    <g stroke="var(--orange)" fill="var(--surface)">
      <rect x="143" y="98" width="16" height="16" rx="3" />
      <rect x="163" y="104" width="15" height="15" rx="3" />
      <rect x="152" y="42" width="17" height="17" rx="3" />
    </g>
    <path d="M102 20c-6 14-16 20-28 26M118 20c6 14 14 20 26 24" stroke-dasharray="1 7" />
    <circle cx="110" cy="12" r="6" stroke="var(--violet)" fill="var(--violet-tint)" />
  </svg>`;
}

/** Circles and squares on the two sides of a line: the same drawing as `templates/logo.html`. */
export function logo(): TemplateResult {
  return html`<svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
    <rect x="1" y="1" width="38" height="38" rx="10" fill="currentColor" />
    <path
      d="M11 37C11 24 29 24 29 3"
      fill="none"
      stroke="var(--on-accent)"
      stroke-width="3"
      stroke-linecap="round"
      stroke-dasharray="0.1 5"
    />
    <g fill="var(--on-accent)">
      <circle cx="10" cy="11" r="4" />
      <circle cx="19" cy="17" r="3" />
      <circle cx="9" cy="22" r="3" />
      <rect x="25" y="25" width="7.5" height="7.5" rx="1.5" />
      <rect x="29" y="15" width="5" height="5" rx="1" />
      <rect x="18" y="31" width="5" height="5" rx="1" />
    </g>
  </svg>`;
}
