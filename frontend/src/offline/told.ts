/** What the pages of a browser tell each other about who is signed in. */

export const SESSION_CHANNEL = "mlforkids session";

/** `here` is the id of who is signed in now. */
export type Told = { left: true } | { here: string };
