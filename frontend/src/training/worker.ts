/** The training worker for texts and tables: hears the page, answers the page. */

import { hearPage } from "./hear.js";

hearPage();
