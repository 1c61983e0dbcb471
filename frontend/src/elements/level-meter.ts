/** What every page with a microphone shows. */

import { html, type TemplateResult } from "lit";

import type { DeviceTrouble } from "../capture/devices.js";
import { say } from "../i18n/index.js";

/** A meter that moves in steps is read more easily than one that trembles. */
const STEPS = 20;

export const microphoneTroubles: Record<DeviceTrouble, () => string> = {
  blocked: say.microphoneBlocked,
  missing: say.noMicrophone,
  busy: say.microphoneBusy,
  unsafe: say.microphoneUnsafe,
};

/** The level from 0 to 1, as `levelMeter` shows it. */
export function levelShown(level: number): number {
  return Math.round(level * STEPS) / STEPS;
}

/** How loud it is. */
export function levelMeter(level: number): TemplateResult {
  return html`<div
    class="bar level"
    role="meter"
    aria-label=${say.howLoud()}
    aria-valuemin="0"
    aria-valuemax="1"
    aria-valuenow=${level}
  >
    <span class="bar__fill" .style=${`--share: ${level * 100}%`}></span>
  </div>`;
}
