import { Problem } from "../contract/problems.js";
import type { Me } from "../contract/workshop.js";

/** Who is signed in, and which rules hold. Problems: `sign_in`, `storage_unavailable`.
 *
 * The shell asks for it with a `preload` before this code is there; the answer is used only when this asks for the same,
 * without a header of its own. */
export async function fetchMe(): Promise<Me> {
  let answer: Response;
  try {
    answer = await fetch("/api/v1/me");
  } catch {
    throw new Problem("storage_unavailable");
  }
  if (answer.status === 401) throw new Problem("sign_in");
  if (!answer.ok) throw new Problem("storage_unavailable");
  return (await answer.json()) as Me;
}
