/** The name under which what an extractor makes of an example is kept. */

import { textOf } from "../../contract/data.js";
import { hex, Sha256 } from "../../contract/sha256.js";
import type { Data } from "../../contract/values.js";

const UTF8 = new TextEncoder();

/** The SHA-256 (hex) of what an extractor reads: a picture, a sound or a text. */
export function digestOf(data: Data): string {
  if ("media" in data) return data.media.sha256;
  return hex(new Sha256().update(UTF8.encode(textOf(data))).digest());
}
