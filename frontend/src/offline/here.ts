/** The one session of this page. */

import { connectionHere } from "../stores/local/index.js";
import { KeptMe } from "./kept-me.js";
import { Session } from "./session.js";

export const session = new Session(new KeptMe(connectionHere));
