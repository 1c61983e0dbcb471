import "./classroom.css";
import "./card.js";
import "./door.js";
import "./leave.js";
import "./pictures.js";
import "./print.js";
import "./under-way.js";
