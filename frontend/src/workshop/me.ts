import { Problem } from "../contract/problems.js";
import type { Me } from "../contract/workshop.js";

/** Who is signed in, and which rules hold. Problems: `sign_in`, `storage_unavailable`.
 *
 * The shell asks for it with a `preload` before this code is there; the answer is used only when this asks for the same,
 * without a header of its own. */
export async function fetchMe(): Promise<Me> {
  const answer = await fetch("/api/v1/me").catch(() => null);
  if (answer?.status === 401) throw new Problem("sign_in");
  // 204 is our service worker's word for a website that does not answer, and what is not JSON comes from somebody else,
  // such as the page where one signs in to a school's network.
  const me = answer?.status === 200 ? await (answer.json() as Promise<Me>).catch(() => null) : null;
  if (me === null) throw new Problem("storage_unavailable");
  return me;
}
