/** Where in the browser's database it is kept who was here. */

export const DATABASE = "mlforkids";
export const META = "meta";
export const ME = "me";
export const LEAVING = "leaving";
