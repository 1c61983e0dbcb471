/** The training worker for pictures or sounds. */

import { equip } from "./equip.js";
import { hearPage } from "./hear.js";

hearPage(equip);
